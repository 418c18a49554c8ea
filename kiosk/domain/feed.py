"""What a registration source hands over, as plain values; fetches nothing and stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.errors import FailureError
from kiosk.domain.registration import Registration, RowProblem

Cursor: TypeAlias = Mapping[str, str]
"""Where a source goes on: only the source knows its keys. Empty means from the beginning."""


@dataclass(frozen=True, slots=True)
class RemoteVisit:
    """A check-in as the source tells it; `ref` is the source's own id of it.

    `source_id` is the registration's (Registration.source_id), `list_ref` the checkpoint's
    source_ref ("pretix:lacnic46/2"), `device` who recorded it, in the source's words. `late`: the
    source notes when it was told, so our own check-in comes back with any later moment.
    """

    ref: str
    source_id: str
    list_ref: str
    direction: Direction
    at: datetime
    device: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Invite:
    """A right that a registration gives: its person is invited at the checkpoint of that id."""

    checkpoint: str
    source_id: str


@dataclass(frozen=True, slots=True)
class Document:
    """Something of the source kept as it came, so that a new field needs no new pull."""

    kind: str
    ref: str
    body: str


@dataclass(frozen=True, slots=True)
class Batch:
    """A piece of a pull. `cursor` is stored in the transaction that stores the piece.

    `registrations` are new or changed ones, whole; `visits` all check-ins of exactly those
    registrations, in the place of what was known of them, and so are `invitations`, for sources
    that have no lists of their own. `gone` are source ids that the source no longer has.
    `catalogue` and `checkpoints` replace what the source said before, None leaves it. `begins`
    starts a full pull and `ends` completes it: whoever was not named between the two is gone.
    `done` of `total` registrations for people to see, total None where unknown. `problems` are
    rows that were left out, `doubts` about rows that went in.
    """

    cursor: Cursor
    registrations: tuple[Registration, ...] = ()
    visits: tuple[RemoteVisit, ...] = ()
    invitations: tuple[Invite, ...] = ()
    gone: tuple[str, ...] = ()
    documents: tuple[Document, ...] = ()
    catalogue: Catalogue | None = None
    checkpoints: tuple[Checkpoint, ...] | None = None
    begins: bool = False
    ends: bool = False
    done: int = 0
    total: int | None = None
    server_time: datetime | None = None
    problems: tuple[RowProblem, ...] = ()
    doubts: tuple[RowProblem, ...] = ()


class Trouble(StrEnum):
    """Why a source cannot be used just now, so that each can be mended in its own way."""

    UNREACHABLE = "unreachable"
    NAME = "name"
    TLS = "tls"
    CLOCK = "clock"
    TOKEN = "token"  # noqa: S105  a word for what is wrong, no secret
    REVOKED = "revoked"
    RIGHTS = "rights"
    WRONG_EVENT = "wrong_event"
    BUSY = "busy"
    SERVER = "server"
    ANSWER = "answer"
    SUSPICIOUS = "suspicious"


class SourceError(FailureError):
    """A source that cannot be used just now. `retry_after` in seconds where the server said so."""

    def __init__(
        self, trouble: Trouble, message: str, *, retry_after: float | None = None, **params: object
    ) -> None:
        super().__init__(message, **params)
        self.trouble = trouble
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Checked:
    """What a test of the connection found: the event's name there, and how far the clocks differ.

    `clock_seconds` is the server's time minus ours, None where it did not say.
    """

    event: str
    people: int | None = None
    clock_seconds: float | None = None
    notes: tuple[str, ...] = field(default_factory=tuple)
