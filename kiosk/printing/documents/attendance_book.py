"""The attendance book of an assembly on paper, with room to sign; knows no store and no words.

A4 landscape. What is drawn stays within the narrower width of Letter and the lesser height of A4,
so that either paper takes it unscaled.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.text import Line, draw, measure
from kiosk.printing.wrapping import wrapped

_PAGE = landscape(A4)
_SIDE = 20 * mm
_TOP, _BOTTOM = 14 * mm, 17 * mm
_WIDTH = _PAGE[0] - 2 * _SIDE
_SHARES = (9, 74, 62, 28, 14, 17, 53)
_LEADING = 1.3
_SIZE, _HEAD, _SMALL = 9.5, 8.0, 8.0
_ROW = 13 * mm  # tall enough to sign by hand
_PAD = 1.6 * mm
_CLOSING = 46 * mm
_INK, _QUIET, _RULE, _STRONG = "#0C1B26", "#4A5A66", "#AEBBC4", "#0C1B26"
_NUMBERS = (0, 4, 5)  # columns whose figures stand at the right


@dataclass(frozen=True, slots=True)
class BookLine:
    """One representative of one organisation. `again`: the organisation stood in the row before."""

    organisation: str
    representative: str = ""
    capacity: str = ""
    votes: str = ""
    arrived: str = ""
    again: bool = False


@dataclass(frozen=True, slots=True)
class Book:
    """The words of the book. `facts` are labels with their texts; `page` has {page} and {pages}.

    `headings` are seven: number, organisation, representative, capacity, votes, arrival, signature.
    """

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    headings: Sequence[str]
    lines: Sequence[BookLine]
    totals: Sequence[str]
    signers: Sequence[str]
    issued: str
    page: str
    lang: str = "es"


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as it will be drawn: its lines of text by column, and its height in points."""

    cells: tuple[tuple[Line, ...], ...]
    height: float
    again: bool


def write_book(path: Path, book: Book) -> int:
    """Write the PDF; answers the number of pages. OSError when the file cannot be written."""
    canvas = Canvas(str(path), pagesize=_PAGE, pageCompression=1, lang=book.lang)
    canvas.setTitle(f"{book.title} · {book.subtitle}")
    head = _facts_height(book)
    pages = _paged([_row(n, line) for n, line in enumerate(book.lines, 1)], head)
    for number, rows in enumerate(pages, 1):
        y = _draw_head(canvas, book) if number == 1 else _PAGE[1] - _TOP
        y = _draw_row(canvas, _heading(book), y, weight=700)
        for row in rows:
            y = _draw_row(canvas, row, y)
        if number == len(pages):
            _draw_closing(canvas, book, y)
        _draw_foot(canvas, book, book.page.format(page=number, pages=len(pages)))
        canvas.showPage()
    canvas.save()
    return len(pages)


def _spans() -> list[tuple[float, float]]:
    """Left edge and width of each column, in points."""
    unit = _WIDTH / sum(_SHARES)
    widths = [share * unit for share in _SHARES]
    return list(zip(accumulate(widths, initial=_SIDE), widths, strict=False))


def _row(number: int, line: BookLine) -> _Row:
    texts = (
        str(number),
        line.organisation,
        line.representative,
        line.capacity,
        line.votes,
        line.arrived,
        "",
    )
    return _cells(texts, _SIZE, 500, _ROW, again=line.again)


def _heading(book: Book) -> _Row:
    return _cells(tuple(book.headings), _HEAD, 700, 0.0)


def _cells(
    texts: tuple[str, ...], size: float, weight: int, least: float, *, again: bool = False
) -> _Row:
    cells = tuple(
        wrapped(text, width - 2 * _PAD, size, weight)
        for text, (_, width) in zip(texts, _spans(), strict=True)
    )
    tallest = max(len(lines) for lines in cells) * size * _LEADING
    return _Row(cells, max(tallest + 2 * _PAD, least), again)


def _paged(rows: Sequence[_Row], head: float) -> list[list[_Row]]:
    """The rows of each page; the last one has room for the totals and the signatures."""
    headings = _HEAD * _LEADING * 2 + 2 * _PAD
    full = _PAGE[1] - _TOP - _BOTTOM - headings
    pages: list[list[_Row]] = [[]]
    room = full - head
    for row in rows:
        if row.height > room and pages[-1]:
            pages.append([])
            room = full
        pages[-1].append(row)
        room -= row.height
    if room < _CLOSING:  # a row goes with it: signatures stand on no page of their own
        pages.append([pages[-1].pop()])
    return pages


