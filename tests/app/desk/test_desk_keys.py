"""Every key at every moment: it does what its button says, or nothing at all."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.state import CardMode, Page

KEYS = {
    "F2": Qt.Key.Key_F2,
    "F3": Qt.Key.Key_F3,
    "F4": Qt.Key.Key_F4,
    "F6": Qt.Key.Key_F6,
    "F8": Qt.Key.Key_F8,
}


def nothing(desk):
    """The desk as it comes up."""


def asking(desk):
    desk.type("nuflo")
    desk.press(Qt.Key.Key_Return)


def correcting(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F2)


def registering(desk):
    desk.press(Qt.Key.Key_F4)


def printing(desk):
    desk.controller._on_tab(Page.PRINTS.value)
    desk.idle()


def pending(desk):
    desk.type("nuflo")


def cancelled(desk):
    desk.type("echeverria")


def confirmed(desk):
    desk.type("ibanez")


def already(desk):
    desk.type("ibanez")
    desk.press(Qt.Key.Key_Return)
    desk.scan("code-jose")


def place_of(desk):
    return desk.page, desk.mode


DEAD = [
    (nothing, "F2"),
    (nothing, "F3"),
    (nothing, "F6"),
    (nothing, "F8"),
    (asking, "F2"),
    (asking, "F3"),
    (asking, "F4"),
    (asking, "F6"),
    (asking, "F8"),
    (correcting, "F2"),
    (correcting, "F3"),
    (correcting, "F4"),
    (correcting, "F6"),
    (correcting, "F8"),
    (registering, "F2"),
    (registering, "F3"),
    (registering, "F6"),
    (registering, "F8"),
    (printing, "F2"),
    (printing, "F3"),
    (printing, "F6"),
    (printing, "F8"),
    (pending, "F3"),
    (pending, "F6"),
    (cancelled, "F3"),
    (cancelled, "F6"),
    (confirmed, "F6"),
    (already, "F3"),
]


def _words(value):
    """The same name in every process: a function's own text tells where it lies in memory."""
    return getattr(value, "__name__", str(value))


@pytest.mark.parametrize(("before", "key"), DEAD, ids=lambda v: getattr(v, "__name__", v))
def test_in_a_wrong_moment_a_key_changes_nothing(desk, before, key):
    before(desk)
    there, entries = place_of(desk), desk.read(lambda ctx: ctx.db["entry"].count)
    desk.press(KEYS[key], desk.focused() or desk.view)
    assert place_of(desk) == there
    assert desk.read(lambda ctx: ctx.db["entry"].count) == entries


ALIVE = [
    (nothing, "F4", (Page.WALK_IN, CardMode.EMPTY)),
    (confirmed, "F2", (Page.SEARCH, CardMode.CORRECT)),
    (confirmed, "F3", (Page.SEARCH, CardMode.EMPTY)),
    (confirmed, "F4", (Page.WALK_IN, CardMode.EMPTY)),
    (pending, "F2", (Page.SEARCH, CardMode.CORRECT)),
    (cancelled, "F2", (Page.SEARCH, CardMode.CORRECT)),
    (already, "F2", (Page.ALREADY, CardMode.CORRECT)),
    (already, "F4", (Page.WALK_IN, CardMode.EMPTY)),
    (already, "F8", (Page.ALREADY, CardMode.REASON)),
    (printing, "F4", (Page.WALK_IN, CardMode.EMPTY)),
]


@pytest.mark.parametrize(("before", "key", "there"), ALIVE, ids=_words)
def test_in_its_moment_a_key_does_what_its_button_says(desk, before, key, there):
    before(desk)
    desk.press(KEYS[key], desk.focused() or desk.view)
    assert place_of(desk) == there


@pytest.mark.parametrize(
    ("before", "there"),
    [
        (nothing, (Page.SEARCH, CardMode.EMPTY)),
        (confirmed, (Page.SEARCH, CardMode.EMPTY)),
        (asking, (Page.SEARCH, CardMode.PERSON)),
        (correcting, (Page.SEARCH, CardMode.PERSON)),
        (registering, (Page.SEARCH, CardMode.EMPTY)),
        (printing, (Page.SEARCH, CardMode.EMPTY)),
        (already, (Page.SEARCH, CardMode.EMPTY)),
    ],
    ids=_words,
)
def test_escape_goes_one_step_back_and_ends_in_the_search_box(desk, before, there):
    before(desk)
    desk.press(Qt.Key.Key_Escape, desk.focused() or desk.view)
    assert place_of(desk) == there
    desk.press(Qt.Key.Key_Escape, desk.focused() or desk.view)
    assert place_of(desk) == (Page.SEARCH, CardMode.EMPTY)
    assert desk.view.box.line.hasFocus()


def test_keys_while_an_answer_is_pending_do_nothing(desk):
    desk.type("ibanez")
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_Return)
    for key in KEYS.values():
        desk.qtbot.keyClick(desk.view.box.line, key)
    desk.idle()
    assert place_of(desk) == (Page.SEARCH, CardMode.EMPTY)
    assert desk.kinds("jose").count("admitted") == 1


def test_keys_while_a_search_is_pending_do_nothing(desk):
    desk.type("ibanez")
    desk.qtbot.keyClicks(desk.view.box.line, " x")
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_F3)
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_F2)
    desk.idle()
    assert desk.kinds("jose") == []
    assert desk.mode is CardMode.EMPTY


def test_arrows_move_nothing_while_a_question_is_open(desk):
    desk.type("nunez")
    while desk.view._state.card.person_id != "tomas":
        desk.press(Qt.Key.Key_Down)
    chosen = desk.model.selected
    desk.press(Qt.Key.Key_Return)
    assert desk.mode is CardMode.REASON
    desk.press(Qt.Key.Key_Up, desk.view.box.line)
    desk.press(Qt.Key.Key_Down, desk.view.box.line)
    assert desk.model.selected == chosen
    assert desk.mode is CardMode.REASON


def test_a_click_on_another_row_leaves_the_question(desk):
    desk.type("nunez")
    while desk.view._state.card.person_id != "tomas":
        desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.view.row_chosen.emit(0 if desk.model.selected else 1)
    desk.idle()
    assert desk.model.question is None
    assert desk.mode is CardMode.PERSON
    assert desk.view._state.card.person_id != "tomas"


def test_tabs_are_pages_and_the_first_one_starts_afresh(desk):
    desk.type("ibanez")
    for page in (Page.WALK_IN, Page.PRINTS, Page.SEARCH):
        desk.qtbot.mouseClick(desk.view.top.tabs[page.value], Qt.MouseButton.LeftButton)
        desk.idle()
        assert desk.page is page
    assert desk.view.box.text() == ""
    assert desk.mode is CardMode.EMPTY


def test_a_tab_waits_for_a_check_in(desk):
    desk.type("ibanez")
    desk.qtbot.keyClick(desk.view.box.line, Qt.Key.Key_Return)
    desk.view.tab_chosen.emit(Page.PRINTS.value)
    desk.idle()
    assert desk.page is Page.SEARCH
    assert desk.kinds("jose").count("admitted") == 1
