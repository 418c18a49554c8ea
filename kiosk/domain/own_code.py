"""Own codes: made, checked, and mended where one character got lost; looks nothing up."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U (https://www.crockford.com/base32.html)."""

TICKET_RANDOM = 12
"""Random characters of a ticket code: 60 bits, because it is a secret."""
BADGE_LENGTH = 16
"""The most a version 1 QR symbol at level Q carries in alphanumeric mode (ISO/IEC 18004)."""
BADGE_BODY_MOST = 8
BADGE_BODY_LEAST = 7

_OWN = re.compile(r"([A-Z0-9]{2,8})\.([A-Z0-9]{7,14})")
_SHORT = re.compile(r"([A-Z0-9]{1,8})\.([A-Z0-9]{6,13})")
_LOOK_ALIKE = str.maketrans("ILO", "110")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHED = {2 * value // 32 + 2 * value % 32: character for value, character in enumerate(ALPHABET)}
"""What a character adds at a doubled place -> the character; no two add the same."""


def ticket_code(prefix: str, random: Callable[[int], int]) -> str:
    """A new secret ticket code; `random(n)` answers a random number below n (secrets.randbelow)."""
    return _code(prefix, TICKET_RANDOM, random)


def badge_code(prefix: str, random: Callable[[int], int]) -> str:
    """A new badge code of at most 16 characters in all; `prefix` has at most 8."""
    return _code(prefix, _badge_body(prefix) - 1, random)


def check_character(prefix: str, body: str) -> str:
    """The Luhn mod 32 check character over prefix and body (ISO/IEC 7812-1, annex B, base 32)."""
    return ALPHABET[-_sum(prefix, body) % 32]


def sound(text: str) -> tuple[str, str] | None:
    """Prefix and body of a text that has the form of a code and a right check character.

    In upper case, the body with I and L as 1 and O as 0; None for any other text.
    """
    form = _OWN.fullmatch(text.upper())
    if form is None:
        return None
    prefix, body = form[1], form[2].translate(_LOOK_ALIKE)
    return (prefix, body) if _is_right(prefix, body) else None


def same_prefix(one: str, other: str) -> bool:
    """Whether two prefixes are one, however case and look-alikes were typed."""
    return one.upper().translate(_LOOK_ALIKE) == other.upper().translate(_LOOK_ALIKE)


def completions(text: str, own_prefix: str) -> tuple[str, ...]:
    """The codes of this event that are this text when one character of them gets lost.

    One for each place of the body at most, because the check character leaves no choice. Empty
    for a text that is no code one character short.
    """
    form = _SHORT.fullmatch(text.upper())
    if form is None:
        return ()
    prefix, body = form[1], form[2].translate(_LOOK_ALIKE)
    own = own_prefix.upper()
    if not same_prefix(prefix, own):
        whole = _lacks_one(prefix, own) and _is_right(own, body)
        return (f"{own}.{body}",) if whole else ()
    if len(body) + 1 not in {TICKET_RANDOM + 1, _badge_body(own)}:
        return ()
    return tuple(dict.fromkeys(f"{own}.{whole}" for whole in _completed(own, body)))


def _completed(prefix: str, body: str) -> Iterator[str]:
    """The body with a character at each place, the one that makes the check character right."""
    if not set(body) <= _VALUES.keys():
        return
    for place in range(len(body)):
        start, rest = body[:place], body[place:]
        missing = -_sum(prefix, f"{start}0{rest[:-1]}") - _VALUES[rest[-1]]
        doubled = len(rest) % 2 == 1
        yield f"{start}{_WEIGHED[missing % 32] if doubled else ALPHABET[missing % 32]}{rest}"
    yield body + check_character(prefix, body)


def _lacks_one(text: str, whole: str) -> bool:
    return any(same_prefix(text, whole[:place] + whole[place + 1 :]) for place in range(len(whole)))


def _is_right(prefix: str, body: str) -> bool:
    return set(body) <= _VALUES.keys() and check_character(prefix, body[:-1]) == body[-1]


def _badge_body(prefix: str) -> int:
    return min(BADGE_BODY_MOST, BADGE_LENGTH - len(prefix) - 1)


def _sum(prefix: str, body: str) -> int:
    """What prefix and body add up to, the last character and every second before it doubled."""
    total = 0
    for place, character in enumerate(reversed(prefix.translate(_LOOK_ALIKE) + body)):
        value = _VALUES.get(character, 0)
        doubled = value * 2 if place % 2 == 0 else value
        total += doubled // 32 + doubled % 32
    return total


def _code(prefix: str, length: int, random: Callable[[int], int]) -> str:
    body = "".join(ALPHABET[random(32)] for _place in range(length))
    return f"{prefix}.{body}{check_character(prefix, body)}"
