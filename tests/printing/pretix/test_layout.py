"""A pretix layout as one of ours: its paper, its notes, pictures, letters that others lack."""

import base64
import io

import pytest
from PIL import Image

from kiosk.domain.badge import BadgeContent
from kiosk.printing.badge import draw_badges
from kiosk.printing.pretix.layout import read
from tests.badge_rasters import raster

FRAME = {
    "type": "textcontainer",
    "left": 10,
    "bottom": 10,
    "width": 60,
    "height": 20,
    "fontsize": 30,
    "content": "attendee_name",
}
PICTURE = {
    "type": "imagearea",
    "left": 10,
    "bottom": 10,
    "width": 20,
    "height": 40,
    "content": "photo",
}


def png(color, size=(40, 20), kind="PNG"):
    target = io.BytesIO()
    Image.new("RGB", size, color).save(target, kind)
    return target.getvalue()


def painted(objects, marks=None, **words):
    layout = read("Sala", objects, None, marks)
    made = draw_badges([BadgeContent("Ana", **words)], layout)
    return raster(made.pdf), made


def at(picture, x, y):
    """The colour x mm from the left and y mm from the foot."""
    return picture.getpixel((round(x * 150 / 25.4), picture.height - round(y * 150 / 25.4)))


@pytest.mark.parametrize(
    ("objects", "size", "media"),
    [
        ([], (148, 105), "iso_a6_105x148mm"),
        ([FRAME], (148, 105), "iso_a6_105x148mm"),
        ([{**FRAME, "bottom": 130}], (148, 150), "om_badge_148x150mm"),
        ([{"type": "barcodearea", "left": 140, "bottom": 1, "size": 20.25}], (160.25, 105), "om_badge_160.2x105mm"),
    ],
    ids=["empty", "within", "above", "beside"],
)  # fmt: skip
def test_without_background_nothing_falls_off_the_page(objects, size, media):
    layout = read("Sala", objects)

    assert (layout.width, layout.height) == size
    assert layout.media == media


def test_a_picture_stands_whole_in_its_frame():
    picture, _made = painted(
        [PICTURE], texts={"image:photo": base64.b64encode(png("red")).decode()}
    )

    assert at(picture, 20, 30) == (255, 0, 0)
    assert at(picture, 20, 45) == (255, 255, 255)


@pytest.mark.parametrize("kept", [None, "???", base64.b64encode(b"GIF89a no").decode(), base64.b64encode(png("red")[:60]).decode()], ids=["none", "no base64", "no picture", "cut"])  # fmt: skip
def test_without_picture_the_frame_is_grey(kept):
    picture, _made = painted([PICTURE], texts={"image:photo": kept} if kept else {})

    assert at(picture, 20, 45) == (204, 204, 204)


def test_the_mark_of_pretix_is_as_high_as_asked():
    mark = {"type": "poweredby", "left": 10, "bottom": 10, "size": 10, "content": "white"}

    picture, made = painted([mark], {"white": png("blue"), "dark": png("red")})

    assert at(picture, 28, 19) == (0, 0, 255)
    assert at(picture, 32, 19) == (255, 255, 255)
    assert made.warnings == ((),)


def test_a_missing_mark_is_told():
    _picture, made = painted([{"type": "poweredby", "left": 10, "bottom": 10, "size": 10}])

    assert "marca de pretix" in made.warnings[0][0][0]


def test_a_name_that_became_tiny_is_told():
    _picture, made = painted(
        [{**FRAME, "width": 12, "height": 4, "autoresize": True}],
        second_line="Núñez de la Torre y Prado",
    )

    ((message, params),) = made.warnings[0]
    assert "Núñez" in message.format(**params)


@pytest.mark.parametrize("name", ["", "X", "ana \x00\x07 b", "<b>&amp;</b>", "a\r\nb\rc", "-", "😀", "e\u0301", "\u200f\u202eabc", "W" * 400, "ﷺ", "ཀྵ"], ids=ascii)  # fmt: skip
@pytest.mark.parametrize("kind", ["textcontainer", "textarea"])
def test_every_name_can_be_printed(name, kind):
    frame = {
        **FRAME,
        "type": kind,
        "autoresize": True,
        "content": "other",
        "text": "{attendee_name}",
    }

    _picture, made = painted([frame], texts={"attendee_name": name, "order": "A"})

    assert made.pdf.startswith(b"%PDF")


def test_a_letter_that_no_font_has_is_named():
    _picture, made = painted(
        [{**FRAME, "fontsize": 12}], texts={"attendee_name": "A\U0001f3ff\U00013000"}
    )

    assert "\U00013000" in made.missing[0]


def test_an_empty_code_draws_no_symbol():
    empty, _made = painted([{"type": "barcodearea", "left": 10, "bottom": 10, "size": 30}])
    code, _made = painted(
        [{"type": "barcodearea", "left": 10, "bottom": 10, "size": 30}], code="LAC.TEST"
    )

    assert empty.getcolors() == [(empty.width * empty.height, (255, 255, 255))]
    assert code.getcolors() != empty.getcolors()
