"""How long everybody was where, read person by person; writes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.domain.attendance import Attended, DayStay, attendance, minutes_by_day
from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.presence import enders
from kiosk.domain.visits import Visit
from kiosk.services.context import Context
from kiosk.store import listing


def stays(ctx: Context) -> Iterator[DayStay]:
    """Every stay up to now, cut into local days; people by id, then by checkpoint and time.

    A checkpoint that the event no longer has is read as a room without hours.
    """
    now, places = ctx.clock(), _places(ctx)
    for visits in listing.visits_by_person(ctx.db):
        by_place: dict[str, list[Visit]] = {}
        for visit in visits:
            by_place.setdefault(visit.checkpoint, []).append(visit)
        for name, here in sorted(by_place.items()):
            checkpoint, others = places.get(name) or (Checkpoint(name, {"es": name}), ())
            away = [v for v in visits if v.checkpoint in others and v.direction is Direction.ENTRY]
            yield from attendance(here, away, checkpoint, ctx.event.timezone, now)


def by_day(ctx: Context) -> tuple[Attended, ...]:
    """The sum of each person at each checkpoint on each local day, in the order of stays()."""
    return minutes_by_day(stays(ctx))


def _places(ctx: Context) -> dict[str, tuple[Checkpoint, tuple[str, ...]]]:
    """Each checkpoint of the event with those that end a presence there."""
    return {c.id: (c, enders(ctx.event, c)) for c in ctx.event.checkpoints}
