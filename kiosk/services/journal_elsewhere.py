"""Compares the station's journal with what the hub holds of it; repairs and publishes nothing.

A chain that is cut at its end, head and all, still is a chain. The hub's record nobody can cut: of
what this station has read there, its journal has every entry of its own (take_in.py), also after
its program was killed or its machine replaced.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.hub.interface import Hub
from kiosk.hub.subjects import token
from kiosk.services.context import Context
from kiosk.store import hub_replica, journal

_READ = 1_000


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Entries of this station that it has read in the hub, and how many its journal lacks of them.

    `asked`: the hub itself answered; else it is what it had told until now.
    """

    entries: int
    missing: int = 0
    asked: bool = True


def compare(ctx: Context) -> Elsewhere | None:
    """Look for every such entry in the journal; None for a station that never joined a hub."""
    name = hub_replica.station(ctx.db) or (token(ctx.station.name) if ctx.hub is not None else "")
    if not name:
        return None
    hub = ctx.hub if _same_record(ctx) else None
    upto = hub_replica.cursor(ctx.db).seq
    said = _of_hub(hub, name, upto) if hub is not None else None
    told = hub_replica.own_ids(ctx.db) if said is None else said
    there = journal.own_among(ctx.db, told)
    return Elsewhere(len(told), len(set(told) - there), said is not None)


def _same_record(ctx: Context) -> bool:
    """Whether the hub answers, and its numbers mean what they meant when they were read."""
    health = ctx.hub.health() if ctx.hub is not None else None
    return health is not None and health.connected and health.stream == hub_replica.stream(ctx.db)


def _of_hub(hub: Hub, name: str, upto: int) -> list[str] | None:
    """The id of each entry that this station has told, from the hub's first number to that one.

    None where it stops answering in the midst of it.
    """
    cursor, found = 0, list[str]()
    while cursor < upto:
        messages = hub.events_from(cursor, min(_READ, upto - cursor), 0.0)
        if not messages:
            return None
        cursor = messages[-1].seq
        found += [
            one.entry_id
            for one in messages
            if one.station == name and one.entry_id and one.seq <= upto
        ]
    return found
