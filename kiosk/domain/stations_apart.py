"""Which stations do not agree with the others; pure, repairs nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.domain.stations import Said, Sign, StationState


@dataclass(frozen=True, slots=True)
class Apart:
    """Stations that hold something else than others: `odd` differ from `rest`, by their names.

    `sign` says in what: JOURNAL_DIFFERS or LIST_DIFFERS. Where as many hold one thing as another
    nobody can say who is right: then `rest` are those that keep the sources, else the first.
    """

    sign: Sign
    odd: tuple[str, ...]
    rest: tuple[str, ...]


def apart(states: Iterable[StationState]) -> tuple[Apart, ...]:
    """What stations that are heard now disagree about; () where they all hold the same."""
    heard = [one for one in states if one.said is not None and Sign.SILENT not in one.signs]
    found = [_journals(heard), _lists(heard)]
    return tuple(one for one in found if one is not None and one.odd and one.rest)


def _lists(heard: list[StationState]) -> Apart | None:
    """The one that keeps the sources is right about the list."""
    odd = tuple(one.name for one in heard if Sign.LIST_DIFFERS in one.signs)
    rest = tuple(one.name for one in heard if one.said and one.said.keeps)
    return Apart(Sign.LIST_DIFFERS, odd, rest)


def _journals(heard: list[StationState]) -> Apart | None:
    """What most of those hold who have read as far as each other is taken to be right."""
    said = [one.said for one in heard if one.said and Sign.JOURNAL_DIFFERS in one.signs]
    if not said:
        return None
    right = {_right(said, cursor) for cursor in sorted({one.cursor for one in said})}
    odd = tuple(one.name for one in said if (one.cursor, one.journal) not in right)
    rest = tuple(one.name for one in said if (one.cursor, one.journal) in right)
    return Apart(Sign.JOURNAL_DIFFERS, odd, rest)


def _right(said: list[Said], cursor: int) -> tuple[int, str]:
    there = [one for one in said if one.cursor == cursor]
    count = Counter(one.journal for one in there)
    most = max(there, key=lambda one: (count[one.journal], one.keeps))
    return cursor, most.journal
