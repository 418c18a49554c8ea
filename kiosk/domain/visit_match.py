"""What check-ins that a source tells of have to do with our own; pure, stores nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta, tzinfo
from typing import NamedTuple

from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule
from kiosk.domain.feed import RemoteVisit

_SAME = timedelta(seconds=1)
_CLOCKS_DIFFER = timedelta(seconds=30)
"""How far a server's moment may lie before ours, after the clocks were compared."""


class OwnPassage(NamedTuple):
    """An entry or exit that this station's journal holds."""

    entry_id: str
    list_ref: str
    direction: Direction
    at: datetime


def repeats(
    visits: Iterable[RemoteVisit],
    own: Iterable[OwnPassage],
    ahead: timedelta = timedelta(),
) -> dict[str, str]:
    """Which visits of one registration are only our own coming back: ref -> entry id.

    Same list, same way, and not more than a second apart; a visit that is `late` was stamped when
    the server was told, so it is ours at any later moment. `ahead` is the server's clock minus
    ours. The nearest belong together, and each to one other only.
    """
    mine = list(own)
    near = sorted(
        (apart, visit.ref, passage.entry_id)
        for visit in visits
        for passage in mine
        if (visit.list_ref, visit.direction) == (passage.list_ref, passage.direction)
        and (apart := _apart(visit, passage, ahead)) is not None
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for _, ref, entry_id in near:
        if ref not in found and entry_id not in taken:
            found[ref] = entry_id
            taken.add(entry_id)
    return found


def _apart(visit: RemoteVisit, passage: OwnPassage, ahead: timedelta) -> timedelta | None:
    """How far the two are from each other, None where one cannot be the other."""
    if not visit.late:
        apart = abs(visit.at - passage.at)
        return apart if apart <= _SAME else None
    later = visit.at - passage.at - ahead
    return abs(later) if later >= -_CLOCKS_DIFFER else None


def contradicts(
    checkpoint: Checkpoint,
    theirs: datetime,
    ours: datetime,
    timezone: tzinfo,
    exits: Iterable[datetime] = (),
) -> bool:
    """Whether two entries of one person, at two devices, cannot both be right there.

    `exits` are all of that person's there, whoever saw them. Where one may come back after going
    out, an exit between the two clears them, and so does one at the very moment of either: which
    came first nobody knows then.
    """
    match checkpoint.entry:
        case EntryRule.ONCE:
            return True
        case EntryRule.ONCE_PER_DAY:
            return theirs.astimezone(timezone).date() == ours.astimezone(timezone).date()
        case EntryRule.RE_ENTRY:
            first, last = sorted((theirs, ours))
            return not any(first <= moment <= last for moment in exits)
        case _:
            return False
