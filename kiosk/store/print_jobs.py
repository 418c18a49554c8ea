"""The print queue's table: jobs with their frozen content and their state; talks to no printer."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime

from kiosk.domain.print_job import PENDING, JobState
from kiosk.store.connect import Database
from kiosk.store.moments import to_moment, to_text
from kiosk.store.transact import Row, first, rows, writing

BADGE, TEST = "badge", "test"
"""What a job prints: a person's badge, or a test page."""


@dataclass(frozen=True, slots=True)
class Job:
    """One badge (or test page) on its way.

    `reason` is a sentence (Spanish) on what it waits for or failed by, `said` the printer's own
    words. `frozen` is what stands on the badge and `shape` the layout (both JSON), as they were
    when the job was made; `pdf` is drawn of them later. All three are empty once it has ended, and
    in lists. `target` is where it may go, `printer` (a URI) and `printer_id` where it
    went. `remote_job` is the printer's own name for it. `attempts` counts the steps since the last
    change of state, `round` how often it was sent again because a person said so. `why` is the
    reason somebody gave for printing once more; `warning` tells what the badge could not show.
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
    kind: str = BADGE
    batch: str = ""
    frozen: str = ""
    shape: str = ""
    target: str = ""
    printer_id: str = ""
    said: str = ""
    round: int = 0

    @property
    def pending(self) -> bool:
        """Whether it may still come out by itself."""
        return self.state.pending


_COLUMNS = tuple(field.name for field in fields(Job) if field.name != "shape")
_MOVING = (
    *("target", "printer", "printer_id", "state", "reason", "said", "remote_job", "attempts"),
    *("round", "updated_at"),
)
_DRAWN = ("layout", "pdf", "media", "warning")
_WHOLE = (
    f"SELECT {', '.join(_COLUMNS)},"  # noqa: S608  fixed names
    " coalesce((SELECT body FROM print_layout WHERE hash = layout_hash), '') AS shape"
    " FROM print_job"
)
_LIGHT = (
    (
        f"SELECT {', '.join(_COLUMNS)} FROM print_job"  # noqa: S608  fixed names
    )
    .replace(" pdf,", " x'' AS pdf,")
    .replace(" frozen,", " '' AS frozen,")
)
_OPEN = ", ".join(f"'{state}'" for state in (*PENDING, JobState.UNKNOWN))
_WIPE = "pdf = NULL, frozen = '', layout_hash = ''"


def add(db: Database, job: Job) -> None:
    """Put a job at the end of the queue."""
    names = (*_COLUMNS, "layout_hash")
    with writing(db):
        db.conn.execute(
            f"INSERT INTO print_job ({', '.join(names)})"  # noqa: S608  fixed names
            f" VALUES ({', '.join('?' * len(names))})",
            [*_values(job, _COLUMNS), _keep_shape(db, job.shape)],
        )


def get(db: Database, job_id: str) -> Job | None:
    """The job of that id with all it holds, or None."""
    row = first(db, f"{_WHOLE} WHERE job_id = ?", (job_id,))
    return _job(row) if row else None


def found(db: Database, text: str) -> list[Job]:
    """The jobs whose id ends in that text, two at most: people type the end of an id."""
    sql = f"{_LIGHT} WHERE substr(job_id, -length(:text)) = :text LIMIT 2"
    return [_job(row) for row in rows(db, sql, {"text": text})] if text else []


def open_of(db: Database, person_id: str) -> Job | None:
    """The oldest job of a person that has not ended, without what it holds."""
    sql = f"{_LIGHT} WHERE person_id = ? AND state IN ({_OPEN}) ORDER BY created_at LIMIT 1"
    row = first(db, sql, (person_id,))
    return _job(row) if row else None


def people_with_open(db: Database, person_ids: Sequence[str]) -> set[str]:
    """Which of those people have a job that has not ended."""
    marks = ",".join("?" * len(person_ids))
    found = rows(
        db,
        "SELECT DISTINCT person_id FROM print_job"  # noqa: S608  marks and fixed words only
        f" WHERE state IN ({_OPEN}) AND person_id IN ({marks})",
        person_ids,
    )
    return {row["person_id"] for row in found}


def in_states(db: Database, states: Collection[JobState], limit: int = -1) -> list[Job]:
    """The jobs in those states, oldest first, without what they hold."""
    marks = ",".join("?" * len(states))
    sql = f"{_LIGHT} WHERE state IN ({marks}) ORDER BY created_at, job_id LIMIT ?"
    return [_job(row) for row in rows(db, sql, [*map(str, states), limit])]


def latest(db: Database, limit: int = 200, state: JobState | None = None) -> list[Job]:
    """The newest jobs, newest first, without what they hold; of one state where asked for."""
    where, values = ("WHERE state = ?", [str(state)]) if state else ("", [])
    sql = f"{_LIGHT} {where} ORDER BY created_at DESC, job_id DESC LIMIT ?"
    return [_job(row) for row in rows(db, sql, [*values, limit])]


def latest_single(db: Database, limit: int) -> list[Job]:
    """Up to `limit` jobs without what they hold: those not ended well first, each newest first.

    Of a batch only those that went wrong: the rest is told by the batch.
    """
    sql = (
        f"{_LIGHT} WHERE batch = '' OR state = 'failed'"
        " ORDER BY state IN ('done', 'cancelled'), created_at DESC, job_id DESC"
    )
    return [_job(row) for row in rows(db, f"{sql} LIMIT ?", [limit])]


def targets(db: Database) -> list[str]:
    """Where the waiting jobs may go, each target once."""
    sql = "SELECT DISTINCT target FROM print_job WHERE state = 'waiting' ORDER BY target"
    return [row["target"] for row in rows(db, sql)]


def head(db: Database, target: str, without: Sequence[str] = ()) -> Job | None:
    """The job of that target which is next, with all it holds.

    Those of a batch come after the others, so that who stands at the desk is served first, and
    one that was tried in vain ten times lets the next ones pass.
    """
    marks = ",".join("?" * len(without))
    row = first(
        db,
        f"{_WHOLE} WHERE state = 'waiting' AND target = ? AND job_id NOT IN ({marks})"
        " ORDER BY batch <> '', attempts / 10, created_at, job_id LIMIT 1",
        [target, *without],
    )
    return _job(row) if row else None


def heads_of_batch(db: Database, batch: str) -> list[Job]:
    """One waiting job of each target of a batch."""
    sql = f"{_LIGHT} WHERE batch = ? AND batch <> '' AND state = 'waiting' GROUP BY target"
    return [_job(row) for row in rows(db, sql, [batch])]


def change(db: Database, job: Job) -> None:
    """Write where a job stands now; one that has ended loses what it held."""
    _write(db, job, _MOVING)


def change_drawn(db: Database, job: Job) -> None:
    """As change(), and what was drawn: the PDF, the paper it is for, what it could not show."""
    _write(db, job, (*_MOVING, *_DRAWN))


def change_layout(db: Database, job: Job) -> None:
    """As change_drawn(), and the layout: for a printer with other paper it is drawn anew."""
    with writing(db):
        _write(db, job, (*_MOVING, *_DRAWN))
        digest = _keep_shape(db, job.shape)
        sql = "UPDATE print_job SET layout_hash = ? WHERE job_id = ?"
        db.conn.execute(sql, (digest, job.job_id))


def cancel_batch(db: Database, batch: str, reason: str, at: datetime) -> int:
    """Cancel every job of a batch of which nothing was sent; answers how many."""
    with writing(db):
        done = db.conn.execute(
            f"UPDATE print_job SET state = 'cancelled', reason = ?, updated_at = ?, {_WIPE}"  # noqa: S608  fixed names
            " WHERE batch = ? AND batch <> '' AND state IN ('waiting', 'rendering')",
            (reason, to_text(at), batch),
        )
        _drop_layouts(db)
    return done.rowcount


def recover(db: Database) -> int:
    """What was being drawn when the program died waits again; answers how many."""
    with writing(db):
        done = db.conn.execute("UPDATE print_job SET state = 'waiting' WHERE state = 'rendering'")
    return done.rowcount


def _write(db: Database, job: Job, names: Sequence[str]) -> None:
    columns = ", ".join(f"{name} = ?" for name in names)
    with writing(db):
        db.conn.execute(
            f"UPDATE print_job SET {columns} WHERE job_id = ?",  # noqa: S608  fixed names
            [*_values(job, names), job.job_id],
        )
        if not job.state.open:
            wipe = f"UPDATE print_job SET {_WIPE} WHERE job_id = ?"  # noqa: S608  fixed names
            db.conn.execute(wipe, (job.job_id,))
            _drop_layouts(db)


def _keep_shape(db: Database, body: str) -> str:
    """Keep a copy of a layout; answers the hash that names it, "" for none."""
    if not body:
        return ""
    digest = hashlib.sha256(body.encode()).hexdigest()
    db.conn.execute(
        "INSERT INTO print_layout (hash, body) VALUES (?, ?) ON CONFLICT (hash) DO NOTHING",
        (digest, body),
    )
    return digest


def _drop_layouts(db: Database) -> None:
    db.conn.execute(
        "DELETE FROM print_layout WHERE NOT EXISTS"
        " (SELECT 1 FROM print_job WHERE layout_hash <> '' AND layout_hash = print_layout.hash)"
    )


def _values(job: Job, names: Sequence[str]) -> list[object]:
    stored = {name: getattr(job, name) for name in names}
    for name in ("created_at", "updated_at"):
        if name in stored:
            stored[name] = to_text(stored[name])
    return [str(value) if isinstance(value, JobState) else value for value in stored.values()]


def _job(row: Row) -> Job:
    job = Job(**row)
    return replace(
        job,
        state=JobState(row["state"]),
        pdf=bytes(row["pdf"] or b""),
        created_at=to_moment(row["created_at"]),
        updated_at=to_moment(row["updated_at"]),
    )
