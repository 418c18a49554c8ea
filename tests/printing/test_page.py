"""Pages of badges: both sides, folded ones, turned for the feed, with bleed; other people's layouts."""

import msgspec
import pypdfium2
import pytest
import zxingcpp

from kiosk.domain.errors import CanceledError
from kiosk.printing.badge import draw_badges
from kiosk.printing.drawable import Shown
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_edit import new_element
from kiosk.printing.page import outline, page_size

A6 = load_layout("a6")
MM = 100 / 25.4
BACK = new_element("box", {"side": "back", "x": 0, "y": 0, "w": 105, "h": 20, "fill": "#00AA00"})


def of(**keys):
    """The A6 layout with those keys and a green field at the head of its back."""
    sides = keys.get("sides", "one")
    elements = A6.elements if sides == "one" else (*A6.elements, BACK)
    return msgspec.structs.replace(A6, elements=elements, **keys)


def drawn(content, **keys):
    return draw_badges([content()], of(**keys)).pdf


def pages(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [tuple(round(side * 25.4 / 72, 1) for side in page.get_size()) for page in document]
    finally:
        document.close()


def pixel(image, x, y):
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((round(x * MM), round(y * MM))))


@pytest.mark.parametrize(
    ("keys", "size"),
    [
        ({}, (105, 148)),
        ({"bleed": 3.0}, (111, 154)),
        ({"rotation": 90}, (148, 105)),
        ({"rotation": 180, "bleed": 2.0}, (109, 152)),
        ({"rotation": 270, "bleed": 2.0}, (152, 109)),
        ({"sides": "butterfly"}, (105, 296)),
        ({"sides": "butterfly", "rotation": 90, "bleed": 1.0}, (298, 107)),
        ({"sides": "two"}, (105, 148)),
    ],
    ids=str,
)
def test_the_page_is_what_is_fed(content, keys, size):
    layout = of(**keys)

    assert page_size(layout) == size
    assert pages(drawn(content, **keys)) == [size] * (2 if keys.get("sides") == "two" else 1)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_the_same_badge_turned(content, picture, rotation):
    upright = picture(drawn(content))
    turned = picture(drawn(content, rotation=rotation)).rotate(rotation, expand=True)

    for x, y in ((4, 4), (4, 130), (100, 4), (52, 110), (90, 140)):
        assert pixel(turned, x, y) == pixel(upright, x, y)
    assert [each.text for each in zxingcpp.read_barcodes(turned.resize((827, 1165)))]


def test_colour_runs_over_the_bleed_and_the_badge_stays_in_its_place(content, picture):
    image = picture(drawn(content, bleed=3.0))

    assert pixel(image, 0.5, 0.5) == pixel(image, 110.4, 0.5) == "#062033"
    assert pixel(image, 0.5, 152) == "#00705A"
    assert pixel(image, 0.5, 60) == "#FFFFFF"
    assert pixel(image, 55, 113) == pixel(picture(drawn(content)), 52, 110)


def test_the_cut_is_told_to_the_press(content):
    pdf = drawn(content, bleed=3.0)
    document = pypdfium2.PdfDocument(pdf)
    try:
        box = [round(edge * 25.4 / 72, 1) for edge in document[0].get_trimbox()]
    finally:
        document.close()

    assert box == [3.0, 3.0, 108.0, 151.0]


def test_the_back_is_the_second_page(content, picture):
    pdf = draw_badges([content(), content(first_line="Ana")], of(sides="two")).pdf

    assert len(pages(pdf)) == 4
    for page, color in enumerate(("#062033", "#00AA00", "#062033", "#00AA00")):
        assert pixel(picture(pdf, page=page), 3, 3) == color


def test_a_butterfly_has_its_back_head_down_above_the_fold(content, picture):
    image = picture(drawn(content, sides="butterfly"))

    assert pixel(image, 3, 147 - 5) == pixel(image, 102, 147 - 18) == "#00AA00"
    assert pixel(image, 3, 147 - 22) == pixel(image, 3, 5) == "#FFFFFF"
    assert pixel(image, 3, 148 + 5) == "#062033"
    assert pixel(image, 3, 148 + 130) == "#00705A"


def test_nothing_bleeds_over_the_fold(content, picture):
    image = picture(drawn(content, sides="butterfly", bleed=3.0))

    assert pixel(image, 5, 150.2) == "#00AA00"
    assert pixel(image, 5, 151.8) == "#062033"
    assert pixel(image, 0.5, 148) == "#00AA00"


def test_a_badge_of_one_side_has_no_back(content):
    assert outline(of()) == (105, 148)
    assert outline(of(sides="butterfly")) == (105, 296)


class Foreign:
    """A layout of another program's: a red field, and what it has to say."""

    width = 60.0
    height = 40.0
    media = "om_foreign_60x40mm"

    def draw(self, canvas, content):
        canvas.setFillColorRGB(1, 0, 0)
        canvas.rect(0, 0, 50, 50, stroke=0, fill=1)
        canvas.drawString(60, 60, content.first_line)
        return Shown(("x",), (("Falta {letter}", {"letter": "x"}),))


def test_a_layout_that_draws_itself_is_drawn(content, picture):
    result = draw_badges([content(), content()], Foreign())

    assert pages(result.pdf) == [(60, 40)] * 2
    assert pixel(picture(result.pdf), 1, 39) == "#FF0000"
    assert result.missing == (("x",), ("x",))
    assert result.warnings[1] == (("Falta {letter}", {"letter": "x"}),)


def test_who_says_stop_is_heeded_at_once(content):
    told = []

    def stop():
        told.append(1)
        return len(told) < 3

    with pytest.raises(CanceledError):
        draw_badges((content() for _ in range(100)), A6, stop)
    assert len(told) == 3


def test_an_answer_of_nothing_goes_on(content):
    assert len(draw_badges([content()] * 3, A6, lambda: None).missing) == 3
