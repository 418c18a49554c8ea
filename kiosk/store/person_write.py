"""Writes people and tickets with their corrections applied; decides nothing and journals nothing.

A source's import writes through put_person() and put_ticket(), or uses person_row's columns for
its own bulk statements and calls apply_corrections() afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kiosk.domain.people import Person, Ticket
from kiosk.store.connect import Database
from kiosk.store.person_row import (
    fields_of,
    person_columns,
    person_of,
    ticket_columns,
    to_json,
)
from kiosk.store.transact import first, insert, rows


def put_person(db: Database, person: Person, *, source: str = "", source_ref: str = "") -> None:
    """Insert or update what the source says of a person; corrections stay on top."""
    columns = _columns(_corrected(db, person), source, source_ref)
    _upsert(db, "person", "person_id", [columns | {"mirror": to_json(fields_of(person))}])


def put_walk_ins(db: Database, people: Sequence[Person], source: str) -> None:
    """Insert or update people of whom no source says anything; corrections stay on top."""
    changes = _corrections(db, [person.person_id for person in people])
    shown = [_with(person, changes.get(person.person_id, {})) for person in people]
    _upsert(
        db,
        "person",
        "person_id",
        [_columns(person, source, person.person_id) | {"mirror": None} for person in shown],
    )


def put_ticket(db: Database, ticket: Ticket, extra: dict[str, Any] | None = None) -> None:
    """Insert or update a ticket; it is no longer gone."""
    put_tickets(db, (ticket,), extra)


def put_tickets(
    db: Database, tickets: Sequence[Ticket], extra: dict[str, Any] | None = None
) -> None:
    """Insert or update tickets, which are no longer gone, with the same `extra`."""
    more = {"gone_at": None, "extra": to_json(extra or {})}
    _upsert(db, "ticket", "ticket_id", [ticket_columns(ticket) | more for ticket in tickets])


def corrections_of(db: Database, person_id: str) -> dict[str, Any]:
    """The corrected fields of a person as JSON values."""
    return _corrections(db, (person_id,)).get(person_id, {})


def apply_corrections(db: Database, person_ids: Collection[str] | None = None) -> None:
    """Write the corrections of some, or of all corrected people, over their columns."""
    changes = _corrections(db, person_ids)
    bases = _originals(db, list(changes))
    _update_columns(db, [_with(base, changes[base.person_id]) for base in bases])


def _corrections(db: Database, person_ids: Collection[str] | None) -> dict[str, dict[str, Any]]:
    """The corrected fields of some, or of all, by person."""
    sql, parameters = "SELECT person_id, field, value FROM correction", list[str]()
    if person_ids is not None:
        sql += " WHERE person_id IN (SELECT value FROM json_each(?))"
        parameters.append(to_json(list(person_ids)))
    changes: dict[str, dict[str, Any]] = {}
    for row in rows(db, sql, parameters):
        changes.setdefault(row["person_id"], {})[row["field"]] = json.loads(row["value"])
    return changes


def original(db: Database, person_id: str) -> Person | None:
    """The person as the source says, or as the walk-in was registered; None if unknown."""
    return next(_originals(db, (person_id,)), None)


def update_columns(db: Database, person: Person) -> None:
    """Write the person's visible columns; source, mirror and gone_at stay."""
    _update_columns(db, (person,))


def _originals(db: Database, person_ids: Sequence[str]) -> Iterator[Person]:
    """Those of the people that are known, as original() has them."""
    sql = (
        "SELECT person_id, mirror, gone_at FROM person"
        " WHERE person_id IN (SELECT value FROM json_each(?))"
    )
    for row in rows(db, sql, (to_json(list(person_ids)),)):
        text = row["mirror"] or _walk_in_fields(db, row["person_id"])
        yield person_of(row["person_id"], json.loads(text), gone=row["gone_at"] is not None)


def _update_columns(db: Database, people: Sequence[Person]) -> None:
    if not people:
        return
    values = [person_columns(person) | {"person_id": person.person_id} for person in people]
    names = ", ".join(f"{name} = :{name}" for name in values[0])
    db.conn.executemany(f"UPDATE person SET {names} WHERE person_id = :person_id", values)  # noqa: S608  own column names


def _walk_in_fields(db: Database, person_id: str) -> str:
    row = first(
        db,
        "SELECT payload FROM told WHERE person_id = ? AND kind = 'walk_in' ORDER BY place LIMIT 1",
        (person_id,),
    )
    return to_json(json.loads(row["payload"]).get("person", {})) if row else "{}"


def _corrected(db: Database, person: Person) -> Person:
    return _with(person, corrections_of(db, person.person_id))


def _with(person: Person, changes: Mapping[str, Any]) -> Person:
    if not changes:
        return person
    fixed = person_of(person.person_id, {**fields_of(person), **changes})
    return replace(fixed, gone=person.gone)


def _columns(shown: Person, source: str, source_ref: str) -> dict[str, str | int | None]:
    columns: dict[str, str | int | None] = {"person_id": shown.person_id}
    columns |= person_columns(shown)
    return columns | {"source": source, "source_ref": source_ref, "gone_at": None}


def _upsert(
    db: Database, table: str, key: str, lines: Sequence[Mapping[str, str | int | None]]
) -> None:
    if not lines:
        return
    names = list(lines[0])
    changes = ", ".join(f"{name} = excluded.{name}" for name in names if name != key)
    insert(
        db,
        f"{table} ({', '.join(names)})",
        [tuple(one.values()) for one in lines],
        f"ON CONFLICT ({key}) DO UPDATE SET {changes}",
    )
