"""Shortcuts and commands beside a scanner: at once, or as soon as it is clear who typed."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QShortcut

CODE = "LACNIC46.7QK2"
ENTER = Qt.Key.Key_Return
NONE = Qt.KeyboardModifier.NoModifier


def test_shortcuts_and_arrows_work_at_once_behind_what_was_typed(screen, keyboard, wedge):
    keyboard.type("ab")
    keyboard.key(Qt.Key.Key_A, "\x01", modifiers=Qt.KeyboardModifier.ControlModifier)
    assert screen.box.selectedText() == "ab"
    keyboard.key(Qt.Key.Key_Home)
    assert screen.box.cursorPosition() == 0


def test_a_single_key_shortcut_waits_until_it_is_clear_who_typed_it(
    qtbot, screen, keyboard, wedge, quiet
):
    screen.button.setFocus()
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    keyboard.scan("1111111")
    assert ran == []
    keyboard.at += 500
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(wedge)

    assert (ran, wedge.scans) == (["1"], ["1111111"])


def test_a_text_box_keeps_its_letters_from_shortcuts(qtbot, screen, keyboard, wedge, quiet):
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(wedge)

    assert (ran, screen.box.text()) == ([], "1")


def test_a_disabled_shortcut_is_no_shortcut(qtbot, screen, keyboard, wedge, quiet):
    screen.button.setFocus()
    ran = []
    shortcut = QShortcut("1", screen)
    shortcut.activated.connect(lambda: ran.append("1"))
    shortcut.setEnabled(False)
    keyboard.key(Qt.Key.Key_1, "1")
    quiet(wedge)

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
