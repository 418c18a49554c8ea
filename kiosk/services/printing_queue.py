"""Moves print jobs on: which is next, one step of drawing or at its printer, what came of it.

claim_next and record read and write the store; deliver draws or talks to a printer and may run on
any thread. A job is never sent twice: `sent` is on the disk before its first byte leaves, and from
then on it is only asked about.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.domain.errors import KnownError
from kiosk.domain.print_job import AT_PRINTER, JobState
from kiosk.domain.printers import Printer, choose
from kiosk.domain.remote_print import remote_of
from kiosk.printing.backends.base import BEGUN, READY, Delivery, Document, Step
from kiosk.printing.backends.registry import backend_of
from kiosk.services import print_outcome, printer_care, remote_prints
from kiosk.services.badge_layout import layout_of
from kiosk.services.context import Context
from kiosk.services.file_lock import FileLock
from kiosk.services.print_freeze import Rendered, freeze_layout, render
from kiosk.store import print_jobs
from kiosk.store.print_jobs import Job
from kiosk.store.transact import writing
from kiosk.texts.explain import error_text

POLL = timedelta(milliseconds=250)
"""How often a printer is asked about a job that it has."""
_RETRY = (0.0, 0.5, 1.0, 2.0)
"""Seconds until a printer that complains is asked again, by the number of attempts."""


def claim_next(ctx: Context, taken: Collection[Job] = ()) -> Job | None:
    """The job for which something is to be done now, whole; None where all wait.

    `taken` are those that somebody works on already: their printers are busy. What is about to be
    drawn, or to be sent for the one time that it may, is written down before it is answered.
    """
    remote_prints.heed(ctx)
    ids = {job.job_id for job in taken}
    at_printers = print_jobs.in_states(ctx.db, AT_PRINTER)
    now = ctx.clock()
    here = (job for job in at_printers if remote_of(job.printer) is None)
    due = (job for job in here if job.job_id not in ids and due_at(job) <= now)
    asked = next(due, None)
    if asked is not None:
        return _begin(ctx, asked.job_id)
    return _next_waiting(ctx, taken, [*at_printers, *taken])


def give_back(ctx: Context, job: Job) -> None:
    """A claimed job with which nothing was done: it stands again as before it was claimed."""
    with writing(ctx.db):
        current = print_jobs.get(ctx.db, job.job_id)
        if current is None:
            return
        if current.state is JobState.RENDERING:
            print_jobs.change(ctx.db, replace(current, state=JobState.WAITING))
        elif (current.remote_job, job.remote_job) == (BEGUN, READY):
            print_jobs.change(ctx.db, replace(current, remote_job=READY))


def recover(ctx: Context) -> int:
    """After a crash: what was being drawn waits again. Answers how many that were.

    Call it when nobody else works on the queue: before the first claim.
    """
    return print_jobs.recover(ctx.db)


def queue_lock(folder: Path) -> FileLock:
    """The right to move the queue of the profile in that folder on: one program has it."""
    return FileLock(folder / "print.lock")


def due_at(job: Job) -> datetime:
    """When a printer is to be asked about a job that it has."""
    if job.attempts == 0:
        return job.updated_at
    if not job.reason:
        return job.updated_at + POLL
    return job.updated_at + timedelta(seconds=_RETRY[min(job.attempts, len(_RETRY) - 1)])


def deliver(job: Job, folder: Path) -> Delivery | Rendered:
    """One step of a claimed job; no store is touched. `folder` is the profile's."""
    if job.state is JobState.RENDERING:
        return render(job)
    step = Step(job.state)
    document = Document(name=document_name(job), pdf=job.pdf, media=job.media)
    try:
        backend = backend_of(job.printer, folder)
    except KnownError as problem:  # nothing was asked of any printer
        return Delivery(step, error_text(problem), job.remote_job)
    return backend.advance(document, step, job.remote_job)


