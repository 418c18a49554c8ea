"""The looks of the door's buttons and texts in the theme in force; draws nothing."""

from __future__ import annotations

from kiosk.ui import theme
from kiosk.ui.widgets.touch_button import Look


def plain_button(px: float = 23) -> Look:
    """A white button with an edge, for the screens between scans."""
    colors = theme.current()
    return Look(
        colors.text,
        colors.surface,
        colors.control,
        px=px,
        icon_px=28,
        gap=14,
        radius=14,
        border_width=2,
    )


def main_button(px: float = 26) -> Look:
    """The one filled button of a screen."""
    colors = theme.current()
    return Look(
        colors.on_primary,
        colors.primary,
        down=colors.primary_down,
        px=px,
        weight=700,
        icon_px=30,
        gap=14,
        radius=14,
    )
