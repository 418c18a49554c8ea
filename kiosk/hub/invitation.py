"""An invitation to a hub as a text that can be typed or scanned; pure, lets nobody in.

It says where the hub is, how to know it (fingerprint of its authority) and a secret that is good
once and for a short time. Typed: `192.168.1.5:4222/lacnic46/` and eight groups of five letters of
Crockford's base32 (https://www.crockford.com/base32.html), which has no I, L, O and U: 73 signs
in all. Scanned: the same as `HUB.` and base32 (121 signs), because scanners on foreign keyboards
garble all but A-Z, 0-9 and ".".
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LIKE = str.maketrans("ILOU", "110V")
_FINGERPRINT, SECRET_BYTES, _CHECK = 12, 10, 3
_SCANNED = "HUB."
_TEXT = re.compile(r"([^/]+)/([A-Za-z0-9_-]+)/([0-9A-Za-z-]+)")
_ADDRESS = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9._-]+):\d{1,5}")


@dataclass(frozen=True, slots=True)
class InvitationText:
    """What an invitation says: addresses "host:port", the event's token, fingerprint and secret."""

    addresses: tuple[str, ...]
    event: str
    fingerprint: bytes
    secret: bytes

    @property
    def typed(self) -> str:
        """The text for people."""
        data = self.fingerprint + self.secret
        code = _letters(data + _check(self._place, data))
        return f"{self._place}/{'-'.join(code[i : i + 5] for i in range(0, len(code), 5))}"

    @property
    def scanned(self) -> str:
        """The text for a QR: capital letters, digits and "." only."""
        return _SCANNED + base64.b32encode(self.typed.encode()).decode().rstrip("=")

    @property
    def invitation_id(self) -> str:
        """By which both sides name it; tells nothing of the secret."""
        return hashlib.sha256(b"id\0" + self.secret).hexdigest()[:16]

    @property
    def _place(self) -> str:
        return f"{','.join(self.addresses)}/{self.event}"

    def __repr__(self) -> str:
        """Without the secret, since values end in logs."""
        return f"InvitationText({self._place!r})"


def read_invitation(text: str) -> InvitationText:
    """The invitation that was typed or scanned; WrongUseError where it is none, or mistyped.

    Blanks, hyphens and capitals do not matter, nor letters that look alike in the groups.
    """
    bare = re.sub(r"\s", "", text)
    found = _TEXT.fullmatch(_unpacked(bare) if is_scanned(bare) else bare)
    if found is None:
        raise _wrong()
    data = _bytes(found[3].replace("-", "").upper().translate(_LIKE))
    if len(data) != _FINGERPRINT + SECRET_BYTES + _CHECK:
        raise _wrong()
    body, check = data[:-_CHECK], data[-_CHECK:]
    for addresses, event in _spellings(found[1], found[2]):
        if _check(f"{addresses}/{event}", body) == check:
            return InvitationText(
                tuple(addresses.split(",")), event, body[:_FINGERPRINT], body[_FINGERPRINT:]
            )
    raise _wrong()


def _spellings(addresses: str, event: str) -> list[tuple[str, str]]:
    """What may stand before the groups: as it was typed, or in small letters as most events are.

    Empty where it names no address.
    """
    if not all(_ADDRESS.fullmatch(one) for one in addresses.split(",")):
        return []
    return [(a, e) for a in (addresses, addresses.lower()) for e in (event, event.lower())]


def is_scanned(text: str) -> bool:
    """Whether it comes from an invitation's QR, whole or spoilt.

    A typed one has "/", and may well name a host "hub.example".
    """
    return text.upper().startswith(_SCANNED) and "/" not in text


def _unpacked(text: str) -> str:
    packed = text[len(_SCANNED) :].upper()
    try:
        return base64.b32decode(packed + "=" * (-len(packed) % 8)).decode()
    except (binascii.Error, ValueError):
        raise _wrong() from None


def _letters(data: bytes) -> str:
    number = int.from_bytes(data, "big")
    count = len(data) * 8 // 5
    return "".join(_LETTERS[number >> 5 * place & 31] for place in reversed(range(count)))


def _bytes(code: str) -> bytes:
    """The bytes of those letters; empty where one is no letter or bits are left over."""
    if any(letter not in _LETTERS for letter in code) or len(code) % 8:
        return b""
    number = 0
    for letter in code:
        number = number << 5 | _LETTERS.index(letter)
    return number.to_bytes(len(code) * 5 // 8, "big")


def _check(place: str, data: bytes) -> bytes:
    """Three bytes that tell a mistyped letter or address from a right one."""
    return hashlib.sha256(place.encode() + b"\0" + data).digest()[:_CHECK]


def _wrong() -> WrongUseError:
    return WrongUseError(
        N_("Eso no es una invitación a una central: revise cada letra o escanee el QR de nuevo.")
    )
