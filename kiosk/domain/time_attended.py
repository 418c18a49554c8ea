"""How long somebody attended several places on each day, no minute counted twice; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from kiosk.domain.attendance import DayStay
from kiosk.domain.checkpoints import Kind


def minutes_by_day(stays: Iterable[DayStay], now: datetime) -> dict[date, int]:
    """Whole minutes on each day of attendance, days in order; 0 where no time was measured.

    The stays are one person's, at any places: who sits in a room is inside the entrance as well,
    and is there once. `now` ends the stays that last.
    """
    spans: dict[date, list[tuple[datetime, datetime]]] = {}
    for stay in stays:
        there = spans.setdefault(stay.day, [])
        if stay.time:
            end = stay.leaves or now
            there.append((end - stay.time, end))
    return {day: _together(spans[day]) // timedelta(minutes=1) for day in sorted(spans)}


def believed(stay: DayStay, kind: Kind) -> DayStay:
    """Without the time at an entrance whose end nobody saw: it would be the whole evening."""
    seen = kind is not Kind.ENTRANCE or (stay.leaves is not None and not stay.assumed)
    return stay if seen else replace(stay, time=None)


def _together(spans: Iterable[tuple[datetime, datetime]]) -> timedelta:
    """The time that any of the spans covers."""
    total = timedelta()
    reached: datetime | None = None
    for start, end in sorted(spans):
        begins = start if reached is None else max(start, reached)
        if end > begins:
            total += end - begins
            reached = end
    return total
