"""What the page of printing asks of the store, each as one job on its worker; touches no widget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from uuid_utils import uuid7

from kiosk.domain.people import Person
from kiosk.domain.remote_print import remote_of
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.owed_list import owed_people
from kiosk.services.print_batches import BatchView, batches
from kiosk.services.printing import Batch, JobView, PrinterView
from kiosk.store import print_jobs
from kiosk.texts import N_

SHOWN = 60
"""Jobs on the page, each a row of widgets; those that need somebody come first."""
TAKEN_OUT = N_("Se quitó de la cola.")


@dataclass(frozen=True, slots=True)
class Job:
    """One print job as the queue shows it; `params` fill its reason.

    `away`: another station was asked for it, which can be taken back.
    """

    job_id: str
    person_id: str
    title: str
    state: str
    reason: str
    at: datetime
    params: Mapping[str, str] = field(default_factory=dict)
    said: str = ""
    kind: str = print_jobs.BADGE
    batch: str = ""
    printer: str = ""
    away: bool = False


@dataclass(frozen=True, slots=True)
class Queue:
    """Jobs (asked about first, then newest first), batches, printers, and how many are owed."""

    jobs: tuple[Job, ...] = ()
    batches: tuple[BatchView, ...] = ()
    printers: tuple[PrinterView, ...] = ()
    owed: int = 0


def queue(ctx: Context) -> Queue:
    """The queue now."""
    view = printing.queue_view(ctx, limit=0)
    singles = printing.explained(ctx, print_jobs.latest_single(ctx.db, SHOWN))
    asked = {one.job.job_id for one in view.asks}
    rest = (one for one in singles if one.job.job_id not in asked)
    jobs = tuple(_job(one) for one in (*view.asks, *rest))
    return Queue(jobs, batches(ctx), view.printers, view.owed)


def cancel(ctx: Context, job_id: str) -> None:
    """Take a job that still waits, or failed, out of the queue. Raises as printing.cancel()."""
    printing.cancel(ctx, job_id, TAKEN_OUT)


def cancel_batch(ctx: Context, batch_id: str) -> int:
    """Cancel what of a batch was not sent yet; answers how many badges."""
    return printing.cancel_batch(ctx, batch_id, TAKEN_OUT)


def refill(ctx: Context, printer_id: str) -> None:
    """A full roll is in the printer. Raises NotFoundError for one that is not the station's."""
    printing.set_labels(ctx, printer_id, printing.printer_of(ctx, printer_id).labels)


def owed(ctx: Context) -> tuple[Person, ...]:
    """Who came and has no badge, by family name."""
    return owed_people(ctx)


def owed_batch(ctx: Context) -> tuple[Batch, tuple[str, ...]]:
    """An empty batch, and the people whose badges it is to hold."""
    return Batch(str(uuid7())), tuple(person.person_id for person in owed_people(ctx))


def _job(view: JobView) -> Job:
    job = view.job
    return Job(
        job_id=job.job_id,
        person_id=job.person_id,
        title=job.title,
        state=str(job.state),
        reason=view.reason,
        at=job.updated_at,
        params=view.params,
        said=job.said,
        kind=job.kind,
        batch=job.batch,
        printer=job.printer_id,
        away=remote_of(job.printer) is not None,
    )
