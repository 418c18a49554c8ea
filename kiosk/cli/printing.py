"""`kiosk print`: one badge, waited for until it is out, or many at once; draws no badge itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import print_jobs, printers
from kiosk.cli.help import Command
from kiosk.cli.lookup import person_of
from kiosk.cli.options import clean
from kiosk.cli.output import line, note, progress
from kiosk.cli.print_work import finish, work_off
from kiosk.cli.session import session
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.services.printing import Job


def add(app: typer.Typer) -> None:
    """Register the commands of printing."""
    app.command("print", cls=Command, help=N_("Imprime credenciales."))(print_badge)
    printers.add(app)
    print_jobs.add(app)


def print_badge(
    command: typer.Context,
    *,
    codes: Annotated[
        list[str] | None, typer.Argument(metavar="CODE", help=N_("Código de la persona."))
    ] = None,
    printer: Annotated[
        str | None,
        typer.Option(
            "--printer",
            metavar="URI|ID",
            help=N_(
                "Otra impresora: folder:, cups:COLA, ipp://..., o el id de una de station.toml."
            ),
        ),
    ] = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help=N_("Por qué se imprime otra vez."))
    ] = "",
    again: Annotated[
        bool,
        typer.Option("--reprint", help=N_("Credencial nueva: anula la anterior; pide --reason.")),
    ] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help=N_("Varias personas: códigos, --all o --role."))
    ] = False,
    all_people: Annotated[
        bool, typer.Option("--all", help=N_("Con --batch: todas las personas del evento."))
    ] = False,
    role: Annotated[
        str | None,
        typer.Option("--role", metavar="R", help=N_("Con --batch: las personas con ese rol.")),
    ] = None,
) -> None:
    """Print badges and wait until they are out; exit 3 where one is not, its job then waits on."""
    asked = [clean(code) for code in codes or []]
    if batch:
        if again or sum((bool(asked), all_people, role is not None)) != 1:
            raise WrongUseError(N_("Con --batch indique códigos, --all o --role, una de las tres."))
        with session(command) as context:
            _print_batch(context, _of_batch(context, asked, role), printer)
        return
    if all_people or role is not None:
        raise WrongUseError(N_("--all y --role se usan con --batch."))
    if len(asked) != 1:
        raise WrongUseError(N_("Indique un código, o varios con --batch."))
    with session(command) as context:
        person_id = person_of(context, asked[0])
        finish(context, _asked(context, person_id, printer, reason, again=again))


def _asked(
    context: Context, person_id: str, printer: str | None, reason: str, *, again: bool
) -> Job:
    """The person's job that still waits, else a new one: a badge comes out once."""
    from kiosk.services import printing

    if again:
        return printing.reprint(context, person_id, clean(reason), printer=printer)
    waiting = printing.pending_of(context, person_id)
    return waiting or printing.enqueue(context, person_id, printer=printer, reason=clean(reason))


def _of_batch(context: Context, codes: list[str], role: str | None) -> list[str]:
    from kiosk.services.printing import expected

    if codes:
        return list(dict.fromkeys(person_of(context, code) for code in codes))
    return expected(context, role or "")


def _print_batch(context: Context, person_ids: list[str], printer: str | None) -> None:
    """Queue them, then move the queue on until they are out or nothing moves any more."""
    from kiosk.services import printing

    with progress(_("En cola")) as step:
        tell = step or _silent
        batch = printing.enqueue_many(context, person_ids, printer=printer, progress=tell)
    if batch.skipped:
        note(
            n_(
                "{n} no se pidió: ya está en la cola, o su entrada no lleva credencial.",
                "{n} no se pidieron: ya están en la cola, o su entrada no lleva credencial.",
                len(batch.skipped),
            )
        )
    line(
        n_(
            "{n} credencial en la cola, lote {batch}",
            "{n} credenciales en la cola, lote {batch}",
            batch.queued,
            batch=batch.batch_id,
        )
    )
    with progress(_("Impresas")) as step:
        work_off(context, batch, printer, step)


def _silent(_done: int, _total: int) -> None:
    """Tell nobody."""
