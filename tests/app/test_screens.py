"""Which screen a station gets, and which stations cannot be."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.screens import for_role
from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station, StationRole

EVENT = Event(
    id="e",
    name={"es": "E"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC",
    checkpoints=(
        Checkpoint("door", {"es": "Sala"}),
        Checkpoint("in", {"es": "Entrada"}, Kind.ENTRANCE),
    ),
)


@pytest.mark.parametrize(
    "role", [StationRole.DESK, StationRole.SELF_SERVICE, StationRole.DASHBOARD]
)
def test_only_a_door_needs_a_checkpoint(role):
    station = Station(role=role)

    assert for_role(EVENT, station) == station


def test_a_door_needs_one():
    with pytest.raises(WrongUseError, match="checkpoint"):
        for_role(EVENT, Station(role=StationRole.DOOR))


def test_a_checkpoint_of_another_event_is_named_with_those_there_are():
    with pytest.raises(WrongUseError, match=r"csirt.*door, in"):
        for_role(EVENT, Station(role=StationRole.DOOR, checkpoint="csirt"))


def test_a_door_with_its_checkpoint_is_fine():
    station = replace(Station(), role=StationRole.DOOR, checkpoint="door")

    assert for_role(EVENT, station) is station


class TestDashboard:
    @pytest.fixture
    def stage(self, qapp, tmp_path):
        from kiosk.app.stage import Stage, make_demo

        make_demo(tmp_path / "demo")
        station = {"role": StationRole.DASHBOARD}
        with Stage(tmp_path / "demo", tmp_path / "here", (1280, 800), station=station) as stage:
            yield stage

    def test_it_opens_the_panel_and_still_takes_scans(self, stage):
        assert stage.view._state.page == "panel"
        assert stage.view._state.panel.bars

        stage.scan("José Núñez Ibáñez")
        assert stage.view._state.page == "search"
        assert stage.view._state.card.name == "José Núñez Ibáñez"

    def test_badges_are_designed_in_a_tab_of_its_own(self, stage):
        from kiosk.ui.desk.state import Page

        assert stage.view.top.tabs[Page.DESIGNER.value].isVisible()
        stage.view.top.tabs[Page.DESIGNER.value].click()
        stage.settle()
        designer = stage.view._full[Page.DESIGNER]
        stage.wait_for(lambda: bool(designer.state.frames))

        assert designer.isVisible()

    @pytest.fixture
    def edited(self, stage):
        """A layout of which a part was moved, while another page is in front."""
        from kiosk.ui.desk.state import Page

        stage.view.top.tabs[Page.DESIGNER.value].click()
        designer = stage.view._full[Page.DESIGNER]
        stage.wait_for(lambda: bool(designer.state.frames))
        designer.element_chosen.emit(len(designer.state.frames) - 1)
        designer.nudged.emit(1.0, 0.0)
        stage.view.top.tabs[Page.PANEL.value].click()
        assert designer.state.dirty
        return designer

    def test_a_scan_loses_nothing_of_a_layout(self, stage, edited):
        stage.scan("José Núñez Ibáñez")

        assert stage.view._state.page == "search"
        assert edited.state.dirty

    @pytest.mark.parametrize(("answer", "stays"), [("stay", True), ("discard", False)])
    def test_the_window_asks_before_a_layout_is_lost(self, stage, edited, answer, stays):
        from kiosk.ui.designer.state import Ask

        stage.shell.window.close()
        assert stage.shell.window.isVisible()
        assert stage.view._state.page == "designer"
        edited.ask.buttons[Ask(answer)].click()

        assert stage.shell.window.isVisible() is stays

    def test_with_nothing_to_lose_the_window_closes_at_once(self, stage):
        stage.shell.window.close()

        assert not stage.shell.window.isVisible()


def test_a_desk_has_no_tab_for_designing(qtbot, qapp):
    from kiosk.ui.desk.state import Page
    from kiosk.ui.desk.view import DeskView

    view = DeskView()
    qtbot.addWidget(view)
    view.show()

    assert not view.top.tabs[Page.DESIGNER.value].isVisible()
