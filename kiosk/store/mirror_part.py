"""The few people and tickets that some registrations may be about; writes only that some are gone.

A batch of a pull is matched against these as a list is against everybody, so that a batch costs
the same in a small event and in a large one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from kiosk.domain.people import Person
from kiosk.domain.roster import KnownPerson, KnownTicket
from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.mirror import fingerprints, keys_of
from kiosk.store.moments import to_text
from kiosk.store.person_row import person_of
from kiosk.store.person_write import apply_corrections
from kiosk.store.transact import first, rows

_MOST_MARKS = 500
"""Parameters of one statement; SQLite before 3.32 takes 999."""
_KEYED = ("given_name", "family_name", "email", "organisation")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What registrations may be known by; names are pairs of folded keys, all without blanks.

    `mailed` are (e-mail, name), `named` (name, organisation) of those without an e-mail.
    """

    source_ids: frozenset[str]
    codes: frozenset[str]
    mailed: frozenset[tuple[str, str]]
    named: frozenset[tuple[str, str]]


class OwnTicket(NamedTuple):
    """A living ticket of the source; `said` is what it says of its person, None if never kept."""

    ticket_id: str
    person_id: str
    said: Person | None


_OF_NAME = (
    "SELECT p.person_id FROM (VALUES {pairs}) AS wanted"
    " CROSS JOIN person p INDEXED BY person_name"
    " ON p.name_key = wanted.column{name} AND p.{other} = wanted.column{second}"
)
"""Each pair is looked up by its name, which few people share; the pair as such would be compared
with everybody."""


class Taken(Container[str]):
    """Whether an id is that of a person or of a ticket.

    `likely` tells the ids that will be asked for; they are looked up together once the first one
    is, since a list asks for two ids with each new row.
    """

    def __init__(self, db: Database, likely: Callable[[], Iterable[str]]) -> None:
        self._db = db
        self._likely = likely
        self._asked: frozenset[str] | None = None
        self._found: set[str] = set()

    def __contains__(self, key: object) -> bool:
        if self._asked is None:
            self._asked = frozenset(self._likely())
            self._found = self._among(sorted(self._asked))
        return key in self._found if key in self._asked else bool(self._among([str(key)]))

    def _among(self, ids: Sequence[str]) -> set[str]:
        marks = _marks(ids)
        sql = (
            f"SELECT ticket_id AS taken FROM ticket WHERE ticket_id IN ({marks})"  # noqa: S608  marks only
            f" UNION ALL SELECT person_id FROM person WHERE person_id IN ({marks})"
        )
        return {row["taken"] for row in rows(self._db, sql, (*ids, *ids))}


def people(db: Database, source: str, wanted: Wanted) -> list[KnownPerson]:
    """The people whom those registrations may be about, as mirror.known_people tells them."""
    ids = _holders(db, source, wanted) | _by_keys(db, wanted) | _corrected(db, wanted)
    listed = sorted(ids)
    found = rows(
        db,
        "SELECT p.person_id, p.email_key, p.name_key, p.org_key, p.mirror, EXISTS"  # noqa: S608  marks only
        " (SELECT 1 FROM correction c WHERE c.person_id = p.person_id) AS corrected"
        f" FROM person p WHERE p.person_id IN ({_marks(listed)})"
        " ORDER BY p.gone_at IS NOT NULL, p.id",
        listed,
    )
    known: list[KnownPerson] = []
    for row in found:
        who = row["person_id"]
        if row["corrected"] and row["mirror"]:
            keys = keys_of(person_of(who, json.loads(row["mirror"])))
            known.append(KnownPerson(who, keys.email, keys.name, keys.organisation))
        known.append(KnownPerson(who, row["email_key"], row["name_key"], row["org_key"]))
    return known


def tickets(
    db: Database, source: str, person_ids: Sequence[str]
) -> Iterator[tuple[KnownTicket, int | None]]:
    """Every ticket of those people, as mirror.known_tickets tells them."""
    return fingerprints(db, source, f"WHERE t.person_id IN ({_marks(person_ids)})", person_ids)


def main_ticket(db: Database, source: str, source_id: str) -> OwnTicket | None:
    """The ticket of that registration; its person as stored."""
    row = first(
        db,
        "SELECT ticket_id, person_id FROM ticket WHERE source = ? AND source_ref = ?"
        " ORDER BY gone_at IS NOT NULL LIMIT 1",
        (source, source_id),
    )
    return OwnTicket(row["ticket_id"], row["person_id"], None) if row else None


def own_tickets(db: Database, source: str, person_id: str) -> list[OwnTicket]:
    """The person's living tickets of the source, in the order in which they came to be known."""
    found = rows(
        db,
        "SELECT ticket_id, json_extract(extra, '$.said') AS said FROM ticket"
        " WHERE person_id = ? AND source = ? AND gone_at IS NULL ORDER BY rowid",
        (person_id, source),
    )
    return [
        OwnTicket(
            row["ticket_id"],
            person_id,
            person_of(person_id, json.loads(row["said"])) if row["said"] else None,
        )
        for row in found
    ]


