"""Opens and closes the event's SQLite file; reads and writes no row of it."""

from __future__ import annotations

import os
from pathlib import Path

from sqlite_utils import Database

from kiosk.domain.errors import FailureError
from kiosk.store.failures import known_failures
from kiosk.store.schema import STEPS, migrations
from kiosk.store.transact import writing
from kiosk.texts import N_

__all__ = ["Database", "close", "open_store"]

_PRIVATE = 0o600
_BUSY_MS = 5_000


def open_store(path: Path) -> Database:
    """Open, and create or upgrade, the event's file; only the owner may read it (mode 0600).

    An existing file is copied beside itself before any upgrade ("event.before-NAME.db").
    Raises FailureError when the file cannot be opened, is damaged, or is newer than the program.
    """
    existed = _make_private(path)
    with known_failures():
        db = Database(path, execute_plugins=False)
        try:
            _configure(db)
            _refuse_newer(db)
            _upgrade(db, path if existed else None)
        except BaseException:
            db.close()
            raise
    return db


def close(db: Database) -> None:
    """Close the file; the write-ahead log is folded in by the last one to close."""
    db.close()


def _make_private(path: Path) -> bool:
    """Create the file with mode 0600, or narrow it; True if it held something before.

    SQLite gives -wal and -shm the mode of the main file, so this covers them too.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, _PRIVATE))
        if path.stat().st_mode & 0o077:
            path.chmod(_PRIVATE)
        return path.stat().st_size > 0
    except OSError as error:
        raise FailureError(
            N_("No se pudo abrir {path}: {error}"), path=path, error=error.strerror
        ) from error


def _configure(db: Database) -> None:
    # Transactions begin where writing() says so; a stray write commits by itself, never lingers.
    db.conn.isolation_level = None
    db.conn.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    db.conn.execute("PRAGMA journal_mode=WAL")
    # FULL: in WAL mode anything less may lose the last commits when the power goes.
    db.conn.execute("PRAGMA synchronous=FULL")
    db.conn.execute("PRAGMA foreign_keys=ON")
    # Codes and people that were deleted must not be read out of the file's free pages; only some
    # builds of SQLite see to it by themselves.
    db.conn.execute("PRAGMA secure_delete=ON")
    db.conn.execute("PRAGMA temp_store=MEMORY")
    db.conn.execute("PRAGMA cache_size=-32000")


def _refuse_newer(db: Database) -> None:
    unknown = [step.name for step in migrations.applied(db) if step.name not in STEPS]
    if unknown:
        raise FailureError(
            N_("Estos datos son de una versión más nueva del programa ({step}): actualícelo."),
            step=unknown[-1],
        )


def _upgrade(db: Database, existing: Path | None) -> None:
    pending = migrations.pending(db)
    if not pending:
        return
    if existing is not None:
        _copy(db, existing.with_name(f"{existing.stem}.before-{pending[0].name}.db"))
    with writing(db):  # two programs may open a new profile at once: the second finds it done
        migrations.apply(db)


def _copy(db: Database, target: Path) -> None:
    number = 1
    while target.exists():
        number += 1
        target = target.with_name(f"{target.stem.rsplit('~', 1)[0]}~{number}.db")
    os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR, _PRIVATE))
    copy = Database(target, execute_plugins=False)
    try:
        db.conn.backup(copy.conn)
    finally:
        copy.close()
