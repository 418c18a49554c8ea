"""Transactions that hold the write lock from their first read, and plain reads; knows no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from typing import Any

from sqlite_utils import Database

from kiosk.store.failures import known_failures

Row = dict[str, Any]
Parameters = Sequence[object] | Mapping[str, object]


@contextmanager
def writing(db: Database) -> Iterator[Database]:
    """A transaction that owns the write lock at once, so what it read cannot change under it.

    Inside another one it is a savepoint. Any exception rolls back. Raises FailureError when the
    disk is full, locked, damaged or read-only.
    """
    with known_failures():
        if db.conn.in_transaction:
            with db.atomic():
                yield db
            return
        db.conn.execute("BEGIN IMMEDIATE")
        try:
            yield db
            db.conn.execute("COMMIT")
        except BaseException:
            db.rollback()
            raise


def written(db: Database) -> int:
    """How many rows were written over this connection; asks nothing of the file."""
    return int(db.conn.total_changes)


def rows(db: Database, sql: str, parameters: Parameters = ()) -> list[Row]:
    """Every row of a query as dictionaries. Raises FailureError for failures of the world."""
    with known_failures():
        cursor = db.conn.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]


def first(db: Database, sql: str, parameters: Parameters = ()) -> Row | None:
    """The first row of a query, or None."""
    found = rows(db, sql, parameters)
    return found[0] if found else None


def number(db: Database, sql: str, parameters: Parameters = ()) -> int:
    """The single whole number that a query answers; 0 for no row or NULL."""
    with known_failures():
        row = db.conn.execute(sql, parameters).fetchone()
    return int(row[0]) if row and row[0] is not None else 0


def insert(
    db: Database,
    into: str,
    found: Sequence[Sequence[object]],
    otherwise: str = "ON CONFLICT DO NOTHING",
) -> None:
    """Insert many rows; `into` is "table (columns)", `otherwise` what to do where one is there.

    Few long statements: between two of them another thread may keep the interpreter for
    milliseconds, and what a whole conference did are a hundred thousand rows.
    """
    if not found:
        return
    one = f"({', '.join('?' * len(found[0]))})"
    done = 0
    for size in _ROWS:
        sql = f"INSERT INTO {into} VALUES {', '.join([one] * size)} {otherwise}"  # noqa: S608  own names
        while len(found) - done >= size:
            db.conn.execute(sql, list(chain.from_iterable(found[done : done + size])))
            done += size


_ROWS = (1_024, 256, 64, 16, 4, 1)
"""Rows of a statement; with thirty columns still what SQLite takes (SQLITE_MAX_VARIABLE_NUMBER)."""


@contextmanager
def at_full_stretch(db: Database) -> Iterator[None]:
    """For a hundred thousand rows at once: more of the file in memory, and the log folded in less.

    What a transaction has committed is on the disk as ever.
    """
    cache, log = (number(db, f"PRAGMA {name}") for name in _STRETCHED)
    try:
        for name, size in _STRETCHED.items():
            db.conn.execute(f"PRAGMA {name}={size}")
        yield
    finally:
        for name, size in zip(_STRETCHED, (cache, log), strict=True):
            db.conn.execute(f"PRAGMA {name}={size}")


_STRETCHED = {"cache_size": -256_000, "wal_autocheckpoint": 32_000}
"""Kilobytes at most (negative: https://www.sqlite.org/pragma.html#pragma_cache_size), and pages."""


def attempt(db: Database, step: Callable[[], object]) -> bool:
    """Do a step that another program's words asked for; False where they make no sense.

    Then it has changed nothing. Call it inside a transaction; failures of the world are raised.
    """
    try:
        with db.atomic():
            step()
    except (KeyError, TypeError, ValueError, AttributeError, sqlite3.Error) as error:
        if isinstance(error, sqlite3.OperationalError):
            raise  # the disk or the lock, not the words
        return False
    return True


@contextmanager
def reading(db: Database) -> Iterator[Database]:
    """A transaction in which every read sees the same state of the file; holds no lock."""
    with known_failures():
        if db.conn.in_transaction:
            yield db
            return
        db.conn.execute("BEGIN")
        try:
            yield db
        finally:
            db.rollback()
