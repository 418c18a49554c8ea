"""What to know of a drawn badge, in words of the language in force; draws nothing."""

from __future__ import annotations

from kiosk.printing.badge import Drawn
from kiosk.printing.missing_fonts import advice
from kiosk.texts import _


def sentences(drawn: Drawn, number: int = 0) -> tuple[str, ...]:
    """Of one of the badges: the fonts that it lacks and how to get them, then its warnings."""
    said = (_(msgid, **values) for msgid, values in drawn.warnings[number])
    return tuple(dict.fromkeys((*advice(drawn.missing[number]), *said)))
