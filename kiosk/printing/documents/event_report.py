"""The report of an event on A4: figures, bars, a table; knows no store and no words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.documents.paper import (
    BLUE,
    FAINT,
    QUIET,
    RULE,
    SOFT,
    TEXT,
    TROUGH,
    Paper,
    fitted,
    shortened,
)
from kiosk.printing.documents.tracks import draw_band

_MM = 72 / 25.4
_W, _H = 210.0, 297.0
_X = 16.0
_WIDE = _W - 2 * _X
_TOP, _BOTTOM, _BAND = 16.0, 277.0, 34.0
_GAP = 9.0
_CARD = 24.0
_BAR_ROW, _LABELS, _VALUES = 6.6, 52.0, 34.0
_CHART = 46.0
_ROW = 7.0
_LABEL_ROOM = 11.0
"""Millimetres that a label under a column needs."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of bars: `part` of `whole`, both counts, with the text at its right."""

    label: str
    part: int
    whole: int
    text: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars one below the other; `note` stands at the right of the title."""

    title: str
    note: str
    bars: Sequence[Bar]


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns beside each other: label, count, text of the count."""

    title: str
    note: str
    columns: Sequence[tuple[str, int, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `shares` are the widths in relation to each other, figures stand at the right."""

    title: str
    note: str
    headings: Sequence[str]
    shares: Sequence[float]
    rows: Sequence[Sequence[str]]
    figures_from: int


Part = Bars | Columns | Grid


@dataclass(frozen=True, slots=True)
class EventReport:
    """The words of a report. `cards` are up to four figures; `page` has {page} and {pages}."""

    lang: str
    event: str
    under: str
    title: str
    cards: Sequence[tuple[str, str]]
    parts: Sequence[Part]
    foot: str
    page: str


def write_event_report(path: Path, report: EventReport) -> int:
    """Write the PDF; answers the number of pages. OSError when the file cannot be written."""
    pages = _Pages(Canvas("", pagesize=(_W * _MM, _H * _MM)), report).run()
    canvas = Canvas(str(path), pagesize=(_W * _MM, _H * _MM), pageCompression=1)
    canvas.setTitle(f"{report.title} · {report.event}")
    vars(canvas)["_doc"].Catalog.Lang = report.lang
    _Pages(canvas, report, pages).run()
    canvas.save()
    return pages


class _Pages:
    """Puts the parts onto pages; the first run, on a canvas nobody saves, counts them."""

    def __init__(self, canvas: Canvas, report: EventReport, pages: int = 0) -> None:
        self.paper = Paper(canvas, _W, _H)
        self.report, self.pages, self.page = report, pages, 1
        self.y = _TOP

    def run(self) -> int:
        """Draw everything; answers the number of pages."""
        draw_band(self.paper, _BAND, self.report.event, self.report.under, _X)
        self.paper.left(self.report.title, _X, _BAND + 13, 16, 800)
        self.y = _BAND + 19
        self._cards()
        for part in self.report.parts:
            match part:
                case Bars():
                    self._bars(part)
                case Columns():
                    self._columns(part)
                case Grid():
                    self._grid(part)
        self._end()
        return self.page

    def _cards(self) -> None:
        width = (_WIDE - 5 * (len(self.report.cards) - 1)) / max(len(self.report.cards), 1)
        for number, (value, label) in enumerate(self.report.cards):
            x = _X + number * (width + 5)
            self.paper.frame(x, self.y, width, _CARD)
            self.paper.left(value, x + 5, self.y + 12, 24, 800)
            (line, *_), size = fitted(label, width - 8, (9.5, 6), 500)
            self.paper.put(line, x + 5, self.y + 18.5, size, QUIET)
        self.y += _CARD + _GAP

    def _bars(self, part: Bars) -> None:
        most = max((max(bar.whole, bar.part) for bar in part.bars), default=0) or 1
        room = _WIDE - _LABELS - _VALUES
        self._head(part.title, part.note, _BAR_ROW * min(len(part.bars), 4))
        for bar in part.bars:
            if self._breaks(_BAR_ROW):
                self._head(part.title, part.note, _BAR_ROW)
            middle = self.y + _BAR_ROW / 2
            self.paper.left(shortened(bar.label, _LABELS - 4, 9.5), _X, middle + 1.2, 9.5)
            for count, color in ((most, TROUGH), (bar.whole, "#A9C8E8"), (bar.part, BLUE)):
                width = room * count / most
                self.paper.rect(_X + _LABELS, middle - 1.4, width, 2.8, color, 1.4)
            self.paper.right(bar.text, _X + _WIDE, middle + 1.2, 9.5, 600)
            self.y += _BAR_ROW
        self.y += _GAP

    def _columns(self, part: Columns) -> None:
        self._head(part.title, part.note, _CHART + 12)
        foot, most = self.y + 6 + _CHART, max((n for _, n, _ in part.columns), default=0) or 1
        step = _nice(most)
        top = -(-most // step) * step
        for count in range(0, top + 1, step):
            y = foot - _CHART * count / top
            self.paper.stroke(RULE, 0.2)
            self.paper.line(_X + 10, y, _X + _WIDE, y)
            self.paper.right(str(count), _X + 8, y + 1.1, 8, 500, QUIET)
        slot = (_WIDE - 12) / max(len(part.columns), 8)
        every = -(-_LABEL_ROOM // slot) if slot < _LABEL_ROOM else 1
        for number, (label, count, text) in enumerate(part.columns):
            x = _X + 11 + number * slot
            tall = _CHART * count / top
            self.paper.rect(x + slot * 0.14, foot - tall, slot * 0.72, tall, BLUE, 0.8)
            if count and (slot >= 5.5 or count == most):
                self.paper.middle(text, x + slot / 2, foot - tall - 1.4, 8, 700)
            if number % every == 0:
                self.paper.middle(label, x + slot / 2, foot + 4.6, 8, 500, QUIET)
        self.y = foot + 6 + _GAP

    def _grid(self, part: Grid) -> None:
        unit = _WIDE / sum(part.shares)
        widths = [share * unit for share in part.shares]
        spans = list(zip(accumulate(widths, initial=_X), widths, strict=False))
        self._head(part.title, part.note, _ROW * 4)
        self._row(part.headings, spans, part, QUIET, 600)
        for row in part.rows:
            if self._breaks(_ROW):
                self._head(part.title, part.note, _ROW)
                self._row(part.headings, spans, part, QUIET, 600)
            self._row(row, spans, part, TEXT, 500)
        self.y += _GAP

    def _row(
        self,
        cells: Sequence[str],
        spans: Sequence[tuple[float, float]],
        part: Grid,
        color: str,
        weight: int,
    ) -> None:
        for number, (cell, (x, width)) in enumerate(zip(cells, spans, strict=True)):
            text = shortened(cell, width - 2, 9, weight)
            if number >= part.figures_from:
                self.paper.right(text, x + width, self.y + _ROW * 0.66, 9, weight, color)
            else:
                self.paper.left(text, x, self.y + _ROW * 0.66, 9, weight, color)
        self.y += _ROW
        self.paper.stroke(RULE, 0.2)
        self.paper.line(_X, self.y, _X + _WIDE, self.y)

    def _head(self, title: str, note: str, needs: float) -> None:
        """Title and note of a part, on a new page where what comes next has no room."""
        self._breaks(needs + 10)
        self.paper.left(title, _X, self.y + 4.5, 12.5, 700)
        self.paper.right(note, _X + _WIDE, self.y + 4.5, 9, 500, QUIET)
        self.y += 9

    def _breaks(self, needs: float) -> bool:
        """Whether a new page had to be begun for what needs so many mm."""
        if self.y + needs <= _BOTTOM:
            return False
        self._end()
        self.page += 1
        self.y = _TOP
        return True

    def _end(self) -> None:
        self.paper.stroke(SOFT, 0.3)
        self.paper.line(_X, 283, _X + _WIDE, 283)
        self.paper.left(self.report.foot, _X, 288, 8, 500, FAINT)
        page = self.report.page.format(page=self.page, pages=self.pages)
        self.paper.right(page, _X + _WIDE, 288, 8, 600, FAINT)
        self.paper.canvas.showPage()


def _nice(most: int) -> int:
    """A step of 1, 2 or 5 times a power of ten that makes at most five lines."""
    size = 1
    while True:
        for factor in (1, 2, 5):
            if most <= 5 * factor * size:
                return factor * size
        size *= 10
