"""The fields of joining, and the station's form where an invitation has settled something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.settings import StationRole
from kiosk.texts import use
from kiosk.ui.setup.join_panel import JoinPanel
from kiosk.ui.setup.state import Buttons, JoinState, SetupState, Step
from kiosk.ui.setup.station_form import StationForm
from kiosk.ui.setup.view import SetupView

ROOMS = (("csirt", "CSIRTs"), ("bof", "BoF"))


@pytest.fixture
def panel(qtbot):
    made = JoinPanel()
    qtbot.addWidget(made)
    made.retranslate()
    made.show()
    return made


@pytest.fixture
def form(qtbot):
    made = StationForm()
    qtbot.addWidget(made)
    made.retranslate()
    made.show()
    return made


@pytest.fixture
def view(qtbot):
    made = SetupView()
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    return made


def test_the_address_is_asked_where_it_is_needed(panel):
    panel.draw(JoinState())
    assert not panel.address.isVisible()
    assert "QR" in panel.hint.text()
    panel.draw(JoinState(ask_address=True))
    assert panel.address.isVisible()
    assert "192.168.1.5:4222" in panel.hint.text()


def test_what_is_typed_stays_while_it_is_drawn(panel, qtbot):
    edits = []
    panel.edited.connect(lambda: edits.append(1))
    qtbot.keyClicks(panel.invitation.line, "ABC")
    panel.draw(JoinState(ask_address=True))

    assert panel.invitation.text() == "ABC"
    assert len(edits) == 3


def test_a_long_invitation_of_three_machines_fits(panel):
    long = "HUB." + "A" * 900
    panel.invitation.set_text(long)

    assert panel.invitation.text() == long


def test_it_is_forgotten_for_good(panel, qtbot):
    qtbot.keyClicks(panel.invitation.line, "SECRET")
    panel.forget()

    assert panel.invitation.text() == ""
    assert not panel.invitation.line.isUndoAvailable()


@pytest.mark.parametrize(
    ("lang", "label"), [("es", "Invitación"), ("pt", "Convite"), ("en", "Invitation")]
)
def test_it_speaks_the_language_in_force(panel, lang, label):
    use(lang)
    panel.retranslate()

    assert panel.invitation.label.text() == label
    assert panel.invitation.line.accessibleName() == label


@pytest.mark.parametrize(
    ("join", "name", "role"),
    [
        (None, True, True),
        (JoinState(), True, True),
        (JoinState(settled_name=True), False, True),
        (JoinState(settled_role=True), True, False),
    ],
    ids=["no hub", "open", "name", "role"],
)
def test_what_an_invitation_settles_is_locked(form, join, name, role):
    form.settle(join)

    assert (form.name.isEnabled(), form.role.isEnabled()) == (name, role)


def test_checkpoints_are_asked_when_they_are_known(form):
    form.settle(JoinState())
    assert (form.checkpoint.isVisible(), form.pin.isVisible()) == (False, True)
    form.offer(ROOMS)
    form.settle(JoinState(settled_name=True, settled_role=True))
    assert (form.checkpoint.isVisible(), form.pin.isVisible()) == (True, False)
    form.settle(None)
    assert (form.checkpoint.isVisible(), form.pin.isVisible()) == (True, True)


def test_one_of_three_ways_is_chosen(view):
    page, chosen = view.event_page, []
    page.hub_chosen.connect(lambda: chosen.append("hub"))
    page.demo_chosen.connect(chosen.append)
    qt_order = (page.hub, page.own, page.demo)
    for choice in qt_order:
        choice.click()

    assert chosen == ["hub", False, True]


@pytest.mark.parametrize(
    ("state", "checked", "panels"),
    [
        (SetupState(), "demo", (False, False)),
        (SetupState(demo=False), "own", (True, False)),
        (SetupState(demo=False, join=JoinState()), "hub", (False, True)),
    ],
    ids=["demo", "own", "hub"],
)
def test_each_way_shows_its_own_fields(view, state, checked, panels):
    view.show_state(state)
    page = view.event_page

    assert [name for name in ("demo", "own", "hub") if getattr(page, name).isChecked()] == [checked]
    assert (page.files.isVisible(), page.join.isVisible()) == panels


def test_the_keyboard_begins_in_the_field_that_can_be_filled_in(view):
    view.show_state(SetupState(demo=False, join=JoinState()))
    assert view.focusWidget() is view.event_page.join.invitation.line
    settled = JoinState(settled_name=True, settled_role=True)
    view.show_state(SetupState(step=Step.STATION, demo=False, join=settled))
    assert view.focusWidget() is view.station.pin.line
    view.show_state(SetupState(step=Step.EVENT))
    view.show_state(SetupState(step=Step.STATION, demo=False))
    assert view.focusWidget() is view.station.role.box


def test_keys_choose_nothing_while_it_is_busy(view, qtbot):
    chosen = []
    view.event_page.hub_chosen.connect(lambda: chosen.append("hub"))
    view.show_state(SetupState(busy=True))
    qtbot.keyClick(view, Qt.Key.Key_F3)
    assert chosen == []
    view.show_state(SetupState())
    qtbot.keyClick(view, Qt.Key.Key_F3)
    assert chosen == ["hub"]


@pytest.mark.parametrize("join", [None, JoinState()], ids=["sources", "hub"])
def test_the_list_of_a_hub_belongs_to_the_last_part_of_the_way(view, join):
    drawn = []
    view.rail.show_step = drawn.append
    view.show_state(SetupState(step=Step.FETCH, demo=False, join=join,
                               buttons=Buttons("", "", "Seguir")))  # fmt: skip

    assert drawn == [Step.STATION if join else Step.FETCH]


def test_a_form_of_a_door_keeps_its_role_while_the_language_changes(form):
    form.role.set_value(StationRole.DOOR)
    form.settle(JoinState(settled_role=True))
    use("en")
    form.retranslate()

    assert form.role.value() == StationRole.DOOR
