"""People and their tickets as plain values; knows nothing of where they come from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TicketState(StrEnum):
    """State of a registration, in pretix's words (paid means confirmed)."""

    PAID = "paid"
    PENDING = "pending"
    UNAPPROVED = "unapproved"
    CANCELED = "canceled"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Person:
    """A human at this event, as staff should see them (corrections applied).

    `country` is an ISO 3166 alpha-2 code where it could be recognised, else the text as given.
    `language` and `speaks` hold language codes ("es", "pt", "en", ...). `photo_ok` is None where
    nobody asked. `badge_name` is what the badge says largest; empty means the given name.
    `pronouns` are as the person writes them ("ella", "elu/delu").
    """

    person_id: str
    given_name: str
    family_name: str = ""
    badge_name: str = ""
    email: str = ""
    organisation: str = ""
    country: str = ""
    language: str = ""
    roles: tuple[str, ...] = ()
    note: str = ""
    photo_ok: bool | None = None
    speaks: tuple[str, ...] = ()
    gone: bool = False
    pronouns: str = ""

    @property
    def full_name(self) -> str:
        """Given and family name in reading order."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def first_line(self) -> str:
        """The largest line of the badge."""
        return self.badge_name or self.given_name or self.family_name


@dataclass(frozen=True, slots=True)
class Ticket:
    """A registration of one person that carries a code; moments are aware (UTC).

    `product` is what people read. `product_id`, `variation_id` and `date_id` are the source's
    ids, "" where it has none; `parent_id` is the ticket_id of the ticket this is an add-on to.
    """

    ticket_id: str
    person_id: str
    code: str
    state: TicketState = TicketState.PAID
    product: str = ""
    source: str = ""
    source_ref: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    blocked: bool = False
    valid_if_pending: bool = False
    attention: bool = False
    checkin_text: str = ""
    gone: bool = False
    product_id: str = ""
    variation_id: str = ""
    date_id: str = ""
    parent_id: str = ""
