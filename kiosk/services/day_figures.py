"""The day in figures for the panel: who came when, how long a badge takes; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from statistics import median

from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.store import day_figures
from kiosk.store.day_figures import QUARTER
from kiosk.store.transact import reading

STEP = timedelta(seconds=QUARTER)


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Today by the event's clock.

    `arrivals` are (begin of a quarter of an hour, first entries in it) without gaps, the last one
    is still running. `badge_seconds`: how long a badge takes from being asked for, by the median
    of the newest; None where none came out today. `helped` were sent to the desk with a number.
    `walk_ins` are those of the whole event.
    """

    arrivals: tuple[tuple[datetime, int], ...] = ()
    badge_seconds: float | None = None
    walk_ins: int = 0
    helped: int = 0


def day_figures_of(ctx: Context) -> DayFigures:
    """The figures now."""
    local = ctx.clock().astimezone(ctx.event.timezone)
    midnight = datetime.combine(local.date(), time.min, ctx.event.timezone)
    with reading(ctx.db):
        found = dict(day_figures.arrivals(ctx.db, entrances(ctx), midnight))
        waits = day_figures.badge_waits(ctx.db, midnight)
        return DayFigures(
            arrivals=_without_gaps(found, ctx.clock()),
            badge_seconds=median(waits) if waits else None,
            walk_ins=day_figures.walk_ins(ctx.db),
            helped=day_figures.helped(ctx.db, midnight),
        )


def _without_gaps(found: dict[datetime, int], now: datetime) -> tuple[tuple[datetime, int], ...]:
    """Every quarter of an hour from the first arrival until the one that is running."""
    if not found:
        return ()
    first, last = min(found), max(*found, now)
    spans = int((last - first) / STEP) + 1
    moments = (first + STEP * number for number in range(spans))
    return tuple((at, found.get(at, 0)) for at in moments)
