"""The desk's search box: people with what the desk must see at a glance; writes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.domain.checkpoints import Kind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.visits import Visit
from kiosk.services.badge_due import owed_among
from kiosk.services.context import Context
from kiosk.store import people, visits
from kiosk.store import search as store_search
from kiosk.store.transact import reading


@dataclass(frozen=True, slots=True)
class Found:
    """One person of a result.

    `checked_in` is the first entry at any entrance. `badge_owed` is true while somebody checked
    in has not had a badge come out of a printer, though the ticket comes with one.
    """

    person: Person
    tickets: tuple[Ticket, ...] = ()
    checked_in: Visit | None = None
    badge_owed: bool = False


def search(ctx: Context, text: str, limit: int = 50) -> list[Found]:
    """Up to `limit` people for words, an e-mail or the start of a code; most useful first."""
    with reading(ctx.db):
        return found_of(ctx, store_search.find(ctx.db, text, limit, ctx.event.code))


def found_of(ctx: Context, persons: Sequence[Person]) -> list[Found]:
    """Those people with their tickets, check-in and badge state, in the same order."""
    ids = [person.person_id for person in persons]
    tickets = people.tickets_of_many(ctx.db, ids)
    arrived = visits.first_entries(ctx.db, ids, entrances(ctx))
    owed = owed_among(ctx, [one for one in persons if one.person_id in arrived])
    return [
        Found(
            person=person,
            tickets=tickets.get(person.person_id, ()),
            checked_in=arrived.get(person.person_id),
            badge_owed=person.person_id in owed,
        )
        for person in persons
    ]


def entrances(ctx: Context) -> tuple[str, ...]:
    """The ids of the event's entrances: passing one is what check-in means."""
    return tuple(c.id for c in ctx.event.checkpoints if c.kind is Kind.ENTRANCE)
