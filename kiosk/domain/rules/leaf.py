"""One leaf of a condition tree put to the world: what it asks, whether it is met, how near it is.

Weights say how hard a thing is to change for the person at the door: to come later is easier than
to hold another ticket (https://github.com/pretix/pretix, services/checkin.py; ours between them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kiosk.domain.rules.compare import truthy
from kiosk.domain.rules.evaluate import evaluate
from kiosk.domain.rules.limits import read_limit
from kiosk.domain.rules.readings import Reading, Subject, read_other
from kiosk.domain.rules.tree import Call, Condition, ConditionKind, Node, RuleError, Variable
from kiosk.domain.rules.view import View

WEIGHTS: Mapping[str, int] = {
    Variable.SINCE_FIRST: 80,
    Variable.SINCE_LAST: 90,
    Variable.ENTRIES_DAYS: 100,
    "entries_since": 110,
    "entries_before": 110,
    "entries_days_since": 110,
    "entries_days_before": 110,
    Variable.ENTRIES_NUMBER: 120,
    Variable.INSIDE: 125,
    Variable.ENTRY_STATUS: 130,
    Variable.ENTRIES_TODAY: 140,
    Variable.LIST_AGE: 160,
    Variable.NOW: 200,
    Variable.WEEKDAY: 210,
    Variable.GATE: 500,
    Variable.DATE: 800,
    Variable.ROLE: 900,
    Variable.INVITED: 900,
    Variable.MEMBER: 900,
    Variable.PRODUCT: 1000,
    Variable.VARIATION: 1000,
}
UNKNOWN = 2000
HELPER = 10_000
"""Of "never entered yet" as editors put it beside a waiting time: named only if nothing else is."""

_FLIPPED = {
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
    "isBefore": "isAfter",
    "isAfter": "isBefore",
}
_FLIPPED |= {op: op for op in ("==", "===", "!=", "!==")}
_COUNTS = ("entries_since", "entries_before", "entries_days_since", "entries_days_before")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf that was asked: its condition, how rigid it is, and by how much it fails."""

    condition: Condition
    weight: int = UNKNOWN
    miss: float = 0.0


def ask(node: Node, view: View) -> Leaf:
    """The leaf's condition, BROKEN with `met` None where it cannot be evaluated."""
    try:
        met = truthy(evaluate(node, view))
    except RuleError as error:
        return Leaf(Condition(ConditionKind.BROKEN, None, {"what": error.what}))
    subject = _subject(node)
    reading = _read(subject, view) if subject else None
    if subject is None or reading is None:
        what = subject.name if subject else node.op if isinstance(node, Call) else str(node)[:40]
        return Leaf(Condition(ConditionKind.OTHER, met, {"what": what}))
    weight = HELPER if reading.helper else WEIGHTS[subject.name]
    return Leaf(Condition(reading.kind, met, reading.params), weight, abs(reading.miss))


def _read(subject: Subject, view: View) -> Reading | None:
    """Some leaves can be evaluated but not put in words, as a day compared with a text."""
    try:
        return read_limit(subject, view) or read_other(subject, view)
    except RuleError:
        return None


def _subject(node: Node) -> Subject | None:
    """What the leaf asks about, turned so that it stands on the left; None for anything else."""
    if not isinstance(node, Call) or not node.args:
        return None
    if node.op == "var":
        return _named("!!", node, None, node, ())
    first, rest = node.args[0], node.args[1:]
    if node.op == "!!":
        return _named("!!", first, None, node, ())
    if node.op == "inList" and len(rest) == 1:
        return _named("inList", first, rest[0], node, ())
    timed = node.op in ("isBefore", "isAfter")
    if node.op not in _FLIPPED or len(node.args) not in ((2, 3) if timed else (2,)):
        return None
    return _named(node.op, first, rest[0], node, rest[1:]) or _named(
        _FLIPPED[node.op], rest[0], first, node, rest[1:]
    )


def _named(
    op: str, subject: Node, other: Node, leaf: Call, extra: tuple[Node, ...]
) -> Subject | None:
    if not isinstance(subject, Call) or not subject.args:
        return None
    first = subject.args[0]
    if subject.op in _COUNTS:
        return Subject(subject.op, op, subject, other, leaf, extra)
    if subject.op == "var" and isinstance(first, str) and first in WEIGHTS:
        return Subject(first, op, subject, other, leaf, extra)
    return None
