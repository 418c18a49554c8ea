"""Reads the QR codes of a picture; knows no camera, no layout and what no code means."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image, UnidentifiedImageError

_FORMATS = ("PNG", "JPEG")
_QR = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


def decode(picture: bytes) -> list[str]:
    """The texts of all QR codes in a PNG or JPEG; none where it cannot be read as a picture."""
    try:
        with Image.open(io.BytesIO(picture), formats=_FORMATS) as opened:
            grey = opened.convert("L")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError, ValueError):
        return []
    found = zxingcpp.read_barcodes(grey, formats=_QR)
    return [code.text for code in found if code.valid]
