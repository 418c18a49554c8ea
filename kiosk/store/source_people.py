"""What becomes of a source's people when the source leaves; the journal keeps what they did."""

from __future__ import annotations

from datetime import datetime

from kiosk.store import source_invitations
from kiosk.store.connect import Database
from kiosk.store.moments import to_text
from kiosk.store.transact import rows

_LEFT = (
    "mirror IS NOT NULL AND person_id IN (SELECT person_id FROM temp.leaving) AND NOT EXISTS"
    " (SELECT 1 FROM ticket t WHERE t.person_id = person.person_id"
)


def mark_gone(db: Database, source: str, at: datetime) -> None:
    """The source's tickets are gone, and the people whom no other ticket is left."""
    _leaving(db, source)
    _gone(db, source, at)
    db.conn.execute("DROP TABLE temp.leaving")


def wipe(db: Database, source: str, at: datetime) -> None:
    """Delete the source's people of whom the journal says nothing, with their tickets and data.

    Whoever came to the event only counts as gone: attendance must keep its names.
    """
    _leaving(db, source)
    unknown = (
        "SELECT person_id FROM temp.leaving WHERE person_id NOT IN"
        " (SELECT person_id FROM told WHERE person_id IS NOT NULL)"
    )
    db.conn.execute(
        f"DELETE FROM ticket WHERE source = ? AND person_id IN ({unknown})",  # noqa: S608  fixed text
        (source,),
    )
    found = rows(
        db,
        f"DELETE FROM person WHERE {_LEFT}) AND person_id IN ({unknown}) RETURNING person_id",  # noqa: S608  fixed text
    )
    db.conn.executemany(
        "DELETE FROM invitation WHERE kind = 'person' AND subject = ? AND source <> 'journal'",
        [(row["person_id"],) for row in found],
    )
    _gone(db, source, at)
    db.conn.execute("DROP TABLE temp.leaving")


def _gone(db: Database, source: str, at: datetime) -> None:
    db.conn.execute(
        "UPDATE ticket SET gone_at = ? WHERE source = ? AND gone_at IS NULL", (to_text(at), source)
    )
    db.conn.execute(
        f"UPDATE person SET gone_at = ? WHERE gone_at IS NULL AND {_LEFT}"  # noqa: S608  fixed text
        " AND t.gone_at IS NULL)",
        (to_text(at),),
    )
    source_invitations.remove(db, source)


def _leaving(db: Database, source: str) -> None:
    db.conn.execute("CREATE TEMP TABLE leaving (person_id TEXT PRIMARY KEY)")
    db.conn.execute(
        "INSERT INTO temp.leaving SELECT DISTINCT person_id FROM ticket WHERE source = ?",
        (source,),
    )
