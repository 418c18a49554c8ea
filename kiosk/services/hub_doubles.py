"""Finds people who were admitted twice while a station was cut off, and says so; blames nobody."""

from __future__ import annotations

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.visit_match import contradicts
from kiosk.services.context import Context
from kiosk.services.facts import passages
from kiosk.store import hub_replica, journal, visits
from kiosk.store.moments import to_moment


def note_double(ctx: Context, entry: Entry) -> Entry | None:
    """Journal that an own admission cannot be right beside one that the hub numbered before it.

    Whoever comes second in the hub says it, so that it is said once. Call it once, when all that
    stands before the entry in the hub is known; `entry.seq` is its number there. The conflict is
    an entry like others: the hub tells both stations. None where there is none.
    """
    other = _against(ctx, entry)
    if other is None:
        return None
    draft = Draft(
        kind=EntryKind.CONFLICT,
        at=ctx.clock(),
        person_id=entry.person_id,
        ticket_id=entry.ticket_id,
        checkpoint=entry.checkpoint,
        direction=entry.direction,
        payload={"with": other.station, "at": other.at, "other": other.id, "entry": entry.id},
    )
    return journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def _against(ctx: Context, entry: Entry) -> Entry | None:
    """The last such admission elsewhere; what was admitted by way of exception is no mistake."""
    checkpoint = ctx.event.checkpoint(entry.checkpoint or "")
    if checkpoint is None or entry.kind is not EntryKind.ADMITTED:
        return None
    visit = visits.of_entry(ctx.db, entry.id)
    if visit is None:
        return None
    others = hub_replica.others_at(ctx.db, visit, before=entry.seq)
    if not others:
        return None
    known = passages(ctx, checkpoint, ctx.clock(), (visit.person_id,))
    exits = [visit.at for visit in known if visit.direction is Direction.EXIT]
    zone, ours = ctx.event.timezone, to_moment(entry.at)
    found = [one for one in others if contradicts(checkpoint, to_moment(one.at), ours, zone, exits)]
    return found[-1] if found else None
