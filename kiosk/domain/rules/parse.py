"""JSON logic text read into a condition tree; evaluates nothing and lets nothing odd through.

Unknown operators and variables are kept: `and` and `or` may never reach them, and what reaches
them refuses. `problems` names them, so that an event file can warn beforehand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache

from kiosk.domain.rules.evaluate import KNOWN
from kiosk.domain.rules.moments import KINDS
from kiosk.domain.rules.tree import Call, Node, RuleError, Variable

LONGEST = 200_000
"""Characters of a rule: a list of some two thousand products fits."""

DEEPEST = 50
"""Levels of a rule; an editor's rules have about six."""

_NO_CALL = "{}"
_VARIABLES = frozenset(Variable)


class _Pairs(tuple[tuple[str, object], ...]):
    """A JSON object as it was written: a key that stands twice is seen twice."""

    __slots__ = ()


@lru_cache(maxsize=256)
def parse(text: str) -> Node:
    """The tree, or None where nothing is asked: "", "null", "{}" and {"and": []}.

    Raises RuleError for text that is not JSON, not an object, longer than LONGEST or deeper than
    DEEPEST. An object inside that is no call (no key or an empty one, or several) becomes the
    unknown call "{}".
    """
    if not text.strip():
        return None
    if len(text) > LONGEST:
        raise RuleError("too long")
    try:
        data = json.loads(text, object_pairs_hook=_Pairs, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise RuleError("not JSON") from error
    if data is not None and not isinstance(data, _Pairs):
        raise RuleError("not an object")
    tree = _node(data, DEEPEST) if data else None
    return None if tree == Call("and", ()) else tree


def problems(node: Node) -> tuple[str, ...]:
    """The operators, variables and kinds of buildTime that nobody knows, in reading order."""
    return tuple(dict.fromkeys(_unknown(node)))


def _no_number(name: str) -> object:
    raise ValueError(name)


def _node(data: object, depth: int) -> Node:
    if not depth:
        raise RuleError("too deep")
    if isinstance(data, _Pairs):
        if len(data) != 1:
            return Call(_NO_CALL, ())
        op, value = data[0]
        args = value if isinstance(value, list) else [value]
        return Call(op or _NO_CALL, tuple(_node(arg, depth - 1) for arg in args))
    if isinstance(data, list):
        return tuple(_node(item, depth - 1) for item in data)
    if data is None or isinstance(data, (str, int, float)):
        return data
    raise RuleError("not JSON")


def _unknown(node: Node) -> Iterator[str]:
    if isinstance(node, Call):
        first = node.args[0] if node.args else None
        if node.op not in KNOWN:
            yield node.op
        elif node.op == "var" and not isinstance(first, Call) and first not in _VARIABLES:
            yield str(first)
        elif node.op == "buildTime" and not isinstance(first, Call) and first not in KINDS:
            yield f"buildTime {first}"
    for part in node.args if isinstance(node, Call) else node if isinstance(node, tuple) else ():
        yield from _unknown(part)
