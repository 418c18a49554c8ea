"""Writes rows as csv, xlsx or json files; knows no people and no event.

A file appears whole or not at all, readable by its owner only: it holds personal data.
"""

from __future__ import annotations

import csv
import json
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter  # type: ignore[import-untyped]  # it ships no types

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.texts import N_

Cell = str | int | bool | list[str] | None
TableRow = dict[str, Cell]
Writer = Callable[[Path, Sequence[str], Iterable[TableRow]], int]

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_XLSX_ROWS = 1_048_575  # Excel's limit less the headings


def write_csv(path: Path, names: Sequence[str], table: Iterable[TableRow]) -> int:
    """UTF-8, comma, one heading line; answers the number of rows.

    Cells that a spreadsheet would run as a formula get an apostrophe in front
    (https://owasp.org/www-community/attacks/CSV_Injection).
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        number = 0
        for row in table:
            writer.writerow([_harmless(as_text(row[name])) for name in names])
            number += 1
    return number


def write_json(path: Path, names: Sequence[str], table: Iterable[TableRow]) -> int:
    """A list of objects, one a line; answers their number."""
    number = 0
    with path.open("w", encoding="utf-8") as file:
        file.write("[")
        for row in table:
            file.write(",\n" if number else "\n")
            file.write(json.dumps({name: row[name] for name in names}, ensure_ascii=False))
            number += 1
        file.write("\n]\n")
    return number


def write_xlsx(path: Path, names: Sequence[str], table: Iterable[TableRow]) -> int:
    """One sheet of texts and whole numbers, never formulas or links; answers the number of rows.

    Raises WrongUseError for more rows than a sheet holds.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        return write_sheet(book, None, names, table)


def write_sheet(
    book: xlsxwriter.Workbook, title: str | None, names: Sequence[str], table: Iterable[TableRow]
) -> int:
    """Add a sheet to a workbook as write_xlsx() does; answers the number of rows."""
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(names) - 1, 18)
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, bold)
    number = 0
    for row in table:
        number += 1
        if number > _XLSX_ROWS:
            raise WrongUseError(N_("Son demasiadas filas para xlsx: exporte a csv."))
        for column, name in enumerate(names):
            _write_cell(sheet, number, column, row[name])
    return number


def _write_cell(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell) -> None:
    if isinstance(cell, int) and not isinstance(cell, bool):
        sheet.write_number(row, column, cell)  # so that a spreadsheet can add them up
    else:
        sheet.write_string(row, column, as_text(cell))


def as_text(cell: Cell) -> str:
    """The text of a cell; lists are joined by a comma, and a truth is "true" or "false"."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    return ", ".join(cell) if isinstance(cell, list) else str(cell)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file to write to that takes the place of `path` only if nothing went wrong.

    Raises FailureError when the folder or the disk says no.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=path.suffix)
        os.close(handle)
        draft = Path(name)
        try:
            yield draft
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=path, error=_cause(error)
        ) from error


def _cause(error: Exception) -> str:
    return str(getattr(error, "strerror", None) or error)


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


WRITERS: dict[str, Writer] = {".csv": write_csv, ".json": write_json, ".xlsx": write_xlsx}
"""File name ending -> writer."""
