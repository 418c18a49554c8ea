"""Names for whoever passes by a signed ticket that the list does not know; looks nothing up."""

from __future__ import annotations

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.people import Person, Ticket
from kiosk.texts.catalog import N_, translate
from kiosk.texts.formats import localised

SIGNED = N_("Entrada firmada")
"""What stands in the place of a name where only the signature is known."""


def product_name(ticket: Ticket, catalogue: Catalogue, lang: str) -> str:
    """What the ticket is for in that language; "" where the event's source does not say."""
    product = catalogue.product(ticket.product_id)
    return localised(product.name, lang) if product else ticket.product


def holder_name(
    person: Person | None, ticket: Ticket | None, catalogue: Catalogue, lang: str
) -> str:
    """The person's name; else what the signed ticket is for; "" where nobody is known at all."""
    if person is not None:
        return person.full_name
    if ticket is None:
        return ""
    product = product_name(ticket, catalogue, lang)
    if not product:
        return translate(SIGNED, lang)
    return translate(N_("{product} · entrada firmada"), lang, product=product)
