"""`kiosk assembly`: the Member Assembly as it stands, and who asks for one; counts nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kiosk.cli.help import Command
from kiosk.cli.options import At, JsonFlag, clean, moment
from kiosk.cli.output import line, plain, table, write_json
from kiosk.cli.session import session, shared
from kiosk.texts import N_, _, current, n_

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from kiosk.domain.calls import CallResult
    from kiosk.domain.quorum import Delegate, Seat
    from kiosk.services.assembly_state import AssemblyState

_ID = typer.Argument(metavar="ID", help=N_("Asamblea, como en event.toml."))


def add(app: typer.Typer) -> None:
    """Register the commands."""
    about = N_("Muestra quórum, organizaciones y votos de una asamblea.")
    app.command("assembly", cls=Command, help=about)(show)
    asks = N_("Anota que una organización pide una asamblea.")
    app.command("assembly-request", cls=Command, help=asks)(request)


def show(
    command: typer.Context,
    assembly: Annotated[str | None, _ID] = None,
    at: At = None,
    json: JsonFlag = False,
) -> None:
    """Show one assembly; without ID the only one of the event."""
    from kiosk.services.assembly_state import state

    with session(command) as context:
        zone = context.event.timezone
        found = state(context, clean(assembly or ""), moment(at, zone))
    if json:
        write_json(state_object(found))
    else:
        _write(found, zone)


def request(
    command: typer.Context,
    assembly: Annotated[str, _ID],
    organisation: Annotated[
        str, typer.Argument(metavar="ORGANISATION", help=N_("Su nombre en el padrón."))
    ],
    *,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help=N_("La organización ya no la pide."))
    ] = False,
    operator: Annotated[
        str, typer.Option("--operator", metavar="NAME", help=N_("Quién lo anota."))
    ] = "",
    json: JsonFlag = False,
) -> None:
    """Record a request, or that it was withdrawn, and say how many there are."""
    from kiosk.services import assembly as services
    from kiosk.services.assembly_state import state

    with shared(command) as context:
        services.request(
            context,
            clean(assembly),
            clean(organisation),
            withdraw=withdraw,
            operator=clean(operator),
        )
        found = state(context, clean(assembly))
    if json:
        write_json(_requests(found))
    else:
        line(_requests_sentence(found))


def state_object(found: AssemblyState) -> dict[str, Any]:
    """The state as JSON values (docs/command-line.md)."""
    tally = found.tally
    return {
        "assembly": found.assembly.id,
        "name": dict(found.assembly.name),
        "checkpoint": found.assembly.checkpoint,
        "kind": str(found.assembly.kind),
        "at": plain(found.at),
        "organisations": tally.organisations,
        "votes": tally.votes,
        "voters": tally.voters,
        "alternates": tally.alternates,
        "observers": tally.observers,
        "totals": plain(tally.totals),
        "calls": [_call(number, call) for number, call in enumerate(tally.calls, 1)],
        "request": _requests(found),
        "seats": [_seat(found, seat) for seat in tally.seats],
    }


def _call(number: int, result: CallResult) -> dict[str, Any]:
    share = result.call.quorum
    sign = "%" if share.percent else ""
    return {
        "call": number,
        "at": plain(result.call.at),
        "quorum": f"{'>' if share.above else ''}{share.number.normalize():f}{sign}",
        "by": str(result.call.by),
        "needed": result.needed,
        "present": result.present,
        "present_at_call": result.present_at_call,
        "reached_at": plain(result.reached_at),
        "holds_now": result.holds_now,
        "missing": result.missing,
    }


def _seat(found: AssemblyState, seat: Seat) -> dict[str, Any]:
    return {
        "organisation": seat.member.name,
        "votes": seat.member.votes,
        "present": seat.acting is not None,
        "arrived_at": plain(seat.arrived),
        "acting": _delegate(found, seat.acting) if seat.acting else None,
        "representatives": [_delegate(found, one) for one in seat.delegates],
    }


def _delegate(found: AssemblyState, one: Delegate) -> dict[str, Any]:
    return {
        "person_id": one.person_id,
        "name": found.people[one.person_id].full_name,
        "capacity": str(one.capacity),
        "arrived_at": plain(one.arrived),
        "inside": one.since is not None,
    }


def _requests(found: AssemblyState) -> dict[str, Any]:
    return {**plain(found.requests), "reached": found.requests.reached, "names": list(found.asking)}


def _write(found: AssemblyState, zone: ZoneInfo) -> None:
    from kiosk.texts import assembly as words
    from kiosk.texts.formats import localised, time_of

    lang, tally = current(), found.tally
    line(f"{localised(found.assembly.name, lang)} · {_(words.KINDS[found.assembly.kind])}")
    line(
        _(
            "Presentes: {organisations} de {all_organisations} organizaciones,"
            " {votes} de {all_votes} votos.",
            organisations=tally.organisations,
            all_organisations=tally.totals.organisations,
            votes=tally.votes,
            all_votes=tally.totals.votes,
        )
    )
    line(
        _(
            "Titulares: {voters}; suplentes: {alternates}; observadores: {observers}.",
            voters=tally.voters,
            alternates=tally.alternates,
            observers=tally.observers,
        )
    )
    for number, call in enumerate(tally.calls, 1):
        needs = words.quorum(call.call.quorum, call.call.by, lang)
        title = f"{words.call_name(number, lang)}, {time_of(call.call.at, zone)} ({needs})"
        line(f"{title}: {words.result(call, zone, lang)}.")
    line(_requests_sentence(found))
    rows = [_row(found, seat) for seat in tally.seats if seat.acting]
    if rows:
        table((_("Organización"), _("Votos"), _("Representante"), _("Calidad")), rows)


def _row(found: AssemblyState, seat: Seat) -> tuple[str, ...]:
    from kiosk.texts.assembly import CAPACITIES

    who = found.people[seat.acting.person_id].full_name if seat.acting else ""
    capacity = _(CAPACITIES[seat.acting.capacity]) if seat.acting else ""
    return seat.member.name, str(seat.member.votes), who, capacity


def _requests_sentence(found: AssemblyState) -> str:
    return n_(
        "Piden una asamblea: {n} organización de {needed} necesarias",
        "Piden una asamblea: {n} organizaciones de {needed} necesarias",
        found.requests.organisations,
        needed=found.requests.needed,
    )
