"""How long people were at a checkpoint, from entries and exits; stores nothing.

The rules, which docs/attendance.md tells to people:

* An entry and the exit after it: the time between. A second entry in between goes on with the
  same stay; an exit without an entry is nothing.
* Without an exit a stay ends at the first of: the closing of the slot it was in, the hour at which
  everybody is out, an entry at a checkpoint that ends this presence. Such an end is assumed.
* An exit after the closing is believed until the same day ends or the next slot opens.
* Time before a slot's opening does not count, and none does at a hand-out: nobody stays there.
* Where no end is known: at an entrance no time counts, since nobody scans out there. In a room the
  time counts up to now on the day of the entry, and afterwards none: the exit is missing.
* No end is believed later than stay_ends.LONGEST after the last entry.

Days are local; time is time that passed, also in a night in which the clocks change.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind
from kiosk.domain.presence import in_order
from kiosk.domain.stay_ends import StayEnds
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class DayStay:
    """One stay, or the part of it on one local day.

    `entry_id` is the stay's first entry. `enters` is that entry, or the midnight before on a later
    day; `leaves` is None while the stay lasts and where its end is not known. `time` is what
    counts, None where no time can be told: at a hand-out, at an entrance without an exit.
    `assumed`: nobody saw this person leave.
    """

    entry_id: str
    person_id: str
    checkpoint: str
    day: date
    enters: datetime
    leaves: datetime | None
    time: timedelta | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class Attended:
    """All that one person was at one checkpoint on one local day.

    `leaves` is None where the last stay lasts or its end is not known. `minutes` are the whole
    ones of the sum, None where no time can be told; `assumed` where the end of any stay was.
    """

    person_id: str
    checkpoint: str
    day: date
    enters: datetime
    leaves: datetime | None
    minutes: int | None
    assumed: bool


@dataclass(frozen=True, slots=True)
class _Stay:
    """From its first entry; `last` is the newest one. `counted` is up to when time counts."""

    first: Visit
    last: Visit
    leaves: datetime | None = None
    counted: datetime | None = None
    assumed: bool = False


def attendance(
    visits: Iterable[Visit],
    elsewhere: Iterable[Visit],
    checkpoint: Checkpoint,
    timezone: tzinfo,
    now: datetime,
) -> tuple[DayStay, ...]:
    """One person's stays at one checkpoint by true time, each cut at local midnight.

    `elsewhere` are the same person's entries at the checkpoints that end this presence
    (presence.enders). The order in which the visits are handed over does not matter.
    """
    ends = StayEnds(checkpoint, timezone, in_order(elsewhere))
    return tuple(
        part for stay in _stays(in_order(visits), ends, now) for part in _by_days(stay, ends)
    )


def minutes_by_day(stays: Iterable[DayStay]) -> tuple[Attended, ...]:
    """The sum per person, checkpoint and day, in the order in which the first stays come."""
    groups: dict[tuple[str, str, date], list[DayStay]] = {}
    for stay in stays:
        groups.setdefault((stay.person_id, stay.checkpoint, stay.day), []).append(stay)
    return tuple(
        Attended(
            person_id=group[0].person_id,
            checkpoint=group[0].checkpoint,
            day=group[0].day,
            enters=group[0].enters,
            leaves=group[-1].leaves,
            minutes=minutes_of(group),
            assumed=any(stay.assumed for stay in group),
        )
        for group in groups.values()
    )


def minutes_of(stays: Iterable[DayStay]) -> int | None:
    """The whole minutes of these together, None where none of them can tell a time."""
    times = [stay.time for stay in stays if stay.time is not None]
    return sum(times, timedelta()) // timedelta(minutes=1) if times else None


def _stays(visits: Iterable[Visit], ends: StayEnds, now: datetime) -> Iterator[_Stay]:
    stay: _Stay | None = None
    for visit in visits:
        enters = visit.direction is Direction.ENTRY
        if stay is not None and enters and ends.goes_on(stay.last, visit):
            stay = replace(stay, last=visit)
            continue
        if stay is not None and not enters and ends.believes(stay.last, visit):
            yield replace(stay, leaves=visit.at, counted=visit.at)
        elif stay is not None:
            yield _without_exit(stay, ends, visit.at, over=True)
        stay = _Stay(visit, visit) if enters else None
    if stay is not None:
        yield _without_exit(stay, ends, now, over=False)


def _without_exit(stay: _Stay, ends: StayEnds, until: datetime, *, over: bool) -> _Stay:
    """The stay with the end that is known for it; `over` where the person was seen again."""
    if ends.checkpoint.kind is Kind.HANDOUT:
        return stay
    end = ends.known(stay.last)
    is_room = ends.checkpoint.kind is Kind.ROOM
    if end is not None and (over or end <= until):
        return replace(stay, leaves=end, counted=end, assumed=True)
    if over or (end is None and (not is_room or ends.day(stay.last.at) < ends.day(until))):
        return replace(stay, assumed=is_room)
    return replace(stay, counted=until)


def _by_days(stay: _Stay, ends: StayEnds) -> Iterator[DayStay]:
    """The stay cut at each local midnight; one part where nothing counts."""
    start, end = ends.counts_from(stay.first.at), stay.counted
    kind = ends.checkpoint.kind
    untold = kind is Kind.HANDOUT or (end is None and kind is not Kind.ROOM)
    whole = DayStay(
        entry_id=stay.first.entry_id,
        person_id=stay.first.person_id,
        checkpoint=stay.first.checkpoint,
        day=ends.day(stay.first.at),
        enters=stay.first.at,
        leaves=stay.leaves,
        time=None if untold else timedelta(),
        assumed=stay.assumed,
    )
    if untold or end is None or end <= start:
        yield whole
        return
    begins = whole.enters
    while start < end:
        day = ends.day(start)
        stop = min(end, _midnight_after(day, ends.timezone, start) or end)
        leaves = stay.leaves if stop == end else stop
        yield replace(whole, day=day, enters=begins, leaves=leaves, time=stop - start)
        begins = start = stop


def _midnight_after(day: date, timezone: tzinfo, start: datetime) -> datetime | None:
    """The first moment of the next local day, which may lack its midnight or have it twice."""
    midnight = datetime.combine(day + timedelta(days=1), time(), tzinfo=timezone)
    both = (midnight.replace(fold=fold).astimezone(UTC) for fold in (0, 1))
    return next((moment for moment in both if moment > start), None)
