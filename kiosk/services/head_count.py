"""How many people are in a room at a moment, and who they are; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.presence import enders, last_cut
from kiosk.services.context import Context
from kiosk.store import people, visits


@dataclass(frozen=True, slots=True)
class Inside:
    """Somebody inside; `since` is their last entry. The name is "" for a ticket nobody knows."""

    person_id: str
    name: str
    organisation: str
    since: datetime


def inside(ctx: Context, checkpoint: Checkpoint, now: datetime) -> int:
    """Head count: entered, not left, not since everybody was out, and not gone to another room."""
    return visits.inside_count(
        ctx.db,
        checkpoint.id,
        after=last_cut(checkpoint, ctx.event.timezone, now),
        enders=enders(ctx.event, checkpoint),
    )


def people_inside(
    ctx: Context, checkpoint: Checkpoint, at: datetime | None = None
) -> tuple[Inside, ...]:
    """Everybody whom inside() counts now, by the time of their entry.

    With `at`, who was inside at that moment: what came later had not happened yet.
    """
    found = visits.inside_people(
        ctx.db,
        checkpoint.id,
        after=last_cut(checkpoint, ctx.event.timezone, at or ctx.clock()),
        until=at,
        enders=enders(ctx.event, checkpoint),
    )
    known = people.get_many(ctx.db, list(found))
    there = ((person_id, known.get(person_id), since) for person_id, since in found.items())
    return tuple(
        Inside(person_id, who.full_name, who.organisation, since)
        if who is not None
        else Inside(person_id, "", "", since)
        for person_id, who, since in there
    )
