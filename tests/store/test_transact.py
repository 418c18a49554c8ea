"""Transactions that hold the lock from their first read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.errors import FailureError
from kiosk.store import meta
from kiosk.store.connect import Database, close, open_store
from kiosk.store.transact import at_full_stretch, first, insert, number, reading, rows, writing


def put_and_fail(db: Database, key: str) -> None:
    meta.put(db, key, "goes")
    raise RuntimeError


def put_inside_and_fail(db: Database) -> None:
    with writing(db):
        meta.put(db, "inner", "goes with the outer")
    raise RuntimeError


def test_what_was_written_stands(db: Database) -> None:
    with writing(db):
        meta.put(db, "key", "value")

    assert meta.get(db, "key") == "value"
    assert not db.conn.in_transaction


def test_an_exception_undoes_everything(db: Database) -> None:
    with pytest.raises(RuntimeError), writing(db):
        put_and_fail(db, "key")

    assert meta.get(db, "key") is None
    assert not db.conn.in_transaction


def test_an_inner_one_can_fail_alone(db: Database) -> None:
    with writing(db):
        meta.put(db, "outer", "stays")
        with pytest.raises(RuntimeError), writing(db):
            put_and_fail(db, "inner")

    assert (meta.get(db, "outer"), meta.get(db, "inner")) == ("stays", None)


def test_an_inner_one_is_no_commit(db: Database) -> None:
    with pytest.raises(RuntimeError), writing(db):
        put_inside_and_fail(db)

    assert meta.get(db, "inner") is None


def test_nobody_else_writes_meanwhile(db: Database, path: Path) -> None:
    other = open_store(path)
    other.conn.execute("PRAGMA busy_timeout = 10")

    with writing(db):
        assert number(db, "SELECT count(*) FROM meta") == 0  # a read, no write yet
        with pytest.raises(FailureError), writing(other):
            meta.put(other, "key", "theirs")

    close(other)


def test_reading_sees_one_state_only(db: Database, path: Path) -> None:
    other = open_store(path)
    with reading(db):
        before = meta.get(db, "key")
        with writing(other):
            meta.put(other, "key", "new")
        during = meta.get(db, "key")
    after = meta.get(db, "key")
    close(other)

    assert (before, during, after) == (None, None, "new")


def test_reading_within_writing_sees_what_was_written(db: Database) -> None:
    with writing(db):
        meta.put(db, "key", "value")
        with reading(db):
            assert meta.get(db, "key") == "value"
    assert meta.get(db, "key") == "value"


def test_rows_are_dictionaries(db: Database) -> None:
    assert rows(db, "SELECT 1 AS one, 'x' AS text") == [{"one": 1, "text": "x"}]
    assert first(db, "SELECT 1 AS one WHERE :none", {"none": 0}) is None
    assert number(db, "SELECT NULL") == 0
    assert number(db, "SELECT 1 WHERE 0") == 0
    assert number(db, "SELECT 7") == 7


def test_meta_keeps_the_last_value(db: Database) -> None:
    with writing(db):
        meta.put(db, "key", "one")
        meta.put(db, "key", "two")

    assert meta.get(db, "key") == "two"


def test_a_stray_write_does_not_linger(db: Database, path: Path) -> None:
    meta.put(db, "key", "value")

    other = open_store(path)
    assert meta.get(other, "key") == "value"
    assert not db.conn.in_transaction
    close(other)


@pytest.mark.parametrize("count", [0, 1, 3, 4, 63, 1023, 1024, 2741])
def test_many_rows_go_in_whatever_their_number(db: Database, count: int) -> None:
    insert(db, "meta (key, value)", [(f"key {n}", str(n)) for n in range(count)])

    found = rows(db, "SELECT key, value FROM meta WHERE key LIKE 'key %'")
    assert {row["key"]: row["value"] for row in found} == {f"key {n}": str(n) for n in range(count)}


def test_of_rows_that_are_there_the_caller_says_what_becomes(db: Database) -> None:
    insert(db, "meta (key, value)", [("a", "1"), ("b", "1"), ("a", "2")])
    insert(db, "meta (key, value)", [("a", "3"), ("c", "1")])
    assert [meta.get(db, key) for key in "abc"] == ["1", "1", "1"]

    later = "ON CONFLICT (key) DO UPDATE SET value = excluded.value WHERE value < excluded.value"
    insert(db, "meta (key, value)", [("a", "5"), ("b", "0"), ("a", "4")], later)
    assert [meta.get(db, key) for key in "abc"] == ["5", "1", "1"]


def test_a_row_as_wide_as_any_table_goes_in_a_thousand_at_a_time(db: Database) -> None:
    columns = [row["name"] for row in rows(db, "PRAGMA table_info(hub_entry)")]
    texts = ["hub_seq", "own"]
    table = [
        tuple(n if name in texts else f"{name} {n}" for name in columns) for n in range(1, 1501)
    ]
    insert(db, f"hub_entry ({', '.join(columns)})", table)

    assert number(db, "SELECT count(*) FROM hub_entry") == 1500


def test_what_is_stretched_is_let_go_again_whatever_happens(db: Database) -> None:
    def settings() -> list[int]:
        return [number(db, f"PRAGMA {name}") for name in ("cache_size", "wal_autocheckpoint")]

    before = settings()
    with at_full_stretch(db):
        during = settings()
    with pytest.raises(RuntimeError), at_full_stretch(db):
        raise RuntimeError

    assert settings() == before
    assert all(one != other for one, other in zip(before, during, strict=True))
