"""Who is inside, from entries and exits; stores and decides nothing."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.checkpoints import Direction
from kiosk.domain.visits import Visit


def last_direction(visits: Iterable[Visit]) -> Direction | None:
    """The direction of the latest visit by true time, None without any; ties go by entry id."""
    ordered = sorted(visits, key=lambda visit: (visit.at, visit.entry_id))
    return ordered[-1].direction if ordered else None


def inside(visits: Iterable[Visit]) -> set[str]:
    """Ids of the people of one checkpoint whose latest visit is an entry."""
    by_person: dict[str, list[Visit]] = {}
    for visit in visits:
        by_person.setdefault(visit.person_id, []).append(visit)
    return {who for who, theirs in by_person.items() if last_direction(theirs) is Direction.ENTRY}
