"""One line of text on paper: its runs of one font each, its true size, its drawing; fits nothing.

Every letter is drawn: by the badge's own font, by a fallback font, or, where no font of this
machine has it, as a box with its code point. ReportLab alone would leave a silent blank.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from reportlab.lib.abag import ABag
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfbase.ttfonts import ShapedStr, shapeFragWord
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing import fonts

# "dlig" is left out: it turns some Arabic names into a single vocalised sign.
_FEATURES = {"kern": True, "liga": True, "mark": True, "mkmk": True}
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

    `tracking` is the space added behind each letter, in em. `missing` holds letters without font.
    """

    runs: tuple[Run, ...]
    width: float
    top: float
    bottom: float
    weight: int
    tracking: float
    missing: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def measure(text: str, weight: int = 500, tracking: float = 0.0) -> Line:
    """The line that this text makes; the text is composed (NFC), invisible letters fall out."""
    pieces = _pieces(_visible(text), weight)
    runs = tuple(
        Run(piece, font, rtl, _width(piece, font, tracking)) for piece, font, rtl in pieces
    )
    inks = [fonts.ink(run.font, char) for run in runs if run.font for char in run.text]
    tops = [top for top, _ in inks] + [_BOX_HEIGHT for run in runs if run.font is None]
    return Line(
        runs=runs[::-1] if _starts_rtl(text) else runs,
        width=max(sum(run.width for run in runs) - _trailing(runs, tracking), 0.0),
        top=max(tops, default=0.0) + (0.1 if _has_marks(text) else 0.0),
        bottom=max((bottom for _, bottom in inks), default=0.0),
        weight=weight,
        tracking=tracking,
        missing=tuple(char for run in runs if run.font is None for char in run.text),
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
    )


def _pieces(text: str, weight: int) -> list[tuple[str, str | None, bool]]:
    """Neighbouring letters of one font and one direction."""
    if text and _plain(text) and fonts.has_all(fonts.inter(weight), text):
        return [(text, fonts.inter(weight), False)]
    pieces: list[tuple[str, str | None, bool]] = []
    for char in text:
        last = pieces[-1] if pieces else None
        font, rtl = _place(char, weight, last)
        if last and (last[1], last[2]) == (font, rtl):
            pieces[-1] = (last[0] + char, font, rtl)
        else:
            pieces.append((char, font, rtl))
    return pieces


def _place(
    char: str, weight: int, last: tuple[str, str | None, bool] | None
) -> tuple[str | None, bool]:
    """Font and direction of a letter; spaces, signs and marks go with the letter before."""
    strong = unicodedata.bidirectional(char) in {"L", "R", "AL"}
    if last and last[1] and not strong and fonts.has(last[1], char):
        return last[1], last[2]
    rtl = unicodedata.bidirectional(char) in {"R", "AL"}
    return fonts.font_for(char, weight), rtl


def _trailing(runs: tuple[Run, ...], tracking: float) -> float:
    """The space behind the last letter: it is not part of what is seen."""
    last = runs[-1] if runs else None
    return tracking if last and last.font and not _complex(last.text) else 0.0


def _starts_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if _plain(text):
        return False
    ways = (unicodedata.bidirectional(char) for char in text)
    return next((way for way in ways if way in {"L", "R", "AL"}), "L") != "L"


def _plain(text: str) -> bool:
    """Whether all letters stand before the first combining mark: most names, told quickly."""
    return not text or max(text) < "\u0300"


def _has_marks(text: str) -> bool:
    return not _plain(text) and any(
        unicodedata.combining(char) for char in unicodedata.normalize("NFC", text)
    )


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
