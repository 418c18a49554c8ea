"""Each property as it is set at the screen: what the element, and the file, then say."""

import msgspec
import pytest

from kiosk.app.designer_edits import with_new, with_value
from kiosk.app.designer_fields import plain
from kiosk.domain.errors import KnownError
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_file import save

A6 = load_layout("a6")
BUTTERFLY = load_layout("a6-butterfly")
SET = [
    ("text", "field", "country", "country"),
    ("text", "x", 12.5, 12.5),
    ("text", "y", 44.0, 44.0),
    ("text", "w", 40.0, 40.0),
    ("text", "h", 9.5, 9.5),
    ("text", "size", 4.5, 4.5),
    ("text", "smallest", 2.0, 2.0),
    ("text", "weight", "800", 800),
    ("text", "lines", 3.0, 3),
    ("text", "align", "center", "center"),
    ("text", "upper", "yes", True),
    ("text", "overflow", "wrap", "wrap"),
    ("text", "color", "#0B5CAD", "#0B5CAD"),
    ("words", "size", 7.0, 7.0),
    ("words", "align", "right", "right"),
    ("words", "upper", "yes", True),
    ("code", "smallest_module", 0.6, 0.6),
    ("code", "x", 70.0, 70.0),
    ("band", "mono", "yes", True),
    ("band", "unit", 4.5, 4.5),
    ("band", "pattern", "dots", "dots"),
    ("band", "color", "#00705A", "#00705A"),
    ("box", "fill", "#FFC53D", "#FFC53D"),
    ("box", "fill", "", ""),
    ("box", "line", 1.5, 1.5),
    ("box", "radius", 4.0, 4.0),
    ("box", "color", "#B3246B", "#B3246B"),
    ("line", "line", 1.0, 1.0),
    ("line", "dash", 2.0, 2.0),
    ("line", "w", 30.0, 30.0),
    ("line", "h", 0.0, 0.0),
    ("chips", "chip", 11.0, 11.0),
    ("chips", "gap", 3.0, 3.0),
    ("chips", "text", 4.0, 4.0),
    ("photo", "line", 0.8, 0.8),
    ("programme", "hours", 0.0, 0.0),
    ("programme", "lines", 12.0, 12),
    ("rights", "weight", "500", 500),
]
REFUSED = [
    ("text", "color", "azul"),
    ("text", "color", "#12345"),
    ("text", "x", 104.0),
    ("text", "w", 200.0),
    ("text", "lines", 0.0),
    ("code", "smallest_module", 5.0),
    ("box", "radius", 60.0),
    ("box", "fill", "#GGGGGG"),
    ("line", "line", 0.0),
    ("band", "unit", 0.0),
    ("chips", "chip", 0.0),
]
WHEN = [
    ("roles", ("speaker",)),
    ("roles", ("speaker", "board")),
    ("rights", ("csirt",)),
    ("consent", ("yes",)),
    ("consent", ("no", "unasked")),
    ("capacity", ("voter",)),
    ("has", ("organisation",)),
    ("lacks", ("pronouns", "languages")),
]
SHEET = [
    ("title", "Almuerzo", "Almuerzo"),
    ("height", 160.0, 160.0),
    ("width", 120.0, 120.0),
    ("bleed", 3.0, 3.0),
    ("rotation", "270", 270),
    ("sides", "two", "two"),
    ("sides", "butterfly", "butterfly"),
    ("language", "person", "person"),
    ("dpi", "203", 203),
    ("dpi", "", None),
]


def added(kind):
    """A6 with one more of that kind, and its index."""
    layout = with_new(A6, kind, "front")
    return layout, len(layout.elements) - 1


def given(layout, index, key, value):
    return with_value(layout, index, key, plain(key, value))


def through_a_file(layout, folder):
    """The layout as it comes back from the disk."""
    path = folder / "there.toml"
    save(layout, path)
    return msgspec.structs.replace(load_layout(str(path)), folder=layout.folder)


@pytest.mark.parametrize(("kind", "key", "value", "there"), SET)
def test_a_property_is_set_and_comes_back_from_the_file(tmp_path, kind, key, value, there):
    layout, index = added(kind)

    made = given(layout, index, key, value)

    assert getattr(made.elements[index], key) == there
    assert made.elements[:index] == layout.elements[:index]
    assert through_a_file(made, tmp_path) == made


@pytest.mark.parametrize(("kind", "key", "value"), REFUSED)
def test_a_value_that_cannot_be_is_refused_by_its_key(kind, key, value):
    layout, index = added(kind)

    with pytest.raises(KnownError) as refused:
        given(layout, index, key, value)

    assert str(refused.value.params["key"]).startswith(f"element {index + 1}")


@pytest.mark.parametrize(("key", "value"), WHEN)
@pytest.mark.parametrize("kind", ["text", "code", "box", "band"])
def test_who_gets_it_is_set_and_taken_back(tmp_path, kind, key, value):
    layout, index = added(kind)

    made = given(layout, index, f"when.{key}", value)

    assert getattr(made.elements[index].when, key) == value
    assert through_a_file(made, tmp_path) == made
    assert given(made, index, f"when.{key}", ()) == layout


@pytest.mark.parametrize(("key", "value", "there"), SHEET)
def test_a_property_of_the_sheet_is_set(tmp_path, key, value, there):
    made = given(A6, None, key, value)

    assert getattr(made, key) == there
    assert made.elements == A6.elements
    assert through_a_file(made, tmp_path) == made


@pytest.mark.parametrize(
    ("key", "value", "media"),
    [
        ("width", 120.0, "om_badge-120x148_120x148mm"),
        ("height", 160.0, "om_badge-105x160_105x160mm"),
        ("bleed", 3.0, "om_badge-111x154_111x154mm"),
        ("rotation", "90", "om_badge-148x105_148x105mm"),
        ("rotation", "180", "iso_a6_105x148mm"),
        ("sides", "two", "iso_a6_105x148mm"),
        ("sides", "butterfly", load_layout("a6-butterfly").media),
        ("title", "Otra", "iso_a6_105x148mm"),
    ],
)
def test_printers_know_the_paper_by_its_size_as_it_is_fed(key, value, media):
    assert given(A6, None, key, value).media == media


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_words_are_set_in_each_language_and_taken_out(lang):
    layout, index = added("words")

    made = given(layout, index, f"text.{lang}", "Ñandú {votes}")
    without = given(made, index, f"text.{lang}", "")

    assert made.elements[index].text[lang] == "Ñandú {votes}"
    assert lang not in without.elements[index].text


def test_the_last_words_of_all_may_be_emptied_while_others_are_typed():
    layout, index = added("words")
    for lang in ("pt", "en", "es"):
        layout = given(layout, index, f"text.{lang}", "")

    assert layout.elements[index].text == {"es": ""}


def test_a_back_cannot_be_taken_from_elements_that_stand_on_it():
    with pytest.raises(KnownError):
        given(BUTTERFLY, None, "sides", "one")


@pytest.mark.parametrize("side", ["front", "back"])
def test_an_element_goes_to_the_other_side(side):
    at = next(n for n, each in enumerate(BUTTERFLY.elements) if each.side != side)

    assert given(BUTTERFLY, at, "side", side).elements[at].side == side
