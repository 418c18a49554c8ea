"""What a door adds where an assembly is held: quorum, for whom people stand; decides nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import tzinfo
from typing import Any

from kiosk.domain.assembly import Capacity
from kiosk.domain.calls import CallResult, leading
from kiosk.services.assembly import standing, watch
from kiosk.services.assembly_state import AssemblyState
from kiosk.services.check_in import ScanOutcome
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.services.rooms import RoomState, room_state
from kiosk.texts import _, current, n_
from kiosk.texts import assembly as words
from kiosk.texts.formats import localised
from kiosk.ui.door.state import QuorumState, VerdictState

Stands = dict[str, Any] | None
"""As services.assembly.standing answers."""
_MOST_NAMES = 2


def watched(ctx: Context, checkpoint_id: str) -> RoomState:
    """The state of the room; a quorum that the clock brought is recorded first."""
    watch(ctx, checkpoint_of(ctx, checkpoint_id))
    return room_state(ctx, checkpoint_id)


def stands_for(ctx: Context, outcome: ScanOutcome) -> Stands:
    """For whom the scanned person stands at the assembly held there, None for nobody."""
    if outcome.person is None:
        return None
    return standing(ctx, outcome.checkpoint, outcome.person, outcome.at)


def quorum_state(found: AssemblyState, zone: tzinfo) -> QuorumState:
    """The box below the head count."""
    tally, lang = found.tally, current()
    detail = " · ".join(
        (
            n_("{n} organización", "{n} organizaciones", tally.organisations),
            n_("{n} voto", "{n} votos", tally.votes),
        )
    )
    number = leading(tally.calls)
    if number is None:
        name = localised(found.assembly.name, lang)
        return QuorumState(name, present=tally.organisations, unit=_("presentes"), detail=detail)
    result = tally.calls[number]
    return QuorumState(
        title=words.call_name(number + 1, lang),
        status=status_of(result, zone),
        holds=result.holds_now,
        present=result.present,
        needed=result.needed,
        unit=words.unit(result.call.by, result.needed, lang),
        detail=detail,
    )


def status_of(result: CallResult, zone: tzinfo) -> str:
    """How a call stands, in the fewest words."""
    lang = current()
    if result.reached_at is not None and result.holds_now:
        return words.moment_reached(result.reached_at, zone, lang)
    if result.present_at_call is None:
        return _("a las {time}", time=f"{result.call.at.astimezone(zone):%H:%M}")
    return words.missing(result.call.by, result.missing, lang)


def with_mandate(state: VerdictState, stands: Stands) -> VerdictState:
    """The answer with the organisations, votes and capacity of the person below the name."""
    if stands is None or state.kind != "admit":
        return state
    return replace(state, organisation=mandate_words(stands))


def mandate_words(stands: dict[str, Any]) -> str:
    """For each capacity one line: "IX Serra Azul · 2 votos · Titular"."""
    groups: dict[tuple[Capacity, bool], list[dict[str, Any]]] = {}
    for one in stands["organisations"]:
        groups.setdefault((Capacity(one["capacity"]), bool(one["acting"])), []).append(one)
    return "\n".join(_group(key, held) for key, held in groups.items())


def _group(key: tuple[Capacity, bool], held: list[dict[str, Any]]) -> str:
    capacity, acting = key
    names = " + ".join(str(one["organisation"]) for one in held)
    if len(held) > _MOST_NAMES:
        names = n_("{n} organización", "{n} organizaciones", len(held))
    count = n_("{n} voto", "{n} votos", sum(int(one["votes"]) for one in held))
    parts = [names, "" if capacity is Capacity.OBSERVER else count, _role(capacity, acting=acting)]
    return " · ".join(part for part in parts if part)


def _role(capacity: Capacity, *, acting: bool) -> str:
    """As what, and whether the votes are theirs now."""
    word = _(words.CAPACITIES[capacity])
    if capacity is Capacity.OBSERVER:
        return word
    if acting:
        return word if capacity is Capacity.VOTER else _("{capacity}, vota", capacity=word)
    return _("{capacity}, no vota ahora", capacity=word)
