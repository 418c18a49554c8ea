"""Changes of a designer on real layouts: valid after each, and back where they came from."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.app.designer_edits import (
    ADDABLE,
    is_square,
    least_of,
    media_of,
    middle,
    nudged,
    placed,
    rect_of,
    with_new,
    with_value,
)
from kiosk.app.designer_history import History
from kiosk.domain.errors import KnownError
from kiosk.printing.elements import kinds
from kiosk.printing.layout import checked, layout_names, load_layout
from kiosk.printing.layout_edit import removed
from kiosk.ui.designer.geometry import HANDLES, Rect, dragged

LAYOUTS = {name: load_layout(name) for name in layout_names()}
A6 = LAYOUTS["a6"]
far = st.floats(-200, 200, allow_nan=False)


def index_of(layout, kind):
    return next(n for n, each in enumerate(layout.elements) if isinstance(each, kind))


CODE, TEXT, BAND, BOX = (
    index_of(A6, kind) for kind in (kinds.Code, kinds.Text, kinds.Band, kinds.Shape)
)


def drag(layout, index, handle, by):
    element = layout.elements[index]
    page = (layout.width, layout.height)
    there = dragged(
        rect_of(layout, index), handle, by, page, least_of(element), square=is_square(element)
    )
    return placed(layout, index, there)


@given(
    st.sampled_from(sorted(LAYOUTS)),
    st.lists(st.tuples(st.integers(0, 99), st.sampled_from(["", *HANDLES]), far, far), max_size=6),
)
def test_any_drags_leave_a_valid_layout_and_undo_gives_back_the_first(name, drags):
    history = History(LAYOUTS[name])

    for number, handle, dx, dy in drags:
        index = number % len(history.now.elements)
        try:
            history = history.done(drag(history.now, index, handle, (dx, dy)))
        except KnownError:
            continue
        assert checked(history.now) == history.now

    while history.can_undo:
        history = history.undone()
    assert history.now == LAYOUTS[name]


@given(far, far)
def test_a_nudge_goes_to_the_edge_and_no_further(dx, dy):
    made = rect_of(nudged(A6, CODE, dx, dy), CODE)

    assert 0 <= made.x <= A6.width - made.w + 1e-3
    assert 0 <= made.y <= A6.height - made.h + 1e-3
    assert made.w == A6.elements[CODE].w


@pytest.mark.parametrize("handle", HANDLES)
@pytest.mark.parametrize("index", [CODE, TEXT, BAND, BOX])
def test_every_handle_resizes_every_kind(index, handle):
    before = rect_of(A6, index)

    made = rect_of(
        drag(A6, index, handle, (-3 if "e" in handle else 3, -2 if "s" in handle else 2)), index
    )

    assert made != before
    assert min(made.w, made.h) >= least_of(A6.elements[index]) - 1e-3


def test_a_code_stays_square_and_readable():
    made = drag(A6, CODE, "se", (-200, -200)).elements[CODE]

    assert made.w == made.h == pytest.approx(0.5 * 21, abs=0.02)


def test_round_corners_give_way_to_a_small_box():
    at = next(n for n, e in enumerate(A6.elements) if isinstance(e, kinds.Shape) and e.radius)

    made = placed(A6, at, Rect(45.5, 4.0, 1.0, 1.0)).elements[at]

    assert (made.w, made.h, made.radius) == (1.0, 1.0, 0.5)


def test_a_level_line_can_be_made_longer():
    layout = with_new(A6, "line", "front")
    at = len(layout.elements) - 1

    made = drag(layout, at, "e", (5, 0)).elements[at]

    assert (made.w, made.h) == (65.0, 0.0)


@pytest.mark.parametrize("kind", ADDABLE)
@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_every_kind_can_be_added_to_every_layout(name, kind):
    layout = LAYOUTS[name]

    made = with_new(layout, kind, "front")

    assert checked(made) == made
    assert made.elements[:-1] == layout.elements
    assert made.elements[-1].__struct_config__.tag == kind
    assert removed(made, len(made.elements) - 1) == layout


def test_what_is_added_stands_on_the_side_that_is_looked_at():
    made = with_new(LAYOUTS["a6-butterfly"], "programme", "back")

    assert made.elements[-1].side == "back"
    assert middle(A6, (200, 20)) == Rect(0.0, 64.0, 105.0, 20)


@pytest.mark.parametrize(
    ("key", "value", "there"),
    [
        ("x", 12.0, (12.0, None, None)),
        ("w", 40.0, (None, 40.0, None)),
        ("weight", 700, (None, None, 700)),
    ],
)
def test_a_property_of_a_text_is_set(key, value, there):
    made = with_value(A6, TEXT, key, value).elements[TEXT]

    assert all(
        want in (None, have)
        for want, have in zip(there, (made.x, made.w, made.weight), strict=True)
    )


def test_both_sides_of_a_code_are_one():
    made = with_value(A6, CODE, "w", 25.0).elements[CODE]

    assert (made.w, made.h) == (25.0, 25.0)


@pytest.mark.parametrize(("key", "value"), [("size", 3.0), ("smallest", 9.0)])
def test_largest_and_smallest_letters_do_not_cross(key, value):
    made = with_value(A6, TEXT, key, value).elements[TEXT]

    assert getattr(made, key) == value
    assert made.smallest <= made.size


def test_a_condition_comes_and_goes_without_a_trace():
    with_role = with_value(A6, CODE, "when.roles", ("speaker", "board"))

    assert with_role.elements[CODE].when.roles == ("speaker", "board")
    assert with_value(with_role, CODE, "when.roles", ()) == A6


def test_one_condition_leaves_the_others():
    at = next(n for n, each in enumerate(A6.elements) if each.when and each.when.consent)
    both = with_value(A6, at, "when.roles", ("staff",))

    assert with_value(both, at, "when.roles", ()) == A6
    assert with_value(both, at, "when.consent", ()).elements[at].when.roles == ("staff",)


def test_words_of_a_language_are_taken_out():
    at = index_of(A6, kinds.FixedWords)
    made = with_value(with_value(A6, at, "text.pt", "Falo"), at, "text.pt", "")

    assert made == A6


@pytest.mark.parametrize("name", sorted(LAYOUTS))
def test_a_shipped_paper_keeps_its_name(name):
    assert media_of(LAYOUTS[name]) == LAYOUTS[name].media


def test_the_name_of_the_paper_follows_size_and_feed():
    small = LAYOUTS["cr80"]
    grown = with_value(small, None, "height", 60.0)

    assert grown.media == "om_badge-85.6x60_85.6x60mm"
    assert with_value(grown, None, "rotation", 90).media == "om_badge-60x85.6_60x85.6mm"
    assert with_value(grown, None, "title", "Otra").media == grown.media


def test_a_sheet_too_small_for_its_elements_is_refused():
    with pytest.raises(KnownError):
        with_value(A6, None, "width", 50.0)


def test_no_change_touches_the_layout_it_came_from():
    before = msgspec.to_builtins(A6)

    drag(A6, BAND, "n", (0, -5))
    with_value(A6, CODE, "when.roles", ("staff",))

    assert msgspec.to_builtins(A6) == before
