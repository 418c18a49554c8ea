"""Replaces and reads the invitations of a checkpoint; decides nothing (rights.py: who may enter).

An e-mail subject is the folded address, or "address|folded name" where the list named a person,
so that somebody who registers later gets in, and nobody else who shares the address.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.failures import known_failures
from kiosk.store.moments import maybe_moment, maybe_text, to_text
from kiosk.store.projections import JOURNAL_SOURCE
from kiosk.store.transact import Row, first, rows

PERSON, EMAIL, ORGANISATION, ROLE = "person", "email", "organisation", "role"


@dataclass(frozen=True, slots=True)
class Invited:
    """What a list says: who, until when (None: without end), by whom."""

    kind: str
    subject: str
    until: datetime | None = None
    granted_by: str = ""


@dataclass(frozen=True, slots=True)
class Invitation:
    """One invitation as it stands. `source` is a list's, or "journal": said on the spot.

    `withdrawn`: `granted_by` took it back at `granted_at`, which holds against every list.
    """

    checkpoint: str
    kind: str
    subject: str
    source: str
    granted_by: str
    granted_at: datetime | None
    until: datetime | None
    withdrawn: bool

    @property
    def on_the_spot(self) -> bool:
        """Whether somebody at a station said so, not a list."""
        return self.source == JOURNAL_SOURCE


def email_subject(email_key: str, name_key: str = "") -> str:
    """The subject of an invitation by e-mail; with the name where the list gave one."""
    return f"{email_key}|{name_key}" if name_key else email_key


def replace_list(
    db: Database, checkpoint: str, source: str, invited: Iterable[Invited], at: datetime
) -> None:
    """Put these in the place of what this source said before about the checkpoint.

    What others said (another list, a supervisor) stays, and so does since when somebody of the
    list is invited. No subject may come twice. Call it inside a transaction.
    """
    moment = to_text(at)
    since = {(one.kind, one.subject): one.granted_at for one in of_list(db, checkpoint, source)}
    with known_failures():
        db.conn.execute(
            "DELETE FROM invitation WHERE checkpoint = ? AND source = ?", (checkpoint, source)
        )
        db.conn.executemany(
            "INSERT INTO invitation"
            " (checkpoint, kind, subject, source, granted_by, granted_at, until)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(checkpoint, one.kind, one.subject, source, one.granted_by),
                    maybe_text(since.get((one.kind, one.subject))) or moment,
                    maybe_text(one.until),
                )
                for one in invited
            ],
        )
    loaded(db, checkpoint, at)


def loaded(db: Database, checkpoint: str, at: datetime) -> None:
    """Note that the list of a checkpoint is as old as that moment; call it inside a transaction."""
    with known_failures():
        db.conn.execute(
            "INSERT INTO invitation_list (checkpoint, loaded_at) VALUES (?, ?)"
            " ON CONFLICT (checkpoint) DO UPDATE SET loaded_at = excluded.loaded_at",
            (checkpoint, to_text(at)),
        )


def of_list(db: Database, checkpoint: str, source: str) -> list[Invitation]:
    """What one source says about a checkpoint."""
    sql = "SELECT * FROM invitation WHERE checkpoint = ? AND source = ?"
    return [_invitation(row) for row in rows(db, sql, (checkpoint, source))]


def of_checkpoint(db: Database, checkpoint: str) -> list[Invitation]:
    """Everything that was said about a checkpoint, on the spot first."""
    sql = (
        "SELECT * FROM invitation WHERE checkpoint = ? ORDER BY source <> ?, kind, subject, source"
    )
    return [_invitation(row) for row in rows(db, sql, (checkpoint, JOURNAL_SOURCE))]


def of_subject(db: Database, checkpoint: str, kind: str, subject: str) -> list[Invitation]:
    """What was said about one subject at a checkpoint."""
    sql = "SELECT * FROM invitation WHERE checkpoint = ? AND kind = ? AND subject = ?"
    return [_invitation(row) for row in rows(db, sql, (checkpoint, kind, subject))]


def _invitation(row: Row) -> Invitation:
    return Invitation(
        checkpoint=row["checkpoint"],
        kind=row["kind"],
        subject=row["subject"],
        source=row["source"],
        granted_by=row["granted_by"],
        granted_at=maybe_moment(row["granted_at"]),
        until=maybe_moment(row["until"]),
        withdrawn=bool(row["withdrawn"]),
    )


def people_at(db: Database, email_key: str) -> list[tuple[str, str]]:
    """(person id, folded name) of the living people with that address."""
    return _people(db, "email_key", email_key)


def people_named(db: Database, name_key: str) -> list[tuple[str, str]]:
    """(person id, folded organisation) of the living people with that folded name."""
    return _people(db, "name_key", name_key)


def name_of(db: Database, org_key: str) -> str:
    """An organisation's name as one of its living people writes it, "" without any."""
    sql = (
        "SELECT organisation FROM person WHERE org_key = ? AND gone_at IS NULL ORDER BY id LIMIT 1"
    )
    row = first(db, sql, (org_key,))
    return row["organisation"] if row else ""


def anyone_of(db: Database, org_key: str) -> bool:
    """Whether a living person belongs to that folded organisation."""
    sql = "SELECT 1 FROM person WHERE org_key = ? AND gone_at IS NULL LIMIT 1"
    return first(db, sql, (org_key,)) is not None


def _people(db: Database, column: str, key: str) -> list[tuple[str, str]]:
    other = "name_key" if column == "email_key" else "org_key"
    sql = f"SELECT person_id, {other} FROM person WHERE {column} = ? AND gone_at IS NULL"  # noqa: S608  own names
    with known_failures():
        return [(row[0], row[1]) for row in db.conn.execute(sql, (key,))]
