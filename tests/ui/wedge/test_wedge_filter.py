"""The filter in a real window: keys as the system sends them, to the window, with its times."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest

from kiosk.domain.settings import Wedge

CODE = "LACNIC46.7QK2"
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
NONE = Qt.KeyboardModifier.NoModifier


@pytest.mark.parametrize("end", [ENTER, Qt.Key.Key_Enter, TAB])
@pytest.mark.parametrize("gap", [1, 5, 16, 35])
def test_a_burst_is_a_scan_and_leaves_no_trace_in_the_box(screen, keyboard, wedge, end, gap):
    keyboard.scan(gap=gap, end=end)

    assert (wedge.scans, screen.box.text(), screen.entered) == ([CODE], "", [])
    assert screen.box.hasFocus()


@pytest.mark.parametrize("text", ["\n", "\r"])
def test_a_line_feed_or_carriage_return_of_any_key_ends_a_code(screen, keyboard, wedge, text):
    keyboard.type(CODE)
    keyboard.key(Qt.Key(0x0A), text)

    assert wedge.scans == [CODE]


def test_a_burst_that_just_stops_is_a_scan(qtbot, keyboard, wedge):
    with qtbot.waitSignal(wedge.scanned):
        keyboard.scan(end=None)

    assert wedge.scans == [CODE]


def test_a_scan_while_a_button_has_the_focus_presses_nothing(qtbot, screen, keyboard, wedge):
    screen.button.setFocus()
    keyboard.scan("LAC IX 46 7QK2")

    assert (wedge.scans, screen.clicks) == (["LAC IX 46 7QK2"], 0)
    assert not screen.button.isDown()


def test_a_person_types_into_the_box_and_enter_works(qtbot, screen, keyboard, wedge, quiet):
    for char in "nunez":
        keyboard.type(char, gap=90)
        quiet(wedge)
    keyboard.key(ENTER, "\r", gap=90)

    assert (screen.box.text(), screen.entered, wedge.scans) == ("nunez", ["nunez"], [])


def test_text_that_is_held_comes_before_the_enter_that_follows(screen, keyboard, wedge):
    keyboard.type("abc", gap=20)
    keyboard.key(ENTER, "\r", gap=20)

    assert (screen.entered, wedge.scans) == (["abc"], [])


def test_a_space_presses_the_button_that_has_the_focus(qtbot, screen, keyboard, wedge, quiet):
    screen.button.setFocus()
    keyboard.key(Qt.Key.Key_Space, " ")
    quiet(wedge)

    assert screen.clicks == 1


def test_held_keys_keep_their_modifiers_and_times(qtbot, screen, keyboard, wedge, quiet):
    seen = []

    class Recorder(QObject):
        def eventFilter(self, watched, event):  # noqa: N802  Qt's name
            if event.type() == QEvent.Type.KeyPress:
                seen.append((event.text(), event.modifiers(), event.timestamp()))
            return False

    recorder = Recorder()
    screen.box.installEventFilter(recorder)
    keyboard.key(Qt.Key.Key_Ntilde, "Ñ", modifiers=Qt.KeyboardModifier.ShiftModifier)
    quiet(wedge)

    assert seen == [("Ñ", Qt.KeyboardModifier.ShiftModifier, 1003)]
    assert screen.box.text() == "Ñ"


def test_characters_of_the_third_level_belong_to_a_code(screen, keyboard, wedge):
    alt_gr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    keyboard.type("LACNIC")
    keyboard.key(Qt.Key.Key_At, "@", modifiers=alt_gr)
    keyboard.scan("46")

    assert wedge.scans == ["LACNIC@46"]


def test_pasted_text_is_untouched(screen, keyboard, wedge):
    QGuiApplication.clipboard().setText(CODE + "\n" + CODE)
    keyboard.key(Qt.Key.Key_V, "\x16", modifiers=Qt.KeyboardModifier.ControlModifier)

    assert (screen.box.text().split(), wedge.scans) == ([CODE, CODE], [])


def test_a_held_down_key_repeats_into_the_box(qtbot, screen, keyboard, wedge):
    keyboard.at += 500
    keyboard.event(QEvent.Type.KeyPress, Qt.Key.Key_A, "a")
    for gap in (250, 30, 30, 30, 30):
        keyboard.at += gap
        keyboard.event(QEvent.Type.KeyPress, Qt.Key.Key_A, "a", repeat=True)

    assert (screen.box.text(), wedge.scans) == ("aaaaaa", [])


def test_caps_lock_and_shift_keys_break_no_burst(screen, keyboard, wedge):
    keyboard.key(Qt.Key.Key_CapsLock)
    for char in CODE:
        keyboard.key(Qt.Key.Key_Shift, gap=1)
        keyboard.type(char.lower(), gap=1)
    keyboard.key(ENTER, "\r")

    assert wedge.scans == [CODE.lower()]


def test_held_keys_go_to_the_window_they_were_meant_for(
    make_screen, qtbot, screen, keyboard, wedge, quiet
):
    other, _other_keyboard = make_screen()
    keyboard.type("a")
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    other.box.setFocus()
    quiet(wedge)

    assert (screen.box.text(), other.box.text()) == ("a", "")


def test_held_keys_of_a_closed_window_go_to_the_active_one(
    make_screen, qtbot, screen, keyboard, wedge, quiet
):
    other, other_keyboard = make_screen()
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    other_keyboard.type("a")
    other.hide()
    screen.activateWindow()
    qtbot.waitUntil(screen.box.hasFocus)
    quiet(wedge)

    assert screen.box.text() == "a"


def test_composed_letters_are_typed_in_their_place(qtbot, screen, keyboard, wedge, quiet):
    keyboard.type("n", gap=3)
    composed = QInputMethodEvent("", [])
    composed.setCommitString("ú")
    QCoreApplication.sendEvent(screen.box, composed)
    keyboard.type("ñez", gap=3)
    quiet(wedge)

    assert (screen.box.text(), wedge.scans) == ("núñez", [])


def test_composed_letters_of_a_scanner_belong_to_its_code(screen, keyboard, wedge):
    keyboard.type("LACNIC")
    composed = QInputMethodEvent("", [])
    composed.setCommitString("ü")
    QCoreApplication.sendEvent(screen.box, composed)
    keyboard.scan("46")

    assert (wedge.scans, screen.box.text()) == (["LACNICü46"], "")


def test_a_dead_key_where_no_text_is_asked_for_is_kept_for_the_repair(screen, keyboard, wedge):
    keyboard.type("LACNIC")
    keyboard.key(Qt.Key.Key_Dead_Diaeresis)
    keyboard.scan("u46")

    assert wedge.scans == ["LACNIC¨u46"]


def test_a_hundred_scans_at_one_millisecond_are_all_read(screen, keyboard, wedge):
    codes = [f"LAC.{n:09}" for n in range(100)]
    for code in codes:
        keyboard.scan(code, gap=1)

    assert (wedge.scans, screen.box.text()) == (codes, "")


def test_a_stalled_screen_loses_no_scan(qtbot, screen, keyboard, wedge):
    """The timer runs out while keys still wait: it must look again before it decides."""
    keyboard.type(CODE[:6])
    wedge._timer.timeout.emit()
    keyboard.scan(CODE[6:])
    QTest.qWait(1)

    assert (wedge.scans, screen.box.text()) == ([CODE], "")


def test_a_timer_that_comes_late_waits_for_the_keys_that_are_on_their_way(
    qtbot, screen, keyboard, wedge
):
    keyboard.type(CODE[:6])
    wedge._due -= 200
    wedge._timer.timeout.emit()
    QTest.qWait(1)
    assert wedge._state.held
    keyboard.scan(CODE[6:])

    assert (wedge.scans, screen.box.text()) == ([CODE], "")


def test_a_screen_that_stalls_for_ever_still_gives_the_text_back(qtbot, screen, keyboard, wedge):
    keyboard.type("abc")
    while wedge._state.held:
        wedge._due -= 200
        wedge._timer.timeout.emit()
        QTest.qWait(1)

    assert screen.box.text() == "abc"


@pytest.mark.parametrize("prefix", ["F9", "~"])
def test_with_a_prefix_only_its_bursts_are_scans(
    qtbot, screen, keyboard, make_filter, prefix, quiet
):
    wedge = make_filter(replace(Wedge(), prefix=prefix))
    keyboard.key(
        Qt.Key.Key_F9 if prefix == "F9" else Qt.Key.Key_AsciiTilde, "" if prefix == "F9" else "~"
    )
    keyboard.scan()
    keyboard.at += 500
    keyboard.type("abcdef")
    quiet(wedge)

    assert (wedge.scans, screen.box.text()) == ([CODE], "abcdef")


def test_stx_and_etx_may_frame_a_code(screen, keyboard, make_filter):
    wedge = make_filter(replace(Wedge(), prefix="\x02", ends=("etx",)))
    control = Qt.KeyboardModifier.ControlModifier
    keyboard.key(Qt.Key.Key_B, "\x02", modifiers=control)
    keyboard.type(CODE)
    keyboard.key(Qt.Key.Key_C, "\x03", modifiers=control)

    assert (wedge.scans, screen.box.text()) == ([CODE], "")


def test_keys_without_a_time_are_timed_on_arrival(screen, wedge):
    for char in CODE:
        QTest.keyClick(screen.windowHandle(), char)
    QTest.keyClick(screen.windowHandle(), ENTER)

    assert wedge.scans == [CODE]


def test_after_uninstalling_nothing_is_held(screen, keyboard, wedge):
    keyboard.type("ab")
    wedge.uninstall()
    keyboard.type("cdef")
    keyboard.key(ENTER, "\r")

    assert (screen.entered, wedge.scans) == (["abcdef"], [])
