"""`kiosk print`, `kiosk printers` and `kiosk jobs`: the print queue; draws no badge itself."""

from __future__ import annotations

from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command
from kiosk.cli.lookup import person_of
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, moment, table, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import FailureError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.printing import FoundPrinter, Job

PATIENCE = 60.0
"""Seconds that a badge may be on its way before the command ends; the job itself stays."""
STUCK_AFTER = 2
"""Steps of the badge with a complaint after which the command says so and ends."""
PAUSE = 0.1
"""Seconds between two looks at the queue."""


def add(app: typer.Typer) -> None:
    """Register the commands."""
    app.command("print", cls=Command, help=N_("Imprime la credencial de una persona."))(print_badge)
    app.command("printers", cls=Command, help=N_("Muestra las impresoras y su estado."))(printers)
    app.command("jobs", cls=Command, help=N_("Muestra la cola de impresión."))(jobs)


def print_badge(
    command: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Código de la persona."))],
    printer: Annotated[
        str | None,
        typer.Option(
            "--printer", metavar="URI", help=N_("Otra impresora: folder:, cups:COLA o ipp://...")
        ),
    ] = None,
) -> None:
    """Print one badge and wait until it is out; exit 3 where it is not, the job then waits on."""
    with session(command) as context:
        job = _work(context, _queued(context, person_of(context, code), printer))
    if job.state == "done":
        line(_("La credencial salió: {printer}", printer=job.printer))
        return
    reason = _(job.reason) if job.reason else _("la impresora no responde todavía")
    if job.pending:
        raise FailureError(N_("La credencial espera en la cola: {reason}"), reason=reason)
    raise FailureError(N_("La credencial no se imprimió: {reason}"), reason=reason)


def _queued(context: Context, person_id: str, printer: str | None) -> Job:
    """The person's job that still waits, else a new one: a badge comes out once."""
    from kiosk.services.printing import enqueue
    from kiosk.services.printing import jobs as all_jobs

    waiting = (job for job in all_jobs(context) if job.person_id == person_id and job.pending)
    return next(waiting, None) or enqueue(context, person_id, printer=printer)


def _work(context: Context, job: Job) -> Job:
    """Move the queue on until the job has ended, is stuck or takes too long."""
    from kiosk.services.printing import claim_next, deliver, record
    from kiosk.services.printing import job as job_now

    until = monotonic() + PATIENCE
    pause = Event()
    complaints = 0
    while job.pending and complaints < STUCK_AFTER and monotonic() < until:
        due = claim_next(context)
        if due is None:
            pause.wait(PAUSE)
            continue
        record(context, due, deliver(due, context.folder))
        job = job_now(context, job.job_id) or job
        complaints += due.job_id == job.job_id and bool(job.reason)
    return job


def printers(command: typer.Context, json: JsonFlag = False) -> None:
    """Show the folder of PDFs, the queues of CUPS, and other printers in use."""
    with session(command) as context:
        own = context.station.printer
        found = [_printer_object(one, own) for one in _known_printers(context)]
    if json:
        write_json(found)
        return
    yes = {True: _("sí"), False: _("no")}
    rows = [
        (one["uri"], one["name"], yes[bool(one["station"])], yes[bool(one["ready"])], _why(one))
        for one in found
    ]
    heads = (_("Impresora"), _("Nombre"), _("De esta estación"), _("Lista"), _("Motivo"))
    table(heads, rows)


def _known_printers(context: Context) -> list[FoundPrinter]:
    """What can be chosen, then what the station or a job names besides."""
    from kiosk.services.printing import FoundPrinter, printer_status
    from kiosk.services.printing import jobs as all_jobs
    from kiosk.services.printing import printers as to_choose

    found = {one.uri: one for one in to_choose(context)}
    used = sorted({job.printer for job in all_jobs(context)})
    for uri in (context.station.printer, *used):
        if uri and uri not in found:
            status = printer_status(uri, context.folder)
            found[uri] = FoundPrinter(uri, status.name, status.ready, status.reason, status.said)
    return list(found.values())


def _printer_object(one: FoundPrinter, own: str) -> dict[str, object]:
    """{"uri", "name", "station", "ready", "reason", "said"}; "said" is the printer's own."""
    return {
        "uri": one.uri,
        "name": one.name,
        "station": one.uri == own,
        "ready": one.ready,
        "reason": _(one.reason) if one.reason else "",
        "said": one.said,
    }


def _why(one: dict[str, object]) -> str:
    """Our sentence, and the printer's own words behind it."""
    reason, said = str(one["reason"]), str(one["said"])
    return f"{reason} ({said})" if reason and said else reason or said


def jobs(command: typer.Context, json: JsonFlag = False) -> None:
    """Show the newest jobs, newest first."""
    from kiosk.services.printing import jobs as all_jobs

    with session(command) as context:
        found = all_jobs(context)
        zone = context.event.timezone
    if json:
        write_json([job_object(job) for job in found])
        return
    rows = [
        (
            f"{job.created_at.astimezone(zone):%Y-%m-%d %H:%M}",
            job.title,
            _state(job),
            _(job.reason) if job.reason else "",
            job.printer,
        )
        for job in found
    ]
    table((_("Hora"), _("Nombre"), _("Estado"), _("Motivo"), _("Impresora")), rows)


def job_object(job: Job) -> dict[str, object]:
    """A job as JSON values, without its PDF."""
    return {
        "job_id": job.job_id,
        "person_id": job.person_id,
        "title": job.title,
        "badge_code": job.badge_code,
        "layout": job.layout,
        "printer": job.printer,
        "media": job.media,
        "state": str(job.state),
        "reason": _(job.reason) if job.reason else "",
        "attempts": job.attempts,
        "created_at": moment(job.created_at),
        "updated_at": moment(job.updated_at),
        "station": job.station,
        "operator": job.operator,
    }


def _state(job: Job) -> str:
    states = {
        "waiting": N_("en espera"),
        "rendering": N_("preparándose"),
        "sent": N_("enviada"),
        "printing": N_("imprimiéndose"),
        "done": N_("impresa"),
        "failed": N_("fallida"),
        "unknown": N_("¿salió?"),
        "cancelled": N_("cancelada"),
    }
    return _(states[str(job.state)])
