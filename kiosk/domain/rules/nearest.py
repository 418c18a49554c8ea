"""Why a tree lets nobody pass: its leaves one by one, and the one that is nearest to being met."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import TypeAlias

from kiosk.domain.rules.evaluate import holds
from kiosk.domain.rules.leaf import Leaf, ask
from kiosk.domain.rules.tree import Call, Condition, ConditionKind, Node, RuleError, World
from kiosk.domain.rules.view import View

MOST_GROUPS = 64
"""Alternatives that are told apart; more than that nobody reads."""


@dataclass(frozen=True, slots=True)
class _Branch:
    """An `and` (all) or an `or`, with its parts asked."""

    all: bool
    parts: tuple[_Asked, ...]


_Asked: TypeAlias = "_Branch | Leaf"


def conditions(node: Node, world: World) -> tuple[Condition, ...]:
    """Every leaf, asked, by alternative and within it in reading order; () for None.

    A leaf that belongs to several alternatives stands in each group. Beyond MOST_GROUPS the
    leaves stand once, all in group 0. Leaves are asked even where `and` and `or` stop before.
    """
    if node is None:
        return ()
    asked = _ask(node, View(world))
    paths = _paths(asked) if _count(asked) <= MOST_GROUPS else [tuple(_leaves(asked))]
    return tuple(
        replace(leaf.condition, group=group) for group, path in enumerate(paths) for leaf in path
    )


def nearest(node: Node, world: World) -> Condition | None:
    """The condition that would let pass with least effort; None where the tree holds.

    Of the alternatives the one whose worst failing leaf is least rigid, then misses by least; in
    it the least rigid failing leaf. Ties go to the first in reading order. BROKEN where the tree
    cannot be evaluated. Its group is 0.
    """
    view = View(world)
    try:
        if holds(node, view):
            return None
    except RuleError as error:
        return Condition(ConditionKind.BROKEN, None, {"what": error.what})
    return min(_gap(_ask(node, view)), key=lambda leaf: leaf.weight).condition


def _ask(node: Node, view: View) -> _Asked:
    if isinstance(node, Call) and node.op in ("and", "or") and node.args:
        return _Branch(node.op == "and", tuple(_ask(arg, view) for arg in node.args))
    return ask(node, view)


def _leaves(asked: _Asked) -> Iterator[Leaf]:
    if isinstance(asked, Leaf):
        yield asked
    else:
        for part in asked.parts:
            yield from _leaves(part)


def _count(asked: _Asked) -> int:
    if isinstance(asked, Leaf):
        return 1
    counts = [_count(part) for part in asked.parts]
    return prod(counts) if asked.all else sum(counts)


def _paths(asked: _Asked) -> list[tuple[Leaf, ...]]:
    """The disjunctive form: sets of leaves of which one whole set is enough."""
    if isinstance(asked, Leaf):
        return [(asked,)]
    parts = [_paths(part) for part in asked.parts]
    if not asked.all:
        return [path for paths in parts for path in paths]
    return [tuple(leaf for path in combined for leaf in path) for combined in product(*parts)]


def _gap(asked: _Asked) -> tuple[Leaf, ...]:
    """The leaves that fail in the cheapest alternative; () where it holds.

    The parts of an `and` choose for themselves, so no alternatives need to be written out.
    """
    if isinstance(asked, Leaf):
        return () if asked.condition.met else (asked,)
    gaps = [_gap(part) for part in asked.parts]
    return tuple(leaf for gap in gaps for leaf in gap) if asked.all else min(gaps, key=_cost)


def _cost(gap: tuple[Leaf, ...]) -> tuple[float, float]:
    return max(((leaf.weight, leaf.miss) for leaf in gap), default=(-1.0, 0.0))
