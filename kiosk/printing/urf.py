"""Pages as Apple Raster (image/urf), for AirPrint printers that take nothing else of ours.

Header: "UNIRAST", a zero, the number of pages; each page 32 bytes: bits a pixel, colour space (0
grey, 1 sRGB), sides, quality, then width, height and resolution; lines as in PWG Raster.
"""

from __future__ import annotations

import struct

from kiosk.printing.pwg_raster import COLOR, GREY, body
from kiosk.printing.raster import page_images

MIME = "image/urf"
_ONE_SIDED, _NORMAL = 1, 4


def raster(pdf: bytes, dpi: int, *, color: bool) -> bytes:
    """Every page of the PDF at that resolution, in sRGB or in grey."""
    kind = COLOR if color else GREY
    pages = page_images(pdf, dpi, color=color)
    parts = [b"UNIRAST\0", struct.pack(">I", len(pages))]
    for page in pages:
        bits = 8 * kind.unit
        head = (bits, int(color), _ONE_SIDED, _NORMAL, page.width, page.height, dpi)
        parts += [struct.pack(">BBBB8xIII8x", *head), body(page, kind)]
    return b"".join(parts)
