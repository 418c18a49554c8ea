"""How many people are expected; counted once and kept until a ticket or person changes."""

from __future__ import annotations

from kiosk.store import meta
from kiosk.store.connect import Database
from kiosk.store.transact import number, writing

_KEY = "expected"  # the triggers on ticket and person in schema.py delete it


def people(db: Database) -> int:
    """People who are not gone and hold a ticket that is neither canceled nor expired."""
    kept = meta.get(db, _KEY)
    if kept is not None:
        return int(kept)
    with writing(db):
        counted = number(
            db,
            "SELECT count(DISTINCT t.person_id) FROM ticket t"
            " JOIN person p ON p.person_id = t.person_id"
            " WHERE t.gone_at IS NULL AND p.gone_at IS NULL"
            " AND t.state NOT IN ('canceled', 'expired')",
        )
        meta.put(db, _KEY, str(counted))
    return counted
