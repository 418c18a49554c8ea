"""Measures and colours of the desk's buttons as plain values; paints nothing."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kiosk.ui import theme


class Kind(StrEnum):
    """What a button is among the others of its screen."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    OUTLINE = "outline"


@dataclass(frozen=True, slots=True)
class ButtonSize:
    """Measures in logical pixels; `border` is that of every kind but PRIMARY."""

    height: int = 60
    px: int = 18
    weight: int = 600
    radius: int = 12
    icon: int = 22
    gap: int = 12
    padding: int = 20
    border: int = 2
    cap: int = 30
    tracking: float = 0.0


DESK = ButtonSize()
MAIN = ButtonSize(84, 28, 700, 14, 36, 18, 24, 2, 38)


@dataclass(frozen=True, slots=True)
class ButtonColors:
    """Colours of one state of a button; "" paints no line."""

    fill: str
    text: str
    line: str
    dashed: bool = False


def colors_of(kind: Kind, *, enabled: bool, hovered: bool, down: bool) -> ButtonColors:
    """The colours of that state in the theme in force."""
    t = theme.current()
    if not enabled:
        line = t.text3 if t.high_contrast else t.border
        return ButtonColors(t.sunken, t.text3, line, dashed=t.high_contrast)
    if kind is Kind.PRIMARY:
        fill = t.primary_down if down else t.primary_hover if hovered else t.primary
        return ButtonColors(fill, t.on_primary, "")
    fill = t.soft if hovered else t.surface
    if down:
        fill = t.soft if t.high_contrast else t.border
    if kind is Kind.OUTLINE:
        return ButtonColors(fill, t.on_soft if down else t.primary, t.primary)
    return ButtonColors(fill, t.text, t.control)
