"""The role's band at the badge's foot, in colour and pattern; the same for all of one role."""

from __future__ import annotations

import msgspec

from kiosk.domain.event import RoleStyle
from kiosk.printing.fitting import fit
from kiosk.printing.layout import Band, Box, Layout
from kiosk.printing.patterns import draw_pattern
from kiosk.printing.pen import Pen, mix

_DARK = "#0C1B26"
_OTHER_LANGUAGES = ("en", "es", "pt")
_PATTERN_STRENGTH = 0.55


def draw_band(pen: Pen, layout: Layout, roles: tuple[RoleStyle, ...], lang: str) -> None:
    """The first role large; a second one as a strip along the foot; none leaves the foot white."""
    if not roles:
        return
    band = layout.band
    if len(roles) == 1:
        _field(pen, layout, roles[0], (band.y, band.h))
        _both_languages(pen, band, roles[0], lang)
        return
    upper = band.h - band.strip
    _field(pen, layout, roles[0], (band.y, upper))
    _beside(pen, band, roles[0], lang, (band.y, upper))
    _field(pen, layout, roles[1], (band.y + upper, band.strip))
    _strip(pen, band, roles[1], lang)


def words(role: RoleStyle, lang: str) -> tuple[str, str]:
    """The role's label in that language, and in another one where it differs; in capitals."""
    label = role.label.get(lang) or role.label["es"]
    others = (role.label.get(other, "") for other in _OTHER_LANGUAGES if other != lang)
    other = next((text for text in others if text and text != label), "")
    return label.upper(), other.upper()


def _field(pen: Pen, layout: Layout, role: RoleStyle, span: tuple[float, float]) -> None:
    """Colour over the whole width, pattern on the right: text stands on the plain part."""
    y, h = span
    band = layout.band
    pen.fill(role.color)
    pen.rect(0, y, layout.width, h)
    tint = mix(role.color, _DARK if role.dark_text else "#FFFFFF", _PATTERN_STRENGTH)
    frame = (band.pattern, y, layout.width - band.pattern, h)
    draw_pattern(pen, role.pattern, frame, band.unit, tint)


def _ink(role: RoleStyle) -> str:
    return _DARK if role.dark_text else "#FFFFFF"


def _both_languages(pen: Pen, band: Band, role: RoleStyle, lang: str) -> None:
    label, other = words(role, lang)
    pen.text(fit(label, band.label), band.label, _ink(role))
    pen.text(fit(other, band.second), band.second, _ink(role))


def _beside(pen: Pen, band: Band, role: RoleStyle, lang: str, span: tuple[float, float]) -> None:
    """The label in a lower field, its second language behind it where there is room."""
    y, h = span
    label, other = words(role, lang)
    box = _within(band.label, y, h)
    fitted = fit(label, box)
    pen.text(fitted, box, _ink(role))
    used = fitted.width + fitted.size * 0.4
    room = msgspec.structs.replace(
        band.second, x=box.x + used, w=max(box.w - used, 0.1), y=y, h=h, baseline=box.baseline
    )
    behind = fit(other, room)
    if behind.size >= band.second.smallest:
        pen.text(behind, room, _ink(role))


def _strip(pen: Pen, band: Band, role: RoleStyle, lang: str) -> None:
    label, other = words(role, lang)
    box = _within(band.label, band.y + band.h - band.strip, band.strip)
    box = msgspec.structs.replace(box, size=band.strip_text, smallest=band.strip_text / 2)
    both = fit(f"{label} · {other}" if other else label, box)
    pen.text(both, box, _ink(role))


def _within(box: Box, y: float, h: float) -> Box:
    """The label's box moved into a lower field, its capitals in the middle."""
    size = min(box.size, h * 0.8)
    return msgspec.structs.replace(
        box, y=y, h=h, size=size, smallest=size / 3, baseline=h / 2 + 0.365 * min(size, box.size)
    )
