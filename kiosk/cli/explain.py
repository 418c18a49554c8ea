"""`kiosk explain`: what would be decided, every step of it, and the nearest way in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kiosk.cli.explain_text import simulation_lines
from kiosk.cli.help import Command
from kiosk.cli.options import At, CheckpointId, JsonFlag, clean, moment
from kiosk.cli.output import line, write_json
from kiosk.cli.session import session
from kiosk.cli.verdict_text import verdict_line
from kiosk.texts import N_

if TYPE_CHECKING:
    from datetime import datetime

    from kiosk.services.check_in import ScanRequest
    from kiosk.services.context import Context


def add(app: typer.Typer) -> None:
    """Register the command."""
    about = N_("Dice qué se decidiría y por qué; no registra nada.")
    app.command("explain", cls=Command, help=about)(explain)


def explain(
    command: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Código leído."))],
    checkpoint: CheckpointId = "",
    at: At = None,
    json: JsonFlag = False,
) -> None:
    """Show the decision at one checkpoint, or at all; exit 1 where it would be a refusal."""
    with session(command) as context:
        then = moment(at, context.event.timezone)
        if checkpoint:
            admitted = _one(context, clean(code), checkpoint, then, as_json=json)
        else:
            admitted = _all(context, clean(code), then, as_json=json)
    if not admitted:
        raise typer.Exit(1)


def _one(
    context: Context, code: str, checkpoint: str, at: datetime | None, *, as_json: bool
) -> bool:
    from kiosk.services.explained import explained_answer
    from kiosk.services.next_moment import next_moment
    from kiosk.services.simulate import simulate

    request = _request(context, code, checkpoint, at)
    simulation = simulate(context, request)
    later = next_moment(context, request)
    if as_json:
        write_json(explained_answer(context, simulation, later))
    else:
        for text in simulation_lines(context, simulation, later):
            line(text)
    return simulation.outcome.verdict.admitted


def _all(context: Context, code: str, at: datetime | None, *, as_json: bool) -> bool:
    """A line, or an object, a checkpoint; whether the person would pass anywhere."""
    from kiosk.services.explained import explained_answer
    from kiosk.services.next_moment import next_moment
    from kiosk.services.simulate import simulate

    requests = [_request(context, code, c.id, at) for c in context.event.checkpoints]
    simulations = [simulate(context, request) for request in requests]
    if as_json:
        later = [next_moment(context, request) for request in requests]
        pairs = zip(simulations, later, strict=True)
        write_json([explained_answer(context, one, then) for one, then in pairs])
    else:
        width = max((len(request.checkpoint) for request in requests), default=0)
        for request, one in zip(requests, simulations, strict=True):
            line(f"{request.checkpoint:<{width}}  {verdict_line(context, one.outcome)}")
    return any(one.outcome.verdict.admitted for one in simulations)


def _request(context: Context, code: str, checkpoint: str, at: datetime | None) -> ScanRequest:
    from kiosk.services.check_in import ScanRequest

    return ScanRequest(text=code, checkpoint=checkpoint, at=at or context.clock())
