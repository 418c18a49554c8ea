"""Reads the QR that Indico shows to set up its check-in app; asks no server.

Indico gives it for each form (registration form, tickets, check-in app). It says everything that
a station needs but the token.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from kiosk.domain.indico_code import server_of
from kiosk.domain.names import clean

_SCHEMES = ("https://", "http://")


@dataclass(frozen=True, slots=True)
class SetUp:
    """Where the event is. `form_id` is the form whose page showed the code, "" without one."""

    base_url: str
    event_id: str
    form_id: str = ""
    event_title: str = ""
    form_title: str = ""


def read(text: str) -> SetUp | None:
    """What a set-up code says, None for any other text. Never raises."""
    try:
        data = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return None
    server = data.get("server") if isinstance(data, dict) else None
    if not isinstance(data, dict) or not isinstance(server, dict):
        return None
    url, event_id = _text(server, "base_url"), _text(data, "event_id")
    if not url.lower().startswith(_SCHEMES) or not server_of(url) or not event_id:
        return None
    return SetUp(
        base_url=url.rstrip("/"),
        event_id=event_id,
        form_id=_text(data, "regform_id"),
        event_title=_text(data, "title"),
        form_title=_text(data, "regform_title"),
    )


def _text(data: Mapping[str, object], key: str) -> str:
    """A text or a number as text; "" for anything else."""
    found = data.get(key)
    return clean(str(found)) if isinstance(found, str | int) else ""
