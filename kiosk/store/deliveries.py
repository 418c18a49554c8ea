"""Which journal entries are on their way to a source, and what became of them; sends nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from kiosk.domain.delivery import Delivery, Receipt
from kiosk.store.connect import Database
from kiosk.store.moments import maybe_text, to_text
from kiosk.store.transact import Row, first, rows


class Planned(NamedTuple):
    """An entry that a source should know; `needs` is the one it must have accepted before."""

    entry_id: str
    seq: int
    needs: str = ""


def plan(db: Database, source: str, planned: Iterable[Planned], now: datetime) -> None:
    """Let entries wait to be sent."""
    db.conn.executemany(
        "INSERT INTO delivery (source, entry_id, seq, needs, state, updated_at)"
        " VALUES (?, ?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING",
        [(source, one.entry_id, one.seq, one.needs, to_text(now)) for one in planned],
    )


def queue(db: Database, source: str, due: datetime, limit: int) -> list[str]:
    """Ids of entries to be sent now: those that need nothing first, each in the journal's order."""
    found = rows(
        db,
        "SELECT entry_id FROM delivery d WHERE source = :source AND state = 'waiting'"
        " AND (retry_at IS NULL OR retry_at <= :due) AND (needs = '' OR EXISTS (SELECT 1"
        " FROM delivery n WHERE n.source = d.source AND n.entry_id = d.needs"
        " AND n.state = 'accepted')) ORDER BY needs <> '', seq LIMIT :limit",
        {"source": source, "due": to_text(due), "limit": limit},
    )
    return [row["entry_id"] for row in found]


def rush(db: Database, source: str) -> None:
    """Let everything that waits be tried at once."""
    db.conn.execute(
        "UPDATE delivery SET retry_at = NULL WHERE source = ? AND state = 'waiting'", (source,)
    )


def attempts(db: Database, source: str, entry_id: str) -> int:
    """How often it was tried so far."""
    sql = "SELECT attempts FROM delivery WHERE source = ? AND entry_id = ?"
    row = first(db, sql, (source, entry_id))
    return row["attempts"] if row else 0


def receive(
    db: Database, source: str, receipt: Receipt, now: datetime, retry_at: datetime | None
) -> None:
    """Keep what the source said. Accepted stays accepted; only what waits can be refused."""
    db.conn.execute(
        "UPDATE delivery SET state = :state, words = :words, status = :status,"
        " attempts = attempts + 1, retry_at = :retry_at, updated_at = :now"
        " WHERE source = :source AND entry_id = :entry"
        " AND (state = 'waiting' OR state <> 'accepted' AND :state = 'accepted')",
        {
            "state": str(receipt.delivery),
            "words": receipt.words,
            "status": receipt.status,
            "retry_at": maybe_text(retry_at),
            "now": to_text(now),
            "source": source,
            "entry": receipt.entry_id,
        },
    )


def give_up_dependents(db: Database, source: str, words: str, now: datetime) -> None:
    """What only takes back an entry that the source does not have need not be sent."""
    db.conn.execute(
        "UPDATE delivery SET state = 'given_up', words = ?, updated_at = ?"
        " WHERE source = ? AND state = 'waiting' AND needs <> '' AND EXISTS (SELECT 1"
        " FROM delivery n WHERE n.source = delivery.source AND n.entry_id = delivery.needs"
        " AND n.state IN ('refused', 'given_up'))",
        (words, to_text(now), source),
    )


def told(db: Database, source: str, entry_ids: Sequence[str]) -> frozenset[str]:
    """Those of the entries that are planned for the source, whatever became of them."""
    marks = ",".join("?" * len(entry_ids))
    sql = f"SELECT entry_id FROM delivery WHERE source = ? AND entry_id IN ({marks})"  # noqa: S608  marks only
    return frozenset(row["entry_id"] for row in rows(db, sql, (source, *entry_ids)))


def again(db: Database, entry_id: str, now: datetime) -> int:
    """Let a refused entry wait once more, and what hangs on it; how many sources it is for."""
    moment = to_text(now)
    found = rows(
        db,
        "UPDATE delivery SET state = 'waiting', retry_at = NULL, updated_at = ?"
        " WHERE entry_id = ? AND state IN ('refused', 'waiting') RETURNING source",
        (moment, entry_id),
    )
    for row in found:
        db.conn.execute(
            "UPDATE delivery SET state = 'waiting', retry_at = NULL, updated_at = ?"
            " WHERE source = ? AND needs = ? AND state = 'given_up' AND settled_by = ''",
            (moment, row["source"], entry_id),
        )
    return len(found)


def settle(db: Database, entry_id: str, who: str, why: str, now: datetime) -> list[str]:
    """Give an entry up that is not accepted; the sources it was for."""
    found = rows(
        db,
        "UPDATE delivery SET state = 'given_up', settled_by = ?, settled_why = ?, updated_at = ?"
        " WHERE entry_id = ? AND state IN ('refused', 'waiting') RETURNING source",
        (who, why, to_text(now), entry_id),
    )
    return [row["source"] for row in found]


def count(db: Database, source: str) -> dict[Delivery, int]:
    """How many entries stand where."""
    sql = "SELECT state, count(*) AS n FROM delivery WHERE source = ? GROUP BY state"
    found = {Delivery(row["state"]): int(row["n"]) for row in rows(db, sql, (source,))}
    return {state: found.get(state, 0) for state in Delivery}


def listed(
    db: Database,
    source: str | None = None,
    state: Delivery | None = None,
    limit: int = 200,
    entry_ids: Sequence[str] | None = None,
) -> list[Row]:
    """Deliveries with their entry and the person's name, newest first."""
    where, values = ["1"], list[object]()
    for column, value in (("d.source", source), ("d.state", state)):
        if value is not None:
            where.append(f"{column} = ?")
            values.append(str(value))
    if entry_ids is not None:
        where.append(f"d.entry_id IN ({','.join('?' * len(entry_ids))})")
        values += entry_ids
    return rows(
        db,
        "SELECT d.*, e.kind, e.at, e.checkpoint, e.person_id,"  # noqa: S608  fixed names, marks
        " trim(coalesce(p.given_name, '') || ' ' || coalesce(p.family_name, '')) AS person"
        " FROM delivery d JOIN told e ON e.id = d.entry_id"
        " LEFT JOIN person p ON p.person_id = e.person_id"
        f" WHERE {' AND '.join(where)} ORDER BY d.seq DESC, d.source LIMIT ?",
        [*values, limit],
    )
