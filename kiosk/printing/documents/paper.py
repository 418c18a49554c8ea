"""A page in millimetres from its upper left corner, in the colours of the screens; knows no event.

Letters are measured in points, places in millimetres.
"""

from __future__ import annotations

from functools import lru_cache

from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.text import Line, draw, measure
from kiosk.printing.wrapping import wrapped

INK, TEXT, QUIET, FAINT = "#062033", "#0C1B26", "#42545F", "#566772"
BLUE, SOFT, TROUGH, RULE = "#0B5CAD", "#E3EEF9", "#E6EBEF", "#CBD5DD"
ON_INK, WHITE = "#DCEAF3", "#FFFFFF"
DEEP, COBALT, SKY, SUN = "#17456A", "#2F74D0", "#4FB3E8", "#FFC53D"
TRACKS = (DEEP, COBALT, SKY, WHITE, SUN)
"""From the top."""

rl_config.useA85 = 0  # as in badge.py: text armour costs a third of the time

POINT = 1 / mm
"""Millimetres in a point."""


class Paper:
    """A canvas of `width` by `height` mm."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self.canvas, self.width, self.height = canvas, width, height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where that place lies on the canvas, in points."""
        return x * mm, (self.height - y) * mm

    def fill(self, color: str) -> None:
        """Fill what follows with "#rrggbb"."""
        self.canvas.setFillColor(HexColor(color))

    def stroke(self, color: str, width: float) -> None:
        """Draw the lines that follow in "#rrggbb", so many mm thick, with round ends."""
        self.canvas.setStrokeColor(HexColor(color))
        self.canvas.setLineWidth(width * mm)
        self.canvas.setLineCap(1)

    def rect(self, x: float, y: float, w: float, h: float, color: str, radius: float = 0) -> None:
        """A filled rectangle, with round corners where `radius` is given."""
        if w <= 0 or h <= 0:
            return
        self.fill(color)
        left, foot = self.point(x, y + h)
        round_by = min(radius, w / 2, h / 2) * mm
        self.canvas.roundRect(left, foot, w * mm, h * mm, round_by, stroke=0, fill=1)

    def frame(self, x: float, y: float, w: float, h: float) -> None:
        """A card: white, with a thin edge and round corners."""
        self.fill(WHITE)
        self.stroke(RULE, 0.25)
        left, foot = self.point(x, y + h)
        self.canvas.roundRect(left, foot, w * mm, h * mm, 3 * mm, stroke=1, fill=1)

    def line(self, x: float, y: float, to_x: float, to_y: float) -> None:
        """A line in the colour of stroke()."""
        self.canvas.line(*self.point(x, y), *self.point(to_x, to_y))

    def put(self, line: Line, x: float, y: float, size: float, color: str = TEXT) -> None:
        """A measured line from its left end, `y` at the base line."""
        self.fill(color)
        draw(self.canvas, line, self.point(x, y), size)

    def left(
        self, text: str, x: float, y: float, size: float, weight: int = 500, color: str = TEXT
    ) -> None:
        """A text from its left end."""
        self.put(measure(text, weight), x, y, size, color)

    def right(
        self, text: str, x: float, y: float, size: float, weight: int = 500, color: str = TEXT
    ) -> None:
        """A text that ends at `x`."""
        line = measure(text, weight)
        self.put(line, x - line.width * size * POINT, y, size, color)

    def middle(
        self, text: str, x: float, y: float, size: float, weight: int = 500, color: str = TEXT
    ) -> None:
        """A text around `x`."""
        line = measure(text, weight)
        self.put(line, x - line.width * size * POINT / 2, y, size, color)


@lru_cache(maxsize=2048)
def fitted(
    text: str, width: float, sizes: tuple[float, float], weight: int, lines: int = 1
) -> tuple[tuple[Line, ...], float]:
    """The lines of a text in a column of `width` mm, and their size in points.

    As large as `lines` allow, from the first of `sizes` down to the second; what does not fit even
    then takes more lines: nothing is cut off.
    """
    size, smallest = sizes
    while True:
        found = wrapped(text, width * mm, size, weight)
        if len(found) <= lines or size <= smallest:
            return found, size
        size = max(size - 1, smallest)


def shortened(text: str, width: float, size: float, weight: int = 500) -> str:
    """The text, cut with "…" where it is wider than `width` mm."""
    kept = text
    shown = text
    while kept and measure(shown, weight).width * size > width * mm:
        kept = kept[:-1].rstrip()
        shown = f"{kept}…"
    return shown
