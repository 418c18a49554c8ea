"""JSON logic's ideas of true, equal and less, made safe for doors: what has no order refuses."""

from __future__ import annotations

import re
from datetime import datetime
from math import isfinite

from kiosk.domain.rules.tree import RuleError
from kiosk.domain.rules.view import Value

_NUMBER = re.compile(r"[+-]?\d{1,18}(\.\d{0,18})?", re.ASCII)


def truthy(value: Value) -> bool:
    """JSON logic's truth: "", 0, null, false and the empty list are false, "0" is true."""
    return bool(value)


def equal(a: Value, b: Value) -> bool:
    """Loosely, as JavaScript has it: 1 equals "1" and true; null equals only null.

    Lists, and a moment beside something else, have no equality: RuleError.
    """
    if isinstance(a, datetime) and isinstance(b, datetime):
        return a == b
    if isinstance(a, (tuple, datetime)) or isinstance(b, (tuple, datetime)):
        raise RuleError("==")
    if a is None or b is None or (isinstance(a, str) and isinstance(b, str)):
        return a == b
    left, right = number(a), number(b)
    return left is not None and left == right


def same(a: Value, b: Value) -> bool:
    """Strictly: of one type and equal; whole and broken numbers are one type."""
    return _type(a) is _type(b) and equal(a, b)


def below(a: Value, b: Value, *, or_equal: bool = False) -> bool:
    """`a` < `b`, of two moments, two texts or two numbers (texts of digits are numbers too).

    JSON logic takes a missing value for 0 and a word for a number that is never below; here
    both are a RuleError, for "never below" turned round would admit.
    """
    if isinstance(a, datetime) and isinstance(b, datetime):
        return a < b or (or_equal and a == b)
    if isinstance(a, str) and isinstance(b, str):
        return a < b or (or_equal and a == b)
    left, right = number(a), number(b)
    if a is None or b is None or left is None or right is None:
        raise RuleError("<")
    return left < right or (or_equal and left == right)


def number(value: Value) -> int | float | None:
    """The number that a value is or spells; an empty text is 0. None for what is no number."""
    if isinstance(value, (bool, int)):
        return int(value)
    if isinstance(value, float):
        return value if isfinite(value) else None
    if not isinstance(value, str):
        return None
    text = value.strip()
    if not text:
        return 0
    if not _NUMBER.fullmatch(text):
        return None
    return float(text) if "." in text else int(text)


def contains(ids: Value, wanted: Value) -> bool:
    """Whether a list holds an id, both taken as text; of several ids (roles) one is enough.

    Somebody without (None, "") is never on a list, whatever it holds.
    """
    if not isinstance(ids, tuple):
        raise RuleError("inList")
    listed = {as_id(item) for item in ids}
    several = wanted if isinstance(wanted, tuple) else (wanted,)
    return any(bool(one) and one in listed for one in map(as_id, several))


def as_id(value: Value) -> str:
    """An id as text: 5, 5.0 and "5" are one. "" for what is no id."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return str(value)


def _type(value: Value) -> type:
    if isinstance(value, bool):
        return bool
    return float if isinstance(value, (int, float)) else type(value)
