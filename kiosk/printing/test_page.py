"""The page that shows how a printer prints: rulers, frame, greys, a QR; knows no badge.

What to look at: the rulers begin at the paper's edges, so the first number that is seen tells what
the printer cannot reach; all four sides of the frame must be there; the bar is measured with a
ruler; each grey must differ from its neighbour.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing import fonts
from kiosk.printing.elements.parts import Box
from kiosk.printing.fitting import fit
from kiosk.printing.pen import Pen
from kiosk.printing.qr import draw_qr

_INK, _QUIET = "#000000", "#4A5A66"
_GREYS = ("#000000", "#404040", "#808080", "#BFBFBF", "#E6E6E6")
_FRAME = 9.0
_TICKS = {0: 4.0, 5: 3.0}
_TICK = 1.8
_BARS = (100, 50, 40, 30, 20, 10)


@dataclass(frozen=True, slots=True)
class Page:
    """What stands on it: the paper in mm, ready texts from the top down, and what the QR says.

    `bar` tells the length of the bar beneath it, with {mm} for the number.
    """

    width: float
    height: float
    title: str
    lines: tuple[str, ...]
    code: str
    bar: str


def draw_test_page(page: Page) -> bytes:
    """The page as PDF, of exactly the paper's size."""
    target = io.BytesIO()
    options: dict[str, Any] = {"initialFontName": fonts.inter(500)}  # else Helvetica is named
    size = (page.width * mm, page.height * mm)
    canvas = Canvas(target, pagesize=size, invariant=1, pageCompression=1, **options)
    pen = Pen(canvas, page.height, page.width)
    _rulers(pen)
    _frame(pen)
    foot = _words(pen, page)
    _code_and_greys(pen, page, foot)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _rulers(pen: Pen) -> None:
    """A tick each millimetre along the upper and the left edge, a number each centimetre."""
    pen.stroke(_INK, 0.15)
    for at in range(1, int(pen.width)):
        pen.line((at, 0), (at, _tick(at)))
    for at in range(1, int(pen.height)):
        pen.line((0, at), (_tick(at), at))
    pen.fill(_INK)
    for at in range(10, int(pen.width) - 3, 10):
        pen.centred(str(at), (at, 6.8), 2.4, 600)
    for at in range(10, int(pen.height) - 3, 10):
        pen.centred(str(at), (6.6, at), 2.4, 600)


def _tick(at: int) -> float:
    return _TICKS.get(at % 10, _TICK)


def _frame(pen: Pen) -> None:
    """A frame within the rulers and 2 mm off the other edges."""
    pen.stroke(_INK, 0.3)
    right, foot = pen.width - 2, pen.height - 2
    pen.line((_FRAME, _FRAME), (right, _FRAME), (right, foot), (_FRAME, foot), (_FRAME, _FRAME))


def _words(pen: Pen, page: Page) -> float:
    """Title, lines and the bar; answers how far down they reach, in mm."""
    x, y = _FRAME + 3, _FRAME + 3
    wide = pen.width - x - 5
    size = min(5.5, pen.height / 14)
    for text, scale, weight in _scaled(page):
        em = size * scale
        box = Box(x=x, y=y, w=wide, h=em * 1.35, size=em, smallest=em / 2, weight=weight)
        pen.text(fit(text, box), box, _INK if weight > 500 else _QUIET)
        y += em * 1.5
    long = next((bar for bar in _BARS if bar <= wide), _BARS[-1])
    box = Box(x=x, y=y, w=wide, h=size * 0.8, size=size * 0.6, smallest=1)
    pen.text(fit(page.bar.format(mm=long), box), box, _QUIET)
    y += size
    pen.stroke(_INK, 0.4)
    pen.line((x, y), (x + long, y))
    for end in (x, x + long):
        pen.line((end, y - 1), (end, y + 1))
    return y + 3


def _scaled(page: Page) -> Iterator[tuple[str, float, int]]:
    yield page.title, 1.0, 700
    for line in page.lines:
        yield line, 0.62, 500


def _code_and_greys(pen: Pen, page: Page, top: float) -> None:
    """The QR as large as there is room, up to 25 mm, and the greys beside it."""
    x = _FRAME + 3
    room = pen.height - top - 5
    side = max(8.0, min(25.0, room, (pen.width - x - 5) * 0.55))
    draw_qr(pen.canvas, page.code, pen.point(x, top), side * mm)
    left = x + side + 4
    step = side / len(_GREYS)
    for number, grey in enumerate(_GREYS):
        pen.fill(grey)
        pen.rect(left, top + number * step, min(15.0, pen.width - left - 5), step)
