"""Any scanned text told apart: own codes, signed ones, Indico's, addresses; looks nothing up."""

from __future__ import annotations

import string
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.domain import indico_code, signed_ticket
from kiosk.domain.own_code import (
    ALPHABET,
    BADGE_BODY_LEAST,
    BADGE_BODY_MOST,
    BADGE_LENGTH,
    TICKET_RANDOM,
    badge_code,
    check_character,
    same_prefix,
    sound,
    ticket_code,
)
from kiosk.domain.url_code import codes_in

__all__ = [
    "ALPHABET",
    "BADGE_BODY_LEAST",
    "BADGE_BODY_MOST",
    "BADGE_LENGTH",
    "LONGEST_TEXT",
    "TEST_CODE",
    "TICKET_RANDOM",
    "CodeKind",
    "Parsed",
    "badge_code",
    "check_character",
    "parse",
    "ticket_code",
]

LONGEST_TEXT = 4096
"""Characters of a scan beyond which no code is looked for."""
TEST_CODE = "LAC.TEST"
"""The harmless code that previews carry."""

_ECI = tuple(f"\\0000{number}" for number in ("01", "03", "26", "27"))
"""What some scanners put before the text: AIM ECI Latin-1, Latin-1, UTF-8, US-ASCII."""
_EDGES = string.whitespace + "\x1c\x1d\x1e\x1f\xa0\ufeff\u200b"
"""What editors and scanners leave around a code: spaces, GS1 separators, marks without width."""
_DAMAGED = "\ufffd"


class CodeKind(StrEnum):
    """What a scanned text looks like."""

    TICKET = "ticket"
    BADGE = "badge"
    SIGNED = "signed"
    INDICO = "indico"
    URL = "url"
    FOREIGN = "foreign"
    TEST = "test"
    UNREADABLE = "unreadable"
    OTHER_EVENT = "other_event"


@dataclass(frozen=True, slots=True)
class Parsed:
    """A scanned text told apart.

    `text` is what to look up ("" for nothing), `others` what else it may be in an address.
    `prefix` is the event of an own code, `server` the host and path of an Indico code's server.
    """

    kind: CodeKind
    text: str
    prefix: str = ""
    server: str = ""
    others: tuple[str, ...] = ()


def parse(text: str, own_prefix: str) -> Parsed:
    """Tell a scanned text apart. Never raises, whatever the text.

    Own codes come back in their one spelling (upper case, I and L as 1, O as 0), Indico's as the
    uuid of the ticket, signed ones as they are: only their form was looked at. A code of our form
    with a right check character but another prefix is another event's; one with a wrong check
    character is a foreign code like any other, and so is a visiting card of several lines. An
    address is what it carries. Unreadable is what holds no character at all, or more than 4096.
    """
    bare = _bare(text[: LONGEST_TEXT + 1])
    code = _readable(bare)
    if len(code) > LONGEST_TEXT or not code.strip(f"{_DAMAGED} "):
        return Parsed(CodeKind.UNREADABLE, "")
    pieces = codes_in(code)
    if not pieces:
        return _told_apart(bare, code, own_prefix)
    return _of_url(pieces, own_prefix)


def _bare(text: str) -> str:
    """The text without what is around the code: white space, and each ECI mark once."""
    bare, marks = text.strip(_EDGES), set(_ECI)
    while bare.startswith("\\") and bare[:7] in marks:
        marks.discard(bare[:7])
        bare = bare[7:]
    return bare.strip(_EDGES)


def _readable(text: str) -> str:
    """The text with a mark for every control character, as pretix looks codes up."""
    if text.isprintable():
        return text
    return "".join(_DAMAGED if unicodedata.category(ch) in ("Cc", "Cs") else ch for ch in text)


def _of_url(pieces: tuple[str, ...], own_prefix: str) -> Parsed:
    """The first piece that is a code by its form, else the likeliest; the rest beside it."""
    read = [_told_apart(piece, _readable(piece), own_prefix) for piece in pieces]
    formed = [one for one in read if one.kind is not CodeKind.FOREIGN]
    chosen = formed[0] if formed else replace(read[0], kind=CodeKind.URL)
    others = dict.fromkeys(one.text for one in read if one.text not in ("", chosen.text))
    return replace(chosen, others=tuple(others))


def _told_apart(bare: str, code: str, own_prefix: str) -> Parsed:
    if code.upper() == TEST_CODE:
        return Parsed(CodeKind.TEST, TEST_CODE)
    own = sound(code)
    if own is not None:
        return _own_form(*own, own_prefix.upper())
    indico = indico_code.read(bare)
    if indico is not None:
        return Parsed(CodeKind.INDICO, indico.uuid, server=indico.server)
    signed = signed_ticket.read(code) is not None
    return Parsed(CodeKind.SIGNED if signed else CodeKind.FOREIGN, code)


def _own_form(prefix: str, body: str, own_prefix: str) -> Parsed:
    if not same_prefix(prefix, own_prefix):
        return Parsed(CodeKind.OTHER_EVENT, f"{prefix}.{body}", prefix)
    kind = CodeKind.BADGE if len(body) <= BADGE_BODY_MOST else CodeKind.TICKET
    return Parsed(kind, f"{own_prefix}.{body}", own_prefix)
