"""Which printer a job goes to: pure, from what the station says and what is known of each printer.

A job's target is a printer's id, a pool's name, or a URI that no table names. A pool is the
printers that share its name: the first free one takes the job. Another printer's fallback is
taken only for a job of which nothing was sent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

PATIENCE = timedelta(seconds=20)
"""How long a printer may be unready before its fallback takes the jobs."""


@dataclass(frozen=True, slots=True)
class Printer:
    """One printer of a station, as [[printer]] in station.toml.

    `layout` is that of the paper in it, "" for the event's. `roles` are those whose badges it
    prints, `pool` those it shares its jobs with, `fallback` the id of the printer that takes its
    jobs while it is not ready. `labels` is what a full roll holds, 0 where nobody counts; `alert`
    is how many are left when that is said.
    """

    id: str
    uri: str
    name: str = ""
    layout: str = ""
    roles: tuple[str, ...] = ()
    pool: str = ""
    fallback: str = ""
    labels: int = 0
    alert: int = 0

    @property
    def title(self) -> str:
        """What people call it."""
        return self.name or self.id


@dataclass(frozen=True, slots=True)
class Condition:
    """What is known of a printer now.

    `busy`: a job is under way there. `rest_until`: it is not tried before. `down_since`: since
    when each try was in vain.
    """

    busy: bool = False
    paused_by: str = ""
    down_since: datetime | None = None
    rest_until: datetime | None = None


class Held(StrEnum):
    """Why a job waits although nothing is wrong with it."""

    BUSY = "busy"
    PAUSED = "paused"
    DOWN = "down"
    NO_PRINTER = "no_printer"


@dataclass(frozen=True, slots=True)
class Choice:
    """The printer that takes a job now, or None, why not, and which printer that is said of."""

    printer: Printer | None = None
    held: Held | None = None
    by: Printer | None = None


def target_for(printers: Sequence[Printer], roles: Collection[str]) -> str:
    """Where the badge of somebody with those roles goes; "" where the station has no printer.

    The first printer that names one of the roles, else the first that names none, else the first.
    """
    for_role = (p for p in printers if set(p.roles) & set(roles))
    for_all = (p for p in printers if not p.roles)
    chosen = next(for_role, None) or next(for_all, None) or next(iter(printers), None)
    return (chosen.pool or chosen.id) if chosen else ""


def named(printers: Sequence[Printer], name: str) -> Printer | None:
    """The printer of that id, or of that URI, or None."""
    by_id = (p for p in printers if p.id == name)
    by_uri = (p for p in printers if p.uri == name)
    return next(by_id, None) or next(by_uri, None)


def members(printers: Sequence[Printer], target: str) -> tuple[Printer, ...]:
    """The printers that a target means first; a URI that no table names is a printer by itself."""
    pool = tuple(p for p in printers if p.pool and p.pool == target)
    if pool:
        return pool
    one = named(printers, target)
    if one is not None:
        return (one,)
    return (Printer(target, target),) if ":" in target else ()


def fallback_of(printers: Sequence[Printer], target: str) -> str:
    """Where a target's jobs go when its printers cannot take them, "" for nowhere."""
    line = members(printers, target)
    away = (p.fallback for p in line if p.fallback not in {"", *(m.id for m in line)})
    return next(away, "")


def choose(
    target: str, printers: Sequence[Printer], known: Mapping[str, Condition], now: datetime
) -> Choice:
    """The printer that takes the next job of that target at that moment (aware)."""
    first: Choice | None = None
    for line in _lines(printers, target):
        choice = _within(line, known, now)
        if choice.printer is not None:
            return choice
        first = first or choice
        if not all(_given_up(known.get(p.id, Condition()), now) for p in line):
            break
    return first or Choice(held=Held.NO_PRINTER)


def _lines(printers: Sequence[Printer], target: str) -> Iterator[tuple[Printer, ...]]:
    """The target's printers, then those of its fallback, and so on; each target once."""
    seen: set[str] = set()
    while target and target not in seen:
        seen.add(target)
        yield members(printers, target)
        target = fallback_of(printers, target)


def _within(line: Sequence[Printer], known: Mapping[str, Condition], now: datetime) -> Choice:
    held = [(printer, _held(known.get(printer.id, Condition()), now)) for printer in line]
    free = next((printer for printer, why in held if why is None), None)
    if free is not None:
        return Choice(free)
    for why in (Held.BUSY, Held.DOWN, Held.PAUSED):
        by = next((printer for printer, reason in held if reason is why), None)
        if by is not None:
            return Choice(held=why, by=by)
    return Choice(held=Held.NO_PRINTER)


def _held(condition: Condition, now: datetime) -> Held | None:
    if condition.paused_by:
        return Held.PAUSED
    if condition.busy:
        return Held.BUSY
    if condition.rest_until is not None and condition.rest_until > now:
        return Held.DOWN
    return None


def _given_up(condition: Condition, now: datetime) -> bool:
    """Unready for so long that the fallback takes over; a pause is somebody's wish to wait."""
    if condition.paused_by or condition.down_since is None:
        return False
    return now - condition.down_since >= PATIENCE
