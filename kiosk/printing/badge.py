"""Badges as PDF: a page a badge, or several on a sheet; knows no person, printer or file."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Unpack

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import CanceledError
from kiosk.printing import fonts
from kiosk.printing.drawable import Drawable, Shown, Warned
from kiosk.printing.elements.ink import joined
from kiosk.printing.imposition import Placing, draw_sheets
from kiosk.printing.layout import Layout
from kiosk.printing.page import begin_page, painter_of
from kiosk.printing.sheet import Sheet
from kiosk.texts import N_

# Streams as plain bytes: text armour costs a fifth of the time and a twentieth of the size.
rl_config.useA85 = 0

Progress = Callable[[], bool | None]
"""Called after each badge; False stops."""


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
    progress: Progress = lambda: None,
    sheet: Sheet | None = None,
    **placing: Unpack[Placing],
) -> Drawn:
    """All badges in one PDF, the same bytes for the same input; `progress` is called after each.

    One page a badge (two for a layout of two sides), or with `sheet` as many on a page as it has
    cells, placed as `placing` says: `start`, `offset`, `duplex`. Raises WrongUseError for a code
    that is too long for the layout's QR symbol, CanceledError where `progress` answers False.
    """
    target = io.BytesIO()
    options: dict[str, Any] = {"initialFontName": fonts.inter(500)}  # else Helvetica is named
    canvas = Canvas(target, invariant=1, pageCompression=1, **options)
    step = _heeding(progress)
    if sheet is None:
        shown = _draw_pages(canvas, layout, contents, step)
    else:
        shown = draw_sheets(canvas, layout, contents, sheet, placing, step)
    canvas.save()
    return Drawn(
        target.getvalue(),
        tuple(each.missing for each in shown),
        tuple(each.warnings for each in shown),
    )


def _draw_pages(
    canvas: Canvas,
    layout: Layout | Drawable,
    contents: Iterable[BadgeContent],
    step: Callable[[], None],
) -> list[Shown]:
    """A page a side of a badge."""
    painter = painter_of(canvas, layout, bleed=True)
    shown = []
    for content in contents:
        sides = []
        for side in range(painter.sides):
            begin_page(canvas, layout)
            sides.append(painter.draw(content, side))
            canvas.showPage()
        shown.append(joined(sides))
        step()
    return shown


def _heeding(progress: Progress) -> Callable[[], None]:
    """Tell of one more badge, and stop where the answer is to stop."""

    def step() -> None:
        if progress() is False:
            raise CanceledError(N_("Se canceló: no se guardó nada."))

    return step
