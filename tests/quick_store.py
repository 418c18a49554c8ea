"""New stores of tests: copies of one that was made once; what makes them is tested in tests/store.

Making one takes ten times as long as copying it, and thousands of tests need one. Nobody pulls a
plug under a test either, so no write waits for the disk: what is killed keeps what it wrote.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import Lock

from sqlite_utils import Database

from kiosk.store import connect
from kiosk.store.schema import migrations

_making = Lock()


@contextmanager
def quick_stores() -> Iterator[None]:
    """Until the end, `open_store` of this process makes its new files that way."""
    configure, upgrade = connect._configure, connect._upgrade

    def configured(db: Database) -> None:
        db.conn.execute("PRAGMA synchronous=OFF")  # for what it writes itself
        configure(db)
        db.conn.execute("PRAGMA synchronous=OFF")

    def upgraded(db: Database, existing: Path | None) -> None:
        with _making:  # two threads may open a new one at once: the second finds it made
            if existing is None and not db.table_names():
                _copy_into(db)
        upgrade(db, existing)

    connect._configure, connect._upgrade = configured, upgraded
    try:
        yield
    finally:
        connect._configure, connect._upgrade = configure, upgrade


@cache
def _made() -> bytes:
    """An empty store of the newest shape."""
    made = Database(memory=True, execute_plugins=False)
    migrations.apply(made)
    content = made.conn.serialize()
    made.close()
    return content


def _copy_into(db: Database) -> None:
    source = sqlite3.connect(":memory:")
    source.deserialize(_made())
    source.backup(db.conn)
    source.close()
