"""Draws the bundled Lucide icons in any colour and size; caches them and fetches nothing."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from kiosk.resources import asset


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    """The SVG text of an icon. An unknown name is a bug and raises FileNotFoundError."""
    return asset("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=256)
def _renderer(name: str, color: str, stroke: float) -> QSvgRenderer:
    text = _source(name).replace("currentColor", color)
    if stroke != 2.0:
        text = text.replace('stroke-width="2"', f'stroke-width="{stroke}"')
    return QSvgRenderer(QByteArray(text.encode()))


def paint(painter: QPainter, name: str, color: str, box: QRectF, stroke: float = 2.0) -> None:
    """Draw the icon into `box` (logical pixels), sharp at any scale; `color` is "#rrggbb"."""
    _renderer(name, color, stroke).render(painter, box)


@lru_cache(maxsize=512)
def pixmap(name: str, color: str, px: int, dpr: float = 1.0) -> QPixmap:
    """The icon as a picture of `px` logical pixels a side for a screen of that pixel ratio."""
    _source(name)  # an unknown name fails here, before anything is being painted
    side = max(1, round(px * dpr))
    made = QPixmap(side, side)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint(painter, name, color, QRectF(0, 0, side, side))
    painter.end()
    made.setDevicePixelRatio(dpr)
    return made
