"""Sums of any sheet: cells lie on the paper, beside each other, and hold their badge in the middle."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.sheet import Sheet, _conditions, load_sheet, sheet_names

GAPS = st.floats(0, 20)
SIDES = st.floats(10, 60)


@st.composite
def sheets(draw):
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    w, h, x, y = draw(SIDES), draw(SIDES), draw(GAPS), draw(GAPS)
    dx, dy = w + draw(GAPS), h + draw(GAPS)
    width = x + (columns - 1) * dx + w + draw(GAPS)
    height = y + (rows - 1) * dy + h + draw(GAPS)
    return Sheet("any", max(width, 20), max(height, 20), columns, rows, x, y, dx, dy, w, h)


def frames(sheet, size):
    return [(*sheet.corner(number, size), *size) for number in range(sheet.cells)]


def apart(one, other):
    (x, y, w, h), (a, b, c, d) = one, other
    return x + w <= a + 0.01 or a + c <= x + 0.01 or y + h <= b + 0.01 or b + d <= y + 0.01


@given(sheets(), st.floats(0.3, 1))
def test_badges_lie_on_the_paper_and_beside_each_other(sheet, part):
    assert all(holds for _key, holds in _conditions(sheet))
    placed = frames(sheet, (sheet.w * part, sheet.h * part))

    assert all(x >= 0 and y >= 0 for x, y, _w, _h in placed)
    assert all(
        x + w <= sheet.width + 0.01 and y + h <= sheet.height + 0.01 for x, y, w, h in placed
    )
    assert all(apart(*pair) for pair in combinations(placed, 2))


@given(sheets(), st.floats(0.3, 1))
def test_a_badge_has_the_same_air_on_both_sides_of_its_cell(sheet, part):
    size = (sheet.w * part, sheet.h * part)
    for number, (x, y) in enumerate(sheet.corner(number, size) for number in range(sheet.cells)):
        left, top = sheet.corner(number, (sheet.w, sheet.h))
        assert x - left == pytest.approx((sheet.w - size[0]) / 2, abs=1e-6)
        assert y - top == pytest.approx((sheet.h - size[1]) / 2, abs=1e-6)


@given(sheets(), st.integers(0, 200))
def test_cells_are_counted_row_by_row_and_begin_again_on_the_next_page(sheet, number):
    size = (sheet.w, sheet.h)

    assert sheet.corner(number, size) == sheet.corner(number + sheet.cells, size)
    row, column = divmod(number % sheet.cells, sheet.columns)
    assert sheet.corner(number, size) == pytest.approx(
        (sheet.x + column * sheet.dx, sheet.y + row * sheet.dy)
    )


@pytest.mark.parametrize("name", sheet_names())
def test_no_shipped_sheet_leaves_its_paper(name):
    sheet = load_sheet(name)
    placed = frames(sheet, (sheet.w, sheet.h))

    assert len(placed) == sheet.cells == sheet.columns * sheet.rows
    assert all(
        x + w <= sheet.width + 0.02 and y + h <= sheet.height + 0.02 for x, y, w, h in placed
    )
    assert all(apart(*pair) for pair in combinations(placed, 2))
