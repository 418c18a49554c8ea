"""The texts in Indico's ticket codes taken apart; looks nothing up and asks no server.

Since Indico 3.3: {"i":[2,"SERVER","BASE64"]}, where the base64 is of the ticket's uuid and a
fourth item, a companion's, may follow. Before: an object with checkin_secret and server_url.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

VERSION = 2

_UUID = re.compile(r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_SERVER = re.compile(r"(?:https?://)?([\w.-]{1,253}(?::\d{1,5})?)((?:/[\w.~/-]*)?)", re.IGNORECASE)
_V1_KEYS = ("checkin_secret", "server_url")


@dataclass(frozen=True, slots=True)
class IndicoCode:
    """`uuid` is the ticket's in lower case, "" where the code has none; `server` as server_of()."""

    uuid: str
    server: str


def read(text: str) -> IndicoCode | None:
    """What an Indico code says, None for any other text. Never raises.

    A companion's code of before 3.3 holds no secret, so that its uuid is "".
    """
    if not text.startswith("{"):
        return None
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return (_v2(data) or _v1(data)) if isinstance(data, dict) else None


def uuid_of(text: str) -> str:
    """The uuid that a text is, as 8-4-4-4-12 in lower case; "" where it is none."""
    return str(UUID(text)) if _UUID.fullmatch(text) else ""


def uuid_of_base64(text: str) -> str:
    """The uuid whose 16 bytes are this base64; "" where they are not."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return ""
    return str(UUID(bytes=raw)) if len(raw) == 16 else ""


def server_of(url: str) -> str:
    """Host, port and path of a base URL, to be compared; "" for what is no such address.

    Codes leave https:// out and keep http://, so neither says anything.
    """
    found = _SERVER.fullmatch(url.strip())
    return f"{found[1].lower()}{found[2].rstrip('/')}" if found else ""


def _v2(data: Mapping[str, object]) -> IndicoCode | None:
    items = data.get("i")
    if not isinstance(items, list) or len(items) < 3 or items[0] != VERSION:
        return None
    return _code(items[1], uuid_of_base64(items[2]) if isinstance(items[2], str) else "")


def _v1(data: Mapping[str, object]) -> IndicoCode | None:
    if not data.keys() >= set(_V1_KEYS):
        return None
    secret, server = (data[key] for key in _V1_KEYS)
    return _code(server, uuid_of(secret) if isinstance(secret, str) else "")


def _code(server: object, uuid: str) -> IndicoCode | None:
    address = server_of(server) if isinstance(server, str) else ""
    return IndicoCode(uuid, address) if address else None
