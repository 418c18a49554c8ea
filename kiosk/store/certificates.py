"""Reads which certificates the journals have issued and voided; writes nothing."""

from __future__ import annotations

from kiosk.domain.journal import Entry, EntryKind
from kiosk.store.connect import Database
from kiosk.store.journal import told
from kiosk.store.transact import rows


def entries(db: Database) -> list[Entry]:
    """Every entry about certificates, oldest first."""
    return told(rows(db, f"{_SELECT} ORDER BY place", _KINDS))


def of_code(db: Database, code: str) -> list[Entry]:
    """The entries about the certificate of that code, oldest first."""
    sql = f"{_SELECT} AND json_extract(payload, '$.certificate') = ? ORDER BY place"
    return told(rows(db, sql, (*_KINDS, code)))


_KINDS = (str(EntryKind.CERTIFICATE_ISSUED), str(EntryKind.CERTIFICATE_VOIDED))
_SELECT = "SELECT * FROM told WHERE kind IN (?, ?)"
