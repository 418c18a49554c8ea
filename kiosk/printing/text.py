"""One line of text on paper: its runs of one font each, its true size, its drawing; fits nothing.

Every letter is drawn: by the badge's own font, by a fallback font, or, where no font of this
machine has it, as a box with its code point. ReportLab alone would leave a silent blank. Emoji
fall out and are named, unless there is nothing else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.abag import ABag
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import ShapedStr, shapeFragWord
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.names import without_emoji
from kiosk.printing import bidi, fonts

# "dlig" is left out: it turns some Arabic names into a single vocalised sign.
_FEATURES = {"kern": True, "liga": True, "mark": True, "mkmk": True}
# Letters to Unicode, white on paper: fillers of Hangul, Khmer and Mongolian, the blank of Braille.
_WHITE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0")
_BOX_WIDTH = 0.8
_BOX_HEIGHT = 0.72


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring letters of one font; `font` is None where no font has them; width in em."""

    text: str
    font: str | None
    rtl: bool
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A measured line: `width`, and the ink's `top` and `bottom` off the base line, all in em.

    `tracking` is the space added behind each letter, in em. `missing` holds letters without font,
    `dropped` the emoji that were left out.
    """

    runs: tuple[Run, ...]
    width: float
    top: float
    bottom: float
    weight: int
    tracking: float
    missing: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def measure(text: str, weight: int = 500, tracking: float = 0.0, font: str = "") -> Line:
    """The line that this text makes; the text is composed (NFC), invisible letters fall out.

    `font` is tried first, where it is not the badge's own of that weight.
    """
    bare, dropped = without_emoji(text)
    visible = _visible(bare)
    if dropped and not visible:
        visible, dropped = _visible(text), ()
    pieces = _pieces(visible, weight, font or fonts.inter(weight))
    runs = tuple(
        Run(piece, font, rtl, _width(piece, font, tracking)) for piece, font, rtl in pieces
    )
    inks = [ink for run in runs for ink in _inks(run)]
    tops = [top for top, _ in inks] + [_BOX_HEIGHT for run in runs if run.font is None]
    return Line(
        runs=runs,
        width=max(sum(run.width for run in runs) - _trailing(runs, tracking), 0.0),
        top=max(tops, default=0.0),
        bottom=max((bottom for _, bottom in inks), default=0.0),
        weight=weight,
        tracking=tracking,
        missing=tuple(char for run in runs if run.font is None for char in run.text),
        dropped=dropped,
    )


def draw(canvas: Canvas, line: Line, at: tuple[float, float], size: float) -> None:
    """Draw the line from its left end `at` (points, base line) in the canvas's fill colour."""
    x, y = at
    for run in line.runs:
        if run.font is None:
            _draw_missing(canvas, run, (x, y), size)
        else:
            canvas.setFont(run.font, size)
            if _complex(run.text):
                canvas.drawString(x, y, _shaped(run.text, run.font))
            else:
                canvas.drawString(x, y, run.text, charSpace=line.tracking * size)
        x += run.width * size


def _visible(text: str) -> str:
    """Composed, without controls, joiners and variation selectors, which have no picture."""
    if _plain(text) and text.isprintable():
        return text
    composed = unicodedata.normalize("NFC", text)
    return "".join(
        char
        for char in composed
        if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
        and not 0xFE00 <= ord(char) <= 0xFE0F
        and char not in _WHITE
    )


def _pieces(text: str, weight: int, own: str) -> list[tuple[str, str | None, bool]]:
    """Neighbouring letters of one font and one direction, from left to right."""
    if text and _plain(text) and fonts.has_all(own, text):
        return [(text, own, False)]
    levels = bidi.levels(text)
    pieces: list[tuple[str, str | None]] = []
    of: list[int] = []
    for char, level in zip(text, levels, strict=True):
        font = _font_of(char, weight, own, pieces[-1][1] if pieces else None)
        if pieces and (pieces[-1][1], of[-1]) == (font, level):
            pieces[-1] = (pieces[-1][0] + char, font)
        else:
            pieces.append((char, font))
            of.append(level)
    parts = [
        (_facing(text, level), font, level % 2 == 1)
        for (text, font), level in zip(pieces, of, strict=True)
    ]
    return bidi.in_visual_order(parts, of)


