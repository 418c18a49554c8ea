"""A printer is sent the best of what it takes."""

import struct

import pytest

from kiosk.printing.badge import draw_badges
from kiosk.printing.ipp.formats import format_of, payload
from kiosk.printing.layout import load_layout

PWG, URF, PDF = "image/pwg-raster", "image/urf", "application/pdf"
GREY = {"pwg-raster-document-type-supported": ["sgray_8"]}


@pytest.mark.parametrize(
    ("printer", "best"),
    [
        ({}, PDF),
        ({"document-format-supported": [URF, PWG, PDF]}, PDF),
        ({"document-format-supported": [URF, PWG], **GREY}, PWG),
        ({"document-format-supported": [URF, PWG]}, URF),
        ({"document-format-supported": [PWG]}, None),
        ({"document-format-supported": ["image/jpeg"]}, None),
    ],
    ids=["silent", "all", "dots", "types-untold", "none-of-ours", "photo"],
)
def test_the_best_format(printer, best):
    assert format_of(printer) == best


@pytest.fixture
def pdf(content):
    return draw_badges([content()], load_layout("4x3in")).pdf


@pytest.mark.parametrize(
    ("listed", "dpi"),
    [
        ([(203, 203, 3)], 203),
        ([(150, 150, 3), (600, 600, 3)], 150),
        ([(300, 600, 3), (600, 600, 3)], 600),
        ([(118, 118, 4)], 300),
        ([(2400, 2400, 3)], 300),
        ([], 300),
    ],
    ids=["label", "nearest", "square-only", "per-centimetre", "too-fine", "untold"],
)
def test_the_resolution_is_one_that_the_printer_lists(pdf, listed, dpi):
    raw = [struct.pack(">iib", *each) for each in listed]
    printer = {**GREY, "pwg-raster-document-resolution-supported": raw}
    data = payload(printer, PWG, pdf, "oe_badge-4x3_4x3in").data

    assert struct.unpack_from(">II", data, 4 + 276) == (dpi, dpi)


@pytest.mark.parametrize(
    ("printer", "bits", "dpi"),
    [
        ({"urf-supported": ["V1.4", "W8", "SRGB24", "RS300-600"]}, 8, 300),
        ({"urf-supported": ["W8", "SRGB24", "RS600"], "color-supported": [True]}, 24, 600),
        ({"urf-supported": ["W8", "RS203"], "color-supported": [True]}, 8, 203),
        ({}, 8, 300),
    ],
    ids=["grey", "color", "label", "untold"],
)
def test_apple_raster(pdf, printer, bits, dpi):
    data = payload(printer, URF, pdf, "").data

    assert data[:12] == b"UNIRAST\0\0\0\0\1"
    assert data[12] == bits
    assert struct.unpack_from(">III", data, 24) == (4 * dpi, 3 * dpi, dpi)


def test_pdf_goes_as_it_is(pdf):
    assert payload({}, PDF, pdf, "").data == pdf
