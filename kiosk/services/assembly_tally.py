"""Reads roll and presence of an assembly and has them counted; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from kiosk.domain.assembly import Assembly
from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.presence import enders, timeline
from kiosk.domain.quorum import Tally, tally
from kiosk.domain.visits import Visit
from kiosk.services.context import Context
from kiosk.store import roll, visits
from kiosk.texts import N_

_TICK = timedelta(milliseconds=1)


def assembly_of(ctx: Context, assembly_id: str = "") -> Assembly:
    """The assembly of that id; "" stands for the only one. NotFoundError, WrongUseError."""
    known = ctx.event.assemblies
    if not known:
        raise NotFoundError(N_("Este evento no tiene ninguna asamblea."))
    choices = ", ".join(one.id for one in known)
    if not assembly_id:
        if len(known) > 1:
            raise WrongUseError(N_("Hay varias asambleas: diga cuál ({choices})."), choices=choices)
        return known[0]
    found = next((one for one in known if one.id == assembly_id), None)
    if found is None:
        raise NotFoundError(
            N_("No existe la asamblea «{assembly}»; las que hay: {choices}."),
            assembly=assembly_id,
            choices=choices,
        )
    return found


def held_at(ctx: Context, checkpoint: Checkpoint) -> tuple[Assembly, ...]:
    """The assemblies that are held at a checkpoint, in the order of the event."""
    return tuple(one for one in ctx.event.assemblies if one.checkpoint == checkpoint.id)


def nearest_first(
    assemblies: Sequence[Assembly], now: datetime, zone: tzinfo
) -> tuple[Assembly, ...]:
    """The one that is on first: those of today, then those to come, then those that are over.

    Of today's, the last to have begun goes before the next to begin. Without calls it is of every
    day.
    """
    today = now.astimezone(zone).date()

    def place(one: Assembly) -> tuple[int, bool, float]:
        times = [call.at for call in one.calls] or [now]
        first, last = min(times), max(times)
        ahead = first > now
        coming = first.astimezone(zone).date() > today
        over = last.astimezone(zone).date() < today
        since = first.timestamp() if ahead else -first.timestamp()
        return (2 if over else int(coming)), ahead, since

    return tuple(sorted(assemblies, key=place))


def count(
    ctx: Context, assembly: Assembly, now: datetime, keys: Sequence[str] | None = None
) -> Tally:
    """The tally at a moment; of the organisations `keys` only, None stands for the whole roll.

    Call it inside a transaction: roll and visits must be of one state of the file.
    """
    whole = roll.totals(ctx.db, assembly.id)
    assembly = replace(
        assembly,
        organisations=whole.organisations
        if assembly.organisations is None
        else assembly.organisations,
        votes=whole.votes if assembly.votes is None else assembly.votes,
    )
    mandates = roll.mandates(ctx.db, assembly.id, keys)
    people = None if keys is None else sorted({mandate.person_id for mandate in mandates})
    start, now = _period(ctx, assembly, now)
    return tally(
        assembly,
        roll.members_of(ctx.db, assembly.id, keys),
        mandates,
        _presences(ctx, assembly, start, now, people),
        now,
    )


def _period(ctx: Context, assembly: Assembly, now: datetime) -> tuple[datetime | None, datetime]:
    """From the morning of its first call until `now`, but not beyond the day of its last.

    The same room may hold another assembly tomorrow: who comes then was not at this one.
    """
    if not assembly.calls:
        return None, now
    zone = ctx.event.timezone
    days = [call.at.astimezone(zone).date() for call in assembly.calls]
    start = datetime.combine(min(days), time.min, zone)
    end = datetime.combine(max(days) + timedelta(days=1), time.min, zone)
    return start, min(now, end - _TICK)


def _presences(
    ctx: Context,
    assembly: Assembly,
    start: datetime | None,
    now: datetime,
    people: Sequence[str] | None,
) -> dict[str, tuple[Visit, ...]]:
    """Everybody's entries and exits at the assembly's checkpoint, implied exits put in."""
    checkpoint = ctx.event.checkpoint(assembly.checkpoint)
    if checkpoint is None:
        return {}
    own: dict[str, list[Visit]] = {}
    elsewhere: dict[str, list[Visit]] = {}
    places = (checkpoint.id, *enders(ctx.event, checkpoint))
    for visit in visits.between(ctx.db, places, start, now, people):
        if visit.checkpoint == checkpoint.id:
            own.setdefault(visit.person_id, []).append(visit)
        elif visit.direction is Direction.ENTRY:
            elsewhere.setdefault(visit.person_id, []).append(visit)
    return {
        who: timeline(theirs, elsewhere.get(who, ()), checkpoint, ctx.event.timezone, now)
        for who, theirs in own.items()
    }
