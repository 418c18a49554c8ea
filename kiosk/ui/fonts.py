"""Loads the bundled Inter and hands out fonts by pixel size; touches no system font."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QFont, QFontDatabase

from kiosk.domain.errors import FailureError
from kiosk.resources import asset
from kiosk.texts import N_

FAMILY = "Inter"
WEIGHTS = (400, 500, 600, 700, 800)
_FALLBACKS = ["Noto Sans", "Noto Sans CJK SC", "Noto Naskh Arabic", "sans-serif"]


@lru_cache(maxsize=1)
def load() -> tuple[int, ...]:
    """Register the five weights with Qt once a process; raises FailureError if one is missing."""
    ids = []
    for weight in WEIGHTS:
        path = asset("fonts", f"Inter-{weight}.ttf")
        number = QFontDatabase.addApplicationFont(str(path))
        if number < 0:
            raise FailureError(N_("Falta el archivo de letra {file}"), file=path.name)
        ids.append(number)
    return tuple(ids)


def font(
    px: float,
    weight: int = 400,
    tracking: float = 0.0,
    *,
    tabular: bool = False,
    strike: bool = False,
) -> QFont:
    """Inter at `px` logical pixels; `tracking` is a part of the size (-0.022 is -2.2 %).

    `tabular` gives all digits one width: for clocks, counters and tables only, never for names.
    """
    load()
    made = QFont()
    made.setFamilies([FAMILY, *_FALLBACKS])
    made.setPixelSize(max(1, round(px)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tracking:
        made.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * tracking)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    made.setStrikeOut(strike)
    return made
