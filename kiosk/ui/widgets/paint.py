"""Painting helpers that the widgets share; holds no state."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen


def round_box(
    painter: QPainter,
    box: QRectF,
    radius: float,
    fill: str = "",
    line: str = "",
    width: float = 1.0,
    *,
    dashed: bool = False,
) -> None:
    """A rounded rectangle whose border lies wholly inside `box`; "" paints no fill or no line."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(fill) if fill else Qt.BrushStyle.NoBrush)
    if line and width > 0:
        pen = QPen(QColor(line), width)
        pen.setStyle(Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        half = width / 2
        box = box.adjusted(half, half, -half, -half)
        radius = max(0.0, radius - half)
    else:
        painter.setPen(Qt.PenStyle.NoPen)
    painter.drawRoundedRect(box, radius, radius)


def text_width(text: str, font: QFont) -> float:
    """Width of one line in logical pixels."""
    return QFontMetricsF(font).horizontalAdvance(text)


def elided(text: str, font: QFont, width: float) -> str:
    """The text, cut with an ellipsis at its end where it is wider than `width`."""
    metrics = QFontMetricsF(font)
    if metrics.horizontalAdvance(text) <= width + 0.5:
        return text
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, width))


def draw_line(
    painter: QPainter, box: QRectF, text: str, font: QFont, color: str, align: str = "left"
) -> None:
    """One line of text, centred vertically in `box`, elided to its width."""
    flags = {
        "left": Qt.AlignmentFlag.AlignLeft,
        "right": Qt.AlignmentFlag.AlignRight,
        "center": Qt.AlignmentFlag.AlignHCenter,
    }[align]
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = elided(text, font, box.width())
    flag = flags | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
    painter.drawText(box, int(flag) | int(Qt.TextFlag.TextDontClip), shown)


def largest(fits: Callable[[float], bool], least: float, step: float = 0.05) -> float:
    """The largest part of the full size that fits: 1.0, then less by `step` down to `least`."""
    ratio = 1.0
    while ratio > least and not fits(ratio):
        ratio -= step
    return ratio
