"""A box that shows what is typed but never takes the focus; keeps no history of it.

The page hands it the characters: from the on-screen keyboard or from a real one.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QMouseEvent, QPainter, QPen

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.scaled import Scaled

MOST = 80


class TypedField(Scaled):
    """`changed` brings the text, `pressed` that a finger chose this box."""

    changed = Signal(str)
    pressed = Signal()

    def __init__(self, px: float = 32, *, secret: bool = False) -> None:
        super().__init__()
        self.px, self.secret = px, secret
        self.active = True
        self.placeholder = ""
        self._text = ""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    @property
    def text(self) -> str:
        """What was typed, in composed form."""
        return self._text

    def set_text(self, text: str) -> None:
        """Replace what stands there."""
        if text != self._text:
            self._text = text[:MOST]
            self.changed.emit(self._text)
            self.update()

    def set_placeholder(self, text: str) -> None:
        """Say what belongs here while nothing does."""
        self.placeholder = text
        self.setAccessibleName(text)
        self.update()

    def set_active(self, *, active: bool) -> None:
        """Whether the next character goes here."""
        self.active = active
        self.update()

    def type(self, text: str) -> None:
        """Add characters at the end; control characters are left out."""
        shown = "".join(c for c in text if c.isprintable() or unicodedata.combining(c))
        if shown:
            self.set_text(unicodedata.normalize("NFC", self._text + shown))

    def erase(self) -> None:
        """Take the last character away."""
        self.set_text(self._text[:-1])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this box."""
        self.pressed.emit()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the box, the end of a long text, and where the next character goes."""
        colors = theme.current()
        edge = 3.0 if self.active else 2.0
        painter.setPen(QPen(QColor(colors.focus if self.active else colors.control), edge))
        painter.setBrush(QColor(colors.surface))
        box = area.adjusted(edge / 2, edge / 2, -edge / 2, -edge / 2)
        painter.drawRoundedRect(box, 12, 12)
        self._letters(painter, area)

    def _letters(self, painter: QPainter, area: QRectF) -> None:
        colors = theme.current()
        used = font(self.px * self.scale, 500)
        metrics = QFontMetricsF(used)
        shown = "•" * len(self._text) if self.secret else self._text
        room = (area.width() - 48) * self.scale
        text = metrics.elidedText(shown or self.placeholder, Qt.TextElideMode.ElideLeft, room)
        painter.save()
        painter.scale(1 / self.scale, 1 / self.scale)
        painter.setFont(used)
        painter.setPen(QColor(colors.text if shown else colors.text3))
        left = 24 * self.scale
        middle = area.height() * self.scale / 2
        painter.drawText(int(left), round(middle + metrics.capHeight() / 2), text)
        if self.active:
            x = left + (metrics.horizontalAdvance(text) + 3 if shown else -4)
            half = metrics.height() * 0.45
            painter.setPen(QPen(QColor(colors.focus), 3 * self.scale))
            painter.drawLine(round(x), round(middle - half), round(x), round(middle + half))
        painter.restore()
