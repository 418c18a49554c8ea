"""What is said in the place of a name where only a signature is known."""

import pytest

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.people import Person, Ticket
from kiosk.texts.signed import holder_name, product_name

SOLD = Catalogue(products=(Product("1", {"es": "Presencial", "en": "On site"}), Product("2", {})))
ANA = Person("ana", "Ana", "Silva")


def ticket(product_id: str, product: str = "") -> Ticket:
    return Ticket("sig-1", "sig-1", "...", product=product, product_id=product_id)


@pytest.mark.parametrize(
    ("one", "lang", "wanted"),
    [
        pytest.param(ticket("1"), "es", "Presencial · entrada firmada", id="es"),
        pytest.param(ticket("1"), "en", "On site · signed ticket", id="en"),
        pytest.param(ticket("1"), "pt", "Presencial · ingresso assinado", id="pt"),
        pytest.param(ticket("9", "Curso"), "es", "Curso · entrada firmada", id="its own word"),
        pytest.param(ticket("9"), "es", "Entrada firmada", id="unknown product"),
        pytest.param(ticket("2"), "en", "Signed ticket", id="nameless product"),
        pytest.param(None, "es", "", id="nobody at all"),
    ],
)
def test_a_signed_ticket_is_named_by_its_product(one: Ticket, lang: str, wanted: str) -> None:
    assert holder_name(None, one, SOLD, lang) == wanted


def test_a_person_is_named_by_their_name() -> None:
    assert holder_name(ANA, ticket("1"), SOLD, "en") == "Ana Silva"
    assert product_name(ticket("1"), SOLD, "en") == "On site"
