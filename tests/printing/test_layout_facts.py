"""What screens ask of a layout: on how many lines a name stands, how large the QR's modules are."""

import pytest

from kiosk.printing.elements import kinds
from kiosk.printing.layout import layout_names, load_layout
from kiosk.printing.layout_edit import added, changed, new_element, removed
from kiosk.printing.layout_facts import module_size, name_lines

A6 = load_layout("a6")
CODE = next(n for n, each in enumerate(A6.elements) if isinstance(each, kinds.Code))
NAME = next(n for n, one in enumerate(A6.elements) if getattr(one, "field", "") == "first_line")


@pytest.mark.parametrize(
    ("name", "lines"),
    [("Li", 1), ("María José", 1), ("Maximiliano Bartolomé Wenceslao", 2), ("", 0)],
    ids=["short", "usual", "long", "none"],
)
def test_a_long_name_takes_two_lines(content, name, lines):
    assert name_lines(content(first_line=name), A6) == lines


def test_a_layout_without_a_name_cannot_tell(content):
    nameless = A6
    for number in reversed(range(len(A6.elements))):
        if getattr(A6.elements[number], "field", "") in ("first_line", "full_name"):
            nameless = removed(nameless, number)

    assert name_lines(content(), nameless) == 0
    assert name_lines(content(), object()) == 0


def test_of_names_under_conditions_the_one_that_this_person_gets_is_asked(content):
    narrow = {"x": 1, "y": 1, "w": 14, "h": 30, "size": 8, "smallest": 7, "lines": 2}
    for_board = new_element("text", {**narrow, "field": "full_name", "when": {"roles": ["board"]}})
    layout = added(changed(A6, NAME, "lines", 1), for_board, 0)

    assert name_lines(content(roles=("board",), second_line=""), layout) == 2
    assert name_lines(content(), layout) == 1


@pytest.mark.parametrize("name", layout_names())
def test_the_modules_of_every_shipped_layout_can_be_read_at_203_dpi(name):
    layout = load_layout(name)
    side = module_size(layout)

    assert side is not None
    assert side >= 2.9 * 25.4 / 203
    dots = side * (layout.dpi or 0) / 25.4
    assert dots == pytest.approx(round(dots), abs=0.001) or not layout.dpi


def test_without_a_code_of_ours_nobody_knows():
    assert module_size(removed(A6, CODE)) is None
    assert module_size(object()) is None
