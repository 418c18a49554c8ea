"""The role's band and the second role's strip, in colour and pattern; knows no person."""

from __future__ import annotations

import msgspec

from kiosk.domain.event import RoleStyle
from kiosk.printing.drawable import Shown
from kiosk.printing.elements import fields, kinds
from kiosk.printing.elements.ink import BLACK, DARK, NOTHING, WHITE, Ink, frame, within
from kiosk.printing.elements.parts import Box
from kiosk.printing.fitting import Fitted, fit
from kiosk.printing.patterns import draw_pattern
from kiosk.printing.pen import Frame, mix

_OTHER_LANGUAGES = ("en", "es", "pt")
_PATTERN_STRENGTH = 0.55
_EDGE = 0.5
"""The line that parts a black and white band from the paper above it, in mm."""


def paint_band(ink: Ink, element: kinds.Band) -> Shown:
    """The first role large; nothing where there is none and the layout has no words of its own."""
    role = _band_role(ink, element)
    if role is None:
        return NOTHING
    area = ink.pen.bled(frame(element))
    _colour(ink, role, area, mono=element.mono)
    start = element.x + element.pattern_x
    _pattern(ink, role, _from(start, area), element.unit, mono=element.mono)
    label, other = words(role, ink.lang)
    color = _ink(role, mono=element.mono)
    _label(ink, label, within(element.label, element), color)
    if element.second is not None:
        _label(ink, other, within(element.second, element), color)
    return NOTHING


def paint_strip(ink: Ink, element: kinds.Strip) -> Shown:
    """A second role, low: one language, and the pattern right behind it."""
    if len(ink.content.roles) < 2:
        return NOTHING
    role = ink.content.roles[1]
    area = ink.pen.bled(frame(element))
    _colour(ink, role, area, mono=element.mono)
    box = within(element.label, element)
    label = fit(words(role, ink.lang)[0], box)
    start = box.x + label.width + element.gap
    _pattern(ink, role, _from(start, area), element.unit, mono=element.mono)
    ink.pen.text(label, box, _ink(role, mono=element.mono))
    return NOTHING


def words(role: RoleStyle, lang: str) -> tuple[str, str]:
    """The role's label in that language, and in another one where it differs; in capitals."""
    label = fields.said(role.label, lang)
    others = (role.label.get(other, "") for other in _OTHER_LANGUAGES if other != lang)
    other = next((text for text in others if text and text != label), "")
    return label.upper(), other.upper()


def _band_role(ink: Ink, band: kinds.Band) -> RoleStyle | None:
    """The style that the band shows: the role's, with what the layout fixes in its place."""
    role = ink.content.roles[0] if ink.content.roles else None
    if band.text:
        role = RoleStyle("", band.text, role.color if role else DARK)
    if role is None:
        return None
    return RoleStyle(
        id=role.id,
        label=role.label,
        color=band.color or role.color,
        pattern=band.pattern or role.pattern,
        dark_text=_is_light(band.color) if band.color else role.dark_text,
    )


def _is_light(color: str) -> bool:
    """Whether dark letters read better on it (relative luminance of WCAG 2, without its curve)."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140


def _colour(ink: Ink, role: RoleStyle, area: Frame, *, mono: bool) -> None:
    pen = ink.pen
    if not mono:
        pen.fill(role.color)
        pen.rect(*area)
        return
    x, y, w, _ = area
    pen.fill(BLACK)
    pen.rect(x, y, w, _EDGE)


def _pattern(ink: Ink, role: RoleStyle, area: Frame, unit: float, *, mono: bool) -> None:
    """The pattern from there to the right edge: text stands on the plain part."""
    tint = BLACK if mono else mix(role.color, _ink(role, mono=False), _PATTERN_STRENGTH)
    draw_pattern(ink.pen, role.pattern, area, unit, tint)


def _from(start: float, area: Frame) -> Frame:
    x, y, w, h = area
    return start, y, max(x + w - start, 0.0), h


def _label(ink: Ink, text: str, box: Box, color: str) -> Fitted:
    fitted = fit(text, msgspec.structs.replace(box, upper=False))
    ink.pen.text(fitted, box, color)
    return fitted


def _ink(role: RoleStyle, *, mono: bool) -> str:
    if mono:
        return BLACK
    return DARK if role.dark_text else WHITE
