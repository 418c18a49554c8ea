"""Which entries of this station the hub has told of, and which the own journal has; writes none."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.connect import Database
from kiosk.store.transact import rows

_CHUNK = 500


def held(db: Database) -> list[str]:
    """The id of each entry of this station that the hub has told of."""
    return [row["id"] for row in rows(db, "SELECT id FROM hub_entry WHERE own > 0")]


def in_journal(db: Database, ids: Sequence[str]) -> set[str]:
    """Those of the ids that the own journal has."""
    found: set[str] = set()
    for start in range(0, len(ids), _CHUNK):
        part = ids[start : start + _CHUNK]
        marks = ",".join("?" * len(part))
        sql = f"SELECT id FROM entry WHERE id IN ({marks})"  # noqa: S608  marks only
        found.update(str(row["id"]) for row in rows(db, sql, part))
    return found
