"""Puts badges into the cells of sheets: free cells, the printer's offset, backs behind fronts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypedDict

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import WrongUseError
from kiosk.printing.drawable import Drawable, Shown
from kiosk.printing.elements.ink import joined
from kiosk.printing.layout import Layout
from kiosk.printing.page import Painter, outline, painter_of
from kiosk.printing.pen import Pen
from kiosk.printing.sheet import Sheet, draw_marks
from kiosk.texts import N_

Duplex = Literal["long", "short"]
_MOST_OFFSET = 20.0
_SCALES = (0.9, 1.1)


@dataclass(frozen=True, slots=True)
class Offset:
    """What a printer's feed is off by: all of the page moves right `x` and down `y` mm.

    `scale` undoes a printer that prints larger or smaller than told, from the upper left corner.
    """

    x: float = 0.0
    y: float = 0.0
    scale: float = 1.0


class Placing(TypedDict, total=False):
    """How badges are put on sheets: the first free cell (from 0), the offset, how paper is turned.

    `duplex` "long" is a printer that turns the paper over its long edge, "short" over its short.
    """

    start: int
    offset: Offset
    duplex: Duplex


def draw_sheets(
    canvas: Canvas,
    layout: Layout | Drawable,
    contents: Iterable[BadgeContent],
    sheet: Sheet,
    placing: Placing,
    step: Callable[[], None],
) -> list[Shown]:
    """All badges on as many pages as they take; the backs of a page come on the page behind it.

    Raises WrongUseError for a first cell or an offset that the sheet does not have.
    """
    start, offset = placing.get("start", 0), placing.get("offset", Offset())
    _require(sheet, start, offset)
    painter = painter_of(canvas, layout, bleed=False)
    shown: list[Shown] = []
    for number, (first, page) in enumerate(_pages(contents, sheet.cells, start)):
        fronts: list[Shown] = []
        for side in range(painter.sides):
            if number or side:
                canvas.showPage()
            _begin(canvas, sheet, offset)
            backs = None if side == 0 else placing.get("duplex", "long")
            if backs is None:
                draw_marks(Pen(canvas, sheet.height), sheet, outline(layout))
            cells = _Cells(canvas, sheet, outline(layout), backs)
            drawn = [
                cells.draw(painter, content, first + place) for place, content in enumerate(page)
            ]
            fronts = (
                drawn if not side else [joined([*pair]) for pair in zip(fronts, drawn, strict=True)]
            )
        shown += fronts
        for _ in page:
            step()
    return shown


def _pages(
    contents: Iterable[BadgeContent], cells: int, start: int
) -> Iterator[tuple[int, list[BadgeContent]]]:
    """The badges of each page, and the cell of the first of them."""
    rest = iter(contents)
    while page := list(islice(rest, cells - start)):
        yield start, page
        start = 0


def _begin(canvas: Canvas, sheet: Sheet, offset: Offset) -> None:
    """A page of the sheet's size, moved and scaled by what the printer is off."""
    canvas.setPageSize((sheet.width * mm, sheet.height * mm))
    if offset != Offset():
        canvas.translate(offset.x * mm, (sheet.height * (1 - offset.scale) - offset.y) * mm)
        canvas.scale(offset.scale, offset.scale)


@dataclass(frozen=True, slots=True)
class _Cells:
    """The cells of one page of fronts (`backs` None) or of the backs behind them."""

    canvas: Canvas
    sheet: Sheet
    size: tuple[float, float]
    backs: Duplex | None

    def draw(self, painter: Painter, content: BadgeContent, cell: int) -> Shown:
        """The badge in that cell."""
        x, y = self.sheet.corner(cell, self.size)
        width, height = self.size
        canvas, sheet = self.canvas, self.sheet
        canvas.saveState()
        if self.backs is None:
            canvas.translate(x * mm, (sheet.height - y - height) * mm)
        elif (self.backs == "long") == (sheet.height >= sheet.width):
            # Turned like the page of a book: right becomes left, up stays up.
            canvas.translate((sheet.width - x - width) * mm, (sheet.height - y - height) * mm)
        else:
            # Turned like a calendar: the lowest row becomes the first, and head is foot.
            canvas.translate((x + width) * mm, (y + height) * mm)
            canvas.rotate(180)
        shown = painter.draw(content, 0 if self.backs is None else 1)
        canvas.restoreState()
        return shown


def _require(sheet: Sheet, start: int, offset: Offset) -> None:
    if not 0 <= start < sheet.cells:
        raise WrongUseError(
            N_("El pliego tiene {cells} lugares: el primero libre no puede ser el {start}."),
            cells=sheet.cells,
            start=start + 1,
        )
    least, most = _SCALES
    near = abs(offset.x) <= _MOST_OFFSET and abs(offset.y) <= _MOST_OFFSET
    if not near or not least <= offset.scale <= most:
        raise WrongUseError(
            N_("La corrección de la impresora es demasiado grande: hasta {mm} mm y {percent} %."),
            mm=f"{_MOST_OFFSET:g}",
            percent=round((most - 1) * 100),
        )
