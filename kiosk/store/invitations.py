"""Replaces the invitation list of a checkpoint; decides nothing (rights.py reads who may enter).

An e-mail subject is the folded address, or "address|folded name" where the list named a person,
so that somebody who registers later gets in, and nobody else who shares the address.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.moments import to_text
from kiosk.store.transact import first

PERSON, EMAIL, ORGANISATION = "person", "email", "organisation"


def email_subject(email_key: str, name_key: str = "") -> str:
    """The subject of an invitation by e-mail; with the name where the list gave one."""
    return f"{email_key}|{name_key}" if name_key else email_key


def replace_list(
    db: Database,
    checkpoint: str,
    source: str,
    subjects: Iterable[tuple[str, str]],
    at: datetime,
) -> None:
    """Put (kind, subject) pairs in the place of what this source said before about the checkpoint.

    What others granted (another list, a supervisor) stays. Call it inside a transaction.
    """
    moment = to_text(at)
    with known_failures():
        db.conn.execute(
            "DELETE FROM invitation WHERE checkpoint = ? AND source = ?", (checkpoint, source)
        )
        db.conn.executemany(
            "INSERT INTO invitation (checkpoint, kind, subject, source, granted_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            [(checkpoint, kind, subject, source, moment) for kind, subject in subjects],
        )
        db.conn.execute(
            "INSERT INTO invitation_list (checkpoint, loaded_at) VALUES (?, ?)"
            " ON CONFLICT (checkpoint) DO UPDATE SET loaded_at = excluded.loaded_at",
            (checkpoint, moment),
        )


def people_at(db: Database, email_key: str) -> list[tuple[str, str]]:
    """(person id, folded name) of the living people with that address."""
    return _people(db, "email_key", email_key)


def people_named(db: Database, name_key: str) -> list[tuple[str, str]]:
    """(person id, folded organisation) of the living people with that folded name."""
    return _people(db, "name_key", name_key)


def anyone_of(db: Database, org_key: str) -> bool:
    """Whether a living person belongs to that folded organisation."""
    sql = "SELECT 1 FROM person WHERE org_key = ? AND gone_at IS NULL LIMIT 1"
    return first(db, sql, (org_key,)) is not None


def _people(db: Database, column: str, key: str) -> list[tuple[str, str]]:
    other = "name_key" if column == "email_key" else "org_key"
    sql = f"SELECT person_id, {other} FROM person WHERE {column} = ? AND gone_at IS NULL"  # noqa: S608  own names
    with known_failures():
        return [(row[0], row[1]) for row in db.conn.execute(sql, (key,))]