def _facts_height(book: Book) -> float:
    return 25 * mm + sum(len(lines) for _, lines in _facts(book)) * _SIZE * _LEADING


def _facts(book: Book) -> list[tuple[Line, tuple[Line, ...]]]:
    return [
        (measure(label, 700), wrapped(text, _WIDTH - 45 * mm, _SIZE)) for label, text in book.facts
    ]


def _draw_head(canvas: Canvas, book: Book) -> float:
    """Title and facts; answers the upper edge of the table."""
    top = _PAGE[1] - _TOP
    canvas.setFillColor(_INK)
    draw(canvas, measure(book.title, 700), (_SIDE, top - 16), 17)
    canvas.setFillColor(_QUIET)
    y = top - 16
    for line in wrapped(book.subtitle, _WIDTH, 11, 600):
        y -= 16
        draw(canvas, line, (_SIDE, y), 11)
    y -= 8
    for label, lines in _facts(book):
        canvas.setFillColor(_QUIET)
        draw(canvas, label, (_SIDE, y - _SIZE), _SIZE)
        canvas.setFillColor(_INK)
        for line in lines:
            y -= _SIZE * _LEADING
            draw(canvas, line, (_SIDE + 45 * mm, y + _SIZE * (_LEADING - 1)), _SIZE)
    return y - 4 * mm


def _draw_row(canvas: Canvas, row: _Row, y: float, *, weight: int = 500) -> float:
    """Draw a row below `y`; answers its lower edge."""
    size = _HEAD if weight == 700 else _SIZE
    for column, (lines, (left, width)) in enumerate(zip(row.cells, _spans(), strict=True)):
        quiet = weight == 700 or column == 0 or (column == 1 and row.again)
        canvas.setFillColor(_QUIET if quiet else _INK)
        line_y = y - _PAD - size
        for line in lines:
            right = left + width - _PAD - line.width * size
            draw(canvas, line, (right if column in _NUMBERS else left + _PAD, line_y), size)
            line_y -= size * _LEADING
    _draw_rules(canvas, y, y - row.height, heavy=weight == 700)
    return y - row.height


def _draw_rules(canvas: Canvas, top: float, bottom: float, *, heavy: bool) -> None:
    canvas.setStrokeColor(_STRONG if heavy else _RULE)
    canvas.setLineWidth(0.9 if heavy else 0.5)
    canvas.line(_SIDE, bottom, _SIDE + _WIDTH, bottom)
    if not heavy:
        left = _spans()[-1][0]
        canvas.line(left, bottom, left, top)


def _draw_closing(canvas: Canvas, book: Book, y: float) -> None:
    """Totals, and a line to sign for each of the signers."""
    y -= 5 * mm
    for index, text in enumerate(book.totals):
        canvas.setFillColor(_INK)
        for line in wrapped(text, _WIDTH, _SIZE, 700 if index == 0 else 500):
            y -= _SIZE * _LEADING
            draw(canvas, line, (_SIDE, y), _SIZE)
    y -= 19 * mm
    gap = 14 * mm
    width = (_WIDTH - gap * (len(book.signers) - 1)) / len(book.signers)
    canvas.setStrokeColor(_STRONG)
    canvas.setLineWidth(0.7)
    for index, signer in enumerate(book.signers):
        left = _SIDE + index * (width + gap)
        canvas.line(left, y, left + width, y)
        canvas.setFillColor(_QUIET)
        draw(canvas, measure(signer, 500), (left, y - 11), _SMALL)


def _draw_foot(canvas: Canvas, book: Book, page: str) -> None:
    canvas.setFillColor(_QUIET)
    y = _BOTTOM - 6 * mm
    for line in wrapped(f"{book.title} · {book.subtitle} · {book.issued}", _WIDTH - 40 * mm, 7)[:1]:
        draw(canvas, line, (_SIDE, y), 7)
    line = measure(page, 600)
    draw(canvas, line, (_SIDE + _WIDTH - line.width * _SMALL, y), _SMALL)
