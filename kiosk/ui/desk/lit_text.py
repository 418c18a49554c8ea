"""Paints one line of text with its matches lit; where they are is told by the state."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from kiosk.ui import theme
from kiosk.ui.desk.state import Spans
from kiosk.ui.widgets.paint import elided, round_box, text_width


def _pieces(text: str, hits: Spans) -> list[tuple[str, bool]]:
    """The text in order as (part, lit)."""
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in sorted(hits):
        if start < at or end > len(text):
            continue
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return pieces


def paint_lit(
    painter: QPainter, box: QRectF, text: str, hits: Spans, face: QFont, ink: str
) -> float:
    """Draw `text` from the left of `box`, elided; answers where it ends (logical pixels)."""
    t = theme.current()
    shown = elided(text, face, box.width())
    metrics = QFontMetricsF(face)
    height = metrics.height() * 1.02
    x, middle = box.x(), box.center().y()
    kept = len(shown) if shown == text else len(shown) - 1
    inside = tuple((s, min(e, kept)) for s, e in hits if s < kept)
    base = middle + (metrics.ascent() - metrics.descent()) / 2
    painter.setFont(face)
    for part, lit in _pieces(shown, inside):
        width = text_width(part, face)
        if lit:
            ground = QRectF(x - 2, middle - height / 2, width + 4, height)
            round_box(painter, ground, 4, t.hit)
        painter.setPen(QColor(t.on_hit if lit else ink))
        painter.drawText(QRectF(x, base - metrics.ascent(), width + 4, metrics.height()), part)
        x += width
    return x
