"""Changes of a layout: each answers a valid layout or says which key does not hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import WrongUseError
from kiosk.printing.elements import kinds
from kiosk.printing.layout import checked, layout_names, load_layout
from kiosk.printing.layout_edit import (
    added,
    changed,
    frames,
    moved,
    new_element,
    raised,
    removed,
    resized,
)

A6 = load_layout("a6")


def index_of(kind, layout=A6):
    return next(n for n, each in enumerate(layout.elements) if isinstance(each, kind))


BAND, CODE, FIRST = index_of(kinds.Band), index_of(kinds.Code), index_of(kinds.Text)


@pytest.mark.parametrize("name", layout_names())
def test_every_element_has_its_frame_in_the_order_of_drawing(name):
    layout = load_layout(name)
    found = frames(layout)

    assert [frame.index for frame in found] == list(range(len(layout.elements)))
    for frame, element in zip(found, layout.elements, strict=True):
        assert (frame.x, frame.y, frame.w, frame.h) == (element.x, element.y, element.w, element.h)
        assert frame.side == element.side


def test_frames_of_one_kind_are_told_apart_by_their_label():
    labels = {(frame.kind, frame.label) for frame in frames(A6)}

    assert {
        ("text", "first_line"),
        ("words", "Sin fotos"),
        ("code", ""),
        ("band", ""),
        ("tracks", ""),
    } <= labels
    assert ("band", "Observa") in {
        (each.kind, each.label) for each in frames(load_layout("assembly"))
    }


def test_a_moved_element_is_elsewhere_and_nothing_else_is():
    layout = moved(A6, FIRST, 1.5, -0.25)
    old, new = A6.elements[FIRST], layout.elements[FIRST]

    assert (new.x, new.y) == (old.x + 1.5, old.y - 0.25)
    assert layout.elements[:FIRST] + layout.elements[FIRST + 1 :] == (
        A6.elements[:FIRST] + A6.elements[FIRST + 1 :]
    )


@given(st.floats(-3, 3), st.floats(-3, 3))
def test_there_and_back_is_the_same_layout(dx, dy):
    here = moved(moved(A6, FIRST, dx, dy), FIRST, -dx, -dy).elements[FIRST]

    assert here.x == pytest.approx(A6.elements[FIRST].x, abs=0.0021)
    assert here.y == pytest.approx(A6.elements[FIRST].y, abs=0.0021)


@pytest.mark.parametrize(
    ("dx", "dy", "key"), [(500, 0, "x"), (-500, 0, "x"), (0, 500, "y"), (0, -500, "y")]
)
def test_off_the_badge_is_told_with_the_key(dx, dy, key):
    with pytest.raises(WrongUseError) as caught:
        moved(A6, CODE, dx, dy)

    assert caught.value.params["key"] == f"element {CODE + 1}.{key}"


def test_a_text_keeps_its_letters_and_the_part_of_its_base_line():
    old = A6.elements[FIRST]
    new = resized(A6, FIRST, 40.0, old.h * 1.2).elements[FIRST]

    assert (new.w, new.size) == (40.0, old.size)
    assert new.baseline == pytest.approx(old.baseline * 1.2, abs=0.001)


def test_a_code_stays_square():
    new = resized(A6, CODE, 25.0, 20.0).elements[CODE]

    assert (new.w, new.h) == (20.0, 20.0)


def test_a_band_takes_its_labels_along():
    old, layout = A6.elements[BAND], resized(A6, BAND, 52.5, 11.0)
    new = layout.elements[BAND]

    assert new.pattern_x == pytest.approx(old.pattern_x / 2, abs=0.001)
    assert new.label.size == pytest.approx(old.label.size / 2, abs=0.001)
    assert new.label.w == pytest.approx(old.label.w / 2, abs=0.001)


@pytest.mark.parametrize(("w", "h", "key"), [(0, 5, "w"), (5, -1, "h"), (500, 5, "x")])
def test_no_size_is_told_with_the_key(w, h, key):
    with pytest.raises(WrongUseError) as caught:
        resized(A6, FIRST, w, h)

    assert caught.value.params["key"] == f"element {FIRST + 1}.{key}"


def test_a_code_that_becomes_too_small_to_read_is_refused():
    with pytest.raises(WrongUseError, match="smallest_module"):
        resized(A6, CODE, 9.0, 9.0)


@pytest.mark.parametrize(
    ("index", "key", "value", "read"),
    [
        (FIRST, "size", 5.5, lambda layout: layout.elements[FIRST].size),
        (FIRST, "align", "right", lambda layout: layout.elements[FIRST].align),
        (FIRST, "when.roles", ("board",), lambda layout: layout.elements[FIRST].when.roles),
        (BAND, "label.size", 7.0, lambda layout: layout.elements[BAND].label.size),
        (None, "title", "Nuestro", lambda layout: layout.title),
        (None, "rotation", 90, lambda layout: layout.rotation),
    ],
    ids=["size", "align", "when", "label", "title", "rotation"],
)
def test_one_key_is_changed(index, key, value, read):
    assert read(changed(A6, index, key, value)) == value


def test_no_value_takes_the_key_out():
    layout = changed(changed(A6, FIRST, "when.roles", ["board"]), FIRST, "when", None)

    assert layout == A6


@pytest.mark.parametrize(
    ("index", "key", "value", "told"),
    [
        (3, "size", "large", "element 4.size"),
        (3, "size", 0, "element 4.size"),
        (3, "shoes", 1, "element 4.shoes"),
        (3, "size", None, "element 4.size"),
        (3, "size.of", 1, "element 4.size.of"),
        (3, "field", "salary", "element 4.field"),
        (99, "size", 1, "element 100.kind"),
        (-1, "size", 1, "element 0.kind"),
        (None, "width", 3, "width"),
        (None, "shoes", 3, "shoes"),
    ],
    ids=str,
)
def test_a_wrong_change_is_told_with_its_key(index, key, value, told):
    with pytest.raises(WrongUseError) as caught:
        changed(A6, index, key, value)

    assert caught.value.params["key"] == told


def test_elements_come_go_and_change_places():
    line = new_element("line", {"x": 1, "y": 2, "w": 3, "h": 0})
    layout = added(A6, line)

    assert layout.elements[-1] == line
    assert removed(layout, len(A6.elements)) == A6
    assert raised(layout, len(A6.elements), 0).elements == (line, *A6.elements)
    assert raised(raised(layout, len(A6.elements), 0), 0, 999) == layout
    assert added(A6, line, 2).elements[2] == line


@pytest.mark.parametrize(
    ("kind", "values", "key"),
    [
        ("line", {"x": 1}, "y"),
        ("line", {"x": 1, "y": "a", "w": 1, "h": 1}, "y"),
        ("lion", {}, "kind"),
    ],
)
def test_a_new_element_that_is_none_is_told_with_its_key(kind, values, key):
    with pytest.raises(WrongUseError) as caught:
        new_element(kind, values)

    assert caught.value.params["key"] == key


@given(
    st.integers(-1, len(A6.elements)),
    st.sampled_from(["x", "y", "w", "h", "size", "text", "when", "field", "label", "when.has"]),
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
        ),
        max_leaves=4,
    ),
)
def test_whatever_is_asked_the_answer_is_a_valid_layout_or_a_sentence(index, key, value):
    try:
        layout = changed(A6, index, key, value)
    except WrongUseError as error:
        layout, told = A6, error.params["key"]
    else:
        told = key

    assert told
    assert checked(layout) == layout
