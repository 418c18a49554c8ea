"""Pictures of PDF pages, for previews; draws nothing itself."""

from __future__ import annotations

import io
import threading

import pypdfium2

_PDFIUM = threading.Lock()
"""pdfium is one for the whole process and not made for two threads at once."""


def page_png(pdf: bytes, dpi: float = 144, page: int = 0) -> bytes:
    """One page (from 0) as PNG bytes at that resolution."""
    with _PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = document[page].render(scale=dpi / 72).to_pil()
        finally:
            document.close()
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)
    return target.getvalue()
