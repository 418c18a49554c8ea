"""The role's band at the badge's foot, in colour and pattern; the same for all of one role."""

from __future__ import annotations

from kiosk.domain.event import RoleStyle
from kiosk.printing.fitting import fit
from kiosk.printing.layout import Layout
from kiosk.printing.patterns import draw_pattern
from kiosk.printing.pen import Pen, mix

_DARK = "#0C1B26"
_OTHER_LANGUAGES = ("en", "es", "pt")
_PATTERN_STRENGTH = 0.55


def draw_band(pen: Pen, layout: Layout, roles: tuple[RoleStyle, ...], lang: str) -> None:
    """The first role large, a second one as a strip above it; none leaves the foot white."""
    if not roles:
        return
    _main(pen, layout, roles[0], lang)
    if len(roles) > 1:
        _strip(pen, layout, roles[1], lang)


def words(role: RoleStyle, lang: str) -> tuple[str, str]:
    """The role's label in that language, and in another one where it differs; in capitals."""
    label = role.label.get(lang) or role.label["es"]
    others = (role.label.get(other, "") for other in _OTHER_LANGUAGES if other != lang)
    other = next((text for text in others if text and text != label), "")
    return label.upper(), other.upper()


def _main(pen: Pen, layout: Layout, role: RoleStyle, lang: str) -> None:
    """Colour over the whole width, pattern on the right: text stands on the plain part."""
    band = layout.band
    pen.fill(role.color)
    pen.rect(0, band.y, layout.width, band.h)
    frame = (band.pattern, band.y, layout.width - band.pattern, band.h)
    draw_pattern(pen, role.pattern, frame, band.unit, _tint(role))
    label, other = words(role, lang)
    pen.text(fit(label, band.label), band.label, _ink(role))
    pen.text(fit(other, band.second), band.second, _ink(role))


def _strip(pen: Pen, layout: Layout, role: RoleStyle, lang: str) -> None:
    """Low: one language, and the pattern right behind it."""
    strip = layout.strip
    pen.fill(role.color)
    pen.rect(0, strip.y, layout.width, strip.h)
    label = fit(words(role, lang)[0], strip.label)
    left = strip.label.x + label.width + strip.gap
    frame = (left, strip.y, layout.width - left, strip.h)
    draw_pattern(pen, role.pattern, frame, strip.unit, _tint(role))
    pen.text(label, strip.label, _ink(role))


def _ink(role: RoleStyle) -> str:
    return _DARK if role.dark_text else "#FFFFFF"


def _tint(role: RoleStyle) -> str:
    return mix(role.color, _ink(role), _PATTERN_STRENGTH)
