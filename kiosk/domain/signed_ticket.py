"""pretix's signed codes taken apart: what a code says of its ticket; verifies no signature.

The text is standard base64 written backwards. Its bytes: the version 1; the length of the
payload and of the signature, two bytes each, big endian; the payload; the signature. The payload
is a protocol buffer of six fields (pretix's pretix_sig1.proto): seed, item, variation,
subevent, validFromUnixTime, validUntilUnixTime. Ed25519 signs the payload alone.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

VERSION = 1
SIGNATURE_BYTES = 64
"""An Ed25519 signature: RFC 8032, section 5.1.6."""

_HEADER = 5
_SHORTEST = (_HEADER + SIGNATURE_BYTES) * 4 // 3
_SEED, _ITEM, _VARIATION, _DATE, _FROM, _UNTIL = range(1, 7)
_LAST_MOMENT = int(datetime(9999, 1, 1, tzinfo=UTC).timestamp())
_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
"""Wire types: https://protobuf.dev/programming-guides/encoding/."""


@dataclass(frozen=True, slots=True)
class SignedTicket:
    """What the payload says. Ids are the source's as text, "" for none; moments are aware."""

    seed: str = ""
    product_id: str = ""
    variation_id: str = ""
    date_id: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A code of the right form. Nothing in it is true before its signature is verified."""

    payload: bytes
    signature: bytes
    ticket: SignedTicket


class _MalformedError(ValueError):
    """The bytes are no such message."""


def read(text: str) -> Envelope | None:
    """The envelope in a text; None where the text has not exactly this form. Never raises.

    There is one spelling of each code and nothing may follow the signature: a second spelling
    would be a second ticket, and one that no revocation list names.
    """
    if len(text) < _SHORTEST or not text.isascii():
        return None
    try:
        raw = base64.b64decode(text[::-1], validate=True)
        if base64.b64encode(raw).decode()[::-1] != text:
            return None
        payload, signature = _parts(raw)
        return Envelope(payload, signature, _ticket(payload))
    except (binascii.Error, _MalformedError):
        return None


def _parts(raw: bytes) -> tuple[bytes, bytes]:
    length = int.from_bytes(raw[1:3], "big")
    signed = int.from_bytes(raw[3:5], "big")
    whole = len(raw) == _HEADER + length + signed
    if raw[0] != VERSION or signed != SIGNATURE_BYTES or not whole:
        raise _MalformedError
    return raw[_HEADER : _HEADER + length], raw[_HEADER + length :]


def _ticket(payload: bytes) -> SignedTicket:
    found = dict(_fields(payload))  # of a field that is there twice the last one counts
    seed = found.get(_SEED, b"")
    if not isinstance(seed, bytes):
        raise _MalformedError
    try:
        words = seed.decode()
    except UnicodeDecodeError:
        raise _MalformedError from None
    return SignedTicket(
        seed=words,
        product_id=_id(found.get(_ITEM, 0)),
        variation_id=_id(found.get(_VARIATION, 0)),
        date_id=_id(found.get(_DATE, 0)),
        valid_from=_moment(found.get(_FROM, 0)),
        valid_until=_moment(found.get(_UNTIL, 0)),
    )


def _id(value: int | bytes) -> str:
    if isinstance(value, bytes) or value >= 1 << 63:  # an int64 below zero
        raise _MalformedError
    return str(value) if value else ""


def _moment(value: int | bytes) -> datetime | None:
    if isinstance(value, bytes) or value > _LAST_MOMENT:
        raise _MalformedError
    return datetime.fromtimestamp(value, UTC) if value else None


def _fields(payload: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field number and value of everything in the message, in its order."""
    place = 0
    while place < len(payload):
        tag, place = _varint(payload, place)
        number, wire = tag >> 3, tag & 7
        if number == 0:
            raise _MalformedError
        if wire == _VARINT:
            value, place = _varint(payload, place)
            yield number, value
            continue
        size, place = _size(payload, place, wire)
        if place + size > len(payload):
            raise _MalformedError
        yield number, payload[place : place + size]
        place += size


def _size(payload: bytes, place: int, wire: int) -> tuple[int, int]:
    """Bytes of the value that is no varint, and where it begins."""
    if wire == _BYTES:
        return _varint(payload, place)
    if wire in (_FIXED64, _FIXED32):
        return (8 if wire == _FIXED64 else 4), place
    raise _MalformedError


def _varint(payload: bytes, place: int) -> tuple[int, int]:
    """The number at a place, of at most 64 bits, and the place behind it."""
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(payload):
            raise _MalformedError
        byte = payload[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    else:
        raise _MalformedError
    if value >= 1 << 64:
        raise _MalformedError
    return value, place
