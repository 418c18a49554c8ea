"""The looks of the door's buttons in the theme in force; draws nothing."""

from __future__ import annotations

from kiosk.ui import theme
from kiosk.ui.widgets.looks import edged, filled
from kiosk.ui.widgets.touch_button import Look


def plain_button(px: float = 23) -> Look:
    """A white button with an edge, for the screens between scans."""
    return edged(px, 28, gap=14, radius=14, line=2)


def main_button(px: float = 26) -> Look:
    """The one filled button of a screen."""
    return filled(px, 30, gap=14, radius=14)


def quiet_button() -> Look:
    """Words of the footer that can be pressed: no edge, so that they do not call for it."""
    colors = theme.current()
    return Look(colors.text2, px=18, weight=500, icon_px=23, gap=11, radius=12)
