"""What a tree's variables stand for in one world, each counted once and only when asked for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import TypeAlias

from kiosk.domain.checkpoints import Direction
from kiosk.domain.rules.tree import RuleError, Variable, World
from kiosk.domain.visits import entries_of

Value: TypeAlias = "tuple[Value, ...] | datetime | str | int | float | bool | None"
"""What a tree can come to. Moments are in UTC: of two in one zone Python compares wall times."""

NEVER = -1
"""Minutes since an entry that was not: pretix's word for it."""

AGELESS = 10**9
"""Minutes since a list was loaded that never was: older than any limit."""

_MINUTE = timedelta(minutes=1)


class View:
    """One world seen by a tree. Only entries are counted; days are those of the event's zone."""

    def __init__(self, world: World) -> None:
        self.world = world

    @cached_property
    def now(self) -> datetime:
        """The world's now in UTC."""
        return self.world.now.astimezone(UTC)

    @cached_property
    def entries(self) -> list[datetime]:
        """The moments of the entries, earliest first."""
        moments = entries_of(self.world.visits)
        return sorted([at if at.tzinfo is UTC else at.astimezone(UTC) for at in moments])

    def before(self, moment: datetime) -> int:
        """How many entries came before it; one at the very moment came since."""
        return bisect_left(self.entries, moment)

    def days(self, first: int, last: int) -> int:
        """On how many days the entries from `first` up to `last` (excluded) fell."""
        if first >= last:
            return 0
        starts, days = self._runs
        return len(set(days[bisect_right(starts, first) - 1 : bisect_left(starts, last)]))

    @cached_property
    def _runs(self) -> tuple[list[int], list[date]]:
        """Where in the entries a day begins, and which: one step a day, not one an entry."""
        starts, days, at = [], [], 0
        while at < len(self.entries):
            day = self.entries[at].astimezone(self.world.timezone).date()
            starts.append(at)
            days.append(day)
            # Where clocks once went back over midnight it lies behind us: always step on.
            at = max(at + 1, self.before(self._midnight(day + timedelta(days=1))))
        return starts, days

    @cached_property
    def entry_days(self) -> int:
        """On how many days there were entries."""
        return self.days(0, len(self.entries))

    @cached_property
    def entries_today(self) -> int:
        """The entries of the local day that it is now."""
        today = self.now.astimezone(self.world.timezone).date()
        starts, days = self._runs
        ends = [*starts[1:], len(self.entries)]
        return sum(ends[n] - starts[n] for n, day in enumerate(days) if day == today)

    def since(self, moments: list[datetime]) -> int:
        """Whole minutes since the only one of `moments`, NEVER without; none counts backwards."""
        return max(0, (self.now - moments[0]) // _MINUTE) if moments else NEVER

    @cached_property
    def list_age(self) -> int:
        """Minutes since the list was loaded; a begun one counts, so that limits are exact."""
        loaded = self.world.list_at
        return AGELESS if loaded is None else -((loaded.astimezone(UTC) - self.now) // _MINUTE)

    @property
    def status(self) -> str:
        """Whether the last visit was an entry: "present" or "absent"."""
        visits = self.world.visits
        return "present" if visits and visits[-1].direction is Direction.ENTRY else "absent"

    def variable(self, name: object) -> Value:
        """What it stands for, None where the world has none; RuleError for an unknown one."""
        read = _READ.get(name) if isinstance(name, str) else None
        if read is None:
            raise RuleError(f"var {name!s:.40}")
        return read(self)

    def _midnight(self, day: date) -> datetime:
        """When that day begins: where a clock skips midnight, fold 0 is the moment of the skip."""
        return datetime.combine(day, time(), tzinfo=self.world.timezone).astimezone(UTC)


_READ: Mapping[str, Callable[[View], Value]] = {
    Variable.PRODUCT: lambda view: view.world.product or None,
    Variable.VARIATION: lambda view: view.world.variation or None,
    Variable.GATE: lambda view: view.world.gate or None,
    Variable.NOW: lambda view: view.now,
    Variable.WEEKDAY: lambda view: view.now.astimezone(view.world.timezone).isoweekday(),
    Variable.ENTRY_STATUS: lambda view: view.status,
    Variable.ENTRIES_NUMBER: lambda view: len(view.entries),
    Variable.ENTRIES_TODAY: lambda view: view.entries_today,
    Variable.ENTRIES_DAYS: lambda view: view.entry_days,
    Variable.SINCE_LAST: lambda view: view.since(view.entries[-1:]),
    Variable.SINCE_FIRST: lambda view: view.since(view.entries[:1]),
    Variable.DATE: lambda view: view.world.date.id if view.world.date else "",
    Variable.INVITED: lambda view: view.world.invited,
    Variable.MEMBER: lambda view: view.world.member,
    Variable.ROLE: lambda view: view.world.roles,
    Variable.INSIDE: lambda view: view.world.inside,
    Variable.LIST_AGE: lambda view: view.list_age,
}
