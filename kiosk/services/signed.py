"""A ticket out of what a signed code says of itself, for whom no list names; writes nothing."""

from __future__ import annotations

import hashlib

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.people import Ticket
from kiosk.domain.signed_ticket import SignedTicket, read
from kiosk.scanning.signature import verified

SOURCE = "signed"
"""Source of the tickets made here; no other ticket has it, and they are never stored."""

_PREFIX, _HEX = "sig-", 32


def signed_id(text: str) -> str:
    """Under which id visits with a signed code stand; the code cannot be read back from it."""
    return f"{_PREFIX}{hashlib.sha256(text.encode()).hexdigest()[:_HEX]}"


def is_signed_id(person_id: str) -> bool:
    """Whether visits under that id are those of a signed code that nobody is known by."""
    return person_id.startswith(_PREFIX) and len(person_id) == len(_PREFIX) + _HEX


def signed_ticket(catalogue: Catalogue, text: str) -> Ticket | None:
    """The ticket that a code describes; None unless a key of the catalogue signed it.

    Its person is nobody that is known: `ticket_id` and `person_id` are both signed_id().
    """
    envelope = read(text)
    if envelope is None or not verified(envelope, catalogue.keys):
        return None
    return _ticket(catalogue, text, envelope.ticket)


def _ticket(catalogue: Catalogue, text: str, said: SignedTicket) -> Ticket:
    product = catalogue.product(said.product_id)
    return Ticket(
        ticket_id=signed_id(text),
        person_id=signed_id(text),
        code=text,
        product=product.name.get("es", "") if product else "",
        source=SOURCE,
        valid_from=said.valid_from,
        valid_until=said.valid_until,
        product_id=said.product_id,
        variation_id=said.variation_id,
        date_id=said.date_id,
    )
