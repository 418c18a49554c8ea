"""Apple Raster says what the page shows; read back by a reader made for the test."""

import struct

import pytest

from kiosk.printing.badge import draw_badges
from kiosk.printing.layout import load_layout
from kiosk.printing.raster import page_images
from kiosk.printing.urf import raster
from tests.printing.packbits import unpacked


def pages_of(data):
    """Every page as (the eight numbers of its head, pixels); nothing may be left behind the last."""
    assert data[:8] == b"UNIRAST\0"
    (count,) = struct.unpack(">I", data[8:12])
    place, found = 12, []
    for _page in range(count):
        head = struct.unpack(">BBBB8xIII8x", data[place : place + 32])
        place += 32
        bits, width, height = head[0], head[4], head[5]
        unit, pixels = bits // 8, b""
        while len(pixels) < width * unit * height:
            times = data[place] + 1
            line, place = unpacked(data, place + 1, width * unit, unit)
            assert len(line) == width * unit
            pixels += line * times
        found.append((head, pixels))
    assert place == len(data)
    return found


@pytest.mark.parametrize(
    ("color", "bits", "space"), [(False, 8, 0), (True, 24, 1)], ids=["grey", "color"]
)
def test_every_pixel_comes_back(content, color, bits, space):
    pdf = draw_badges([content()], load_layout("4x3in")).pdf
    ((head, pixels),) = pages_of(raster(pdf, 150, color=color))
    (page,) = page_images(pdf, 150, color=color)

    assert head == (bits, space, 1, 4, page.width, page.height, 150)
    assert pixels == page.tobytes()


def test_every_page_is_there_in_its_order(content):
    people = [content(first_line=name) for name in ("Ana", "Eva", "Zoe")]
    pdf = draw_badges(people, load_layout("4x3in")).pdf
    found = [pixels for _head, pixels in pages_of(raster(pdf, 100, color=False))]

    assert found == [page.tobytes() for page in page_images(pdf, 100)]
    assert len(set(found)) == 3
