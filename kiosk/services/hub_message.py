"""A journal entry as a message of the hub and back; sends nothing, reads no store.

The message is the entry's content without its chain, which stays at the station. It may come from
a program newer than this one, or from one that is broken: what cannot be read is no entry.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec

from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule
from kiosk.domain.journal import Entry, EntryKind
from kiosk.hub import subjects
from kiosk.hub.interface import Message, Outgoing
from kiosk.store.hub_replica import Held, row_of
from kiosk.typed import from_json

_PASSAGES = frozenset((EntryKind.ADMITTED, EntryKind.OVERRIDDEN, EntryKind.LEFT, EntryKind.UNDONE))
PRIVATE = ("email", "note")
"""What doors and self-service stations are not told of a person."""
_SHAPE = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
_SHAPES = re.compile(f"{_SHAPE} {_SHAPE}", re.ASCII)
_KINDS = {str(kind): kind for kind in EntryKind}


class _Body(msgspec.Struct):
    id: str
    kind: str
    at: str
    recorded_at: str
    station: str
    operator: str = ""
    person_id: str | None = None
    ticket_id: str | None = None
    checkpoint: str | None = None
    direction: Direction | None = None
    payload: dict[str, Any] = {}


_POLITE = 64
"""Messages between two such moments: half a millisecond, a tenth of what Python takes by itself."""
_encode = msgspec.json.Encoder(order="sorted").encode


class Understood(Message, frozen=True):
    """A message that was read already: its entry as the replica holds it, None for none."""

    held: Held | None


def outgoing(entry: Entry) -> Outgoing:
    """The entry on its way to the others."""
    body = _Body(
        id=entry.id,
        kind=str(entry.kind),
        at=entry.at,
        recorded_at=entry.recorded_at,
        station=entry.station,
        operator=entry.operator,
        person_id=entry.person_id,
        ticket_id=entry.ticket_id,
        checkpoint=entry.checkpoint,
        direction=entry.direction,
        payload=dict(entry.payload),
    )
    key = passage_key(entry)
    kind = subjects.PASS if key else subjects.LOG
    return Outgoing(entry.id, kind, key or entry.id, _encode(body))


def without_private(entry: Entry) -> Entry:
    """The entry as a door or a self-service station keeps it: no address and no note of anybody."""
    payload = dict(entry.payload)
    for part in ("person", "changes"):
        said = payload.get(part)
        if isinstance(said, Mapping):
            payload[part] = {k: v for k, v in said.items() if k not in PRIVATE}
    return entry if payload == entry.payload else replace(entry, payload=payload)


def passage_key(entry: Entry) -> str:
    """Whose passage at which checkpoint it is, or takes back; "" for all other entries."""
    if entry.kind not in _PASSAGES or not entry.checkpoint or not entry.person_id:
        return ""
    return subjects.passage_key(entry.checkpoint, entry.person_id)


def understood(messages: Iterable[Message]) -> list[Understood]:
    """Read messages where nobody waits, so that who holds the store need not.

    Every now and then the interpreter is left to that thread.
    """
    found = []
    for one in messages:
        found.append(
            Understood(one.seq, one.entry_id, one.station, one.kind, one.key, one.body, _held(one))
        )
        if len(found) % _POLITE == 0:
            time.sleep(0)
    return found


def _held(message: Message) -> Held | None:
    entry = incoming(message)
    if entry is None:
        return None
    key = key_of(message)
    return Held(entry, key, message.station, row_of(entry, key, message.station))


def key_of(message: Message) -> str:
    """The key of a passage, "" of all other messages."""
    return message.key if message.kind == subjects.PASS else ""


def incoming(message: Message) -> Entry | None:
    """The entry of a message; its `seq` is the number in the hub, and it has no hashes.

    None where it is none, or says of its id or its place something else than its envelope. Who
    wrote it stands in the envelope: a station may have had another name before.
    """
    if isinstance(message, Understood):
        return message.held.entry if message.held else None
    try:
        body = from_json(message.body, _Body)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
    kind = _KINDS.get(body.kind)
    if kind is None or body.id != message.entry_id or not _are_moments(body.at, body.recorded_at):
        return None
    entry = Entry(
        message.seq,
        body.id,
        kind,
        body.at,
        body.recorded_at,
        body.station,
        body.operator,
        body.person_id,
        body.ticket_id,
        body.checkpoint,
        body.direction,
        body.payload,
        previous="",
        hash="",
    )
    return entry if passage_key(entry) == key_of(message) else None


def _are_moments(one: str, other: str) -> bool:
    """Whether both are moments exactly as the tables hold them."""
    try:
        datetime.fromisoformat(one)
        datetime.fromisoformat(other)
    except ValueError:
        return False
    return _SHAPES.fullmatch(f"{one} {other}") is not None


def is_claimed(entry: Entry, checkpoint: Checkpoint) -> bool:
    """Whether the hub is asked before the entry counts: who may enter depends on what others did.

    That is every passage at a checkpoint where one may not come in at any time, as often as one
    likes; taking one back too, since it lets the next one in.
    """
    return checkpoint.entry is not EntryRule.FREE and bool(passage_key(entry))
