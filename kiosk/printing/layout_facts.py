"""What screens ask of a layout before it is printed: lines of a name, size of the QR's modules."""

from __future__ import annotations

from kiosk.domain.badge import BadgeContent
from kiosk.printing.drawable import Drawable
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.symbol import placed
from kiosk.printing.fitting import fit
from kiosk.printing.layout import Layout
from kiosk.printing.qr import SMALLEST


def name_lines(content: BadgeContent, layout: Layout | Drawable) -> int:
    """On how many lines the largest line of the name stands; 0 where the layout cannot tell."""
    if not isinstance(layout, Layout):
        return 0
    names = (
        element
        for element in layout.elements
        if isinstance(element, kinds.Text)
        and element.field in ("first_line", "full_name")
        and fields.holds(element.when, content)
    )
    element = next(names, None)
    if element is None:
        return 0
    return len(fit(fields.value(content, element.field, content.lang), element).lines)


def module_size(layout: Layout | Drawable) -> float | None:
    """The side of a module of an own code's QR in mm; None where the layout has none of ours."""
    if not isinstance(layout, Layout):
        return None
    codes = (element for element in layout.elements if isinstance(element, kinds.Code))
    code = next(codes, None)
    return None if code is None else placed(code, SMALLEST, layout.dpi)[2] / SMALLEST
