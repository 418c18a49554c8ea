"""Places the QR of the badge code, in whole dots where the layout knows its printer's."""

from __future__ import annotations

from reportlab.lib.units import mm

from kiosk.domain.errors import WrongUseError
from kiosk.printing.drawable import Shown
from kiosk.printing.elements import kinds
from kiosk.printing.elements.ink import NOTHING, Ink
from kiosk.printing.pen import Frame
from kiosk.printing.qr import SMALLEST, draw_qr, matrix
from kiosk.texts import N_

QUIET = 4
"""Modules of white that a reader needs around the symbol (ISO/IEC 18004, 9.1)."""


def paint_code(ink: Ink, element: kinds.Code) -> Shown:
    """The QR. Raises WrongUseError for a code that needs smaller modules than the layout allows."""
    code = ink.content.code
    if not code:
        return NOTHING
    x, y, side = placed(element, len(matrix(code)), ink.layout.dpi)
    if side / len(matrix(code)) < element.smallest_module - 1e-6:
        raise WrongUseError(
            N_("El código de la credencial es demasiado largo para el QR de este diseño.")
        )
    draw_qr(ink.pen.canvas, code, ink.pen.point(x, y), side * mm)
    return NOTHING


def placed(element: kinds.Code, modules: int, dpi: int | None) -> tuple[float, float, float]:
    """Upper left corner and side of a symbol of so many modules, in mm.

    With `dpi` a module is as many whole dots as fit into the frame, and the corner is on a dot:
    a label printer can draw nothing else, and rounding by itself it would make them uneven.
    """
    side = min(element.w, element.h)
    if dpi is None:
        return element.x, element.y, side
    dot = 25.4 / dpi
    whole = int(side / modules / dot + 1e-6) * dot * modules
    spare = (side - whole) / 2
    x, y = (round((edge + spare) / dot) * dot for edge in (element.x, element.y))
    return x, y, whole


def quiet_zone(element: kinds.Code, dpi: int | None) -> Frame:
    """The symbol of an own code with the white it needs around it, in mm."""
    x, y, side = placed(element, SMALLEST, dpi)
    rim = QUIET * side / SMALLEST
    return x - rim, y - rim, side + 2 * rim, side + 2 * rim
