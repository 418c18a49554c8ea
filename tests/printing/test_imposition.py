"""Where badges come on sheets: the first free cell, the printer's offset, backs behind fronts."""

from itertools import product

import msgspec
import pypdfium2
import pytest
import zxingcpp

from kiosk.domain.errors import CanceledError, WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.imposition import Offset
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_edit import new_element
from kiosk.printing.sheet import load_sheet, require_fit

LABELS, LABEL = load_sheet("avery-l4785"), load_layout("80x50mm")
CUT, A6 = load_sheet("a6-4up"), load_layout("a6")
DOT = 25.4 / 100


def badges(content, count):
    return [content(code=f"LAC46.{number:08}") for number in range(count)]


def count(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def codes(image, sheet):
    """The codes read, by the cell (column, row) in which they stand."""
    scale = image.width / sheet.width
    found = {}
    for each in zxingcpp.read_barcodes(image):
        at = each.position.top_left
        cell = (
            int((at.x / scale - sheet.x) // sheet.dx),
            int((at.y / scale - sheet.y) // sheet.dy),
        )
        found[cell] = int(each.text.split(".")[1])
    return found


@pytest.mark.parametrize("start", [0, 1, 7, 9])
def test_the_first_badge_comes_into_the_first_free_cell(content, picture, start):
    pdf = draw_badges(badges(content, 4), LABEL, sheet=LABELS, start=start).pdf
    read = {}
    for page in range(count(pdf)):
        for (column, row), number in codes(picture(pdf, 250, page), LABELS).items():
            read[number] = page * 10 + row * 2 + column

    assert read == {number: start + number for number in range(4)}
    assert count(pdf) == (2 if start > 6 else 1)


def test_only_the_first_page_skips_cells(content):
    assert count(draw_badges(badges(content, 11), LABEL, sheet=LABELS, start=9).pdf) == 2
    assert count(draw_badges(badges(content, 12), LABEL, sheet=LABELS, start=9).pdf) == 3


@pytest.mark.parametrize("start", [-1, 10, 99])
def test_a_cell_that_the_sheet_does_not_have_is_refused(content, start):
    with pytest.raises(WrongUseError, match="10"):
        draw_badges(badges(content, 1), LABEL, sheet=LABELS, start=start)


def dark_corner(image):
    """Upper left corner of the header in mm."""
    dark = image.convert("L").point(lambda grey: 255 * (grey < 60))
    left, top, *_ = dark.getbbox()
    return left * DOT, top * DOT


@pytest.mark.parametrize(("x", "y"), [(0, 0), (3.0, 0), (0, 4.0), (-2.0, 1.5)])
def test_the_offset_moves_all_of_the_page(content, picture, x, y):
    pdf = draw_badges(badges(content, 1), LABEL, sheet=LABELS, offset=Offset(x, y)).pdf
    left, top = dark_corner(picture(pdf))

    assert left == pytest.approx(18 + x, abs=0.3)
    assert top == pytest.approx(13 + y, abs=0.3)


def test_the_scale_undoes_a_printer_that_prints_too_small(content, picture):
    pdf = draw_badges(badges(content, 10), LABEL, sheet=LABELS, offset=Offset(scale=1.05)).pdf
    left, top = dark_corner(picture(pdf))

    assert (left, top) == (pytest.approx(18 * 1.05, abs=0.3), pytest.approx(13 * 1.05, abs=0.3))


@pytest.mark.parametrize(
    "offset",
    [Offset(x=30), Offset(y=-21), Offset(scale=2), Offset(scale=0), Offset(x=float("nan"))],
    ids=str,
)
def test_an_offset_beyond_reason_is_refused(content, offset):
    with pytest.raises(WrongUseError, match="20"):
        draw_badges(badges(content, 1), LABEL, sheet=LABELS, offset=offset)


def two_sided(layout):
    """The layout with a red head on its back, so that its place and way up can be seen."""
    head = {"side": "back", "x": 0, "y": 0, "w": 20, "h": 8, "fill": "#FF0000"}
    elements = (*layout.elements, new_element("box", head))
    return msgspec.structs.replace(layout, sides="two", elements=elements)


def red(image):
    """The red field in mm: left, top, right, foot."""
    bands = image.split()
    mask = bands[1].point(lambda green: 255 * (green < 60))
    mask.paste(0, mask=bands[0].point(lambda value: 255 * (value < 200)))
    box = mask.getbbox()
    return tuple(edge * DOT for edge in box)


@pytest.mark.parametrize("cell", [0, 1, 4, 9])
def test_over_the_long_edge_a_back_is_right_behind_its_front(content, picture, cell):
    layout = two_sided(LABEL)
    pdf = draw_badges(badges(content, 1), layout, sheet=LABELS, start=cell, duplex="long").pdf
    x, y = LABELS.corner(cell, (80, 50))
    left, top, right, foot = red(picture(pdf, page=1))

    # The paper is turned like a page: what is left on the front is right on the back.
    assert left == pytest.approx(210 - x - 80, abs=0.4)
    assert (top, foot) == (pytest.approx(y, abs=0.4), pytest.approx(y + 8, abs=0.4))
    assert right - left == pytest.approx(20, abs=0.5)


@pytest.mark.parametrize("cell", [0, 1, 4, 9])
def test_over_the_short_edge_a_back_is_behind_its_front_and_head_down(content, picture, cell):
    layout = two_sided(LABEL)
    pdf = draw_badges(badges(content, 1), layout, sheet=LABELS, start=cell, duplex="short").pdf
    x, y = LABELS.corner(cell, (80, 50))
    left, top, right, foot = red(picture(pdf, page=1))

    # The paper is turned like a calendar: the back's own upper left corner is its lower right.
    assert right == pytest.approx(x + 80, abs=0.4)
    assert foot == pytest.approx(297 - y, abs=0.4)
    assert (right - left, foot - top) == (pytest.approx(20, abs=0.5), pytest.approx(8, abs=0.5))


def test_across_a_wide_sheet_the_edges_change_their_parts(content, picture):
    wide = msgspec.structs.replace(
        CUT, width=297.0, height=210.0, dx=148.5, dy=105.0, w=148.5, h=105.0
    )
    pages = [
        picture(
            draw_badges(badges(content, 1), two_sided(LABEL), sheet=wide, duplex=way).pdf, page=1
        )
        for way in ("long", "short")
    ]
    x, y = wide.corner(0, (80, 50))

    assert red(pages[0])[2] == pytest.approx(x + 80, abs=0.4)
    assert red(pages[1])[0] == pytest.approx(297 - x - 80, abs=0.4)
    assert red(pages[1])[1] == pytest.approx(y, abs=0.4)


def test_fronts_and_backs_follow_each_other_page_by_page(content, picture):
    pdf = draw_badges(badges(content, 6), two_sided(A6), sheet=CUT).pdf

    read = [sorted(codes(picture(pdf, 150, page), CUT).values()) for page in range(count(pdf))]
    assert read == [[0, 1, 2, 3], [], [4, 5], []]


def test_cut_marks_stand_on_fronts_alone(content, picture):
    pdf = draw_badges(badges(content, 1), two_sided(A6), sheet=CUT).pdf
    empty = (430, 0, 827, 580)

    assert picture(pdf).crop(empty).convert("L").getextrema()[0] < 255
    assert picture(pdf, page=1).crop((0, 600, 400, 1160)).convert("L").getextrema() == (255, 255)


def test_bleed_does_not_reach_into_neighbours(content, picture):
    bled = msgspec.structs.replace(LABEL, bleed=3.0)
    plain = draw_badges(badges(content, 10), LABEL, sheet=LABELS).pdf

    assert draw_badges(badges(content, 10), bled, sheet=LABELS).pdf == plain


def test_a_folded_badge_needs_a_cell_for_both_halves(content):
    folded = msgspec.structs.replace(A6, sides="butterfly")

    assert CUT.holds(A6)
    assert not CUT.holds(folded)
    with pytest.raises(WrongUseError, match="a6-4up"):
        require_fit("a6-4up", ("a6-butterfly", load_layout("a6-butterfly")))


def test_a_sheet_stops_when_asked_to(content):
    with pytest.raises(CanceledError):
        draw_badges(badges(content, 10), LABEL, lambda: False, LABELS)


def test_every_cell_is_used_once(content, picture):
    pdf = draw_badges(badges(content, 10), LABEL, sheet=LABELS).pdf
    read = codes(picture(pdf, 250), LABELS)

    assert read == {(column, row): row * 2 + column for row, column in product(range(5), range(2))}
