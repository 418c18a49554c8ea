"""What a condition tree comes to in a world; the only evaluator there is. Reads no clock.

JSON logic (https://jsonlogic.com) as far as check-in rules need it. Whatever cannot be evaluated
raises RuleError and nothing else, so that a door can refuse.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from kiosk.domain.rules.compare import below, contains, equal, number, same, truthy
from kiosk.domain.rules.moments import build_time
from kiosk.domain.rules.tree import Call, Node, RuleError, World
from kiosk.domain.rules.view import Value, View


def evaluate(node: Node, world: World | View) -> Value:
    """What the tree comes to: its deciding operand, a bool, a number, a text, a moment (UTC).

    `and` and `or` stop at the operand that decides, so an unknown part behind it does no harm.
    RuleError for what cannot be evaluated.
    """
    view = world if isinstance(world, View) else View(world)
    try:
        return _value(node, view)
    except (OverflowError, ValueError, RecursionError) as error:
        raise RuleError("out of range") from error


def holds(node: Node, world: World | View) -> bool:
    """Whether the tree lets pass. None is no rule (see parse) and does; RuleError as evaluate."""
    return node is None or truthy(evaluate(node, world))


def _value(node: Node, view: View) -> Value:
    if isinstance(node, tuple):
        return tuple(_value(item, view) for item in node)
    if not isinstance(node, Call):
        return node
    lazy = _LAZY.get(node.op)
    if lazy is not None:
        return lazy(node.args, view)
    operator = _OPERATORS.get(node.op)
    if operator is None:
        raise RuleError(node.op[:40])
    args = [_value(arg, view) for arg in node.args]
    least, most, apply = operator
    if not least <= len(args) <= most:
        raise RuleError(node.op)
    return apply(view, *args)


def _and(args: tuple[Node, ...], view: View) -> Value:
    value: Value = True
    for arg in args:
        value = _value(arg, view)
        if not truthy(value):
            break
    return value


def _or(args: tuple[Node, ...], view: View) -> Value:
    value: Value = False
    for arg in args:
        value = _value(arg, view)
        if truthy(value):
            break
    return value


def _if(args: tuple[Node, ...], view: View) -> Value:
    for at in range(0, len(args) - 1, 2):
        if truthy(_value(args[at], view)):
            return _value(args[at + 1], view)
    return _value(args[-1], view) if len(args) % 2 else None


def _var(view: View, name: Value, default: Value = None) -> Value:
    value = view.variable(name)
    return default if value is None else value


def _lookup(_view: View, _kind: Value, id_: Value, _label: Value = "") -> Value:
    return id_


def _less(_view: View, *args: Value) -> bool:
    return all(below(a, b) for a, b in pairwise(args))


def _at_most(_view: View, *args: Value) -> bool:
    return all(below(a, b, or_equal=True) for a, b in pairwise(args))


def _is_before(_view: View, a: Value, b: Value, tolerance: Value = None) -> bool:
    minutes = number(0 if tolerance is None else tolerance)
    if minutes is None:
        raise RuleError("tolerance")
    return moment(a) - timedelta(minutes=minutes) < moment(b)


def _is_after(view: View, a: Value, b: Value, tolerance: Value = None) -> bool:
    return _is_before(view, b, a, tolerance)


def moment(value: Value) -> datetime:
    """The value if it is a moment, else RuleError."""
    if isinstance(value, datetime):
        return value
    raise RuleError("not a moment")


def _days_since(view: View, at: Value) -> int:
    return view.days(view.before(moment(at)), len(view.entries))


_MANY = 10**6

_LAZY: Mapping[str, Callable[[tuple[Node, ...], View], Value]] = {
    "and": _and,
    "or": _or,
    "if": _if,
    "?:": _if,
}

_OPERATORS: Mapping[str, tuple[int, int, Callable[..., Value]]] = {
    "var": (1, 2, _var),
    "==": (2, 2, lambda _view, a, b: equal(a, b)),
    "!=": (2, 2, lambda _view, a, b: not equal(a, b)),
    "===": (2, 2, lambda _view, a, b: same(a, b)),
    "!==": (2, 2, lambda _view, a, b: not same(a, b)),
    "!": (1, 1, lambda _view, a: not truthy(a)),
    "!!": (1, 1, lambda _view, a: truthy(a)),
    "<": (2, 3, _less),
    "<=": (2, 3, _at_most),
    ">": (2, 2, lambda _view, a, b: below(b, a)),
    ">=": (2, 2, lambda _view, a, b: below(b, a, or_equal=True)),
    "inList": (2, 2, lambda _view, a, b: contains(b, a)),
    "objectList": (0, _MANY, lambda _view, *ids: ids),
    "lookup": (2, 3, _lookup),
    "isBefore": (2, 3, _is_before),
    "isAfter": (2, 3, _is_after),
    "buildTime": (1, 2, lambda view, kind, value=None: build_time(kind, value, view.world)),
    "entries_since": (1, 1, lambda view, at: len(view.entries) - view.before(moment(at))),
    "entries_before": (1, 1, lambda view, at: view.before(moment(at))),
    "entries_days_since": (1, 1, _days_since),
    "entries_days_before": (1, 1, lambda view, at: view.days(0, view.before(moment(at)))),
}
"""Name -> fewest arguments, most arguments, what it does with their values."""

KNOWN = frozenset(_LAZY) | frozenset(_OPERATORS)
"""Every operator that can be evaluated."""
