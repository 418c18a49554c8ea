"""Which way each letter of a line runs, and the order of its parts on paper; draws nothing.

The Unicode Bidirectional Algorithm (UAX #9, revision 50) for one line without embeddings: names
hold none, since their control characters are dropped before. Pairs of brackets (N0) are left to
the rules of neutrals, which agree for brackets that are opened and closed around one direction.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import TypeVar

_STRONG = {"L", "R", "AL"}
_MIRRORED = str.maketrans("()[]{}<>«»‹›", ")(][}{><»«›‹")

Part = TypeVar("Part")


def levels(text: str) -> list[int]:
    """The embedding level of each letter: odd ones run from right to left."""
    kinds = [unicodedata.bidirectional(char) or "L" for char in text]
    first = next((kind for kind in kinds if kind in _STRONG), "L")
    base = 0 if first == "L" else 1
    edge = "LR"[base]
    trailing = len(text.rstrip())
    _resolve_weak(kinds, edge)
    _resolve_neutral(kinds, edge)
    found = [base + _above(kind, base) for kind in kinds]
    return found[:trailing] + [base] * (len(text) - trailing)


def in_visual_order(parts: Sequence[Part], of: Sequence[int]) -> list[Part]:
    """The parts from left to right, given the level of each (rule L2)."""
    order = list(zip(of, parts, strict=True))
    for level in range(max(of, default=0), 0, -1):
        at = 0
        while at < len(order):
            end = at
            while end < len(order) and order[end][0] >= level:
                end += 1
            order[at:end] = order[at:end][::-1]
            at = max(end, at + 1)
    return [part for _, part in order]


def turned(text: str) -> str:
    """Signs without a direction of their own as they stand in a right-to-left part (rule L4)."""
    return text[::-1].translate(_MIRRORED)


def _resolve_weak(kinds: list[str], edge: str) -> None:
    """Rules W1 to W7: marks, numbers and what stands between them."""
    before = edge
    for at, kind in enumerate(kinds):  # W1
        kinds[at] = before if kind == "NSM" else kind
        before = kinds[at]
    _after_strong(kinds, edge, {"L", "R", "AL"}, ("EN", "AL", "AN"))  # W2
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    _join_numbers(kinds)
    kinds[:] = [kind if kind in {"L", "R", "EN", "AN"} else "ON" for kind in kinds]  # W6
    _after_strong(kinds, edge, {"L", "R"}, ("EN", "L", "L"))  # W7


def _after_strong(
    kinds: list[str], edge: str, strong: set[str], rule: tuple[str, str, str]
) -> None:
    """Where the last strong letter is of the second kind, the first kind becomes the third."""
    of, behind, becomes = rule
    last = edge
    for at, kind in enumerate(kinds):
        last = kind if kind in strong else last
        if kind == of and last == behind:
            kinds[at] = becomes


def _join_numbers(kinds: list[str]) -> None:
    """Rules W4 and W5: a sign within a number, and a currency beside it, belong to it."""
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1]
        joins = {"EN": {"ES", "CS"}, "AN": {"CS"}}.get(around, set())
        if kinds[at] in joins and kinds[at + 1] == around:
            kinds[at] = around
    for way in (range(len(kinds)), range(len(kinds) - 1, -1, -1)):  # from either side
        number = False
        for at in way:
            number = kinds[at] == "EN" or (number and kinds[at] == "ET")
            kinds[at] = "EN" if number else kinds[at]


def _resolve_neutral(kinds: list[str], edge: str) -> None:
    """Rules N1 and N2: what stands between two letters of one way goes with them."""
    at = 0
    while at < len(kinds):
        end = at
        while end < len(kinds) and kinds[end] == "ON":
            end += 1
        if end > at:
            left = _way(kinds[at - 1]) if at else edge
            right = _way(kinds[end]) if end < len(kinds) else edge
            kinds[at:end] = [left if left == right else edge] * (end - at)
        at = end + 1


def _way(kind: str) -> str:
    return "L" if kind == "L" else "R"


def _above(kind: str, base: int) -> int:
    """How many levels above the line's own (rules I1, I2)."""
    if base:
        return 0 if kind == "R" else 1
    return {"L": 0, "R": 1}.get(kind, 2)
