"""When people came and how full the rooms were, as tables of counts; names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from kiosk.domain.attendance import DayStay, minutes_of
from kiosk.domain.checkpoints import Checkpoint, Direction, Kind
from kiosk.domain.event_figures import arrivals, average, peak
from kiosk.domain.time_attended import believed
from kiosk.services.attendance import stays
from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.services.report_tables import ReportOptions, Table
from kiosk.services.table_files import TableRow
from kiosk.store import listing
from kiosk.store.moments import to_moment
from kiosk.texts.formats import localised

_ATTENDANCE = (
    "checkpoint",
    "name",
    "day",
    "people",
    "entries",
    "peak",
    "peak_time",
    "average_minutes",
)


class Entries:
    """Every entry that counts, by checkpoint, day and person; and who was checked in when.

    Where an event has no entrance, an entry anywhere but at a hand-out is an arrival.
    """

    def __init__(self, ctx: Context) -> None:
        self.by_place: dict[tuple[str, date], list[str]] = {}
        self.firsts: dict[tuple[date, str], datetime] = {}
        doors = set(entrances(ctx)) or {
            c.id for c in ctx.event.checkpoints if c.kind is not Kind.HANDOUT
        }
        for row in listing.all_visits(ctx.db):
            if row["direction"] != str(Direction.ENTRY):
                continue
            at = to_moment(row["at"])
            day = at.astimezone(ctx.event.timezone).date()
            self.by_place.setdefault((row["checkpoint"], day), []).append(row["person_id"])
            if row["checkpoint"] in doors:
                key = (day, row["person_id"])
                self.firsts[key] = min(at, self.firsts.get(key, at))

    @property
    def arrived(self) -> set[str]:
        """The people who were checked in on any day."""
        return {person_id for _, person_id in self.firsts}


def arrival_table(ctx: Context, entries: Entries, options: ReportOptions) -> Table:
    """One row a span of time: how many people entered for the first time that day."""
    found = arrivals(entries.firsts.values(), ctx.event.timezone, options.step)
    return Table(
        "arrivals",
        ("day", "time", "people"),
        tuple(
            {"day": day.isoformat(), "time": f"{start:%H:%M}", "people": people}
            for day, spans in found.items()
            for start, people in spans.items()
        ),
    )


def attendance_table(ctx: Context, entries: Entries, options: ReportOptions) -> Table:
    """One row a checkpoint and day, in the event's order.

    Where fewer than `least` people were, neither peak nor length of stay is told: it would be
    somebody's own.
    """
    measured: dict[tuple[str, date], list[DayStay]] = {}
    for stay in stays(ctx):
        measured.setdefault((stay.checkpoint, stay.day), []).append(stay)
    rows: list[TableRow] = []
    for checkpoint in ctx.event.checkpoints:
        days = sorted(day for place, day in entries.by_place if place == checkpoint.id)
        for day in days:
            key = (checkpoint.id, day)
            rows.append(_row(checkpoint, day, entries.by_place[key], options))
            if int(str(rows[-1]["people"])) >= options.least:
                rows[-1] |= _lengths(ctx, checkpoint, measured.get(key, []))
    return Table("attendance", _ATTENDANCE, tuple(rows))


def _row(checkpoint: Checkpoint, day: date, ids: list[str], options: ReportOptions) -> TableRow:
    return {
        "checkpoint": checkpoint.id,
        "name": localised(checkpoint.name, options.lang),
        "day": day.isoformat(),
        "people": len(set(ids)),
        "entries": len(ids),
        "peak": None,
        "peak_time": None,
        "average_minutes": None,
    }


def _lengths(ctx: Context, checkpoint: Checkpoint, there: list[DayStay]) -> TableRow:
    now = ctx.clock()
    most, at = peak(there, now)
    return {
        "peak": most or None,
        "peak_time": f"{at.astimezone(ctx.event.timezone):%H:%M}" if at else None,
        "average_minutes": average(
            _minutes_by_person(believed(one, checkpoint.kind) for one in there)
        ),
    }


def _minutes_by_person(there: Iterable[DayStay]) -> list[int]:
    theirs: dict[str, list[DayStay]] = {}
    for stay in there:
        theirs.setdefault(stay.person_id, []).append(stay)
    return [minutes_of(each) or 0 for each in theirs.values()]
