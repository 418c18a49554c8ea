"""What follows from a printer's answer: the job's state, journal, counters; asks no printer."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.print_job import JobState, may_become
from kiosk.domain.printers import fallback_of
from kiosk.printing.backends.base import Delivery
from kiosk.services import printer_care
from kiosk.services.context import Context
from kiosk.store import journal, print_jobs, prints
from kiosk.store.print_jobs import BADGE, Job
from kiosk.texts import N_

NOT_PROVEN = N_("No se sabe si la credencial salió: mire la bandeja y responda.")
SAID_NO = N_("No salió: se imprime otra vez.")


def settle(ctx: Context, current: Job, asked: Job, came: Delivery) -> Job:
    """Write what the printer answered for a job; call it inside a transaction.

    `asked` is the job as the printer was asked about it, `current` as it stands now.
    """
    before = replace(current, printer=asked.printer, printer_id=asked.printer_id)
    after = _handed_on(ctx, before, _moved(before, came))
    moved = after.state is not current.state or after.remote_job != asked.remote_job
    attempts = 0 if moved and not after.reason else current.attempts + 1
    after = replace(after, attempts=attempts, updated_at=ctx.clock())
    print_jobs.change(ctx.db, after)
    printer_care.answered(ctx, after, in_vain=after.state is JobState.WAITING)
    if after.state is JobState.DONE:
        came_out(ctx, after)
    return after


def came_out(ctx: Context, job: Job) -> None:
    """A badge or test page is out: one label less, and a badge stands in the journal."""
    printer_care.used_label(ctx, job.printer_id)
    if job.kind != BADGE:
        return
    payload = {
        "badge_code": job.badge_code,
        "job_id": job.job_id,
        "layout": job.layout,
        "why": job.why,
        "copy": prints.copies(ctx.db, job.person_id),
    }
    draft = Draft(EntryKind.PRINTED, ctx.clock(), job.person_id, operator=job.operator)
    journal.append(ctx.db, ctx.station.name, ctx.clock, replace(draft, payload=payload))


def _moved(job: Job, came: Delivery) -> Job:
    """The job after that answer; one that no honest printer gives makes it doubtful, not sent anew.

    What a printer refused before anything of it was sent goes to the fallback, if there is one.
    """
    state = JobState(came.state)
    told = replace(job, reason=came.reason, said=came.said, remote_job=came.remote_job)
    if not may_become(job.state, state) and state is not JobState.DONE:
        return replace(told, state=JobState.UNKNOWN, reason=NOT_PROVEN)
    if state is JobState.UNKNOWN and not came.reason:
        return replace(told, state=state, reason=NOT_PROVEN)
    return replace(told, state=state)


def _handed_on(ctx: Context, before: Job, after: Job) -> Job:
    """A job that its printer refused with nothing sent, handed to the fallback where one is."""
    other = fallback_of(ctx.station.all_printers, before.target)
    if after.state is not JobState.FAILED or not before.state.unsent or not other:
        return after
    return replace(after, state=JobState.WAITING, target=other, remote_job="")
