"""Remembers up to where the journal is a rehearsal that no source hears of; sends nothing."""

from __future__ import annotations

from kiosk.store import journal, meta
from kiosk.store.connect import Database
from kiosk.store.transact import writing

_REHEARSING, _LIVE_FROM = "rehearsing", "live_from"  # keys in meta


def note_rehearsal(db: Database, *, rehearsal: bool) -> None:
    """Call whenever a profile is opened, or its setting changed, before anything is recorded."""
    if (meta.get(db, _REHEARSING) == "1") == rehearsal:
        return
    with writing(db):
        if not rehearsal:
            meta.put(db, _LIVE_FROM, str(journal.count(db)))
        meta.put(db, _REHEARSING, str(int(rehearsal)))


def live_from(db: Database) -> int:
    """The last journal entry that no source is told of, 0 for none."""
    return int(meta.get(db, _LIVE_FROM) or 0)
