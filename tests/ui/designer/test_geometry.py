"""Frames under the mouse: none leaves its sheet or gets too small, and snapping meets lines."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.ui.designer.geometry import GRID, HANDLES, Guide, Rect, dragged, hit, holds, snapped

PAGE = (105.0, 148.0)
far = st.floats(-500, 500, allow_nan=False)
handles = st.sampled_from(["", *HANDLES])


@st.composite
def rects(draw):
    """Frames within the page, in hundredths of a millimetre."""
    w, h = (draw(st.integers(200, round(side * 100))) / 100 for side in PAGE)
    x = draw(st.integers(0, round((PAGE[0] - w) * 100))) / 100
    y = draw(st.integers(0, round((PAGE[1] - h) * 100))) / 100
    return Rect(x, y, w, h)


@dataclass(frozen=True)
class Frame:
    index: int
    rect: Rect
    shown: bool = True


@given(rects(), handles, far, far, st.booleans())
def test_no_drag_leaves_the_page_or_gets_below_the_least(rect, handle, dx, dy, square):
    if square:
        side = min(rect.w, rect.h)
        rect = Rect(rect.x, rect.y, side, side)

    made = dragged(rect, handle, (dx, dy), PAGE, 2.0, square=square)

    assert made.x >= -1e-9
    assert made.y >= -1e-9
    assert made.right <= PAGE[0] + 2e-3
    assert made.bottom <= PAGE[1] + 2e-3
    assert min(made.w, made.h) >= min(2.0, rect.w, rect.h) - 2e-3
    if square:
        assert made.w == pytest.approx(made.h)
    if not handle:
        assert (made.w, made.h) == (rect.w, rect.h)


@given(rects(), st.sampled_from(HANDLES), far, far)
def test_what_is_opposite_to_the_handle_stays(rect, handle, dx, dy):
    made = dragged(rect, handle, (dx, dy), PAGE)

    if "w" in handle:
        assert made.right == pytest.approx(rect.right, abs=2e-3)
    else:
        assert made.x == pytest.approx(rect.x, abs=1e-3)
    if "n" in handle:
        assert made.bottom == pytest.approx(rect.bottom, abs=2e-3)
    else:
        assert made.y == pytest.approx(rect.y, abs=1e-3)


@given(rects(), handles)
def test_a_drag_of_nothing_changes_nothing(rect, handle):
    made = dragged(rect, handle, (0.0, 0.0), PAGE)

    assert [made.x, made.y, made.w, made.h] == pytest.approx([rect.x, rect.y, rect.w, rect.h])


@given(rects(), handles, far, far, st.lists(rects(), max_size=4), st.floats(0, 5))
def test_snapping_moves_no_further_than_its_reach(rect, handle, dx, dy, others, reach):
    (sx, sy), guides = snapped(rect, handle, (dx, dy), others, PAGE, reach)

    most = max(reach, GRID / 2) + 1e-2
    if not handle or "w" in handle or "e" in handle:
        assert abs(sx - dx) <= most
    if not handle or "n" in handle or "s" in handle:
        assert abs(sy - dy) <= most
    assert len({guide.upright for guide in guides}) == len(guides)
    if reach == 0:
        assert guides == ()


@given(rects(), far, far, st.lists(rects(), max_size=4))
def test_a_guide_is_a_line_that_the_frame_stands_on(rect, dx, dy, others):
    (sx, sy), guides = snapped(rect, "", (dx, dy), others, PAGE, 3.0)

    there = Rect(rect.x + sx, rect.y + sy, rect.w, rect.h)
    for guide in guides:
        lines = there.across if guide.upright else there.down
        assert min(abs(line - guide.at) for line in lines) < 1e-6


def test_middles_and_edges_of_others_are_met():
    rect, other = Rect(10, 10, 20, 10), Rect(50, 60, 30, 30)

    assert snapped(rect, "", (39.2, 0.3), [other], PAGE, 1.0) == (
        (pytest.approx(40.0), pytest.approx(0.3)),
        (Guide(upright=True, at=50.0),),
    )
    (dx, _), guides = snapped(rect, "e", (50.4, 7.0), [other], PAGE, 1.0)
    assert (dx, guides) == (50.0, (Guide(upright=True, at=80.0),))


def test_without_reach_frames_come_to_stand_on_tenths():
    (dx, dy), guides = snapped(Rect(10.03, 10, 20, 10), "", (1.234, -2.987), [], PAGE, 0)

    assert (10.03 + dx, 10 + dy) == (pytest.approx(11.3), pytest.approx(7.0))
    assert guides == ()


def test_the_smallest_shown_frame_is_hit_and_of_equal_ones_the_upper():
    band = Frame(0, Rect(0, 0, 100, 40))
    text = Frame(1, Rect(10, 10, 50, 10))
    same = Frame(2, Rect(10, 10, 50, 10))
    hidden = Frame(3, Rect(12, 12, 2, 2), shown=False)

    assert hit([band, text, same, hidden], 13, 13) is same
    assert hit([band, text, same, hidden], 90, 30) is band
    assert hit([band, text, same, hidden], 90, 90) is None


def test_a_line_without_height_is_hit_beside_it():
    line = Frame(0, Rect(10, 50, 40, 0))

    assert hit([line], 20, 50.8) is None
    assert hit([line], 20, 50.8, slack=1.0) is line
    assert holds(line.rect, 9.5, 50, 1.0)


@pytest.mark.parametrize(
    ("handle", "place"),
    [("nw", (10, 20)), ("n", (25, 20)), ("e", (40, 25)), ("se", (40, 30)), ("s", (25, 30))],
)
def test_handles_stand_on_the_frame(handle, place):
    assert Rect(10, 20, 30, 10).handle(handle) == place
