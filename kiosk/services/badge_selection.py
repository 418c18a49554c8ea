"""Whose badges are made at once, and in which order; draws nothing."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from kiosk.domain.errors import NotFoundError
from kiosk.domain.names import fold
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.services.badge_rights import held_by
from kiosk.services.context import Context
from kiosk.services.facts import checkpoint_of
from kiosk.store import listing, people
from kiosk.store.transact import reading
from kiosk.texts import N_

_WITHOUT = (TicketState.CANCELED, TicketState.EXPIRED)


class Order(StrEnum):
    """How badges are sorted: `list` is the order in which people came to be known."""

    NAME = "name"
    ROLE = "role"
    ORGANISATION = "organisation"
    LIST = "list"


def expected(ctx: Context, role: str = "", checkpoint: str = "") -> list[str]:
    """The ids of everybody who is expected: those who cancelled or have gone get no badge.

    With `role` only who has it, with `checkpoint` only who may enter there by right. Raises
    NotFoundError where there is no such role or checkpoint, or nobody.
    """
    if role and ctx.event.role(role) is None:
        known = ", ".join(one.id for one in ctx.event.roles)
        raise NotFoundError(N_("No existe el rol «{role}»; hay: {known}"), role=role, known=known)
    place = checkpoint_of(ctx, checkpoint) if checkpoint else None
    with reading(ctx.db):
        found = [row.person for row in listing.all_people(ctx.db) if _is_expected(*_of(row))]
        if not found:
            raise NotFoundError(N_("El evento no tiene personas todavía: kiosk import ARCHIVO"))
        chosen = [one for one in found if not role or role in one.roles]
        if place is not None:
            held = zip(chosen, held_by(ctx, chosen), strict=True)
            chosen = [one for one, has in held if place.id in has.open_to]
    if not chosen:
        raise NotFoundError(N_("No hay credenciales que hacer."))
    return [one.person_id for one in chosen]


def in_order(ctx: Context, person_ids: Sequence[str], order: Order) -> list[str]:
    """The ids sorted by folded name, rank of the role or organisation, then by name."""
    if order is Order.LIST:
        return list(person_ids)
    found = people.get_many(ctx.db, list(person_ids))
    rank = {role.id: role.rank for role in ctx.event.roles}

    def key(person_id: str) -> tuple[object, ...]:
        one = found.get(person_id) or Person(person_id, "")
        name = (fold(one.family_name or one.given_name), fold(one.given_name))
        if order is Order.ROLE:
            return (-max((rank.get(role, 0) for role in one.roles), default=0), *name)
        if order is Order.ORGANISATION:
            return (not one.organisation, fold(one.organisation), *name)
        return name

    return sorted(person_ids, key=key)


def _of(row: listing.Listed) -> tuple[Person, tuple[Ticket, ...]]:
    return row.person, row.tickets


def _is_expected(person: Person, tickets: Sequence[Ticket]) -> bool:
    living = [one for one in tickets if not one.gone and one.state not in _WITHOUT]
    return not person.gone and (bool(living) or not tickets)
