"""Which layout a person's badge has, or that there is none to print; pure, loads no layout."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.event import BadgeUse, Event
from kiosk.domain.people import Person, Ticket, TicketState

_STATES = tuple(TicketState)
_DEAD = (TicketState.CANCELED, TicketState.EXPIRED)


@dataclass(frozen=True, slots=True)
class Choice:
    """The layout's name; None where this person's registration comes without a badge."""

    layout: str | None

    @property
    def printed(self) -> bool:
        """Whether there is a badge at all."""
        return self.layout is not None


def choose(
    event: Event,
    person: Person,
    tickets: Sequence[Ticket],
    station_layout: str,
    assignments: Mapping[str, str | None],
) -> Choice:
    """The first of the event's rules that fits, else the station's, the source's, the event's.

    `assignments` is the source's: product id -> layout, None for "do not print". As in pretix, a
    product that it does not name takes the default; somebody with several products goes without a
    badge only where none of them comes with one. The station's layout is chosen for the paper in
    its printer, so it stands before the source's; "" where it has none of its own.
    """
    bought = [product_of(ticket, event.catalogue) for ticket in _counting(tickets)]
    for use in event.badge_uses:
        if _fits(use, person, bought, event.catalogue):
            return Choice(use.layout or None)
    assigned = [assignments.get(one, "") for one in bought]
    if assigned and all(layout is None for layout in assigned):
        return Choice(None)
    named = (layout for layout in assigned if layout)
    return Choice(station_layout or next(named, event.badge_layout))


def main_ticket(tickets: Sequence[Ticket]) -> Ticket | None:
    """The ticket that stands for the person: living before gone, paid before pending, no add-on."""
    rank = {state: number for number, state in enumerate(_STATES)}
    return min(tickets, key=lambda t: (t.gone, rank[t.state], bool(t.parent_id)), default=None)


def product_of(ticket: Ticket, catalogue: Catalogue) -> str:
    """The source's id; where a list knows names only, the id that has this name, else the name."""
    if ticket.product_id:
        return ticket.product_id
    named = (p.id for p in catalogue.products if ticket.product in p.name.values())
    return next(named, ticket.product)


def _counting(tickets: Sequence[Ticket]) -> list[Ticket]:
    """The tickets that a badge can be for, the main one first; add-ons only where nothing else."""
    living = [t for t in tickets if not t.gone and t.state not in _DEAD] or list(tickets)
    own = [t for t in living if not t.parent_id] or living
    return sorted(own, key=lambda t: _STATES.index(t.state))


def _fits(use: BadgeUse, person: Person, bought: Sequence[str], catalogue: Catalogue) -> bool:
    names = {p.id: {p.id, *p.name.values()} for p in catalogue.products}
    mine = {name for one in bought for name in names.get(one, {one})}
    return bool(set(use.roles) & set(person.roles) or set(use.products) & mine)
