"""The door's view: which page is seen, what keys and fingers do, what must never happen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.ui import theme
from kiosk.ui.door.state import LockState, ReasonState, SearchHit, SearchState
from kiosk.ui.widgets.touch_button import TouchButton

KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_A)


def signals(*sources):
    got = []
    for source in sources:
        source.connect(lambda *args, s=source: got.append(args))
    return got


def colors_at(view, *spots):
    picture = view.grab().toImage()
    return [QColor(picture.pixel(*spot)).name().upper() for spot in spots]


@pytest.mark.parametrize(
    ("kind", "fill"),
    [("admit", theme.ADMIT), ("refuse", theme.REFUSE), ("ask", theme.ASK), ("help", theme.HELP)],
)
def test_a_verdict_fills_the_screen_with_its_colour_at_once(view, refused, kind, fill):
    view.show_state(replace(refused, kind=kind))
    assert colors_at(view, (1200, 200), (20, 400)) == [fill, fill]


def test_verdict_colours_are_the_same_in_every_theme(view, admitted):
    from kiosk.domain.settings import Theme

    for chosen in Theme:
        theme.set_theme(chosen)
        view.show_state(admitted)
        assert colors_at(view, (1200, 200)) == [theme.ADMIT]
    theme.set_theme(Theme.LIGHT)


def test_the_refusal_has_stripes_at_both_edges_and_the_others_have_none(view, refused, admitted):
    view.show_state(refused)
    top = set(colors_at(view, *[(x, 10) for x in range(0, 200, 7)]))
    bottom = set(colors_at(view, *[(x, 790) for x in range(0, 200, 7)]))
    assert {"#FFFFFF", "#4E0719"} <= top
    assert {"#FFFFFF", "#4E0719"} <= bottom
    view.show_state(admitted)
    assert set(colors_at(view, *[(x, 10) for x in range(0, 200, 7)])) == {theme.ADMIT}


def test_the_admitted_screen_goes_by_itself(view, admitted):
    got = signals(view.next_pressed)
    view.show_state(admitted)
    assert view.admit.bar.total_ms == 1600
    view.admit.bar.end_timer.timeout.emit()
    assert got == [()]


def test_refuse_and_ask_never_go_by_time(view, refused, asked, admitted):
    view.show_state(admitted)
    for state in (refused, asked):
        view.show_state(state)
        assert not view.admit.bar.running


def test_admitted_shows_no_button(view, admitted):
    view.show_state(admitted)
    assert not view.admit.findChildren(TouchButton)


@pytest.mark.parametrize("key", KEYS)
def test_a_key_counts_on_a_refusal_only_after_the_guard(qtbot, view, refused, key):
    got = signals(view.next_pressed)
    view.show_state(refused)
    view.guard_enter()
    qtbot.keyClick(view, key)
    assert got == []
    view.guard.timeout.emit()
    qtbot.keyClick(view, key)
    assert got == [()]


def test_the_guard_is_400_ms_and_starts_again_with_every_verdict(view, refused):
    view.show_state(refused)
    view.guard_enter()
    assert view.guard.interval() == 400
    view.guard.timeout.emit()
    assert view.armed
    view.guard_enter()
    assert not view.armed


def test_a_tap_anywhere_on_a_refusal_means_next(qtbot, view, refused):
    got = signals(view.next_pressed)
    view.show_state(refused)
    qtbot.mouseClick(view.refuse, Qt.MouseButton.LeftButton, pos=QPoint(600, 400))
    assert got == [()]


def test_enter_answers_yes_and_escape_no(qtbot, view, asked):
    got = signals(view.answered)
    view.show_state(asked)
    view.guard_enter()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == []
    view.guard.timeout.emit()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert got == []
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert got == [(True,), (False,)]


def test_enter_says_nothing_where_yes_is_not_offered(qtbot, view, asked):
    got = signals(view.answered)
    view.show_state(replace(asked, yes=""))
    view.guard.timeout.emit()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == []
    assert not view.ask.yes.isVisible()


def test_a_tap_beside_the_buttons_answers_no_question(qtbot, view, asked):
    got = signals(view.answered, view.next_pressed)
    view.show_state(asked)
    qtbot.mouseClick(view.ask, Qt.MouseButton.LeftButton, pos=QPoint(600, 300))
    assert got == []


def test_both_answers_can_be_pressed(qtbot, view, asked):
    got = signals(view.answered)
    view.show_state(asked)
    for button in (view.ask.yes, view.ask.no):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert got == [(True,), (False,)]


def test_enter_presses_nothing_on_the_ready_screen(qtbot, view, ready):
    page = view.ready
    got = signals(page.search_opened, page.undo_asked, page.lock_asked, view.next_pressed)
    view.show_state(ready)
    for key in KEYS:
        qtbot.keyClick(view, key)
    assert got == []


def test_no_widget_of_the_door_can_take_the_focus(view):
    takers = [w for w in view.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus]
    assert takers == []


def test_the_ready_buttons_say_what_was_asked(qtbot, view, ready):
    view.show_state(ready)
    got = signals(view.search_opened, view.undo_asked, view.lock_asked)
    for button in (view.ready.search, view.ready.undo, view.ready.lock):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(got) == 3


def test_the_direction_is_a_large_switch(qtbot, view, ready):
    got = signals(view.direction_chosen)
    view.show_state(ready)
    switch = view.ready.switch
    assert switch.height() >= 64
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(switch.width() - 30, 30))
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert got == [("exit",), ("entry",)]


def test_override_is_offered_only_where_it_is_allowed(qtbot, view, refused):
    got = signals(view.override_asked)
    view.show_state(refused)
    qtbot.mouseClick(view.refuse.override, Qt.MouseButton.LeftButton)
    view.show_state(replace(refused, override_label=""))
    assert not view.refuse.override.isVisible()
    assert got == [()]


def test_a_reason_is_needed_before_the_pin_counts(qtbot, view):
    got = signals(view.reason_given)
    view.show_state(ReasonState("override", "¿Por qué?", reasons=("A", "B"), needs_pin=True))
    for digit in "4711":
        view.reason.pad.press(digit)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == []
    assert view.reason.problem.text
    view.reason.choose(1)
    qtbot.keyClicks(view, "47x11")
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == [("B", "4711")]
    assert view.reason.pad.field.text == ""


def test_undo_asks_for_a_reason_without_a_pin(qtbot, view):
    got = signals(view.reason_given)
    view.show_state(ReasonState("undo", "¿Por qué?", reasons=("A", "B")))
    assert not view.reason.pad.isVisible()
    assert not view.reason.go.isEnabled()
    qtbot.mouseClick(view.reason.choices[0], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.reason.go, Qt.MouseButton.LeftButton)
    assert got == [("A", "")]


def test_escape_closes_what_lies_over_but_not_the_lock(qtbot, view):
    got = signals(view.overlay_closed)
    for state in (ReasonState("undo", "?", reasons=("A",)), SearchState(), LockState("CSIRT")):
        view.show_state(state)
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert len(got) == 2


def test_search_types_with_both_keyboards_and_chooses_by_finger(qtbot, view):
    typed, chosen = signals(view.search_changed), signals(view.person_chosen)
    view.show_state(SearchState())
    qtbot.keyClicks(view, "nu")
    view.search.keyboard.press("Ñ")
    view.search.keyboard.press("erase")
    assert [args[0] for args in typed] == ["n", "nu", "nuÑ", "nu"]
    hits = (SearchHit("1", "José Núñez", "UPS"), SearchHit("2", "Ana Núñez", "CERT"))
    view.show_state(SearchState(hits))
    assert view.search.field.text == "nu"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen == []
    qtbot.mouseClick(view.search.rows[1], Qt.MouseButton.LeftButton)
    assert chosen == [("2",)]


def test_what_was_searched_is_wiped_when_the_page_is_left(view, ready):
    view.show_state(SearchState())
    view.search.type("núñez")
    view.show_state(SearchState((SearchHit("1", "José Núñez", "UPS"),)))
    view.show_state(ready)
    assert view.search.field.text == ""
    assert view.search.state.hits == ()


def test_the_lock_opens_with_the_pin_or_with_a_tap(qtbot, view):
    got = signals(view.unlock_tried)
    view.show_state(LockState("CSIRT", needs_pin=True))
    qtbot.keyClicks(view, "123")
    qtbot.keyClick(view, Qt.Key.Key_Backspace)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    view.show_state(LockState("CSIRT"))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.mouseClick(view.lock.go, Qt.MouseButton.LeftButton)
    assert got == [("12",), ("",)]
