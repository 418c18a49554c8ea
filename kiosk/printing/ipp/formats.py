"""In which format a printer is sent a badge: PDF where it can, else dots; sends nothing."""

from __future__ import annotations

import re
import struct

from kiosk.printing import pwg_raster, urf
from kiosk.printing.ipp.client import PDF, Payload
from kiosk.printing.ipp.wire import Attributes

_WANTED_DPI = 300
_MOST_DPI = 600
_PER_INCH = 3
_URF_DPI = re.compile(r"RS(\d+(?:-\d+)*)")


def format_of(printer: Attributes) -> str | None:
    """The best format (a MIME type) that a printer takes, or None where it takes none of ours."""
    formats = [str(each) for each in printer.get("document-format-supported", [PDF])]
    if PDF in formats:
        return PDF
    if pwg_raster.MIME in formats and pwg_raster.kind_of(_types(printer), color=True):
        return pwg_raster.MIME
    return urf.MIME if urf.MIME in formats else None


def payload(printer: Attributes, mime: str, pdf: bytes, media: str) -> Payload:
    """The badge in that format, in the printer's colours and a resolution that it lists.

    Raises pypdfium2.PdfiumError where the PDF cannot be read.
    """
    if mime == PDF:
        return Payload(mime, pdf)
    color = printer.get("color-supported", [False])[0] is True
    if mime == pwg_raster.MIME:
        kind = pwg_raster.kind_of(_types(printer), color=color) or pwg_raster.GREY
        return Payload(mime, pwg_raster.raster(pdf, kind, _dpi(_resolutions(printer)), media))
    words = " ".join(str(word) for word in printer.get("urf-supported", []))
    found = _URF_DPI.search(words)
    listed = [int(each) for each in found[1].split("-")] if found else []
    return Payload(mime, urf.raster(pdf, _dpi(listed), color=color and "SRGB24" in words))


def _types(printer: Attributes) -> list[str]:
    return [str(each) for each in printer.get("pwg-raster-document-type-supported", [])]


def _resolutions(printer: Attributes) -> list[int]:
    """Dots per inch that are the same in both directions (RFC 8011, resolution: x, y, unit)."""
    found = []
    for raw in printer.get("pwg-raster-document-resolution-supported", []):
        if isinstance(raw, bytes) and len(raw) == 9:
            across, feed, unit = struct.unpack(">iib", raw)
            if across == feed and unit == _PER_INCH:
                found.append(across)
    return found


def _dpi(listed: list[int]) -> int:
    """The listed resolution nearest to what a badge needs; more would only be slow."""
    usable = [dpi for dpi in listed if 0 < dpi <= _MOST_DPI]
    return min(usable, key=lambda dpi: abs(dpi - _WANTED_DPI), default=_WANTED_DPI)
