"""Draws the four corners of a scan area; reads no camera."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath

from kiosk.ui.widgets.tracks import pen


def draw_brackets(
    painter: QPainter, box: QRectF, color: str, width: float, arm: float, radius: float
) -> None:
    """Draw round-capped corners whose strokes run along the edges of `box` (design pixels)."""
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(color, width))
    painter.translate(box.center())
    half_w, half_h = box.width() / 2, box.height() / 2
    for across, down in ((1, 1), (-1, 1), (1, -1), (-1, -1)):
        path = QPainterPath(QPointF(-half_w * across, (-half_h + arm) * down))
        path.lineTo(QPointF(-half_w * across, (-half_h + radius) * down))
        path.quadTo(
            QPointF(-half_w * across, -half_h * down),
            QPointF((-half_w + radius) * across, -half_h * down),
        )
        path.lineTo(QPointF((-half_w + arm) * across, -half_h * down))
        painter.drawPath(path)
    painter.restore()
