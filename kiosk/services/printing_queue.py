"""Moves print jobs on: which is next, one step at its printer, what came of it.

claim_next and record read and write the store; deliver only talks to the printer and may run on
any thread. A job is never sent twice: once a printer knows of it, it is only asked about.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.base import Backend, Delivery, Document, Step
from kiosk.printing.backends.folder import FolderBackend
from kiosk.printing.backends.ipp import ipp_backend
from kiosk.services.context import Context
from kiosk.store import journal, print_jobs
from kiosk.store.print_jobs import Job
from kiosk.store.transact import writing
from kiosk.texts import N_

POLL = timedelta(milliseconds=250)
"""How often a printer is asked about a job that it has."""
_RETRY = (0.0, 0.5, 1.0, 2.0)
"""Seconds until a job that could not be sent is tried again, by the number of attempts."""
FOLDER = "badges"


def claim_next(ctx: Context) -> Job | None:
    """The oldest job for which something is to be done now, with its PDF; None where all wait."""
    now = ctx.clock()
    due = next((job for job in print_jobs.pending(ctx.db) if due_at(job) <= now), None)
    return print_jobs.get(ctx.db, due.job_id) if due else None


def due_at(job: Job) -> datetime:
    """When the next step of a pending job is to be made."""
    if job.attempts == 0:
        return job.updated_at
    if job.state is JobState.SENT and not job.reason:
        return job.updated_at + POLL
    wait = _RETRY[min(job.attempts, len(_RETRY) - 1)]
    return job.updated_at + timedelta(seconds=wait)


def deliver(job: Job, folder: Path) -> Delivery:
    """One step of a job at its printer; no store is touched. `folder` is the profile's."""
    document = Document(name=document_name(job), pdf=job.pdf, media=job.media)
    return backend_of(job.printer, folder).advance(document, Step(job.state), job.remote_job)


def record(ctx: Context, job: Job, delivery: Delivery) -> Job:
    """Write what a step brought; a badge that came out is journalled in the same transaction."""
    with writing(ctx.db):
        current = print_jobs.get(ctx.db, job.job_id)
        if current is None or not current.pending:
            return current or job  # somebody else has ended it meanwhile
        after = _after(ctx, current, delivery)
        print_jobs.change(ctx.db, after)
        if after.state is JobState.DONE:
            _journal(ctx, after)
    return after


def cancel(ctx: Context, job_id: str, reason: str) -> Job:
    """Give a waiting or failed job up, for good; `reason` is what the queue then shows.

    Raises NotFoundError for an unknown job, and for one that a printer has or that came out.
    """
    with writing(ctx.db):
        job = print_jobs.get(ctx.db, job_id)
        if job is None or job.state not in {JobState.WAITING, JobState.FAILED}:
            raise NotFoundError(N_("Ese trabajo ya no se puede quitar de la cola."))
        ended = replace(job, state=JobState.CANCELLED, reason=reason, updated_at=ctx.clock())
        print_jobs.change(ctx.db, ended)
    return ended


def document_name(job: Job) -> str:
    """Unique to the job, and without personal data beyond the badge code."""
    return f"{job.badge_code}-{job.job_id[-12:]}"


def backend_of(uri: str, folder: Path) -> Backend:
    """The way to the printer of that URI; `folder` is the profile's, for "folder:".

    Raises WrongUseError for a URI of no known kind.
    """
    scheme, _, rest = uri.partition(":")
    if scheme == "folder":
        return FolderBackend(Path(rest) if rest else folder / FOLDER)
    return ipp_backend(uri)


def _after(ctx: Context, job: Job, delivery: Delivery) -> Job:
    state = JobState(delivery.state)
    moved = state is not job.state or delivery.remote_job != job.remote_job
    return replace(
        job,
        state=state,
        reason=delivery.reason,
        remote_job=delivery.remote_job,
        attempts=0 if moved and not delivery.reason else job.attempts + 1,
        updated_at=ctx.clock(),
    )


def _journal(ctx: Context, job: Job) -> None:
    draft = Draft(
        kind=EntryKind.PRINTED,
        at=ctx.clock(),
        person_id=job.person_id,
        operator=job.operator,
        payload={
            "badge_code": job.badge_code,
            "job_id": job.job_id,
            "layout": job.layout,
            "why": job.why,
        },
    )
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)
