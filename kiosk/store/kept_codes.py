"""Scanned texts that no ticket has, kept until their source was told of them; nothing else.

The journal never holds a code. A signed ticket of nobody known, and a text refused as unknown, can
only be told by their text: it lies here, in a file that only its owner reads, as long as needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.connect import Database
from kiosk.store.transact import rows


def keep(db: Database, entry_id: str, code: str) -> None:
    """Keep the text that an entry is about."""
    db.conn.execute("INSERT INTO kept_code (entry_id, code) VALUES (?, ?)", (entry_id, code))


def of_entries(db: Database, entry_ids: Sequence[str]) -> dict[str, str]:
    """The kept texts by entry id."""
    marks = ",".join("?" * len(entry_ids))
    sql = f"SELECT entry_id, code FROM kept_code WHERE entry_id IN ({marks})"  # noqa: S608  marks only
    return {row["entry_id"]: row["code"] for row in rows(db, sql, entry_ids)}


def forget(db: Database, entry_ids: Sequence[str]) -> None:
    """Delete texts that are needed no more."""
    db.conn.executemany("DELETE FROM kept_code WHERE entry_id = ?", [(one,) for one in entry_ids])
