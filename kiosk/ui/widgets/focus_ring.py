"""The ring around the focused button: 3 px, with a 3 px gap in the ground's colour; an overlay."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from kiosk.ui import theme
from kiosk.ui.widgets.paint import round_box

_REACH = 6


class FocusRing(QWidget):
    """Lies over `window` and follows the focus; widgets opt in with `ring_radius`.

    A widget that also has `ring_on_ink = True` gets the sun-yellow ring.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget as it moves, grows or goes."""
        kinds = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Show)
        if watched is self.target and event.type() in kinds:
            self._follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw gap and ring around the target's own radius."""
        if self.target is None:
            return
        t = theme.current()
        ink = bool(getattr(self.target, "ring_on_ink", False))
        radius = int(getattr(self.target, "ring_radius", 0)) + _REACH
        painter = QPainter(self)
        box = QRectF(self.rect())
        round_box(painter, box, radius, "", theme.SUN if ink else t.focus, 3)
        inner = box.adjusted(3, 3, -3, -3)
        round_box(painter, inner, radius - 3, "", t.ink if ink else t.bg, 3)

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if self.target is not None and isValid(self.target):
            self.target.removeEventFilter(self)
        self.target = None
        if not isValid(self):
            return
        if now is not None and hasattr(now, "ring_radius") and self._window.isAncestorOf(now):
            self.target = now
            now.installEventFilter(self)
        self._follow()

    def _follow(self) -> None:
        if self.target is None or not self.target.isVisible():
            self.hide()
            return
        corner = self.target.mapTo(self._window, QPoint(0, 0))
        box = QRect(corner, self.target.size())
        self.setGeometry(box.adjusted(-_REACH, -_REACH, _REACH, _REACH))
        self.raise_()
        self.show()
        self.update()
