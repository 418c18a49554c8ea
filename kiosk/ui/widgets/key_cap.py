"""A key cap: the picture of a key beside what it does; a picture only, it takes no input."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, round_box, text_width

ENTER, UP, DOWN = "⏎", "↑", "↓"


def _face(height: float) -> QFont:
    """Half as high as the cap, but never below what can be read at a desk."""
    return font(max(15.0, height / 2), 600)


def cap_width(key: str, height: float = 30) -> float:
    """Width in logical pixels of the cap of that key."""
    plain = text_width(key, _face(height))
    return max(height * 34 / 30, plain + height * 18 / 30)


def paint_cap(
    painter: QPainter, box: QRectF, key: str, color: str, *, line: str = "", fill: str = ""
) -> None:
    """Draw the cap of `key` into `box`; `line` is the colour of its edge (as the text if "")."""
    round_box(painter, box, 6 if box.height() < 36 else 7, fill, line or color, 1.2)
    draw_line(painter, box, key, _face(box.height()), color, "center")


class KeyCap(QWidget):
    """A cap in the secondary text colour, 30 px high by default."""

    def __init__(self, key: str, height: int = 30, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = key
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as the key's name needs."""
        return QSize(round(cap_width(self._key, self._height)), self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cap."""
        colors = theme.current()
        paint_cap(QPainter(self), QRectF(self.rect()), self._key, colors.text2, line=colors.control)
