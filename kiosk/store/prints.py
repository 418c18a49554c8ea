"""Reads whose badges came out of a printer and how many wait; the queue itself is print_jobs.

A badge that came out at another station counts as well: its journal says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.moments import to_moment
from kiosk.store.transact import number, rows

_TAKEN = "'sent', 'printing', 'done'"


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One job of a person: where it stands, with the reason of a failure."""

    job_id: str
    state: str
    reason: str
    badge_code: str
    at: datetime


@dataclass(frozen=True, slots=True)
class BatchLine:
    """How many jobs of a batch stand in a state, and when and by whom the first was asked for."""

    batch_id: str
    state: str
    jobs: int
    at: datetime
    operator: str


def people_printed(db: Database, person_ids: Sequence[str]) -> set[str]:
    """Which of those people have a badge that a printer took and that is worth something still."""
    return _people(db, person_ids, _TAKEN)


def people_given(db: Database, person_ids: Sequence[str]) -> set[str]:
    """Which of those people have a badge that came out and is worth something still."""
    return _people(db, person_ids, "'done'")


def of_person(db: Database, person_id: str) -> tuple[PrintLine, ...]:
    """Every job of a person, newest first."""
    found = rows(
        db,
        "SELECT job_id, state, reason, badge_code, updated_at FROM print_job WHERE person_id = ?"
        " ORDER BY created_at DESC, job_id DESC",
        (person_id,),
    )
    return tuple(
        PrintLine(
            row["job_id"],
            row["state"],
            row["reason"],
            row["badge_code"],
            to_moment(row["updated_at"]),
        )
        for row in found
    )


def copies(db: Database, person_id: str) -> int:
    """How many badges of a person have come out, voided ones too."""
    sql = "SELECT count(*) FROM print_job WHERE person_id = ? AND state = 'done'"
    return number(db, sql, (person_id,))


def waiting(db: Database) -> int:
    """How many jobs have not come out yet, failed and doubtful ones too: somebody waits for each.

    A failed one that a newer job of the same person stands for is not counted twice.
    """
    return number(
        db,
        "SELECT count(*) FROM print_job AS job WHERE state IN ('waiting', 'rendering', 'unknown')"
        " OR (state = 'failed' AND NOT EXISTS (SELECT 1 FROM print_job AS newer"
        "   WHERE newer.person_id = job.person_id"
        "   AND (newer.created_at, newer.job_id) > (job.created_at, job.job_id)))",
    )


def owed(db: Database, checkpoints: Sequence[str]) -> list[str]:
    """The people who entered at any of those checkpoints and have no badge that is good."""
    if not checkpoints:
        return []
    found = rows(
        db,
        "SELECT DISTINCT presence.person_id FROM presence"  # noqa: S608  marks and fixed words only
        f" WHERE entries > 0 AND checkpoint IN ({','.join('?' * len(checkpoints))})"
        " AND NOT EXISTS (SELECT 1 FROM print_job AS job"
        " LEFT JOIN badge ON badge.badge_code = job.badge_code"
        f" WHERE job.person_id = presence.person_id AND job.state IN ({_TAKEN})"
        " AND badge.voided_at IS NULL)"
        " AND NOT EXISTS (SELECT 1 FROM printed_elsewhere AS there"
        " LEFT JOIN badge ON badge.badge_code = there.badge_code"
        " WHERE there.person_id = presence.person_id AND badge.voided_at IS NULL)",
        checkpoints,
    )
    return [row["person_id"] for row in found]


def states(db: Database, batch: str = "") -> dict[str, int]:
    """How many jobs (of a batch) stand in each state that any of them is in."""
    where, values = (" WHERE batch = ? AND batch <> ''", [batch]) if batch else ("", [])
    sql = f"SELECT state, count(*) AS jobs FROM print_job{where} GROUP BY state"  # noqa: S608  fixed words
    found = rows(db, sql, values)
    return {row["state"]: row["jobs"] for row in found}


def batches(db: Database) -> list[BatchLine]:
    """Each batch in each state that any of its jobs is in."""
    found = rows(
        db,
        "SELECT batch, state, count(*) AS jobs, min(created_at) AS at, max(operator) AS operator"
        " FROM print_job WHERE batch <> '' GROUP BY batch, state",
    )
    return [
        BatchLine(row["batch"], row["state"], row["jobs"], to_moment(row["at"]), row["operator"])
        for row in found
    ]


def _people(db: Database, person_ids: Sequence[str], states: str) -> set[str]:
    if not person_ids:
        return set()
    marks = ",".join("?" * len(person_ids))
    found = rows(
        db,
        "SELECT job.person_id FROM print_job AS job"  # noqa: S608  marks and fixed words only
        " LEFT JOIN badge ON badge.badge_code = job.badge_code"
        f" WHERE job.state IN ({states}) AND badge.voided_at IS NULL"
        f" AND job.person_id IN ({marks})"
        " UNION SELECT there.person_id FROM printed_elsewhere AS there"
        " LEFT JOIN badge ON badge.badge_code = there.badge_code"
        f" WHERE badge.voided_at IS NULL AND there.person_id IN ({marks})",
        (*person_ids, *person_ids),
    )
    return {row["person_id"] for row in found}
