import tomllib

import pytest

from kiosk.domain.people import TicketState
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.resources import asset
from kiosk.sources.column_names import FIELDS, names, never, phrases
from kiosk.sources.plain import plain
from kiosk.sources.words import (
    confirmed_though_pending,
    language_of,
    languages_of,
    roles_of,
    state_of,
    yes_or_no,
)


@pytest.fixture(scope="module")
def tables():
    with asset("import", "words.toml").open("rb") as file:
        return tomllib.load(file)


def test_every_word_is_written_as_it_is_looked_up(tables):
    words = [word for table in tables.values() for found in table.values() for word in found]
    columns = [word for found in names().values() for word in found]

    assert [word for word in (*words, *columns, *never()) if word != plain(word)] == []


def test_no_word_means_two_things(tables):
    for table in tables.values():
        words = [word for found in table.values() for word in found]
        assert sorted(words) == sorted(set(words))


def test_the_tables_name_only_what_exists(tables):
    assert set(tables["states"]) == {str(state) for state in TicketState}
    assert set(tables["roles"]) == {role.id for role in STANDARD_ROLES}
    assert set(names()) == set(FIELDS)
    assert {field for field, _ in phrases()} <= set(FIELDS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (" Pagado ", TicketState.PAID),
        ("PENDENTE", TicketState.PENDING),
        ("Refunded/Canceled", TicketState.CANCELED),
        ("Vencida.", TicketState.EXPIRED),
        ("Lista de espera", TicketState.UNAPPROVED),
        ("tal vez", None),
        ("", None),
    ],
)
def test_states(text, found):
    assert state_of(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("IX; Fellow", ("fellow",)),
        ("Orador/a", ("speaker",)),
        ("Speaker, Fellow", ("speaker", "fellow")),
        ("Patrocinador | Prensa", ("sponsor", "press")),
        ("Nuevo", ("newcomer",)),
        ("Bolsista; bolsista", ("fellow",)),
        ("CSIRT", ()),
        ("", ()),
    ],
)
def test_roles(text, found):
    assert roles_of(text) == found


def test_an_events_own_role_wins():
    assert roles_of("trusted; fellow", frozenset({"trusted"})) == ("trusted", "fellow")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Sí", True),
        ("Sí, acepto que me fotografíen", True),
        ("sim", True),
        ("TRUE", True),
        ("x", True),
        ("No, gracias", False),
        ("Não", False),
        ("0", False),
        ("sin fotos", False),
        ("depende", None),
        ("", None),
    ],
)
def test_yes_and_no(text, found):
    assert yes_or_no(text) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Español", "es"),
        ("pt-br", "pt"),
        ("English", "en"),
        ("fr", "fr"),
        ("klingonés", ""),
        ("", ""),
    ],
)
def test_one_language(text, found):
    assert language_of(text) == found


def test_several_languages_in_order_and_once():
    assert languages_of("Português, español / Inglés; español") == ("pt", "es", "en")
    assert languages_of("ninguno") == ()


def test_confirmed_though_pending_in_three_languages():
    assert all(
        confirmed_though_pending(f"{word} ")
        for word in ("Pendiente (confirmado)", "pending (confirmed)")
    )
    assert not confirmed_though_pending("pendiente")


def test_plain_keeps_punctuation():
    assert plain("  Correo\u00a0ELECTRÓNICO: ") == "correo electronico:"
    assert plain("\ufeffE-mail") == "e-mail"
