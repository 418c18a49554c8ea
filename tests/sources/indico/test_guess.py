import pytest

from kiosk.sources.indico.fields import Place, filled
from kiosk.sources.indico.guess import TARGETS, guess
from kiosk.sources.indico.wire import Row, decode
from tests.sources.indico.recorded import recorded


def form(*fields, section=0):
    """Fields as "title/kind", in their order."""
    return tuple(
        Place(str(number), *text.split("/"), section, number)
        for number, text in enumerate(fields, start=1 + 100 * section)
    )


def guessed(*fields, more=()):
    """title -> target."""
    places = (*form(*fields), *form(*more, section=1))
    found = guess(places)
    assert set(found.values()) <= set(TARGETS)
    return {place.title: found[place.id] for place in places if place.id in found}


@pytest.mark.parametrize("name", ["detail_1", "detail_6_unpaid", "detail_12_pending"])
def test_the_forms_of_a_real_event(name):
    places = tuple(each.place for each in filled(decode(recorded(f"api/{name}"), Row)))
    found = guess(places)

    assert {place.title: found[place.id] for place in places if place.id in found} == {
        "First Name": "given_name",
        "Last Name": "family_name",
        "Affiliation": "organisation",
        "Country": "country",
        "Categoría / Category": "roles",
        "Nombre en la credencial": "badge_name",
        "Foto consent": "photo_ok",
        "Acompañantes": "companions",
    }


@pytest.mark.parametrize(
    "titles",
    [
        ("Prénom", "Nom", "Courriel", "Établissement"),
        ("Nombre", "Apellidos", "Correo", "Afiliación"),
        ("Nome", "Sobrenome", "E-mail", "Instituição"),
        ("Vorname", "Nachname", "E-Mail", "Institut"),
        ("名", "姓", "電郵", "機構"),
    ],
    ids=lambda titles: titles[2].encode("ascii", "backslashreplace").decode(),
)
def test_what_indico_puts_into_every_form_is_known_in_any_language(titles):
    given, family, mail, organisation = titles

    found = guessed(f"{given}/text", f"{family}/text", f"{mail}/email", f"{organisation}/text")

    assert found == {given: "given_name", family: "family_name", organisation: "organisation"}


def test_titles_tell_names_apart_that_somebody_has_moved():
    found = guessed("Apellidos/text", "Nombre/text", "Correo/email")

    assert found == {"Apellidos": "family_name", "Nombre": "given_name"}


def test_the_name_of_somebody_else_is_no_name():
    found = guessed(
        *("First Name/text", "Last Name/text", "Email Address/email"),
        more=("Nombre/text", "Apellido/text", "Contacto de emergencia/text"),
    )

    assert found == {"First Name": "given_name", "Last Name": "family_name"}


def test_without_affiliation_the_next_field_is_not_taken_for_it():
    places = (
        *form("First Name/text", "Last Name/text", "Email Address/email"),
        Place("9", "Position", "text", 0, 1003),
    )

    assert set(guess(places).values()) == {"given_name", "family_name"}


def test_only_the_first_country_counts():
    found = guessed(
        *("First Name/text", "Last Name/text", "Email/email"),
        more=("País de nacimiento/country", "Visa/country"),
    )

    assert found["País de nacimiento"] == "country"
    assert "Visa" not in found


def test_nobody_writes_a_role_for_themselves():
    found = guessed("A/text", "B/text", "C/email", more=("Rol/text", "Categoría/single_choice"))

    assert found["Categoría"] == "roles"
    assert "Rol" not in found


def test_what_is_private_is_left_where_it_is():
    found = guessed(
        *("A/text", "B/text", "C/email", "D/text", "Teléfono/phone"),
        more=("Dieta/textarea", "Comentarios/textarea", "Pasaporte/file", "Talle/single_choice"),
    )

    assert set(found) == {"A", "B", "D"}


@pytest.mark.parametrize("places", [(), form("Solo/text"), form("Correo/email")], ids=len)
def test_a_form_without_names_is_guessed_no_names(places):
    assert set(guess(places).values()) <= {"organisation"}
