"""Moves the print queue on from the command line until a job or a batch is out; decides nothing."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING

from kiosk.cli.others import line_for
from kiosk.cli.output import Progress, line
from kiosk.domain.errors import FailureError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.printing import Batch, Job

PATIENCE = 60.0
"""Seconds that nothing may move before the command ends; the jobs themselves stay."""
STUCK_AFTER = 2
"""Steps of the badge with a complaint after which the command says so and ends."""
PAUSE = 0.1
"""Seconds between two looks at the queue."""


class Driver:
    """Moves the queue of one profile on, unless another program does so already."""

    def __init__(self, context: Context) -> None:
        from kiosk.services import printing

        self._context, self._printing = context, printing
        self._lock = printing.queue_lock(context.folder)
        self._pause = Event()

    def step(self) -> Job | None:
        """One step of the job that is due, and the job before it; waits a little for none."""
        self._share()
        due = self._claim()
        if due is None:
            self._pause.wait(PAUSE)
            return None
        came = self._printing.deliver(due, self._context.folder)
        self._printing.record(self._context, due, came)
        return due

    def close(self) -> None:
        """Let others move the queue on."""
        self._lock.release()

    def _share(self) -> None:
        """Tell and hear the other stations, where one of them is to print."""
        if self._context.hub is not None:
            from kiosk.services.share import exchange

            exchange(self._context, self._context.hub)

    def _claim(self) -> Job | None:
        if not self._lock.held:
            if not self._lock.take():
                return None
            self._printing.recover(self._context)
        return self._printing.claim_next(self._context)


def finish(alone: Context, job: Job) -> None:
    """Move the queue on until the job has ended, is stuck or takes too long; say what it came to.

    Raises FailureError where it is not out: exit code 3, and the job stays where it is.
    """
    with line_for(alone, job.target) as context:
        _told(context, _worked(context, job))


def _told(context: Context, now: Job) -> None:
    from kiosk.services.printing import explained

    if now.state == "done":
        line(_("La credencial salió: {printer}", printer=now.printer))
        return
    if now.state == "unknown":
        raise FailureError(
            N_("No se sabe si la credencial salió: kiosk jobs answer {id} yes|no"),
            id=now.job_id[-12:],
        )
    (view,) = explained(context, [now])
    reason = _(view.reason, **view.params) or _("la impresora no responde todavía")
    if now.pending:
        raise FailureError(N_("La credencial espera en la cola: {reason}"), reason=reason)
    raise FailureError(N_("La credencial no se imprimió: {reason}"), reason=reason)


def work_off(alone: Context, batch: Batch, printer: str | None, step: Progress | None) -> None:
    """Move the queue on until the batch is out. Raises FailureError where nothing moves any more.

    `step` is told (ended, all) after each badge that came out or failed.
    """
    with line_for(alone, printer) as context:
        _work_off(context, batch, step)


def _work_off(context: Context, batch: Batch, step: Progress | None) -> None:
    from kiosk.services.printing import batch_left, job

    driver, until, ended, complaints = Driver(context), 0.0, -1, 0
    try:
        while (left := batch_left(context, batch.batch_id)).pending:
            if left.ended != ended:
                ended, until, complaints = left.ended, monotonic() + PATIENCE, 0
                if step is not None:
                    step(ended, batch.queued)
            if left.held or complaints >= STUCK_AFTER * left.printers or monotonic() > until:
                break
            due = driver.step()
            after = job(context, due.job_id) if due else None
            complaints += after is not None and bool(after.reason)
    finally:
        driver.close()
    if left.out < batch.queued:
        raise FailureError(
            N_("Salieron {out} de {all}; vea las demás con: kiosk jobs"),
            out=left.out,
            all=batch.queued,
        )


def _worked(context: Context, job: Job) -> Job:
    from kiosk.services.printing import is_held
    from kiosk.services.printing import job as job_now

    driver, until, complaints = Driver(context), monotonic() + PATIENCE, 0
    try:
        while job.pending and complaints < STUCK_AFTER and monotonic() < until:
            due = driver.step()
            job = job_now(context, job.job_id) or job
            if due is None and is_held(context, job):
                break
            complaints += due is not None and due.job_id == job.job_id and bool(job.reason)
    finally:
        driver.close()
    return job
