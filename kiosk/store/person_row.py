"""People and tickets as rows of their tables and back; runs no query.

person.mirror holds the JSON object of fields_of(): what the source says, before corrections.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import attrgetter
from typing import Any

import msgspec

from kiosk.domain.names import fold
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.store.moments import maybe_moment, maybe_text
from kiosk.store.transact import Row

TEXT_FIELDS = (
    "given_name",
    "family_name",
    "badge_name",
    "email",
    "organisation",
    "country",
    "language",
    "note",
    "pronouns",
)
LIST_FIELDS = ("roles", "speaks")
FIELDS = (*TEXT_FIELDS, *LIST_FIELDS, "photo_ok")
"""What a source may say about a person, and what the desk may correct."""


_encode = msgspec.json.Encoder(order="sorted").encode
texts_of: Callable[[Person], tuple[str, ...]] = attrgetter(*TEXT_FIELDS)
"""The person's TEXT_FIELDS in that order."""


def to_json(value: object) -> str:
    """Compact JSON with sorted keys, so that equal values are equal texts."""
    return _encode(value).decode()


def name_key(given_name: str, family_name: str) -> str:
    """The folded words of a name in alphabetical order: the order of names does not matter."""
    # each by itself: given and family names repeat in a list, whole names hardly do
    return " ".join(sorted(f"{fold(given_name)} {fold(family_name)}".split()))


def search_keys(person: Person) -> dict[str, str]:
    """The folded columns by which people are matched and found."""
    return {
        "name_key": name_key(person.given_name, person.family_name),
        "badge_key": fold(person.badge_name),
        "email_key": person.email.strip().casefold(),
        "org_key": fold(person.organisation),
    }


def fields_of(person: Person) -> dict[str, Any]:
    """The person's FIELDS as JSON values."""
    fields: dict[str, Any] = dict(zip(TEXT_FIELDS, texts_of(person), strict=True))
    fields["roles"], fields["speaks"] = list(person.roles), list(person.speaks)
    fields["photo_ok"] = person.photo_ok
    return fields


def person_of(person_id: str, fields: Mapping[str, Any], *, gone: bool = False) -> Person:
    """The person behind JSON values as fields_of() makes them; missing fields are empty."""
    texts = {name: str(fields.get(name) or "") for name in TEXT_FIELDS}
    photo = fields.get("photo_ok")
    return Person(
        person_id=person_id,
        roles=tuple(fields.get("roles") or ()),
        speaks=tuple(fields.get("speaks") or ()),
        photo_ok=None if photo is None else bool(photo),
        gone=gone,
        **texts,
    )


def person_columns(person: Person) -> dict[str, str | int | None]:
    """The columns of table person that follow from the value (not source, mirror, gone_at)."""
    columns: dict[str, str | int | None] = {name: getattr(person, name) for name in TEXT_FIELDS}
    columns |= {name: to_json(list(getattr(person, name))) for name in LIST_FIELDS}
    columns["photo_ok"] = None if person.photo_ok is None else int(person.photo_ok)
    return columns | search_keys(person)


def person_from(row: Row) -> Person:
    """The person of a row of table person."""
    texts = {name: row[name] for name in TEXT_FIELDS}
    return Person(
        person_id=row["person_id"],
        roles=_listed(row["roles"]),
        speaks=_listed(row["speaks"]),
        photo_ok=None if row["photo_ok"] is None else bool(row["photo_ok"]),
        gone=row["gone_at"] is not None,
        **texts,
    )


@lru_cache(maxsize=1024)
def _listed(text: str) -> tuple[str, ...]:
    """A stored list; the few that there are get read again and again."""
    return tuple(json.loads(text))


def ticket_columns(ticket: Ticket) -> dict[str, str | int | None]:
    """The columns of table ticket that follow from the value (not extra, gone_at)."""
    return {
        "ticket_id": ticket.ticket_id,
        "person_id": ticket.person_id,
        "code": ticket.code,
        "state": str(ticket.state),
        "product": ticket.product,
        "source": ticket.source,
        "source_ref": ticket.source_ref,
        "valid_from": maybe_text(ticket.valid_from),
        "valid_until": maybe_text(ticket.valid_until),
        "blocked": int(ticket.blocked),
        "valid_if_pending": int(ticket.valid_if_pending),
        "attention": int(ticket.attention),
        "checkin_text": ticket.checkin_text,
        "product_id": ticket.product_id,
        "variation_id": ticket.variation_id,
        "date_id": ticket.date_id,
        "parent_id": ticket.parent_id,
    }


def ticket_from(row: Row) -> Ticket:
    """The ticket of a row of table ticket."""
    return Ticket(
        ticket_id=row["ticket_id"],
        person_id=row["person_id"],
        code=row["code"],
        state=TicketState(row["state"]),
        product=row["product"],
        source=row["source"],
        source_ref=row["source_ref"],
        valid_from=maybe_moment(row["valid_from"]),
        valid_until=maybe_moment(row["valid_until"]),
        blocked=bool(row["blocked"]),
        valid_if_pending=bool(row["valid_if_pending"]),
        attention=bool(row["attention"]),
        checkin_text=row["checkin_text"],
        product_id=row["product_id"],
        variation_id=row["variation_id"],
        date_id=row["date_id"],
        parent_id=row["parent_id"],
        gone=row["gone_at"] is not None,
    )
