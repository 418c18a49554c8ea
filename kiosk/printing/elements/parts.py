"""The shapes that several kinds of elements share: a place, a way to write, a condition."""

from __future__ import annotations

from typing import Literal

from kiosk.printing.measures import Part

Side = Literal["front", "back"]
Consent = Literal["yes", "no", "unasked"]
Capacity = Literal["voter", "alternate", "observer"]
Align = Literal["left", "center", "right"]
Overflow = Literal["fit", "wrap"]
Words = dict[str, str]
"""A text by language: {"es": "...", "pt": "...", "en": "..."}."""


class When(Part, frozen=True, kw_only=True):
    """Who gets an element: every key that is given must hold, in a list one entry is enough.

    `roles` and `products` are ids, `rights` ids of checkpoints; `consent` is what was said about
    photos, `capacity` what somebody is in an assembly: voter, alternate or observer. `has` and
    `lacks` name fields, all of which must be filled or empty.
    """

    roles: tuple[str, ...] = ()
    rights: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    consent: tuple[Consent, ...] = ()
    capacity: tuple[Capacity, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


class Place(Part, frozen=True, kw_only=True):
    """A frame in mm; x and y are of its upper left corner."""

    x: float
    y: float
    w: float
    h: float


class Box(Place, frozen=True, kw_only=True):
    """A frame and how text is written in it.

    `size` is the largest em in mm, `smallest` the one below which shorter forms are tried and a
    warning is given. `baseline` is that of a single line, from the frame's top; left out, capitals
    stand in the middle. `leading` is the least distance of two lines, `tracking` the space added
    behind each letter, both in em. `overflow` "fit" shrinks a text and breaks it in two at most;
    "wrap" breaks it into as many as `lines` before it shrinks.
    """

    size: float
    smallest: float
    baseline: float | None = None
    weight: int = 500
    tracking: float = 0.0
    color: str = "#0C1B26"
    align: Align = "left"
    lines: int = 1
    leading: float = 1.0
    overflow: Overflow = "fit"
    upper: bool = False

    @property
    def base(self) -> float:
        """The base line of a single line, from the frame's top in mm."""
        if self.baseline is not None:
            return self.baseline
        return min((self.h + self.size * _CAPITAL) / 2, self.h)


_CAPITAL = 0.727
"""The height of Inter's capitals in em."""
