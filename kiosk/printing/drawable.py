"""What draws a badge: our layouts and those of others, behind one small protocol; draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent

Warned = tuple[str, Mapping[str, object]]
"""A sentence to show: its msgid (marked by N_) and the parameters that fill it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What came of one badge: letters that no font has, and what somebody should know of it."""

    missing: tuple[str, ...] = ()
    warnings: tuple[Warned, ...] = ()


class Drawable(Protocol):
    """A layout of any origin: the size of its page in mm, the paper's PWG name, its drawing."""

    @property
    def width(self) -> float:
        """Of the page, in mm."""

    @property
    def height(self) -> float:
        """Of the page, in mm."""

    @property
    def media(self) -> str:
        """The PWG name of the paper, by which printers know it."""

    def draw(self, canvas: Canvas, content: BadgeContent) -> Shown:
        """Draw one badge with its lower left corner at the canvas's origin; begin no page."""
