"""The rights that a source's registrations give, each kept beside its ticket; asks no list."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.moments import to_text
from kiosk.store.transact import first, rows


def any_of(db: Database, source: str) -> bool:
    """Whether the source invites anybody anywhere."""
    return first(db, "SELECT 1 FROM invitation WHERE source = ? LIMIT 1", (source,)) is not None


def settle(db: Database, source: str, person_ids: Collection[str]) -> None:
    """Let the invitations of those people be what their living tickets say."""
    for person_id in person_ids:
        said = rows(
            db,
            "SELECT DISTINCT i.value AS checkpoint FROM ticket t,"
            " json_each(t.extra, '$.invites') i"
            " WHERE t.person_id = ? AND t.source = ? AND t.gone_at IS NULL",
            (person_id, source),
        )
        held = rows(
            db,
            "SELECT checkpoint FROM invitation WHERE kind = 'person' AND subject = ?"
            " AND source = ?",
            (person_id, source),
        )
        now, before = ({row["checkpoint"] for row in found} for found in (said, held))
        db.conn.executemany(
            "INSERT INTO invitation (checkpoint, kind, subject, source) VALUES (?, 'person', ?, ?)",
            [(checkpoint, person_id, source) for checkpoint in sorted(now - before)],
        )
        db.conn.executemany(
            "DELETE FROM invitation WHERE checkpoint = ? AND kind = 'person' AND subject = ?"
            " AND source = ?",
            [(checkpoint, person_id, source) for checkpoint in sorted(before - now)],
        )


def mark_fresh(db: Database, source: str, at: datetime) -> None:
    """The lists that the source fills are known to be right as of that moment."""
    db.conn.execute(
        "INSERT INTO invitation_list (checkpoint, loaded_at)"
        " SELECT DISTINCT checkpoint, ? FROM invitation WHERE source = ?"
        " ON CONFLICT (checkpoint) DO UPDATE SET loaded_at = excluded.loaded_at",
        (to_text(at), source),
    )


def remove(db: Database, source: str) -> None:
    """Forget all that the source has given."""
    db.conn.execute("DELETE FROM invitation WHERE source = ?", (source,))
