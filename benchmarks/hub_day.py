"""Makes what the stations of an event say to each other, the same every time; measures nothing.

The mix is that of a conference: most are passages at the entrance and at rooms, the rest badges,
prints, refusals, answers, corrections, walk-ins and what was taken back by hand.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from report import ROOT

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Entry, EntryKind
from kiosk.hub.interface import Message
from kiosk.hub.subjects import token
from kiosk.services.hub_message import outgoing
from kiosk.store.moments import to_text

__all__ = ["ROOT", "entries", "messages"]

STATIONS = tuple(f"Puesto {number}" for number in range(1, 21))
ROOMS = tuple(f"room-{number}" for number in range(1, 9))
_BEGIN = datetime(2026, 10, 5, 11, tzinfo=UTC)
_APART = timedelta(milliseconds=350)
_KINDS = (
    (EntryKind.ADMITTED, 58),
    (EntryKind.LEFT, 9),
    (EntryKind.BADGE_ISSUED, 11),
    (EntryKind.PRINTED, 11),
    (EntryKind.REFUSED, 5),
    (EntryKind.UNDONE, 2),
    (EntryKind.CORRECTED, 2),
    (EntryKind.OVERRIDDEN, 1),
    (EntryKind.WALK_IN, 1),
)


def entries(count: int, people: int = 15_000, seed: int = 46) -> Iterator[Entry]:
    """So many entries of twenty stations, in the order of the hub (`seq` from 1)."""
    chance = random.Random(seed)  # noqa: S311  the same day every time, no secret
    kinds = [kind for kind, share in _KINDS for _ in range(share)]
    admitted: list[Entry] = []
    for seq in range(1, count + 1):
        kind = chance.choice(kinds)
        person = f"p{chance.randrange(people):06}"
        entry = _entry(seq, kind, person, chance)
        if kind is EntryKind.UNDONE and admitted:
            entry = _undoing(entry, chance.choice(admitted[-2000:]))
        if kind is EntryKind.ADMITTED:
            admitted.append(entry)
        yield entry


def messages(count: int, people: int = 15_000) -> list[Message]:
    """The same as the hub tells them."""
    found = []
    for entry in entries(count, people):
        out = outgoing(entry)
        found.append(
            Message(entry.seq, entry.id, token(entry.station), out.kind, out.key, out.body)
        )
    return found


def _entry(seq: int, kind: EntryKind, person: str, chance: random.Random) -> Entry:
    at = _BEGIN + _APART * seq
    passage = kind in {EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.OVERRIDDEN, EntryKind.REFUSED}
    way = Direction.EXIT if kind is EntryKind.LEFT else Direction.ENTRY
    place = "entrance" if kind is EntryKind.ADMITTED and seq % 4 == 0 else chance.choice(ROOMS)
    if kind is EntryKind.WALK_IN:
        person = f"walk-{seq}"
    return Entry(
        seq=seq,
        id=_id(at, seq, chance),
        kind=kind,
        at=to_text(at),
        recorded_at=to_text(at),
        station=chance.choice(STATIONS),
        operator=f"op{seq % 30}",
        person_id=person,
        ticket_id=f"t-{person}",
        checkpoint=place if passage or kind is EntryKind.UNDONE else None,
        direction=way if passage else None,
        payload=_payload(kind, seq),
        previous="",
        hash="",
    )


def _id(at: datetime, seq: int, chance: random.Random) -> str:
    """As uuid7 makes them: the moment first, then chance."""
    first = f"{int(at.timestamp() * 1000):012x}"
    parts = (first[:8], first[8:], f"7{seq % 4096:03x}", f"8{chance.randrange(4096):03x}")
    return "-".join((*parts, f"{chance.randrange(2**48):012x}"))


def _payload(kind: EntryKind, seq: int) -> dict[str, object]:
    if kind in {EntryKind.BADGE_ISSUED, EntryKind.PRINTED}:
        return {"badge_code": f"L.BEN.{seq:08}"}
    if kind is EntryKind.CORRECTED:
        return {"changes": {"family_name": f"Núñez {seq}"}}
    if kind is EntryKind.WALK_IN:
        return {"person": {"given_name": "Ana", "family_name": f"Peña {seq}"}, "product": "Día"}
    if kind is EntryKind.REFUSED:
        return {"reason": "already_redeemed"}
    if kind is EntryKind.OVERRIDDEN:
        return {"reason": "already_redeemed", "why": "invitada del comité"}
    return {"answers": {"q1": "sí"}} if seq % 50 == 0 else {}


def _undoing(entry: Entry, undone: Entry) -> Entry:
    from dataclasses import replace

    return replace(
        entry,
        person_id=undone.person_id,
        ticket_id=undone.ticket_id,
        checkpoint=undone.checkpoint,
        direction=undone.direction,
        payload={"undoes": undone.id, "reason": "error"},
    )
