"""A plain table on paper: title, headings, one line a row, page numbers; knows no people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def write_table(
    path: Path, title: str, headings: Sequence[str], table: Iterable[Sequence[str]]
) -> int:
    """Write an A4 landscape PDF; answers the number of rows.

    A cell that is too long is set smaller, and cut with "…" where even that is not enough. Raises
    OSError when the file cannot be written.
    """
    canvas = Canvas(str(path), pagesize=_PAGE, pageCompression=1, lang="es")
    canvas.setTitle(title)
    width = (_PAGE[0] - 2 * _MARGIN) / len(headings)
    page, number = 1, 0
    y = _start_page(canvas, title, headings, width)
    for cells in table:
        if y < _MARGIN + _ROW:
            _end_page(canvas, page)
            page += 1
            y = _start_page(canvas, title, headings, width)
        _draw_row(canvas, cells, y, width)
        y -= _ROW
        number += 1
    _end_page(canvas, page)
    canvas.save()
    return number


def _start_page(canvas: Canvas, title: str, headings: Sequence[str], width: float) -> float:
    """Title and headings; answers the base line of the first row."""
    top = _PAGE[1] - _MARGIN
    canvas.setFillColor(_INK)
    draw(canvas, measure(title, 700), (_MARGIN, top - _TITLE), _TITLE)
    y = top - 14 * mm
    canvas.setFillColor(_QUIET)
    for column, heading in enumerate(headings):
        _draw_cell(canvas, heading, (_MARGIN + column * width, y), width, 700)
    _rule(canvas, y)
    return y - _ROW


def _draw_row(canvas: Canvas, cells: Sequence[str], y: float, width: float) -> None:
    canvas.setFillColor(_INK)
    for column, cell in enumerate(cells):
        _draw_cell(canvas, cell, (_MARGIN + column * width, y), width, 500)
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
