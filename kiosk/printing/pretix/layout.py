"""A pretix layout that draws itself like any of ours; asks no server and reads no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import WrongUseError
from kiosk.printing.drawable import Shown, Warned
from kiosk.printing.pretix.background import Background, read_background
from kiosk.printing.pretix.drawing import draw_area, draw_blank, draw_code, draw_container
from kiosk.printing.pretix.objects import (
    Barcode,
    Element,
    Picture,
    PoweredBy,
    TextArea,
    TextContainer,
)
from kiosk.printing.pretix.pictures import draw_mark, draw_picture, of_text
from kiosk.printing.pretix.reading import FIRST_PAGE_ONLY, read_objects
from kiosk.printing.pretix.words import text_of
from kiosk.texts import N_

IMAGE = "image:"
"""Before the name of a picture among a content's texts, which then is base64."""
_A6 = (148.0, 105.0)
"""pretix's page where a layout has no background."""
_ISO = {
    (74, 105): "iso_a7_74x105mm",
    (105, 148): "iso_a6_105x148mm",
    (148, 210): "iso_a5_148x210mm",
}
_LEGIBLE = 6.0
"""Points below which a text that pretix made smaller is hard to read on a badge."""


@dataclass(frozen=True, slots=True)
class PretixLayout:
    """A layout of pretix. `notes` are what somebody should know of it whoever the person is.

    `width` and `height` in mm, of the background's page; `marks` pretix's own mark by shade.
    """

    title: str
    elements: tuple[Element, ...]
    width: float
    height: float
    media: str
    background: Background | None = None
    notes: tuple[Warned, ...] = ()
    marks: Mapping[str, bytes] = field(default_factory=dict)

    def draw(self, canvas: Canvas, content: BadgeContent) -> Shown:
        """One badge with its lower left corner at the origin; the text in the given order."""
        if self.background is not None:
            self.background.draw(canvas)
        shown = [self._draw(canvas, element, content) for element in self.elements]
        return Shown(
            tuple(char for each in shown for char in each.missing),
            (*self.notes, *(warning for each in shown for warning in each.warnings)),
        )

    def _draw(self, canvas: Canvas, element: Element, content: BadgeContent) -> Shown:
        if isinstance(element, Picture):
            picture = of_text(content.texts.get(f"{IMAGE}{element.content}", ""))
            if not draw_picture(canvas, element, picture):
                draw_blank(canvas, element)
            return Shown()
        if isinstance(element, PoweredBy):
            drawn = draw_mark(canvas, element, self.marks.get(element.shade, b""))
            return Shown() if drawn else Shown(warnings=(self._no_mark(),))
        text = text_of(element.words, content)
        if isinstance(element, Barcode):
            draw_code(canvas, element, text.strip())
            return Shown()
        if isinstance(element, TextContainer):
            block = draw_container(canvas, element, text)
            return Shown(block.missing, _small(text, block.size, element.style.size))
        return Shown(draw_area(canvas, element, text).missing)

    def _no_mark(self) -> Warned:
        message = N_(
            "Diseño de pretix «{layout}»: la marca de pretix no se pudo traer del servidor."
        )
        return message, {"layout": self.title}


def read(
    title: str,
    objects: object,
    background: bytes | None = None,
    marks: Mapping[str, bytes] | None = None,
) -> PretixLayout:
    """The layout of those objects (parsed JSON) upon that PDF.

    A background that cannot be used is left out with a note. Raises WrongUseError that names the
    layout, the object and its wrong key.
    """
    elements, notes = read_objects(title, objects)
    under = None
    if background is not None:
        try:
            under = read_background(background, title)
        except WrongUseError as error:
            notes = (*notes, (error.message, error.params))
    width, height = (under.width / mm, under.height / mm) if under else _around(elements)
    first_only: Warned = (FIRST_PAGE_ONLY, {"layout": title})
    if under is not None and under.pages > 1 and first_only not in notes:
        notes = (*notes, first_only)
    return PretixLayout(
        title=title,
        elements=elements,
        width=width,
        height=height,
        media=_media(width, height),
        background=under,
        notes=notes,
        marks=marks or {},
    )


def _around(elements: tuple[Element, ...]) -> tuple[float, float]:
    """A page without background: pretix's usual one, larger where an object would fall off it."""
    ends = [_end(element) for element in elements]
    return max(_A6[0], *(x for x, _ in ends), 0), max(_A6[1], *(y for _, y in ends), 0)


def _end(element: Element) -> tuple[float, float]:
    """The upper right corner of an object, as far as it says."""
    if isinstance(element, Barcode | PoweredBy):
        return element.left + element.size, element.bottom + element.size
    height = 0.0 if isinstance(element, TextArea) else element.height
    return element.left + element.width, element.bottom + height


def _media(width: float, height: float) -> str:
    """The PWG name of the paper, lying or upright."""
    low, high = sorted((round(width), round(height)))
    wide, tall = (f"{side:.1f}".removesuffix(".0") for side in (width, height))
    return _ISO.get((low, high), f"om_badge_{wide}x{tall}mm")


def _small(text: str, size: float, wanted: float) -> tuple[Warned, ...]:
    """A warning where a text had to become too small to be read from a step away."""
    if not text.strip() or size >= min(_LEGIBLE, wanted):
        return ()
    return (
        (
            N_("«{text}» sale en letra muy pequeña: no cabe mejor en el diseño de pretix."),
            {"text": text.strip()[:60]},
        ),
    )
