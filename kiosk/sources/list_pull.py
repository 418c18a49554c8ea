"""A list of people as the pieces of a pull, by the readers of `kiosk import`; fetches no list."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.feed import Batch, Checked, Cursor, SourceError, Trouble
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_people
from kiosk.sources.own_words import own_words
from kiosk.sources.rows import RowReader
from kiosk.texts import N_, _

PIECE = 200
"""Rows of a piece: what is stored in one transaction."""
_LONGEST_COLUMNS = 600
_CONTENT = ("sha256", "how")


@dataclass(frozen=True, slots=True)
class Reading:
    """How lists of one event are read. `mapping` is field -> column, as `--map` takes it."""

    zone: ZoneInfo
    roles: frozenset[str] = frozenset()
    catalogue: Catalogue = field(default_factory=Catalogue)
    mapping: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, event: Event, mapping: Mapping[str, str]) -> Reading:
        """As that event reads lists."""
        roles = frozenset(role.id for role in event.roles)
        return cls(event.timezone, roles, event.catalogue, mapping)

    def mark(self, place: str) -> str:
        """A short text that differs where the same bytes would be read otherwise.

        `place` is where the list comes from. The text is equal in all processes.
        """
        words = (self.catalogue.products, self.catalogue.dates, self.catalogue.questions)
        every = (place, self.zone.key, self.roles, dict(self.mapping), words)
        return hashlib.sha256(msgspec.json.encode(every, order="deterministic")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Survey:
    """What a list holds: rows in all, those that are registrations, field -> title found."""

    kind: str
    rows: int
    readable: int
    columns: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some rows as they were read, and what was doubtful in them."""

    rows: tuple[Registration | RowProblem, ...]
    doubts: tuple[RowProblem, ...]

    @property
    def people(self) -> tuple[Registration, ...]:
        """The rows that are registrations."""
        return tuple(row for row in self.rows if isinstance(row, Registration))


class PeopleList:
    """A list that was read through once, so that none is given up half way.

    Raises WrongUseError where it is no list of people, damaged, or nobody can be read from it:
    it would mark everybody as gone.
    """

    def __init__(self, path: Path, reading: Reading) -> None:
        self._reading = reading
        book = read_file(path)
        self._found = find_people(book, reading.mapping, own_words(reading.catalogue))
        self._read = tuple(self._pieces_read())
        rows = sum(len(piece.rows) for piece in self._read)
        readable = sum(len(piece.people) for piece in self._read)
        titles = self._found.columns.titles()
        if not rows:
            raise WrongUseError(N_("{file} está vacío."), file=path.name)
        if not readable:
            raise WrongUseError(
                N_("{file}: no se entiende ninguna de sus filas. Columnas: {columns}"),
                file=path.name,
                columns=shown(titles),
            )
        self.survey = Survey(book.kind, rows, readable, titles)

    def pieces(self, start: Cursor, end: Cursor, server_time: datetime | None) -> Iterator[Batch]:
        """One full pull. Only its last piece moves the cursor to `end`: a cut one begins anew."""
        seen = done = 0
        for piece in self._read:
            begins, seen, done = not seen, seen + len(piece.rows), done + len(piece.people)
            yield Batch(
                cursor=end if seen == self.survey.rows else start,
                registrations=piece.people,
                begins=begins,
                ends=seen == self.survey.rows,
                done=done,
                total=self.survey.readable,
                server_time=server_time,
                problems=tuple(row for row in piece.rows if isinstance(row, RowProblem)),
                doubts=piece.doubts,
            )

    def _pieces_read(self) -> Iterator[_Piece]:
        """Every row, read once: reading costs about as much as storing."""
        reading, own = self._reading, own_words(self._reading.catalogue)
        reader = RowReader(self._found.columns, reading.zone, reading.roles, own)
        rows = self._found.rows()
        while piece := list(islice(rows, PIECE)):
            read = tuple(reader.read(number, cells) for number, cells in piece)
            yield _Piece(read, tuple(reader.doubts))
            reader.doubts.clear()


def changed(before: Cursor, after: Cursor) -> bool:
    """Whether the list is to be pulled: other content, or the same that is read otherwise."""
    return any(before.get(key) != after.get(key) for key in _CONTENT)


def checked(name: str, survey: Survey, *notes: str, clock_seconds: float | None = None) -> Checked:
    """What a test of the connection says of a list; `name` is what people call it."""
    counts = _(
        "Formato: {kind}. Filas: {rows}. Quedan afuera: {left_out}.",
        kind=survey.kind,
        rows=survey.rows,
        left_out=survey.rows - survey.readable,
    )
    columns = _("Columnas: {columns}", columns=shown(survey.columns))
    return Checked(name, survey.readable, clock_seconds, (*notes, counts, columns))


def shown(columns: Mapping[str, str]) -> str:
    """Columns for people: "email ← Correo; full_name ← Nombre"."""
    return "; ".join(f"{name} ← {title}" for name, title in columns.items())[:_LONGEST_COLUMNS]


def source_error(error: KnownError) -> SourceError:
    """What is wrong with a list, in the same words, as trouble with its source."""
    if isinstance(error, SourceError):
        return error
    found = SourceError(Trouble.ANSWER, error.message)
    found.params = error.params
    found.__cause__ = error
    return found
