"""Objects of pretix layouts: what is known is read, what is strange is named and hurts nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.printing.pretix.objects import Barcode, Picture, PoweredBy, TextArea, TextContainer
from kiosk.printing.pretix.reading import read_objects

AREA = {
    "type": "textarea",
    "left": "10.5",
    "bottom": 3,
    "width": "60",
    "fontsize": "12",
    "content": "item",
}
FRAME = {**AREA, "type": "textcontainer", "height": "20"}
CODE = {"type": "barcodearea", "left": 1, "bottom": 2, "size": "30"}
KEYS = (
    *FRAME,
    "size",
    "page",
    "color",
    "align",
    "verticalalign",
    "bold",
    "text",
    "text_i18n",
    "locale",
    "rotation",
    "lineheight",
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
    | st.sampled_from(["textarea", "textcontainer", "barcodearea", "imagearea", "poweredby", "left"]),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


def only(data):
    (element,), notes = read_objects("Sala", [data])
    return element, notes


def test_a_text_is_read_with_all_its_keys():
    element, notes = only(
        {**AREA, "bold": True, "italic": True, "align": "right", "color": [255, 0, 51, 1], "lineheight": "1.5",
         "downward": True, "rotation": "90", "fontfamily": "Open Sans", "text": "x", "page": 1}
    )  # fmt: skip

    assert isinstance(element, TextArea)
    assert (element.left, element.bottom, element.width) == (10.5, 3, 60)
    assert element.style.color == (1, 0, 0.2)
    assert (element.style.leading, element.style.align, element.rotation) == (1.5, "right", 90)
    assert element.downward
    assert notes == ()


def test_what_old_layouts_do_not_say_has_its_old_meaning():
    element, _notes = only(AREA)

    assert element.style.leading is None
    assert only(FRAME)[0].style.leading == 1
    assert only({**AREA, "page": None})[0] == element


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (FRAME, TextContainer),
        (CODE, Barcode),
        ({**FRAME, "type": "imagearea"}, Picture),
        ({**CODE, "type": "poweredby", "content": "white"}, PoweredBy),
    ],
    ids=["frame", "code", "picture", "mark"],
)
def test_every_kind_of_object_is_known(data, kind):
    assert isinstance(only(data)[0], kind)


def test_a_code_without_content_is_the_ticket():
    element, _notes = only({**CODE, "nowhitespace": True})

    assert element.words.content == "secret"
    assert not element.edge


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("left", "1e400"), ("left", "nan"), ("bottom", None), ("width", 0), ("width", True), ("width", [1]),
        ("fontsize", "x"), ("fontsize", 10**400), ("bold", "yes"), ("align", "justify"), ("align", 3),
        ("color", [1, 2]), ("color", [1, 2, 300]), ("color", ["a", 1, 2]), ("color", "red"), ("text", 7),
        ("content", {}), ("page", 0), ("rotation", "up"), ("text_i18n", {"es": 4}), ("text_i18n", []),
    ],
    ids=lambda value: str(value)[:12],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_by_name(key, value):
    with pytest.raises(WrongUseError) as caught:
        read_objects("Sala", [CODE, {**FRAME, key: value}])

    assert caught.value.params["layout"] == "Sala"
    assert caught.value.params["number"] == 2
    assert caught.value.params["key"] == key
    assert key in str(caught.value)


@pytest.mark.parametrize(
    "objects", [None, {}, "x", [AREA] * 301], ids=["null", "object", "text", "too many"]
)
def test_what_is_no_list_of_objects_is_refused(objects):
    with pytest.raises(WrongUseError, match="Sala"):
        read_objects("Sala", objects)


def test_what_is_unknown_is_left_out_with_a_note():
    elements, notes = read_objects(
        "Sala",
        [
            {"type": "hologram"},
            5,
            {**AREA, "sparkle": 1},
            {**AREA, "fontfamily": "Comic"},
            {**AREA, "page": 2},
        ],
    )

    said = [message.format(**params) for message, params in notes]
    assert len(elements) == 2
    assert len(said) == 5
    assert any("hologram" in one for one in said)
    assert any("sparkle" in one for one in said)
    assert any("Comic" in one for one in said)


@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=12), max_size=3) | VALUES)
def test_no_layout_is_too_strange(objects):
    try:
        elements, notes = read_objects("Sala", objects)
    except WrongUseError as refused:
        elements, notes = (), ((refused.message, refused.params),)
    assert len(elements) <= 3
    assert all("Sala" in message.format(**params) for message, params in notes)
