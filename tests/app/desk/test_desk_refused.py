"""People whom the entrance does not let in: the card says why and what to do."""

import dataclasses

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone


def test_a_pending_payment_is_explained_beside_the_person(desk):
    desk.type("nuflo")
    card = desk.view._state.card
    assert card.state.text == "Pendiente de pago"
    assert card.problem == "La inscripción está pendiente de pago."
    assert desk.view.card.problem_warn.isVisible()
    assert card.problem in desk.view.card.problem_warn.text()
    assert not desk.view.card.no_print.isEnabled()
    assert desk.view.card.no_print.toolTip() == card.problem


def test_it_can_be_admitted_with_a_reason_that_is_kept(desk):
    desk.type("nuflo")
    desk.press(Qt.Key.Key_Return)
    assert desk.view._state.mode is CardMode.REASON
    assert desk.kinds("tomas") == []
    desk.press(Qt.Key.Key_2)
    desk.press(Qt.Key.Key_Return)
    entry = next(e for e in desk.entries("tomas") if str(e.kind) == "overridden")
    assert entry.payload["override"]["reason"] == "Mostró comprobante"
    assert entry.operator == "Lucía R."
    assert len(desk.model.jobs) == 1


def test_escape_leaves_the_question_and_admits_nobody(desk):
    desk.type("nuflo")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Escape)
    assert desk.view._state.mode is CardMode.PERSON
    assert desk.kinds("tomas") == []


def test_a_cancelled_person_is_struck_through_and_explained(desk):
    desk.type("echeverria")
    row = desk.view._state.search.rows[0]
    assert row.struck
    assert row.state.tone is Tone.BAD
    assert desk.view.card.problem_bad.isVisible()
    desk.press(Qt.Key.Key_F3)
    assert desk.kinds("ramon") == []


def test_scanning_a_cancelled_ticket_records_the_refusal(desk):
    desk.controller.on_scan("code-ramon")
    desk.idle()
    assert desk.kinds("ramon") == ["refused"]
    assert desk.view._state.page is Page.SEARCH
    assert desk.view._state.card.problem


class TestWithAPin:
    """Where a PIN is set, only a supervisor may overrule."""

    @pytest.fixture
    def station(self, station):
        return dataclasses.replace(station, pin_hash="set")

    def test_the_desk_alone_may_not_overrule(self, desk):
        desk.type("nuflo")
        assert not desk.view.card.main.isEnabled()
        assert desk.view.card.main.toolTip()
        desk.press(Qt.Key.Key_Return)
        assert desk.view._state.mode is CardMode.PERSON
        assert desk.kinds("tomas") == []


class TestWithoutPrinter:
    """A missing printer never undoes a check-in."""

    @pytest.fixture
    def station(self, station):
        return dataclasses.replace(station, printer="")

    def test_the_check_in_stands_and_a_banner_tells(self, desk):
        desk.type("ibanez")
        desk.press(Qt.Key.Key_Return)
        assert desk.kinds("jose") == ["admitted"]
        assert "impresora" in desk.view.banner.text()
        desk.qtbot.mouseClick(desk.view.banner.button, Qt.MouseButton.LeftButton)
        assert not desk.view.banner.isVisible()


def test_a_bug_becomes_a_banner_and_a_log_line(desk, caplog):
    def broken(_ctx):
        raise ZeroDivisionError

    desk.controller.ask(broken, lambda _none: None)
    desk.idle()
    assert "registro" in desk.view.banner.text()
    assert "the desk met a bug" in caplog.text


class TestWithAPinAndASupervisor:
    """The supervisor comes to the desk and types the PIN."""

    @pytest.fixture
    def station(self, station):
        return dataclasses.replace(station, pin_hash="set")

    @pytest.fixture
    def check_pin(self):
        return lambda pin, answer: answer(pin == "2468")

    def test_the_right_pin_admits_with_the_supervisors_level(self, desk):
        desk.type("nuflo")
        desk.press(Qt.Key.Key_Return)
        pin = desk.view.reason.pin
        assert desk.view.box.line.hasFocus()
        desk.press(Qt.Key.Key_3)
        assert pin.line.hasFocus()
        desk.qtbot.keyClicks(pin.line, "2468")
        desk.press(Qt.Key.Key_Return, pin.line)
        entry = next(e for e in desk.entries("tomas") if str(e.kind) == "overridden")
        assert entry.payload["override"]["level"] == "supervisor"

    def test_a_wrong_pin_admits_nobody_and_says_so(self, desk):
        desk.type("nuflo")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_1)
        desk.qtbot.keyClicks(desk.view.reason.pin.line, "1111")
        desk.press(Qt.Key.Key_Return, desk.view.reason.pin.line)
        assert desk.kinds("tomas") == []
        assert desk.view.reason.pin.help.text()
        assert desk.view._state.mode is CardMode.REASON

    def test_the_pin_is_forgotten_with_the_question(self, desk):
        desk.type("nuflo")
        desk.press(Qt.Key.Key_Return)
        desk.press(Qt.Key.Key_1)
        desk.qtbot.keyClicks(desk.view.reason.pin.line, "24")
        desk.press(Qt.Key.Key_Escape, desk.view.reason.pin.line)
        desk.press(Qt.Key.Key_Return)
        assert desk.view.reason.pin.text() == ""
