"""Figures of an event that name nobody: groups, arrivals, how full a room was; pure.

A group of fewer people than `least` could be recognised, so it goes among the others; and the
others are never so few either, while there is another group to add to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo

from kiosk.domain.attendance import DayStay

OTHERS = ""
"""The group of those who are told apart from nobody."""


@dataclass(frozen=True, slots=True)
class Group:
    """How many people of a group were registered, and how many of these came."""

    key: str
    registered: int
    arrived: int

    @property
    def size(self) -> int:
        """What a small group is told by: whoever came without registration counts too."""
        return max(self.registered, self.arrived)


def folded(groups: Iterable[Group], least: int) -> tuple[Group, ...]:
    """The largest first, the others last; groups of nobody are left out."""
    ordered = sorted((g for g in groups if g.size), key=lambda g: (-g.size, g.key))
    kept = [g for g in ordered if g.size >= least and g.key != OTHERS]
    small = [g for g in ordered if g.size < least or g.key == OTHERS]
    while small and kept and sum(g.size for g in small) < least:
        small.append(kept.pop())
    if not small:
        return tuple(kept)
    registered, arrived = sum(g.registered for g in small), sum(g.arrived for g in small)
    return (*kept, Group(OTHERS, registered, arrived))


def arrivals(
    firsts: Iterable[datetime], timezone: tzinfo, step: int
) -> dict[date, dict[datetime, int]]:
    """Day -> start of each span of `step` minutes (local) -> how many came in it.

    Spans without arrivals between the first and the last of a day are there with 0.
    """
    counted: dict[date, Counter[datetime]] = {}
    for moment in firsts:
        local = moment.astimezone(timezone)
        minute = (local.hour * 60 + local.minute) // step * step
        start = datetime.combine(local.date(), datetime.min.time()) + timedelta(minutes=minute)
        counted.setdefault(local.date(), Counter())[start] += 1
    return {day: _without_holes(counted[day], step) for day in sorted(counted)}


def peak(stays: Iterable[DayStay], now: datetime) -> tuple[int, datetime | None]:
    """The most people who were there at once, and when first; 0 and None where none is known."""
    steps: Counter[datetime] = Counter()
    for stay in stays:
        if stay.time:
            end = stay.leaves or now
            steps[end - stay.time] += 1
            steps[end] -= 1
    most, at, there = 0, None, 0
    for moment in sorted(steps):
        there += steps[moment]
        if there > most:
            most, at = there, moment
    return most, at


def average(minutes: Iterable[int]) -> int | None:
    """The mean in whole minutes of those that are more than none."""
    measured = [each for each in minutes if each]
    return round(sum(measured) / len(measured)) if measured else None


def _without_holes(counted: Mapping[datetime, int], step: int) -> dict[datetime, int]:
    start, last = min(counted), max(counted)
    spans = {}
    while start <= last:
        spans[start] = counted.get(start, 0)
        start += timedelta(minutes=step)
    return spans
