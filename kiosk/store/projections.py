"""Brings the projections up to date with one journal entry; reads no journal itself.

Payloads that matter here:
undone {"undoes": entry_id, "reason"} · corrected {"changes": {field: value}} ·
walk_in {"person": {fields}, ...} · badge_issued {"badge_code"} · badge_voided {"badge_code",
"reason"} · invited {"kind": "person"|"email"|"organisation"|"role", "subject", "until"?, "reason"}
and withdrawn {the same without until} · requested {"assembly", "organisation", "withdrawn"}.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.names import fold
from kiosk.store import answers
from kiosk.store.connect import Database
from kiosk.store.person_row import FIELDS, person_of, to_json
from kiosk.store.person_write import apply_corrections, put_person
from kiosk.store.presence import VisitRow, add_visit, adopt, drop_visit
from kiosk.store.transact import first

JOURNAL_SOURCE = "journal"
"""Source of people and invitations that stand in the journal only."""


def apply(db: Database, entry: Entry) -> None:
    """Let one entry take its effect; kinds without a projection do nothing.

    Whatever the kind, a payload with {"adopts": [person_id, ...]} first makes the visits of those
    ids the person's own.
    """
    for other in cast("Mapping[str, Any]", entry.payload).get("adopts", ()):
        if entry.person_id is not None:
            adopt(db, str(other), entry.person_id)
    handler = _HANDLERS.get(entry.kind)
    if handler is not None:
        handler(db, entry, cast("Mapping[str, Any]", entry.payload))
    answers.keep(db, entry)


def _visited(db: Database, entry: Entry, _payload: Mapping[str, Any]) -> None:
    if entry.person_id is None or entry.checkpoint is None:
        return
    add_visit(
        db,
        VisitRow(
            entry_id=entry.id,
            person_id=entry.person_id,
            ticket_id=entry.ticket_id,
            checkpoint=entry.checkpoint,
            direction=entry.direction or Direction.ENTRY,
            at=entry.at,
            station=entry.station,
            operator=entry.operator,
        ),
    )


def _undone(db: Database, _entry: Entry, payload: Mapping[str, Any]) -> None:
    drop_visit(db, str(payload.get("undoes", "")))


def _walked_in(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    """A walk-in whom a later list names is the list's: a replay must not take that back."""
    if entry.person_id is None or _is_mirrored(db, entry.person_id):
        return
    person = person_of(entry.person_id, payload.get("person", {}))
    put_person(db, person, source=JOURNAL_SOURCE, source_ref=entry.person_id, mirrored=False)


def _is_mirrored(db: Database, person_id: str) -> bool:
    sql = "SELECT 1 FROM person WHERE person_id = ? AND mirror IS NOT NULL"
    return first(db, sql, (person_id,)) is not None


def _corrected(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    for field, value in payload.get("changes", {}).items():
        if field in FIELDS:
            db.conn.execute(
                "INSERT INTO correction (person_id, field, value, entry_id) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (person_id, field)"
                " DO UPDATE SET value = excluded.value, entry_id = excluded.entry_id",
                (entry.person_id, field, to_json(value), entry.id),
            )
    apply_corrections(db, entry.person_id)


def _badge_issued(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    db.conn.execute(
        "INSERT INTO badge (badge_code, person_id, issued_at) VALUES (?, ?, ?)"
        " ON CONFLICT (badge_code) DO NOTHING",
        (payload["badge_code"], entry.person_id, entry.at),
    )


def _badge_voided(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    db.conn.execute(
        "UPDATE badge SET voided_at = ?, void_reason = ? WHERE badge_code = ?",
        (entry.at, payload.get("reason", ""), payload["badge_code"]),
    )


def _invited(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    """The last word on the same subject counts: granted again after a withdrawal, or taken back."""
    db.conn.execute(
        "INSERT INTO invitation"
        " (checkpoint, kind, subject, source, granted_by, granted_at, until, withdrawn)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (checkpoint, kind, subject, source) DO UPDATE"
        " SET granted_by = excluded.granted_by, granted_at = excluded.granted_at,"
        " until = excluded.until, withdrawn = excluded.withdrawn",
        (
            entry.checkpoint,
            payload.get("kind", "person"),
            payload.get("subject") or entry.person_id,
            JOURNAL_SOURCE,
            entry.operator,
            entry.at,
            payload.get("until"),
            int(entry.kind is EntryKind.WITHDRAWN),
        ),
    )


def _requested(db: Database, entry: Entry, payload: Mapping[str, Any]) -> None:
    """Who asks again after withdrawing asks since then; asking twice changes nothing."""
    place = (payload.get("assembly", ""), fold(str(payload.get("organisation", ""))))
    if payload.get("withdrawn"):
        db.conn.execute("DELETE FROM request WHERE assembly = ? AND member_key = ?", place)
        return
    db.conn.execute(
        "INSERT INTO request (assembly, member_key, at, entry_id) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (assembly, member_key) DO NOTHING",
        (*place, entry.at, entry.id),
    )


_HANDLERS: dict[EntryKind, Callable[[Database, Entry, Mapping[str, Any]], None]] = {
    EntryKind.ADMITTED: _visited,
    EntryKind.OVERRIDDEN: _visited,
    EntryKind.LEFT: _visited,
    EntryKind.UNDONE: _undone,
    EntryKind.WALK_IN: _walked_in,
    EntryKind.CORRECTED: _corrected,
    EntryKind.BADGE_ISSUED: _badge_issued,
    EntryKind.BADGE_VOIDED: _badge_voided,
    EntryKind.INVITED: _invited,
    EntryKind.REQUESTED: _requested,
    EntryKind.WITHDRAWN: _invited,
}
