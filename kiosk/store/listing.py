"""Reads whole tables for exports, chunk by chunk, in a settled order; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from operator import attrgetter

from kiosk.domain.journal import Entry
from kiosk.domain.people import Person, Ticket
from kiosk.domain.visits import Visit
from kiosk.store import journal, people
from kiosk.store.connect import Database
from kiosk.store.person_row import person_from
from kiosk.store.transact import Row, rows
from kiosk.store.visits import visit_from

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Listed:
    """A person with tickets, valid badge code, and where they come from."""

    person: Person
    tickets: tuple[Ticket, ...]
    badge_code: str
    source: str
    source_ref: str


def all_people(db: Database) -> Iterator[Listed]:
    """Every person in the order in which they came to be known, gone ones too."""
    sql = (
        "SELECT *, (SELECT badge_code FROM badge b WHERE b.person_id = person.person_id"
        " AND voided_at IS NULL ORDER BY issued_at DESC, badge_code DESC LIMIT 1) AS badge_code"
        " FROM person WHERE id > ? ORDER BY id LIMIT ?"
    )
    last = 0
    while chunk := rows(db, sql, (last, _CHUNK)):
        tickets = people.tickets_of_many(db, [row["person_id"] for row in chunk])
        for row in chunk:
            yield Listed(
                person=person_from(row),
                tickets=tickets.get(row["person_id"], ()),
                badge_code=row["badge_code"] or "",
                source=row["source"],
                source_ref=row["source_ref"],
            )
        last = chunk[-1]["id"]


def all_visits(db: Database) -> Iterator[Row]:
    """Every visit that counts with its person's columns, by checkpoint and true time."""
    sql = (
        "SELECT v.entry_id, v.checkpoint, v.direction, v.at, v.station, v.operator, v.person_id,"
        " p.given_name, p.family_name, p.organisation, p.country, p.roles"
        " FROM visit v LEFT JOIN person p ON p.person_id = v.person_id"
        " WHERE (v.checkpoint, v.at, v.entry_id) > (?, ?, ?)"
        " ORDER BY v.checkpoint, v.at, v.entry_id LIMIT ?"
    )
    last = ("", "", "")
    while chunk := rows(db, sql, (*last, _CHUNK)):
        yield from chunk
        last = (chunk[-1]["checkpoint"], chunk[-1]["at"], chunk[-1]["entry_id"])


def visits_by_person(db: Database) -> Iterator[list[Visit]]:
    """The visits that count, all of one person at a time; people by id, theirs by true time."""
    sql = (
        "SELECT * FROM visit WHERE (person_id, checkpoint, at, entry_id) > (?, ?, ?, ?)"
        " ORDER BY person_id, checkpoint, at, entry_id LIMIT ?"
    )
    last: tuple[str, ...] = ("", "", "", "")
    theirs: list[Visit] = []
    while chunk := rows(db, sql, (*last, _CHUNK)):
        for visit in map(visit_from, chunk):
            if theirs and theirs[0].person_id != visit.person_id:
                yield sorted(theirs, key=attrgetter("at", "entry_id"))
                theirs = []
            theirs.append(visit)
        last = tuple(chunk[-1][key] for key in ("person_id", "checkpoint", "at", "entry_id"))
    if theirs:
        yield sorted(theirs, key=attrgetter("at", "entry_id"))


def all_entries(db: Database) -> Iterator[Entry]:
    """The whole journal, oldest first."""
    last = 0
    while chunk := journal.read_after(db, last, _CHUNK):
        yield from chunk
        last = chunk[-1].seq
