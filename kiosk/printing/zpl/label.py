"""A page's dots as a ZPL label: one graphic field, compressed; sends nothing.

The picture is ours to the last dot, so a badge looks the same on every model and needs no font of
the printer. Command reference: Zebra's programming guide, ^GF, ^PW, ^LL, ^PQ.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from PIL import Image, ImageChops

from kiosk.printing.raster import black_dots, page_images


def labels(pdf: bytes, dpi: float) -> list[bytes]:
    """One label a page, at the print head's resolution."""
    return [label(black_dots(page)) for page in page_images(pdf, dpi)]


def label(dots: Image.Image) -> bytes:
    """A picture of mode "1" (True is paper) as one label, printed once, from its upper left corner.

    Z64 is deflate in base64 with a CRC of the base64 text: a fiftieth of the hexadecimal form, and
    a garbled transmission prints nothing instead of stripes.
    """
    width, height = dots.size
    burnt = ImageChops.invert(dots).tobytes()
    across = (width + 7) // 8
    packed = base64.b64encode(zlib.compress(burnt, 6))
    check = binascii.crc_hqx(packed, 0)
    head = (
        f"^XA^PW{width}^LL{height}^LH0,0^FO0,0^GFA,{len(burnt)},{len(burnt)},{across},:Z64:"
    ).encode()
    return head + packed + f":{check:04X}^FS^PQ1^XZ\n".encode()
