"""`kiosk sync`: gives back what waits, then brings what is new; decides nothing."""

from __future__ import annotations

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli import sync_text
from kiosk.cli.help import Command
from kiosk.cli.options import JsonFlag
from kiosk.cli.output import line, progress, write_json
from kiosk.cli.session import profile_folder, share_list, shared
from kiosk.cli.source import names
from kiosk.cli.sync_text import Ran
from kiosk.domain.errors import FailureError, KnownError
from kiosk.texts import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kiosk.services.context import Context
    from kiosk.services.sync_values import Progress


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Sube lo que espera y trae lo nuevo de las fuentes.")
    app.command("sync", cls=Command, help=about)(sync)


def sync(
    command: typer.Context,
    *,
    full: Annotated[
        bool, typer.Option("--full", help=N_("Trae todo de nuevo, no solo lo que cambió."))
    ] = False,
    confirm: Annotated[
        bool,
        typer.Option(
            "--confirm", help=N_("Acepta una lista en la que falta la mayoría de las personas.")
        ),
    ] = False,
    name: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help=N_("Solo esta fuente."))
    ] = None,
    json: JsonFlag = False,
) -> None:
    """Run every source once; exit 3 where one could not be used, 1 where one refused something."""
    _bring_what_is_missing(profile_folder(command))
    with shared(command, hear=False) as context:
        alone = context.hub is None
        exchanged = None if alone else _exchange(context)
        asked = () if name is None and not (alone or _any(context)) else names(context, name)
        ran = [_run(context, one, full=full, confirm=confirm) for one in asked]
        share_list(context)
    if json:
        sources = {"sources": [sync_text.ran_object(one) for one in ran]}
        write_json(sources if exchanged is None else sources | {"hub": exchanged})
    else:
        for one in ran:
            sync_text.write(one)
        if exchanged is not None:
            line(sync_text.hub_sentence(**exchanged))
    if any(one.error is not None for one in ran):
        raise typer.Exit(FailureError.exit_code)
    if any(one.report is not None and one.report.refused for one in ran):
        raise typer.Exit(1)


def _bring_what_is_missing(profile: Path) -> None:
    """The event, where a station joined before the hub had any to give."""
    from kiosk.hub.own import has_joined
    from kiosk.services.profile import has_event

    if has_event(profile) or not has_joined(profile):
        return
    from kiosk.services import hub_bring, hub_join

    membership = hub_join.waits_for_list(profile)
    if membership is not None:
        hub_bring.bring(profile, membership)


def _any(context: Context) -> bool:
    from kiosk.services import sources

    return bool(sources.listed(context))


def _exchange(context: Context) -> dict[str, Any]:
    """Everything there is with the other stations; less where the hub does not answer."""
    from kiosk.services.hub_brief import catch_up

    shared = catch_up(context, math.inf)
    connected = context.hub is not None and context.hub.health().connected
    received = shared.taken.others + shared.taken.own
    return {"connected": connected, "published": shared.published, "received": received}


def _run(context: Context, name: str, *, full: bool, confirm: bool) -> Ran:
    """One source; only what concerns the whole profile, as another program, ends the command."""
    from kiosk.services import sources
    from kiosk.services.sync import sync as run

    try:
        source = sources.open_source(context, name)
    except KnownError as error:
        return Ran(name, None, error, 0, None)
    try:
        with _bar(name) as step:
            report = run(context, source, full=full, confirm=confirm, progress=step)
    finally:
        source.close()
    return Ran(name, report, report.error, _checkpoints(context, name), _clock(context, name))


@contextmanager
def _bar(name: str) -> Iterator[Progress | None]:
    with progress(name) as step:
        if step is None:
            yield None
            return
        move = step

        def told(done: int, total: int | None) -> None:
            move(done, total or done)

        yield told


def _checkpoints(context: Context, name: str) -> int:
    """How many of the event's checkpoints are lists of that source, after the run."""
    from kiosk.services.event_of_sources import reload_event

    event = reload_event(context).event
    return sum(one.source_ref.startswith(f"{name}/") for one in event.checkpoints)


def _clock(context: Context, name: str) -> float | None:
    from kiosk.services.sync import status

    return next((one.clock_seconds for one in status(context) if one.name == name), None)