def record(ctx: Context, job: Job, came: Delivery | Rendered) -> Job:
    """Write what a step brought, and all that follows from it, in one transaction.

    A job that ended meanwhile stays as it is, but for a badge that came out all the same: paper
    counts more than what was meant.
    """
    with writing(ctx.db):
        current = print_jobs.get(ctx.db, job.job_id)
        if current is None:
            return job
        if isinstance(came, Rendered):
            return _drawn(ctx, current, came)
        came_out = came.state is Step.DONE and not current.state.at_printer
        asked_anew = current.round != job.round
        if current.state is JobState.DONE or (not came_out and (asked_anew or not current.pending)):
            return current
        return print_outcome.settle(ctx, current, job, came)


def document_name(job: Job) -> str:
    """Unique to each sending of the job, and without personal data beyond the badge code."""
    again = f"-{job.round}" if job.round else ""
    return f"{job.badge_code or job.kind}-{job.job_id[-12:]}{again}"


def _begin(ctx: Context, job_id: str) -> Job | None:
    """The job to ask a printer about; BEGUN stands on the disk before anything may be sent."""
    with writing(ctx.db):
        job = print_jobs.get(ctx.db, job_id)
        if job is not None and job.remote_job == READY:
            print_jobs.change(ctx.db, replace(job, remote_job=BEGUN))
    return job


def _next_waiting(ctx: Context, taken: Collection[Job], under_way: list[Job]) -> Job | None:
    """The first waiting job that a printer is free for, with that printer.

    What another station is to print is asked for at once, and the next one looked for.
    """
    known = printer_care.conditions(ctx, printer_care.busy(under_way))
    ids = [job.job_id for job in taken]
    ready = []
    for target in print_jobs.targets(ctx.db):
        printer = choose(target, ctx.station.all_printers, known, ctx.clock()).printer
        job = print_jobs.head(ctx.db, target, ids) if printer else None
        if printer is not None and job is not None:
            ready.append((bool(job.batch), job.created_at, job.job_id, job, printer))
    if not ready:
        return None
    job, printer = min(ready, key=lambda found: found[:3])[3:]
    if remote_prints.ask(ctx, job, printer):
        return claim_next(ctx, taken)
    return _assign(ctx, job, printer)


def _assign(ctx: Context, job: Job, printer: Printer) -> Job | None:
    """Give the job to that printer, for its paper; what is not drawn yet is drawn first."""
    with writing(ctx.db):
        current = print_jobs.get(ctx.db, job.job_id)
        if current is None or current.state is not JobState.WAITING:
            return None
        given = replace(current, printer=printer.uri, printer_id=printer.id)
        if printer.layout and printer.id != job.target and job.frozen:
            given = _for_paper(ctx, given, printer.layout)
        if not given.pdf and given.frozen:
            given = replace(given, state=JobState.RENDERING)
        if given != current:
            print_jobs.change_layout(ctx.db, replace(given, updated_at=ctx.clock()))
    return given


def _for_paper(ctx: Context, job: Job, name: str) -> Job:
    """The job for a printer with other paper than it was meant for: it is drawn for that."""
    try:
        chosen, layout = layout_of(ctx, name)
    except KnownError:
        return job
    shape = freeze_layout(layout)
    if chosen == job.layout or not shape:
        return job
    return replace(job, layout=chosen, shape=shape, media=layout.media, pdf=b"")


def _drawn(ctx: Context, current: Job, came: Rendered) -> Job:
    """Keep the PDF; nothing was sent, so a job that was cancelled meanwhile stays so."""
    if current.state is not JobState.RENDERING:
        return current
    state = JobState.FAILED if came.problem else JobState.WAITING
    after = replace(
        current,
        state=state,
        pdf=came.pdf,
        warning=came.warning,
        reason=came.problem,
        updated_at=ctx.clock(),
    )
    print_jobs.change_drawn(ctx.db, after)
    return after
