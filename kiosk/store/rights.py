"""Reads who is invited where: by person, by e-mail, by organisation; writes nothing."""

from __future__ import annotations

from datetime import datetime

from kiosk.domain.admission import Rights
from kiosk.domain.people import Person
from kiosk.store.connect import Database
from kiosk.store.moments import maybe_moment, to_text
from kiosk.store.person_row import search_keys
from kiosk.store.transact import first, number, rows


def of_person(db: Database, checkpoint: str, person: Person, now: datetime) -> Rights:
    """What the lists of a checkpoint say of a person at a moment.

    invited: by name, by e-mail or by organisation; member: by organisation.
    """
    keys = search_keys(person)
    found = rows(
        db,
        "SELECT kind FROM invitation WHERE checkpoint = :checkpoint"
        " AND (until IS NULL OR until > :now)"
        " AND ((kind = 'person' AND subject = :person)"
        " OR (kind = 'email' AND subject = :email AND :email <> '')"
        " OR (kind = 'organisation' AND subject = :organisation AND :organisation <> ''))",
        {
            "checkpoint": checkpoint,
            "now": to_text(now),
            "person": person.person_id,
            "email": keys["email_key"],
            "organisation": keys["org_key"],
        },
    )
    kinds = {row["kind"] for row in found}
    return Rights(invited=bool(kinds), member="organisation" in kinds)


def list_at(db: Database, checkpoint: str) -> datetime | None:
    """When the invitation list of a checkpoint was loaded last, or None."""
    row = first(db, "SELECT loaded_at FROM invitation_list WHERE checkpoint = ?", (checkpoint,))
    return maybe_moment(row["loaded_at"]) if row else None


def count(db: Database, checkpoint: str, now: datetime) -> int:
    """How many people the lists of a checkpoint let in at a moment; gone people are left out."""
    return number(
        db,
        "WITH listed AS (SELECT kind, subject FROM invitation"
        " WHERE checkpoint = ? AND (until IS NULL OR until > ?))"
        " SELECT count(*) FROM ("
        " SELECT p.id FROM listed JOIN person p ON p.person_id = subject"
        " WHERE kind = 'person' AND p.gone_at IS NULL"
        " UNION SELECT p.id FROM listed JOIN person p ON p.email_key = subject"
        " WHERE kind = 'email' AND p.gone_at IS NULL"
        " UNION SELECT p.id FROM listed JOIN person p ON p.org_key = subject"
        " WHERE kind = 'organisation' AND p.gone_at IS NULL)",
        (checkpoint, to_text(now)),
    )
