"""Breaks the text of a pretix layout into lines and draws them; decides no place and no size.

pretix's server hands texts to ReportLab's Paragraph, so the same engine breaks them here, with the
same hair space behind hyphens, at which a line may break. Texts with letters that Open Sans lacks
or that must be shaped come out of that engine as empty boxes: those are broken here and drawn by
our own text engine, with its fallback fonts.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import getAscentDescent
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from kiosk.printing import fonts
from kiosk.printing.pretix.faces import face
from kiosk.printing.pretix.objects import Style
from kiosk.printing.text import Line, draw
from kiosk.printing.wrapping import wrapped

LEADING = 1.15
"""What pretix multiplies a line height with to look on paper as in its editor."""
_ALIGN: Mapping[str, Literal[0, 1, 2]] = {"left": 0, "center": 1, "right": 2}
"""ReportLab's numbers of alignments."""
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
_ENDLESS = 100_000.0


class Block(Protocol):
    """A text broken into lines, in points: its `height` and the width of its `widest` line.

    `size` is that of its letters.
    """

    @property
    def size(self) -> float:
        """Of the letters."""

    @property
    def height(self) -> float:
        """Of all lines."""

    @property
    def widest(self) -> float:
        """Of its lines; 0 where there is none."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Letters that no font has."""

    def draw(self, canvas: Canvas, foot: float) -> None:
        """Draw at the canvas's origin, the block's lower edge at `foot`."""


def block_of(text: str, style: Style, width: float) -> Block:
    """The text in a column `width` points wide."""
    clean = _clean(text)
    return _Plain(clean, style, width) if _drawable(clean, style) else _own(clean, style, width)


def descent(style: Style) -> float:
    """How far letters go below the base line, in points; negative."""
    return float(getAscentDescent(face(style), style.size)[1])


class _Plain:
    """As the server breaks it."""

    missing: tuple[str, ...] = ()

    def __init__(self, text: str, style: Style, width: float) -> None:
        marked = html.escape(text).replace("\n", "<br/>\n").replace("-", "-&hairsp;")
        self._paragraph = Paragraph(marked, _paragraph_style(style))
        self.size = style.size
        self.height = float(self._paragraph.wrap(width, _ENDLESS)[1])
        self.widest = max(self._paragraph.getActualLineWidths0(), default=0.0)

    def draw(self, canvas: Canvas, foot: float) -> None:
        self._paragraph.drawOn(canvas, 0, foot)


@dataclass(frozen=True, slots=True)
class _Own:
    """As our own text engine breaks it; every line is `leading` points high."""

    lines: tuple[Line, ...]
    style: Style
    width: float
    leading: float

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    @property
    def widest(self) -> float:
        return max((line.width * self.style.size for line in self.lines), default=0.0)

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(char for line in self.lines for char in line.missing)

    def draw(self, canvas: Canvas, foot: float) -> None:
        size = self.style.size
        first = foot + self.height - size  # where ReportLab sets the first base line
        canvas.setFillColorRGB(*self.style.color)
        for number, line in enumerate(self.lines):
            left = (self.width - line.width * size) * _SHARE[self.style.align]
            draw(canvas, line, (left, first - number * self.leading), size)


def _own(text: str, style: Style, width: float) -> _Own:
    weight = 700 if style.bold else 500
    marked = any(unicodedata.combining(char) for char in text)
    own = "" if marked else face(style)  # Open Sans does not know where marks go: Inter does
    lines = tuple(
        line for part in text.split("\n") for line in wrapped(part, width, style.size, weight, own)
    )
    return _Own(lines, style, width, _leading(style))


def _paragraph_style(style: Style) -> ParagraphStyle:
    return ParagraphStyle(
        "pretix",
        fontName=face(style),
        fontSize=style.size,
        leading=_leading(style),
        autoLeading="max" if style.leading is None else "off",
        textColor=Color(*style.color),
        alignment=_ALIGN[style.align],
        splitLongWords=style.split_words,
    )


def _leading(style: Style) -> float:
    return style.size * (1.0 if style.leading is None else style.leading * LEADING)


def _drawable(text: str, style: Style) -> bool:
    """Whether Open Sans has every letter and none must be shaped."""
    letters = "".join(text.split())
    return fonts.has_all(face(style), letters) and not any(
        unicodedata.combining(char) or unicodedata.bidirectional(char) in {"R", "AL"}
        for char in letters
    )


def _clean(text: str) -> str:
    """Composed letters (NFC), one kind of line end, nothing that no font draws."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(
        char
        for char in composed
        if char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
