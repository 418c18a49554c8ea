"""The pen: millimetres from the upper left, edges drawn out over the bleed, colours mixed."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.elements.parts import Box
from kiosk.printing.fitting import fit
from kiosk.printing.pen import Pen, mix, rgb

COLORS = st.from_regex(r"#[0-9A-F]{6}", fullmatch=True)


@pytest.fixture
def drawn(picture):
    """A page of 50 x 30 mm on which `draw(pen)` drew."""

    def page(draw):
        target = io.BytesIO()
        canvas = Canvas(target, pagesize=(50 * mm, 30 * mm))
        draw(Pen(canvas, 30))
        canvas.save()
        return picture(target.getvalue(), 254)  # ten dots a millimetre

    return page


def box_of(image):
    """Left, top, right, foot of the ink, in mm."""
    edges = image.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    return tuple(edge / 10 for edge in edges)


def test_a_rectangle_stands_where_it_was_asked_for(drawn):
    def draw(pen):
        pen.fill("#112233")
        pen.rect(5, 3, 20, 7)

    image = drawn(draw)
    assert box_of(image) == pytest.approx((5, 3, 25, 10), abs=0.11)
    assert image.getpixel((100, 50)) == (0x11, 0x22, 0x33)


def test_a_ring_is_hollow_and_a_disc_is_not(drawn):
    def ring(pen):
        pen.stroke("#000000", 1)
        pen.circle(20, 15, 8, stroke=True)

    def disc(pen):
        pen.fill("#000000")
        pen.circle(20, 15, 8)

    assert drawn(ring).getpixel((200, 150)) == (255, 255, 255)
    assert drawn(disc).getpixel((200, 150)) == (0, 0, 0)
    assert box_of(drawn(ring)) == pytest.approx((11.5, 6.5, 28.5, 23.5), abs=0.11)
    assert box_of(drawn(disc)) == pytest.approx((12, 7, 28, 23), abs=0.11)


def test_a_pill_has_round_corners(drawn):
    def draw(pen):
        pen.fill("#000000")
        pen.pill((10, 5, 30, 20), 6)

    image = drawn(draw)
    assert box_of(image) == pytest.approx((10, 5, 40, 25), abs=0.11)
    assert image.getpixel((105, 55)) == (255, 255, 255)
    assert image.getpixel((165, 55)) == (0, 0, 0)


@pytest.mark.parametrize(("align", "edge"), [("left", 0), ("right", 2)])
def test_a_text_touches_the_edge_it_is_aligned_to(drawn, align, edge):
    box = Box(x=5, y=5, w=40, h=12, size=6, smallest=3, align=align)
    image = drawn(lambda pen: pen.text(fit("HIH", box), box))

    assert box_of(image)[edge] == pytest.approx((5, 0, 45)[edge], abs=0.8)
    assert 5 <= box_of(image)[1] < box_of(image)[3] <= 17


def test_centred_capitals_stand_around_their_point(drawn):
    def draw(pen):
        pen.fill("#000000")
        pen.centred("HIH", (25, 15), 8, 700)

    left, top, right, foot = box_of(drawn(draw))
    assert (left + right) / 2 == pytest.approx(25, abs=0.3)
    assert (top + foot) / 2 == pytest.approx(15, abs=0.3)


def test_what_is_clipped_is_seen_within_the_frame_only(drawn):
    def draw(pen):
        pen.canvas.saveState()
        pen.clip((10, 10, 5, 5))
        pen.fill("#000000")
        pen.rect(0, 0, 50, 30)
        pen.canvas.restoreState()
        pen.rect(40, 20, 2, 2)

    image = drawn(draw)
    assert image.getpixel((50, 50)) == (255, 255, 255)
    assert image.getpixel((120, 120)) == (0, 0, 0)
    assert box_of(image) == pytest.approx((10, 10, 42, 22), abs=0.11)


@pytest.mark.parametrize(
    ("frame", "bled"),
    [
        ((10, 10, 20, 10), (10, 10, 20, 10)),
        ((0, 10, 20, 10), (-3, 10, 23, 10)),
        ((10, 0, 20, 10), (10, -3, 20, 13)),
        ((30, 10, 20, 10), (30, 10, 23, 10)),
        ((10, 20, 20, 10), (10, 20, 20, 13)),
        ((0, 0, 50, 30), (-3, -3, 56, 36)),
        ((0.01, 0.01, 49.98, 29.98), (-2.99, -2.99, 55.98, 35.98)),
        ((0.1, 0.1, 49.8, 29.8), (0.1, 0.1, 49.8, 29.8)),
    ],
    ids=["inside", "left", "top", "right", "foot", "whole", "rounded", "not quite"],
)
def test_only_what_touches_an_edge_goes_on_beyond_it(frame, bled):
    pen = Pen(Canvas(io.BytesIO()), 30, 50, 3)

    assert pen.bled(frame) == pytest.approx(bled)


@given(COLORS, COLORS)
def test_a_mix_begins_at_one_colour_and_ends_at_the_other(one, other):
    assert (mix(one, other, 0), mix(one, other, 1)) == (one, other)
    half = zip(rgb(one), rgb(mix(one, other, 0.5)), rgb(other), strict=True)
    assert all(min(a, b) - 0.003 <= between <= max(a, b) + 0.003 for a, between, b in half)
