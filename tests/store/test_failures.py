"""What the world can do to a file, as clear sentences; every error here is SQLite's own."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kiosk.domain.errors import FailureError
from kiosk.store import meta
from kiosk.store.connect import Database, close, open_store
from kiosk.store.failures import known_failure, known_failures
from kiosk.store.transact import first, number, rows, writing


def test_a_full_disk_is_told_and_nothing_is_kept(db: Database) -> None:
    pages = number(db, "PRAGMA page_count")
    db.conn.execute(f"PRAGMA max_page_count = {pages + 1}")

    with pytest.raises(FailureError, match="disco está lleno"), writing(db):
        put_much(db)

    assert number(db, "SELECT count(*) FROM meta") == 0


def put_much(db: Database) -> None:
    for count in range(1000):
        meta.put(db, f"key{count}", "x" * 1000)


def test_a_file_in_use_is_told(db: Database, path: Path) -> None:
    other = open_store(path)
    other.conn.execute("PRAGMA busy_timeout = 20")

    with writing(db), pytest.raises(FailureError, match="Otro programa"), writing(other):
        meta.put(other, "key", "value")

    close(other)


def test_a_read_only_file_is_told(db: Database, path: Path) -> None:
    reader = Database(sqlite3.connect(f"file:{path}?mode=ro", uri=True), execute_plugins=False)

    with pytest.raises(FailureError, match="protegidos contra escritura"), writing(reader):
        meta.put(reader, "key", "value")

    close(reader)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    with pytest.raises(FailureError, match="No se pudo abrir"), known_failures():
        sqlite3.connect(tmp_path / "no" / "such" / "folder.db")


def test_reads_are_covered_too(tmp_path: Path) -> None:
    path = tmp_path / "noise.db"
    path.write_bytes(b"noise " * 1000)
    db = Database(path, execute_plugins=False, recursive_triggers=False)

    for read in (rows, first, number):
        with pytest.raises(FailureError, match="no contiene datos"):
            read(db, "SELECT * FROM meta")

    close(db)


def test_bugs_pass_through(db: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        rows(db, "SELECT * FROM nonsense")
    with pytest.raises(sqlite3.IntegrityError), writing(db):
        db.conn.execute("INSERT INTO meta VALUES ('key', NULL)")


def test_an_error_without_a_code_is_a_bug() -> None:
    assert known_failure(sqlite3.ProgrammingError("closed")) is None
