"""The roll of an assembly: member organisations, who represents them, who asks; counts nothing.

The subject of a mandate is a person, or an e-mail as in invitations.py, so that a representative
who registers later counts, and nobody else who shares the address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kiosk.domain.assembly import Capacity, Mandate, Member
from kiosk.domain.calls import Totals
from kiosk.domain.people import Person
from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.invitations import email_subject
from kiosk.store.person_row import search_keys
from kiosk.store.transact import number, rows

_HELD = """
SELECT DISTINCT member_key, capacity FROM mandate
WHERE assembly = :assembly AND (
  (kind = 'person' AND subject = :person)
  OR (kind = 'email' AND :email <> '' AND subject = :named)
  OR (kind = 'email' AND :email <> '' AND subject = :email AND (
    SELECT count(*) FROM (
      SELECT 1 FROM person WHERE email_key = :email AND gone_at IS NULL LIMIT 2)) < 2))
ORDER BY member_key, capacity
"""

# As rights.py: a bare address that several people share is nobody's.
_RESOLVED = """
WITH granted AS (
  SELECT member_key, kind, subject, capacity, instr(subject, '|') AS bar FROM mandate
  WHERE assembly = ?
), named AS (
  SELECT member_key, capacity, substr(subject, 1, bar - 1) AS email,
    substr(subject, bar + 1) AS name FROM granted WHERE kind = 'email' AND bar > 0
)
SELECT p.person_id, g.member_key, g.capacity FROM granted g JOIN person p ON p.person_id = g.subject
WHERE g.kind = 'person'
UNION
SELECT p.person_id, n.member_key, n.capacity FROM named n
JOIN person p ON p.email_key = n.email AND p.name_key = n.name WHERE p.gone_at IS NULL
UNION
SELECT max(p.person_id), g.member_key, g.capacity FROM granted g JOIN person p
ON p.email_key = g.subject
WHERE g.kind = 'email' AND g.bar = 0 AND g.subject <> '' AND p.gone_at IS NULL
GROUP BY g.member_key, g.capacity, g.subject HAVING count(*) = 1
"""

_ALL = "WHERE assembly = ?"


class Granted(NamedTuple):
    """One mandate as a list grants it; `kind` and `subject` as in invitations.py."""

    member_key: str
    kind: str
    subject: str
    capacity: Capacity


def replace_roll(
    db: Database,
    assembly: str,
    source: str,
    members: Iterable[Member],
    mandates: Iterable[Granted],
) -> None:
    """Put a roll in the place of what this source said before; call it inside a transaction.

    An organisation that another source names as well is as this one says from now on.
    """
    with known_failures():
        for table in ("member", "mandate"):
            db.conn.execute(
                f"DELETE FROM {table} WHERE assembly = ? AND source = ?",  # noqa: S608  fixed names
                (assembly, source),
            )
        db.conn.executemany(
            "INSERT INTO member (assembly, key, name, votes, source) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (assembly, key) DO UPDATE"
            " SET name = excluded.name, votes = excluded.votes, source = excluded.source",
            [(assembly, m.key, m.name, m.votes, source) for m in members],
        )
        db.conn.executemany(
            "INSERT INTO mandate (assembly, member_key, kind, subject, capacity, source)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (assembly, member_key, kind, subject)"
            " DO UPDATE SET capacity = excluded.capacity, source = excluded.source",
            [
                (assembly, m.member_key, m.kind, m.subject, str(m.capacity), source)
                for m in mandates
            ],
        )


def members_of(
    db: Database, assembly: str, keys: Sequence[str] | None = None
) -> tuple[Member, ...]:
    """The roll by key; `keys` asks for those organisations only."""
    sql = "SELECT key, name, votes FROM member WHERE assembly = ?"
    sql += "" if keys is None else f" AND key IN ({','.join('?' * len(keys))})"
    found = rows(db, f"{sql} ORDER BY key", (assembly, *(keys or ())))
    return tuple(Member(**row) for row in found)


def totals(db: Database, assembly: str) -> Totals:
    """How many organisations and votes are on the roll."""
    sql = "SELECT count(*) AS organisations, coalesce(sum(votes), 0) AS votes FROM member"
    return Totals(**rows(db, f"{sql} WHERE assembly = ?", (assembly,))[0])


def mandates_of(db: Database, assembly: str, person: Person) -> tuple[Mandate, ...]:
    """What a person was given for an assembly, by organisation."""
    keys = search_keys(person)
    asked = {
        "assembly": assembly,
        "person": person.person_id,
        "email": keys["email_key"],
        "named": email_subject(keys["email_key"], keys["name_key"]),
    }
    return tuple(
        Mandate(person.person_id, row["member_key"], Capacity(row["capacity"]))
        for row in rows(db, _HELD, asked)
    )


def mandates(db: Database, assembly: str, keys: Sequence[str] | None = None) -> tuple[Mandate, ...]:
    """The mandates of everybody who is registered; who is not yet has none.

    `keys` asks for those organisations only.
    """
    sql = (
        _RESOLVED
        if keys is None
        else _RESOLVED.replace(_ALL, f"{_ALL} AND member_key IN ({','.join('?' * len(keys))})")
    )
    found = rows(db, f"{sql} ORDER BY 2, 1, 3", (assembly, *(keys or ())))
    return tuple(
        Mandate(row["person_id"], row["member_key"], Capacity(row["capacity"])) for row in found
    )


def visited(db: Database, assembly: str, checkpoint: str) -> tuple[str, ...]:
    """The keys of the organisations of which somebody has ever been at that checkpoint.

    However long the roll, only these can count.
    """
    sql = (
        f"SELECT DISTINCT member_key FROM ({_RESOLVED}) WHERE person_id IN"  # noqa: S608  fixed text
        " (SELECT person_id FROM presence WHERE checkpoint = ?) ORDER BY member_key"
    )
    return tuple(row["member_key"] for row in rows(db, sql, (assembly, checkpoint)))


def requests_of(db: Database, assembly: str) -> tuple[str, ...]:
    """The keys of the organisations on the roll that ask for an assembly."""
    found = rows(
        db,
        "SELECT member_key FROM request JOIN member ON member.assembly = request.assembly"
        " AND member.key = member_key WHERE request.assembly = ? ORDER BY member_key",
        (assembly,),
    )
    return tuple(row["member_key"] for row in found)


def people_on(db: Database, assembly: str) -> int:
    """How many registered people represent somebody at an assembly."""
    sql = f"SELECT count(DISTINCT person_id) FROM ({_RESOLVED})"  # noqa: S608  fixed text
    return number(db, sql, (assembly,))
