"""Joins finished PDFs into one, page behind page; draws nothing."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2

from kiosk.printing.raster import PDFIUM


def joined(pdfs: Sequence[bytes]) -> bytes:
    """All pages of those PDFs in their order; a single one stays as it is."""
    if len(pdfs) == 1:
        return pdfs[0]
    target = io.BytesIO()
    with PDFIUM:
        whole = pypdfium2.PdfDocument.new()
        try:
            for pdf in pdfs:
                part = pypdfium2.PdfDocument(pdf)
                whole.import_pages(part)
                part.close()
            whole.save(target)
        finally:
            whole.close()
    return target.getvalue()
