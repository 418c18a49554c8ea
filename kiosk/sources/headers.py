"""Finds the sheet and the header row of a list of people or guests; reads no more than it must."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kiosk.domain.errors import WrongUseError
from kiosk.sources.columns import Columns, find_columns
from kiosk.sources.own_words import NO_WORDS, OwnWords
from kiosk.sources.table import Book, Numbered, Sheet
from kiosk.texts import N_

_LOOK = 30
_SAMPLE = 200
_NAMES = ("full_name", "given_name", "family_name")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Where the list stands. `header_row` is 0 where the file has none (a bare list)."""

    sheet: Sheet
    header_row: int
    columns: Columns

    def rows(self) -> Iterator[Numbered]:
        """The rows below the header, blank ones left out, every cell a text."""
        last = len(self.columns.header)
        for number, cells in self.sheet.rows():
            if number > self.header_row and any(map(str.strip, cells)):
                yield number, cells if len(cells) >= last else cells + [""] * (last - len(cells))


def find_header(book: Book, own: OwnWords = NO_WORDS) -> Found | None:
    """The likeliest header, whether or not it names people; None where nothing is filled in."""
    return _best(book, {}, own)


def find_people(book: Book, mapping: Mapping[str, str], own: OwnWords = NO_WORDS) -> Found:
    """The sheet that looks most like people; WrongUseError where no sheet has a name column.

    `own` are the event's words for its questions and dates.
    """
    found = _best(book, mapping, own)
    if found is None:
        raise WrongUseError(N_("{file} está vacío."), file=", ".join(s.name for s in book.sheets))
    if not any(name in found.columns for name in _NAMES):
        titles = ", ".join(filter(None, found.columns.header))
        raise WrongUseError(
            N_(
                "No se reconoce la columna del nombre. Columnas: {columns}. "
                "Indíquela con --map full_name=COLUMNA."
            ),
            columns=titles[:600],
        )
    return found


def find_guests(book: Book, mapping: Mapping[str, str]) -> Found:
    """The sheet of a guest list by e-mail, code, name, organisation or role, or a bare column."""
    found = _best(book, mapping)
    useful = {"email", "code", "organisation", "roles", *_NAMES}
    if found is not None and useful & set(found.columns.of):
        return found
    bare = _bare(book)
    if bare is None:
        raise WrongUseError(
            N_(
                "No se reconoce ninguna columna de correo, código, nombre u organización. "
                "Indíquela con --map email=COLUMNA."
            )
        )
    return bare


def find_members(book: Book, mapping: Mapping[str, str]) -> Found:
    """The sheet of an assembly's roll; one column of organisations without header will do."""
    found = _best(book, mapping)
    if found is None or "organisation" not in found.columns:
        found = _bare(book)
    if found is None or "organisation" not in found.columns:
        raise WrongUseError(
            N_(
                "No se reconoce la columna de la organización. "
                "Indíquela con --map organisation=COLUMNA."
            )
        )
    return found


def _best(book: Book, mapping: Mapping[str, str], own: OwnWords = NO_WORDS) -> Found | None:
    """The header with the most recognised columns over all sheets; the first of equals."""
    best: Found | None = None
    best_score = -1
    error: WrongUseError | None = None
    for sheet in book.sheets:
        try:
            found = _header(sheet, mapping, own, keyed=book.keyed)
        except WrongUseError as wrong:
            error = error or wrong
            continue
        score = _score(found.columns) if found else -1
        if found and score > best_score:
            best, best_score = found, score
    if best is None and error is not None:
        raise error
    return best


def _score(columns: Columns) -> int:
    """How much the columns look like people: names first, then addresses, then the rest."""
    return (
        10 * any(name in columns for name in _NAMES)
        + 4 * ("email" in columns)
        + 4 * ("code" in columns)
        + len(columns.of)
    )


def _header(
    sheet: Sheet, mapping: Mapping[str, str], own: OwnWords, *, keyed: bool
) -> Found | None:
    """The header among the first rows: the one with most recognised names, the first of equals."""
    top = list(islice(sheet.rows(), _LOOK + _SAMPLE))
    filled = [(n, cells) for n, cells in top[:_LOOK] if any(cell.strip() for cell in cells)]
    if not filled:
        return None
    best = max(filled, key=lambda row: _named(row[1])) if not keyed else filled[0]
    if not keyed and not _named(best[1]):
        best = next((row for row in filled if _width(row[1]) > 1), filled[0])
    number, cells = best
    header = _trimmed(cells)
    sample = [row for n, row in top if n > number][:_SAMPLE]
    return Found(sheet, number, find_columns(header, sample, mapping, own))


def _named(cells: Sequence[str]) -> int:
    """How many fields a row's cells would name; data rows name none."""
    if any(_EMAIL.fullmatch(cell.strip()) for cell in cells):
        return 0
    return len(find_columns(cells, [], {}).of)


def _width(cells: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in cells)


def _trimmed(cells: Sequence[str]) -> list[str]:
    """The header without the empty columns at its end."""
    header = [cell.strip() for cell in cells]
    while header and not header[-1]:
        header.pop()
    return header


def _bare(book: Book) -> Found | None:
    """A list without header: one column of addresses, or of organisations."""
    sheet = book.sheets[0]
    top = [cells for _, cells in islice(sheet.rows(), _SAMPLE) if _width(cells)]
    if not top or max(_width(cells) for cells in top) != 1:
        return None
    column = next(i for i, cell in enumerate(top[0]) if cell.strip())
    addresses = sum(bool(_EMAIL.search(" ".join(cells))) for cells in top)
    field = "email" if addresses * 2 >= len(top) else "organisation"
    return Found(sheet, 0, Columns(("",) * (column + 1), {field: (column,)}))
