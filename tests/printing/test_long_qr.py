"""Our quick symbols are those of the qrcode package, module for module."""

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M

from kiosk.printing.long_qr import symbol

ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def of_package(text):
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=4)
    code.add_data(qrcode.util.QRData(text, mode=qrcode.util.MODE_ALPHA_NUM), optimize=0)
    code.make(fit=True)
    return tuple("".join("#" if dark else " " for dark in row) for row in code.get_matrix())


@pytest.mark.parametrize("length", [1, 2, 20, 21, 90, 91, 178, 262, 311, 312, 419, 700, 1200, 1451])
def test_a_symbol_of_each_size_is_the_package_s(length):
    text = "".join(ALPHANUMERIC[place * 7 % 45] for place in range(length))

    assert symbol(text) == of_package(text)


@given(st.text(ALPHANUMERIC, min_size=1, max_size=320))
@settings(max_examples=25)
def test_any_text_is_the_package_s(text):
    assert symbol(text) == of_package(text)


@pytest.mark.parametrize("text", ["abc", "Ñ", "A" * 3392], ids=["lower", "letter", "long"])
def test_what_no_symbol_holds_is_refused(text):
    with pytest.raises(ValueError, match=r"letter|long"):
        symbol(text)


def test_a_phone_reads_it():
    import zxingcpp
    from PIL import Image

    text = "KC1." + "A2B7" * 70
    rows = symbol(text)
    size = len(rows) + 8
    image = Image.new("L", (size, size), 255)
    for y, row in enumerate(rows, 4):
        for x, dark in enumerate(row, 4):
            if dark == "#":
                image.putpixel((x, y), 0)

    (found,) = zxingcpp.read_barcodes(image.resize((size * 4, size * 4), Image.Resampling.NEAREST))

    assert found.text == text
