"""Pictures of PDF pages, for previews and for printers that take dots; draws nothing itself."""

from __future__ import annotations

import io
import threading

import pypdfium2
from PIL import Image

PDFIUM = threading.Lock()
"""pdfium is one for the whole process and not made for two threads at once."""
_THRESHOLD = 160
_BURNT = [255 * (grey >= _THRESHOLD) for grey in range(256)]


def page_png(pdf: bytes, dpi: float = 144, page: int = 0) -> bytes:
    """One page (from 0) as PNG bytes at that resolution."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            image = document[page].render(scale=dpi / 72).to_pil()
        finally:
            document.close()
    target = io.BytesIO()
    image.save(target, "PNG", compress_level=1)
    return target.getvalue()


def page_images(pdf: bytes, dpi: float, *, color: bool = False) -> list[Image.Image]:
    """Every page at that resolution, in mode "RGB" or "L" (grey, 255 is paper)."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            return [_picture(page, dpi / 72, color=color) for page in document]
        finally:
            document.close()


def black_dots(picture: Image.Image) -> Image.Image:
    """A grey picture as dots that a thermal head burns or not: mode "1", True is paper.

    The threshold lies above the middle: thin strokes of small letters survive, and a QR's modules
    keep their width within a fifth of a dot.
    """
    return picture.point(_BURNT, "1")


def _picture(page: pypdfium2.PdfPage, scale: float, *, color: bool) -> Image.Image:
    """The page in whole dots; pdfium adds a dot where the size is a hair above a whole one."""
    picture: Image.Image = page.render(scale=scale, grayscale=not color).to_pil()
    width, height = (max(1, round(side * scale)) for side in page.get_size())
    return picture.convert("RGB" if color else "L").crop((0, 0, width, height))
