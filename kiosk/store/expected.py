"""How many people are expected; counted once and kept until a ticket changes."""

from __future__ import annotations

from kiosk.store import meta
from kiosk.store.connect import Database
from kiosk.store.transact import number, writing

_KEY = "expected"  # the triggers on ticket in schema.py delete it


def forget(db: Database) -> None:
    """Count anew the next time; call it inside a transaction."""
    db.conn.execute("DELETE FROM meta WHERE key = ?", (_KEY,))


def people(db: Database) -> int:
    """People with a ticket that is neither gone nor canceled nor expired."""
    kept = meta.get(db, _KEY)
    if kept is not None:
        return int(kept)
    with writing(db):
        counted = number(
            db,
            "SELECT count(*) FROM (SELECT DISTINCT person_id FROM ticket"
            " WHERE gone_at IS NULL AND state NOT IN ('canceled', 'expired'))",
        )
        meta.put(db, _KEY, str(counted))
    return counted
