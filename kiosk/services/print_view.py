"""What the print queue looks like now: jobs with their reasons, printers, who is owed a badge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from kiosk.domain.errors import NotFoundError
from kiosk.domain.print_job import AT_PRINTER, JobState
from kiosk.domain.printers import Choice, Condition, Held, Printer, choose
from kiosk.domain.remote_print import remote_of
from kiosk.services import badge_due, printer_care, remote_printers
from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.store import people, print_jobs, printer_states, prints, visits
from kiosk.store.print_jobs import Job
from kiosk.store.printer_states import PrinterState
from kiosk.store.transact import reading
from kiosk.texts import N_

_HELD = {
    Held.BUSY: N_("Espera a que {printer} termine con otra credencial."),
    Held.PAUSED: N_("{printer} está en pausa: la detuvo {who}."),
    Held.DOWN: N_("{printer} no está lista: se prueba de nuevo."),
    Held.NO_PRINTER: N_("Ninguna impresora de esta estación puede tomarla."),
}
_AWAY = N_("Espera a la estación {station}.")


@dataclass(frozen=True, slots=True)
class JobView:
    """A job and why it waits: `reason` is a msgid that `params` fill, "" where all is well."""

    job: Job
    reason: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PrinterView:
    """One printer of the station as the queue knows it; nothing is asked of it for this.

    `labels` is how many are left, None where nobody counts; `low` that they run out. `down_since`:
    since when each try was in vain, with `reason` (a msgid) and the printer's own words `said`.
    """

    printer: Printer
    labels: int | None = None
    low: bool = False
    paused_by: str = ""
    paused_at: datetime | None = None
    down_since: datetime | None = None
    reason: str = ""
    said: str = ""
    job_id: str = ""


@dataclass(frozen=True, slots=True)
class QueueView:
    """The whole queue: the newest jobs, newest first; how many stand in each state; the printers.

    `asks` are the jobs of which nobody knows whether they came out, oldest first. `owed` is how
    many people are checked in without a badge.
    """

    jobs: tuple[JobView, ...]
    asks: tuple[JobView, ...]
    states: Mapping[JobState, int]
    printers: tuple[PrinterView, ...]
    owed: int

    @property
    def paused(self) -> tuple[PrinterView, ...]:
        """The printers that somebody stopped."""
        return tuple(view for view in self.printers if view.paused_by)


def queue_view(ctx: Context, limit: int = 200, state: JobState | None = None) -> QueueView:
    """The queue now; `state` leaves the jobs of the others out of `jobs`."""
    with reading(ctx.db):
        doubtful = print_jobs.in_states(ctx.db, [JobState.UNKNOWN])
        return QueueView(
            jobs=explained(ctx, print_jobs.latest(ctx.db, limit, state)),
            asks=explained(ctx, doubtful),
            states={JobState(name): number for name, number in prints.states(ctx.db).items()},
            printers=_printers(ctx),
            owed=owed_count(ctx),
        )


def explained(ctx: Context, found: Sequence[Job]) -> tuple[JobView, ...]:
    """Those jobs with the reason that each waits for, also where no printer was asked yet."""
    busy = printer_care.busy(print_jobs.in_states(ctx.db, AT_PRINTER))
    known = printer_care.conditions(ctx, busy)
    choices = {
        target: choose(target, ctx.station.all_printers, known, ctx.clock())
        for target in {job.target for job in found if job.state is JobState.WAITING}
    }
    names = remote_printers.names(ctx)
    return tuple(_view(job, choices.get(job.target), known, names) for job in found)


@dataclass(frozen=True, slots=True)
class BatchLeft:
    """Where a batch stands: how many may still come out, came out, and ended otherwise.

    `held` where those that wait do so because somebody stopped their printers, or for want of one;
    `printers` is how many printers the station has.
    """

    pending: int
    out: int
    ended: int
    held: bool
    printers: int


def batch_left(ctx: Context, batch_id: str) -> BatchLeft:
    """Where the batch stands now."""
    states = {JobState(name): count for name, count in prints.states(ctx.db, batch_id).items()}
    pending = sum(count for state, count in states.items() if state.pending)
    heads = print_jobs.heads_of_batch(ctx.db, batch_id)
    waits = states.get(JobState.WAITING, 0)
    return BatchLeft(
        pending=pending,
        out=states.get(JobState.DONE, 0),
        ended=sum(states.values()) - pending,
        held=waits == pending and all(is_held(ctx, job) for job in heads),
        printers=max(1, len(ctx.station.all_printers)),
    )


def is_held(ctx: Context, job: Job) -> bool:
    """Whether a job waits because somebody stopped its printers, or because there is none."""
    if job.state is not JobState.WAITING:
        return False
    known = printer_care.conditions(ctx)
    choice = choose(job.target, ctx.station.all_printers, known, ctx.clock())
    return choice.held in {Held.PAUSED, Held.NO_PRINTER}


def pending_of(ctx: Context, person_id: str) -> Job | None:
    """The person's job that has not ended, or None."""
    return print_jobs.open_of(ctx.db, person_id)


