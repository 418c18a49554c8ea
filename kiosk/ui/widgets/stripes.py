"""Draws the diagonal stripes of the refusal; nothing else uses them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

from kiosk.ui.widgets.scaled import Scaled

DARK, LIGHT = "#4E0719", "#FFFFFF"
_PITCH, _TALL = 72.0, 40.0
_BAR = ((23.5, 31.5), (32.0, 40.0), (49.5, 40.0), (80.5, 9.0), (72.0, 0.0), (54.5, 0.0))
"""One white bar, cut square at its ends, in a band 40 high."""


def draw_stripes(painter: QPainter, area: QRectF, dark: str = DARK, light: str = LIGHT) -> None:
    """Fill `area` with stripes that rise to the right by 45 degrees."""
    painter.save()
    painter.setClipRect(area)
    painter.fillRect(area, QColor(dark))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(light))
    grow = area.height() / _TALL
    x = area.left() - _PITCH * grow
    while x < area.right():
        corners = [QPointF(x + px * grow, area.top() + py * grow) for px, py in _BAR]
        painter.drawPolygon(QPolygonF(corners))
        x += _PITCH * grow
    painter.restore()


class Stripes(Scaled):
    """One band of stripes."""

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Fill the whole widget."""
        draw_stripes(painter, area)
