"""Reads who is invited where: by person, e-mail, organisation, role; writes nothing.

What was said of a subject on the spot beats every list, now and later: a withdrawn one invites
nobody until it is granted again, and a withdrawn person stays out whatever else names them.
"""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.facts import Rights
from kiosk.domain.people import Person
from kiosk.store.connect import Database
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, email_subject
from kiosk.store.moments import maybe_moment, to_text
from kiosk.store.person_row import search_keys, to_json
from kiosk.store.projections import JOURNAL_SOURCE
from kiosk.store.transact import Row, first, number, rows

_NAMING = """
SELECT kind, subject, source, withdrawn, until IS NULL OR until > :now AS lasts FROM invitation
WHERE checkpoint = :checkpoint AND (
  (kind = 'person' AND subject = :person)
  OR (kind = 'email' AND :email <> '' AND subject IN (:email, :named))
  OR (kind = 'organisation' AND :organisation <> '' AND subject = :organisation)
  OR (kind = 'role' AND subject IN (SELECT value FROM json_each(:roles))))
"""


def of_person(db: Database, checkpoint: str, person: Person, now: datetime) -> Rights:
    """What the lists of a checkpoint, and people on the spot, say of a person at a moment.

    invited: by name, e-mail, organisation or role; member: by organisation. A bare address that
    several people share invites none of them.
    """
    keys = search_keys(person)
    email = keys["email_key"]
    asked = {
        "checkpoint": checkpoint,
        "now": to_text(now),
        "person": person.person_id,
        "email": email,
        "named": email_subject(email, keys["name_key"]),
        "organisation": keys["org_key"],
        "roles": to_json(list(person.roles)),
    }
    naming = rows(db, _NAMING, asked)
    taken = {(row["kind"], row["subject"]) for row in naming if row["withdrawn"]}
    if (PERSON, person.person_id) in taken:
        return Rights(fresh=True, withdrawn=True)
    held = [row for row in naming if row["lasts"] and not _is_taken(row, taken, email)]
    if any(_is_bare(row, email) for row in held) and _is_shared(db, email):
        held = [row for row in held if not _is_bare(row, email)]
    return Rights(
        invited=bool(held),
        member=any(row["kind"] == ORGANISATION for row in held),
        fresh=any(row["source"] == JOURNAL_SOURCE for row in held),
    )


def _is_taken(row: Row, taken: set[tuple[str, str]], email: str) -> bool:
    """Whether it was withdrawn; an address also for every name beside it."""
    return (row["kind"], row["subject"]) in taken or (
        row["kind"] == EMAIL and (EMAIL, email) in taken
    )


def _is_bare(row: Row, email: str) -> bool:
    return bool(row["kind"] == EMAIL and row["subject"] == email)


def _is_shared(db: Database, email: str) -> bool:
    sql = "SELECT 1 FROM person WHERE email_key = ? AND gone_at IS NULL LIMIT 2"
    return len(rows(db, sql, (email,))) > 1


def withdrawn_people(db: Database, checkpoint: str) -> frozenset[str]:
    """The ids of the people whose invitation was taken back by name on the spot."""
    sql = "SELECT subject FROM invitation WHERE checkpoint = ? AND kind = ? AND withdrawn = 1"
    return frozenset(row["subject"] for row in rows(db, sql, (checkpoint, PERSON)))


def list_at(db: Database, checkpoint: str) -> datetime | None:
    """When the invitation list of a checkpoint was loaded last, or None."""
    row = first(db, "SELECT loaded_at FROM invitation_list WHERE checkpoint = ?", (checkpoint,))
    return maybe_moment(row["loaded_at"]) if row else None


# The subject of an e-mail is the address, or "address|folded name". A role stands in the JSON list
# of person.roles within quotes, which no name of a role can hold.
_LISTED = """
WITH taken AS (
  SELECT kind, subject FROM invitation WHERE checkpoint = :checkpoint AND withdrawn = 1
), said AS (
  SELECT DISTINCT kind, subject, instr(subject, '|') AS bar FROM invitation
  WHERE checkpoint = :checkpoint AND withdrawn = 0 AND (until IS NULL OR until > :now)
), listed AS (
  SELECT kind, subject, bar FROM said WHERE NOT EXISTS (
    SELECT 1 FROM taken WHERE taken.kind = said.kind AND (taken.subject = said.subject
    OR said.kind = 'email' AND taken.subject = substr(said.subject, 1, said.bar - 1)))
), mailed AS (
  SELECT substr(subject, 1, bar - 1) AS email, substr(subject, bar + 1) AS name FROM listed
  WHERE kind = 'email' AND bar > 0
)
SELECT p.id FROM listed JOIN person p ON p.person_id = subject
WHERE kind = 'person' AND p.gone_at IS NULL
UNION
SELECT p.id FROM listed JOIN person p ON p.org_key = subject
WHERE kind = 'organisation' AND subject <> '' AND p.gone_at IS NULL
UNION
SELECT p.id FROM mailed JOIN person p ON p.email_key = mailed.email AND p.name_key = mailed.name
WHERE p.gone_at IS NULL
UNION
SELECT max(p.id) FROM listed JOIN person p ON p.email_key = subject
WHERE kind = 'email' AND bar = 0 AND subject <> '' AND p.gone_at IS NULL
GROUP BY subject HAVING count(*) = 1
UNION
SELECT p.id FROM listed JOIN person p ON instr(p.roles, '"' || subject || '"') > 0
WHERE kind = 'role' AND p.gone_at IS NULL
EXCEPT
SELECT p.id FROM taken JOIN person p ON p.person_id = subject WHERE kind = 'person'
"""


def people_invited(db: Database, checkpoint: str, now: datetime) -> int:
    """How many people of_person() finds invited to a checkpoint; gone people are left out."""
    asked = {"checkpoint": checkpoint, "now": to_text(now)}
    return number(db, f"SELECT count(*) FROM ({_LISTED})", asked)  # noqa: S608  a fixed text


def ids_invited(db: Database, checkpoint: str, now: datetime) -> list[str]:
    """The person ids of those people, in the order in which they came to be known."""
    sql = f"SELECT person_id FROM person WHERE id IN ({_LISTED}) ORDER BY id"  # noqa: S608  a fixed text
    found = rows(db, sql, {"checkpoint": checkpoint, "now": to_text(now)})
    return [row["person_id"] for row in found]
