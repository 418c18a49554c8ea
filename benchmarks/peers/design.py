"""The one badge that every program draws: its words, where they stand, its colours; draws nothing.

A6 upright, millimetres from the upper left corner. Only what all of them can do: no pattern, no
lines in the header, no second role.
"""

from __future__ import annotations

PAGE = (105.0, 148.0)
HEADER = (0.0, 0.0, 105.0, 31.0, "#062033")
BAND = (0.0, 126.0, 105.0, 22.0)
QR = (8.0, 89.0, 30.0)
LEFT, WIDTH = 8.0, 89.0
SMALLEST = 6.0
WHITE, INK = "#FFFFFF", "#0C1B26"
LINES = (
    ("event_name", 18.0, 800, 23.0, WHITE),
    ("event_dates", 25.0, 500, 11.0, WHITE),
    ("first_line", 48.0, 800, 50.0, INK),
    ("second_line", 62.0, 500, 30.0, INK),
    ("organisation", 72.0, 500, 17.0, INK),
    ("country", 80.0, 800, 17.0, INK),
    ("role", 138.0, 800, 27.0, WHITE),
)
"""Field, baseline, weight, largest size in points, colour; a line shrinks until it fits WIDTH."""

POINT = 25.4 / 72


def rgb(color: str) -> tuple[int, int, int]:
    """#rrggbb as three numbers of 0 to 255."""
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:7], 16)
