"""The two looks that most large buttons have, in the theme in force; draws nothing."""

from __future__ import annotations

from kiosk.ui import theme
from kiosk.ui.widgets.touch_button import Look


def filled(px: float, icon_px: float, *, gap: float, radius: float, tracking: float = 0) -> Look:
    """The one filled button of a screen; sizes in design pixels."""
    colors = theme.current()
    return Look(
        colors.on_primary,
        colors.primary,
        down=colors.primary_down,
        px=px,
        weight=700,
        icon_px=icon_px,
        gap=gap,
        radius=radius,
        tracking=tracking,
    )


def edged(px: float, icon_px: float, *, gap: float, radius: float, line: float = 3) -> Look:
    """A button of the colour of panels with an edge of `line`; sizes in design pixels."""
    colors = theme.current()
    return Look(
        colors.text,
        colors.surface,
        colors.control,
        px=px,
        icon_px=icon_px,
        gap=gap,
        radius=radius,
        border_width=line,
    )
