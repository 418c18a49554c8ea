"""The label is the page, dot by dot, by somebody else's reading of it."""

import re

import pytest
import zxingcpp
from zebrafy import ZebrafyZPL

from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout
from kiosk.printing.raster import black_dots, page_images
from kiosk.printing.zpl.label import label, labels


@pytest.mark.parametrize("dpi", [203.2, 300.0])
@pytest.mark.parametrize("layout", ["a6", "4x3in"])
def test_a_reader_of_another_make_sees_our_dots_and_reads_the_code(content, layout, dpi):
    pdf = draw_badges([content()], load_layout(layout)).pdf
    (zpl,) = labels(pdf, dpi)
    ours = black_dots(page_images(pdf, dpi)[0])
    (whole_bytes,) = ZebrafyZPL(zpl.decode()).to_images()
    seen = whole_bytes.crop((0, 0, *ours.size))

    assert whole_bytes.width - ours.width < 8
    assert whole_bytes.height == ours.height
    assert seen.convert("1").tobytes() == ours.tobytes()
    assert [found.text for found in zxingcpp.read_barcodes(seen.convert("L"))] == [content().code]


def test_the_label_has_the_pages_size_in_dots(content):
    shape = load_layout("a6")
    (zpl,) = labels(draw_badges([content()], shape).pdf, 203.2)

    assert zpl.startswith(b"^XA^PW840^LL1184^LH0,0^FO0,0^GFA,124320,124320,105,:Z64:")
    assert zpl.endswith(b"^FS^PQ1^XZ\n")
    assert len(zpl) < 20_000


@pytest.mark.parametrize("width", [1, 7, 8, 9, 33])
def test_widths_that_are_no_whole_bytes_leave_the_rest_white(width):
    from PIL import Image

    black = Image.new("1", (width, 3), 0)
    (seen,) = ZebrafyZPL(label(black).decode()).to_images()
    across = (width + 7) // 8
    row = seen.convert("1").tobytes()[:across]

    assert re.search(rb"\^PW(\d+)", label(black))[1] == str(width).encode()
    assert sum(8 - bin(byte).count("1") for byte in row) == width
