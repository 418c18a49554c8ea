"""Transactions that hold the lock from their first read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.domain.errors import FailureError
from kiosk.store import meta
from kiosk.store.connect import Database, close, open_store
from kiosk.store.transact import first, number, reading, rows, writing


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
