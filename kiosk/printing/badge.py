"""Badges as PDF: a page a badge, or several on a sheet; knows no person, printer or file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import msgspec
from reportlab import rl_config
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import CanceledError, WrongUseError
from kiosk.domain.event import RoleStyle
from kiosk.domain.fitting import badge_name_variants
from kiosk.printing import fonts
from kiosk.printing.band import draw_band
from kiosk.printing.drawable import Drawable, Shown, Warned
from kiosk.printing.fitting import Fitted, fit, fit_first_that_reads
from kiosk.printing.header import draw_header
from kiosk.printing.layout import Box, Layout
from kiosk.printing.marks import draw_marks
from kiosk.printing.pen import Pen
from kiosk.printing.qr import draw_qr, matrix
from kiosk.printing.sheet import Sheet
from kiosk.printing.sheet import draw_marks as draw_marks_to_cut
from kiosk.texts import N_

# Streams as plain bytes: text armour costs a fifth of the time and a twentieth of the size.
rl_config.useA85 = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished PDF and, per badge, the letters that no font has and what to warn of.

    A warning is a msgid and the parameters that fill it.
    """

    pdf: bytes
    missing: tuple[tuple[str, ...], ...]
    warnings: tuple[tuple[Warned, ...], ...] = ()


def draw_badges(
    contents: Iterable[BadgeContent],
    layout: Layout | Drawable,
    progress: Callable[[], bool | None] = lambda: None,
    sheet: Sheet | None = None,
) -> Drawn:
    """All badges in one PDF, the same bytes for the same input; `progress` is called after each.

    One page a badge, or with `sheet` as many on a page as it has cells.
    Raises WrongUseError for a code that is too long for the layout's QR symbol, CanceledError
    where `progress` answers False.
    """
    target = io.BytesIO()
    paper = sheet or layout
    size = (paper.width * mm, paper.height * mm)
    options: dict[str, Any] = {"initialFontName": fonts.inter(500)}  # else Helvetica is named
    canvas = Canvas(target, pagesize=size, invariant=1, pageCompression=1, **options)
    draw = _Page(canvas, layout).draw if isinstance(layout, Layout) else _drawing(canvas, layout)
    shown = []
    for number, content in enumerate(contents):
        if sheet is not None:
            _enter_cell(canvas, sheet, layout, number)
        shown.append(draw(content))
        if sheet is None:
            canvas.showPage()
        else:
            canvas.restoreState()
        if progress() is False:
            raise CanceledError(N_("Se canceló: no se guardó nada."))
    canvas.save()
    return Drawn(
        target.getvalue(),
        tuple(each.missing for each in shown),
        tuple(each.warnings for each in shown),
    )


def _drawing(canvas: Canvas, layout: Drawable) -> Callable[[BadgeContent], Shown]:
    """The foreign layout's own drawing, on this canvas."""
    return lambda content: layout.draw(canvas, content)


def _enter_cell(canvas: Canvas, sheet: Sheet, layout: Layout | Drawable, number: int) -> None:
    """Move the canvas's origin to the badge in the next cell, on a new page after the last one."""
    if number % sheet.cells == 0:
        if number:
            canvas.showPage()
        draw_marks_to_cut(Pen(canvas, sheet.height), sheet, layout)
    x, y = sheet.corner(number, layout)
    canvas.saveState()
    canvas.translate(x * mm, (sheet.height - y - layout.height) * mm)


class _Page:
    """Draws badge after badge; what several share is drawn once and referred to."""

    def __init__(self, canvas: Canvas, layout: Layout) -> None:
        self._canvas = canvas
        self._layout = layout
        self._pen = Pen(canvas, layout.height)
        self._forms: dict[object, str] = {}

    def draw(self, content: BadgeContent) -> Shown:
        """One badge on the current page."""
        layout, pen = self._layout, self._pen
        header = ("header", content.event_name, content.event_dates)
        self._shared(header, lambda: draw_header(pen, layout, content))
        roles = content.roles[:2]
        self._shared(
            ("band", roles_key(roles)), lambda: draw_band(pen, layout, roles, content.lang)
        )
        marks = ("marks", content.languages, content.photo_ok, content.lang)
        self._shared(marks, lambda: draw_marks(pen, layout, content))
        missing = self._texts(content)
        self._code(content.code)
        return Shown(missing)

    def _texts(self, content: BadgeContent) -> tuple[str, ...]:
        layout = self._layout
        first, second = fit_name(content.first_line, content.second_line, layout)
        country = layout.country
        if not content.organisation:
            country = _moved_up(layout)
        lines = (
            (first, layout.first),
            (second, layout.second),
            (fit(content.organisation, layout.organisation), layout.organisation),
            (fit(content.country, country), country),
        )
        for fitted, box in lines:
            self._pen.text(fitted, box)
        return tuple(char for fitted, _ in lines for line in fitted.lines for char in line.missing)

    def _code(self, code: str) -> None:
        if not code:
            return
        place = self._layout.code
        if place.size / len(matrix(code)) < place.smallest_module:
            raise WrongUseError(
                N_("El código de la credencial es demasiado largo para el QR de este diseño.")
            )
        draw_qr(self._canvas, code, self._pen.point(place.x, place.y), place.size * mm)

    def _shared(self, key: object, paint: Callable[[], None]) -> None:
        """Paint once into a form of the page's size, then refer to it."""
        name = self._forms.get(key)
        if name is None:
            name = self._forms[key] = f"part{len(self._forms)}"
            layout = self._layout
            self._canvas.beginForm(name, 0, 0, layout.width * mm, layout.height * mm)
            paint()
            self._canvas.endForm()
        self._canvas.doForm(name)


def fit_name(first: str, second: str, layout: Layout) -> tuple[Fitted, Fitted]:
    """Both lines of the name; only where the second would be too small is it shortened."""
    shorter = dict.fromkeys(family for _, family in badge_name_variants(first, second))
    return fit(first, layout.first), fit_first_that_reads(shorter, layout.second)


def roles_key(roles: tuple[RoleStyle, ...]) -> tuple[str, ...]:
    """What tells two sets of roles apart."""
    return tuple(role.id for role in roles)


def _moved_up(layout: Layout) -> Box:
    """Without an organisation the country stands in its place."""
    place = layout.organisation
    return msgspec.structs.replace(
        layout.country, y=place.y + place.baseline - layout.country.baseline
    )
