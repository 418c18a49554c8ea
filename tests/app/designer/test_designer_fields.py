"""The properties that are asked for: every kind has its own, and each can be set as it is shown."""

from dataclasses import replace

import pytest

from kiosk.app import designer_words as words
from kiosk.app.designer_edits import ADDABLE, with_new, with_value
from kiosk.app.designer_fields import element_groups, plain, sheet_groups
from kiosk.app.designer_model import DesignerModel, new_session
from kiosk.app.designer_states import designer_state, refusal
from kiosk.printing.elements import fields as drawn_fields
from kiosk.printing.elements import kinds
from kiosk.printing.fonts import WEIGHTS
from kiosk.printing.layout import layout_names, load_layout
from kiosk.printing.layout_check import Problem
from kiosk.printing.patterns import PATTERNS
from kiosk.services.designer import Named
from kiosk.texts import use
from kiosk.ui.designer.state import Input

from .conftest import EVENT

LAYOUTS = {name: load_layout(name) for name in layout_names()}
A6 = LAYOUTS["a6"]


def fields_of(layout, index):
    groups = sheet_groups(layout) if index is None else element_groups(layout, index, EVENT)
    return [field for group in groups for field in group.fields]


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_property_can_be_set_to_what_it_shows(name):
    layout = LAYOUTS[name]

    for index in [None, *range(len(layout.elements))]:
        for field in fields_of(layout, index):
            assert with_value(layout, index, field.key, plain(field.key, field.value)) == layout


@pytest.mark.parametrize("kind", ADDABLE)
def test_a_new_element_has_its_place_and_who_gets_it(kind):
    layout = with_new(A6, kind, "front")
    index = len(layout.elements) - 1

    keys = [field.key for field in fields_of(layout, index)]

    assert {"x", "y", "w", "h", "when.roles", "when.rights"} <= set(keys)
    assert len(keys) == len(set(keys))
    for field in fields_of(layout, index):
        assert with_value(layout, index, field.key, plain(field.key, field.value)) == layout


def test_a_choice_offers_what_it_holds():
    for name, layout in LAYOUTS.items():
        for index in [None, *range(len(layout.elements))]:
            for field in fields_of(layout, index):
                if field.input is Input.CHOICE and field.key != "field":
                    assert field.value in [value for value, _ in field.options], (name, field.key)


def test_a_side_is_asked_for_where_there_are_two():
    butterfly = LAYOUTS["a6-butterfly"]

    assert "side" in [field.key for field in fields_of(butterfly, 0)]
    assert "side" not in [field.key for field in fields_of(A6, 0)]


def test_only_rooms_that_not_everybody_may_enter_are_offered():
    rights = next(field for field in fields_of(A6, 0) if field.key == "when.rights")

    assert [value for value, _ in rights.options] == ["csirt"]


@pytest.mark.parametrize(
    ("key", "value", "file"),
    [
        ("weight", "700", 700),
        ("lines", 3.0, 3),
        ("rotation", "90", 90),
        ("dpi", "", None),
        ("dpi", "203", 203),
        ("upper", "yes", True),
        ("mono", "", False),
        ("x", 2.5, 2.5),
        ("when.roles", ("a",), ("a",)),
    ],
)
def test_values_become_what_a_file_holds(key, value, file):
    assert plain(key, value) == file


def test_every_kind_field_weight_and_pattern_has_a_name():
    tags = {kind.__struct_config__.tag for kind in kinds.AnyElement.__args__}

    assert set(words.KINDS) == tags
    assert set(words.FIELDS) == set(drawn_fields.field_names())
    assert set(words.WEIGHTS) == {str(weight) for weight in WEIGHTS}
    assert set(words.PATTERNS) == {"", *PATTERNS}
    assert all(map(drawn_fields.is_known, words.LISTS))


@pytest.mark.parametrize(
    ("kind", "label", "title"),
    [
        ("text", "first_line", "Nombre"),
        ("text", "texts.attendee_company", "attendee_company"),
        ("words", "Hablo", "Hablo"),
        ("image", "logo.png", "logo.png"),
        ("band", "", "Franja del rol"),
        ("code", "", "Código QR"),
    ],
)
def test_elements_are_called_by_what_they_say(kind, label, title):
    assert words.title_of(kind, label) == title


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_layout_has_a_state_in_every_language(lang, name):
    use(lang)
    model = DesignerModel(session=new_session(name, LAYOUTS[name]), named=(Named(name, own=False),))

    for chosen in [None, *range(len(LAYOUTS[name].elements))]:
        state = designer_state(replace(model, chosen=chosen), EVENT)
        assert all(one.title for one in state.frames)
        assert all(field.label for group in state.groups for field in group.fields)


def test_nothing_is_offered_before_a_layout_is_open():
    state = designer_state(DesignerModel(), EVENT)

    assert not state.ready
    assert state.layouts == ()


def test_a_chosen_element_that_is_no_more_is_the_sheet():
    model = DesignerModel(session=new_session("a6", A6), chosen=999)

    assert designer_state(model, EVENT).chosen is None


def test_a_refusal_says_the_first_severe_reason_and_names_the_element():
    mild = Problem("El programa no entra entero: se indica «+{n}».", {"n": 2}, severe=False)
    bad = Problem(
        "El elemento {number} invade el margen blanco del QR.", {"number": 1}, severe=True, index=0
    )

    assert refusal((mild, bad), A6) == "No se guardó. «Recuadro» invade el margen blanco del QR."


@pytest.mark.parametrize(
    ("lang", "title"), [("es", "Sin fotos"), ("pt", "Sem fotos"), ("en", "No photos")]
)
def test_fixed_words_are_called_by_what_they_say_in_the_language_of_the_screen(lang, title):
    use(lang)

    state = designer_state(DesignerModel(session=new_session("a6", A6)), EVENT)

    assert title in [one.title for one in state.frames]
    assert "Hablo · Falo · I speak" in [one.title for one in state.frames]
