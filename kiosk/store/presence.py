"""Keeps visits, who is inside, and the head counts in step; knows the journal not at all."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.domain.checkpoints import Direction
from kiosk.store.connect import Database
from kiosk.store.transact import first, rows


@dataclass(frozen=True, slots=True)
class VisitRow:
    """A row of table visit; `at` is stored text."""

    entry_id: str
    person_id: str
    ticket_id: str | None
    checkpoint: str
    direction: Direction
    at: str
    station: str
    operator: str


def add_visit(db: Database, visit: VisitRow) -> None:
    """Count one entry or exit."""
    db.conn.execute(
        "INSERT INTO visit (entry_id, person_id, ticket_id, checkpoint, direction, at, station,"
        " operator) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            visit.entry_id,
            visit.person_id,
            visit.ticket_id,
            visit.checkpoint,
            str(visit.direction),
            visit.at,
            visit.station,
            visit.operator,
        ),
    )
    _recount(db, visit.checkpoint, visit.person_id)


def drop_visit(db: Database, entry_id: str) -> bool:
    """Forget one entry or exit; False where there is none."""
    row = first(
        db,
        "DELETE FROM visit WHERE entry_id = ? RETURNING checkpoint, person_id",
        (entry_id,),
    )
    if row is None:
        return False
    _recount(db, row["checkpoint"], row["person_id"])
    return True


def adopt(db: Database, old_person_id: str, new_person_id: str) -> None:
    """Let the visits of one id be those of another: a signed ticket whose person became known."""
    moved = rows(
        db,
        "UPDATE visit SET person_id = ? WHERE person_id = ? AND person_id <> ?"
        " RETURNING checkpoint",
        (new_person_id, old_person_id, new_person_id),
    )
    for checkpoint in sorted({row["checkpoint"] for row in moved}):
        _recount(db, checkpoint, old_person_id)
        _recount(db, checkpoint, new_person_id)


def clear(db: Database) -> None:
    """Forget all visits and counts, before they are built anew."""
    for table in ("visit", "presence", "tally"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names


def _recount(db: Database, checkpoint: str, person_id: str) -> None:
    """Read one person's state at one checkpoint anew and move the tally by the difference.

    Visits may arrive in another order than they happened, so the last by true time decides.
    """
    before = _present(db, checkpoint, person_id)
    last = first(
        db,
        "SELECT direction, at FROM visit WHERE person_id = ? AND checkpoint = ?"
        " ORDER BY at DESC, entry_id DESC LIMIT 1",
        (person_id, checkpoint),
    )
    entries = first(
        db,
        "SELECT count(*) AS n FROM visit"
        " WHERE person_id = ? AND checkpoint = ? AND direction = 'entry'",
        (person_id, checkpoint),
    )
    inside = int(last is not None and last["direction"] == str(Direction.ENTRY))
    after = (inside, entries["n"] if entries else 0)
    _write_presence(db, checkpoint, person_id, (*after, last["at"]) if last else None)
    _move_tally(db, checkpoint, before, after)


def _present(db: Database, checkpoint: str, person_id: str) -> tuple[int, int]:
    row = first(
        db,
        "SELECT inside, entries FROM presence WHERE checkpoint = ? AND person_id = ?",
        (checkpoint, person_id),
    )
    return (row["inside"], row["entries"]) if row else (0, 0)


def _write_presence(
    db: Database, checkpoint: str, person_id: str, state: tuple[int, int, str] | None
) -> None:
    if state is None:
        db.conn.execute(
            "DELETE FROM presence WHERE checkpoint = ? AND person_id = ?", (checkpoint, person_id)
        )
        return
    db.conn.execute(
        "INSERT INTO presence (checkpoint, person_id, inside, entries, since)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (checkpoint, person_id) DO UPDATE"
        " SET inside = excluded.inside, entries = excluded.entries, since = excluded.since",
        (checkpoint, person_id, *state),
    )


def _move_tally(
    db: Database, checkpoint: str, before: tuple[int, int], after: tuple[int, int]
) -> None:
    people = int(after[1] > 0) - int(before[1] > 0)
    db.conn.execute(
        "INSERT INTO tally (checkpoint, people, entries) VALUES (?, ?, ?)"
        " ON CONFLICT (checkpoint) DO UPDATE SET"
        " people = people + excluded.people, entries = entries + excluded.entries",
        (checkpoint, people, after[1] - before[1]),
    )
