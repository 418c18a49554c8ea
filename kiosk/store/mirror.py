"""Writes what a source says about people and tickets in bulk; decides nothing, journals nothing.

Call everything here inside one transaction. What a station did (journal, corrections, badges)
is never touched: the person's columns are the mirror with the corrections on top.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from kiosk.domain.people import Person, Ticket
from kiosk.domain.roster import KnownPerson, KnownTicket
from kiosk.store import expected
from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.moments import to_text
from kiosk.store.person_row import (
    LIST_FIELDS,
    TEXT_FIELDS,
    fields_of,
    person_of,
    search_keys,
    texts_of,
    ticket_columns,
    to_json,
)
from kiosk.store.person_write import apply_corrections, original
from kiosk.store.transact import first, number

_PERSON = (
    "person_id",
    *TEXT_FIELDS,
    *LIST_FIELDS,
    "photo_ok",
    "name_key",
    "badge_key",
    "email_key",
    "org_key",
    "source",
    "source_ref",
    "mirror",
)
_TICKET = (
    "ticket_id",
    "person_id",
    "code",
    "state",
    "product",
    "source",
    "source_ref",
    "valid_from",
    "valid_until",
    "blocked",
    "valid_if_pending",
    "attention",
    "checkin_text",
    "product_id",
    "variation_id",
    "date_id",
    "parent_id",
    "extra",
)


_PARENT = _TICKET.index("parent_id")

NOTHING: Mapping[str, object] = MappingProxyType({})
"""Of a ticket of which nothing else is said."""

_SMALL = 2000
_REMADE = (
    # ticket_person and the keys stay: an import asks by them
    "SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL"
    " AND (type = 'trigger' AND tbl_name IN ('person', 'ticket')"
    " OR type = 'index' AND tbl_name IN ('person', 'ticket') AND name <> 'ticket_person')"
    " ORDER BY name"
)
MATCHED_BY = frozenset(("person_name", "ticket_code", "ticket_source"))
"""The indexes by which a batch finds whose its registrations are."""


class Written(NamedTuple):
    """A person and a ticket ready to be written, and the fingerprint of both."""

    person: tuple[object, ...]
    ticket: tuple[object, ...]
    print: int


class Keys(NamedTuple):
    """The folded columns by which people are matched and found."""

    name: str
    badge: str
    email: str
    organisation: str


def keys_of(person: Person) -> Keys:
    """The person's keys; costly enough to be made once a row."""
    keys = search_keys(person)
    return Keys(keys["name_key"], keys["badge_key"], keys["email_key"], keys["org_key"])


def prepare(
    person: Person,
    ticket: Ticket,
    keys: Keys | None = None,
    extra: Mapping[str, object] = NOTHING,
) -> Written:
    """The rows of a person as the source says and of one ticket; the ticket says whose it is.

    `extra` is what the source says beside it, {"answers": {"<question id>": "text"}} and the like.
    """
    said = to_json(fields_of(person))
    person_row = (
        ticket.person_id,
        *texts_of(person),
        _list_json(person.roles),
        _list_json(person.speaks),
        None if person.photo_ok is None else int(person.photo_ok),
        *(keys or keys_of(person)),
        ticket.source,
        ticket.source_ref,
        said,
    )
    said_beside = to_json(dict(extra)) if extra else "{}"
    ticket_row = (*ticket_columns(ticket).values(), said_beside)
    return Written(person_row, ticket_row, hash((said, ticket_row)))


@lru_cache(maxsize=4096)
def _list_json(words: tuple[str, ...]) -> str:
    return to_json(list(words))


def known_people(db: Database) -> Iterator[KnownPerson]:
    """Every person by the keys the source gave; corrected ones by the corrected keys as well."""
    sql = (
        "SELECT p.person_id, p.email_key, p.name_key, p.org_key, c.person_id IS NOT NULL, p.mirror"
        " FROM person p LEFT JOIN (SELECT DISTINCT person_id FROM correction) c"
        " ON c.person_id = p.person_id ORDER BY p.gone_at IS NOT NULL, p.id"
    )
    with known_failures():
        for person_id, email, name, organisation, corrected, mirror in db.conn.execute(sql):
            if corrected and mirror:
                keys = keys_of(person_of(person_id, json.loads(mirror)))
                yield KnownPerson(person_id, keys.email, keys.name, keys.organisation)
            yield KnownPerson(person_id, email, name, organisation)


def known_tickets(db: Database, source: str) -> Iterator[tuple[KnownTicket, int | None]]:
    """Every ticket with the fingerprint of what is stored; None where it is gone."""
    return fingerprints(db, source)


