"""Draws parallel tracks with 45 degree bends and ring nodes; the one ornament, no meaning."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kiosk.ui import theme

COLORS = (theme.TRACK_DEEP, theme.TRACK_COBALT, theme.TRACK_SKY, "#FFFFFF", theme.SUN)
Point = tuple[float, float]


def polyline(*points: Point) -> QPainterPath:
    """Straight lines from point to point."""
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def rounded(points: Sequence[Point], radius: float) -> QPainterPath:
    """A line through `points` whose corners are rounded by quadratic curves of that radius."""
    path = QPainterPath(QPointF(*points[0]))
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        into, out = _towards(corner, before, radius), _towards(corner, after, radius)
        path.lineTo(QPointF(*into))
        path.quadTo(QPointF(*corner), QPointF(*out))
    path.lineTo(QPointF(*points[-1]))
    return path


def _towards(start: Point, end: Point, distance: float) -> Point:
    length = math.dist(start, end) or 1.0
    part = min(distance, length / 2) / length
    return (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)


def pen(color: str, width: float) -> QPen:
    """A round-capped pen."""
    made = QPen(QColor(color), width)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return made


def draw_bundle(
    painter: QPainter, points: Sequence[Point], step: Point, width: float, radius: float
) -> None:
    """Draw the five tracks along `points`; each next one is moved by `step` (design pixels).

    A level stretch moves by step[1] only, a rising one by step[0] as well, so that the lines keep
    their distance through a bend of 45 degrees.
    """
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for number, color in enumerate(COLORS):
        moved = [(x + step[0] * number, y + step[1] * number) for x, y in points]
        painter.setPen(pen(color, width))
        painter.drawPath(rounded(moved, radius))
