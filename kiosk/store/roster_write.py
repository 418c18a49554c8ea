"""Writes people, tickets and lists as another station told them; decides nothing, journals nothing.

What stations did themselves (visits, corrections, badges, what was said on the spot) is never
touched.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime

from kiosk.domain.checkpoints import Direction
from kiosk.domain.people import Person
from kiosk.store import remote_visits
from kiosk.store.connect import Database
from kiosk.store.moments import to_text
from kiosk.store.person_row import ticket_from
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.transact import Row, rows


def put(db: Database, said: Person, source: tuple[str, str], tickets: Sequence[Row]) -> None:
    """Let a person and the tickets be as they were told; `source` is its name and reference."""
    name, ref = source
    put_person(db, said, source=name, source_ref=ref)
    kept = [ticket_from({**row, "gone_at": None}) for row in tickets]
    for ticket, row in zip(kept, tickets, strict=True):
        put_ticket(db, ticket, json.loads(str(row["extra"])))
    drop_tickets_but(db, said.person_id, [ticket.ticket_id for ticket in kept])


def put_visits(db: Database, person_id: str, told: Sequence[Row]) -> None:
    """Let what a source knows of a person's check-ins be exactly that."""
    names = [field.name for field in fields(RemoteRow)]
    known = rows(db, "SELECT * FROM source_visit WHERE person_id = ?", (person_id,))
    before = {_remote(row, names) for row in known}
    now = {_remote(row, names) for row in told}
    for gone in before - now:
        remote_visits.drop(db, gone)
    for new in sorted(now - before, key=lambda row: row.visit_id):
        remote_visits.add(db, new)


def _remote(row: Row, names: Sequence[str]) -> RemoteRow:
    values = {name: row[name] for name in names}
    return RemoteRow(**values | {"direction": Direction(row["direction"])})


def drop_tickets_but(db: Database, person_id: str, ticket_ids: Sequence[str]) -> None:
    """Forget a person's tickets of sources that are not among those."""
    db.conn.execute(
        f"DELETE FROM ticket WHERE person_id = ? AND ticket_id NOT IN ({_marks(ticket_ids)})"  # noqa: S608  marks only
        " AND source <> 'journal'",
        (person_id, *ticket_ids),
    )


def mark_gone(db: Database, person_id: str, at: datetime) -> None:
    """A person whom no source tells of any more; what they did stays."""
    drop_tickets_but(db, person_id, ())
    replace_invitations(db, "kind = 'person' AND subject = ?", person_id, ())
    put_visits(db, person_id, ())
    db.conn.execute(
        "UPDATE person SET gone_at = ? WHERE person_id = ? AND gone_at IS NULL"
        " AND mirror IS NOT NULL",
        (to_text(at), person_id),
    )


def replace_invitations(db: Database, where: str, value: str, said: Iterable[Row]) -> None:
    """Let what lists say be exactly that, of a person or of a checkpoint's other subjects."""
    db.conn.execute(f"DELETE FROM invitation WHERE source <> 'journal' AND {where}", (value,))  # noqa: S608  fixed texts
    db.conn.executemany(
        "INSERT INTO invitation"
        " (checkpoint, kind, subject, source, granted_by, granted_at, until)"
        " VALUES (:checkpoint, :kind, :subject, :source, :granted_by, :granted_at, :until)"
        " ON CONFLICT DO NOTHING",
        list(said),
    )


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
