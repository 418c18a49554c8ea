"""Patterns of the role bands: each has its own look, keeps to its frame and gives the pen back."""

import io
from itertools import pairwise

import pytest
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.patterns import PATTERNS, draw_pattern
from kiosk.printing.pen import Pen

FRAME = (20.0, 10.0, 40.0, 15.0)
NAMES = [name for name in PATTERNS if name != "plain"]


@pytest.fixture
def drawn(picture):
    """A page of 80 x 40 mm with that pattern, and a black square drawn after it."""

    def draw(name, unit=4.0, after=False):
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(80 * mm, 40 * mm))
        pen = Pen(canvas, 40)
        pen.fill("#000000")
        draw_pattern(pen, name, FRAME, unit, "#FF0000")
        if after:
            pen.rect(70, 30, 5, 5)
        canvas.save()
        return picture(target.getvalue(), 203)

    return draw


def inked(image):
    """Where anything is drawn, in mm."""
    box = image.convert("L").point(lambda grey: 255 * (grey < 250)).getbbox()
    return box and tuple(place * 25.4 / 203 for place in box)


@pytest.mark.parametrize("name", NAMES)
def test_it_fills_its_frame_and_nothing_beside_it(drawn, name):
    left, top, right, foot = inked(drawn(name))
    x, y, w, h = FRAME

    assert left >= x - 0.2
    assert top >= y - 0.2
    assert right <= x + w + 0.2
    assert foot <= y + h + 0.2
    assert right - left > w - 4
    assert foot - top > h - 4


@pytest.mark.parametrize("name", ["plain", "", "no-such-pattern"])
def test_no_pattern_is_no_ink(drawn, name):
    assert inked(drawn(name)) is None


def test_no_two_look_alike(drawn):
    assert len({drawn(name).tobytes() for name in PATTERNS}) == len(PATTERNS)


@pytest.mark.parametrize("name", NAMES)
def test_it_is_never_solid_so_that_it_is_told_from_a_plain_band(drawn, name):
    x, y, w, h = (round(side * 203 / 25.4) for side in FRAME)
    inside = drawn(name).convert("L").crop((x, y, x + w, y + h))
    share = sum(inside.histogram()[:200]) / (w * h)

    assert 0.1 < share < 0.8


@pytest.mark.parametrize("name", NAMES)
def test_what_is_drawn_next_has_its_own_colour_and_place(drawn, name):
    image = drawn(name, after=True)

    assert image.getpixel((round(72 * 203 / 25.4), round(32 * 203 / 25.4))) == (0, 0, 0)


@pytest.mark.parametrize("name", NAMES)
def test_it_repeats_less_often_where_its_unit_is_larger(drawn, name):
    def edges(unit):
        row = drawn(name, unit).convert("L").point(lambda grey: grey < 250)
        y = round(13.3 * 203 / 25.4)
        if name == "rails":
            line = [row.getpixel((round(40 * 203 / 25.4), at)) for at in range(row.height)]
        else:
            line = [row.getpixel((at, y)) for at in range(row.width)]
        return sum(a != b for a, b in pairwise(line))

    assert edges(8.0) < edges(3.0)
