"""Inviting and withdrawing on the access page: who may, with what reason, and what follows."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone

CSIRT = 2


@pytest.fixture
def jose(desk):
    """José's answer at the CSIRT meeting, to which he is not invited."""
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F7)
    desk.view.access.room_chosen.emit(CSIRT)
    desk.idle()
    return desk


def state(desk):
    return desk.view._state.access


def kinds(desk):
    return desk.kinds("jose")


def click(desk, button):
    desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.idle()


def invite(desk):
    card = desk.view.access.answer
    click(desk, card.invite)
    desk.press(Qt.Key.Key_2, desk.view.access.box.line)
    desk.press(Qt.Key.Key_Return, desk.view.access.box.line)


def test_inviting_asks_why_and_then_admits(jose):
    assert state(jose).answer.invite == "Invitar a este punto"
    invite(jose)

    (entry,) = jose.entries("jose")
    assert str(entry.kind) == "invited"
    assert entry.checkpoint == "csirt"
    assert entry.operator == "Lucía R."
    assert entry.payload["reason"] == "Faltaba en la lista"
    assert state(jose).rooms[CSIRT].state.tone is Tone.OK
    assert state(jose).question is None
    assert state(jose).message == "José Núñez Ibáñez tiene invitación desde ahora."


def test_withdrawing_asks_why_and_then_refuses(jose):
    invite(jose)
    assert state(jose).answer.withdraw == "Retirar la invitación"
    assert state(jose).answer.invite == ""
    click(jose, jose.view.access.answer.withdraw)
    jose.press(Qt.Key.Key_3, jose.view.access.box.line)
    jose.press(Qt.Key.Key_Return, jose.view.access.box.line)

    assert kinds(jose) == ["invited", "withdrawn"]
    assert jose.entries("jose")[1].payload["reason"] == "Ya no participa"
    assert state(jose).rooms[CSIRT].state.tone is Tone.BAD


def test_no_reason_no_invitation(jose):
    click(jose, jose.view.access.answer.invite)
    jose.press(Qt.Key.Key_Return, jose.view.access.box.line)

    assert kinds(jose) == []
    assert state(jose).question is not None


def test_escape_leaves_the_question(jose):
    click(jose, jose.view.access.answer.invite)
    jose.press(Qt.Key.Key_1, jose.view.access.box.line)
    jose.press(Qt.Key.Key_Escape, jose.view.access.box.line)

    assert state(jose).question is None
    assert jose.page is Page.ACCESS
    assert kinds(jose) == []


def test_another_room_or_person_leaves_the_question(jose):
    click(jose, jose.view.access.answer.invite)
    jose.view.access.room_chosen.emit(0)
    jose.idle()
    assert state(jose).question is None

    jose.view.access.room_chosen.emit(CSIRT)
    click(jose, jose.view.access.answer.invite)
    jose.scan("code-joao")
    assert state(jose).question is None
    assert kinds(jose) == []


def test_digits_type_names_while_nothing_is_asked(jose):
    jose.qtbot.keyClicks(jose.view.access.box.line, "1")

    assert jose.view.access.box.text() == "1"


def test_f7_and_the_rest_wait_for_the_answer(jose):
    click(jose, jose.view.access.answer.invite)
    jose.press(Qt.Key.Key_F7)
    jose.press(Qt.Key.Key_F4)

    assert state(jose).question is not None
    assert jose.page is Page.ACCESS


def test_a_click_on_the_buttons_does_the_same(jose):
    page = jose.view.access
    click(jose, page.answer.invite)
    click(jose, page.reason.reasons.choices[0])
    click(jose, page.reason.confirm)

    assert kinds(jose) == ["invited"]


class TestWithAPin:
    """Where a PIN is set, an invitation to a supervisor's room needs it."""

    @pytest.fixture
    def station(self, station):
        return dataclasses.replace(station, pin_hash="set")

    class TestThatNobodyCanAsk:
        def test_the_button_says_why_it_is_off(self, jose):
            button = jose.view.access.answer.invite
            assert not button.isEnabled()
            assert button.toolTip() == "Hace falta un supervisor con PIN."
            jose.view.access.answer.invite_pressed.emit()
            assert state(jose).question is None

    class TestThatIsAsked:
        @pytest.fixture
        def check_pin(self):
            return lambda pin, answer: answer(pin == "2468")

        def confirm(self, desk, pin):
            page = desk.view.access
            page.reason.pin.line.setText(pin)
            desk.press(Qt.Key.Key_Return, page.reason.pin.line)

        def test_the_right_pin_invites(self, jose):
            click(jose, jose.view.access.answer.invite)
            jose.press(Qt.Key.Key_1, jose.view.access.box.line)
            assert jose.focused() is jose.view.access.reason.pin.line
            self.confirm(jose, "2468")

            assert kinds(jose) == ["invited"]

        def test_a_wrong_pin_invites_nobody_and_says_so(self, jose):
            click(jose, jose.view.access.answer.invite)
            jose.press(Qt.Key.Key_1, jose.view.access.box.line)
            self.confirm(jose, "1")

            assert state(jose).question.pin_problem == "Ese PIN no es."
            assert kinds(jose) == []

        def test_a_digit_in_the_pin_is_no_reason(self, jose):
            click(jose, jose.view.access.answer.invite)
            jose.press(Qt.Key.Key_1, jose.view.access.box.line)
            jose.qtbot.keyClicks(jose.view.access.reason.pin.line, "23")

            assert state(jose).question.chosen == 0
