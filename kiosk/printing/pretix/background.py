"""The PDF that lies under a pretix layout: its size, and its page as a form on a canvas.

Bytes come from a server and are not trusted: what cannot be read is refused with a sentence, and
the layout is drawn without it. Streams are copied as they are packed, never unpacked here.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

import pypdf
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.errors import WrongUseError
from kiosk.printing.pretix.pdf_copy import Copy
from kiosk.texts import N_

LARGEST = 10 * 1024 * 1024
"""Bytes of one background; a badge of more would not get through a printer."""
_POINTS = 72.0
_WIDEST = 20_000.0

_BROKEN = N_("El fondo del diseño de pretix «{layout}» está dañado: se imprime sin fondo.")
_ENCRYPTED = N_("El fondo del diseño de pretix «{layout}» está cifrado: se imprime sin fondo.")


@dataclass(frozen=True, slots=True)
class Background:
    """The first page of a PDF. `width` and `height` in points as it is seen, `pages` of the file.

    `matrix` takes the page's own coordinates to those with the origin in the lower left corner of
    what is seen: pages may be turned, or cut out of a larger sheet.
    """

    page: Any
    width: float
    height: float
    matrix: tuple[float, ...]
    pages: int
    name: str

    def draw(self, canvas: Canvas) -> None:
        """Draw the page with its lower left corner at the origin; kept once in each PDF."""
        if not canvas.hasForm(self.name):
            Copy(canvas).form(self.name, self.page, self.matrix)
        canvas.doForm(self.name)


def read_background(pdf: bytes, layout: str) -> Background:
    """The background. Raises WrongUseError, naming the layout, where it cannot be used."""
    try:
        return _read(pdf)
    except PermissionError as error:
        raise WrongUseError(_ENCRYPTED, layout=layout) from error
    except Exception as error:  # a parser of hostile bytes fails in any way it likes
        raise WrongUseError(_BROKEN, layout=layout) from error


@lru_cache(maxsize=32)
def _read(pdf: bytes) -> Background:
    """Raises PermissionError for an encrypted file, anything for a broken one."""
    if len(pdf) > LARGEST:
        raise ValueError("too large")
    reader = pypdf.PdfReader(io.BytesIO(pdf), strict=False)
    if reader.is_encrypted:
        raise PermissionError
    page = reader.pages[0]
    left, bottom, right, top = _seen(page)
    if not (0 < right - left < _WIDEST and 0 < top - bottom < _WIDEST):
        raise ValueError("no size")
    turned = page.rotation % 360
    across = turned in (90, 270)
    found = Background(
        page=page,
        width=top - bottom if across else right - left,
        height=right - left if across else top - bottom,
        matrix=_matrix(turned, (left, bottom, right, top)),
        pages=len(reader.pages),
        name=f"pretix-{sha256(pdf).hexdigest()[:16]}",
    )
    Copy(Canvas(io.BytesIO())).form(found.name, page, found.matrix)  # all of it can be copied
    return found


def _seen(page: Any) -> tuple[float, float, float, float]:  # noqa: ANN401  pypdf's page
    """What a viewer shows: the crop box as far as it lies on the sheet."""
    sheet, crop = RectangleObject(page.mediabox), RectangleObject(page.cropbox)
    return (
        float(max(sheet.left, crop.left)),
        float(max(sheet.bottom, crop.bottom)),
        float(min(sheet.right, crop.right)),
        float(min(sheet.top, crop.top)),
    )


def _matrix(turned: int, box: tuple[float, float, float, float]) -> tuple[float, ...]:
    """Turn the page clockwise by so many degrees and move what is seen to the origin."""
    left, bottom, right, top = box
    return {
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }.get(turned, (1, 0, 0, 1, -left, -bottom))
