"""Reads whose badges came out of a printer and how many wait; the queue itself is print_jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.store.connect import Database
from kiosk.store.moments import to_moment
from kiosk.store.transact import number, rows


@dataclass(frozen=True, slots=True)
class PrintLine:
    """One job of a person: where it stands, with the reason of a failure."""

    job_id: str
    state: str
    reason: str
    badge_code: str
    at: datetime


def people_printed(db: Database, person_ids: Sequence[str]) -> set[str]:
    """Which of those people have a badge that was handed to a printer that took it."""
    if not person_ids:
        return set()
    found = rows(
        db,
        "SELECT DISTINCT person_id FROM print_job WHERE state IN ('sent', 'printing', 'done')"  # noqa: S608  marks only
        f" AND person_id IN ({','.join('?' * len(person_ids))})",
        person_ids,
    )
    return {row["person_id"] for row in found}


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


def waiting(db: Database) -> int:
    """How many jobs have not come out yet, failed ones too: somebody waits for each."""
    return number(db, "SELECT count(*) FROM print_job WHERE state IN ('waiting', 'failed')")
