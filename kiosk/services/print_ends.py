"""What a person decides about print jobs: cancel, answer whether it came out, ask anew."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.errors import NotFoundError
from kiosk.domain.print_job import JobState
from kiosk.domain.remote_print import Wish
from kiosk.services import print_order, print_outcome, remote_ask
from kiosk.services.context import Context
from kiosk.services.print_outcome import SAID_NO
from kiosk.store import print_jobs
from kiosk.store.print_jobs import BADGE, Job
from kiosk.store.transact import writing
from kiosk.texts import N_

_GIVEN_UP = (JobState.WAITING, JobState.RENDERING, JobState.FAILED)
_AGAIN = (JobState.FAILED, JobState.CANCELLED)


def cancel(ctx: Context, job_id: str, reason: str) -> Job:
    """Give a waiting or failed job up, for good; `reason` is what the queue then shows.

    One that another station was asked for is withdrawn there: it ends when that is certain.
    Raises NotFoundError for an unknown job, and for one that a printer has or that came out.
    """
    with writing(ctx.db):
        job = print_jobs.get(ctx.db, job_id)
        if job is not None and job.state is JobState.SENT and remote_ask.is_away(job):
            return remote_ask.withdraw(ctx, job, Wish.CANCEL)
        if job is None or job.state not in _GIVEN_UP:
            raise NotFoundError(N_("Ese trabajo ya no se puede quitar de la cola."))
        ended = replace(job, state=JobState.CANCELLED, reason=reason, updated_at=ctx.clock())
        print_jobs.change(ctx.db, ended)
    return ended


def cancel_batch(ctx: Context, batch_id: str, reason: str) -> int:
    """Cancel all of a batch that was not sent yet; answers how many. What was sent comes out."""
    return print_jobs.cancel_batch(ctx.db, batch_id, reason, ctx.clock())


def answer(ctx: Context, job_id: str, *, came_out: bool, operator: str = "") -> Job:
    """What a person saw: the badge of a doubtful job came out, or it did not and waits again.

    Also for a job that its printer has and complains of: whoever looks into the tray knows best.
    Raises NotFoundError for an unknown job, and for one that nobody doubts.
    """
    with writing(ctx.db):
        job = print_jobs.get(ctx.db, job_id)
        stuck = job is not None and job.state.at_printer and bool(job.reason)
        if job is None or (job.state is not JobState.UNKNOWN and not stuck):
            raise NotFoundError(N_("De ese trabajo no hay nada que responder."))
        if remote_ask.is_away(job):
            who = replace(job, operator=operator or job.operator)
            return remote_ask.answer(ctx, who, came_out=came_out)
        answered = replace(
            job,
            state=JobState.DONE if came_out else JobState.WAITING,
            reason="" if came_out else SAID_NO,
            remote_job=job.remote_job if came_out else "",
            round=job.round if came_out else job.round + 1,
            attempts=0,
            operator=operator or job.operator,
            updated_at=ctx.clock(),
        )
        print_jobs.change(ctx.db, answered)
        if came_out:
            print_outcome.came_out(ctx, answered)
    return answered


def retry(ctx: Context, job_id: str, operator: str = "") -> Job:
    """Ask anew for the badge (or test page) of a job that failed or was cancelled.

    The badge is made of what is known of the person now. Raises NotFoundError for any other job,
    else as enqueue().
    """
    job = print_jobs.get(ctx.db, job_id)
    if job is None or job.state not in _AGAIN:
        raise NotFoundError(N_("Ese trabajo no se puede repetir: no falló."))
    if job.kind != BADGE:
        return print_order.ask_test_page(ctx, job.printer_id, operator)
    return print_order.enqueue(ctx, job.person_id, operator=operator, reason=job.why)
