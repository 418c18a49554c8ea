"""The moments at which a refusal may end by itself; decides nothing and reads no clock.

Only what the clock changes is looked at: openings, validity, the bounds of rules, waiting times,
the ends of days, and the hours at which everybody is out. Whether somebody would be admitted then
is for decide() to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from kiosk.domain.checkpoints import Direction
from kiosk.domain.facts import Facts
from kiosk.domain.presence import local_moment
from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.domain.verdict import Finding

MOST = 64
"""Moments that are worth asking about."""

_A_MOMENT = timedelta(seconds=1)
"""A rule's "after" excludes its bound."""

_FAR = timedelta(days=366)
"""No event waits longer; sums beyond it may leave the calendar."""

_WAITS = (ConditionKind.SINCE_LAST_LEAST, ConditionKind.SINCE_FIRST_LEAST)


def candidates(facts: Facts, findings: Iterable[Finding], until: datetime) -> tuple[datetime, ...]:
    """The moments between `facts.now` and `until` (aware), in UTC, soonest first, at most MOST."""
    conditions = [condition for finding in findings for condition in finding.conditions]
    days = _days(facts, until)
    passed = (at + _A_MOMENT for at in _bounds(facts, conditions, days) if at < until)
    found = {
        moment.astimezone(UTC)
        for moment in (
            *_of_policy(facts),
            *_of_days(facts, days),
            *_waited(facts, conditions),
            *passed,
        )
        if facts.now < moment < until
    }
    return tuple(sorted(found)[:MOST])


def _of_policy(facts: Facts) -> Iterator[datetime]:
    early = facts.checkpoint.early
    yield from (slot.opens - early for slot in facts.checkpoint.slots if slot.opens)
    yield from (slot.closes for slot in facts.checkpoint.slots if slot.closes)
    yield from (t.valid_from for t in (*facts.tickets, *facts.addons) if t.valid_from)


def _of_days(facts: Facts, days: list[date]) -> Iterator[datetime]:
    """Counts of a day begin anew at midnight, and everybody may be out at some hour."""
    for hour in (time(), facts.checkpoint.everybody_out):
        if hour is not None:
            yield from (local_moment(day, hour, facts.timezone) for day in days)


def _bounds(facts: Facts, conditions: list[Condition], days: list[date]) -> Iterator[datetime]:
    """What rules say "after" of; the same time of later days too, for a rule may name no day."""
    dates = (facts.catalogue.whole, *facts.catalogue.dates)
    yield from (one.starts for one in dates if one.starts)
    yield from (one.admission for one in dates if one.admission)
    for condition in conditions:
        bound = condition.params.get("moment")
        if condition.kind is not ConditionKind.AFTER or not isinstance(bound, datetime):
            continue
        yield bound
        if abs(bound - facts.now) < _FAR:
            at = bound.astimezone(facts.timezone).time()
            yield from (local_moment(day, at, facts.timezone) for day in days)


def _days(facts: Facts, until: datetime) -> list[date]:
    """The local days from today on, as many as may count."""
    today = facts.now.astimezone(facts.timezone).date()
    left = (until.astimezone(facts.timezone).date() - today).days
    return [today + timedelta(days=ahead) for ahead in range(min(max(left, 0), MOST) + 1)]


def _waited(facts: Facts, conditions: list[Condition]) -> Iterator[datetime]:
    """When the waiting times that rules ask for are over."""
    entries = sorted(v.at for v in facts.visits if v.direction is Direction.ENTRY)
    for condition in conditions:
        limit = condition.params.get("limit")
        if not entries or condition.kind not in _WAITS or not isinstance(limit, int):
            continue
        last = condition.kind is ConditionKind.SINCE_LAST_LEAST
        if 0 < limit < _FAR.total_seconds() // 60:
            yield (entries[-1] if last else entries[0]) + timedelta(minutes=limit)
