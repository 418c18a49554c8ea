"""Sheets of several badges: each in its cell, in its own size, cut marks between; or refused."""

import pypdfium2
import pytest
import zxingcpp

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements.kinds import Code
from kiosk.printing.layout import load_layout
from kiosk.printing.sheet import load_sheet, require_fit, sheet_names
from kiosk.resources import asset

FITTING = [("a6-4up", "a6"), ("avery-l4785", "80x50mm"), ("avery-5395", "80x50mm")]
A6_4UP = asset("sheets", "a6-4up.toml").read_text(encoding="utf-8")


def sheet_of(content, sheet, layout, count):
    shape = load_layout(layout)
    badges = [content(code=f"LAC46.{number:08}") for number in range(count)]
    return draw_badges(badges, shape, sheet=require_fit(sheet, (layout, shape))).pdf


def code_of(layout):
    return next(each for each in layout.elements if isinstance(each, Code))


def page_sizes(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [tuple(round(side * 25.4 / 72, 1) for side in page.get_size()) for page in document]
    finally:
        document.close()


def test_three_sheets_come_with_the_program():
    assert sheet_names() == ("a6-4up", "avery-5395", "avery-l4785")


@pytest.mark.parametrize(
    ("name", "cells", "page"),
    [
        ("a6-4up", 4, (210.0, 297.0)),
        ("avery-l4785", 10, (210.0, 297.0)),
        ("avery-5395", 8, (215.9, 279.4)),
    ],
)
def test_cells_and_paper(name, cells, page):
    sheet = load_sheet(name)

    assert sheet.cells == cells
    assert (sheet.width, sheet.height) == page


@pytest.mark.parametrize("name", ["a6-4up", "avery-l4785", "avery-5395"])
def test_the_cells_stand_in_the_middle_of_the_paper(name):
    sheet = load_sheet(name)
    right = sheet.x + (sheet.columns - 1) * sheet.dx + sheet.w
    foot = sheet.y + (sheet.rows - 1) * sheet.dy + sheet.h

    # Makers leave the same rim on both sides; the top may differ by the feeder's two millimetres.
    assert right == pytest.approx(sheet.width - sheet.x, abs=2.1)
    assert foot == pytest.approx(sheet.height - sheet.y, abs=2.1)


@pytest.mark.parametrize(("sheet", "layout"), FITTING)
def test_pages_are_the_papers_size_and_as_many_as_needed(content, sheet, layout):
    cells = load_sheet(sheet)
    pdf = sheet_of(content, sheet, layout, cells.cells + 1)

    assert page_sizes(pdf) == [(cells.width, cells.height)] * 2
    assert len(page_sizes(sheet_of(content, sheet, layout, cells.cells))) == 1


@pytest.mark.parametrize(("name", "layout"), FITTING)
def test_every_code_of_a_sheet_reads_in_its_cell_and_in_full_size(content, picture, name, layout):
    sheet, shape = load_sheet(name), load_layout(layout)
    image = picture(sheet_of(content, name, layout, sheet.cells), 300).convert("L")
    scale = 300 / 25.4
    for number in range(sheet.cells):
        x, y = sheet.corner(number, (shape.width, shape.height))
        box = (x, y, x + shape.width, y + shape.height)
        cell = image.crop(tuple(round(side * scale) for side in box))
        (found,) = zxingcpp.read_barcodes(cell)
        side = found.position.top_right.x - found.position.top_left.x

        assert found.text == f"LAC46.{number:08}"
        assert side / scale == pytest.approx(code_of(shape).w, abs=0.4)


@pytest.mark.parametrize(("name", "layout"), FITTING)
def test_no_badge_reaches_into_its_neighbour(name, layout):
    sheet, shape = load_sheet(name), load_layout(layout)
    corners = [sheet.corner(number, (shape.width, shape.height)) for number in range(sheet.cells)]

    for place, (x, y) in enumerate(corners):
        assert 0 <= x <= sheet.width - shape.width + 0.02
        assert 0 <= y <= sheet.height - shape.height + 0.02
        for other_x, other_y in corners[place + 1 :]:
            assert abs(x - other_x) >= shape.width - 0.02 or abs(y - other_y) >= shape.height - 0.02


def test_the_last_page_holds_what_is_left(content, picture):
    pdf = sheet_of(content, "a6-4up", "a6", 5)

    assert [each.text for each in zxingcpp.read_barcodes(picture(pdf, 200, page=1))] == [
        "LAC46.00000004"
    ]


def test_cut_marks_are_light_and_only_where_paper_is_cut(content, picture):
    cut = picture(sheet_of(content, "a6-4up", "4x3in", 1), 300).convert("L")
    labels = picture(sheet_of(content, "avery-5395", "80x50mm", 1), 300).convert("L")
    empty_cut = cut.crop((1240, 0, 2480, 1700))
    empty_label = labels.crop((1300, 0, 2540, 900))

    darkest, lightest = empty_cut.getextrema()
    assert lightest == 255
    assert 150 <= darkest < 255
    assert empty_label.getextrema() == (255, 255)


def test_the_same_badges_make_the_same_sheet(content):
    assert sheet_of(content, "a6-4up", "a6", 3) == sheet_of(content, "a6-4up", "a6", 3)


@pytest.mark.parametrize(
    ("sheet", "layout", "fitting"),
    [("avery-5395", "a6", "80x50mm, cr80"), ("avery-l4785", "4x3in", "80x50mm")],
)
def test_a_layout_too_large_for_the_cell_is_refused_with_those_that_fit(sheet, layout, fitting):
    with pytest.raises(WrongUseError) as caught:
        require_fit(sheet, (layout, load_layout(layout)))

    assert caught.value.params["known"] == fitting
    assert caught.value.params["layout"] == layout
    assert caught.value.params["sheet"] == sheet


def test_a_smaller_badge_stands_in_the_middle_of_its_cell():
    sheet, shape = load_sheet("avery-5395"), load_layout("80x50mm")
    x, y = sheet.corner(0, (shape.width, shape.height))

    assert x - sheet.x == pytest.approx((sheet.w - 80) / 2)
    assert y - sheet.y == pytest.approx((sheet.h - 50) / 2)


@pytest.mark.parametrize("name", ["a4", "", "../layouts/a6", "missing.toml"])
def test_an_unknown_sheet_is_told_with_those_that_exist(name):
    with pytest.raises(NotFoundError, match="a6-4up"):
        load_sheet(name)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("columns = 2", "columns = 0", "columns"),
        ("columns = 2", "columns = 2.5", "columns"),
        ("rows = 2", "rows = 3", "h"),
        ("dx = 105.0", "dx = 100.0", "dx"),
        ("dy = 148.5", "", "dy"),
        ("x = 0.0", "x = -1.0", "x"),
        ("w = 105.0", "w = 106.0", "dx"),
        ("marks = true", "marks = 1", "marks"),
        ("marks = true", "cut = true", "cut"),
    ],
)
def test_a_wrong_sheet_is_told_with_its_key(tmp_path, old, new, key):
    assert old in A6_4UP
    path = tmp_path / "mine.toml"
    path.write_text(A6_4UP.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(WrongUseError) as caught:
        load_sheet(str(path))
    assert f"«{key}»" in str(caught.value)
    assert "mine.toml" in str(caught.value)
