"""What stands on a badge: the lines of the name, the roles by rank, the code."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.badge import content_of
from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.people import Person

ROLES = (
    RoleStyle("attendee", {"es": "Participante"}, rank=0),
    RoleStyle("fellow", {"es": "Becario/a"}, rank=2),
    RoleStyle("speaker", {"es": "Orador/a"}, rank=3),
)
EVENT = Event(
    "lacnic46",
    {"es": "LACNIC 46"},
    ZoneInfo("America/Montevideo"),
    date(2026, 10, 5),
    date(2026, 10, 9),
    "LAC46",
    roles=ROLES,
)


def content(person, event=EVENT):
    return content_of(person, event, "LAC46.7K2M9QX4", "Uruguay", "5–9 de octubre de 2026")


@pytest.mark.parametrize(
    ("given", "family", "badge_name", "lines"),
    [
        ("José", "Núñez Ibáñez", "", ("José", "Núñez Ibáñez")),
        ("José", "Núñez", "Pepe", ("Pepe", "Núñez")),
        ("José", "Núñez", "Pepe NUÑEZ", ("Pepe NUÑEZ", "")),
        ("José", "Ez", "Nuñez", ("Nuñez", "Ez")),
        ("", "Núñez", "", ("Núñez", "")),
        ("Cher", "", "", ("Cher", "")),
        ("Ana", "Paz", "\U0001f984", ("Ana", "Paz")),
        ("Ana \U0001f984", "Paz", "", ("Ana \U0001f984", "Paz")),
        ("\U0001f984", "", "", ("\U0001f984", "")),
        ("Jose\u0301 ", "Nu\u0301n\u0303ez", "", ("José", "Núñez")),
    ],
)
def test_the_lines_of_the_name(given, family, badge_name, lines):
    badge = content(Person("p1", given, family, badge_name))

    assert (badge.first_line, badge.second_line) == lines


@pytest.mark.parametrize(
    ("roles", "wanted"),
    [
        (("fellow", "speaker"), ["speaker", "fellow"]),
        (("speaker", "fellow"), ["speaker", "fellow"]),
        ((), ["attendee"]),
        (("a role nobody knows",), ["attendee"]),
    ],
)
def test_the_roles_by_rank(roles, wanted):
    assert [role.id for role in content(Person("p1", "Ana", roles=roles)).roles] == wanted


def test_an_event_without_roles_has_badges_without_a_band():
    bare = Event("e", {"es": "Encuentro"}, EVENT.timezone, EVENT.first_day, EVENT.last_day, "ENC")

    assert content(Person("p1", "Ana", roles=("fellow",)), bare).roles == ()


def test_everything_else_is_carried_over():
    person = Person(
        "p1",
        "Ana",
        organisation="Punta Sol",
        country="UY",
        language="pt",
        speaks=("es", "en"),
        photo_ok=False,
        pronouns="ella",
    )
    badge = content(person)

    assert (badge.organisation, badge.country, badge.code) == (
        "Punta Sol",
        "Uruguay",
        "LAC46.7K2M9QX4",
    )
    assert (badge.languages, badge.photo_ok, badge.lang) == (("es", "en"), False, "es")
    assert (badge.pronouns, badge.person_lang) == ("ella", "pt")
    assert (badge.event_name, badge.event_dates) == ("LACNIC 46", "5–9 de octubre de 2026")