def keep_said(db: Database, ticket_id: str, said: str) -> None:
    """Note beside a ticket what it says of its person (JSON), who has others too."""
    db.conn.execute(
        "UPDATE ticket SET extra = json_set(extra, '$.said', json(?)) WHERE ticket_id = ?",
        (said, ticket_id),
    )


def ids_of(db: Database, source: str, source_ids: Sequence[str]) -> dict[str, str]:
    """The living tickets of those registrations: source id -> ticket id."""
    sql = (
        "SELECT source_ref, ticket_id FROM ticket WHERE source = ? AND gone_at IS NULL"  # noqa: S608  marks only
        f" AND source_ref IN ({_marks(source_ids)})"
    )
    found = rows(db, sql, (source, *source_ids))
    return {row["source_ref"]: row["ticket_id"] for row in found}


def beneath(db: Database, source: str, prefix: str) -> dict[str, str]:
    """The living tickets whose source id begins so: source id -> ticket id."""
    found = rows(
        db,
        "SELECT source_ref, ticket_id FROM ticket WHERE source = ? AND gone_at IS NULL"
        " AND source_ref >= ? AND source_ref < ?",
        (source, prefix, f"{prefix}\U0010ffff"),
    )
    return {row["source_ref"]: row["ticket_id"] for row in found}


def tickets_gone(db: Database, ticket_ids: Sequence[str], at: datetime) -> list[str]:
    """Mark tickets as gone; the people whose they were."""
    found: list[str] = []
    for ticket_id in ticket_ids:
        sql = (
            "UPDATE ticket SET gone_at = ? WHERE ticket_id = ? AND gone_at IS NULL"
            " RETURNING person_id"
        )
        found += [row["person_id"] for row in rows(db, sql, (to_text(at), ticket_id))]
    return found


def settle(db: Database, person_ids: Iterable[str], at: datetime) -> None:
    """Mark those of the people as gone whom no ticket is left; the others keep corrections."""
    listed = list(person_ids)
    for start in range(0, len(listed), _MOST_MARKS):
        some = listed[start : start + _MOST_MARKS]
        with known_failures():
            db.conn.execute(
                "UPDATE person SET gone_at = ? WHERE gone_at IS NULL AND mirror IS NOT NULL"  # noqa: S608  marks only
                " AND NOT EXISTS (SELECT 1 FROM ticket t"
                " WHERE t.person_id = person.person_id AND t.gone_at IS NULL)"
                f" AND person_id IN ({_marks(some)})",
                (to_text(at), *some),
            )
        apply_corrections(db, some)


def _holders(db: Database, source: str, wanted: Wanted) -> set[str]:
    """Who has a ticket of those ids or codes."""
    ids, codes = sorted(wanted.source_ids), sorted(wanted.codes)
    found = rows(
        db,
        f"SELECT person_id FROM ticket WHERE source = ? AND source_ref IN ({_marks(ids)})"  # noqa: S608  marks only
        f" UNION SELECT person_id FROM ticket WHERE code IN ({_marks(codes)})",
        (source, *ids, *codes),
    )
    return {row["person_id"] for row in found}


def _by_keys(db: Database, wanted: Wanted) -> set[str]:
    """Who has those names; one address or name that many share brings none of the others."""
    mailed, named = sorted(wanted.mailed), sorted(wanted.named)
    found = rows(
        db,
        f"{_OF_NAME.format(pairs=_pairs(mailed), other='email_key', name=2, second=1)}"
        f" UNION {_OF_NAME.format(pairs=_pairs(named), other='org_key', name=1, second=2)}",
        [key for pair in (*mailed, *named) for key in pair],
    )
    return {row["person_id"] for row in found}


def _corrected(db: Database, wanted: Wanted) -> set[str]:
    """Whom the source calls by those names while the desk has corrected them."""
    found = rows(
        db,
        "SELECT DISTINCT c.person_id, p.mirror FROM correction c JOIN person p USING (person_id)"  # noqa: S608  marks only
        f" WHERE c.field IN ({_marks(_KEYED)}) AND p.mirror IS NOT NULL",
        _KEYED,
    )
    ids = set()
    for row in found:
        keys = keys_of(person_of(row["person_id"], json.loads(row["mirror"])))
        pairs = ((keys.email, keys.name), (keys.name, keys.organisation))
        if pairs[0] in wanted.mailed or pairs[1] in wanted.named:
            ids.add(row["person_id"])
    return ids


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))


def _pairs(values: Sequence[object]) -> str:
    return ",".join(["(?,?)"] * len(values)) or "(NULL,NULL)"
