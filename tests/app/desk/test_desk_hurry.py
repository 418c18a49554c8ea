"""A hurried volunteer: keys and scans that come before the answer to the one before."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.people import Person, TicketState
from kiosk.ui.desk.state import CardMode, Page

ENTER = Qt.Key.Key_Return


def tap(desk, *keys: Qt.Key) -> None:
    """Press keys without waiting for anything."""
    for key in keys:
        desk.qtbot.keyClick(desk.focused(), key)


def letters(desk, text: str) -> None:
    desk.qtbot.keyClicks(desk.view.box.line, text)


class TestEnter:
    def test_a_burst_of_enters_checks_in_and_prints_once(self, desk):
        desk.type("ibanez")
        tap(desk, *[ENTER] * 5)
        desk.idle()
        assert desk.kinds("jose").count("admitted") == 1
        assert desk.kinds("jose").count("refused") == 0
        assert len(desk.model.jobs) == 1

    def test_enter_twice_on_an_unpaid_person_admits_nobody(self, desk):
        desk.type("nuflo")
        tap(desk, ENTER, ENTER)
        desk.idle()
        assert desk.mode is CardMode.REASON
        assert desk.kinds("tomas") == []

    def test_enter_while_a_search_is_pending_takes_nobody_of_the_list_before(self, desk):
        desk.type("ibanez")
        letters(desk, " x")
        tap(desk, ENTER)
        desk.idle()
        assert desk.kinds("jose") == []
        assert desk.view._state.search.rows == ()

    def test_enter_while_a_scan_is_pending_checks_nobody_in(self, desk):
        desk.type("ibanez")
        desk.controller.on_scan("code-maria")
        tap(desk, ENTER)
        desk.idle()
        assert desk.kinds("jose") == desk.kinds("maria") == []
        assert desk.view._state.card.person_id == "maria"

    def test_on_an_empty_desk_enter_does_nothing(self, desk):
        tap(desk, ENTER, ENTER)
        desk.idle()
        assert desk.mode is CardMode.EMPTY
        assert desk.read(lambda ctx: ctx.db["entry"].count) == 0

    def test_a_held_enter_counts_once(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER)
        for _repeat in range(3):
            desk.qtbot.keyClick(desk.focused(), ENTER, Qt.KeyboardModifier.KeypadModifier)
        desk.idle()
        assert desk.kinds("jose").count("admitted") == 1


class TestTypingOn:
    def test_the_next_name_typed_during_a_check_in_is_kept(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER)
        letters(desk, "prado")
        desk.idle()
        assert desk.kinds("jose").count("admitted") == 1
        assert desk.view.box.text() == "prado"
        assert desk.view._state.card.person_id == "maria"

    def test_it_still_says_that_the_first_one_is_checked_in(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER)
        letters(desk, "p")
        desk.until(lambda: not desk.model.busy)
        desk.idle()
        assert desk.kinds("jose").count("admitted") == 1
        assert desk.view._state.status.checked_in == 1

    def test_the_box_is_empty_as_soon_as_enter_is_pressed(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER)
        assert desk.view.box.text() == ""
        desk.idle()

    def test_escape_during_a_check_in_waits_for_its_answer(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER, Qt.Key.Key_Escape)
        assert desk.model.busy
        desk.idle()
        assert not desk.model.busy
        assert "José Núñez Ibáñez" in desk.message

    def test_letters_typed_one_by_one_end_in_the_last_answer(self, desk):
        for letter in "nunez prado":
            letters(desk, letter)
        desk.idle()
        assert [row.person_id for row in desk.view._state.search.rows] == ["maria"]
        assert desk.view._state.card.person_id == "maria"

    def test_arrows_before_the_card_has_come_choose_the_last_row(self, desk):
        desk.type("nunez")
        tap(desk, *[Qt.Key.Key_Down] * 3)
        desk.idle()
        assert desk.view._state.card.name == desk.view._state.search.rows[3].name

    def test_an_arrow_does_not_lose_a_search_that_is_pending(self, desk):
        desk.type("nunez")
        letters(desk, " prado")
        tap(desk, Qt.Key.Key_Down)
        desk.idle()
        assert [row.person_id for row in desk.view._state.search.rows] == ["maria"]


class TestScans:
    def test_a_scan_while_the_answer_of_another_is_pending_is_not_lost(self, desk):
        desk.controller.on_scan("code-jose")
        desk.controller.on_scan("code-maria")
        desk.until(lambda: desk.view._state.card and desk.view._state.card.person_id == "maria")
        assert desk.kinds("jose") == desk.kinds("maria") == []

    def test_of_several_early_scans_the_last_one_counts(self, desk):
        for person in ("jose", "tomas", "maria"):
            desk.controller.on_scan(f"code-{person}")
        desk.until(lambda: desk.view._state.card and desk.view._state.card.person_id == "maria")

    def test_a_scan_during_a_check_in_comes_after_it(self, desk):
        desk.type("ibanez")
        tap(desk, ENTER)
        desk.controller.on_scan("code-maria")
        desk.until(lambda: desk.view._state.card and desk.view._state.card.person_id == "maria")
        assert desk.kinds("jose").count("admitted") == 1
        assert desk.kinds("maria") == []

    def test_a_scan_after_a_refused_check_in_waits_for_the_operator(self, desk):
        desk.type("ibanez")
        desk.in_store(lambda ctx: _let_in_elsewhere(ctx, "jose"))
        tap(desk, ENTER)
        desk.controller.on_scan("code-maria")
        desk.idle()
        assert desk.page is Page.ALREADY
        assert desk.view._state.card.person_id == "jose"

    def test_a_scan_answers_an_open_question_by_dropping_it(self, desk):
        desk.type("nuflo")
        desk.press(ENTER)
        assert desk.mode is CardMode.REASON
        desk.scan("code-jose")
        assert desk.model.question is None
        assert desk.view._state.card.person_id == "jose"
        assert desk.kinds("tomas") == []

    def test_a_scan_during_a_walk_in_keeps_the_form(self, desk):
        desk.press(Qt.Key.Key_F4)
        form = desk.view.walk_in.form
        desk.qtbot.keyClicks(form.given.line, "Ana")
        desk.scan("code-jose")
        assert desk.page is Page.SEARCH
        desk.press(Qt.Key.Key_F4)
        assert form.given.text() == "Ana"

    def test_a_scan_during_a_correction_says_that_it_was_not_kept(self, desk):
        desk.type("ibanez")
        desk.press(Qt.Key.Key_F2)
        desk.view.correct.form.given.line.setText("Pepe")
        desk.scan("code-maria")
        assert desk.view._state.card.person_id == "maria"
        assert desk.message == "Los cambios de José Núñez Ibáñez no se guardaron."
        assert "corrected" not in desk.kinds("jose")

    def test_a_scan_during_an_untouched_correction_says_nothing(self, desk):
        desk.type("ibanez")
        desk.press(Qt.Key.Key_F2)
        desk.scan("code-maria")
        assert desk.message == ""

    @pytest.mark.parametrize("text", ["", "   ", "\r\n"])
    def test_an_empty_scan_is_none(self, desk, text):
        desk.type("ibanez")
        desk.scan(text)
        assert desk.view._state.card.person_id == "jose"


class TestSameName:
    @pytest.fixture
    def both(self, desk):
        twin = Person(
            "jose2", "José", "Núñez Ibáñez", organisation="Otra Cooperativa", country="PY"
        )
        desk.add(twin, TicketState.PAID)
        desk.type("jose nunez ibanez")
        return desk

    def test_both_are_listed_and_told_apart_by_organisation(self, both):
        rows = both.view._state.search.rows
        assert {row.name for row in rows} == {"José Núñez Ibáñez"}
        assert {row.detail for row in rows} == {
            "Cooperativa Bahía Net · Uruguay",
            "Otra Cooperativa · Paraguay",
        }

    def test_enter_checks_in_the_chosen_one_only(self, both):
        both.press(Qt.Key.Key_Down)
        chosen = both.view._state.card.person_id
        other = "jose" if chosen == "jose2" else "jose2"
        both.press(ENTER)
        assert both.kinds(chosen).count("admitted") == 1
        assert both.kinds(other) == []

    def test_the_second_one_is_not_taken_for_the_first(self, both):
        both.press(ENTER)
        both.type("jose nunez ibanez")
        both.press(Qt.Key.Key_Down)
        both.press(ENTER)
        assert both.kinds("jose").count("admitted") == both.kinds("jose2").count("admitted") == 1


def _let_in_elsewhere(ctx, person_id: str) -> None:
    from kiosk.services.check_in import ScanRequest, scan

    scan(ctx, ScanRequest(person_id=person_id, checkpoint="main"))
