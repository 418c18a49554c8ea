"""Sheets that hold several badges: assets/sheets/*.toml, their cells and cut marks.

Badges keep their size: a layout that is larger than a cell is refused, never scaled.
All lengths are millimetres, measured from the sheet's upper left corner (docs/badges.md).
"""

from __future__ import annotations

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.printing import measures
from kiosk.printing.drawable import Drawable
from kiosk.printing.layout import Layout, layout_names, load_layout
from kiosk.printing.measures import Part
from kiosk.printing.page import outline
from kiosk.printing.pen import Pen
from kiosk.texts import N_

SLACK = 0.02
"""Inch labels are written in mm with two decimals: so much may be lost to that."""
_MARK_COLOR = "#B4BCC2"
_MARK_LINE = 0.12
_MARK_LENGTH = 4.0


class Sheet(Part, frozen=True):
    """A page of `columns` x `rows` cells of `w` x `h`; the first at x, y, the next dx or dy on.

    `marks` asks for light marks along which the badges are cut.
    """

    title: str
    width: float
    height: float
    columns: int
    rows: int
    x: float
    y: float
    dx: float
    dy: float
    w: float
    h: float
    marks: bool = False

    @property
    def cells(self) -> int:
        """How many badges a page holds."""
        return self.columns * self.rows

    def corner(self, number: int, size: tuple[float, float]) -> tuple[float, float]:
        """The upper left corner of a badge of that size in that cell (from 0, row by row)."""
        row, column = divmod(number % self.cells, self.columns)
        x = self.x + column * self.dx + (self.w - size[0]) / 2
        y = self.y + row * self.dy + (self.h - size[1]) / 2
        return max(x, 0.0), max(y, 0.0)

    def holds(self, layout: Layout | Drawable) -> bool:
        """Whether a badge of that layout fits into a cell as it is."""
        width, height = outline(layout)
        return width <= self.w + SLACK and height <= self.h + SLACK


def sheet_names() -> tuple[str, ...]:
    """The sheets that come with the program, by name."""
    return measures.names_in("sheets")


def load_sheet(name: str) -> Sheet:
    """A sheet by name ("a6-4up") or by the path of a TOML file.

    Raises NotFoundError for an unknown one, WrongUseError for a wrong file, naming the key.
    """
    path = measures.find("sheets", name)
    if path is None:
        raise NotFoundError(
            N_("No hay ningún pliego «{name}»; hay: {known}"),
            name=name,
            known=", ".join(sheet_names()),
        )
    return measures.load(path, Sheet, _conditions)


def require_fit(name: str, layout: tuple[str, Layout | Drawable]) -> Sheet:
    """The sheet of that name, if it takes badges of that layout (its name and itself).

    Raises WrongUseError with the layouts that it does take, and as load_sheet.
    """
    sheet = load_sheet(name)
    if not sheet.holds(layout[1]):
        fitting = [each for each in layout_names() if sheet.holds(load_layout(each))]
        raise WrongUseError(
            N_(
                "El diseño «{layout}» no cabe en el pliego «{sheet}» ({w} × {h} mm); caben: {known}"
            ),
            layout=layout[0],
            sheet=name,
            w=f"{sheet.w:g}",
            h=f"{sheet.h:g}",
            known=", ".join(fitting) or "-",
        )
    return sheet


def draw_marks(pen: Pen, sheet: Sheet, size: tuple[float, float]) -> None:
    """Short light lines outwards from each badge's corners, before the badges are drawn."""
    if not sheet.marks:
        return
    pen.stroke(_MARK_COLOR, _MARK_LINE)
    for number in range(sheet.cells):
        left, top = sheet.corner(number, size)
        for x, way in ((left, -1), (left + size[0], 1)):
            for y, down in ((top, -1), (top + size[1], 1)):
                pen.line((x, y), (x + way * _MARK_LENGTH, y))
                pen.line((x, y), (x, y + down * _MARK_LENGTH))


def _conditions(sheet: Sheet) -> list[tuple[str, bool]]:
    right = sheet.x + (sheet.columns - 1) * sheet.dx + sheet.w
    foot = sheet.y + (sheet.rows - 1) * sheet.dy + sheet.h
    return [
        ("width", 20 <= sheet.width <= 1000),
        ("height", 20 <= sheet.height <= 1000),
        ("columns", 1 <= sheet.columns <= 50),
        ("rows", 1 <= sheet.rows <= 50),
        ("x", sheet.x >= 0),
        ("y", sheet.y >= 0),
        ("dx", sheet.dx >= sheet.w - SLACK),
        ("dy", sheet.dy >= sheet.h - SLACK),
        ("w", sheet.w > 0 and right <= sheet.width + SLACK),
        ("h", sheet.h > 0 and foot <= sheet.height + SLACK),
    ]
