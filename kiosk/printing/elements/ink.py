"""What painters of elements share: the pen, the person, the language; decides no place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from kiosk.domain.badge import BadgeContent
from kiosk.printing.drawable import Shown, Warned
from kiosk.printing.elements.parts import Box, Place
from kiosk.printing.fitting import Fitted
from kiosk.printing.layout import Layout
from kiosk.printing.pen import Frame, Pen

DARK = "#0C1B26"
BLACK = "#000000"
WHITE = "#FFFFFF"
NOTHING = Shown()


@dataclass(frozen=True, slots=True)
class Ink:
    """With what an element is drawn: `lang` is that of fixed words on this badge."""

    pen: Pen
    layout: Layout
    content: BadgeContent
    lang: str


Painter = Callable[[Ink, object], Shown]
"""Draws an element of its kind."""


def frame(place: Place) -> Frame:
    """The place as x, y, w, h."""
    return place.x, place.y, place.w, place.h


def within(box: Box, outer: Place) -> Box:
    """A box of an element where it stands on the side."""
    return msgspec.structs.replace(box, x=box.x + outer.x, y=box.y + outer.y)


def missing_in(fitted: Fitted) -> tuple[str, ...]:
    """The letters of those lines that no font has."""
    return tuple(char for line in fitted.lines for char in line.missing)


def joined(shown: list[Shown]) -> Shown:
    """All of them as one."""
    letters: list[str] = []
    warnings: list[Warned] = []
    for each in shown:
        letters += each.missing
        warnings += each.warnings
    return Shown(tuple(letters), tuple(warnings)) if letters or warnings else NOTHING
