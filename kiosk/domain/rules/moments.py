"""The moments that a rule may name (buildTime) made of the world's dates; reads no clock."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, tzinfo

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.tree import RuleError, World

KINDS = frozenset({"custom", "customtime", "date_from", "date_to", "date_admission"})
"""What buildTime knows. The first two take a value."""


def build_time(kind: object, value: object, world: World) -> datetime:
    """The moment in UTC; RuleError for an unknown kind, an unreadable value or a missing date.

    A date of its own wins over the event; an end or an admission that nobody gave is the start.
    """
    if kind == "custom":
        moment = _custom(value, world.timezone)
    elif kind == "customtime":
        moment = _on_the_day(value, world)
    elif kind in KINDS:
        moment = _of_the_event(str(kind), world)
    else:
        raise RuleError(f"buildTime {kind!s:.40}")
    return moment.astimezone(UTC)


def local(naive: datetime, timezone: tzinfo, fold: int = 0) -> datetime:
    """That wall time there: an hour later where a clock never shows it, `fold` where it does twice.

    As pretix's server has it; its offline library takes the hour before the gap.
    """
    return naive.replace(tzinfo=timezone, fold=fold).astimezone(UTC)


def shown(moment: datetime, shift: timedelta, world: World) -> datetime:
    """The moved moment in the event's zone; at the ends of the calendar the moment as it is."""
    try:
        return (moment + shift).astimezone(world.timezone)
    except OverflowError:
        return moment


def _custom(value: object, timezone: tzinfo) -> datetime:
    try:
        moment = datetime.fromisoformat(str(value).strip())
    except ValueError as error:
        raise RuleError("buildTime custom") from error
    return moment if moment.tzinfo else local(moment, timezone)


def _on_the_day(value: object, world: World) -> datetime:
    try:
        at = time.fromisoformat(str(value).strip())
    except ValueError as error:
        raise RuleError("buildTime customtime") from error
    today = world.now.astimezone(world.timezone)
    wall = datetime.combine(today.date(), at.replace(tzinfo=None))
    return local(wall, world.timezone, today.fold)


def _of_the_event(kind: str, world: World) -> datetime:
    for date in (world.date, world.whole):
        moment = _given(date, kind) or (date.starts if date else None)
        if moment is not None:
            return moment
    raise RuleError(f"buildTime {kind}")


def _given(date: EventDate | None, kind: str) -> datetime | None:
    if date is None:
        return None
    by_kind = {"date_from": date.starts, "date_to": date.ends, "date_admission": date.admission}
    return by_kind[kind]
