"""What a key event means to the wedge machine, and how to keep one; holds no state."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from kiosk.domain.settings import Wedge
from kiosk.scanning.wedge import Kind

_MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_Mode_switch,
    }
)
_DEAD = {
    Qt.Key.Key_Dead_Acute: "´",
    Qt.Key.Key_Dead_Grave: "`",
    Qt.Key.Key_Dead_Circumflex: "^",
    Qt.Key.Key_Dead_Diaeresis: "¨",
    Qt.Key.Key_Dead_Tilde: "~",
}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)
_ALT_GR = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def meaning(event: QKeyEvent, wedge: Wedge) -> tuple[Kind, str]:
    """What a key event is to the machine, and what it types (or the function key's name)."""
    if event.type() == QEvent.Type.KeyRelease:
        return Kind.RELEASE, ""
    key, text = Qt.Key(event.key()), event.text()
    if key in _MODIFIERS:
        return Kind.MODIFIER, ""
    framing = _framing(text, wedge)
    if framing is not None:
        return framing, text
    if _is_command(event):
        return Kind.OTHER, ""
    return _plain_meaning(key, text)


def _plain_meaning(key: Qt.Key, text: str) -> tuple[Kind, str]:
    """The meaning of a key that no command key goes with."""
    if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or text in ("\r", "\n"):
        return Kind.ENTER, ""
    if key == Qt.Key.Key_Tab:
        return Kind.TAB, ""
    if key in _DEAD:
        return Kind.CHARACTER, _DEAD[key]
    if text and text.isprintable():
        return Kind.CHARACTER, text
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return Kind.OTHER, f"F{key - Qt.Key.Key_F1 + 1}"
    return Kind.OTHER, ""


def _framing(text: str, wedge: Wedge) -> Kind | None:
    """Control characters that this station's scanner sends around a code (STX, ETX)."""
    if text == "\x03" and "etx" in wedge.ends:
        return Kind.ETX
    if text and not text.isprintable() and text in wedge.prefix:
        return Kind.CHARACTER
    return None


def _is_command(event: QKeyEvent) -> bool:
    """Whether Ctrl, Alt or Meta goes with it; Ctrl+Alt that types a character is AltGr."""
    held = event.modifiers() & _COMMANDS
    alt_gr = held == _ALT_GR and event.text().isprintable() and event.text() != ""
    return bool(held) and not alt_gr


def copy_of(event: QKeyEvent) -> QKeyEvent:
    """The event again, with modifiers, native codes and time: Qt destroys the first."""
    copy = QKeyEvent(
        event.type(),
        event.key(),
        event.modifiers(),
        event.nativeScanCode(),
        event.nativeVirtualKey(),
        int(getattr(event.nativeModifiers(), "value", event.nativeModifiers())),
        event.text(),
        event.isAutoRepeat(),
        event.count(),
    )
    copy.setTimestamp(event.timestamp())
    return copy
