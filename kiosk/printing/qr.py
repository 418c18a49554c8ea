"""The QR symbol of a code, drawn as one path; decides nothing about what is in it."""

from __future__ import annotations

from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.pdfgen.canvas import Canvas

_MASK = 4
"""Any mask is legal (ISO/IEC 18004, 7.8); trying all eight costs seven times as much."""


@lru_cache(maxsize=256)
def matrix(code: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a code at level Q without quiet zone; up to 16 of A-Z 0-9 . are 21 x 21."""
    symbol = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=_MASK)
    symbol.add_data(code)
    symbol.make(fit=True)
    return tuple(tuple(bool(dark) for dark in row) for row in symbol.get_matrix())


def draw_qr(canvas: Canvas, code: str, corner: tuple[float, float], side: float) -> None:
    """Draw the symbol in black; `corner` is its upper left (points), `side` its length.

    One raw path of whole numbers, neighbours in a row merged: a fifth of the time and size of a
    rectangle a module, and sharp at any resolution.
    """
    modules = matrix(code)
    count = len(modules)
    x, y = corner
    unit = side / count
    body = "".join(
        f"{start} {count - 1 - row} {length} 1 re\n"
        for row, line in enumerate(modules)
        for start, length in _stretches(line)
    )
    # Canvas has no public way to add ready operators; tests/printing/test_qr.py guards this one.
    vars(canvas)["_code"].append(
        f"q 0 0 0 rg {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y - side:.3f} cm\n{body}f Q"
    )


def _stretches(line: tuple[bool, ...]) -> list[tuple[int, int]]:
    """Start and length of each row of neighbouring dark modules."""
    found: list[tuple[int, int]] = []
    start = None
    for place, dark in enumerate((*line, False)):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            found.append((start, place - start))
            start = None
    return found
