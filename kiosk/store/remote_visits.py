"""The check-ins that a source tells of: the mirror of them, and their place among the visits.

Those that only repeat what this station did are kept too, but count once: by the journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from kiosk.domain.checkpoints import Direction
from kiosk.store.connect import Database
from kiosk.store.presence import VisitRow, add_visit, drop_visit
from kiosk.store.transact import Row, rows

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class RemoteRow:
    """A row of table source_visit; `at` is stored text, `checkpoint` "" where no list is known."""

    source: str
    ref: str
    source_id: str
    list_ref: str
    direction: Direction
    at: str
    device: str
    ticket_id: str
    person_id: str
    checkpoint: str = ""
    own_entry: str = ""

    @property
    def visit_id(self) -> str:
        """What stands as entry_id in table visit; no journal entry has such an id."""
        return f"{self.source}/{self.source_id}/{self.ref}"


_COLUMNS = tuple(field.name for field in fields(RemoteRow))
_INSERT = (
    f"INSERT INTO source_visit ({', '.join(_COLUMNS)})"  # noqa: S608  own names
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_DELETE = "DELETE FROM source_visit WHERE source = ? AND source_id = ? AND ref = ?"


def of_registrations(db: Database, source: str, source_ids: Sequence[str]) -> list[RemoteRow]:
    """What is known of those registrations."""
    found: list[RemoteRow] = []
    for start in range(0, len(source_ids), _CHUNK):
        chunk = source_ids[start : start + _CHUNK]
        marks = ",".join("?" * len(chunk))
        sql = f"SELECT * FROM source_visit WHERE source = ? AND source_id IN ({marks})"  # noqa: S608  marks only
        found += [_row(row) for row in rows(db, sql, (source, *chunk))]
    return found


def of_source(db: Database, source: str) -> list[RemoteRow]:
    """All that a source has told of."""
    return [_row(r) for r in rows(db, "SELECT * FROM source_visit WHERE source = ?", (source,))]


def add(db: Database, row: RemoteRow) -> None:
    """Keep a visit, and let it count."""
    db.conn.execute(_INSERT, [str(getattr(row, name)) for name in _COLUMNS])
    project(db, row)


def drop(db: Database, row: RemoteRow) -> None:
    """Forget a visit; it counts no more."""
    db.conn.execute(_DELETE, (row.source, row.source_id, row.ref))
    drop_visit(db, row.visit_id)


def project(db: Database, row: RemoteRow) -> None:
    """Let a kept visit count, unless it is our own or at no checkpoint of this event."""
    if row.own_entry or not row.checkpoint:
        return
    add_visit(
        db,
        VisitRow(
            entry_id=row.visit_id,
            person_id=row.person_id,
            ticket_id=row.ticket_id,
            checkpoint=row.checkpoint,
            direction=row.direction,
            at=row.at,
            station=row.device or row.source,
            operator="",
        ),
    )


def project_all(db: Database) -> None:
    """Let every kept visit count, after all visits were forgotten."""
    last: tuple[str, str, str] = ("", "", "")
    sql = (
        "SELECT * FROM source_visit WHERE (source, source_id, ref) > (?, ?, ?)"
        " ORDER BY source, source_id, ref LIMIT ?"
    )
    while chunk := [_row(row) for row in rows(db, sql, (*last, _CHUNK))]:
        for row in chunk:
            project(db, row)
        last = (chunk[-1].source, chunk[-1].source_id, chunk[-1].ref)


def remap(db: Database, places: Mapping[str, str]) -> None:
    """Let visits count where their lists are now: list's source_ref -> checkpoint id."""
    known = rows(db, "SELECT DISTINCT list_ref, checkpoint FROM source_visit")
    for pair in known:
        place = places.get(pair["list_ref"], "")
        if place == pair["checkpoint"]:
            continue
        where = "WHERE list_ref = ? AND checkpoint = ?"
        there = (pair["list_ref"], pair["checkpoint"])
        moved = [_row(row) for row in rows(db, f"SELECT * FROM source_visit {where}", there)]  # noqa: S608  fixed texts
        db.conn.execute(f"UPDATE source_visit SET checkpoint = ? {where}", (place, *there))  # noqa: S608  fixed texts
        _move(db, moved, place)


def _move(db: Database, moved: Iterable[RemoteRow], place: str) -> None:
    for row in moved:
        drop_visit(db, row.visit_id)
        values = {name: getattr(row, name) for name in _COLUMNS} | {"checkpoint": place}
        project(db, RemoteRow(**values))


def _row(row: Row) -> RemoteRow:
    return RemoteRow(**(row | {"direction": Direction(row["direction"])}))
