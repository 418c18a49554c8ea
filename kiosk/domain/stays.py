"""Entries and exits read as stays from one moment to another; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Direction
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Stay:
    """From `start` until before `end`; None while it lasts."""

    start: datetime
    end: datetime | None = None


def stays(visits: Iterable[Visit], now: datetime) -> tuple[Stay, ...]:
    """The stays up to `now`, oldest first; a second entry does not begin another one."""
    found: list[Stay] = []
    since: datetime | None = None
    for visit in sorted(visits, key=lambda visit: (visit.at, visit.entry_id)):
        if visit.at > now:
            break
        if visit.direction is Direction.ENTRY:
            since = since or visit.at
        elif since is not None:
            found += [Stay(since, visit.at)] if since < visit.at else []
            since = None
    return (*found, Stay(since)) if since is not None else tuple(found)


def at(known: Sequence[Stay], moment: datetime) -> Stay | None:
    """The stay in which that moment lies, or None."""
    return next((s for s in known if s.start <= moment and (s.end is None or moment < s.end)), None)


def together(known: Iterable[Stay]) -> tuple[Stay, ...]:
    """The same time as stays that do not touch each other, whosever they were."""
    joined: list[Stay] = []
    for stay in sorted(known, key=lambda stay: stay.start):
        last = joined[-1] if joined else None
        if last is None or (last.end is not None and last.end < stay.start):
            joined.append(stay)
        elif last.end is not None and (stay.end is None or stay.end > last.end):
            joined[-1] = Stay(last.start, stay.end)
    return tuple(joined)
