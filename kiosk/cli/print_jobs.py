"""`kiosk jobs`: the print queue, and what a person decides about it; sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean, one_of
from kiosk.cli.others import with_answers
from kiosk.cli.output import line, moment, table, write_json
from kiosk.cli.session import session
from kiosk.domain.print_job import JobState
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.printing import JobView

STATES = {
    JobState.WAITING: N_("en espera"),
    JobState.RENDERING: N_("preparándose"),
    JobState.SENT: N_("enviada"),
    JobState.PRINTING: N_("imprimiéndose"),
    JobState.DONE: N_("impresa"),
    JobState.FAILED: N_("fallida"),
    JobState.UNKNOWN: N_("¿salió?"),
    JobState.CANCELLED: N_("cancelada"),
}
TAKEN_OUT = N_("Se quitó de la cola.")

JobId = Annotated[
    str, typer.Argument(metavar="ID", help=N_("Id del trabajo, entero o solo su final."))
]
PrinterId = Annotated[
    str,
    typer.Argument(metavar="PRINTER", help=N_("Id o URI; sin nombrarla, la primera del puesto.")),
]
Operator = Annotated[
    str, typer.Option("--operator", metavar="NAME", help=N_("Quién lo hace, en vez del puesto."))
]


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(cls=Group, rich_markup_mode=None, help=N_("La cola de impresión."))
    group.command("retry", cls=Command, help=N_("Pide otra vez lo que falló."))(retry)
    group.command("cancel", cls=Command, help=N_("Quita de la cola lo no enviado."))(cancel)
    group.command("answer", cls=Command, help=N_("Dice si una credencial salió."))(answer)
    group.command("pause", cls=Command, help=N_("Detiene una impresora."))(pause)
    group.command("resume", cls=Command, help=N_("Deja seguir a una impresora."))(resume)
    group.callback(invoke_without_command=True)(show)
    app.add_typer(group, name="jobs")


def show(
    command: typer.Context,
    state: Annotated[
        str | None,
        typer.Option("--state", metavar="S", help=N_("Solo los que están así, p. ej. waiting.")),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Show the newest jobs, newest first."""
    if command.invoked_subcommand is not None:
        return
    from kiosk.services.printing import queue_view

    wanted = one_of(state, tuple(JobState), "--state")
    with with_answers(command) as context:
        found = queue_view(context, state=JobState(wanted) if wanted else None).jobs
        zone = context.event.timezone
    if json:
        write_json([job_object(view) for view in found])
        return
    rows = [
        (
            view.job.job_id[-12:],
            f"{view.job.created_at.astimezone(zone):%Y-%m-%d %H:%M}",
            view.job.title,
            _(STATES[view.job.state]),
            reason_of(view),
            view.job.printer_id or view.job.target,
        )
        for view in found
    ]
    heads = (_("Id"), _("Hora"), _("Nombre"), _("Estado"), _("Motivo"), _("Impresora"))
    table(heads, rows)


def retry(command: typer.Context, job: JobId, operator: Operator = "") -> None:
    """Ask anew for the badge of a job that failed or was cancelled."""
    from kiosk.services import printing

    with with_answers(command) as context:
        failed = printing.found(context, clean(job))
        again = printing.retry(context, failed.job_id, clean(operator))
    line(_("{name}: en la cola otra vez, {id}", name=again.title, id=again.job_id[-12:]))


def cancel(
    command: typer.Context,
    job: JobId,
    batch: Annotated[
        bool, typer.Option("--batch", help=N_("ID es un lote: quita todo lo no enviado."))
    ] = False,
) -> None:
    """Take a job, or a whole batch, out of the queue, unless a printer has it."""
    from kiosk.services import printing

    with with_answers(command) as context:
        if batch:
            count = printing.cancel_batch(context, clean(job), TAKEN_OUT)
            line(n_("{n} quitada de la cola", "{n} quitadas de la cola", count))
            return
        ended = printing.cancel(context, printing.found(context, clean(job)).job_id, TAKEN_OUT)
    line(_("{name}: fuera de la cola", name=ended.title))


def answer(
    command: typer.Context,
    job: JobId,
    said: Annotated[
        str, typer.Argument(metavar="yes|no", help=N_("¿Salió? yes: sí; no: se imprime otra vez."))
    ],
    operator: Operator = "",
) -> None:
    """Say whether the badge of a doubtful job came out; one that did not waits again."""
    from kiosk.services import printing

    out = one_of(clean(said).lower(), ("yes", "no"), _("La respuesta")) == "yes"
    with with_answers(command) as context:
        asked = printing.found(context, clean(job)).job_id
        after = printing.answer(context, asked, came_out=out, operator=clean(operator))
    line(_("{name}: {state}", name=after.title, state=_(STATES[after.state])))


def pause(command: typer.Context, printer: PrinterId = "", operator: Operator = "") -> None:
    """Let a printer's jobs wait until it is resumed; what it has already comes out."""
    from kiosk.services import printing

    with session(command) as context:
        stopped = printing.pause(context, clean(printer), clean(operator))
    line(_("{printer}: en pausa", printer=stopped.title))


def resume(command: typer.Context, printer: PrinterId = "") -> None:
    """Let a paused printer go on."""
    from kiosk.services import printing

    with session(command) as context:
        going = printing.resume(context, clean(printer))
    line(_("{printer}: sigue", printer=going.title))


def reason_of(view: JobView) -> str:
    """Why the job stands where it stands, and the printer's own words behind it."""
    reason = _(view.reason, **view.params) if view.reason else ""
    said = view.job.said
    return f"{reason} ({said})" if reason and said else reason or said


def job_object(view: JobView) -> dict[str, object]:
    """A job as JSON values, without what it holds."""
    job = view.job
    return {
        "job_id": job.job_id,
        "person_id": job.person_id,
        "title": job.title,
        "badge_code": job.badge_code,
        "layout": job.layout,
        "printer": job.printer,
        "media": job.media,
        "state": str(job.state),
        "reason": _(view.reason, **view.params) if view.reason else "",
        "attempts": job.attempts,
        "created_at": moment(job.created_at),
        "updated_at": moment(job.updated_at),
        "station": job.station,
        "operator": job.operator,
        "kind": job.kind,
        "batch": job.batch,
        "target": job.target,
        "printer_id": job.printer_id,
        "said": job.said,
        "why": job.why,
        "warning": job.warning,
    }
