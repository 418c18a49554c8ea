"""A row of a registration list as read, and what is wrong with rows; knows no file and no store."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from kiosk.domain.people import Person, TicketState


class Registration(NamedTuple):
    """One ticket of one person as a list says it. `person.person_id` is not known yet.

    `number` is the row as the spreadsheet shows it. `source_id` is the list's own id of the
    registration, `code` the text of the person's QR; either may be empty. Moments are aware.
    `addon_to` is the `source_id` of the registration that this one is an add-on to: without a
    name of its own it belongs to that one's person. `answers` are by question id.
    """

    number: int
    person: Person
    source_id: str = ""
    code: str = ""
    state: TicketState = TicketState.PAID
    product: str = ""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    blocked: bool = False
    valid_if_pending: bool = False
    product_id: str = ""
    variation_id: str = ""
    date_id: str = ""
    addon_to: str = ""
    attention: bool = False
    checkin_text: str = ""
    answers: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong in one row: a row left out, or a doubt about a row that went in.

    `message` is a translatable Spanish sentence with {placeholders} that `params` fill; it never
    repeats personal data other than the wrong cell itself.
    """

    row: int
    field: str
    message: str
    params: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @property
    def text(self) -> str:
        """The sentence in Spanish."""
        return self.message.format(**self.params)
