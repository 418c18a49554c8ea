"""The positions of pretix's orders as registrations; matches nobody and writes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.names import clean, split_full_name
from kiosk.domain.people import Person, TicketState
from kiosk.domain.registration import Registration
from kiosk.sources.pretix.catalogue import Note
from kiosk.sources.pretix.texts import aware
from kiosk.sources.pretix.wire import Answer, Order, Position, decode, text_id
from kiosk.sources.words import language_of, roles_of

_STATES = {
    "n": TicketState.PENDING,
    "p": TicketState.PAID,
    "e": TicketState.EXPIRED,
    "c": TicketState.CANCELED,
}


class Read(NamedTuple):
    """An order as read. `testmode` tells that it was only made to try the shop."""

    code: str
    testmode: bool
    registrations: tuple[Registration, ...]


class Shop(NamedTuple):
    """What is known of the shop: its catalogue, notes of variations, zone and the event's roles.

    `texts` are the placeholders of its badges that only pretix can fill in.
    """

    catalogue: Catalogue
    zone: ZoneInfo
    notes: Mapping[str, Note] = {}
    role_ids: frozenset[str] = frozenset()
    texts: frozenset[str] = frozenset()


def registrations(data: object, shop: Shop) -> Read:
    """The order's positions, in their order; canceled ones too.

    The id of each is "ORDER-number", as in pretix's exports. Raises WrongUseError that names the
    order and the field which is wrong.
    """
    order = decode(data, Order, "order")
    positions = order.positions or []
    numbers = {text_id(position.id): position.positionid for position in positions}
    people = _people(order, shop)
    found = tuple(
        Registration(
            number=position.positionid,
            person=people[text_id(position.id)],
            source_id=f"{order.code}-{position.positionid}",
            code=position.secret or "",
            state=_state(order, position),
            product=_product(position, shop.catalogue),
            valid_from=aware(position.valid_from, shop.zone),
            valid_until=aware(position.valid_until, shop.zone),
            blocked=bool(position.blocked),
            valid_if_pending=bool(order.valid_if_pending),
            product_id=text_id(position.item),
            variation_id=text_id(position.variation),
            date_id=text_id(position.subevent),
            addon_to=_main(order, position, numbers),
            attention=bool(order.checkin_attention) or _note(position, shop).attention,
            checkin_text=_texts(order.checkin_text, _note(position, shop).text),
            answers=_answers(position.answers or ()),
        )
        for position in positions
    )
    return Read(order.code, bool(order.testmode), found)


def _people(order: Order, shop: Shop) -> dict[str, Person]:
    """Whose each position is, by its id; an add-on without a name is the main position's."""
    positions = order.positions or []
    alone = sum(position.addon_to is None for position in positions) == 1
    mail = clean(order.email or "") if alone else ""
    found = {text_id(p.id): _person(order, p, shop, mail) for p in positions}
    for position in positions:
        main = found.get(text_id(position.addon_to)) if position.addon_to is not None else None
        if main is not None and not found[text_id(position.id)].full_name:
            found[text_id(position.id)] = main
    for position in positions:
        person = found[text_id(position.id)]
        if not person.full_name:  # a shop that asks no names: staff know the order's code
            named = replace(person, given_name=f"{order.code}-{position.positionid}")
            found[text_id(position.id)] = named
    return found


def _person(order: Order, position: Position, shop: Shop, mail: str) -> Person:
    """The attendee; `mail` is the buyer's where nobody else is in the order."""
    given, family = _name(position)
    parts = position.attendee_name_parts or {}
    return Person(
        person_id="",
        given_name=given,
        family_name=family,
        badge_name=clean(parts.get("calling_name") or ""),
        email=clean(position.attendee_email or "") or mail,
        organisation=clean(position.company or ""),
        country=clean(position.country or ""),
        language=language_of(order.locale or ""),
        roles=_roles(position, shop),
        note=clean(order.comment or ""),
    )


def _name(position: Position) -> tuple[str, str]:
    """Given and family name of whatever scheme of names the event has."""
    parts = {key: clean(text or "") for key, text in (position.attendee_name_parts or {}).items()}
    given = " ".join(filter(None, (parts.get("given_name"), parts.get("middle_name"))))
    family = parts.get("family_name", "")
    if given or family:
        return given, family
    whole = parts.get("full_name") or parts.get("_legacy") or clean(position.attendee_name or "")
    return split_full_name(whole)


def _roles(position: Position, shop: Shop) -> tuple[str, ...]:
    """The roles that the product's name tells, in whatever language; else attendee."""
    product = shop.catalogue.product(text_id(position.item))
    names = product.name.values() if product else ()
    found = [role for name in names for role in roles_of(name, shop.role_ids)]
    return tuple(dict.fromkeys(found)) or ("attendee",)


def _state(order: Order, position: Position) -> TicketState:
    """An unknown status must not admit anybody by mistake: it counts as unapproved."""
    if position.canceled:
        return TicketState.CANCELED
    state = _STATES.get(order.status or "", TicketState.UNAPPROVED)
    waits = state is TicketState.PENDING and order.require_approval
    return TicketState.UNAPPROVED if waits else state


def _product(position: Position, catalogue: Catalogue) -> str:
    product = catalogue.product(text_id(position.item))
    return product.name.get("es", product.id) if product else text_id(position.item)


def _main(order: Order, position: Position, numbers: Mapping[str, int]) -> str:
    """The id of the main position's registration."""
    number = numbers.get(text_id(position.addon_to)) if position.addon_to is not None else None
    return "" if number is None else f"{order.code}-{number}"


def _note(position: Position, shop: Shop) -> Note:
    return shop.notes.get(text_id(position.variation), Note())


def _texts(*texts: str | None) -> str:
    """The texts that there are, a line each; the product's is in the catalogue."""
    return "\n".join(text.strip() for text in texts if text and text.strip())


def _answers(answers: Iterable[Answer]) -> dict[str, str]:
    """Text by question id: options by their ids, yes and no as "true" and "false"."""
    found = {}
    for answer in answers:
        text = ",".join(map(text_id, answer.options or ())) or (answer.answer or "").strip()
        found[text_id(answer.question)] = text.lower() if text in {"True", "False"} else text
    return found
