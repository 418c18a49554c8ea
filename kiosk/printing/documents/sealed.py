"""Finds the texts of certificates in a PDF; believes none of them."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2

from kiosk.printing.raster import PDFIUM

_SEAL = re.compile(r"KC1\.[A-Z2-7]+")


def seals_of(path: Path) -> list[str]:
    """The signed text of each page in order, "" for a page without one.

    OSError for a file that cannot be read, ValueError for one that is no PDF, or encrypted.
    """
    data = path.read_bytes()
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            return [_seal(page) for page in document]
        finally:
            document.close()


def _seal(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        found = _SEAL.search(text.get_text_range())
    finally:
        text.close()
    return found[0] if found else ""
