"""A volunteer at the first window of a new laptop, and a real hub: scanned, joined, opened."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app import bootstrap
from kiosk.app.sounds import Sounds
from kiosk.app.window import StationWindow
from kiosk.hub.discovery import find
from kiosk.hub.folder import HubFolder
from kiosk.hub.keeper import Keeper
from kiosk.hub.membership import read_membership
from kiosk.services import hub_join, hub_setup
from kiosk.services.counts import counts
from kiosk.services.hub_line import joined
from kiosk.services.hub_setup import Offer
from kiosk.services.list_line import exchange_list
from kiosk.services.profile import demo_profile, load_station, open_profile
from kiosk.store.connect import close
from kiosk.ui.setup.state import Step
from kiosk.ui.setup.view import SetupView
from kiosk.ui.wedge_filter import WedgeFilter
from tests.patience import until
from tests.ports import free_port


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No audio, and no other hub of this machine's network is looked for."""
    monkeypatch.setattr(Sounds, "prepare", lambda _self: None)
    monkeypatch.setattr("kiosk.hub.nats_join.find", partial(find, wait=0.0))


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubFolder]:
    """A hub that runs and has the demo's list."""
    home = tmp_path_factory.mktemp("home")
    ctx = demo_profile(home)
    (folder,) = hub_setup.make_hub(home, [("127.0.0.1", free_port())])
    keeper = Keeper(folder, ("127.0.0.1",))
    keeper.start()
    with closing(keeper):
        with joined(ctx) as shared:
            until(lambda: shared.hub.health().connected and shared.hub.health().roster)
            exchange_list(shared, shared.hub)
        close(ctx.db)
        yield folder


class Volunteer:
    """Looks at the program's windows every moment, and does the next thing that can be done."""

    def __init__(self, text: str, *, checkpoint: str = "") -> None:
        self.text, self.checkpoint = text, checkpoint
        self.seen: list[str] = []
        self.opened: list[tuple[str, str]] = []
        self._scanned = False
        self._timer = QTimer(interval=20)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, SetupView) and window.isVisible():
                self._set_up(window)
            elif isinstance(window, StationWindow) and window.isVisible():
                self.opened.append((window.windowTitle(), type(window.screen_widget).__name__))
                self._timer.stop()
                window.close_now()

    def _set_up(self, view: SetupView) -> None:
        state = view.state
        if state.busy or not view.start.isEnabled():
            return
        if state.step is Step.EVENT and not self._scanned:
            self._scanned = True
            view.findChild(WedgeFilter).scanned.emit(self.text)
        elif state.step is Step.STATION and view.station.checkpoint.isVisible():
            self.seen.append(f"{view.station.name.text()} {view.station.role.value()}")
            view.station.checkpoint.set_value(self.checkpoint)
            view.start.click()
        elif state.step in {Step.STATION, Step.FETCH}:
            self.seen.append(view.fetch.count.text() if state.step is Step.FETCH else state.title)
            view.start.click()


@pytest.fixture
def after(qapp: QApplication) -> Iterator[None]:
    """A Quit that is still on its way would end the event loops of the next tests."""
    yield
    QTimer.singleShot(50, qapp.quit)
    qapp.exec()


@pytest.mark.usefixtures("after")
def test_from_a_scan_to_the_desk(laid, tmp_path):
    issued = hub_setup.invite(laid, Offer(name="Mesa 5", role="desk"))
    volunteer = Volunteer(issued.text.scanned)

    assert bootstrap.open_window(tmp_path / "new") == 0
    assert volunteer.opened == [("LACNIC 46 · Mesa 5", "DeskView")]
    assert volunteer.seen == ["¿Qué hará esta estación?", "587 personas"]
    membership = read_membership(tmp_path / "new")
    assert (membership.name, membership.role) == ("Mesa 5", "desk")
    ctx = open_profile(tmp_path / "new")
    assert counts(ctx).expected == 587
    close(ctx.db)


@pytest.mark.usefixtures("after")
def test_from_a_scan_to_a_door(laid, tmp_path):
    issued = hub_setup.invite(laid, Offer(name="Puerta 5", role="door"))
    moved = dataclasses.replace(issued.text, addresses=("127.0.0.1:9", *issued.text.addresses))
    volunteer = Volunteer(moved.scanned, checkpoint="csirt")

    assert bootstrap.open_window(tmp_path / "new") == 0
    assert volunteer.opened == [("LACNIC 46 · Puerta 5", "DoorView")]
    assert volunteer.seen[-2:] == ["587 personas", "Puerta 5 door"]
    assert load_station(tmp_path / "new").checkpoint == "csirt"


@pytest.mark.usefixtures("after")
def test_a_window_that_was_closed_half_way_goes_on(laid, tmp_path):
    text = hub_setup.invite(laid, Offer(name="Mesa 6", role="desk")).text
    hub_join.join(tmp_path / "new", text.typed, "", "")
    volunteer = Volunteer("")

    assert bootstrap.open_window(tmp_path / "new") == 0
    assert volunteer.opened == [("LACNIC 46 · Mesa 6", "DeskView")]
    assert volunteer.seen == ["587 personas"]


def test_the_profile_of_the_hub_itself_is_open_to_nobody_else(laid):
    assert oct((Path(laid.path) / "hub.seed").stat().st_mode & 0o077) == "0o0"
