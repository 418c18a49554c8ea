"""Certificates of attendance as values: their code, and the text that is signed; signs nothing.

The text in a certificate's QR is "KC1." and the base32 (RFC 4648, no padding) of the payload and,
behind it, its Ed25519 signature of 64 bytes. The payload is UTF-8, nine lines: code, event id,
event name, person, checkpoints (ids with commas, none for the whole event), roles (ids with
commas), whole minutes (0 where no time was measured), days, day of issue. Days are the first one
as YYYYMMDD and, behind spaces, how many days later each of the others was.

A code is the event's prefix and three groups: "LAC46-7K3M-P9QX-4T2R". Its last character is the
check character of own codes, so a slip of the pen is told apart from a forgery.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from kiosk.domain.checkpoints import Localised
from kiosk.domain.own_code import ALPHABET, check_character
from kiosk.domain.signed_ticket import SIGNATURE_BYTES

MARK = "KC1."
"""What the text begins with; the digit is the version of the form."""

LONGEST = 3300
"""Characters beyond which nothing is read as a certificate."""

LONGEST_NAME = 200
"""Letters of a name beyond which a certificate cuts it: its QR must hold it."""

_BODY = 12
_LOOK_ALIKE = str.maketrans("ILO", "110")
_FORM = re.compile(r"([A-Z0-9]{2,8})([A-Z0-9]{12})")
_BETWEEN = re.compile(r"[\s.\-‐-―]")
_LINES = 9


@dataclass(frozen=True, slots=True)
class Certificate:
    """What a certificate says. `checkpoints` and `roles` are ids; no checkpoint: the whole event.

    `minutes` are 0 where no time was measured. `days` are those of attendance, earliest first.
    """

    code: str
    event_id: str
    event_name: str
    name: str
    checkpoints: tuple[str, ...]
    roles: tuple[str, ...]
    minutes: int
    days: tuple[date, ...]
    issued: date


@dataclass(frozen=True, slots=True)
class CertificateSettings:
    """What the event's file says of certificates: who signs them as what, and a sentence more."""

    signer: str = ""
    role: Localised = field(default_factory=dict)
    text: Localised = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signed:
    """A text of the right form. Nothing in it is true before its signature is verified."""

    payload: bytes
    signature: bytes
    certificate: Certificate


def new_code(prefix: str, random: Callable[[int], int]) -> str:
    """A code of 55 random bits; `random(n)` answers a random number below n."""
    body = "".join(ALPHABET[random(32)] for _place in range(_BODY - 1))
    return _spelt(prefix, body + check_character(prefix, body))


def read_code(text: str) -> str | None:
    """The one spelling of a code, however it was typed; None for what is none.

    Case, hyphens and spaces do not matter, nor I and L for 1 and O for 0.
    """
    form = _FORM.fullmatch(_BETWEEN.sub("", text.upper())) if len(text) < LONGEST else None
    if form is None:
        return None
    prefix, body = form[1], form[2].translate(_LOOK_ALIKE)
    sound = set(body) <= set(ALPHABET) and check_character(prefix, body[:-1]) == body[-1]
    return _spelt(prefix, body) if sound else None


def payload_of(certificate: Certificate) -> bytes:
    """The bytes that are signed."""
    first = certificate.days[0]
    later = (str((day - first).days) for day in certificate.days[1:])
    lines = (
        certificate.code,
        certificate.event_id,
        _line(certificate.event_name),
        _line(certificate.name),
        ",".join(certificate.checkpoints),
        ",".join(_line(role).replace(",", " ") for role in certificate.roles),
        str(certificate.minutes),
        " ".join((f"{first:%Y%m%d}", *later)),
        f"{certificate.issued:%Y%m%d}",
    )
    return "\n".join(lines).encode()


def text_of(payload: bytes, signature: bytes) -> str:
    """The text for the QR."""
    return MARK + base64.b32encode(payload + signature).decode().rstrip("=")


def read(text: str) -> Signed | None:
    """The certificate in a text; None where it has not exactly this form. Never raises."""
    bare = text.strip().upper()
    if len(bare) > LONGEST or not bare.startswith(MARK):
        return None
    letters = bare.removeprefix(MARK)
    try:
        raw = base64.b32decode(letters + "=" * (-len(letters) % 8))
        payload, signature = raw[:-SIGNATURE_BYTES], raw[-SIGNATURE_BYTES:]
        certificate = certificate_of(payload)
    except (binascii.Error, ValueError, OverflowError):
        return None
    one_spelling = text_of(payload, signature) == bare and payload_of(certificate) == payload
    return Signed(payload, signature, certificate) if one_spelling else None


def certificate_of(payload: bytes) -> Certificate:
    """What a payload says; ValueError or OverflowError where it has another form."""
    lines = payload.decode().split("\n")
    if len(lines) != _LINES:
        raise ValueError("not nine lines")
    code, event_id, event_name, name, checkpoints, roles, minutes, days, issued = lines
    first, *later = days.split(" ")
    start = _day(first)
    return Certificate(
        code=code,
        event_id=event_id,
        event_name=event_name,
        name=name,
        checkpoints=tuple(checkpoints.split(",")) if checkpoints else (),
        roles=tuple(roles.split(",")) if roles else (),
        minutes=int(minutes),
        days=(start, *(start + timedelta(days=int(number)) for number in later)),
        issued=_day(issued),
    )


def _day(text: str) -> date:
    return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007  a date has no zone


def _line(text: str) -> str:
    return " ".join(text[:LONGEST_NAME].split())


def _spelt(prefix: str, body: str) -> str:
    return "-".join((prefix, body[:4], body[4:8], body[8:]))
