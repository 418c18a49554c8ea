"""The test page: exactly the paper's size, its QR reads, its words are there, on any paper."""

import io

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from reportlab.lib.units import mm

from kiosk.printing import test_page
from kiosk.printing.raster import page_png

SIZES = [(54.0, 86.0), (57.0, 102.0), (101.6, 76.2), (105.0, 148.0), (210.0, 297.0)]


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_any_paper_has_rulers_words_and_a_code_that_reads(width, height):
    page = test_page.Page(
        width, height, "Página de prueba", ("Sala", "zpl://10.0.0.5"), "LAC.TEST", "Mide {mm} mm:"
    )
    pdf = test_page.draw_test_page(page)
    document = pypdfium2.PdfDocument(pdf)
    size, text = document[0].get_size(), document[0].get_textpage().get_text_bounded()
    document.close()
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(page_png(pdf, 203))))

    assert size == pytest.approx((width * mm, height * mm), abs=0.5)
    assert [one.text for one in found] == ["LAC.TEST"]
    for word in ("Página de prueba", "Sala", "zpl://10.0.0.5", "Mide", "40"):
        assert word in text
    assert pdf == test_page.draw_test_page(page)
