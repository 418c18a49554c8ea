"""What leaves about things, days, moments and lists ask for, in values; makes no sentences."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from kiosk.domain.rules.compare import as_id, number, truthy
from kiosk.domain.rules.evaluate import evaluate, moment
from kiosk.domain.rules.moments import shown
from kiosk.domain.rules.tree import Call, ConditionKind, Node, Variable
from kiosk.domain.rules.view import View


@dataclass(frozen=True, slots=True)
class Subject:
    """What a leaf is about: `name` (a variable, or a count since a moment) `op` `other`."""

    name: str
    op: str
    node: Call
    other: Node
    leaf: Call
    extra: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A leaf in words of ConditionKind. `miss`: minutes, days or pieces by which it fails."""

    kind: ConditionKind
    params: Mapping[str, object] = field(default_factory=dict)
    miss: float = 0.0
    helper: bool = False


def read_other(subject: Subject, view: View) -> Reading | None:
    """The reading of a leaf that is no count; None where no kind fits. RuleError as evaluate."""
    read = _READERS.get(subject.name)
    return read(subject, view) if read else None


def _thing(kind: ConditionKind) -> Callable[[Subject, View], Reading | None]:
    def read(subject: Subject, view: View) -> Reading | None:
        if subject.op not in ("inList", "==", "==="):
            return None
        return Reading(kind, {"names": _names(subject.other, view)})

    return read


def _names(node: Node, view: View) -> tuple[str, ...]:
    """The labels of a list's lookups, ids where there is none."""
    if isinstance(node, Call) and node.op == "objectList":
        return tuple(dict.fromkeys(name for item in node.args for name in _names(item, view)))
    if isinstance(node, Call) and node.op == "lookup" and len(node.args) == 3:
        label = evaluate(node.args[2], view)
        if isinstance(label, str) and label:
            return (label,)
    value = evaluate(node, view)
    several = value if isinstance(value, tuple) else (value,)
    return tuple(as_id(one) for one in several)


def _now(subject: Subject, view: View) -> Reading | None:
    later = subject.op in ("isAfter", ">", ">=")
    if not later and subject.op not in ("isBefore", "<", "<="):
        return None
    tolerance = number(evaluate(subject.extra[0], view)) if subject.extra else 0
    widened = timedelta(minutes=tolerance or 0)
    bound = moment(evaluate(subject.other, view))
    at = shown(bound, -widened if later else widened, view.world)
    kind = ConditionKind.AFTER if later else ConditionKind.BEFORE
    return Reading(kind, {"moment": at}, abs((view.now - at).total_seconds()) / 60)


def _weekday(subject: Subject, view: View) -> Reading | None:
    days = tuple(day for day in range(1, 8) if _would_hold(subject, day, view))
    today = view.now.astimezone(view.world.timezone).isoweekday()
    ahead = min(((day - today) % 7 for day in days), default=7)
    return Reading(ConditionKind.WEEKDAY, {"days": days}, ahead)


def _flag(kind: ConditionKind) -> Callable[[Subject, View], Reading | None]:
    def read(subject: Subject, view: View) -> Reading | None:
        yes, no = (_would_hold(subject, flag, view) for flag in (True, False))
        return Reading(kind) if yes and not no else None

    return read


def _status(subject: Subject, view: View) -> Reading | None:
    present = _would_hold(subject, "present", view)
    if present == _would_hold(subject, "absent", view):
        return None
    return Reading(ConditionKind.IS_INSIDE if present else ConditionKind.IS_OUTSIDE)


def _would_hold(subject: Subject, value: Node, view: View) -> bool:
    """Whether the leaf holds with that value in the place of its subject."""
    if subject.leaf is subject.node:
        return bool(value)
    args = tuple(value if arg is subject.node else arg for arg in subject.leaf.args)
    return truthy(evaluate(Call(subject.leaf.op, args), view))


_READERS: Mapping[str, Callable[[Subject, View], Reading | None]] = {
    Variable.PRODUCT: _thing(ConditionKind.PRODUCT),
    Variable.VARIATION: _thing(ConditionKind.VARIATION),
    Variable.GATE: _thing(ConditionKind.GATE),
    Variable.DATE: _thing(ConditionKind.DATE),
    Variable.ROLE: _thing(ConditionKind.ROLE),
    Variable.NOW: _now,
    Variable.WEEKDAY: _weekday,
    Variable.INVITED: _flag(ConditionKind.INVITED),
    Variable.MEMBER: _flag(ConditionKind.MEMBER),
    Variable.ENTRY_STATUS: _status,
}
