"""The marks of a badge: languages spoken and whether photos are welcome; no words but theirs."""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.lib.units import mm

from kiosk.printing.drawable import Shown
from kiosk.printing.elements import kinds
from kiosk.printing.elements.ink import DARK, NOTHING, WHITE, Ink
from kiosk.printing.pen import Pen

_MOST_CHIPS = 4


@dataclass(frozen=True, slots=True)
class _Look:
    """How the frame of a language looks: its size, corner and line, and the letters' em, in mm."""

    w: float
    h: float
    gap: float
    radius: float
    line: float
    text: float


def paint_chips(ink: Ink, element: kinds.Chips) -> Shown:
    """A frame a language from the left, narrower where so many would leave the element's frame."""
    languages = ink.content.languages[:_MOST_CHIPS]
    if languages:
        count = len(languages)
        width = min(element.chip, (element.w + element.gap) / count - element.gap)
        look = _Look(width, element.h, element.gap, element.radius, element.line, element.text)
        _draw_chips(ink.pen, look, languages, (element.x, element.y))
    return NOTHING


def paint_photo(ink: Ink, element: kinds.Photo) -> Shown:
    """What was said about photos; nothing, if nobody asked."""
    if ink.content.photo_ok is not None:
        side = min(element.w, element.h)
        mark = _Mark(element.x, element.y, side, element.radius, element.line)
        _draw_photo(ink.pen, mark, ok=ink.content.photo_ok)
    return NOTHING


def paint_card(ink: Ink, element: kinds.Card) -> Shown:
    """A white card at the frame's right end, as wide as what stands on it."""
    languages, photo_ok = ink.content.languages[:_MOST_CHIPS], ink.content.photo_ok
    if not languages and photo_ok is None:
        return NOTHING
    width = len(languages) * (element.chip + element.gap)
    width += element.photo + 0.6 if photo_ok is not None else -element.gap
    right, middle = element.x + element.w, element.y + element.h / 2
    left = right - width - 2 * element.pad
    pen = ink.pen
    pen.fill(WHITE)
    pen.pill((left, element.y, right - left, element.h), element.radius)
    look = _Look(
        element.chip,
        element.chip_h,
        element.gap,
        element.chip_radius,
        element.line,
        element.text,
    )
    _draw_chips(pen, look, languages, (left + element.pad, middle - element.chip_h / 2))
    if photo_ok is not None:
        corner = (right - element.pad - element.photo, middle - element.photo / 2)
        mark = _Mark(*corner, element.photo, element.photo_radius, element.line)
        _draw_photo(pen, mark, ok=photo_ok)
    return NOTHING


def _draw_chips(
    pen: Pen, look: _Look, languages: tuple[str, ...], corner: tuple[float, float]
) -> None:
    x, y = corner
    for number, language in enumerate(languages):
        left = x + number * (look.w + look.gap)
        inset = look.line / 2
        pen.stroke(DARK, look.line)
        frame = (left + inset, y + inset, look.w - look.line, look.h - look.line)
        pen.pill(frame, look.radius, stroke=True)
        pen.fill(DARK)
        middle = (left + look.w / 2, y + look.h / 2)
        pen.centred(language.upper()[:3], middle, look.text, 700)


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where the photo mark stands and how it looks, in mm."""

    x: float
    y: float
    side: float
    radius: float
    line: float


def _draw_photo(pen: Pen, mark: _Mark, *, ok: bool) -> None:
    """A ring with a camera, or a solid square with the camera struck out: shape and fill differ."""
    if ok:
        pen.stroke(DARK, mark.line)
        middle = (mark.x + mark.side / 2, mark.y + mark.side / 2)
        pen.circle(*middle, mark.side / 2 - mark.line / 2, stroke=True)
    else:
        pen.fill(DARK)
        pen.pill((mark.x, mark.y, mark.side, mark.side), mark.radius)
    _draw_camera(pen, (mark.x, mark.y), mark.side, struck=not ok)


def _draw_camera(pen: Pen, corner: tuple[float, float], side: float, *, struck: bool) -> None:
    """A camera on a field of 24 units in the middle 58 % of the square."""
    unit = side * 0.58 / 24
    left, top = (edge + side * 0.21 for edge in corner)
    canvas = pen.canvas
    pen.stroke(WHITE if struck else DARK, unit * 2)
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
