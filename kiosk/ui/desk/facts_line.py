"""Small facts under the note: an icon and a few words each, in one line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import icons, theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, text_width


class FactsLine(QWidget):
    """24 px high; what does not fit is left out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facts: tuple[tuple[str, str], ...] = ()
        self.setFixedHeight(24)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_facts(self, facts: tuple[tuple[str, str], ...]) -> None:
        """(icon, words) in order."""
        self._facts = facts
        self.setAccessibleName(", ".join(words for _icon, words in facts))
        self.update()

    def sizeHint(self) -> QSize:
        """Any width."""
        return QSize(120, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the facts."""
        t = theme.current()
        painter = QPainter(self)
        x = 0.0
        for icon, words in self._facts:
            width = text_width(words, font(16))
            if x and x + 28 + width > self.width():
                break
            icons.paint(painter, icon, t.text2, QRectF(x, 2, 20, 20))
            room = min(width, self.width() - x - 28)
            draw_line(painter, QRectF(x + 28, 0, room + 1, 24), words, font(16), t.text2)
            x += 28 + width + 20
