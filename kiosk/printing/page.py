"""Draws whole badges, each side of them, and turns and bleeds pages; knows no sheet."""

from __future__ import annotations

from typing import Protocol

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.printing.drawable import Drawable, Shown
from kiosk.printing.elements.ink import joined
from kiosk.printing.layout import Layout
from kiosk.printing.pen import Pen
from kiosk.printing.side import SidePainter

_FOLD_COLOR = "#B4BCC2"
_FOLD_LINE = 0.12
_FOLD_DASH = 1.5


class Painter(Protocol):
    """Draws badges of one layout on one canvas; `sides` is how many pages one of them takes."""

    sides: int

    def draw(self, content: BadgeContent, side: int) -> Shown:
        """A side (0 the front) with its lower left corner at the canvas's origin."""


def outline(layout: Layout | Drawable) -> tuple[float, float]:
    """Width and height of one printed badge in mm, unfolded, without bleed, upright."""
    folded = isinstance(layout, Layout) and layout.sides == "butterfly"
    return layout.width, layout.height * (2 if folded else 1)


def page_size(layout: Layout | Drawable) -> tuple[float, float]:
    """Width and height of the page of one badge in mm, as it is fed."""
    width, height = outline(layout)
    if not isinstance(layout, Layout):
        return width, height
    width, height = width + 2 * layout.bleed, height + 2 * layout.bleed
    return (height, width) if layout.rotation in (90, 270) else (width, height)


def painter_of(canvas: Canvas, layout: Layout | Drawable, *, bleed: bool) -> Painter:
    """What draws badges of that layout; with `bleed` over the cut's edge where it has any."""
    if isinstance(layout, Layout):
        return _Ours(canvas, layout, layout.bleed if bleed else 0.0)
    return _Foreign(canvas, layout)


def begin_page(canvas: Canvas, layout: Layout | Drawable) -> None:
    """Give the page its size and move the origin to where the badge's lower left corner comes."""
    width, height = page_size(layout)
    canvas.setPageSize((width * mm, height * mm))
    if not isinstance(layout, Layout):
        return
    # The page is turned here: a page that says it is rotated is clipped by some printers.
    shift = {0: (0.0, 0.0), 90: (0.0, height), 180: (width, height), 270: (width, 0.0)}
    x, y = shift[layout.rotation]
    canvas.translate(x * mm, y * mm)
    canvas.rotate(-layout.rotation)
    if layout.bleed:
        rim = layout.bleed * mm
        canvas.setTrimBox((rim, rim, width * mm - rim, height * mm - rim))
        canvas.translate(rim, rim)


class _Foreign:
    """A layout that draws itself, on one side."""

    def __init__(self, canvas: Canvas, layout: Drawable) -> None:
        self.sides = 1
        self._canvas = canvas
        self._layout = layout

    def draw(self, content: BadgeContent, side: int) -> Shown:
        """The one side that there is."""
        _ = side
        return self._layout.draw(self._canvas, content)


class _Ours:
    """A layout of elements."""

    def __init__(self, canvas: Canvas, layout: Layout, bleed: float) -> None:
        self.sides = 2 if layout.sides == "two" else 1
        self._canvas = canvas
        self._layout = layout
        self._bleed = bleed
        pen = Pen(canvas, layout.height, layout.width, bleed)
        self._front = SidePainter(pen, layout, "front")
        self._back = SidePainter(pen, layout, "back")

    def draw(self, content: BadgeContent, side: int) -> Shown:
        """A side; of a butterfly both at once, the back head down above the front."""
        if self._layout.sides != "butterfly":
            return (self._back if side else self._front).draw(content)
        return self._butterfly(content)

    def _butterfly(self, content: BadgeContent) -> Shown:
        canvas, layout = self._canvas, self._layout
        width, height = layout.width * mm, layout.height * mm
        shown = []
        for half, painter in enumerate((self._front, self._back)):
            canvas.saveState()
            if half:
                canvas.translate(width, 2 * height)
                canvas.rotate(180)
            self._keep_below_fold()
            shown.append(painter.draw(content))
            canvas.restoreState()
        pen = Pen(canvas, 2 * layout.height)
        canvas.saveState()
        pen.stroke(_FOLD_COLOR, _FOLD_LINE)
        canvas.setDash([_FOLD_DASH * mm])
        pen.line((0, layout.height), (layout.width, layout.height))
        canvas.restoreState()
        return joined(shown)

    def _keep_below_fold(self) -> None:
        """What bleeds over the edges must not bleed over the fold."""
        if self._bleed:
            rim, width = self._bleed * mm, self._layout.width * mm
            path = self._canvas.beginPath()
            path.rect(-rim, -rim, width + 2 * rim, self._layout.height * mm + rim)
            self._canvas.clipPath(path, stroke=0, fill=0)
