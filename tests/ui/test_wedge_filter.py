"""The filter in a real window: keys as the system sends them, to the window, with its times."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from kiosk.domain.settings import Wedge
from kiosk.ui.wedge_filter import WedgeFilter

CODE = "LACNIC46.7QK2"
ENTER, TAB = Qt.Key.Key_Return, Qt.Key.Key_Tab
NONE = Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Sends keys the way a platform does: to the window, each with its time."""

    def __init__(self, window):
        self.window = window
        self.at = 1000

    def event(self, kind, key, text="", modifiers=NONE, window=None, *, repeat=False):
        event = QKeyEvent(kind, key, modifiers, 0, 0, 0, text, repeat, 1)
        event.setTimestamp(self.at)
        QCoreApplication.sendEvent(window or self.window.windowHandle(), event)
        return event

    def key(self, key, text="", gap=3, modifiers=NONE):
        self.at += gap
        self.event(QEvent.Type.KeyPress, key, text, modifiers)
        self.event(QEvent.Type.KeyRelease, key, text, modifiers)

    def type(self, text, gap=3):
        for char in text:
            self.key(Qt.Key(ord(char.upper())), char, gap)

    def scan(self, text=CODE, gap=3, end=ENTER):
        self.type(text, gap)
        if end:
            self.key(end, "\r" if end == ENTER else "\t", gap)


class Screen(QWidget):
    """A text box, a button that Enter presses, and a record of both."""

    def __init__(self):
        super().__init__()
        self.box = QLineEdit()
        self.button = QPushButton("Imprimir")
        self.button.setDefault(True)
        self.button.setAutoDefault(True)
        self.clicks, self.entered = 0, []
        self.button.clicked.connect(self._on_click)
        self.box.returnPressed.connect(lambda: self.entered.append(self.box.text()))
        layout = QVBoxLayout(self)
        layout.addWidget(self.box)
        layout.addWidget(self.button)

    def _on_click(self):
        self.clicks += 1


@pytest.fixture
def screen(qtbot):
    screen = Screen()
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitExposed(screen)
    screen.activateWindow()
    screen.box.setFocus()
    qtbot.waitUntil(screen.box.hasFocus)
    return screen


@pytest.fixture
def keyboard(screen):
    return Keyboard(screen)


@pytest.fixture
def make_filter(qapp):
    made = []

    def make(wedge=None):
        wedge_filter = WedgeFilter(wedge or Wedge())
        wedge_filter.scans = []
        wedge_filter.scanned.connect(wedge_filter.scans.append)
        wedge_filter.install()
        made.append(wedge_filter)
        return wedge_filter

    yield make
    for wedge_filter in made:
        wedge_filter.uninstall()


@pytest.fixture
def wedge(make_filter):
    return make_filter()


def quiet(qtbot, wedge):
    qtbot.waitUntil(lambda: not wedge._state.held)


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


def test_a_person_types_into_the_box_and_enter_works(qtbot, screen, keyboard, wedge):
    for char in "nunez":
        keyboard.type(char, gap=90)
        quiet(qtbot, wedge)
    keyboard.key(ENTER, "\r", gap=90)

    assert (screen.box.text(), screen.entered, wedge.scans) == ("nunez", ["nunez"], [])


def test_text_that_is_held_comes_before_the_enter_that_follows(screen, keyboard, wedge):
    keyboard.type("abc", gap=20)
    keyboard.key(ENTER, "\r", gap=20)

    assert (screen.entered, wedge.scans) == (["abc"], [])


def test_a_space_presses_the_button_that_has_the_focus(qtbot, screen, keyboard, wedge):
    screen.button.setFocus()
    keyboard.key(Qt.Key.Key_Space, " ")
    quiet(qtbot, wedge)

    assert screen.clicks == 1


def test_held_keys_keep_their_modifiers_and_times(qtbot, screen, keyboard, wedge):
    seen = []

    class Recorder(QObject):
        def eventFilter(self, watched, event):  # noqa: N802  Qt's name
            if event.type() == QEvent.Type.KeyPress:
                seen.append((event.text(), event.modifiers(), event.timestamp()))
            return False

    recorder = Recorder()
    screen.box.installEventFilter(recorder)
    keyboard.key(Qt.Key.Key_Ntilde, "Ñ", modifiers=Qt.KeyboardModifier.ShiftModifier)
    quiet(qtbot, wedge)

    assert seen == [("Ñ", Qt.KeyboardModifier.ShiftModifier, 1003)]
    assert screen.box.text() == "Ñ"


