"""Own codes: made, checked, and told apart from foreign ones; looks nothing up."""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U (https://www.crockford.com/base32.html)."""

TICKET_RANDOM = 12
"""Random characters of a ticket code: 60 bits, because it is a secret."""
BADGE_LENGTH = 16
"""The most a version 1 QR symbol at level Q carries in alphanumeric mode (ISO/IEC 18004)."""
BADGE_BODY_MOST = 8
BADGE_BODY_LEAST = 7
LONGEST_TEXT = 4096
"""Characters of a scan beyond which no code is looked for."""
TEST_CODE = "LAC.TEST"
"""The harmless code that previews carry."""

_OWN = re.compile(r"([A-Z0-9]{2,8})\.([A-Z0-9]{7,14})")
_LOOK_ALIKE = str.maketrans("ILO", "110")
_ECI = re.compile(r"^(?:\\0000(?:01|03|26|27))+")
_EDGES = string.whitespace + "\x1c\x1d\x1e\x1f\xa0\ufeff\u200b"
"""What editors and scanners leave around a code: spaces, GS1 separators, marks without width."""
_DAMAGED = "\ufffd"
_VALUES = {character: value for value, character in enumerate(ALPHABET)}


class CodeKind(StrEnum):
    """What a scanned text looks like."""

    TICKET = "ticket"
    BADGE = "badge"
    FOREIGN = "foreign"
    TEST = "test"
    UNREADABLE = "unreadable"
    OTHER_EVENT = "other_event"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A scanned text told apart: `text` is what to look up, `prefix` the event of the code."""

    kind: CodeKind
    text: str
    prefix: str = ""


def ticket_code(prefix: str, random: Callable[[int], int]) -> str:
    """A new secret ticket code; `random(n)` answers a random number below n (secrets.randbelow)."""
    return _code(prefix, TICKET_RANDOM, random)


def badge_code(prefix: str, random: Callable[[int], int]) -> str:
    """A new badge code of at most 16 characters in all; `prefix` has at most 8."""
    body = min(BADGE_BODY_MOST, BADGE_LENGTH - len(prefix) - 1)
    return _code(prefix, body - 1, random)


def parse(text: str, own_prefix: str) -> Parsed:
    """Tell a scanned text apart. Never raises, whatever the text.

    Own codes come back in their one spelling (upper case, I and L as 1, O as 0). A code of our
    form with a right check character but another prefix is another event's; one with a wrong
    check character is a foreign code like any other, and so is a visiting card of several lines.
    Unreadable is what holds no character at all, or more than 4096.
    """
    code = _readable(_ECI.sub("", text[: LONGEST_TEXT + 1].strip(_EDGES)).strip(_EDGES))
    if len(code) > LONGEST_TEXT or not code.strip(f"{_DAMAGED} "):
        return Parsed(CodeKind.UNREADABLE, "")
    upper = code.upper()
    if upper == TEST_CODE:
        return Parsed(CodeKind.TEST, TEST_CODE)
    own = _OWN.fullmatch(upper)
    if own is None:
        return Parsed(CodeKind.FOREIGN, code)
    return _own_form(code, own[1], own[2].translate(_LOOK_ALIKE), own_prefix.upper())


def check_character(prefix: str, body: str) -> str:
    """The Luhn mod 32 check character over prefix and body (ISO/IEC 7812-1, annex B, base 32)."""
    total = 0
    for place, character in enumerate(reversed(prefix.translate(_LOOK_ALIKE) + body)):
        value = _VALUES.get(character, 0)
        doubled = value * 2 if place % 2 == 0 else value
        total += doubled // 32 + doubled % 32
    return ALPHABET[-total % 32]


def _readable(text: str) -> str:
    """The text with a mark for every control character, as pretix looks codes up."""
    if text.isprintable():
        return text
    return "".join(_DAMAGED if unicodedata.category(ch) in ("Cc", "Cs") else ch for ch in text)


def _code(prefix: str, length: int, random: Callable[[int], int]) -> str:
    body = "".join(ALPHABET[random(32)] for _place in range(length))
    return f"{prefix}.{body}{check_character(prefix, body)}"


def _own_form(code: str, prefix: str, body: str, own_prefix: str) -> Parsed:
    sound = set(body) <= _VALUES.keys() and check_character(prefix, body[:-1]) == body[-1]
    if not sound:
        return Parsed(CodeKind.FOREIGN, code)
    if prefix.translate(_LOOK_ALIKE) != own_prefix.translate(_LOOK_ALIKE):
        return Parsed(CodeKind.OTHER_EVENT, f"{prefix}.{body}", prefix)
    kind = CodeKind.BADGE if len(body) <= BADGE_BODY_MOST else CodeKind.TICKET
    return Parsed(kind, f"{own_prefix}.{body}", own_prefix)
