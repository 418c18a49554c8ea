"""Journal entries and their hash chain as pure values; writes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from kiosk.domain.checkpoints import Direction

GENESIS = "0" * 64
"""The hash before the first entry."""


class EntryKind(StrEnum):
    """What a station can say about the world."""

    ADMITTED = "admitted"
    REFUSED = "refused"
    LEFT = "left"
    UNDONE = "undone"
    OVERRIDDEN = "overridden"
    WALK_IN = "walk_in"
    CORRECTED = "corrected"
    INVITED = "invited"
    WITHDRAWN = "withdrawn"
    BADGE_ISSUED = "badge_issued"
    BADGE_VOIDED = "badge_voided"
    PRINTED = "printed"
    PRINT_ASKED = "print_asked"
    PRINT_TOLD = "print_told"
    PRINT_WITHDRAWN = "print_withdrawn"
    ANSWERED = "answered"
    CONFLICT = "conflict"
    CONFLICT_SEEN = "conflict_seen"
    QUORUM = "quorum"
    REQUESTED = "requested"
    CERTIFICATE_ISSUED = "certificate_issued"
    CERTIFICATE_VOIDED = "certificate_voided"


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry before it is written; `at` is the true time of what happened, aware.

    `payload` holds JSON values only and no secret: never a ticket code in clear.
    """

    kind: EntryKind
    at: datetime
    person_id: str | None = None
    ticket_id: str | None = None
    checkpoint: str | None = None
    direction: Direction | None = None
    operator: str = ""
    payload: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it stands in the journal. `at` is ISO 8601 UTC with milliseconds and "Z"."""

    seq: int
    id: str
    kind: EntryKind
    at: str
    recorded_at: str
    station: str
    operator: str
    person_id: str | None
    ticket_id: str | None
    checkpoint: str | None
    direction: Direction | None
    payload: Mapping[str, object]
    previous: str
    hash: str


def chain_hash(entry: Entry) -> str:
    """SHA-256 (hex) over the canonical JSON of every field but `hash` itself."""
    body = {
        "seq": entry.seq,
        "id": entry.id,
        "kind": str(entry.kind),
        "at": entry.at,
        "recorded_at": entry.recorded_at,
        "station": entry.station,
        "operator": entry.operator,
        "person_id": entry.person_id,
        "ticket_id": entry.ticket_id,
        "checkpoint": entry.checkpoint,
        "direction": str(entry.direction) if entry.direction else None,
        "payload": dict(entry.payload),
        "previous": entry.previous,
    }
    text = json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
