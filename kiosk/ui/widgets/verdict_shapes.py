"""Draws the three shapes of the verdicts: circle, octagon, diamond; decides nothing."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath

from kiosk.ui import theme
from kiosk.ui.widgets.scaled import Scaled
from kiosk.ui.widgets.tracks import Point, pen, polyline, rounded

KINDS = ("admit", "refuse", "ask", "help")


def _stroke(path: QPainterPath, color: str, width: float, painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(color, width))
    painter.drawPath(path)


def _closed(points: list[Point], radius: float) -> QPainterPath:
    first, last = points[0], points[-1]
    middle = ((first[0] + last[0]) / 2, (first[1] + last[1]) / 2)
    path = rounded([middle, *points, middle], radius)
    path.closeSubpath()
    return path


def _circle(painter: QPainter, fill: str, mark: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QPointF(0, 0), 100, 100)
    _stroke(polyline((-48, 3), (-14.5, 37.5), (50, -35)), mark, 23, painter)


def _octagon(painter: QPainter, fill: str, mark: str) -> None:
    side = 100 * math.tan(math.pi / 8)
    corners = [
        (-side, -100.0),
        (side, -100.0),
        (100.0, -side),
        (100.0, side),
        (side, 100.0),
        (-side, 100.0),
        (-100.0, side),
        (-100.0, -side),
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawPath(_closed(corners, 5))
    for points in (((-35.0, -35.0), (35.0, 35.0)), ((35.0, -35.0), (-35.0, 35.0))):
        _stroke(polyline(*points), mark, 25, painter)


def _diamond(painter: QPainter, fill: str, mark: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawPath(_closed([(0.0, -103.0), (103.0, 0.0), (0.0, 103.0), (-103.0, 0.0)], 10))
    hook = QPainterPath(QPointF(-24.5, -18.5))
    hook.arcTo(QRectF(-24.5, -43, 49, 49), 180, -245)
    hook.cubicTo(QPointF(2, 6), QPointF(0, 8), QPointF(0, 20.5))
    _stroke(hook, mark, 17, painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(mark))
    painter.drawEllipse(QPointF(0, 47), 11, 11)


def _route(painter: QPainter, fill: str, mark: str) -> None:
    path = rounded([(-55.0, 72.0), (-55.0, 20.0), (45.0, -25.0), (45.0, -70.0)], 45)
    _stroke(path, fill, 22, painter)
    _stroke(polyline((12, -48), (45, -82), (78, -48)), fill, 22, painter)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawEllipse(QPointF(-55, 72), 28, 28)
    painter.setBrush(QColor(mark))
    painter.drawEllipse(QPointF(-55, 72), 12, 12)


_DRAW = {"admit": _circle, "refuse": _octagon, "ask": _diamond, "help": _route}


def draw_shape(painter: QPainter, kind: str, box: QRectF, fill: str, mark: str) -> None:
    """Draw the shape of `kind` (admit, refuse, ask, help) to fill the square `box`."""
    painter.save()
    painter.translate(box.center())
    painter.scale(box.width() / 200, box.width() / 200)
    _DRAW[kind](painter, fill, mark)
    painter.restore()


SMALL = {
    "admit": (theme.ADMIT, theme.ON_ADMIT),
    "refuse": (theme.REFUSE, theme.ON_REFUSE),
    "ask": (theme.ASK, theme.ON_ASK),
    "help": (theme.HELP, theme.SUN),
}
"""Fill and mark of the small shapes in lists."""


class VerdictShape(Scaled):
    """One shape as a widget."""

    def __init__(self, kind: str, fill: str, mark: str) -> None:
        super().__init__()
        self.kind, self._fill, self._mark = kind, fill, mark

    def set_kind(self, kind: str, fill: str, mark: str) -> None:
        """Show another shape."""
        self.kind, self._fill, self._mark = kind, fill, mark
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw it as large as the box allows."""
        side = min(area.width(), area.height())
        box = QRectF(0, 0, side, side)
        box.moveCenter(area.center())
        draw_shape(painter, self.kind, box, self._fill, self._mark)
