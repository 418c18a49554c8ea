"""What stations tell of themselves, compared with each other; pure, hears nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

SILENT_AFTER = timedelta(seconds=7)
"""Three signs of life missed, and one second for the network."""
CLOCK_OFF = timedelta(seconds=2)
LIST_LAGS = timedelta(seconds=15)
"""How long two lists may differ while a change is on its way."""


class Sign(StrEnum):
    """What somebody should look at, the gravest first."""

    SILENT = "silent"
    JOURNAL_DIFFERS = "journal_differs"
    LIST_DIFFERS = "list_differs"
    CLOCK_OFF = "clock_off"
    PRINTER_DOWN = "printer_down"
    WAITING = "waiting"
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class PrinterSaid:
    """One printer of a station: ready, paused or down, with the labels left where one counts.

    `name` is what people there call it, "" where it has none.
    """

    id: str
    state: str = "ready"
    labels: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One sign of life. `at` is the station's own clock, Unix milliseconds.

    `cursor` is how far it has read the hub and `journal` the digest of all up to there. `people`
    and `digest` are the size of its list and the number by which lists are compared, `entries`
    what its own journal holds, `waiting` what of it the others do not know. `battery` is in
    percent, None where there is none. `keeps`: it holds the sources, so its list is the right one.
    `serves`: the hub's server was made there, so stations are invited and revoked there.
    """

    name: str
    role: str
    at: int
    cursor: int = 0
    journal: str = ""
    people: int = 0
    digest: str = ""
    entries: int = 0
    waiting: int = 0
    checkpoint: str = ""
    version: str = ""
    battery: int | None = None
    printers: tuple[PrinterSaid, ...] = ()
    keeps: bool = False
    serves: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """A sign of life with the moment of our own clock; `said` None where nobody could read it."""

    station: str
    heard_at: datetime
    said: Said | None


@dataclass(frozen=True, slots=True)
class StationState:
    """A station as the others see it. `clock` is its clock minus ours.

    `silent_since` is when it was heard last, None while it is heard. `differs_since`: since when
    its list has been another than that of the station that keeps the sources.
    """

    station: str
    name: str
    heard_at: datetime
    said: Said | None
    clock: timedelta = timedelta()
    silent_since: datetime | None = None
    differs_since: datetime | None = None
    signs: tuple[Sign, ...] = ()


def look(
    before: Iterable[StationState], heard: Iterable[Heard], now: datetime
) -> tuple[StationState, ...]:
    """All stations by name, as they stand at `now` (aware); `before` is the last look."""
    found = sorted(heard, key=lambda one: (one.said.name if one.said else "", one.station))
    differed = {one.station: one.differs_since for one in before}
    speaking = [one.said for one in found if one.said and now - one.heard_at <= SILENT_AFTER]
    right = next((one.digest for one in speaking if one.keeps), None)
    journals = _journals(speaking)
    return tuple(_state(one, differed.get(one.station), (right, journals), now) for one in found)


def _journals(speaking: Iterable[Said]) -> Mapping[int, set[str]]:
    """What stations hold of the hub up to the same place: there can be one answer only."""
    found: dict[int, set[str]] = {}
    for one in speaking:
        found.setdefault(one.cursor, set()).add(one.journal)
    return found


def _state(
    one: Heard,
    differed: datetime | None,
    others: tuple[str | None, Mapping[int, set[str]]],
    now: datetime,
) -> StationState:
    said = one.said
    silent = one.heard_at if now - one.heard_at > SILENT_AFTER else None
    if said is None:
        sign = Sign.SILENT if silent else Sign.UNREAD
        return StationState(
            one.station, one.station, one.heard_at, None, silent_since=silent, signs=(sign,)
        )
    right, journals = others
    differs = (differed or now) if right is not None and said.digest != right else None
    clock = _moment(said.at) - one.heard_at
    shown = {
        Sign.SILENT: silent is not None,
        Sign.JOURNAL_DIFFERS: len(journals.get(said.cursor, ())) > 1,
        Sign.LIST_DIFFERS: differs is not None and now - differs >= LIST_LAGS,
        Sign.CLOCK_OFF: abs(clock) > CLOCK_OFF,
        Sign.PRINTER_DOWN: any(printer.state == "down" for printer in said.printers),
        Sign.WAITING: said.waiting > 0,
    }
    signs = (Sign.SILENT,) if silent else tuple(sign for sign, true in shown.items() if true)
    return StationState(one.station, said.name, one.heard_at, said, clock, silent, differs, signs)


def _moment(milliseconds: int) -> datetime:
    """The moment; one beyond the calendar is its end."""
    try:
        return datetime.fromtimestamp(milliseconds / 1000, UTC)
    except (OverflowError, ValueError, OSError):
        return datetime.max.replace(tzinfo=UTC)
