"""Entries and exits of people at checkpoints as values; stores nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TypeAlias, overload

from kiosk.domain.checkpoints import Direction


@dataclass(frozen=True, slots=True)
class Visit:
    """One entry or exit that counts (undone ones are left out); `at` is its true time, aware."""

    entry_id: str
    person_id: str
    checkpoint: str
    direction: Direction
    at: datetime
    station: str = ""
    operator: str = ""


Passage: TypeAlias = tuple[str, str, str, str, str]
"""What Visit says but whose and where: entry id, direction, moment, station, operator.

The moment is ISO 8601 text in UTC, ending in "Z".
"""


class History(Sequence[Visit]):
    """A person's visits at one checkpoint by true time, each made when it is asked for.

    Most decisions look at the last one, and at the moments of entries: of a thousand visits a
    thousand values need not be made. `passages` come by time, then entry id.
    """

    def __init__(self, person_id: str, checkpoint: str, passages: Iterable[Passage]) -> None:
        self._whose, self._where = person_id, checkpoint
        self._passages = tuple(passages)

    @cached_property
    def entries(self) -> list[datetime]:
        """The moments of the entries, earliest first."""
        entry = Direction.ENTRY.value
        return [datetime.fromisoformat(p[2]) for p in self._passages if p[1] == entry]

    @overload
    def __getitem__(self, index: int) -> Visit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Visit]: ...
    def __getitem__(self, index: int | slice) -> Visit | Sequence[Visit]:
        """One visit, or some of them."""
        if isinstance(index, slice):
            return tuple(self._visit(one) for one in self._passages[index])
        return self._visit(self._passages[index])

    def __len__(self) -> int:
        """How many there are."""
        return len(self._passages)

    def _visit(self, passage: Passage) -> Visit:
        entry_id, direction, at, station, operator = passage
        way, moment = Direction(direction), datetime.fromisoformat(at)
        return Visit(entry_id, self._whose, self._where, way, moment, station, operator)


def entries_of(visits: Sequence[Visit]) -> list[datetime]:
    """The moments of the entries among visits that come by true time."""
    if isinstance(visits, History):
        return visits.entries
    return [visit.at for visit in visits if visit.direction is Direction.ENTRY]
