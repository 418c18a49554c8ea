"""What is sent to pretix for each thing that happened, as plain JSON values; sends nothing.

The server's side is described in https://docs.pretix.eu/dev/api/resources/checkins.html and
https://docs.pretix.eu/dev/api/resources/checkinlists.html.
"""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from typing import Any

from kiosk.domain.delivery import PushJob

SOFTWARE = "kiosk"
_THEIRS = frozenset(
    {
        *("canceled", "invalid", "unpaid", "product", "rules", "revoked", "incomplete"),
        *("already_redeemed", "ambiguous", "error", "blocked", "unapproved", "invalid_time"),
    }
)
_OURS = {
    **dict.fromkeys(
        ("not_invited", "not_entitled", "room_full", "not_open", "closed", "stale_list"), "rules"
    ),
    **dict.fromkeys(("badge_void", "other_event", "unreadable"), "invalid"),
    "conflict": "error",
}
"""pretix takes no reasons but its own: ours go along in words."""


def list_id(list_ref: str, slug: str) -> str | None:
    """The number of the check-in list in "pretix:lacnic46/2", None for another source's."""
    source, _, number = list_ref.rpartition("/")
    return number if source == f"pretix:{slug}" and number else None


def check_in(job: PushJob, number: str) -> dict[str, Any]:
    """For checkinrpc/redeem/. What was admitted here is forced in: it has happened.

    The moment keeps its microseconds: pretix gives it back so, and by it we know our own visit.
    """
    return {
        "secret": job.code,
        "lists": [_number(number)],
        "nonce": job.entry_id,
        "datetime": moment(job.at),
        "type": str(job.direction),
        "force": job.forced,
        "ignore_unpaid": job.forced,
        "questions_supported": bool(job.answers),
        "answers": dict(job.answers),
    }


def refused(job: PushJob, position: str | None) -> dict[str, Any]:
    """For checkinlists/ID/failed_checkins/."""
    reason = job.reason if job.reason in _THEIRS else _OURS.get(job.reason, "error")
    words = ": ".join(filter(None, ("" if job.reason == reason else job.reason, job.words)))
    body = {
        "raw_barcode": barcode(job.code or job.source_id),
        "datetime": moment(job.at),
        "type": str(job.direction),
        "error_reason": reason,
        "error_explanation": words or None,
        "nonce": job.entry_id,
    }
    return body if position is None else {**body, "position": _number(position)}


def annul(job: PushJob, number: str) -> dict[str, Any]:
    """For checkinrpc/annul/."""
    return {
        "lists": [_number(number)],
        "nonce": job.undoes,
        "datetime": moment(job.at),
        "error_explanation": job.words or job.reason or None,
    }


def printed(job: PushJob) -> dict[str, Any]:
    """For orderpositions/ID/printlog/."""
    return {"source": SOFTWARE, "type": "badge", "datetime": moment(job.at), "info": {}}


def moment(at: datetime) -> str:
    """An aware moment in UTC."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def barcode(text: str) -> str:
    """What was read, in the way that pretix keeps what is no text; never empty."""
    if text.strip() and text.isprintable():
        return text
    return f"binary:{base64.b64encode(text.encode('utf-8', 'surrogatepass')).decode()}"


def _number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdecimal() else text
