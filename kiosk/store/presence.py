"""Keeps visits, who is inside, and the head counts in step; knows the journal not at all.

What was taken back, and whose the visits of a signed ticket are, is remembered: a visit that is
heard of later must find it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kiosk.domain.checkpoints import Direction
from kiosk.store.connect import Database
from kiosk.store.transact import first, rows


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


_ADD = (
    "INSERT INTO visit (entry_id, person_id, ticket_id, checkpoint, direction, at, station,"
    " operator) VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
)


def add_visit(db: Database, visit: VisitRow) -> None:
    """Count one entry or exit; as add_visits()."""
    add_visits(db, (visit,))


def add_visits(db: Database, visits: Sequence[VisitRow]) -> None:
    """Count entries and exits, for whoever has adopted their person's id, in any order.

    Those that count already, or were taken back, change nothing. One statement of each kind does
    for all of them: a station that joins late has a hundred thousand to count.
    """
    sql = "SELECT entry_id FROM taken_back WHERE entry_id IN (SELECT value FROM json_each(?))"
    said = json.dumps([visit.entry_id for visit in visits])
    gone = {row["entry_id"] for row in rows(db, sql, (said,))}
    sql = "SELECT old_id, person_id FROM adoption WHERE old_id IN (SELECT value FROM json_each(?))"
    said = json.dumps([visit.person_id for visit in visits])
    owners = {row["old_id"]: row["person_id"] for row in rows(db, sql, (said,))}
    counted = [
        visit._replace(person_id=owners[visit.person_id]) if visit.person_id in owners else visit
        for visit in visits
        if visit.entry_id not in gone
    ]
    db.conn.executemany(_ADD, counted)
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
    _recount(db, {(row["checkpoint"], row["person_id"])})
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
    gone = rows(db, sql, (json.dumps(list(entry_ids)),))
    _recount(db, {(row["checkpoint"], row["person_id"]) for row in gone})


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
    _recount(db, left | {(checkpoint, new.person_id) for checkpoint in places})


def clear(db: Database) -> None:
    """Forget all visits and counts, before they are built anew."""
    for table in ("visit", "presence", "tally", "taken_back", "adoption"):
        db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names


# What a person's visits at a checkpoint come to, in one walk over them: how many entries, when the
# last was, its id and which way it went. No text that is kept holds the sign between them.
_STATES = """
WITH asked AS (
  SELECT json_extract(value, '$[0]') AS here, json_extract(value, '$[1]') AS person
  FROM json_each(?)
)
SELECT here, person, coalesce((SELECT entries FROM presence
    WHERE checkpoint = here AND person_id = person), 0),
  (SELECT sum(direction = 'entry') || char(1)
    || max(at || char(1) || entry_id || char(1) || direction)
    FROM visit WHERE person_id = person AND checkpoint = here)
FROM asked
"""


def _recount(db: Database, whom: Collection[tuple[str, str]]) -> None:
    """Read the states of some, (checkpoint, person), anew and move the tallies by the difference.

    Visits may arrive in another order than they happened, so the last by true time decides.
    """
    people, entries = Counter[str](), Counter[str]()
    present, gone = [], []
    if not whom:
        return
    states = db.conn.execute(_STATES, (json.dumps(sorted(whom)),)).fetchall()
    for here, person, had, came_to in states:
        has = 0
        if came_to is None:
            gone.append((here, person))
        else:
            count, at, *_, way = came_to.split("\x01")
            has = int(count)
            present.append((here, person, int(way == Direction.ENTRY), has, at))
        people[here] += int(has > 0) - int(had > 0)
        entries[here] += has - had
    db.conn.executemany("DELETE FROM presence WHERE checkpoint = ? AND person_id = ?", gone)
    db.conn.executemany(
        "INSERT INTO presence (checkpoint, person_id, inside, entries, since)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (checkpoint, person_id) DO UPDATE"
        " SET inside = excluded.inside, entries = excluded.entries, since = excluded.since",
        present,
    )
    db.conn.executemany(
        "INSERT INTO tally (checkpoint, people, entries) VALUES (?, ?, ?)"
        " ON CONFLICT (checkpoint) DO UPDATE SET"
        " people = people + excluded.people, entries = entries + excluded.entries",
        [(here, people[here], entries[here]) for here in people],
    )
