"""Looks at a screen as its reader does: what is cut, squeezed, hidden, nameless, out of Tab's way."""

from itertools import combinations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLineEdit,
    QStackedWidget,
    QWidget,
)

from kiosk.ui.fonts import font
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import Chip
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import FieldLabel
from kiosk.ui.widgets.focus_ring import FocusRing
from kiosk.ui.widgets.paint import text_width
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.segments import Segments

QT_INSIDES = (QAbstractScrollArea, QComboBox, QLineEdit, QAbstractButton)
"""What Qt lays out itself: its parts may overlap and reach out."""


def settle():
    """Until every part found its place, and those that were let go of are gone."""
    for _round in range(4):
        QApplication.sendPostedEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.processEvents()


def troubles(window):
    """What a reader of the window would complain of, one sentence each; [] for nothing."""
    seen = [widget for widget in window.findChildren(QWidget) if widget.isVisible()]
    cut = [f"cut: {words_of(widget)!r}" for widget in seen if is_cut(widget)]
    return [*cut, *_misplaced(seen)]


def is_cut(widget):
    """Whether a part of its words cannot be read."""
    if isinstance(widget, Button):
        return bool(widget.text()) and widget.width() < widget.minimumSizeHint().width() - 4
    if isinstance(widget, ElidedLabel):
        return widget.shown() != widget.text()
    if isinstance(widget, Paragraph):
        lines = widget.shown_lines(widget.width())
        return bool(lines) and lines[-1].endswith("…") and not widget.text().endswith("…")
    if isinstance(widget, FieldLabel):
        return text_width(widget.text(), font(16, 600)) > widget.width() + 1
    if isinstance(widget, Segments):
        part = widget.width() / max(1, len(widget._segments))
        return any(text_width(one[1], font(15, 600)) > part - 10 for one in widget._segments)
    return isinstance(widget, Chip) and widget.width() < widget.sizeHint().width()


def words_of(widget):
    """Its words, whichever way it keeps them."""
    if isinstance(widget, Segments):
        return " | ".join(words for _value, words, _icon in widget._segments)
    return widget.chip.text if isinstance(widget, Chip) else widget.text()


def _misplaced(seen):
    """Those that lie over a neighbour, reach out of what holds them or are lower than they need."""
    found = []
    parents = {widget.parentWidget(): None for widget in seen}
    for parent in parents:
        if parent is None or isinstance(parent, QT_INSIDES):
            continue
        beside = [w for w in seen if w.parentWidget() is parent and not isinstance(w, FocusRing)]
        pairs = [] if isinstance(parent, QStackedWidget) else combinations(beside, 2)
        found += [f"over each other: {_name(a)}, {_name(b)}" for a, b in pairs if _touch(a, b)]
        if not isinstance(parent.parentWidget(), QAbstractScrollArea):
            found += [f"reaches out: {_name(w)}" for w in beside if not _inside(parent, w)]
    low = [w for w in seen if isinstance(w, (Button, ElidedLabel, Paragraph, Chip))]
    found += [f"too low: {_name(w)}" for w in low if w.height() < w.minimumSizeHint().height()]
    return found


def _touch(one, other):
    return one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry().adjusted(1, 1, -1, -1))


def _inside(parent, widget):
    return parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def _name(widget):
    text = words_of(widget) if hasattr(widget, "text") or isinstance(widget, Chip) else ""
    return f"{type(widget).__name__} {text[:40]!r}"


def controls(window):
    """What can be used now: seen, enabled, and meant to take the keyboard by Tab."""
    return [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    ]


def tab_stops(window, qtbot, most=120):
    """The widgets that Tab leads to, in order, from the one that has the keyboard now."""
    window.activateWindow()
    QApplication.processEvents()
    stops = []
    for _step in range(most):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
        now = QApplication.focusWidget()
        if now in stops:
            break
        stops.append(now)
    return stops


def nameless(window):
    """The controls of which a screen reader could say nothing."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in controls(window)
        if not (widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text()))
    ]