def test_shortcuts_and_arrows_work_at_once_behind_what_was_typed(screen, keyboard, wedge):
    keyboard.type("ab")
    keyboard.key(Qt.Key.Key_A, "\x01", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert screen.box.selectedText() == "ab"
    keyboard.key(Qt.Key.Key_Home)
    assert screen.box.cursorPosition() == 0


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
    for _ in range(5):
        keyboard.at += 30
        keyboard.event(QEvent.Type.KeyPress, Qt.Key.Key_A, "a", repeat=True)

    assert (screen.box.text(), wedge.scans) == ("aaaaaa", [])


def test_caps_lock_and_shift_keys_break_no_burst(screen, keyboard, wedge):
    keyboard.key(Qt.Key.Key_CapsLock)
    for char in CODE:
        keyboard.key(Qt.Key.Key_Shift, gap=1)
        keyboard.type(char.lower(), gap=1)
    keyboard.key(ENTER, "\r")

    assert wedge.scans == [CODE.lower()]


def test_a_single_key_shortcut_waits_until_it_is_clear_who_typed_it(qtbot, screen, keyboard, wedge):
    screen.button.setFocus()
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    keyboard.scan("1111111")
    assert ran == []
    keyboard.at += 500
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(qtbot, wedge)

    assert (ran, wedge.scans) == (["1"], ["1111111"])


def test_a_text_box_keeps_its_letters_from_shortcuts(qtbot, screen, keyboard, wedge):
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(qtbot, wedge)

    assert (ran, screen.box.text()) == ([], "1")


def test_a_disabled_shortcut_is_no_shortcut(qtbot, screen, keyboard, wedge):
    screen.button.setFocus()
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    shortcut.setEnabled(False)
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(qtbot, wedge)

    assert ran == []


def test_a_shortcut_may_not_take_the_enter_of_a_scanner(screen, keyboard, wedge):
    override = QKeyEvent(QEvent.Type.ShortcutOverride, ENTER, NONE, "\r")
    override.setTimestamp(keyboard.at + 3 * len(CODE) + 3)
    override.ignore()
    keyboard.type(CODE)
    QCoreApplication.sendEvent(screen.button, override)
    assert override.isAccepted()

    late = QKeyEvent(QEvent.Type.ShortcutOverride, ENTER, NONE, "\r")
    late.setTimestamp(keyboard.at + 1000)
    late.ignore()
    QCoreApplication.sendEvent(screen.button, late)
    assert not late.isAccepted()


def test_held_keys_go_to_the_window_they_were_meant_for(qtbot, screen, keyboard, wedge):
    other = Screen()
    qtbot.addWidget(other)
    keyboard.type("a")
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    other.box.setFocus()
    quiet(qtbot, wedge)

    assert (screen.box.text(), other.box.text()) == ("a", "")


def test_held_keys_of_a_closed_window_go_to_the_active_one(qtbot, screen, keyboard, wedge):
    other = Screen()
    qtbot.addWidget(other)
    other.show()
    qtbot.waitExposed(other)
    other.activateWindow()
    Keyboard(other).type("a")
    other.hide()
    screen.activateWindow()
    qtbot.waitUntil(screen.box.hasFocus)
    quiet(qtbot, wedge)

    assert screen.box.text() == "a"


def test_composed_letters_are_typed_in_their_place(qtbot, screen, keyboard, wedge):
    keyboard.type("n", gap=3)
    composed = QInputMethodEvent("", [])
    composed.setCommitString("ú")
    QCoreApplication.sendEvent(screen.box, composed)
    keyboard.type("ñez", gap=3)
    quiet(qtbot, wedge)

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


@pytest.mark.parametrize("prefix", ["F9", "~"])
def test_with_a_prefix_only_its_bursts_are_scans(qtbot, screen, keyboard, make_filter, prefix):
    wedge = make_filter(replace(Wedge(), prefix=prefix))
    keyboard.key(
        Qt.Key.Key_F9 if prefix == "F9" else Qt.Key.Key_AsciiTilde, "" if prefix == "F9" else "~"
    )
    keyboard.scan()
    keyboard.at += 500
    keyboard.type("abcdef")
    quiet(qtbot, wedge)

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
