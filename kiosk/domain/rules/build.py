"""Short names with which our own policies are written as condition trees; evaluates nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from kiosk.domain.rules.tree import Call, Node, Variable


def both(*nodes: Node) -> Node:
    """All of them must hold; without any, nothing is asked and it holds."""
    return Call("and", nodes)


def either(*nodes: Node) -> Node:
    """One of them is enough; without any, it does not hold."""
    return Call("or", nodes)


def var(variable: Variable) -> Node:
    """What the world says of it."""
    return Call("var", (variable.value,))


def equal(a: Node, b: Node) -> Node:
    """Loosely the same, as JSON logic has it: 1 equals "1"."""
    return Call("==", (a, b))


def less(a: Node, b: Node) -> Node:
    """`a` is below `b`."""
    return Call("<", (a, b))


def at_most(a: Node, b: Node) -> Node:
    """`a` is not above `b`."""
    return Call("<=", (a, b))


def among(variable: Variable, ids: Iterable[str], labels: Mapping[str, str] | None = None) -> Node:
    """The variable is one of `ids` (of a role: one of the person's is). Labels are by id."""
    names = labels or {}
    listed = tuple(Call("lookup", (variable.value, i, names.get(i, i))) for i in ids)
    return Call("inList", (var(variable), Call("objectList", listed)))


def after(moment: datetime, tolerance_minutes: int = 0) -> Node:
    """Now is later than the aware moment less the tolerance; at the very moment it fails."""
    return Call("isAfter", (var(Variable.NOW), _custom(moment), tolerance_minutes))


def before(moment: datetime, tolerance_minutes: int = 0) -> Node:
    """Now is earlier than the aware moment plus the tolerance; at the very moment it fails."""
    return Call("isBefore", (var(Variable.NOW), _custom(moment), tolerance_minutes))


def not_before(moment: datetime) -> Node:
    """Now is the aware moment or later: what opens at nine is open at nine."""
    return Call(">=", (var(Variable.NOW), _custom(moment)))


def _custom(moment: datetime) -> Node:
    return Call("buildTime", ("custom", moment.isoformat()))
