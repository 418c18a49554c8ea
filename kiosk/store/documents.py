"""What a source said that is neither person nor ticket, kept as it came; understands none of it."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.feed import Document
from kiosk.store.connect import Database
from kiosk.store.transact import first, rows


def put(db: Database, source: str, documents: Iterable[Document]) -> None:
    """Keep documents in the place of those of the same kind and ref."""
    db.conn.executemany(
        "INSERT INTO document (source, kind, ref, body) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (source, kind, ref) DO UPDATE SET body = excluded.body"
        " WHERE body IS NOT excluded.body",
        [(source, one.kind, one.ref, one.body) for one in documents],
    )


def replace_kind(db: Database, source: str, kind: str, documents: Iterable[Document]) -> None:
    """Keep those documents as the only ones of a kind."""
    db.conn.execute("DELETE FROM document WHERE source = ? AND kind = ?", (source, kind))
    put(db, source, documents)


def get(db: Database, source: str, kind: str, ref: str = "") -> str | None:
    """The body of one document, or None."""
    row = first(
        db,
        "SELECT body FROM document WHERE source = ? AND kind = ? AND ref = ?",
        (source, kind, ref),
    )
    return str(row["body"]) if row else None


def sources_of(db: Database, kind: str) -> list[str]:
    """The sources that said anything of a kind, by name."""
    found = rows(db, "SELECT DISTINCT source FROM document WHERE kind = ? ORDER BY source", (kind,))
    return [row["source"] for row in found]


def drop(db: Database, source: str, kind: str, ref: str | None = None) -> None:
    """Forget what a source said of a kind, or one document of it."""
    db.conn.execute(
        "DELETE FROM document WHERE source = ? AND kind = ? AND (ref = ? OR ? IS NULL)",
        (source, kind, ref, ref),
    )


def of_kind(db: Database, source: str, kind: str) -> list[Document]:
    """Every document of a kind by its ref."""
    found = rows(
        db,
        "SELECT kind, ref, body FROM document WHERE source = ? AND kind = ? ORDER BY ref",
        (source, kind),
    )
    return [Document(**row) for row in found]
