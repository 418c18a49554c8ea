"""The journal and its chain."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest

from kiosk.domain.journal import GENESIS, Draft, Entry, EntryKind, chain_hash
from kiosk.store import journal
from kiosk.store.connect import Database, close, open_store
from kiosk.store.journal import Broken, Damage
from kiosk.store.transact import writing

Record = Callable[..., Entry]


@pytest.fixture
def three(db: Database, record: Record) -> list[Entry]:
    return [
        record(EntryKind.REFUSED, "p1", "csirt", {"reason": "not_invited"}),
        record(EntryKind.ADMITTED, "p1", "main"),
        record(EntryKind.LEFT, "p1", "main"),
    ]


def tamper(db: Database, sql: str, *values: str) -> None:
    """Somebody with the file in hand is not stopped by triggers."""
    db.conn.execute("DROP TRIGGER IF EXISTS entry_is_final")
    db.conn.execute("DROP TRIGGER IF EXISTS entry_stays")
    with writing(db):
        db.conn.execute(sql, values)


def test_entries_are_linked_from_the_first_to_the_last(three: list[Entry]) -> None:
    assert [entry.seq for entry in three] == [1, 2, 3]
    assert three[0].previous == GENESIS
    assert [e.previous for e in three[1:]] == [e.hash for e in three[:-1]]
    assert all(chain_hash(entry) == entry.hash for entry in three)


def test_an_entry_reads_back_as_it_was_written(db: Database, three: list[Entry]) -> None:
    assert journal.read_after(db) == three
    assert journal.get(db, three[1].id) == three[1]
    assert journal.get(db, "nobody") is None


def test_ids_are_time_ordered_uuids(three: list[Entry]) -> None:
    assert {UUID(entry.id).version for entry in three} == {7}
    assert sorted(entry.id for entry in three) == [entry.id for entry in three]


def test_the_true_time_and_the_time_of_writing_are_both_kept(db: Database) -> None:
    happened = datetime(2026, 10, 6, 9, 0, 0, 123_999, tzinfo=timezone(timedelta(hours=-3)))
    now = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)

    entry = journal.append(db, "Mesa 1", lambda: now, Draft(EntryKind.ANSWERED, happened))

    assert (entry.at, entry.recorded_at) == ("2026-10-06T12:00:00.123Z", "2026-10-06T15:00:00.000Z")


def test_a_moment_without_time_zone_is_no_moment(db: Database) -> None:
    naive = datetime(2026, 10, 6, 9, 0)  # noqa: DTZ001  the point of the test
    with pytest.raises(ValueError, match="time zone"):
        journal.append(db, "Mesa 1", lambda: naive, Draft(EntryKind.ANSWERED, naive))

    assert journal.count(db) == 0


def test_an_entry_is_on_disk_when_append_returns(path: Path, db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "p1", "main")

    other = open_store(path)
    assert journal.count(other) == 1
    close(other)


def test_entries_cannot_be_changed_or_deleted(db: Database, three: list[Entry]) -> None:
    for sql in (
        "UPDATE entry SET operator = 'x'",
        "DELETE FROM entry",
        "DELETE FROM entry WHERE seq = 3",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="never"), writing(db):
            db.conn.execute(sql)

    assert journal.read_after(db) == three


def test_entries_are_read_in_pages(db: Database, three: list[Entry]) -> None:
    assert journal.read_after(db, 0, 2) == three[:2]
    assert journal.read_after(db, 2, 2) == three[2:]
    assert journal.read_after(db, 3) == []


def test_entries_of_a_person_and_of_a_place(
    db: Database, record: Record, three: list[Entry]
) -> None:
    other = record(EntryKind.ADMITTED, "p2", "main")
    record(EntryKind.PRINTED, "p2", "main")

    assert journal.of_person(db, "p1") == three
    assert journal.latest_at(db, "main", 2) == [other, three[2]]


def test_two_connections_write_one_chain(
    db: Database, path: Path, clock: Callable[[], datetime]
) -> None:
    other = open_store(path)
    for store in (db, other, db, other):
        journal.append(store, "Mesa", clock, Draft(EntryKind.ANSWERED, clock()))
    close(other)

    assert journal.count(db) == 4
    assert journal.verify(db) is None


def test_a_sound_journal_and_an_empty_one_hold(db: Database, record: Record) -> None:
    assert journal.verify(db) is None
    record(EntryKind.ADMITTED, "p1", "main", {"note": "ñandú 中文 ✓", "n": 1.5, "none": None})
    assert journal.verify(db) is None


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("UPDATE entry SET payload = '{}' WHERE seq = 1", Broken(1, Damage.CONTENT)),
        ("UPDATE entry SET payload = 'no json' WHERE seq = 2", Broken(2, Damage.CONTENT)),
        ("UPDATE entry SET kind = 'invented' WHERE seq = 2", Broken(2, Damage.CONTENT)),
        ("UPDATE entry SET kind = 'refused' WHERE seq = 2", Broken(2, Damage.CONTENT)),
        ("UPDATE entry SET operator = 'somebody' WHERE seq = 3", Broken(3, Damage.CONTENT)),
        (
            "UPDATE entry SET at = '2026-10-06T12:00:00.001Z' WHERE seq = 3",
            Broken(3, Damage.CONTENT),
        ),
        ("UPDATE entry SET hash = 'f' WHERE seq = 2", Broken(2, Damage.CONTENT)),
        ("DELETE FROM entry WHERE seq = 1", Broken(1, Damage.MISSING)),
        ("DELETE FROM entry WHERE seq = 2", Broken(2, Damage.MISSING)),
        ("DELETE FROM entry WHERE seq = 3", Broken(3, Damage.MISSING)),
        ("DELETE FROM entry", Broken(1, Damage.MISSING)),
    ],
)
def test_the_first_broken_entry_is_named(
    db: Database, three: list[Entry], sql: str, expected: Broken
) -> None:
    tamper(db, sql)

    assert journal.verify(db) == expected


def test_a_new_hash_on_a_changed_entry_breaks_the_link_behind_it(
    db: Database, three: list[Entry]
) -> None:
    tamper(db, "UPDATE entry SET payload = '{}' WHERE seq = 1")
    changed = journal.get(db, three[0].id)
    assert changed is not None
    tamper(db, "UPDATE entry SET hash = ? WHERE seq = 1", chain_hash(changed))

    assert journal.verify(db) == Broken(2, Damage.LINK)


def test_a_new_hash_on_the_last_entry_breaks_the_head(db: Database, three: list[Entry]) -> None:
    tamper(db, "UPDATE entry SET operator = 'x' WHERE seq = 3")
    changed = journal.get(db, three[2].id)
    assert changed is not None
    tamper(db, "UPDATE entry SET hash = ? WHERE seq = 3", chain_hash(changed))

    assert journal.verify(db) == Broken(3, Damage.LINK)


def test_a_hole_closed_by_renumbering_is_found(db: Database, three: list[Entry]) -> None:
    tamper(db, "DELETE FROM entry WHERE seq = 2")
    tamper(db, "UPDATE entry SET seq = 2 WHERE seq = 3")

    assert journal.verify(db) == Broken(2, Damage.CONTENT)
