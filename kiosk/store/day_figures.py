"""Counts the figures of a day for the panel: arrivals, walk-ins, waits; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from kiosk.domain.journal import EntryKind
from kiosk.store.connect import Database
from kiosk.store.moments import to_moment, to_text
from kiosk.store.transact import number, rows

QUARTER = 900
"""Seconds that arrivals are counted by; no time zone of today splits one."""


def arrivals(
    db: Database, checkpoints: Sequence[str], since: datetime
) -> list[tuple[datetime, int]]:
    """(begin of a quarter of an hour, people who entered for the first time in it), by time."""
    marks = ",".join("?" * len(checkpoints))
    found = rows(
        db,
        "SELECT quarter, count(*) AS people FROM ("  # noqa: S608  marks only
        f" SELECT CAST(strftime('%s', min(at)) AS INTEGER) / {QUARTER} AS quarter, min(at) AS first"
        f" FROM visit WHERE direction = 'entry' AND checkpoint IN ({marks}) GROUP BY person_id)"
        " WHERE first >= ? GROUP BY quarter ORDER BY quarter",
        [*checkpoints, to_text(since)],
    )
    return [(datetime.fromtimestamp(row["quarter"] * QUARTER, UTC), row["people"]) for row in found]


def walk_ins(db: Database) -> int:
    """How many people were registered at a station, on all days."""
    sql = "SELECT count(*) FROM entry WHERE kind = ?"
    return number(db, sql, (str(EntryKind.WALK_IN),))


def helped(db: Database, since: datetime) -> int:
    """How many people were sent to the desk with a number."""
    return number(
        db,
        "SELECT count(*) FROM entry WHERE kind = ? AND at >= ?"
        " AND json_extract(payload, '$.help') IS NOT NULL",
        (str(EntryKind.ANSWERED), to_text(since)),
    )


def badge_waits(db: Database, since: datetime, limit: int = 50) -> list[float]:
    """Seconds from asking for a badge until it was out, of the newest ones; none of a batch."""
    found = rows(
        db,
        "SELECT created_at, updated_at FROM print_job WHERE state = 'done' AND kind = 'badge'"
        " AND batch = '' AND updated_at >= ? ORDER BY updated_at DESC LIMIT ?",
        (to_text(since), limit),
    )
    return [
        (to_moment(row["updated_at"]) - to_moment(row["created_at"])).total_seconds()
        for row in found
    ]
