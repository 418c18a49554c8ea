"""The marks of a badge: languages spoken and whether photos are welcome; no words but theirs."""

from __future__ import annotations

from reportlab.lib.units import mm

from kiosk.domain.badge import BadgeContent
from kiosk.printing.fitting import fit
from kiosk.printing.layout import Card, Layout
from kiosk.printing.pen import Pen
from kiosk.texts import N_, translate

INK = "#0C1B26"
_MOST_CHIPS = 4
_CAPTION = "Hablo · Falo · I speak"
"""In all three at once: it is read by people of any language."""


def draw_marks(pen: Pen, layout: Layout, content: BadgeContent) -> None:
    """Languages and photo mark, beside the code or upon the band, as the layout says."""
    languages = content.languages[:_MOST_CHIPS]
    if layout.card is not None:
        _draw_card(pen, layout, layout.card, (languages, content.photo_ok))
        return
    if languages:
        caption = layout.chips.caption
        if caption is not None:
            pen.text(fit(_CAPTION, caption), caption)
        _draw_chips(pen, layout, languages, layout.chips.x, _chip_width(layout, len(languages)))
    if content.photo_ok is not None:
        _draw_photo(pen, layout, layout.photo.x, ok=content.photo_ok)
        _draw_label(pen, layout, content)


def _chip_width(layout: Layout, count: int) -> float:
    """As wide as the layout says, narrower where so many would leave the text's right edge."""
    chips, right = layout.chips, layout.first.x + layout.first.w
    return min(chips.w, (right - chips.x + chips.gap) / count - chips.gap)


def _draw_label(pen: Pen, layout: Layout, content: BadgeContent) -> None:
    box = layout.photo.label
    if box is not None:
        words = N_("Fotos: sí") if content.photo_ok else N_("Sin fotos")
        pen.text(fit(translate(words, content.lang), box), box)


def _draw_card(
    pen: Pen, layout: Layout, card: Card, marks: tuple[tuple[str, ...], bool | None]
) -> None:
    """A white card from the right edge, as wide as what stands on it."""
    languages, photo_ok = marks
    chips = layout.chips
    width = len(languages) * (chips.w + chips.gap) - (chips.gap if photo_ok is None else 0)
    width += layout.photo.size + 0.6 if photo_ok is not None else 0
    if not languages and photo_ok is None:
        return
    left = card.right - width - 2 * card.pad
    pen.fill("#FFFFFF")
    pen.pill((left, card.y, width + 2 * card.pad, card.h), card.radius)
    _draw_chips(pen, layout, languages, left + card.pad, chips.w)
    if photo_ok is not None:
        _draw_photo(pen, layout, card.right - card.pad - layout.photo.size, ok=photo_ok)


def _draw_chips(
    pen: Pen, layout: Layout, languages: tuple[str, ...], x: float, width: float
) -> None:
    chips = layout.chips
    for number, language in enumerate(languages):
        left = x + number * (width + chips.gap)
        inset = chips.line / 2
        pen.stroke(INK, chips.line)
        frame = (left + inset, chips.y + inset, width - chips.line, chips.h - chips.line)
        pen.pill(frame, chips.radius, stroke=True)
        pen.fill(INK)
        middle = (left + width / 2, chips.y + chips.h / 2)
        pen.centred(language.upper()[:3], middle, chips.text, 700)


def _draw_photo(pen: Pen, layout: Layout, x: float, *, ok: bool) -> None:
    """A ring with a camera, or a solid square with the camera struck out: shape and fill differ."""
    photo = layout.photo
    if ok:
        pen.stroke(INK, photo.line)
        middle = (x + photo.size / 2, photo.y + photo.size / 2)
        pen.circle(*middle, photo.size / 2 - photo.line / 2, stroke=True)
    else:
        pen.fill(INK)
        pen.pill((x, photo.y, photo.size, photo.size), photo.radius)
    _draw_camera(pen, (x, photo.y), photo.size, struck=not ok)


def _draw_camera(pen: Pen, corner: tuple[float, float], side: float, *, struck: bool) -> None:
    """A camera on a field of 24 units in the middle 58 % of the square."""
    unit = side * 0.58 / 24
    left, top = (edge + side * 0.21 for edge in corner)
    canvas = pen.canvas
    pen.stroke("#FFFFFF" if struck else INK, unit * 2)
    canvas.saveState()
    canvas.translate(*pen.point(left, top))
    canvas.scale(unit * mm, -unit * mm)
    canvas.setLineWidth(2)
    path = canvas.beginPath()
    _trace(path, _STRUCK if struck else _CAMERA)
    if not struck:
        path.circle(12, 13, 3)
    canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()


def _trace(path: object, steps: str) -> None:
    """Follow "M x y", "L x y" and "C x1 y1 x2 y2 x y" steps."""
    draw = {"M": "moveTo", "L": "lineTo", "C": "curveTo"}
    for step in steps.split("|"):
        verb, *numbers = step.split()
        getattr(path, draw[verb])(*map(float, numbers))


_CAMERA = (
    "M 14 4|C 14.8 4 15.4 4.4 15.8 5.1|L 16.2 5.9|C 16.6 6.6 17.2 7 18 7|L 20 7"
    "|C 21.1 7 22 7.9 22 9|L 22 18|C 22 19.1 21.1 20 20 20|L 4 20|C 2.9 20 2 19.1 2 18|L 2 9"
    "|C 2 7.9 2.9 7 4 7|L 6 7|C 6.8 7 7.4 6.6 7.8 5.9|L 8.2 5.1|C 8.6 4.4 9.2 4 10 4|L 14 4"
)
_STRUCK = (
    "M 14.6 14.6|C 13.4 15.7 11.6 15.7 10.4 14.6|C 9.3 13.4 9.3 11.6 10.4 10.4|M 2 2|L 22 22"
    "|M 20 20|L 4 20|C 2.9 20 2 19.1 2 18|L 2 9|C 2 7.9 2.9 7 4 7|L 6 7|C 6.3 7 6.6 7 6.8 6.8"
    "|M 9.7 4|L 14 4|C 14.8 4 15.4 4.4 15.8 5.1|L 16.2 5.9|C 16.6 6.6 17.2 7 18 7|L 20 7"
    "|C 21.1 7 22 7.9 22 9|L 22 16.3"
)
