"""`kiosk event` and `kiosk checkpoints`: the event of a profile; edits no file."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.checkpoint_json import checkpoint_object, event_object, localised
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import profile_folder, session, share_list, shared
from kiosk.domain.errors import KnownError
from kiosk.texts import N_, _, n_, translate

if TYPE_CHECKING:
    from kiosk.services.context import Context


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(
        cls=Group, rich_markup_mode=None, help=N_("El evento y sus puntos de control.")
    )
    group.command("load", cls=Command, help=N_("Carga o renueva el evento desde su archivo TOML."))(
        load
    )
    group.command("show", cls=Command, help=N_("Muestra el evento cargado."))(show)
    app.add_typer(group, name="event")
    app.command("checkpoints", cls=Command, help=N_("Muestra los puntos de control y sus reglas."))(
        checkpoints
    )


def load(
    command: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE.toml", help=N_("Archivo del evento."))],
) -> None:
    """Load event.toml into the profile; the people and the journal stay."""
    from kiosk.services.event_doubts import event_doubts
    from kiosk.services.profile import load_event

    folder = profile_folder(command)
    with suppress(KnownError):  # an event that cannot be read is what this command repairs
        _share(command, folder)  # a machine in a lost one's place hears what was in force, before
    event = load_event(folder, file)
    line(
        n_(
            "{name} está cargado en {folder}: {n} punto de control.",
            "{name} está cargado en {folder}: {n} puntos de control.",
            len(event.checkpoints),
            name=localised(event.name),
            folder=folder,
        )
    )
    for doubt in event_doubts(event):
        line(translate(doubt.message, **doubt.params))
    _share(command, folder)


def _share(command: typer.Context, folder: Path) -> None:
    from kiosk.hub.own import has_joined

    if has_joined(folder):
        with shared(command) as context:
            share_list(context)


def show(command: typer.Context, json: JsonFlag = False) -> None:
    """Show the event, how many people it has and how many have arrived."""
    from kiosk.services.counts import counts

    with session(command) as context:
        numbers = counts(context)
        if json:
            people = {"expected": numbers.expected, "checked_in": numbers.checked_in}
            write_json({**event_object(context.event), "people": people})
            return
        _write_event(context)
        line(
            _(
                "Personas esperadas: {expected}; acreditadas: {checked_in}.",
                expected=numbers.expected,
                checked_in=numbers.checked_in,
            )
        )


def _write_event(context: Context) -> None:
    event = context.event
    days = f"{event.first_day} – {event.last_day}"
    line(f"{localised(event.name)} ({event.id}) · {days} · {event.timezone}")
    _write_checkpoints(context)


def checkpoints(command: typer.Context, json: JsonFlag = False) -> None:
    """Show the checkpoints."""
    with session(command) as context:
        if json:
            write_json([checkpoint_object(c) for c in context.event.checkpoints])
        else:
            _write_checkpoints(context)


def _write_checkpoints(context: Context) -> None:
    rows = [
        (c.id, localised(c.name), str(c.kind), str(c.admits), str(c.entry), c.capacity or "")
        for c in context.event.checkpoints
    ]
    headings = (_("Id"), _("Nombre"), _("Clase"), _("Admite a"), _("Ingreso"), _("Cupo"))
    table(headings, rows)
