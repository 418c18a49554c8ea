"""Writes lists in every format and hands back what the readers make of them."""

from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import xlsxwriter

from kiosk.sources.files import read_file
from kiosk.sources.headers import find_people
from kiosk.sources.rows import RowReader


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a text (in an encoding) or bytes to a file of that name."""

    def write(name, content, encoding="utf-8"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def save_xlsx(tmp_path: Path) -> Callable[..., Path]:
    """Write sheets (name -> rows) to an xlsx file."""

    def write(sheets, name="list.xlsx"):
        path = tmp_path / name
        book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
        book.close()
        return path

    return write


@pytest.fixture
def cells() -> Callable[[Path], list[list[str]]]:
    """Every cell of the first sheet."""
    return lambda path: [row for _, row in read_file(path).sheets[0].rows()]


@pytest.fixture
def registrations() -> Callable[..., list]:
    """What the rows of a list of people become."""

    def read(path, mapping=None):
        found = find_people(read_file(path), mapping or {})
        reader = RowReader(found.columns, ZoneInfo("America/Montevideo"), frozenset({"fellow"}))
        return [reader.read(number, row) for number, row in found.rows()], reader.doubts

    return read
