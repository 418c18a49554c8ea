"""The painting helpers: boxes stay inside, lines of text are cut at their end, sizes shrink."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from kiosk.ui.fonts import font
from kiosk.ui.widgets.paint import draw_line, elided, largest, round_box, text_width

RED, BLUE = "#FF0000", "#0000FF"


def test_a_border_lies_wholly_inside_the_box(painted, pixel):
    image = painted(lambda p: round_box(p, QRectF(10, 10, 80, 40), 0, RED, BLUE, 4))
    assert pixel(image, 9, 30) == "#000000"
    assert [pixel(image, x, 30) for x in (10, 13, 14, 75)] == [BLUE, BLUE, RED, RED]
    assert pixel(image, 90, 30) == "#000000"


@pytest.mark.parametrize(("fill", "line"), [("", BLUE), (RED, ""), ("", "")])
def test_an_empty_colour_paints_nothing(painted, colours, fill, line):
    image = painted(lambda p: round_box(p, QRectF(0, 0, 200, 100), 0, fill, line, 4))
    assert {c for c in (RED, BLUE) if c in colours(image)} == {c for c in (fill, line) if c}


def test_corners_are_round(painted, pixel):
    image = painted(lambda p: round_box(p, QRectF(0, 0, 200, 100), 20, RED))
    assert pixel(image, 0, 0) == pixel(image, 199, 99) == "#000000"
    assert pixel(image, 100, 0) == pixel(image, 0, 50) == RED


def test_a_dashed_line_has_gaps(painted, pixel):
    def edge(*, dashed):
        image = painted(
            lambda p: round_box(p, QRectF(0, 0, 200, 100), 0, "", BLUE, 2, dashed=dashed)
        )
        return {pixel(image, x, 1) for x in range(20, 180)}

    assert edge(dashed=False) == {BLUE}
    assert "#000000" in edge(dashed=True)


def test_a_short_text_is_left_alone():
    assert elided("José", font(20), 500) == "José"
    assert elided("", font(20), 0) == ""


def test_a_long_text_ends_in_dots_and_fits():
    face = font(20)
    cut = elided("Maximiliano Echeverría", face, 120)
    assert cut.endswith("…")
    assert "Maximiliano Echeverría".startswith(cut[:-1])
    assert text_width(cut, face) <= 120.5


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x24F), max_size=40),
    st.integers(30, 400),
)
def test_whatever_is_written_fits_its_room(text, width):
    assert text_width(elided(text, font(18), width), font(18)) <= width + 0.51


@pytest.mark.parametrize(("align", "side"), [("left", 0), ("center", 1), ("right", 2)])
def test_a_line_stands_where_it_is_aligned(painted, align, side):
    image = painted(
        lambda p: draw_line(p, QRectF(0, 0, 300, 40), "Ana", font(20), "#FFFFFF", align), 300, 40
    )
    lit = [x for x in range(300) if any(image.pixelColor(x, y).red() > 128 for y in range(40))]
    assert side * 100 <= (lit[0] + lit[-1]) / 2 <= (side + 1) * 100


def test_a_line_is_centred_upright_and_in_its_colour(painted, colours):
    image = painted(
        lambda p: draw_line(p, QRectF(0, 0, 300, 100), "HHH", font(40, 800), RED), 300, 100
    )
    lit = [y for y in range(100) if any(image.pixelColor(x, y).red() > 128 for x in range(300))]
    assert abs((lit[0] + lit[-1]) / 2 - 50) <= 4
    assert RED in colours(image)


def test_a_line_never_leaves_its_box(painted):
    box = QRectF(20, 0, 100, 40)
    image = painted(
        lambda p: draw_line(p, box, "Maximiliano Echeverría", font(20), "#FFFFFF"), 300, 40
    )
    lit = [x for x in range(300) if any(image.pixelColor(x, y).red() > 60 for y in range(40))]
    assert lit[0] >= 19
    assert lit[-1] <= 121


def test_the_largest_part_that_fits_is_found():
    assert largest(lambda _ratio: True, 0.5) == 1.0
    assert largest(lambda ratio: ratio <= 0.81, 0.5) == pytest.approx(0.8)
    assert largest(lambda ratio: ratio <= 0.81, 0.5, 0.04) == pytest.approx(0.8)


def test_where_nothing_fits_the_least_is_answered():
    assert largest(lambda _ratio: False, 0.5) == pytest.approx(0.5, abs=0.051)
    assert largest(lambda _ratio: False, 1.0) == 1.0
