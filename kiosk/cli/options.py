"""Options that several commands share, and how their texts become values; runs nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, cast
from zoneinfo import ZoneInfo

import typer

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

JsonFlag = Annotated[bool, typer.Option("--json", help=N_("Responde con un documento JSON."))]
CheckpointId = Annotated[
    str,
    typer.Option("--checkpoint", metavar="ID", help=N_("Punto de control, como en event.toml.")),
]
At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="T",
        help=N_("Momento real, ISO 8601; sin zona vale la del evento."),
    ),
]


def moment(text: str | None, zone: ZoneInfo) -> datetime | None:
    """An ISO 8601 moment in UTC, read in `zone` where it names none; WrongUseError otherwise."""
    if text is None:
        return None
    try:
        value = datetime.fromisoformat(text)
        aware = value if value.tzinfo else value.replace(tzinfo=zone)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        raise WrongUseError(
            N_("«{text}» no es un momento ISO 8601, por ejemplo 2026-10-06T09:05."), text=text
        ) from None


def one_of(text: str | None, allowed: tuple[str, ...], option: str) -> str | None:
    """The text where it is one of the allowed words; WrongUseError names them otherwise."""
    if text is None or text in allowed:
        return text
    raise WrongUseError(
        N_("{option} no puede ser «{text}»; puede ser: {allowed}."),
        option=option,
        text=text,
        allowed=", ".join(allowed),
    )


def clean(text: str) -> str:
    """The text as valid Unicode: bytes and half characters that are none become U+FFFD."""
    data = (
        text.encode("utf-8", "surrogateescape")
        if _from_bytes(text)
        else text.encode("utf-8", "replace")
    )
    return data.decode("utf-8", "replace")


def _from_bytes(text: str) -> bool:
    """Whether every lone surrogate stands for a byte that the system could not decode."""
    return all(0xDC80 <= ord(c) <= 0xDCFF for c in text if 0xD800 <= ord(c) <= 0xDFFF)


def words(values: list[str] | None) -> list[str]:
    """A repeatable option as a list, cleaned."""
    return [clean(value) for value in cast("list[str]", values or [])]