def found(ctx: Context, text: str) -> Job:
    """The job of that id, or whose id ends so. Raises NotFoundError for none and for several."""
    jobs = print_jobs.found(ctx.db, text)
    if len(jobs) != 1:
        raise NotFoundError(
            N_("Hay varios trabajos que terminan en «{id}»: escriba más de su id.")
            if jobs
            else N_("No hay ningún trabajo «{id}» en la cola."),
            id=text,
        )
    return jobs[0]


def owed(ctx: Context, person_ids: Sequence[str]) -> set[str]:
    """Which of those people are checked in where badges are given, and are owed one.

    Check-in and badge are two things: neither undoes the other.
    """
    arrived = visits.first_entries(ctx.db, list(person_ids), entrances(ctx))
    return badge_due.owed_of(ctx, list(arrived))


def has_badge(ctx: Context, person_id: str) -> bool:
    """Whether a badge of this person came out, perhaps before they came, and opens doors still."""
    return bool(prints.people_given(ctx.db, [person_id]))


def owed_count(ctx: Context) -> int:
    """How many people are owed a badge."""
    bare = prints.owed(ctx.db, entrances(ctx))
    if not badge_due.some_have_none(ctx):
        return len(bare)
    return len(badge_due.with_badge(ctx, list(people.get_many(ctx.db, bare).values())))


def _view(
    job: Job, choice: Choice | None, known: Mapping[str, Condition], names: Mapping[str, str]
) -> JobView:
    away = remote_of(job.printer)
    if away is not None and job.state is JobState.SENT and not job.reason:
        return JobView(job, _AWAY, {"station": names.get(away.station, away.station)})
    if job.state is not JobState.WAITING or choice is None or choice.held is None:
        return JobView(job, job.reason)
    if job.reason and choice.held is not Held.PAUSED:
        return JobView(job, job.reason)
    if choice.by is None:
        return JobView(job, _HELD[choice.held])
    away = remote_of(choice.by.uri)
    if away is not None and choice.held is Held.DOWN:
        return JobView(job, _AWAY, {"station": names.get(away.station, away.station)})
    params = {"printer": choice.by.title}
    if choice.held is Held.PAUSED:
        params["who"] = known[choice.by.id].paused_by
    return JobView(job, _HELD[choice.held], params)


def _printers(ctx: Context) -> tuple[PrinterView, ...]:
    known = printer_states.all_states(ctx.db)
    under_way = {job.printer_id: job for job in print_jobs.in_states(ctx.db, AT_PRINTER)}
    listed = list(ctx.station.all_printers)
    ids = {printer.id for printer in listed}
    listed += [
        Printer(one, one) for one in sorted(known.keys() | under_way.keys()) if one not in ids
    ]
    views = (_printer(printer, known.get(printer.id)) for printer in listed)
    return tuple(
        replace(view, job_id=under_way[view.printer.id].job_id)
        if view.printer.id in under_way
        else view
        for view in views
    )


def _printer(printer: Printer, state: PrinterState | None) -> PrinterView:
    labels = printer_care.labels_left(printer, state)
    low = labels is not None and labels <= printer.alert
    if state is None:
        return PrinterView(printer, labels, low)
    return PrinterView(
        printer,
        labels,
        low,
        state.paused_by,
        state.paused_at,
        state.down_since,
        state.reason,
        state.said,
    )
