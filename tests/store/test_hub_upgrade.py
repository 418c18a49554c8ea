"""A file of the program before stations shared is taken over: what it says means the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

from kiosk.domain.journal import Entry, EntryKind
from kiosk.store import journal
from kiosk.store.connect import Database, close, open_store
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import rows

BEFORE = """
DROP VIEW told; DROP VIEW printed_elsewhere; DROP TABLE hub_entry; DROP TABLE hub_abandoned; DROP TABLE roster_item;
DROP TABLE taken_back; DROP TABLE adoption; DROP INDEX entry_requested; DROP INDEX entry_conflict;
ALTER TABLE invitation DROP COLUMN entry_id; ALTER TABLE source DROP COLUMN last_hub_seq;
DROP TABLE print_request; DROP TABLE print_commission; DROP INDEX entry_print_told;
DELETE FROM _sqlite_migrations WHERE name IN ('0007_hub', '0008_remote_prints');
"""


def test_what_was_undone_adopted_and_said_on_the_spot_is_known(
    db: Database, path: Path, record: Callable[..., Entry]
) -> None:
    wrong = record(EntryKind.ADMITTED, "p1", "main")
    record(EntryKind.UNDONE, "p1", "main", {"undoes": wrong.id})
    record(EntryKind.ADMITTED, "sig-1", "main")
    adopting = record(EntryKind.ADMITTED, "p1", "csirt", {"adopts": ["sig-1"]})
    record(EntryKind.INVITED, "p1", "csirt", {"kind": "person", "subject": "p1"})
    last = record(EntryKind.WITHDRAWN, "p1", "csirt", {"kind": "person", "subject": "p1"})
    close(db)
    old = sqlite3.connect(path)
    old.executescript(BEFORE)
    old.close()

    new = open_store(path)
    try:
        assert rows(new, "SELECT entry_id FROM taken_back") == [{"entry_id": wrong.id}]
        (adoption,) = rows(new, "SELECT * FROM adoption")
        assert (adoption["old_id"], adoption["person_id"]) == ("sig-1", "p1")
        assert adoption["entry_id"] == adopting.id
        assert rows(new, "SELECT entry_id FROM invitation") == [{"entry_id": last.id}]
        assert [entry.id for entry in journal.of_person(new, "p1")][-1] == last.id
        assert [report.table for report in rebuild(new) if not report.same] == []
    finally:
        close(new)
