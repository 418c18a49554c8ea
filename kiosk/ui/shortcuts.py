"""Finds the shortcut that a key stands for, as Qt would have: for keys that were held back."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget


def find_shortcut(event: QKeyEvent) -> QShortcut | None:
    """The enabled shortcut of the active window for this key press; None if it is plain typing.

    The focused widget is asked first (a text box wants the letters for itself), as Qt does.
    """
    window, focus = QApplication.activeWindow(), QApplication.focusWidget()
    if event.type() != QEvent.Type.KeyPress or window is None:
        return None
    wanted = QKeySequence(event.keyCombination())
    found = [s for s in window.findChildren(QShortcut) if _answers(s, wanted, focus)]
    return found[0] if found and not _wants_for_itself(focus, event) else None


def _answers(shortcut: QShortcut, wanted: QKeySequence, focus: QWidget | None) -> bool:
    owner = shortcut.parent()
    keys: list[QKeySequence] = shortcut.keys()
    if not shortcut.isEnabled() or wanted not in keys:
        return False
    return isinstance(owner, QWidget) and owner.isVisible() and _is_in_reach(shortcut, owner, focus)


def _is_in_reach(shortcut: QShortcut, owner: QWidget, focus: QWidget | None) -> bool:
    """Whether the shortcut's context covers the focused widget."""
    if shortcut.context() == Qt.ShortcutContext.WidgetShortcut:
        return focus is owner
    if shortcut.context() == Qt.ShortcutContext.WidgetWithChildrenShortcut:
        return focus is owner or (focus is not None and owner.isAncestorOf(focus))
    return True


def _wants_for_itself(focus: QWidget | None, event: QKeyEvent) -> bool:
    """Ask the focused widget by the event that Qt asks with."""
    if focus is None:
        return False
    question = QKeyEvent(QEvent.Type.ShortcutOverride, event.key(), event.modifiers(), event.text())
    question.ignore()
    QCoreApplication.sendEvent(focus, question)
    return question.isAccepted()
