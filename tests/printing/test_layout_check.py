"""The check before a layout is accepted: good ones pass, each fault is found and said."""

import io

import msgspec
import pytest
import zxingcpp
from PIL import Image

from kiosk.printing.elements import kinds
from kiosk.printing.layout import layout_names, load_layout
from kiosk.printing.layout_check import check_layout
from kiosk.printing.layout_edit import added, changed, new_element, removed

A6 = load_layout("a6")
CODE = next(n for n, each in enumerate(A6.elements) if isinstance(each, kinds.Code))


def decode(png):
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(png)).convert("L"))
    return found[0].text if found else ""


def told(layout, read=decode):
    return [
        (problem.severe, problem.index, problem.message.format(**problem.params))
        for problem in check_layout(layout, read)
    ]


@pytest.mark.parametrize("name", layout_names())
def test_no_shipped_layout_has_a_severe_problem(name):
    assert [problem for problem in told(load_layout(name)) if problem[0]] == []


def test_what_the_reader_is_shown_is_black_and_white_at_203_dpi():
    seen = []

    def look(png):
        seen.append(Image.open(io.BytesIO(png)))
        return "LAC46.K7PX42NQ"

    assert told(A6, look) == []
    assert {image.mode for image in seen} == {"1"}
    assert seen[0].size == (839, 1183)


def test_a_code_that_does_not_read_is_severe():
    problems = told(A6, lambda png: "")

    assert problems
    assert all(severe for severe, _, _ in problems)
    assert "203" in problems[0][2]


def test_a_code_upon_dark_paper_is_found_by_reading_it():
    dark = new_element("box", {"x": 2, "y": 76.9, "w": 41, "h": 40, "fill": "#101010"})
    found = told(added(A6, dark, CODE))

    assert any("no se lee" in text for _, _, text in found)
    assert any(index == CODE for _, index, _ in found)


def test_a_frame_in_the_quiet_zone_is_told_with_its_element():
    text = {"field": "pronouns", "x": 39, "y": 90, "w": 10, "h": 5, "size": 3, "smallest": 2}
    layout = added(A6, new_element("text", text))
    (problem,) = told(layout)

    assert problem[:2] == (True, len(A6.elements))


def test_white_paper_below_a_code_is_no_problem():
    white = new_element("box", {"x": 2, "y": 76.9, "w": 39, "h": 39, "fill": "#ffffff"})

    assert told(added(A6, white, 0)) == []


def test_a_code_at_the_edge_lacks_its_margin():
    layout = changed(A6, CODE, "x", 1.0)

    assert (True, CODE) in [problem[:2] for problem in told(layout)]


def test_a_layout_without_code_is_told():
    assert [problem[:2] for problem in told(removed(A6, CODE))] == [(True, None)]


def test_an_invalid_layout_is_told_and_not_drawn():
    layout = msgspec.structs.replace(A6, width=50.0)
    (problem,) = told(layout)

    assert problem[0]
    assert "element 1.x" in problem[2]


def test_letters_below_their_least_size_are_told_and_not_severe():
    number = next(
        n
        for n, each in enumerate(A6.elements)
        if isinstance(each, kinds.Text) and each.field == "organisation"
    )
    problems = told(changed(changed(A6, number, "lines", 1), number, "smallest", 5.5))

    assert problems
    assert not any(severe for severe, _, _ in problems)
    assert any("Latinoamericana" in text and "5.5" in text for _, _, text in problems)


def test_severe_problems_come_first():
    number = next(
        n
        for n, each in enumerate(A6.elements)
        if isinstance(each, kinds.Text) and each.field == "organisation"
    )
    layout = changed(removed(A6, CODE), number, "smallest", 5.9)
    order = [severe for severe, _, _ in told(layout)]

    assert order == sorted(order, reverse=True)
    assert len(set(order)) == 2
