"""Gathers what decide() needs to know from the store; decides and writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from kiosk.domain.checkpoints import BY_RIGHT, Checkpoint, Direction
from kiosk.domain.errors import NotFoundError
from kiosk.domain.facts import Facts
from kiosk.domain.people import Person
from kiosk.domain.presence import enders, has_cuts, timeline
from kiosk.domain.visits import Visit
from kiosk.services import assembly, head_count
from kiosk.services.context import Context
from kiosk.services.identify import Identified, signed_ids
from kiosk.store import answers, rights, visits
from kiosk.texts import N_


def checkpoint_of(ctx: Context, checkpoint_id: str) -> Checkpoint:
    """The checkpoint of that id or source_ref, or the station's own for "".

    Raises NotFoundError.
    """
    wanted = checkpoint_id or ctx.station.checkpoint
    lists = (one for one in ctx.event.checkpoints if wanted and one.source_ref == wanted)
    found = ctx.event.checkpoint(wanted) or next(lists, None)
    if found is None:
        raise NotFoundError(N_("No existe el punto de control «{checkpoint}»."), checkpoint=wanted)
    return found


def gather(
    ctx: Context, checkpoint: Checkpoint, direction: Direction, at: datetime, who: Identified
) -> Facts:
    """The facts about one person at one checkpoint at one moment."""
    catalogue = ctx.event.catalogue
    tickets = (*who.tickets, *who.addons)
    facts = Facts(
        checkpoint=checkpoint,
        direction=direction,
        now=at,
        timezone=ctx.event.timezone,
        person=who.person,
        tickets=who.tickets,
        addons=who.addons,
        signed=who.signed,
        visits=passages(ctx, checkpoint, at, visitors(who)),
        inside=head_count.inside(ctx, checkpoint, at) if checkpoint.capacity else 0,
        problem=who.problem,
        problem_params=who.params,
        catalogue=catalogue,
        known=answers.known(ctx.db, [t.ticket_id for t in tickets]) if catalogue.questions else {},
    )
    return facts if who.person is None else _with_rights(ctx, facts, who.person)


def visitors(who: Identified) -> tuple[str, ...]:
    """Under which ids the visits of that person stand.

    A signed ticket may have been admitted before anybody knew whose it is.
    """
    if who.signed:
        return tuple(ticket.person_id for ticket in who.tickets)
    return (who.person.person_id, *signed_ids(who.tickets)) if who.person else ()


def passages(
    ctx: Context, checkpoint: Checkpoint, at: datetime, ids: tuple[str, ...]
) -> Sequence[Visit]:
    """Entries and exits under those ids there by true time, with the exits that are implied."""
    here = visits.history(ctx.db, ids, checkpoint.id)
    others = enders(ctx.event, checkpoint)
    if not here or not (others or has_cuts(checkpoint)):
        return here  # only exits end a presence: nothing is implied
    there = [v for one in ids for v in visits.entries_elsewhere(ctx.db, one, others)]
    return timeline(here, there, checkpoint, ctx.event.timezone, at)


def _with_rights(ctx: Context, facts: Facts, person: Person) -> Facts:
    checkpoint = facts.checkpoint
    if checkpoint.admits not in BY_RIGHT:
        return facts
    held = rights.of_person(ctx.db, checkpoint.id, person, facts.now)
    member = held.member or assembly.is_member(ctx, checkpoint, person)
    return replace(
        facts,
        rights=replace(held, member=member),
        list_at=rights.list_at(ctx.db, checkpoint.id),
    )
