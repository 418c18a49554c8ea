"""What leaves that count entries, days, minutes or places ask for; makes no sentences.

Limits are inclusive: those of entries that are still to come count the one that is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from math import ceil, floor

from kiosk.domain.rules.compare import number
from kiosk.domain.rules.evaluate import evaluate, moment
from kiosk.domain.rules.moments import shown
from kiosk.domain.rules.readings import Reading, Subject
from kiosk.domain.rules.tree import ConditionKind as Kind
from kiosk.domain.rules.tree import Variable
from kiosk.domain.rules.view import NEVER, View

_KINDS: Mapping[str, tuple[Kind, Kind]] = {
    Variable.ENTRIES_NUMBER: (Kind.ENTRIES_MOST, Kind.ENTRIES_LEAST),
    Variable.ENTRIES_TODAY: (Kind.TODAY_MOST, Kind.TODAY_LEAST),
    Variable.ENTRIES_DAYS: (Kind.DAYS_MOST, Kind.DAYS_LEAST),
    "entries_since": (Kind.WITHIN_MOST, Kind.WITHIN_LEAST),
    "entries_before": (Kind.WITHIN_MOST, Kind.WITHIN_LEAST),
    "entries_days_since": (Kind.DAYS_MOST, Kind.DAYS_LEAST),
    "entries_days_before": (Kind.DAYS_MOST, Kind.DAYS_LEAST),
    Variable.SINCE_LAST: (Kind.SINCE_LAST_MOST, Kind.SINCE_LAST_LEAST),
    Variable.SINCE_FIRST: (Kind.SINCE_FIRST_MOST, Kind.SINCE_FIRST_LEAST),
}
_LAST: Mapping[str, Callable[[float], int]] = {
    "<": lambda limit: ceil(limit) - 1,
    "<=": floor,
    ">": lambda limit: floor(limit) + 1,
    ">=": ceil,
}
_MINUTES = (Variable.SINCE_LAST, Variable.SINCE_FIRST)


def read_limit(subject: Subject, view: View) -> Reading | None:
    """The reading of a leaf about a number; None where it is none. RuleError as evaluate."""
    if subject.name not in _KINDS and subject.name not in (Variable.INSIDE, Variable.LIST_AGE):
        return None
    wanted, value = number(evaluate(subject.other, view)), number(evaluate(subject.node, view))
    if wanted is None or value is None:
        return None
    never = NEVER if subject.name in _MINUTES else 0
    bound = _bound(subject.op, wanted, value, never)
    if bound is None:
        return None
    most, limit = bound
    if subject.name in _KINDS:
        return _counted(subject, view, most=most, limit=limit)
    return _ours(subject, view, limit) if most else None


def _bound(op: str, wanted: float, value: float, never: int) -> tuple[bool, int] | None:
    """Whether it is an upper bound, and the last number that passes."""
    if op in ("==", "===") and wanted == int(wanted):
        return value > wanted or wanted <= never, int(wanted)
    if op in ("!=", "!==") and wanted == never:
        return False, never + 1
    last = _LAST.get(op)
    return last and (op.startswith("<"), last(wanted))


def _counted(subject: Subject, view: View, *, most: bool, limit: int) -> Reading:
    value = int(number(evaluate(subject.node, view)) or 0)
    miss = abs(value - limit)
    minutes = subject.name in _MINUTES
    if minutes and limit == (NEVER if most else NEVER + 1):
        kind = Kind.ENTRIES_MOST if most else Kind.ENTRIES_LEAST
        once: dict[str, object] = {"limit": 1, "value": len(view.entries)}
        return Reading(kind, once, miss, helper=most)
    params = _within(subject, view)
    to_come = most and not minutes and "before" not in params
    params |= {"limit": limit + to_come, "value": value}
    return Reading(_KINDS[subject.name][0 if most else 1], params, miss)


def _within(subject: Subject, view: View) -> dict[str, object]:
    """The moment from or up to which is counted, by "since" or "before"."""
    if subject.node.op == "var":
        return {}
    at = moment(evaluate(subject.node.args[0], view))
    name = "since" if subject.name.endswith("since") else "before"
    return {name: shown(at, timedelta(0), view.world)}


def _ours(subject: Subject, view: View, limit: int) -> Reading:
    if subject.name == Variable.INSIDE:
        inside = view.world.inside
        return Reading(Kind.PLACES, {"capacity": limit + 1, "inside": inside}, inside - limit)
    fresh = {"minutes": limit, "list_at": view.world.list_at}
    return Reading(Kind.FRESH, fresh, view.list_age - limit)
