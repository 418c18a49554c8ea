"""Reads what badges say of rights, for one person or a whole batch at once; decides no scan.

A batch is read list by list, a few queries whatever its size; a single person is asked for by
name, so that a badge at the desk never waits for a long list.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.assembly import Assembly, Capacity, Mandate
from kiosk.domain.checkpoints import BY_RIGHT, Admits, Checkpoint, Direction, Slot
from kiosk.domain.entitled import slots_open_to
from kiosk.domain.facts import Facts, Rights
from kiosk.domain.people import Person, Ticket
from kiosk.services import assembly
from kiosk.services.assembly_tally import held_at, nearest_first
from kiosk.services.context import Context
from kiosk.store import people, rights, roll

_ONE_BY_ONE = 8
"""Up to so many people are asked for by name."""

_Tickets = tuple[Ticket, ...]
_BEST = (Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER)
_TYPED = (Ticket("", "", ""),)
"""Of somebody who is on no list yet: what a walk-in will have."""


@dataclass(frozen=True, slots=True)
class Seat:
    """For whom somebody sits in the assembly; several organisations in the order of the roll."""

    organisations: tuple[str, ...]
    votes: int
    capacity: Capacity


@dataclass(frozen=True, slots=True)
class Held:
    """What one person has: tickets, the openings by checkpoint id, a seat in the assembly."""

    tickets: tuple[Ticket, ...]
    open_to: Mapping[str, tuple[Slot, ...]]
    seat: Seat | None = None


def held_by(ctx: Context, of: Sequence[Person]) -> list[Held]:
    """What each of those people has, in their order; call it inside one transaction."""
    tickets = people.tickets_of_many(ctx.db, [one.person_id for one in of if one.person_id])
    addons = _addons(ctx, tickets)
    asked = [(place, _rights_at(ctx, place, of)) for place in ctx.event.checkpoints]
    seats = _seats(ctx, of)
    judge = _Judge(ctx)
    found = []
    for one in of:
        own = tickets.get(one.person_id, ()) or (() if one.person_id else _TYPED)
        kinds = _kinds(own), _kinds(addons.get(one.person_id, ()))
        slots = {place.id: judge(place, one, held(one), kinds) for place, held in asked}
        open_to = {key: some for key, some in slots.items() if some}
        found.append(Held(own, open_to, seats(one)))
    return found


class _Judge:
    """Judges each kind of person once: in a batch, hundreds have the same tickets and rights."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._now = ctx.clock()
        self._known: dict[object, tuple[Slot, ...]] = {}

    def __call__(
        self, place: Checkpoint, person: Person, held: Rights, kinds: tuple[_Tickets, _Tickets]
    ) -> tuple[Slot, ...]:
        tickets, addons = kinds if place.addon_match else (kinds[0], ())
        key = (place.id, person.roles, person.gone, held, tickets, addons)
        found = self._known.get(key)
        if found is None:
            facts = Facts(
                checkpoint=place,
                direction=Direction.ENTRY,
                now=self._now,
                timezone=self._ctx.event.timezone,
                person=person,
                tickets=tickets,
                addons=addons,
                rights=held,
                catalogue=self._ctx.event.catalogue,
            )
            found = self._known[key] = slots_open_to(facts)
        return found


def _kinds(tickets: _Tickets) -> _Tickets:
    """The tickets without what tells one person's from another's."""
    return tuple(replace(t, ticket_id="", person_id="", code="", source_ref="") for t in tickets)


def _addons(
    ctx: Context, tickets: Mapping[str, tuple[Ticket, ...]]
) -> dict[str, tuple[Ticket, ...]]:
    """The add-ons to each person's tickets; asked for only where a checkpoint looks at them."""
    if not any(place.addon_match for place in ctx.event.checkpoints):
        return {}
    owners = {t.ticket_id: owner for owner, own in tickets.items() for t in own}
    found: dict[str, tuple[Ticket, ...]] = {}
    for addon in people.addons_of(ctx.db, list(owners)):
        owner = owners[addon.parent_id]
        found[owner] = (*found.get(owner, ()), addon)
    return found


def _rights_at(ctx: Context, place: Checkpoint, of: Sequence[Person]) -> Callable[[Person], Rights]:
    """Who is invited to a checkpoint, or a member there."""
    if place.admits not in BY_RIGHT:
        return lambda _one: Rights()
    now = ctx.clock()
    if len(of) <= _ONE_BY_ONE:

        def ask(one: Person) -> Rights:
            held = rights.of_person(ctx.db, place.id, one, now)
            return replace(held, member=held.member or assembly.is_member(ctx, place, one))

        return ask
    invited = frozenset(rights.ids_invited(ctx.db, place.id, now))
    withdrawn = rights.withdrawn_people(ctx.db, place.id)
    members = _members(ctx, place)

    def look_up(one: Person) -> Rights:
        return Rights(
            invited=one.person_id in invited,
            member=one.person_id in members,
            withdrawn=one.person_id in withdrawn,
        )

    return look_up


def _members(ctx: Context, place: Checkpoint) -> frozenset[str]:
    held = held_at(ctx, place) if place.admits is Admits.MEMBERS else ()
    return frozenset(m.person_id for one in held for m in roll.mandates(ctx.db, one.id))


def _seats(ctx: Context, of: Sequence[Person]) -> Callable[[Person], Seat | None]:
    """For whom each person sits, in the assembly that is on first."""
    assemblies = nearest_first(ctx.event.assemblies, ctx.clock(), ctx.event.timezone)
    rolls = [_roll(ctx, one, of) for one in assemblies]
    return lambda one: next(
        (seats[one.person_id] for seats in rolls if one.person_id in seats), None
    )


def _roll(ctx: Context, held: Assembly, of: Sequence[Person]) -> dict[str, Seat]:
    """The seats at one assembly, by person id."""
    if len(of) <= _ONE_BY_ONE:
        mandates = [m for one in of for m in roll.mandates_of(ctx.db, held.id, one)]
        keys = sorted({m.member_key for m in mandates})
    else:
        mandates, keys = list(roll.mandates(ctx.db, held.id)), None
    members = {m.key: m for m in roll.members_of(ctx.db, held.id, keys)} if mandates else {}
    own: dict[str, list[Mandate]] = {}
    for mandate in mandates:
        if mandate.member_key in members:
            own.setdefault(mandate.person_id, []).append(mandate)
    seats = {}
    for person_id, theirs in own.items():
        best = min((m.capacity for m in theirs), key=_BEST.index)
        mine = [members[m.member_key] for m in theirs if m.capacity is best]
        seats[person_id] = Seat(tuple(m.name for m in mine), sum(m.votes for m in mine), best)
    return seats
