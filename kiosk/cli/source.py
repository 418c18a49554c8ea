"""`kiosk source`: the registration sources of a profile; synchronises nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli import source_add, source_text
from kiosk.cli.help import Command, Group
from kiosk.cli.options import JsonFlag, clean
from kiosk.cli.output import line, table, write_json
from kiosk.cli.session import session
from kiosk.domain.errors import KnownError, NotFoundError
from kiosk.texts import N_, _

if TYPE_CHECKING:
    from kiosk.domain.feed import Checked
    from kiosk.services.context import Context
    from kiosk.services.sync_values import SourceStatus

_NAME = typer.Argument(metavar="NAME", help=N_("Nombre de la fuente, como en kiosk source list."))


def add(app: typer.Typer) -> None:
    """Register the commands."""
    group = typer.Typer(
        cls=Group, rich_markup_mode=None, help=N_("De dónde vienen las inscripciones.")
    )
    group.add_typer(source_add.group(), name="add")
    group.command("list", cls=Command, help=N_("Muestra las fuentes y cómo están."))(show)
    group.command("check", cls=Command, help=N_("Prueba la conexión con las fuentes."))(check)
    group.command("remove", cls=Command, help=N_("Quita una fuente."))(remove)
    app.add_typer(group, name="source")


def names(context: Context, wanted: str | None) -> list[str]:
    """The sources that a command is about: the one named, else all. NotFoundError for none."""
    from kiosk.services import sources

    there = [entry.name for entry in sources.listed(context)]
    if not there:
        raise NotFoundError(
            N_("El perfil no tiene fuentes. Agregue una: kiosk source add pretix|indico|http|file")
        )
    if wanted is None:
        return there
    if clean(wanted) not in there:
        raise NotFoundError(
            N_("No existe la fuente {name}. Hay: {names}"),
            name=clean(wanted),
            names=", ".join(there),
        )
    return [clean(wanted)]


def show(command: typer.Context, json: JsonFlag = False) -> None:
    """Show every source, how old its list is and what waits for it."""
    from kiosk.services import sources, sync

    with session(command) as context:
        states = {one.name: one for one in sync.status(context)}
        entries = sources.listed(context)
        zone = context.event.timezone
    if json:
        write_json([source_text.status_object(e, states.get(e.name)) for e in entries])
        return
    if not entries:
        line(_("El perfil no tiene fuentes. Agregue una con: kiosk source add"))
        return
    rows = []
    for entry in entries:
        state = states.get(entry.name)
        since = state.list_at if state else None
        rows.append(
            (
                entry.name,
                f"{since.astimezone(zone):%Y-%m-%d %H:%M}" if since else _("nunca"),
                state.people if state else 0,
                state.waiting if state else 0,
                state.refused if state else 0,
                _how(state),
            )
        )
    heads = (_("Fuente"), _("Lista de"), _("Personas"), _("Por subir"), _("Rechazados"), _("Error"))
    table(heads, rows)


def _how(state: SourceStatus | None) -> str:
    found = source_text.error_object(state.error if state else None)
    if found is None and state is not None and state.told_elsewhere:
        from kiosk.texts.stations import TOLD_ELSEWHERE

        return _(TOLD_ELSEWHERE)
    return str(found["text"]) if found else ""


def check(
    command: typer.Context,
    name: Annotated[str | None, _NAME] = None,
    json: JsonFlag = False,
) -> None:
    """Ask one source or all whether they know us; exit 3 where one does not."""
    with session(command) as context:
        found = {one: _ask(context, one) for one in names(context, name)}
    if json:
        write_json([check_object(one, answer) for one, answer in found.items()])
    else:
        for one, answer in found.items():
            line(f"{one}:")
            _write_answer(answer)
    if any(isinstance(answer, KnownError) for answer in found.values()):
        raise typer.Exit(3)


def _ask(context: Context, name: str) -> Checked | KnownError:
    from kiosk.services import sources

    try:
        source = sources.open_source(context, name)
    except KnownError as error:
        return error
    try:
        return source.check()
    except KnownError as error:
        return error
    finally:
        source.close()


def check_object(name: str, answer: Checked | KnownError) -> dict[str, object]:
    """The test of one source as JSON; what was not learnt is null."""
    well = None if isinstance(answer, KnownError) else answer
    return {
        "name": name,
        "ok": well is not None,
        "event": well.event if well else None,
        "people": well.people if well else None,
        "clock_seconds": well.clock_seconds if well else None,
        "notes": list(well.notes) if well else [],
        "error": source_text.error_object(answer if isinstance(answer, KnownError) else None),
    }


def _write_answer(answer: Checked | KnownError) -> None:
    if isinstance(answer, KnownError):
        found = source_text.error_object(answer)
        line(str(found["text"]) if found else "")
    else:
        source_text.write_checked(answer)


def remove(
    command: typer.Context,
    name: Annotated[str, _NAME],
    *,
    force: Annotated[
        bool,
        typer.Option(
            "--force", help=N_("Aunque algo espere: se guarda en undelivered-*.json del perfil.")
        ),
    ] = False,
    wipe: Annotated[
        bool, typer.Option("--wipe", help=N_("Borra también a sus personas que no se acreditaron."))
    ] = False,
) -> None:
    """Forget a source; its people count as gone, what the station did stays."""
    from kiosk.services import sources

    with session(command) as context:
        (known,) = names(context, name)
        sources.remove(context, known, force=force, wipe=wipe)
    line(_("Se quitó la fuente {name}.", name=known))
