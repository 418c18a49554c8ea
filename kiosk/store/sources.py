"""Rows of table source: settings, cursor, how the last run went; asks no source anything."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.domain.feed import Cursor
from kiosk.store.connect import Database
from kiosk.store.moments import maybe_moment, maybe_text, to_moment, to_text
from kiosk.store.person_row import to_json
from kiosk.store.transact import Row, first, number, rows


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as kept. `error` is what record_failure wrote, {} where all is well."""

    name: str
    kind: str
    settings: Mapping[str, Any]
    cursor: Cursor
    added_at: datetime
    last_pull_at: datetime | None
    last_push_seq: int
    last_hub_seq: int
    error: Mapping[str, Any]
    failures: int
    due_at: datetime | None
    suspended: bool
    run_open: bool
    clock_seconds: float | None


def get(db: Database, name: str) -> StoredSource | None:
    """The source of that name, or None."""
    row = first(db, "SELECT * FROM source WHERE name = ?", (name,))
    return _source(row) if row else None


def every(db: Database) -> list[StoredSource]:
    """All sources in the order in which they were added."""
    return [_source(row) for row in rows(db, "SELECT * FROM source ORDER BY added_at, rowid")]


def put(db: Database, name: str, kind: str, settings: Mapping[str, object], at: datetime) -> None:
    """Keep a source; one that is there gets the settings, and may be tried at once."""
    db.conn.execute(
        "INSERT INTO source (name, kind, settings, added_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET settings = excluded.settings, kind = excluded.kind,"
        " suspended = 0, failures = 0, last_error = '', due_at = NULL",
        (name, kind, to_json(dict(settings)), to_text(at)),
    )


def remove(db: Database, name: str) -> None:
    """Forget the source and all rows that are only about it, but not people and tickets."""
    for table in ("document", "named", "delivery", "source_visit"):
        db.conn.execute(f"DELETE FROM {table} WHERE source = ?", (name,))  # noqa: S608  fixed names
    db.conn.execute("DELETE FROM source WHERE name = ?", (name,))


def set_cursor(db: Database, name: str, cursor: Cursor) -> None:
    """Where the next pull goes on."""
    db.conn.execute("UPDATE source SET cursor = ? WHERE name = ?", (to_json(dict(cursor)), name))


def set_planned(db: Database, name: str, seq: int) -> None:
    """Up to which journal entry deliveries are planned."""
    db.conn.execute("UPDATE source SET last_push_seq = ? WHERE name = ?", (seq, name))


def set_planned_of_others(db: Database, name: str, seq: int) -> None:
    """Up to which entry of the hub those of other stations are planned."""
    db.conn.execute("UPDATE source SET last_hub_seq = ? WHERE name = ?", (seq, name))


def set_clock(db: Database, name: str, seconds: float) -> None:
    """The server's time minus ours."""
    db.conn.execute("UPDATE source SET clock_seconds = ? WHERE name = ?", (seconds, name))


def set_failed(
    db: Database, name: str, error: Mapping[str, object], due_at: datetime | None
) -> None:
    """A run went wrong; without a moment to try again somebody must act first."""
    db.conn.execute(
        "UPDATE source SET last_error = ?, failures = failures + 1, due_at = ?, suspended = ?"
        " WHERE name = ?",
        (to_json(dict(error)), maybe_text(due_at), int(due_at is None), name),
    )


def set_well(db: Database, name: str, due_at: datetime, pulled_at: datetime | None) -> None:
    """A run went well; `pulled_at` where it brought all there was."""
    db.conn.execute(
        "UPDATE source SET last_error = '', failures = 0, suspended = 0, due_at = ?,"
        " last_pull_at = coalesce(?, last_pull_at) WHERE name = ?",
        (to_text(due_at), maybe_text(pulled_at), name),
    )


def begin_run(db: Database, name: str) -> None:
    """A full pull begins: nobody has been named yet."""
    db.conn.execute("DELETE FROM named WHERE source = ?", (name,))
    db.conn.execute("UPDATE source SET run_open = 1 WHERE name = ?", (name,))


def end_run(db: Database, name: str) -> None:
    """The full pull has come to its end."""
    db.conn.execute("DELETE FROM named WHERE source = ?", (name,))
    db.conn.execute("UPDATE source SET run_open = 0 WHERE name = ?", (name,))


def living(db: Database, name: str) -> int:
    """How many tickets the source has that are not gone."""
    sql = "SELECT count(*) FROM ticket WHERE source = ? AND gone_at IS NULL"
    return number(db, sql, (name,))


def name_tickets(db: Database, name: str, ticket_ids: list[str]) -> None:
    """Those were named since the full pull began."""
    db.conn.executemany(
        "INSERT INTO named (source, ticket_id) VALUES (?, ?) ON CONFLICT DO NOTHING",
        [(name, ticket_id) for ticket_id in ticket_ids],
    )


def named_among(db: Database, name: str, ticket_ids: list[str]) -> set[str]:
    """Those of the tickets that were named since the full pull began."""
    marks = ",".join("?" * len(ticket_ids))
    sql = f"SELECT ticket_id FROM named WHERE source = ? AND ticket_id IN ({marks})"  # noqa: S608  marks only
    return {row["ticket_id"] for row in rows(db, sql, (name, *ticket_ids))}


def count_named(db: Database, name: str) -> int:
    """How many were named since the full pull began."""
    return number(db, "SELECT count(*) FROM named WHERE source = ?", (name,))


def unnamed(db: Database, name: str) -> list[str]:
    """The living tickets that the full pull has not named."""
    found = rows(
        db,
        "SELECT ticket_id FROM ticket t WHERE source = ? AND gone_at IS NULL AND NOT EXISTS"
        " (SELECT 1 FROM named n WHERE n.source = t.source AND n.ticket_id = t.ticket_id)",
        (name,),
    )
    return [row["ticket_id"] for row in found]


def _source(row: Row) -> StoredSource:
    return StoredSource(
        name=row["name"],
        kind=row["kind"],
        settings=json.loads(row["settings"]),
        cursor=json.loads(row["cursor"]),
        added_at=to_moment(row["added_at"]),
        last_pull_at=maybe_moment(row["last_pull_at"]),
        last_push_seq=row["last_push_seq"],
        last_hub_seq=row["last_hub_seq"],
        error=json.loads(row["last_error"] or "{}"),
        failures=row["failures"],
        due_at=maybe_moment(row["due_at"]),
        suspended=bool(row["suspended"]),
        run_open=bool(row["run_open"]),
        clock_seconds=row["clock_seconds"],
    )
