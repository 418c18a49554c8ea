"""What an import did or would do, as values for screens, command line and JSON; does nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kiosk.domain.registration import RowProblem
from kiosk.sources.headers import Found
from kiosk.sources.table import Book
from kiosk.texts import translate

Progress = Callable[[int, int], None]
"""Told (rows done, rows in all) now and then."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts are registrations (tickets), but `people`: the different people of the list.

    `mapping` is field -> column title as found; `samples` are the first registrations as read.
    For an invitation list `checkpoint` is set, `matched` counts people and organisations found,
    `kept` e-mail addresses that wait for a registration, `unmatched` names the rows left over.
    For the roll of an `assembly` they count mandates, beside its `organisations` and `votes`.
    """

    file: str
    kind: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int
    source: str
    dry_run: bool
    mapping: Mapping[str, str]
    rows: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    revived: int = 0
    gone: int = 0
    people: int = 0
    codes_made: int = 0
    rejected: tuple[RowProblem, ...] = ()
    doubts: tuple[RowProblem, ...] = ()
    samples: tuple[Mapping[str, str], ...] = ()
    checkpoint: str = ""
    matched: int = 0
    kept: int = 0
    unmatched: tuple[RowProblem, ...] = field(default=())
    assembly: str = ""
    organisations: int = 0
    votes: int = 0

    @classmethod
    def of_file(
        cls, path: Path, book: Book, found: Found, source: str, *, dry_run: bool
    ) -> ImportReport:
        """How the file was understood; nothing is counted yet."""
        return cls(
            file=path.name,
            kind=book.kind,
            sheet=found.sheet.name,
            sheets=tuple(sheet.name for sheet in book.sheets),
            encoding=book.encoding,
            delimiter=book.delimiter,
            header_row=found.header_row,
            source=source,
            dry_run=dry_run,
            mapping=found.columns.titles(),
        )

    def as_json(self, lang: str | None = None) -> dict[str, Any]:
        """The report as JSON values, sentences in `lang`."""
        shown: dict[str, Any] = {name: getattr(self, name) for name in _PLAIN}
        shown["sheets"] = list(self.sheets)
        shown["mapping"] = dict(self.mapping)
        shown["samples"] = [dict(sample) for sample in self.samples]
        for name in ("rejected", "doubts", "unmatched"):
            shown[name] = [problem_json(problem, lang) for problem in getattr(self, name)]
        return shown


_PLAIN = (
    "file",
    "kind",
    "sheet",
    "encoding",
    "delimiter",
    "header_row",
    "source",
    "dry_run",
    "rows",
    "added",
    "updated",
    "unchanged",
    "revived",
    "gone",
    "people",
    "codes_made",
    "checkpoint",
    "matched",
    "kept",
    "assembly",
    "organisations",
    "votes",
)


def problem_json(problem: RowProblem, lang: str | None = None) -> dict[str, Any]:
    """A problem as {"row", "field", "reason"}, the sentence in `lang`."""
    reason = translate(problem.message, lang, **problem.params)
    return {"row": problem.row, "field": problem.field, "reason": reason}
