"""A page keeps its scale on Brother's labels, is turned where it lies across, and refused else."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.brother.label import pages_for, stock


def page(width, height):
    """A PDF of that size in mm with a square of 20 mm in its middle."""
    target, mm = io.BytesIO(), 72 / 25.4
    canvas = Canvas(target, pagesize=(width * mm, height * mm))
    canvas.rect((width / 2 - 10) * mm, (height / 2 - 10) * mm, 20 * mm, 20 * mm, stroke=0, fill=1)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("size", [(62, 100), (100, 62)], ids=["upright", "across"])
def test_the_middle_keeps_its_place_and_scale(size):
    (dots,) = pages_for(stock("QL-820NWB", "62x100"), page(*size))
    left, top, right, bottom = dots.point(lambda dot: 255 - dot).getbbox()

    assert dots.size == (696, 1109)
    assert (right - left, bottom - top) == pytest.approx((236, 236), abs=2)
    assert (left + right) / 2 == pytest.approx(348, abs=2)


def test_endless_tape_takes_any_length():
    (dots,) = pages_for(stock("QL-820NWB", "62"), page(62, 80))

    assert dots.size == (696, 945)


@pytest.mark.parametrize("size", [(62, 80), (105, 148), (40, 100)], ids=["short", "a6", "narrow"])
def test_a_page_of_another_size_is_none(size):
    assert pages_for(stock("QL-820NWB", "62x100"), page(*size)) is None
