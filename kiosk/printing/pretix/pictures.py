"""Pictures on a pretix badge: the person's, and pretix's own mark; fetches none."""

from __future__ import annotations

import base64
import binascii
import io

from PIL import Image
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing.pretix.objects import Picture, PoweredBy

_DPI = 300
_FORMATS = ("PNG", "JPEG", "GIF")
_MOST_PIXELS = 50_000_000


def draw_picture(canvas: Canvas, frame: Picture, picture: bytes) -> bool:
    """The picture in the middle of its frame, whole; False where the bytes are no picture."""
    width, height = frame.width * mm, frame.height * mm
    image = _opened(picture, (width, height))
    if image is None:
        return False
    canvas.drawImage(
        image,
        frame.left * mm,
        frame.bottom * mm,
        width,
        height,
        mask="auto",
        preserveAspectRatio=True,
        anchor="c",
    )
    return True


def draw_mark(canvas: Canvas, mark: PoweredBy, picture: bytes) -> bool:
    """The mark of pretix as high as its object says; False where the bytes are no picture."""
    height = mark.size * mm
    image = _opened(picture, (height * 100, height))
    if image is None:
        return False
    wide, high = image.getSize()
    width = height * wide / high
    canvas.drawImage(image, mark.left * mm, mark.bottom * mm, width, height, mask="auto")
    return True


def of_text(text: str) -> bytes:
    """A picture that was kept as base64 text; b"" where it is none."""
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _opened(picture: bytes, points: tuple[float, float]) -> ImageReader | None:
    """The picture with no more pixels than paper shows, None where it cannot be read."""
    try:
        image = Image.open(io.BytesIO(picture), formats=_FORMATS)
        if image.width * image.height > _MOST_PIXELS:
            return None
        image.load()  # a cut file is found out here and not while it is drawn
        most = tuple(max(1, int(side * _DPI / 72)) for side in points)
        image.thumbnail((most[0], most[1]), Image.Resampling.BICUBIC)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None  # what Pillow says of broken files
    return ImageReader(image)
