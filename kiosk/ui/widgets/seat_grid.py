"""Draws one small seat per place of a room, the taken ones filled; counts nobody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Scaled

_PER_ROW, _MOST_SEATS, _ROW = 25, 100, 22.0


class SeatGrid(Scaled):
    """`inside` of `capacity` seats; above 100 seats each mark stands for several."""

    def __init__(self) -> None:
        super().__init__()
        self.inside, self.capacity = 0, 0

    def set_count(self, inside: int, capacity: int) -> None:
        """Show the count; a capacity of 0 draws nothing."""
        self.inside, self.capacity = inside, capacity
        self.update()

    def marks(self) -> tuple[int, int]:
        """How many marks are filled, and how many there are; never full before the room is."""
        if self.capacity <= _MOST_SEATS:
            return min(self.inside, self.capacity), self.capacity
        total = 2 * _PER_ROW
        filled = min(total, self.inside * total // self.capacity)
        return max(filled, 1 if self.inside else 0), total

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the seats row by row."""
        filled, total = self.marks()
        if not total:
            return
        colors = theme.current()
        rows = -(-total // _PER_ROW)
        row = min(_ROW, area.height() / rows)
        pitch = area.width() / _PER_ROW
        width, height = pitch * 0.72, row - 5 * row / _ROW
        painter.setPen(Qt.PenStyle.NoPen)
        empty = QColor(colors.trough)
        for seat in range(total):
            x, y = (seat % _PER_ROW) * pitch, (seat // _PER_ROW) * row
            painter.setBrush(QColor(colors.primary) if seat < filled else empty)
            if colors.high_contrast and seat >= filled:
                painter.setPen(QColor(colors.border))
            painter.drawRoundedRect(QRectF(x + 0.5, y + 0.5, width, height), 2.5, 2.5)
