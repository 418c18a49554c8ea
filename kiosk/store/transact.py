"""Transactions that hold the write lock from their first read, and plain reads; knows no table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
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
