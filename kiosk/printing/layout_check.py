"""Tries a layout on paper before it is accepted: draws samples and reads their QR back.

Knows no reader of QR codes: whoever asks brings one.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from PIL import Image

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import KnownError
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.symbol import quiet_zone
from kiosk.printing.layout import Layout, checked
from kiosk.printing.pen import Frame
from kiosk.printing.raster import black_dots, page_images
from kiosk.printing.samples import CODE, SAMPLES
from kiosk.texts import N_

DPI = 203
"""Of the coarsest label printers: what reads there reads anywhere."""
_BLANK = ("", "#FFFFFF")
_NEAR = 0.16
"""So much of the quiet zone may a frame touch, in mm: less than a dot and a half."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong: a msgid with its parameters, and the element (from 0) where it is one's.

    A `severe` one makes badges that do not work; the others are for the eye to judge.
    """

    message: str
    params: Mapping[str, object]
    severe: bool
    index: int | None = None


def check_layout(layout: Layout, decode: Callable[[bytes], str]) -> list[Problem]:
    """Everything that is wrong with the layout, severe problems first; none for a good one.

    `decode` is given a badge as PNG in black and white and answers the text of its QR, "" for none.
    """
    try:
        checked(layout)
    except KnownError as error:
        return [Problem(error.message, error.params, severe=True)]
    found = [*_code_problems(layout), *_on_paper(layout, decode)]
    return sorted(found, key=lambda problem: not problem.severe)


def _code_problems(layout: Layout) -> Iterator[Problem]:
    """No code at all, and frames that reach into the white that it needs."""
    codes = [
        (index, each) for index, each in enumerate(layout.elements) if isinstance(each, kinds.Code)
    ]
    if not codes:
        yield Problem(N_("El diseño no tiene QR: la credencial no se podrá leer."), {}, severe=True)
    for at, code in codes:
        zone = quiet_zone(code, layout.dpi)
        if _leaves(zone, layout):
            message = N_("El QR está demasiado cerca del borde: le falta margen blanco.")
            yield Problem(message, {}, severe=True, index=at)
        for index, other in enumerate(layout.elements):
            if index != at and other.side == code.side and _overlaps(other, zone):
                message = N_("El elemento {number} invade el margen blanco del QR.")
                yield Problem(message, {"number": index + 1}, severe=True, index=index)


def _leaves(zone: Frame, layout: Layout) -> bool:
    x, y, w, h = zone
    inside = x >= -_NEAR and y >= -_NEAR
    return not (inside and x + w <= layout.width + _NEAR and y + h <= layout.height + _NEAR)


def _overlaps(element: kinds.AnyElement, zone: Frame) -> bool:
    """Whether its frame shares paper with the zone; a white box without a line harms nothing."""
    if isinstance(element, kinds.Shape) and not element.line and element.fill.upper() in _BLANK:
        return False
    x, y, w, h = zone
    beside = element.x + element.w <= x + _NEAR or element.x >= x + w - _NEAR
    above = element.y + element.h <= y + _NEAR or element.y >= y + h - _NEAR
    return not (beside or above)


def _on_paper(layout: Layout, decode: Callable[[bytes], str]) -> Iterator[Problem]:
    """What the samples show: a QR that does not read, letters below their least size."""
    try:
        drawn = draw_badges([content for _, content in SAMPLES], layout)
    except KnownError as error:
        yield Problem(error.message, error.params, severe=True)
        return
    pages = page_images(drawn.pdf, DPI)
    each = len(pages) // len(SAMPLES)
    for number, (_, content) in enumerate(SAMPLES):
        sides = pages[number * each : (number + 1) * each]
        if _shows_code(layout, content) and CODE not in [decode(_png(side)) for side in sides]:
            message = N_("El QR de «{name}» no se lee a {dpi} ppp.")
            yield Problem(message, {"dpi": DPI, "name": content.first_line}, severe=True)
    told = ((message, tuple(params.items())) for each in drawn.warnings for message, params in each)
    for message, params in dict.fromkeys(told):
        yield Problem(message, dict(params), severe=False)


def _shows_code(layout: Layout, content: BadgeContent) -> bool:
    return any(
        isinstance(element, kinds.Code) and fields.holds(element.when, content)
        for element in layout.elements
    )


def _png(page: Image.Image) -> bytes:
    """The page as a thermal head burns it."""
    target = io.BytesIO()
    black_dots(page).save(target, "PNG")
    return target.getvalue()