def _font_of(char: str, weight: int, own: str, before: str | None) -> str | None:
    """The font of a letter; spaces, signs and marks go with the letter before."""
    strong = unicodedata.bidirectional(char) in {"L", "R", "AL"}
    if before and not strong and fonts.has(before, char):
        return before
    return own if fonts.has(own, char) else fonts.font_for(char, weight)


def _facing(text: str, level: int) -> str:
    """Signs alone in a right-to-left part are turned here: the shaper turns only letters' parts."""
    return bidi.turned(text) if level % 2 and not _complex(text) else text


def _trailing(runs: tuple[Run, ...], tracking: float) -> float:
    """The space behind the last letter: it is not part of what is seen."""
    last = runs[-1] if runs else None
    return tracking if last and last.font and not _complex(last.text) else 0.0


def _plain(text: str) -> bool:
    """Whether all letters stand before the first combining mark: most names, told quickly."""
    return not text or max(text) < "\u0300"


def _complex(text: str) -> bool:
    """Whether letters must be placed by the shaper: marks, right-to-left, Indic to Khmer."""
    return not _plain(text) and any(
        unicodedata.category(char).startswith("M")
        or unicodedata.bidirectional(char) in {"R", "AL"}
        or 0x0900 <= ord(char) <= 0x109F
        or 0x1780 <= ord(char) <= 0x17FF
        for char in text
    )


def _width(text: str, font: str | None, tracking: float) -> float:
    if font is None:
        return _BOX_WIDTH * len(text)
    if _complex(text):
        places = vars(_shaped(text, font))["__shapeData__"]
        return float(sum(place.x_advance for place in places)) / 1000
    return float(stringWidth(text, font, 1)) + tracking * len(text)


def _inks(run: Run) -> list[tuple[float, float]]:
    """How far each letter goes above and below the base line, as it is drawn, in em."""
    if run.font is None:
        return []
    if not _complex(run.text):
        return [fonts.ink(run.font, char) for char in run.text]
    shaped = _shaped(run.text, run.font)
    found = []
    for char, place in zip(str(shaped), vars(shaped)["__shapeData__"], strict=True):
        top, bottom = fonts.ink(run.font, char)
        raised = place.y_offset / 1000
        found.append((max(top + raised, 0.0), max(bottom - raised, 0.0)))
    return found


@lru_cache(maxsize=4096)
def _shaped(text: str, font: str) -> ShapedStr:
    """The letters in the order and at the places in which they are drawn."""
    word = [0, (ABag(fontName=font, fontSize=10), text)]
    pieces = shapeFragWord(word, features=_FEATURES, force=True)[1:]
    result: ShapedStr = pieces[0][1]
    for _, more in pieces[1:]:
        result = result + more
    return result


def _draw_missing(canvas: Canvas, run: Run, at: tuple[float, float], size: float) -> None:
    """A box with the code point in it for each letter that no font of this machine has."""
    x, y = at
    canvas.saveState()
    canvas.setLineWidth(size * 0.04)
    canvas.setStrokeColorRGB(0, 0, 0)
    for number, char in enumerate(run.text):
        left = x + (number * _BOX_WIDTH + 0.06) * size
        canvas.rect(left, y, 0.68 * size, _BOX_HEIGHT * size, stroke=1, fill=0)
        digits = f"{ord(char):04X}"
        half = (len(digits) + 1) // 2
        canvas.setFont(fonts.inter(500), size * 0.28)
        middle = left + 0.34 * size
        canvas.drawCentredString(middle, y + 0.42 * size, digits[:half])
        canvas.drawCentredString(middle, y + 0.1 * size, digits[half:])
    canvas.restoreState()
