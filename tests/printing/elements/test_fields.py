"""What an element says of one person, and to whom it is shown."""

import pytest

from kiosk.domain.badge import BadgeContent, ProgrammeLine
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.printing.elements.fields import (
    field_names,
    filled,
    holds,
    is_known,
    is_text,
    placeholders,
    said,
    value,
)
from kiosk.printing.elements.parts import When

ROLES = {role.id: role for role in STANDARD_ROLES}
ANA = BadgeContent(
    first_line="Ana",
    second_line="Paz",
    organisation="NIC Ejemplo",
    country="Chile",
    roles=(ROLES["fellow"],),
    code="LAC46.K7PX42NQ",
    languages=("es",),
    photo_ok=True,
    event_name="LACNIC 46",
    event_dates="5–9 de octubre",
    pronouns="ella",
    product="full",
    product_name="Completa",
    rights=("csirt",),
    programme=(
        ProgrammeLine("csirt", "Martes", "9–10", "CSIRTs"),
        ProgrammeLine("csirt", "Martes", "11–12", "CSIRTs"),
        ProgrammeLine("lacix", "Jueves", "9–10", "LAC-IX"),
    ),
    seat="NIC Sede",
    votes=0,
    capacity="voter",
    texts={"shirt": "M"},
)
NOBODY = BadgeContent(first_line="Li")


@pytest.mark.parametrize(
    ("name", "said_of_ana", "said_of_nobody"),
    [
        ("first_line", "Ana", "Li"),
        ("second_line", "Paz", ""),
        ("full_name", "Ana Paz", "Li"),
        ("organisation", "NIC Ejemplo", ""),
        ("country", "Chile", ""),
        ("pronouns", "ella", ""),
        ("country_pronouns", "Chile · ella", ""),
        ("event_name", "LACNIC 46", ""),
        ("event_dates", "5–9 de octubre", ""),
        ("product", "Completa", ""),
        ("seat", "NIC Sede", ""),
        ("votes", "0", ""),
        ("capacity", "Vota", ""),
        ("role", "Becario/a", ""),
        ("days", "Martes · Jueves", ""),
        ("code", "LAC46.K7PX42NQ", ""),
    ],
)
def test_what_a_field_says(name, said_of_ana, said_of_nobody):
    assert value(ANA, name, "es") == said_of_ana
    assert value(NOBODY, name, "es") == said_of_nobody


def test_every_field_is_in_the_table_above():
    cases = test_what_a_field_says.pytestmark[0].args[1]

    assert {case[0] for case in cases} == set(field_names())


@pytest.mark.parametrize(
    ("capacity", "lang", "word"),
    [
        ("voter", "en", "Voter"),
        ("alternate", "pt", "Suplente"),
        ("observer", "en", "Observer"),
        ("?", "es", ""),
    ],
)
def test_fixed_words_come_in_the_badges_language(capacity, lang, word):
    assert value(BadgeContent("Ana", capacity=capacity), "capacity", lang) == word


def test_a_servers_own_field_is_asked_for_by_its_name():
    assert value(ANA, "texts.shirt", "es") == "M"
    assert value(NOBODY, "texts.shirt", "es") == ""


@pytest.mark.parametrize(
    ("name", "text", "known"),
    [
        ("country", True, True),
        ("texts.shirt", True, True),
        ("texts.", False, False),
        ("languages", False, True),
        ("programme", False, True),
        ("salary", False, False),
        ("", False, False),
    ],
)
def test_which_names_there_are(name, text, known):
    assert (is_text(name), is_known(name)) == (text, known)


@pytest.mark.parametrize(
    ("words", "lang", "text"),
    [
        ({"es": "Sí", "pt": "Sim"}, "pt", "Sim"),
        ({"es": "Sí", "pt": "Sim"}, "en", "Sí"),
        ({"en": "Yes"}, "pt", "Yes"),
        ({"es": "Sí", "en": ""}, "en", "Sí"),
        ({}, "es", ""),
    ],
    ids=["own", "spanish", "any", "empty", "none"],
)
def test_words_that_are_not_there_come_in_spanish(words, lang, text):
    assert said(words, lang) == text


def test_fields_within_words_are_filled_in():
    assert filled("Votos: {votes} ({seat})", ANA, "es") == "Votos: 0 (NIC Sede)"
    assert filled("{capacity}", ANA, "en") == "Voter"
    assert filled("a {} b {x y}", ANA, "es") == "a {} b {x y}"
    assert placeholders("{votes} de {texts.shirt}") == ("votes", "texts.shirt")


def test_what_a_person_is_called_is_never_read_as_a_field():
    sly = BadgeContent("{code}", code="LAC46.SECRET00")

    assert filled("Hola {first_line}", sly, "es") == "Hola {code}"


@pytest.mark.parametrize(
    ("when", "ana", "nobody"),
    [
        (None, True, True),
        (When(), True, True),
        (When(roles=("fellow", "board")), True, False),
        (When(roles=("board",)), False, False),
        (When(rights=("csirt",)), True, False),
        (When(rights=("lacix",)), False, False),
        (When(products=("full", "day")), True, False),
        (When(products=("day",)), False, False),
        (When(consent=("yes",)), True, False),
        (When(consent=("unasked",)), False, True),
        (When(consent=("no", "unasked")), False, True),
        (When(capacity=("voter",)), True, False),
        (When(capacity=("observer", "alternate")), False, False),
        (When(has=("organisation", "languages")), True, False),
        (When(has=("organisation", "texts.hat")), False, False),
        (When(lacks=("organisation", "programme")), False, True),
        (When(has=("votes",)), True, False),
        (When(roles=("fellow",), consent=("no",)), False, False),
        (When(roles=("fellow",), has=("seat",)), True, False),
    ],
    ids=str,
)
def test_who_gets_an_element(when, ana, nobody):
    assert (holds(when, ANA), holds(when, NOBODY)) == (ana, nobody)
