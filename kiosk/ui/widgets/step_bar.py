"""Shows the three steps of self-service as nodes of a track; changes no step itself."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.scaled import Scaled
from kiosk.ui.widgets.tracks import pen

_OFF, _FIELD = "#2C5572", "#062033"


class StepBar(Scaled):
    """Labels and the number of the step in hand; steps before it are ticked."""

    def __init__(self, labels: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.labels = labels
        self.current = 0

    def set_steps(self, labels: tuple[str, ...], current: int) -> None:
        """`current` equal to the number of labels means that all are done."""
        self.labels, self.current = labels, current
        self.setAccessibleName(labels[min(current, len(labels) - 1)] if labels else "")
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the nodes at equal distances, the outer ones 130 px from the edges."""
        count = len(self.labels)
        if not count:
            return
        ink = QColor(theme.current().ink)
        step = (area.width() - 260) / max(1, count - 1)
        spots = [QPointF(130 + step * number, 27) for number in range(count)]
        for number in range(count - 1):
            painter.setPen(pen(theme.SUN if number < self.current else _OFF, 7))
            painter.drawLine(spots[number], spots[number + 1])
        for number, spot in enumerate(spots):
            self._node(painter, spot, number, ink)
            self._label(painter, spot, number, step)

    def _node(self, painter: QPainter, spot: QPointF, number: int, ink: QColor) -> None:
        if number > self.current:
            painter.setPen(QPen(QColor(theme.INK_OUTLINE), 5))
            painter.setBrush(ink)
            painter.drawEllipse(spot, 16, 16)
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.SUN))
        painter.drawEllipse(spot, *((22, 22) if number == self.current else (18, 18)))
        if number == self.current:
            painter.setBrush(QColor(_FIELD))
            painter.drawEllipse(spot, 9, 9)
            return
        painter.setPen(pen(_FIELD, 4.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(
            [spot + QPointF(-7.5, 0.5), spot + QPointF(-2.5, 5.5), spot + QPointF(7.5, -5)]
        )

    def _label(self, painter: QPainter, spot: QPointF, number: int, step: float) -> None:
        colors = theme.current()
        here = number == self.current
        px = min(24 * self.zoom, 28)
        painter.setFont(font(px, 700 if here else 500))
        ahead = number > self.current
        painter.setPen(
            QColor(colors.on_ink2 if ahead else colors.on_ink if here else theme.INK_TEXT)
        )
        box = QRectF(spot.x() - step / 2, 54, step, 36)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.labels[number])
