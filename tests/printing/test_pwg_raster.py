"""PWG Raster says what the page shows; read back by a reader made for the test."""

import struct

import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kiosk.printing import pwg_raster
from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout
from kiosk.printing.pwg_raster import BLACK, COLOR, GREY, kind_of, raster
from kiosk.printing.raster import black_dots, page_images
from tests.printing.packbits import unpacked


def pages_of(data):
    """Every page as (header numbers by place, pixels)."""
    assert data[:4] == b"RaS2"
    place = 4
    while place < len(data):
        head = data[place : place + 1796]
        place += 1796
        width, height, pixel, across = (
            struct.unpack_from(">I", head, at)[0] for at in (372, 376, 388, 392)
        )
        pixels = b""
        while len(pixels) < across * height:
            times = data[place] + 1
            line, place = unpacked(data, place + 1, across, max(1, pixel // 8))
            assert len(line) == across
            pixels += line * times
        assert len(pixels) == across * height
        yield head, (width, height), pixels


@pytest.fixture
def pdf(content):
    return draw_badges([content()], load_layout("a6")).pdf


@pytest.mark.parametrize(("kind", "mode"), [(GREY, "L"), (COLOR, "RGB")], ids=["grey", "color"])
def test_every_pixel_comes_back(pdf, kind, mode):
    ((head, size, pixels),) = pages_of(raster(pdf, kind, 300, "iso_a6_105x148mm"))
    (page,) = page_images(pdf, 300, color=mode == "RGB")

    assert size == page.size == (1240, 1748)
    assert pixels == page.tobytes()
    assert head[:10] == b"PwgRaster\0"
    assert head[1732:].rstrip(b"\0") == b"iso_a6_105x148mm"


def test_one_bit_is_black_where_it_is_set(pdf, content):
    ((_, size, pixels),) = pages_of(raster(pdf, BLACK, 203, "iso_a6_105x148mm"))
    seen = Image.frombytes("1", size, bytes(255 - byte for byte in pixels))

    assert seen.tobytes() == black_dots(page_images(pdf, 203)[0]).tobytes()
    assert [found.text for found in zxingcpp.read_barcodes(seen.convert("L"))] == [content().code]


def test_two_pages_are_counted(content):
    both = draw_badges([content(), content()], load_layout("4x3in")).pdf
    pages = list(pages_of(raster(both, GREY, 150, "oe_badge-4x3_4x3in")))

    assert len(pages) == 2
    assert [struct.unpack_from(">I", head, 452)[0] for head, _, _ in pages] == [2, 2]


def test_it_is_much_smaller_than_its_pixels(pdf):
    assert len(raster(pdf, GREY, 300, "iso_a6_105x148mm")) < 1240 * 1748 / 10


@pytest.mark.parametrize("unit", [1, 3])
@given(
    line=st.lists(st.sampled_from([b"abc", b"aaa", b"xyz", b"\n\n\n"]), min_size=1, max_size=600)
)
def test_any_line_comes_back(unit, line):
    plain = b"".join(line)
    packed = pwg_raster._packed(plain, pwg_raster._RUNS[unit], unit)

    assert unpacked(packed, 0, len(plain), unit) == (plain, len(packed))


@pytest.mark.parametrize(
    ("supported", "color", "best"),
    [
        (["srgb_8", "sgray_8", "black_1"], True, COLOR),
        (["srgb_8", "sgray_8", "black_1"], False, GREY),
        (["black_1"], True, BLACK),
        (["srgb_8"], False, COLOR),
        (["adobe-rgb_16"], True, None),
        ([], False, None),
    ],
    ids=["color", "grey", "one-bit", "color-only", "other", "none"],
)
def test_the_best_kind_that_a_printer_takes(supported, color, best):
    assert kind_of(supported, color=color) is best
