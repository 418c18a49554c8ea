"""The patterns of the role bands: told apart without colour; knows no role."""

from __future__ import annotations

import math
from collections.abc import Callable

from reportlab.lib.units import mm

from kiosk.printing.pen import Frame, Pen


def draw_pattern(pen: Pen, name: str, frame: Frame, unit: float, color: str) -> None:
    """Fill the frame with a pattern; unknown names and "plain" draw nothing.

    `unit` is the distance at which the pattern repeats, in mm.
    """
    paint = _PATTERNS.get(name)
    if paint is None:
        return
    pen.canvas.saveState()
    pen.clip(frame)
    pen.fill(color)
    pen.stroke(color, unit * 0.3)
    pen.canvas.setLineCap(0)
    paint(pen, frame, unit)
    pen.canvas.restoreState()


def _steps(length: float, unit: float) -> range:
    return range(math.ceil(length / unit) + 2)


def _diagonals(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    for step in _steps(w + h, unit):
        foot = x + step * unit - h
        pen.line((foot - 1, y + h + 1), (foot + h + 1, y - 1))


def _dots(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    row_step = unit * math.sqrt(3) / 2
    for row in _steps(h, row_step):
        for column in _steps(w, unit):
            shift = 0.0 if row % 2 == 0 else unit / 2
            pen.circle(x + column * unit + shift, y + 0.4 * unit + row * row_step, unit * 0.225)


def _chevrons(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    for step in _steps(w + h, unit):
        left = x + step * unit - h / 2
        pen.line((left, y), (left + h / 2, y + h / 2), (left, y + h))


def _rails(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    for step in _steps(h, unit * 1.5):
        for offset in (0.35, 0.85):
            height = y + (step * 1.5 + offset) * unit
            pen.line((x, height), (x + w, height))


def _bars(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    for step in _steps(w, unit):
        place = x + (step + 0.4) * unit
        pen.line((place, y), (place, y + h))


def _checks(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    side = unit * 0.75
    for row in _steps(h, side):
        for column in _steps(w, side):
            if (row + column) % 2 == 0:
                pen.rect(x + column * side, y + row * side, side, side)


def _crosshatch(pen: Pen, frame: Frame, unit: float) -> None:
    x, y, w, h = frame
    pen.canvas.setLineWidth(unit * 0.165 * mm)
    for step in _steps(w + h, unit):
        foot = x + step * unit - h
        pen.line((foot, y + h), (foot + h, y))
        pen.line((foot, y), (foot + h, y + h))


_PATTERNS: dict[str, Callable[[Pen, Frame, float], None]] = {
    "diagonals": _diagonals,
    "dots": _dots,
    "chevrons": _chevrons,
    "rails": _rails,
    "bars": _bars,
    "checks": _checks,
    "crosshatch": _crosshatch,
}
PATTERNS = ("plain", *_PATTERNS)
"""Every pattern that a role may name."""
