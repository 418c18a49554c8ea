import pytest

from kiosk.sources.indico.fields import filled
from kiosk.sources.indico.wire import Row, decode
from tests.sources.indico.recorded import field, recorded

CHOICES = [
    {"id": "b645", "caption": "CSIRT meeting", "isEnabled": True},
    {"id": "76da", "caption": " LAC-IX  meeting "},
    {"id": "5adc", "caption": "Member Assembly"},
]


def texts(*fields):
    data = {"id": 1, "registration_data": [{"position": 1, "fields": list(fields)}]}
    return [each.texts for each in filled(decode(data, Row))]


def test_the_recorded_registration():
    found = {each.place.title: each.texts for each in filled(decode(recorded("api/detail_1"), Row))}

    assert found["Country"] == ("UY",)
    assert found["Phone Number"] == ("+59826042222",)
    assert found["Title"] == ()
    assert found["Categoría / Category"] == ("Member",)
    assert found["Reuniones"] == ("CSIRT meeting", "Member Assembly")
    assert found["Certificado"] == ("yes",)
    assert found["Acompañantes"] == ("Ana Acompañante",)
    assert found["Dieta"] == ()


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        ("text", " Ana\u200b  Paz ", ("Ana Paz",)),
        ("text", None, ()),
        ("text", "", ()),
        ("text", {"id": 5, "text": "NIC"}, ("NIC",)),
        ("text", {"id": 5}, ()),
        ("number", 42, ("42",)),
        ("bool", False, ("no",)),
        ("multi_choice", {}, ()),
        ("multi_choice", {"5adc": 2, "b645": 1, "76da": 0}, ("CSIRT meeting", "Member Assembly")),
        ("single_choice", {"76da": 1}, ("LAC-IX meeting",)),
        ("single_choice", {"gone": 1}, ()),
        ("single_choice", "76da", ("LAC-IX meeting",)),
        ("country", None, ()),
        ("sessions", [11, 12], ("11", "12")),
        ("accompanying_persons", 3, ("3",)),
        (
            "accompanying_persons",
            [{"id": "x", "firstName": "Ana", "lastName": "Paz"}, {"id": "y"}],
            ("Ana Paz",),
        ),
        ("accommodation", {"choice": "a", "isNoAccommodation": False}, ()),
        ("file", [["deep"]], ()),
    ],
)
def test_each_kind_of_field_as_texts(kind, data, expected):
    choices = CHOICES if "choice" in kind else None

    assert texts(field(1, "Campo", kind, data, choices=choices)) == [expected]


def test_countries_have_choices_without_ids():
    choices = [{"caption": "Uruguay", "countryKey": "UY"}]

    assert texts(field(1, "País", "country", "UY", choices=choices)) == [("UY",)]
    assert texts(field(1, "País", "country", None, choices=choices)) == [()]


def test_sections_and_fields_stand_in_the_form_s_order():
    data = {
        "id": 1,
        "registration_data": [
            {"position": 2, "fields": [field(9, "Z", data="z")]},
            {
                "position": 1,
                "fields": [field(8, "B", data="b", position=2), field(7, "A", data="a")],
            },
            {"position": 3, "fields": None},
        ],
    }

    found = filled(decode(data, Row))

    assert [(each.place.id, each.place.section) for each in found] == [("7", 0), ("8", 0), ("9", 1)]


def test_a_field_that_nobody_knows_spoils_no_other():
    odd = {"id": {"nested": 1}, "title": 5, "choices": "none"}

    assert texts(odd, field(1, "Nombre", data="Ana"), "text", None) == [("Ana",)]
