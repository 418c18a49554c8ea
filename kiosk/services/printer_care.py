"""What is remembered of the printers: pause, labels left, how long each is not ready; asks none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.printers import PATIENCE, Condition, Printer, named
from kiosk.domain.remote_print import AHEAD, remote_of
from kiosk.services.context import Context
from kiosk.store import printer_states
from kiosk.store.print_jobs import Job
from kiosk.store.printer_states import PrinterState
from kiosk.store.transact import writing
from kiosk.texts import N_

_RETRY = (0.5, 1.0, 2.0)
"""Seconds until a printer is tried again, by how often it was tried in vain for a job."""
_LONG = timedelta(seconds=15)
"""As long a printer is left alone whose fallback does its work."""


def conditions(ctx: Context, busy: Collection[str] = ()) -> dict[str, Condition]:
    """What choosing a printer goes by; `busy` are the ids of those with a job under way."""
    known = printer_states.all_states(ctx.db)
    empty = {printer_id: PrinterState(printer_id) for printer_id in busy}
    return {
        printer_id: Condition(
            printer_id in busy, state.paused_by, state.down_since, state.rest_until
        )
        for printer_id, state in (empty | known).items()
    }


def busy(under_way: Iterable[Job]) -> set[str]:
    """The ids of the printers that take no other job, by the jobs that are under way.

    A printer has one at a time; one of another station some more, since that keeps a queue.
    """
    jobs = {job.job_id: job for job in under_way}.values()
    held = Counter((job.printer_id, job.printer) for job in jobs)
    return {
        printer_id
        for (printer_id, uri), count in held.items()
        if count >= (AHEAD if remote_of(uri) else 1)
    }


def printer_of(ctx: Context, name: str = "") -> Printer:
    """The station's printer of that id or URI; "" for its first. Raises NotFoundError."""
    printers = ctx.station.all_printers
    found = named(printers, name) if name else next(iter(printers), None)
    if found is None and name in printer_states.all_states(ctx.db):
        found = Printer(name, name)
    if found is None:
        raise NotFoundError(
            N_("Esta estación no tiene la impresora «{name}»; tiene: {known}"),
            name=name,
            known=", ".join(printer.id for printer in printers) or "-",
        )
    return found


def pause(ctx: Context, name: str = "", operator: str = "") -> Printer:
    """Let a printer's jobs wait until somebody resumes it; what it has already comes out."""
    printer = printer_of(ctx, name)
    who = operator or ctx.station.operator or ctx.station.name
    _change(ctx, printer.id, paused_by=who, paused_at=ctx.clock())
    return printer


def resume(ctx: Context, name: str = "") -> Printer:
    """Let a paused printer go on, and try one again at once that was left alone."""
    printer = printer_of(ctx, name)
    _change(ctx, printer.id, paused_by="", paused_at=None, down_since=None, rest_until=None)
    return printer


def set_labels(ctx: Context, name: str, left: int) -> Printer:
    """How many labels are in the printer from now on: a new roll. Raises WrongUseError below 0."""
    if left < 0:
        raise WrongUseError(N_("La cantidad de etiquetas no puede ser negativa."))
    printer = printer_of(ctx, name)
    _change(ctx, printer.id, labels=left)
    return printer


def labels_left(printer: Printer, state: PrinterState | None) -> int | None:
    """How many labels a printer has; None where nobody counts. A roll counts as full at first."""
    if state is not None and state.labels is not None:
        return state.labels
    return printer.labels or None


def used_label(ctx: Context, printer_id: str) -> None:
    """One label less, where they are counted; never below none."""
    printer = named(ctx.station.all_printers, printer_id) or Printer(printer_id, printer_id)
    left = labels_left(printer, printer_states.all_states(ctx.db).get(printer_id))
    if left is not None:
        _change(ctx, printer_id, labels=max(0, left - 1))


def answered(ctx: Context, job: Job, *, in_vain: bool) -> None:
    """Remember what a printer said; one that took nothing rests before it is tried again."""
    before = printer_states.all_states(ctx.db).get(job.printer_id, PrinterState(job.printer_id))
    down = in_vain and bool(job.reason)
    since = (before.down_since or ctx.clock()) if down else None
    after = replace(
        before,
        reason=job.reason,
        said=job.said,
        down_since=since,
        rest_until=_rest(ctx, job, since) if since else None,
    )
    if after != before:
        printer_states.put(ctx.db, after)


def _rest(ctx: Context, job: Job, since: datetime) -> datetime:
    now = ctx.clock()
    printer = named(ctx.station.all_printers, job.printer_id)
    if printer is not None and printer.fallback and now - since >= PATIENCE:
        return now + _LONG
    return now + timedelta(seconds=_RETRY[min(job.attempts, len(_RETRY)) - 1])


def _change(ctx: Context, printer_id: str, **values: Any) -> None:  # noqa: ANN401  fields of PrinterState
    with writing(ctx.db):
        known = printer_states.all_states(ctx.db)
        before = known.get(printer_id, PrinterState(printer_id))
        printer_states.put(ctx.db, replace(before, **values))
