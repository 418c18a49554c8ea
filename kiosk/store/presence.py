"""Keeps visits, who is inside, and the head counts in step; knows the journal not at all.

What was taken back, and whose the visits of a signed ticket are, is remembered: a visit that is
heard of later must find it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.domain.checkpoints import Direction
from kiosk.store.connect import Database
from kiosk.store.person_row import to_json
from kiosk.store.transact import first, insert, rows


class VisitRow(NamedTuple):
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


_VISIT = "visit (entry_id, person_id, ticket_id, checkpoint, direction, at, station, operator)"


def add_visit(db: Database, visit: VisitRow) -> None:
    """Count one entry or exit; as add_visits()."""
    add_visits(db, (visit,))


def add_visits(db: Database, visits: Sequence[VisitRow]) -> None:
    """Count entries and exits, for whoever has adopted their person's id, in any order.

    Those that count already, or were taken back, change nothing. One statement of each kind does
    for all of them: a station that joins late has a hundred thousand to count.
    """
    sql = "SELECT entry_id FROM taken_back WHERE entry_id IN (SELECT value FROM json_each(?))"
    said = to_json([visit.entry_id for visit in visits])
    gone = {row["entry_id"] for row in rows(db, sql, (said,))}
    sql = "SELECT old_id, person_id FROM adoption WHERE old_id IN (SELECT value FROM json_each(?))"
    said = to_json([visit.person_id for visit in visits])
    owners = {row["old_id"]: row["person_id"] for row in rows(db, sql, (said,))}
    counted = [
        visit._replace(person_id=owners[visit.person_id]) if visit.person_id in owners else visit
        for visit in visits
        if visit.entry_id not in gone
    ]
    insert(db, _VISIT, counted)
    _recount(db, {(visit.checkpoint, visit.person_id) for visit in counted})


def drop_visit(db: Database, entry_id: str) -> bool:
    """Forget one entry or exit; False where there is none."""
    row = first(
        db,
        "DELETE FROM visit WHERE entry_id = ? RETURNING checkpoint, person_id",
        (entry_id,),
    )
    if row is None:
        return False
    _recount(db, {(row["checkpoint"], row["person_id"])}, fewer=True)
    return True


def take_back(db: Database, entry_ids: Sequence[str]) -> None:
    """Forget some entries or exits for good."""
    db.conn.executemany(
        "INSERT INTO taken_back VALUES (?) ON CONFLICT DO NOTHING",
        [(entry_id,) for entry_id in entry_ids],
    )
    sql = (
        "DELETE FROM visit WHERE entry_id IN (SELECT value FROM json_each(?))"
        " RETURNING checkpoint, person_id"
    )
    gone = rows(db, sql, (to_json(list(entry_ids)),))
    _recount(db, {(row["checkpoint"], row["person_id"]) for row in gone}, fewer=True)


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
    places = {row["checkpoint"] for row in moving}
    left = {(row["checkpoint"], row["person_id"]) for row in moving}
    _recount(db, left | {(checkpoint, new.person_id) for checkpoint in places}, fewer=True)


def clear(db: Database) -> None:
    """Forget all visits and counts, before they are built anew."""
    for table in ("visit", "presence", "tally", "taken_back", "adoption"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names


_ASK = """
CREATE TEMP TABLE IF NOT EXISTS asked (
  here TEXT NOT NULL, person TEXT NOT NULL, PRIMARY KEY (here, person)
) WITHOUT ROWID
"""
_COUNT = """
SELECT here, sum(p.entries > 0), sum(p.entries) FROM temp.asked
CROSS JOIN presence p ON p.checkpoint = here AND p.person_id = person GROUP BY here
"""
_FORGET_GONE = """
DELETE FROM presence WHERE (checkpoint, person_id) IN (
  SELECT here, person FROM temp.asked WHERE NOT EXISTS (
    SELECT 1 FROM visit v WHERE v.person_id = person AND v.checkpoint = here))
"""
# Beside max(), bare columns are of the row that has it: https://www.sqlite.org/lang_select.html
# (section 2.5). No text that is kept holds the sign between time and id.
_KEEP_STATES = """
INSERT INTO presence (checkpoint, person_id, inside, entries, since)
SELECT here, person, way = 'entry', entries, at FROM (
  SELECT here, person, v.direction AS way, sum(v.direction = 'entry') AS entries, v.at,
    max(v.at || char(1) || v.entry_id || char(1) || v.direction)
  FROM temp.asked CROSS JOIN visit v ON v.person_id = person AND v.checkpoint = here
  GROUP BY here, person
) WHERE true
ON CONFLICT (checkpoint, person_id) DO UPDATE
SET inside = excluded.inside, entries = excluded.entries, since = excluded.since
"""


def _recount(db: Database, whom: Collection[tuple[str, str]], *, fewer: bool = False) -> None:
    """Read the states of some, (checkpoint, person), anew and move the tallies by the difference.

    Visits may arrive in another order than they happened, so the last by true time decides.
    `fewer` where visits may have gone.
    """
    if not whom:
        return
    db.conn.execute(_ASK)
    insert(db, "temp.asked (here, person)", sorted(whom))
    before = _counted(db)
    if fewer:
        db.conn.execute(_FORGET_GONE)
    db.conn.execute(_KEEP_STATES)
    after = _counted(db)
    db.conn.execute("DELETE FROM temp.asked")
    changes = []
    for here in {here for here, _ in whom}:
        (had, had_entries), (has, has_entries) = before.get(here, (0, 0)), after.get(here, (0, 0))
        changes.append((here, has - had, has_entries - had_entries))
    db.conn.executemany(
        "INSERT INTO tally (checkpoint, people, entries) VALUES (?, ?, ?)"
        " ON CONFLICT (checkpoint) DO UPDATE SET"
        " people = people + excluded.people, entries = entries + excluded.entries",
        changes,
    )


def _counted(db: Database) -> dict[str, tuple[int, int]]:
    """How many of those asked for have entered, and how often, by checkpoint."""
    found = db.conn.execute(_COUNT)
    return {here: (people, entries) for here, people, entries in found}
