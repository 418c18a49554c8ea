"""What single keys mean: to the scanner's machine, and to the shortcuts of a window."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from kiosk.domain.settings import Wedge
from kiosk.scanning.wedge import Kind
from kiosk.ui.shortcuts import find_shortcut
from kiosk.ui.wedge_keys import copy_of, meaning

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
META = Qt.KeyboardModifier.MetaModifier
PRESS, RELEASE = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def key(code, text="", modifiers=NONE, kind=PRESS, *, again=False):
    return QKeyEvent(kind, code, modifiers, text, again)


class TestMeaning:
    @pytest.mark.parametrize("text", ["A", "z", "0", ".", "ñ", "ç", "´", "~", "€"])
    def test_letters_and_signs_are_characters(self, text):
        assert meaning(key(Qt.Key.Key_unknown, text), Wedge()) == (Kind.CHARACTER, text)

    @pytest.mark.parametrize(("code", "text"), [
        (Qt.Key.Key_Return, "\r"), (Qt.Key.Key_Enter, "\r"), (Qt.Key.Key_J, "\n"), (Qt.Key.Key_M, "\r"),
    ])  # fmt: skip
    def test_every_end_of_line_is_enter(self, code, text):
        assert meaning(key(code, text), Wedge()) == (Kind.ENTER, "")

    def test_tab_is_an_end_of_its_own(self):
        assert meaning(key(Qt.Key.Key_Tab, "\t"), Wedge()) == (Kind.TAB, "")

    @pytest.mark.parametrize("code", [
        Qt.Key.Key_Shift, Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock, Qt.Key.Key_AltGr,
        Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_Mode_switch,
    ])  # fmt: skip
    def test_keys_that_only_change_others_are_modifiers(self, code):
        assert meaning(key(code), Wedge()) == (Kind.MODIFIER, "")

    @pytest.mark.parametrize(("code", "sign"), [
        (Qt.Key.Key_Dead_Acute, "´"), (Qt.Key.Key_Dead_Grave, "`"), (Qt.Key.Key_Dead_Circumflex, "^"),
        (Qt.Key.Key_Dead_Diaeresis, "¨"), (Qt.Key.Key_Dead_Tilde, "~"),
    ])  # fmt: skip
    def test_dead_keys_stand_for_their_sign(self, code, sign):
        assert meaning(key(code), Wedge()) == (Kind.CHARACTER, sign)

    @pytest.mark.parametrize(
        ("code", "name"), [(Qt.Key.Key_F1, "F1"), (Qt.Key.Key_F12, "F12"), (Qt.Key.Key_F24, "F24")]
    )
    def test_function_keys_tell_their_name(self, code, name):
        assert meaning(key(code), Wedge()) == (Kind.OTHER, name)

    @pytest.mark.parametrize(
        "code", [Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Delete, Qt.Key.Key_Home]
    )
    def test_what_types_nothing_is_a_persons(self, code):
        assert meaning(key(code), Wedge()) == (Kind.OTHER, "")

    @pytest.mark.parametrize("modifiers", [CTRL, ALT, META, CTRL | SHIFT])
    def test_commands_are_a_persons(self, modifiers):
        assert meaning(key(Qt.Key.Key_A, "a", modifiers), Wedge())[0] is Kind.OTHER

    def test_altgr_as_windows_sends_it_types(self):
        assert meaning(key(Qt.Key.Key_At, "@", CTRL | ALT), Wedge()) == (Kind.CHARACTER, "@")

    def test_ctrl_alt_without_a_character_is_a_command(self):
        assert meaning(key(Qt.Key.Key_Delete, "", CTRL | ALT), Wedge()) == (Kind.OTHER, "")

    def test_a_repeated_key_types_what_it_types(self):
        assert meaning(key(Qt.Key.Key_A, "a", again=True), Wedge()) == (Kind.CHARACTER, "a")

    def test_letting_go_is_told_apart(self):
        assert meaning(key(Qt.Key.Key_A, "a", kind=RELEASE), Wedge()) == (Kind.RELEASE, "")

    def test_etx_ends_a_code_only_where_this_scanner_says_so(self):
        event = key(Qt.Key.Key_C, "\x03", CTRL)
        assert meaning(event, Wedge())[0] is Kind.OTHER
        assert meaning(event, Wedge(ends=("etx",)))[0] is Kind.ETX

    def test_stx_begins_one_only_where_it_is_the_prefix(self):
        event = key(Qt.Key.Key_B, "\x02", CTRL)
        assert meaning(event, Wedge())[0] is Kind.OTHER
        assert meaning(event, Wedge(prefix="\x02")) == (Kind.CHARACTER, "\x02")

    @given(st.characters(categories=("L", "N", "P", "S")))
    def test_whatever_can_be_printed_is_a_character(self, letter):
        assert meaning(key(Qt.Key.Key_unknown, letter), Wedge()) == (Kind.CHARACTER, letter)


def test_a_copy_is_the_event_again():
    event = QKeyEvent(PRESS, Qt.Key.Key_A, SHIFT, 38, 65, 1, "A", autorep=False, count=1)
    event.setTimestamp(12_345)
    copy = copy_of(event)
    parts = (
        "type",
        "key",
        "modifiers",
        "text",
        "nativeScanCode",
        "nativeVirtualKey",
        "isAutoRepeat",
        "timestamp",
    )
    assert all(getattr(copy, part)() == getattr(event, part)() for part in parts)
    assert copy is not event


class TestShortcuts:
    @pytest.fixture
    def window(self, qtbot):
        made = QWidget()
        column = QVBoxLayout(made)
        made.line, made.button = QLineEdit(), QPushButton("Uno")
        column.addWidget(made.line)
        column.addWidget(made.button)
        qtbot.addWidget(made)
        made.show()
        made.activateWindow()
        qtbot.waitUntil(made.isActiveWindow)
        made.button.setFocus()
        return made

    def shortcut(self, keys, owner, context=Qt.ShortcutContext.WindowShortcut):
        return QShortcut(QKeySequence(keys), owner, context=context)

    def test_the_key_of_a_shortcut_finds_it(self, window):
        mine = self.shortcut("F6", window)
        assert find_shortcut(key(Qt.Key.Key_F6)) is mine

    @pytest.mark.parametrize("code", [Qt.Key.Key_F5, Qt.Key.Key_6, Qt.Key.Key_Return])
    def test_other_keys_find_nothing(self, window, code):
        self.shortcut("F6", window)
        assert find_shortcut(key(code)) is None

    def test_modifiers_count(self, window):
        mine = self.shortcut("Ctrl+Z", window)
        assert find_shortcut(key(Qt.Key.Key_Z, "", CTRL)) is mine
        assert find_shortcut(key(Qt.Key.Key_Z, "z")) is None

    def test_letting_a_key_go_is_no_press(self, window):
        self.shortcut("F6", window)
        assert find_shortcut(key(Qt.Key.Key_F6, kind=RELEASE)) is None

    def test_a_disabled_or_hidden_one_is_none(self, window):
        off = self.shortcut("F6", window)
        off.setEnabled(False)
        hidden = QWidget(window)
        hidden.hide()
        self.shortcut("F7", hidden)
        assert find_shortcut(key(Qt.Key.Key_F6)) is None
        assert find_shortcut(key(Qt.Key.Key_F7)) is None

    def test_a_widgets_own_one_needs_its_focus(self, window):
        mine = self.shortcut("F6", window.button, Qt.ShortcutContext.WidgetShortcut)
        assert find_shortcut(key(Qt.Key.Key_F6)) is mine
        window.line.setFocus()
        assert find_shortcut(key(Qt.Key.Key_F6)) is None

    def test_one_for_a_widget_and_what_is_in_it_needs_the_focus_there(self, window):
        mine = self.shortcut("F6", window, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        other = QWidget(window)
        other.show()
        self.shortcut("F7", other, Qt.ShortcutContext.WidgetWithChildrenShortcut)
        assert find_shortcut(key(Qt.Key.Key_F6)) is mine
        assert find_shortcut(key(Qt.Key.Key_F7)) is None

    def test_a_text_box_wants_its_letters(self, window):
        mine = self.shortcut("1", window)
        assert find_shortcut(key(Qt.Key.Key_1, "1")) is mine
        window.line.setFocus()
        assert find_shortcut(key(Qt.Key.Key_1, "1")) is None
