"""Reads who has been at a checkpoint; writes nothing."""

from __future__ import annotations

from kiosk.store.connect import Database
from kiosk.store.transact import rows


def ids_entered(db: Database, checkpoint: str) -> list[str]:
    """Ids of everybody with an entry or exit there that counts, in the order of the ids."""
    sql = "SELECT DISTINCT person_id FROM visit WHERE checkpoint = ? ORDER BY person_id"
    return [row["person_id"] for row in rows(db, sql, (checkpoint,))]
