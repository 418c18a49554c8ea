"""Draws the event mark: two tracks that meet in a ring and go on as one; nobody's logo."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kiosk.ui import theme
from kiosk.ui.widgets.tracks import pen, polyline

_GRID = 42.0


_TRACKS = (
    (polyline((6, 12.2), (14.6, 12.2), (21, 19.6)), theme.TRACK_SKY),
    (polyline((6, 29.8), (14.6, 29.8), (21, 22.4)), theme.SUN),
    (polyline((24, 21), (36, 21)), "#FFFFFF"),
)


def paint_mark(painter: QPainter, box: QRectF, field: str = theme.MARK_FIELD) -> None:
    """Draw the mark into the square `box`; `field` is the colour of its rounded ground."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / _GRID, box.width() / _GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(field))
    painter.drawRoundedRect(QRectF(0, 0, _GRID, _GRID), 10, 10)
    for path, color in _TRACKS:
        painter.strokePath(path, pen(color, 4))
    painter.setBrush(QColor(field))
    painter.setPen(QPen(QColor("#FFFFFF"), 3.4))
    painter.drawEllipse(QPointF(21, 21), 4.2, 4.2)
    painter.restore()


class EventMark(QWidget):
    """The mark as a widget of a fixed size in logical pixels."""

    def __init__(self, px: int = 42, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._px = px
        self.setFixedSize(px, px)

    def sizeHint(self) -> QSize:
        """The fixed size."""
        return QSize(self._px, self._px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark."""
        paint_mark(QPainter(self), QRectF(self.rect()))
