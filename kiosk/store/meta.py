"""Single values of the profile by key; knows no meaning of them."""

from __future__ import annotations

from kiosk.store.connect import Database
from kiosk.store.transact import first


def get(db: Database, key: str) -> str | None:
    """The value, or None."""
    row = first(db, "SELECT value FROM meta WHERE key = ?", (key,))
    return str(row["value"]) if row else None


def put(db: Database, key: str, value: str) -> None:
    """Keep a value under its key; call it inside a transaction."""
    db.conn.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?)"
        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (key, value),
    )
