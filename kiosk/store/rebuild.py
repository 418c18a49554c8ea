"""Builds the projections anew from mirror and journals, tells what differed; loses no record.

What the hub has numbered comes first, in its order; then what only this station knows yet.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.store import expected, hub_replica, presence, remote_visits
from kiosk.store.connect import Database
from kiosk.store.journal import entry_from
from kiosk.store.person_row import person_from, person_of
from kiosk.store.person_write import update_columns
from kiosk.store.projections import JOURNAL_SOURCE, apply, apply_others
from kiosk.store.transact import Row, number, rows, writing

TABLES = (
    "person",
    "visit",
    "presence",
    "tally",
    "correction",
    "badge",
    "invitation",
    "answer",
    "request",
    "taken_back",
    "adoption",
)
_CHUNK = 1_000
_NOT_NUMBERED = (
    "SELECT * FROM entry WHERE seq > ?"
    " AND NOT EXISTS (SELECT 1 FROM hub_entry h WHERE h.id = entry.id) ORDER BY seq LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """One table after the rebuild.

    `appeared` rows were not there before, `vanished` rows are there no more; a row that changed
    counts in both. Both are 0 where the rebuild gave the same.
    """

    table: str
    rows: int
    appeared: int
    vanished: int

    @property
    def same(self) -> bool:
        """Whether the rebuild gave what had been there."""
        return not self.appeared and not self.vanished


def rebuild(db: Database) -> list[Rebuilt]:
    """Rebuild all projections in one transaction and compare them with what was there.

    Raises FailureError for failures of the world; then nothing has changed.
    """
    with writing(db):
        _remember(db)
        _clear(db)
        _restore_people(db)
        for entries in hub_replica.entries(db):
            apply_others(db, entries)
        for row in _all(db, _NOT_NUMBERED, "seq"):
            apply(db, entry_from(row))
        remote_visits.project_all(db)
        _drop_empty_tallies(db)
        reports = [_compare(db, table) for table in TABLES]
        reports.append(_search_index(db))
        _forget(db)
    return reports


def _remember(db: Database) -> None:
    _forget(db)
    for table in TABLES:
        db.conn.execute(f"CREATE TEMP TABLE before_{table} AS SELECT * FROM {table}")  # noqa: S608  fixed names


def _forget(db: Database) -> None:
    for table in TABLES:
        db.conn.execute(f"DROP TABLE IF EXISTS temp.before_{table}")


def _clear(db: Database) -> None:
    presence.clear(db)
    for table in ("correction", "badge", "answer", "request"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names
    db.conn.execute("DELETE FROM invitation WHERE source = ?", (JOURNAL_SOURCE,))
    expected.forget(db)


def _restore_people(db: Database) -> None:
    """Write the columns of everybody a source knows as its mirror says; journal entries follow."""
    sql = "SELECT * FROM person WHERE id > ? AND mirror IS NOT NULL ORDER BY id LIMIT ?"
    for row in _all(db, sql, "id"):
        shown = person_from(row)
        mirrored = person_of(shown.person_id, json.loads(row["mirror"]), gone=shown.gone)
        if shown != mirrored:
            update_columns(db, mirrored)


def _drop_empty_tallies(db: Database) -> None:
    """A checkpoint whose last visit was undone may keep a row of zeros or none: both are right.

    So it is where a source took back the only one that it had told of.
    """
    db.conn.execute(
        "DELETE FROM temp.before_tally WHERE people = 0 AND entries = 0"
        " AND checkpoint NOT IN (SELECT checkpoint FROM tally)"
    )
    db.conn.execute(
        "DELETE FROM tally WHERE people = 0 AND entries = 0"
        " AND checkpoint NOT IN (SELECT checkpoint FROM temp.before_tally)"
    )


def _compare(db: Database, table: str) -> Rebuilt:
    def difference(left: str, right: str) -> int:
        return number(
            db,
            f"SELECT count(*) FROM (SELECT * FROM {left} EXCEPT SELECT * FROM {right})",  # noqa: S608  fixed names
        )

    return Rebuilt(
        table=table,
        rows=number(db, f"SELECT count(*) FROM {table}"),  # noqa: S608  fixed names
        appeared=difference(table, f"temp.before_{table}"),
        vanished=difference(f"temp.before_{table}", table),
    )


def _search_index(db: Database) -> Rebuilt:
    """Compare the search index with the people (rank 1: also their texts); repair it if it differs.

    https://www.sqlite.org/fts5.html, "The 'integrity-check' Command".
    """
    people = number(db, "SELECT count(*) FROM person")
    try:
        db.conn.execute("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        db.conn.execute("INSERT INTO person_fts (person_fts) VALUES ('rebuild')")
        return Rebuilt("person_fts", people, appeared=1, vanished=1)
    return Rebuilt("person_fts", people, appeared=0, vanished=0)


def _all(db: Database, sql: str, key: str) -> Iterator[Row]:
    """Rows in chunks by a rising key, so that a million of them need little memory."""
    last = 0
    while chunk := rows(db, sql, (last, _CHUNK)):
        yield from chunk
        last = chunk[-1][key]
