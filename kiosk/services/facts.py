"""Gathers what decide() needs to know from the store; decides and writes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction
from kiosk.domain.errors import NotFoundError
from kiosk.domain.facts import Facts, Rights
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.services.identify import Identified
from kiosk.store import rights, visits
from kiosk.texts import N_


def checkpoint_of(ctx: Context, checkpoint_id: str) -> Checkpoint:
    """The checkpoint of that id, or the station's own for "". Raises NotFoundError."""
    wanted = checkpoint_id or ctx.station.checkpoint
    found = ctx.event.checkpoint(wanted)
    if found is None:
        raise NotFoundError(N_("No existe el punto de control «{checkpoint}»."), checkpoint=wanted)
    return found


def gather(
    ctx: Context, checkpoint: Checkpoint, direction: Direction, at: datetime, who: Identified
) -> Facts:
    """The facts about one person at one checkpoint at one moment."""
    facts = Facts(
        checkpoint=checkpoint,
        direction=direction,
        now=at,
        timezone=ctx.event.timezone,
        person=who.person,
        tickets=who.tickets,
        visits=(),
        rights=Rights(),
        inside=visits.inside_count(ctx.db, checkpoint.id) if checkpoint.capacity else 0,
        problem=who.problem,
        problem_params=who.params,
    )
    return facts if who.person is None else _with_person(ctx, facts, who.person)


def _with_person(ctx: Context, facts: Facts, person: Person) -> Facts:
    checkpoint = facts.checkpoint
    by_list = checkpoint.admits in (Admits.INVITED, Admits.MEMBERS, Admits.ROLES)
    return replace(
        facts,
        visits=visits.of_person(ctx.db, person.person_id, checkpoint.id),
        rights=rights.of_person(ctx.db, checkpoint.id, person, facts.now) if by_list else Rights(),
        list_at=rights.list_at(ctx.db, checkpoint.id) if by_list else None,
    )
