"""Reads who is invited where: by person, by e-mail, by organisation; writes nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.facts import Rights
from kiosk.domain.people import Person
from kiosk.store.connect import Database
from kiosk.store.invitations import email_subject
from kiosk.store.moments import maybe_moment, to_text
from kiosk.store.person_row import search_keys
from kiosk.store.transact import first, number, rows

_HELD = """
SELECT kind FROM invitation
WHERE checkpoint = :checkpoint AND (until IS NULL OR until > :now) AND (
  (kind = 'person' AND subject = :person)
  OR (kind = 'email' AND :email <> '' AND subject = :named)
  OR (kind = 'email' AND :email <> '' AND subject = :email AND (
    SELECT count(*) FROM (
      SELECT 1 FROM person WHERE email_key = :email AND gone_at IS NULL LIMIT 2)) < 2)
  OR (kind = 'organisation' AND :organisation <> '' AND subject = :organisation))
"""


def of_person(db: Database, checkpoint: str, person: Person, now: datetime) -> Rights:
    """What the lists of a checkpoint say of a person at a moment.

    invited: by name, by e-mail or by organisation; member: by organisation. A bare address that
    several people share invites none of them.
    """
    keys = search_keys(person)
    found = rows(
        db,
        _HELD,
        {
            "checkpoint": checkpoint,
            "now": to_text(now),
            "person": person.person_id,
            "email": keys["email_key"],
            "named": email_subject(keys["email_key"], keys["name_key"]),
            "organisation": keys["org_key"],
        },
    )
    kinds = {row["kind"] for row in found}
    return Rights(invited=bool(kinds), member="organisation" in kinds)


def list_at(db: Database, checkpoint: str) -> datetime | None:
    """When the invitation list of a checkpoint was loaded last, or None."""
    row = first(db, "SELECT loaded_at FROM invitation_list WHERE checkpoint = ?", (checkpoint,))
    return maybe_moment(row["loaded_at"]) if row else None


# The subject of an e-mail is the address, or "address|folded name"; a bare address that several
# people share invites none of them (invitations.py).
_LISTED = """
WITH listed AS (
  SELECT kind, subject, instr(subject, '|') AS bar FROM invitation
  WHERE checkpoint = :checkpoint AND (until IS NULL OR until > :now)
), mailed AS (
  SELECT substr(subject, 1, bar - 1) AS email, substr(subject, bar + 1) AS name FROM listed
  WHERE kind = 'email' AND bar > 0
)
SELECT count(*) FROM (
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
)
"""


def people_invited(db: Database, checkpoint: str, now: datetime) -> int:
    """How many people the lists of a checkpoint let in at a moment; gone people are left out."""
    return number(db, _LISTED, {"checkpoint": checkpoint, "now": to_text(now)})
