"""The looks of self-service's buttons in the theme in force; draws nothing."""

from __future__ import annotations

from kiosk.ui import theme
from kiosk.ui.widgets.looks import edged, filled
from kiosk.ui.widgets.touch_button import Look


def on_ink(px: float = 32) -> Look:
    """An outlined button on the idle screen."""
    colors = theme.current()
    line = colors.border if colors.high_contrast else theme.INK_OUTLINE
    return Look(colors.on_ink, colors.ink, line, px=px, icon_px=px + 4, gap=22, radius=18)


def chosen_on_ink(px: float = 28) -> Look:
    """The same, switched on."""
    colors = theme.current()
    return Look("#0C1B26", "#FFFFFF", colors.on_ink, px=px, icon_px=px + 4, gap=22, radius=18)


def primary(px: float = 42) -> Look:
    """The one filled button of a screen."""
    return filled(px, px * 1.3, gap=20, radius=20, tracking=-0.015)


def secondary(px: float = 32) -> Look:
    """A white button with an edge."""
    return edged(px, px + 4, gap=20, radius=18)
