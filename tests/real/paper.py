"""What came out of a printer, as pictures: its QR, its size in mm, and how many pages."""

from __future__ import annotations

import ctypes
import ctypes.util
import os
import struct
from pathlib import Path

import pypdfium2
import zxingcpp
from PIL import Image
from zebrafy import ZebrafyZPL

MM = 25.4
Found = tuple[list[str], tuple[float, ...], int]
"""Texts of the QR codes of the first page, its size in mm, number of pages."""


def decoded(path: Path) -> Found:
    """A file that an IPP printer printed: PDF, or PWG or Apple raster as CUPS's own reader sees it."""
    return _decoded_pdf(path) if path.suffix == ".pdf" else _decoded_raster(path)


def decoded_label(zpl: bytes, dpi: float) -> Found:
    """A label that a Zebra was sent, as a renderer of another make draws it."""
    pictures = ZebrafyZPL(zpl.decode()).to_images()
    size = tuple(round(side * MM / dpi, 1) for side in pictures[0].size)
    return _codes(pictures[0]), size, len(pictures)


def _codes(picture: Image.Image) -> list[str]:
    """What a scanner reads when every dot is black or white."""
    return [
        found.text
        for found in zxingcpp.read_barcodes(
            picture.convert("L").point(lambda grey: 255 * (grey > 128))
        )
    ]


def _decoded_pdf(path: Path) -> Found:
    """At a label printer's 203 dpi."""
    document = pypdfium2.PdfDocument(path)
    try:
        page = document[0]
        size = tuple(round(side * MM / 72, 1) for side in page.get_size())
        return _codes(page.render(scale=203 / 72).to_pil()), size, len(document)
    finally:
        document.close()


def _decoded_raster(path: Path) -> Found:
    """By libcups: its page header (cups_page_header2_t) has PWG Raster's places."""
    pages = list(_raster_pages(path))
    picture, dpi = pages[0]
    return _codes(picture), tuple(round(side * MM / dpi, 1) for side in picture.size), len(pages)


def _raster_pages(path: Path) -> list[tuple[Image.Image, int]]:
    library = ctypes.CDLL(ctypes.util.find_library("cups"))
    library.cupsRasterOpen.restype = ctypes.c_void_p
    for name in ("cupsRasterReadHeader2", "cupsRasterReadPixels", "cupsRasterClose"):
        getattr(library, name).argtypes = None
    file = os.open(path, os.O_RDONLY)
    reader = ctypes.c_void_p(library.cupsRasterOpen(file, 0))
    assert reader, f"no raster file: {path}"
    pages, header = [], ctypes.create_string_buffer(1796)
    while library.cupsRasterReadHeader2(reader, header):
        dpi, width, height, bits, across = (
            struct.unpack_from("=I", header.raw, at)[0] for at in (276, 372, 376, 388, 392)
        )
        pixels = ctypes.create_string_buffer(across * height)
        assert library.cupsRasterReadPixels(reader, pixels, across * height) == across * height
        mode = {8: "L", 24: "RGB"}[bits]
        pages.append((Image.frombytes(mode, (width, height), pixels.raw), dpi))
    library.cupsRasterClose(reader)
    os.close(file)
    return pages
