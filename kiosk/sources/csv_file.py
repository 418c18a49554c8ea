"""Reads comma, semicolon, tab and bar separated text row by row; keeps no row in memory."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.sources.table import Book, Numbered, Sheet
from kiosk.sources.text_encoding import find_encoding
from kiosk.texts import N_

_DELIMITERS = (",", ";", "\t", "|")
_SEP = re.compile(r'^"?sep=(.)"?\s*$', re.IGNORECASE)
_SAMPLE_ROWS = 60
_FIELD_LIMIT = 1 << 17
_END = "\x04"
"""A line of its own behind the last one; within a cell it tells of a quote never closed."""
_NOT_CLOSED = "a quote is not closed"


def read_csv(path: Path) -> Book:
    """The file as one sheet; WrongUseError where it is no text or a quote is never closed."""
    encoding = find_encoding(path)
    sep_line = _sep_line(path, encoding)
    delimiter = sep_line or _delimiter(path, encoding)

    def rows() -> Iterator[Numbered]:
        return _rows(path, encoding, delimiter, skip=bool(sep_line))

    return Book("csv", (Sheet(path.name, rows),), encoding, delimiter)


def _rows(path: Path, encoding: str, delimiter: str, *, skip: bool) -> Iterator[Numbered]:
    """Rows from 1, as a spreadsheet counts them: blank ones count, a "sep=" line does not."""
    csv.field_size_limit(_FIELD_LIMIT)
    number = 0
    try:
        with path.open(encoding=encoding, newline="") as file:
            if skip:
                file.readline()
            lines = chain(file, (_END,))
            for number, cells in enumerate(csv.reader(lines, delimiter=delimiter), start=1):
                if cells == [_END]:
                    return
                yield number, cells
        raise csv.Error(_NOT_CLOSED)
    except csv.Error as error:
        raise WrongUseError(
            N_("{file}, fila {row}: hay unas comillas sin cerrar o una celda enorme."),
            file=path.name,
            row=number + (str(error) != _NOT_CLOSED),
        ) from error
    except UnicodeDecodeError as error:
        raise WrongUseError(
            N_("{file}, fila {row}: el texto está dañado o a medio copiar."),
            file=path.name,
            row=number + 1,
        ) from error


def _sep_line(path: Path, encoding: str) -> str:
    """The delimiter that a first line "sep=;" names (Excel's own mark), else nothing."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        found = _SEP.match(file.readline(200))
    return found[1] if found else ""


def _delimiter(path: Path, encoding: str) -> str:
    """The delimiter that gives the most columns alike over the first rows; comma if none does."""
    if path.suffix.lower() in {".tsv", ".tab"}:
        return "\t"
    best, best_score = ",", 0.0
    for candidate in _DELIMITERS:
        widths = _widths(path, encoding, candidate)
        wide = [width for width in widths if width > 1]
        if not wide:
            continue
        common = max(set(wide), key=wide.count)
        score = wide.count(common) / len(widths) * (1 + min(common, 50) / 100)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _widths(path: Path, encoding: str, delimiter: str) -> list[int]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        try:
            rows = list(islice(csv.reader(file, delimiter=delimiter), _SAMPLE_ROWS))
        except csv.Error:
            return []
    return [len(row) for row in rows if any(cell.strip() for cell in row)]
