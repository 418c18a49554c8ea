"""The print queue's table: jobs with their finished PDF and their state; talks to no printer."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import datetime

from kiosk.domain.print_job import JobState
from kiosk.store.connect import Database
from kiosk.store.moments import to_moment, to_text
from kiosk.store.transact import Row, first, rows, writing


@dataclass(frozen=True, slots=True)
class Job:
    """One badge on its way. `reason` is a sentence (Spanish) on what it waits for or failed by.

    `pdf` is frozen when the job is made: what comes out is what was seen. `remote_job` is the
    printer's own name for it. `attempts` counts the steps since the last change of state.
    `why` is the reason somebody gave for printing once more; `warning` tells of letters that no
    font of this machine has.
    """

    job_id: str
    person_id: str
    badge_code: str
    title: str
    layout: str
    printer: str
    state: JobState
    pdf: bytes
    media: str
    created_at: datetime
    updated_at: datetime
    reason: str = ""
    remote_job: str = ""
    attempts: int = 0
    station: str = ""
    operator: str = ""
    why: str = ""
    warning: str = ""

    @property
    def pending(self) -> bool:
        """Whether it may still come out."""
        return self.state.pending


_COLUMNS = tuple(field.name for field in fields(Job))
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM print_job"  # noqa: S608  fixed names
_LIGHT = _SELECT.replace(" pdf,", " x'' AS pdf,")


def add(db: Database, job: Job) -> None:
    """Put a job at the end of the queue."""
    marks = ", ".join("?" * len(_COLUMNS))
    with writing(db):
        db.conn.execute(
            f"INSERT INTO print_job ({', '.join(_COLUMNS)}) VALUES ({marks})",  # noqa: S608  fixed names
            _values(job),
        )


def get(db: Database, job_id: str) -> Job | None:
    """The job of that id with its PDF, or None."""
    row = first(db, f"{_SELECT} WHERE job_id = ?", (job_id,))
    return _job(row) if row else None


def pending_of(db: Database, person_id: str) -> Job | None:
    """The oldest job of a person that may still come out, without its PDF."""
    row = first(
        db,
        f"{_LIGHT} WHERE person_id = ? AND state IN ('waiting', 'rendering', 'sent', 'printing')"
        " ORDER BY created_at LIMIT 1",
        (person_id,),
    )
    return _job(row) if row else None


def pending(db: Database) -> list[Job]:
    """Every job that may still come out, oldest first, without the PDFs."""
    found = rows(
        db,
        f"{_LIGHT} WHERE state IN ('waiting', 'rendering', 'sent', 'printing') ORDER BY created_at, job_id",
    )
    return [_job(row) for row in found]


def latest(db: Database, limit: int = 200) -> list[Job]:
    """The newest jobs, newest first, without the PDFs."""
    found = rows(db, f"{_LIGHT} ORDER BY created_at DESC, job_id DESC LIMIT ?", (limit,))
    return [_job(row) for row in found]


def change(db: Database, job: Job) -> None:
    """Write the fields that a delivery changes: state, reason, remote_job, attempts, printer."""
    with writing(db):
        db.conn.execute(
            "UPDATE print_job SET state = ?, reason = ?, remote_job = ?, attempts = ?,"
            " printer = ?, updated_at = ? WHERE job_id = ?",
            (
                str(job.state),
                job.reason,
                job.remote_job,
                job.attempts,
                job.printer,
                to_text(job.updated_at),
                job.job_id,
            ),
        )


def _values(job: Job) -> list[object]:
    stored = {name: getattr(job, name) for name in _COLUMNS}
    stored["state"] = str(job.state)
    stored["created_at"] = to_text(job.created_at)
    stored["updated_at"] = to_text(job.updated_at)
    return list(stored.values())


def _job(row: Row) -> Job:
    job = Job(**row)
    return replace(
        job,
        state=JobState(row["state"]),
        pdf=bytes(row["pdf"] or b""),
        created_at=to_moment(row["created_at"]),
        updated_at=to_moment(row["updated_at"]),
    )
