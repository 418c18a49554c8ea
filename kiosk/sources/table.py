"""What every reader hands over: sheets of text cells with row numbers; interprets nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

Cells = list[str]
Numbered = tuple[int, Cells]
"""A row with its number as a spreadsheet program shows it (for JSON: 1 for the first object)."""

_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#¡REF!"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. `rows()` starts anew at the first row each time it is called."""

    name: str
    rows: Callable[[], Iterator[Numbered]]


@dataclass(frozen=True, slots=True)
class Book:
    """A file as read: `kind` is csv, xlsx, xls, ods or json; encoding and delimiter for text.

    `keyed` tells that the first row holds keys for certain (JSON), not a title.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    keyed: bool = False


def cell_text(value: object) -> str:
    """A cell's value as text: 12345.0 is "12345", dates are ISO 8601, errors are empty."""
    if isinstance(value, str):
        return "" if value in _ERRORS else value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        whole = value.is_integer() and abs(value) < 1e16
        return str(int(value)) if whole else repr(value)
    return _moment_text(value)


def _moment_text(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