def fingerprints(
    db: Database, source: str, where: str = "", values: Sequence[object] = ()
) -> Iterator[tuple[KnownTicket, int | None]]:
    """As known_tickets, those only that the condition on ticket t names."""
    columns = ", ".join(f"t.{name}" for name in _TICKET)
    sql = (
        f"SELECT p.mirror, t.gone_at IS NOT NULL OR p.gone_at IS NOT NULL, {columns}"  # noqa: S608  own names
        f" FROM ticket t JOIN person p USING (person_id) {where}"
        " ORDER BY t.gone_at IS NOT NULL, t.rowid"
    )
    with known_failures():
        for mirror, gone, *row in db.conn.execute(sql, values):
            ticket_id, person_id, code, _, product, of, source_id = row[:7]
            own = of == source
            ref, addon = source_id if own else "", bool(row[_PARENT])
            known = KnownTicket(ticket_id, person_id, code, ref, product, own, addon)
            yield known, None if gone else hash((mirror, tuple(row)))


def write(db: Database, rows: Sequence[Written]) -> None:
    """Insert or update people and tickets; they are no longer gone."""
    with known_failures():
        db.conn.executemany(_upsert("person", _PERSON, "mirror"), [row.person for row in rows])
        db.conn.executemany(_upsert("ticket", _TICKET, ""), [row.ticket for row in rows])


def mark_gone(db: Database, ticket_ids: Iterable[str], at: datetime) -> int:
    """Mark tickets as gone, and the people whom no ticket is left; how many tickets it were.

    Walk-ins are never gone: no source ever said that they were there.
    """
    moment = to_text(at)
    with known_failures():
        done = db.conn.executemany(
            "UPDATE ticket SET gone_at = ? WHERE ticket_id = ? AND gone_at IS NULL",
            [(moment, ticket_id) for ticket_id in ticket_ids],
        ).rowcount
        db.conn.execute(
            "UPDATE person SET gone_at = ? WHERE gone_at IS NULL AND mirror IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM ticket t"
            " WHERE t.person_id = person.person_id AND t.gone_at IS NULL)",
            (moment,),
        )
    return max(done, 0)


def said(db: Database, person_id: str) -> tuple[Person | None, str]:
    """The person before corrections and the source that speaks first; walk-ins as registered."""
    row = first(db, "SELECT source FROM person WHERE person_id = ?", (person_id,))
    return original(db, person_id), row["source"] if row else ""


def settle(db: Database) -> None:
    """Write the desk's corrections over what the source said."""
    with known_failures():
        apply_corrections(db)


def _upsert(table: str, columns: Sequence[str], watched: str) -> str:
    """Insert, or update where something differs; `watched` stands for all columns if given."""
    key, *rest = columns
    changed = [watched] if watched else rest
    differs = " OR ".join(f"{table}.{name} IS NOT excluded.{name}" for name in changed)
    values = ", ".join("?" * len(columns))
    updates = ", ".join(f"{name} = {_new_value(table, name)}" for name in rest)
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({values})"  # noqa: S608  own names
        f" ON CONFLICT ({key}) DO UPDATE SET {updates}, gone_at = NULL"
        f" WHERE {differs} OR {table}.gone_at IS NOT NULL"
    )


def _new_value(table: str, name: str) -> str:
    """A person stays with the source that spoke first while it still does; the rest is replaced."""
    if table != "person" or name not in {"source", "source_ref"}:
        return f"excluded.{name}"
    elsewhere = (
        "EXISTS (SELECT 1 FROM ticket t WHERE t.person_id = person.person_id"
        " AND t.source = person.source AND t.gone_at IS NULL)"
    )
    return f"CASE WHEN {elsewhere} THEN person.{name} ELSE excluded.{name} END"


def anybody(db: Database) -> bool:
    """Whether anybody was ever known here."""
    return number(db, "SELECT EXISTS (SELECT 1 FROM person)") == 1


@contextmanager
def bulk_if_small(db: Database, keep: frozenset[str] = frozenset()) -> Iterator[None]:
    """Within it, the indexes of a small store are made anew at the end, not row by row.

    That halves the time of a first import. Call it inside the transaction: everything comes
    back with the rest if that is rolled back. `keep` are names of indexes that stay.
    """
    with known_failures():
        if number(db, "SELECT count(*) FROM person") > _SMALL:
            yield
            return
        found = [row for row in db.conn.execute(_REMADE).fetchall() if row[1] not in keep]
        for kind, name, _ in found:
            db.conn.execute(f"DROP {kind} {name}")
        yield
        for _, _, sql in found:
            db.conn.execute(sql)
        expected.forget(db)  # the triggers that would have done it were away
        db.conn.execute("INSERT INTO person_fts (person_fts) VALUES ('rebuild')")
