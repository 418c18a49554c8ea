"""What stands in the columns of lists and the fields of forms, and what is kept of a choice."""

from pathlib import Path

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.source_draft import SeenColumn
from kiosk.services.source_columns import columns_of, fields_of, mapping_of, names_people
from kiosk.sources.columns import NOWHERE, find_columns
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_header
from kiosk.sources.indico.fields import Place
from kiosk.sources.indico.mapping import FormName
from kiosk.sources.indico.source import FormSeen


def seen(tmp_path: Path, text: str) -> tuple[SeenColumn, ...]:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    found = find_header(read_file(path))
    assert found is not None
    return columns_of(found)


def column(key, field="", form=""):
    return SeenColumn(key, key, (), field, form)


def test_each_column_has_different_samples_and_its_field(tmp_path):
    rows = "\n".join(
        f"{name};{mail}"
        for name, mail in [
            ("Ana", "a@x.org"),
            ("Ana", "b@x.org"),
            ("Li", ""),
            ("Jo", "c@x.org"),
            ("Eva", "d@x.org"),
        ]
    )
    found = seen(tmp_path, f"Nombre;Correo\n{rows}\n")

    assert [each.samples for each in found] == [
        ("Ana", "Li", "Jo"),
        ("a@x.org", "b@x.org", "c@x.org"),
    ]
    assert [each.field for each in found] == ["full_name", "email"]


def test_columns_of_one_title_are_told_apart_by_letters(tmp_path):
    found = seen(tmp_path, "Nombre completo;Dato;Dato;\nAna Paz;1;2;3\n")

    assert [each.key for each in found][:3] == ["Nombre completo", "B", "C"]
    assert [each.title for each in found][:3] == ["Nombre completo", "Dato", "Dato"]


def test_a_list_without_names_shows_its_columns_all_the_same(tmp_path):
    found = seen(tmp_path, "Wer;Wo\nAna Paz;UY\n")

    assert [each.title for each in found] == ["Wer", "Wo"]
    assert not names_people(found)


NAMED = (column("Nombre", "full_name"), column("Correo", "email"), column("Dato"))


@pytest.mark.parametrize(
    ("chosen", "kept"),
    [
        (("full_name", "email", ""), {}),
        (("full_name", "", "email"), {"email": "Dato"}),
        (("full_name", "", ""), {"email": NOWHERE}),
        (("full_name", "email", "note"), {"note": "Dato"}),
        (("", "email", "full_name"), {"full_name": "Dato"}),
    ],
    ids=["as-found", "moved", "taken-back", "more", "name-moved"],
)
def test_only_what_differs_is_kept(chosen, kept):
    assert mapping_of(NAMED, chosen) == kept


@pytest.mark.parametrize(
    ("chosen", "word"),
    [(("", "email", ""), "nombre"), (("full_name", "email", "email"), "Correo, Dato")],
    ids=["no-name", "twice"],
)
def test_a_choice_that_makes_no_sense_is_told(chosen, word):
    with pytest.raises(WrongUseError) as caught:
        mapping_of(NAMED, chosen)
    assert word in str(caught.value)


def test_roles_in_two_columns_stay_as_they_were_found():
    columns = (column("Nombre", "full_name"), column("Rol", "roles"), column("Rol 2", "roles"))

    assert mapping_of(columns, ("full_name", "roles", "roles")) == {}


def test_what_is_kept_is_what_is_read():
    header = ["Nombre", "Correo", "Correo 2"]
    found = find_columns(header, [], {"email": NOWHERE})

    assert "email" not in found
    assert find_columns(header, [], {"email": "C"}).of["email"] == (2,)


def test_a_field_that_does_not_exist_is_told_even_where_it_stands_nowhere():
    with pytest.raises(WrongUseError):
        find_columns(["Nombre"], [], {"emial": NOWHERE})


def test_fields_of_forms_come_with_their_form_and_samples():
    places = (Place("3", "First Name", "text", 0, 1), Place("4", "Vegan?", "bool", 0, 2))
    form = FormSeen(FormName("9", "Talleres"), 4, places, {"3": "given_name"}, {"3": ("Ana",)})
    found = fields_of([form])

    assert found == (
        SeenColumn("3", "First Name", ("Ana",), "given_name", "9", "Talleres"),
        SeenColumn("4", "Vegan?", (), "", "9", "Talleres"),
    )


def test_what_was_chosen_for_forms_is_kept_whole():
    columns = (
        column("3", "given_name", "9"),
        column("4", "", "9"),
        column("3", "family_name", "8"),
    )

    kept = mapping_of(columns, ("given_name", "companions", "full_name"))
    assert kept == {"9": {"3": "given_name", "4": "companions"}, "8": {"3": "full_name"}}


def test_a_form_needs_no_field_for_names():
    """Indico tells every registration's name beside the fields."""
    assert mapping_of((column("4", "", "9"),), ("shown",)) == {"9": {"4": "shown"}}


def test_two_fields_of_a_form_cannot_be_one_thing():
    columns = (column("3", "given_name", "9"), column("4", "", "9"))
    with pytest.raises(WrongUseError):
        mapping_of(columns, ("given_name", "given_name"))
