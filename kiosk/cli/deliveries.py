"""`kiosk deliveries`: what is on its way to the sources and what they refused; sends nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli import source_text
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean, one_of
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import session
from kiosk.domain.delivery import Delivery
from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_, _, n_

if TYPE_CHECKING:
    from kiosk.services.sync_values import DeliveryRow

MOST = 100_000
"""Rows that are looked at: more than any event has of check-ins."""
STATES = {
    Delivery.WAITING: N_("en espera"),
    Delivery.ACCEPTED: N_("aceptado"),
    Delivery.REFUSED: N_("rechazado"),
    Delivery.GIVEN_UP: N_("resuelto a mano"),
}


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(
        cls=Group,
        rich_markup_mode=None,
        help=N_("Lo que se sube a las fuentes, y qué contestaron."),
    )
    group.command("retry", cls=Command, help=N_("Vuelve a enviar lo rechazado."))(retry)
    group.command("settle", cls=Command, help=N_("Da por resuelto un envío sin mandarlo."))(settle)
    group.callback(invoke_without_command=True)(show)
    app.add_typer(group, name="deliveries")


def show(
    command: typer.Context,
    state: Annotated[
        str | None,
        typer.Option(
            "--state", metavar="S", help=N_("Solo estos: waiting, accepted, refused o given_up.")
        ),
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Show the newest deliveries, newest first."""
    if command.invoked_subcommand is not None:
        return
    from kiosk.services.sync import deliveries

    wanted = one_of(state, tuple(Delivery), "--state")
    with session(command) as context:
        rows = deliveries(context, state=Delivery(wanted) if wanted else None)
        zone = context.event.timezone
    if json:
        write_json([delivery_object(row) for row in rows])
        return
    if not rows:
        line(_("No hay envíos."))
        return
    heads = (_("Hora"), _("Quién"), _("Dónde"), _("Estado"), _("Respuesta"), _("Registro"))
    table(
        heads,
        [
            (
                f"{row.at.astimezone(zone):%Y-%m-%d %H:%M}",
                row.person,
                row.checkpoint,
                _(STATES[row.state]),
                source_text.said(row.words),
                row.entry_id,
            )
            for row in rows
        ],
    )


def delivery_object(row: DeliveryRow) -> dict[str, Any]:
    """A delivery as JSON values; `words` are the server's."""
    return {
        "entry_id": row.entry_id,
        "source": row.source,
        "state": str(row.state),
        "kind": str(row.kind),
        "at": row.at,
        "checkpoint": row.checkpoint,
        "person_id": row.person_id,
        "person": row.person,
        "words": source_text.said(row.words),
        "status": row.status,
        "attempts": row.attempts,
        "updated_at": row.updated_at,
        "settled_by": row.settled_by,
        "settled_why": row.settled_why,
    }


def retry(
    command: typer.Context,
    entry: Annotated[
        str | None, typer.Argument(metavar="ENTRY", help=N_("Registro, como en la lista."))
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("Todo lo rechazado."))] = False,
) -> None:
    """Let refused ones go out again with the next run."""
    from kiosk.services import sync

    if everything == (entry is not None):
        raise WrongUseError(N_("Indique un registro o --all, una de las dos cosas."))
    with session(command) as context:
        if entry is not None:
            entries = [clean(entry)]
        else:
            rows = sync.deliveries(context, state=Delivery.REFUSED, limit=MOST)
            entries = list(dict.fromkeys(row.entry_id for row in rows))
        for one in entries:
            sync.retry(context, one)
    line(
        n_(
            "{n} envío sale de nuevo con el próximo kiosk sync.",
            "{n} envíos salen de nuevo con el próximo kiosk sync.",
            len(entries),
        )
    )


def settle(
    command: typer.Context,
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help=N_("Registro, como en la lista."))],
    *,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help=N_("Quién lo resolvió."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=N_("Por qué."))],
) -> None:
    """Give up on sending one, with a name and a reason."""
    from kiosk.services import sync

    if not clean(by).strip():
        raise WrongUseError(N_("Falta quién lo resolvió (--by)."))
    with session(command) as context:
        sync.settle(context, clean(entry), clean(by).strip(), clean(reason))
    line(_("Quedó como resuelto: no se vuelve a enviar."))
