"""QR codes in pictures: all that are there, none of what is no picture."""

import io

import pytest
import qrcode
from PIL import Image

from kiosk.scanning.qr_image import decode


def saved(image, form="PNG"):
    target = io.BytesIO()
    image.save(target, form)
    return target.getvalue()


def symbol(text):
    made = qrcode.QRCode(border=4, box_size=4)
    made.add_data(text)
    return made.make_image().get_image().convert("L")


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_code_is_read_in_any_kind_of_picture(form, mode):
    if (form, mode) == ("JPEG", "1"):
        mode = "L"

    assert decode(saved(symbol("LAC46.K7PX42NQ").convert(mode), form)) == ["LAC46.K7PX42NQ"]


def test_all_codes_of_a_picture_are_read():
    page = Image.new("L", (400, 200), 255)
    page.paste(symbol("ONE"), (0, 0))
    page.paste(symbol("TWO"), (200, 0))

    assert sorted(decode(saved(page))) == ["ONE", "TWO"]


@pytest.mark.parametrize("quarter", [90, 180, 270])
def test_a_turned_code_is_read(quarter):
    assert decode(saved(symbol("TURNED").rotate(quarter))) == ["TURNED"]


def test_white_paper_has_none():
    assert decode(saved(Image.new("1", (300, 300), 1))) == []


@pytest.mark.parametrize(
    "data", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", saved(symbol("CUT"))[:60]]
)
def test_what_is_no_picture_has_no_codes(data):
    assert decode(data) == []
