"""Keeps visits, who is inside, and the head counts in step; knows the journal not at all.

What was taken back, and whose the visits of a signed ticket are, is remembered: a visit that is
heard of later must find it.
"""

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


@dataclass(frozen=True, slots=True)
class Adopter:
    """To whom the visits of another id belong, and the entry that says so; `at` is stored text."""

    person_id: str
    at: str
    entry_id: str


def add_visit(db: Database, visit: VisitRow) -> None:
    """Count one entry or exit, for whoever has adopted its person's id.

    One that counts already, or was taken back, changes nothing.
    """
    written = db.conn.execute(
        "INSERT INTO visit (entry_id, person_id, ticket_id, checkpoint, direction, at, station,"
        " operator) SELECT :entry_id, coalesce((SELECT person_id FROM adoption"
        " WHERE old_id = :person_id), :person_id), :ticket_id, :checkpoint, :direction, :at,"
        " :station, :operator WHERE NOT EXISTS (SELECT 1 FROM taken_back"
        " WHERE entry_id = :entry_id) ON CONFLICT DO NOTHING RETURNING person_id",
        {
            "entry_id": visit.entry_id,
            "person_id": visit.person_id,
            "ticket_id": visit.ticket_id,
            "checkpoint": visit.checkpoint,
            "direction": str(visit.direction),
            "at": visit.at,
            "station": visit.station,
            "operator": visit.operator,
        },
    ).fetchall()
    for (person_id,) in written:
        _recount(db, visit.checkpoint, person_id)


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


def take_back(db: Database, entry_id: str) -> None:
    """Forget one entry or exit for good."""
    db.conn.execute("INSERT INTO taken_back VALUES (?) ON CONFLICT DO NOTHING", (entry_id,))
    drop_visit(db, entry_id)


def adopt(db: Database, old_person_id: str, new: Adopter) -> None:
    """Let the visits of one id be those of another: a signed ticket whose person became known.

    Of two who adopt the same id the later one does, whoever is heard first.
    """
    won = first(
        db,
        "INSERT INTO adoption (old_id, person_id, at, entry_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (old_id) DO UPDATE SET person_id = excluded.person_id, at = excluded.at,"
        " entry_id = excluded.entry_id"
        " WHERE (excluded.at, excluded.entry_id) > (adoption.at, adoption.entry_id)"
        " RETURNING old_id",
        (old_person_id, new.person_id, new.at, new.entry_id),
    )
    if won is None:
        return
    moving = rows(
        db,
        "SELECT entry_id, checkpoint, person_id FROM visit WHERE person_id = :old"
        " OR entry_id IN (SELECT id FROM told WHERE person_id = :old)",
        {"old": old_person_id},
    )
    db.conn.executemany(
        "UPDATE visit SET person_id = ? WHERE entry_id = ?",
        [(new.person_id, row["entry_id"]) for row in moving],
    )
    for checkpoint, before in sorted({(row["checkpoint"], row["person_id"]) for row in moving}):
        _recount(db, checkpoint, before)
        _recount(db, checkpoint, new.person_id)


def clear(db: Database) -> None:
    """Forget all visits and counts, before they are built anew."""
    for table in ("visit", "presence", "tally", "taken_back", "adoption"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names


_STATE = """
SELECT coalesce(p.inside, 0), coalesce(p.entries, 0), (SELECT count(*) FROM visit
  WHERE person_id = :person AND checkpoint = :here AND direction = 'entry'), last.direction, last.at
FROM (SELECT 1) LEFT JOIN presence p ON p.checkpoint = :here AND p.person_id = :person
LEFT JOIN (SELECT direction, at FROM visit WHERE person_id = :person AND checkpoint = :here
  ORDER BY at DESC, entry_id DESC LIMIT 1) last
"""


def _recount(db: Database, checkpoint: str, person_id: str) -> None:
    """Read one person's state at one checkpoint anew and move the tally by the difference.

    Visits may arrive in another order than they happened, so the last by true time decides.
    """
    where = {"here": checkpoint, "person": person_id}
    was_inside, had, entries, direction, at = db.conn.execute(_STATE, where).fetchone()
    inside = int(direction == str(Direction.ENTRY))
    _write_presence(db, checkpoint, person_id, (inside, entries, at) if at else None)
    _move_tally(db, checkpoint, (was_inside, had), (inside, entries))


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
