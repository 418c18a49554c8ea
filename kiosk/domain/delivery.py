"""What is given back to a source, and what became of it, as plain values; sends nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.checkpoints import Direction


class PushKind(StrEnum):
    """What happened that the source should know."""

    CHECK_IN = "check_in"
    REFUSED = "refused"
    ANNUL = "annul"
    PRINTED = "printed"


@dataclass(frozen=True, slots=True)
class PushJob:
    """One journal entry for one source. `entry_id` is the nonce: sending twice does nothing twice.

    `code` is what was scanned or the ticket's code, `source_id` the registration's, `list_ref`
    the checkpoint's source_ref. `undoes` is the entry that an ANNUL takes back. `forced`: it was
    admitted here already, whatever the source would say now. `reason` is the verdict's word.
    """

    entry_id: str
    kind: PushKind
    at: datetime
    code: str = ""
    source_id: str = ""
    list_ref: str = ""
    direction: Direction = Direction.ENTRY
    reason: str = ""
    words: str = ""
    answers: Mapping[str, str] = field(default_factory=dict)
    undoes: str = ""
    forced: bool = True


class Delivery(StrEnum):
    """Where an entry stands on its way to a source."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the source said of one job: ACCEPTED, REFUSED for good, or WAITING for another try.

    `words` are the server's own, for people; `status` the HTTP status, 0 without an answer.
    """

    entry_id: str
    delivery: Delivery
    words: str = ""
    status: int = 0
    retry_after: float | None = None
