"""The QR of a badge: small, sharp, readable, and the same as the library's own."""

import io

import pytest
import qrcode
import zxingcpp
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.qr import draw_qr, matrix

CODES = ["LAC46.K7PX42NQ", "LAC.TEST", "A.2345678", "LACNIC46.K7PX42N", "https://example.org/x?y=1"]


def pdf_of(code, side=60.0):
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(100, 100), invariant=1)
    draw_qr(canvas, code, (20, 80), side)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("code", CODES)
def test_it_reads_back(picture, code):
    found = zxingcpp.read_barcodes(picture(pdf_of(code), dpi=203))

    assert [(each.text, each.ec_level) for each in found] == [(code, "Q")]


@pytest.mark.parametrize("code", ["LAC46.K7PX42NQ", "LACNIC46.K7PX42N", "A.2345678901234"])
def test_sixteen_letters_make_the_smallest_symbol(code):
    assert len(code) <= 16
    assert len(matrix(code)) == 21


def test_the_drawing_is_the_matrix_module_for_module(picture):
    modules = matrix("LAC46.K7PX42NQ")
    image = picture(pdf_of("LAC46.K7PX42NQ", side=21 * 2.88), dpi=100)  # 4 pixels a module
    left, top = round(20 * 100 / 72), round(20 * 100 / 72)
    drawn = tuple(
        tuple(image.getpixel((left + 4 * x + 2, top + 4 * y + 2))[0] < 128 for x in range(21))
        for y in range(21)
    )

    assert drawn == modules


def test_the_mask_is_one_that_the_library_could_have_chosen():
    symbol = qrcode.QRCode(
        error_correction=qrcode.constants.ERROR_CORRECT_Q, border=0, mask_pattern=4
    )
    symbol.add_data("LAC46.K7PX42NQ")
    symbol.make()

    assert matrix("LAC46.K7PX42NQ") == tuple(tuple(row) for row in symbol.get_matrix())


def test_the_path_is_one_and_small():
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(100, 100), pageCompression=0, invariant=1)
    draw_qr(canvas, "LAC46.K7PX42NQ", (20, 80), 60)
    operators = vars(canvas)["_code"][-1]  # the one private name that drawing leans on

    assert operators.count(" re\n") < 21 * 21 / 3
    assert operators.count("f Q") == 1
