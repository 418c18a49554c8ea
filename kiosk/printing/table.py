"""A plain table on paper: title, headings, one line a row, page numbers; knows no people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.text import draw, measure

_PAGE = landscape(A4)
_MARGIN = 14 * mm
_ROW = 6 * mm
_GAP = 2 * mm
_SIZE, _SMALLEST = 9.0, 6.5
_TITLE = 13.0
_INK, _QUIET, _RULE = "#0C1B26", "#4A5A66", "#C9D3DA"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and its share of the width, in relation to the others."""

    heading: str
    share: float = 1.0


def write_table(
    path: Path, title: str, columns: Sequence[Column], table: Iterable[Sequence[str]]
) -> int:
    """Write an A4 landscape PDF; answers the number of rows.

    A cell that is too long is set smaller, and cut with "…" where even that is not enough. Raises
    OSError when the file cannot be written.
    """
    canvas = Canvas(str(path), pagesize=_PAGE, pageCompression=1, lang="es")
    canvas.setTitle(title)
    headings = [column.heading for column in columns]
    spans = _spans([column.share for column in columns])
    page, number = 1, 0
    y = _start_page(canvas, title, headings, spans)
    for cells in table:
        if y < _MARGIN + _ROW:
            _end_page(canvas, page)
            page += 1
            y = _start_page(canvas, title, headings, spans)
        _draw_row(canvas, cells, y, spans, (_INK, 500))
        y -= _ROW
        number += 1
    _end_page(canvas, page)
    canvas.save()
    return number


def _spans(shares: Sequence[float]) -> list[tuple[float, float]]:
    """Left edge and width of each column, in points."""
    unit = (_PAGE[0] - 2 * _MARGIN) / sum(shares)
    widths = [share * unit for share in shares]
    return list(zip(accumulate(widths, initial=_MARGIN), widths, strict=False))


def _start_page(
    canvas: Canvas, title: str, headings: Sequence[str], spans: Sequence[tuple[float, float]]
) -> float:
    """Title and headings; answers the base line of the first row."""
    top = _PAGE[1] - _MARGIN
    canvas.setFillColor(_INK)
    draw(canvas, measure(title, 700), (_MARGIN, top - _TITLE), _TITLE)
    y = top - 14 * mm
    _draw_row(canvas, headings, y, spans, (_QUIET, 700))
    return y - _ROW


def _draw_row(
    canvas: Canvas,
    cells: Sequence[str],
    y: float,
    spans: Sequence[tuple[float, float]],
    look: tuple[str, int],
) -> None:
    """`look` is the colour and the weight of the letters."""
    canvas.setFillColor(look[0])
    for cell, (left, width) in zip(cells, spans, strict=True):
        _draw_cell(canvas, cell, (left, y), width, look[1])
    _rule(canvas, y)


def _draw_cell(
    canvas: Canvas, text: str, at: tuple[float, float], width: float, weight: int
) -> None:
    room = width - _GAP
    line = measure(text, weight)
    size = min(_SIZE, max(_SMALLEST, room / line.width)) if line.width else _SIZE
    kept = text
    while kept and line.width * size > room:
        kept = kept[:-1]
        line = measure(f"{kept.rstrip()}…", weight)
    draw(canvas, line, at, size)


def _rule(canvas: Canvas, y: float) -> None:
    canvas.setStrokeColor(_RULE)
    canvas.setLineWidth(0.4)
    canvas.line(_MARGIN, y - 1.7 * mm, _PAGE[0] - _MARGIN, y - 1.7 * mm)


def _end_page(canvas: Canvas, page: int) -> None:
    canvas.setFillColor(_QUIET)
    line = measure(str(page), 500)
    draw(canvas, line, (_PAGE[0] - _MARGIN - line.width * 8, _MARGIN - 5 * mm), 8)
    canvas.showPage()
