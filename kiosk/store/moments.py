"""Moments as the tables hold them: ISO 8601 UTC text with milliseconds and "Z"; reads no clock."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """As "2026-10-05T12:12:03.250Z". The moment must be aware; finer parts are cut off."""
    if moment.tzinfo is None:
        raise ValueError("a moment without time zone cannot be stored")
    utc = moment.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds") + "Z"


def to_moment(text: str) -> datetime:
    """The aware moment (UTC) behind a stored text."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)


def maybe_text(moment: datetime | None) -> str | None:
    """As to_text, None stays None."""
    return None if moment is None else to_text(moment)


def maybe_moment(text: str | None) -> datetime | None:
    """As to_moment, None and empty become None."""
    return to_moment(text) if text else None
