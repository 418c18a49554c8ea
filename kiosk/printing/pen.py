"""Draws in millimetres from the badge's upper left corner; knows nothing of badges."""

from __future__ import annotations

from functools import lru_cache

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.elements.parts import Box
from kiosk.printing.fitting import Fitted
from kiosk.printing.text import draw, measure

Point = tuple[float, float]
Frame = tuple[float, float, float, float]
"""x, y, w, h in mm."""


class Pen:
    """A canvas with its origin in the upper left, in mm.

    `width` and `height` are of the area drawn on; `bleed` is how far what touches its edge goes
    on beyond it.
    """

    def __init__(
        self, canvas: Canvas, height: float, width: float = 0.0, bleed: float = 0.0
    ) -> None:
        self.canvas = canvas
        self.height = height
        self.width = width
        self.bleed = bleed

    def bled(self, frame: Frame) -> Frame:
        """The frame, drawn out over the bleed where it touches the area's edge."""
        x, y, w, h = frame
        left = self.bleed if x <= _TOUCHES else 0.0
        top = self.bleed if y <= _TOUCHES else 0.0
        right = self.bleed if x + w >= self.width - _TOUCHES else 0.0
        foot = self.bleed if y + h >= self.height - _TOUCHES else 0.0
        return x - left, y - top, w + left + right, h + top + foot

    def point(self, x: float, y: float) -> Point:
        """Where that place lies on the canvas, in points."""
        return x * mm, (self.height - y) * mm

    def fill(self, color: str) -> None:
        """Fill what follows with "#rrggbb"."""
        self.canvas.setFillColorRGB(*rgb(color))

    def stroke(self, color: str, width: float) -> None:
        """Draw the lines that follow in "#rrggbb", so many mm thick, with round ends."""
        self.canvas.setStrokeColorRGB(*rgb(color))
        self.canvas.setLineWidth(width * mm)
        self.canvas.setLineCap(1)
        self.canvas.setLineJoin(1)

    def rect(self, x: float, y: float, w: float, h: float) -> None:
        """A filled rectangle."""
        left, foot = self.point(x, y + h)
        self.canvas.rect(left, foot, w * mm, h * mm, stroke=0, fill=1)

    def pill(
        self, frame: tuple[float, float, float, float], radius: float, *, stroke: bool = False
    ) -> None:
        """A rectangle (x, y, w, h) with round corners, filled or, with `stroke`, outlined."""
        x, y, w, h = frame
        left, foot = self.point(x, y + h)
        self.canvas.roundRect(
            left, foot, w * mm, h * mm, radius * mm, stroke=int(stroke), fill=int(not stroke)
        )

    def circle(self, x: float, y: float, radius: float, *, stroke: bool = False) -> None:
        """A disc, or a ring with `stroke`."""
        left, top = self.point(x, y)
        self.canvas.circle(left, top, radius * mm, stroke=int(stroke), fill=int(not stroke))

    def line(self, *points: Point) -> None:
        """A line through the points."""
        path = self.canvas.beginPath()
        path.moveTo(*self.point(*points[0]))
        for point in points[1:]:
            path.lineTo(*self.point(*point))
        self.canvas.drawPath(path, stroke=1, fill=0)

    def text(self, fitted: Fitted, box: Box, color: str = "") -> None:
        """The fitted lines in their box, where its `align` puts them."""
        self.fill(color or box.color)
        part = _ALIGN[box.align]
        for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
            x = box.x + (box.w - line.width * fitted.size) * part if part else box.x
            draw(self.canvas, line, self.point(x, baseline), fitted.size * mm)

    def clip(self, frame: Frame) -> None:
        """Until the canvas's state is restored, what is drawn is seen within the frame only."""
        x, y, w, h = frame
        path = self.canvas.beginPath()
        left, foot = self.point(x, y + h)
        path.rect(left, foot, w * mm, h * mm)
        self.canvas.clipPath(path, stroke=0, fill=0)

    def centred(self, text: str, middle: Point, size: float, weight: int) -> None:
        """Capitals around that point, in the fill colour."""
        line = measure(text, weight)
        x, y = middle
        at = self.point(x - line.width * size / 2, y + line.top * size / 2)
        draw(self.canvas, line, at, size * mm)


_TOUCHES = 0.02
_ALIGN = {"left": 0.0, "center": 0.5, "right": 1.0}


@lru_cache(maxsize=64)
def rgb(color: str) -> tuple[float, float, float]:
    """The colour "#rrggbb" as three parts of 1."""
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return red, green, blue


def mix(color: str, other: str, part: float) -> str:
    """The colour `part` of the way from `color` to `other`: paper knows no translucency."""
    pairs = zip(rgb(color), rgb(other), strict=True)
    return "#" + "".join(f"{round((a + (b - a) * part) * 255):02X}" for a, b in pairs)
