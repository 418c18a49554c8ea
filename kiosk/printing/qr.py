"""The QR symbol of a code, drawn as one path; decides nothing about what is in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from reportlab.pdfgen.canvas import Canvas

_MASK = 4
"""Any mask is legal (ISO/IEC 18004, 7.8); trying all eight costs seven times as much."""

SMALLEST = 21
"""Modules along the side of the symbol that own codes make."""

_DARK = re.compile("#+")
_SIGNS = bytes.maketrans(b"\x00\x01", b" #")
_LETTERS_OF_V1 = 16
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


@lru_cache(maxsize=256)
def matrix(code: str) -> tuple[tuple[bool, ...], ...]:
    """The modules of a code at level Q without quiet zone; up to 16 of A-Z 0-9 . are 21 x 21."""
    small = len(code) <= _LETTERS_OF_V1 and _ALPHANUMERIC.issuperset(code)
    symbol = qrcode.QRCode(
        version=1 if small else None, error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=_MASK
    )
    symbol.add_data(code, optimize=0)  # one kind of data: nothing to search
    symbol.make(fit=not small)
    return tuple(tuple(map(bool, row)) for row in symbol.get_matrix())


def draw_qr(canvas: Canvas, code: str, corner: tuple[float, float], side: float) -> None:
    """Draw the symbol in black; `corner` is its upper left (points), `side` its length."""
    rows = tuple(bytes(row).translate(_SIGNS).decode("ascii") for row in matrix(code))
    draw_rows(canvas, rows, corner, side)


def draw_rows(
    canvas: Canvas, rows: Sequence[str], corner: tuple[float, float], side: float
) -> None:
    """Draw the rows of a symbol, "#" for dark, as draw_qr does.

    One raw path of whole numbers, neighbours in a row merged: a fifth of the time and size of a
    rectangle a module, and sharp at any resolution.
    """
    count = len(rows)
    x, y = corner
    unit = side / count
    body = "".join(
        f"{start} {count - 1 - row} {length} 1 re\n"
        for row, line in enumerate(rows)
        for start, length in _stretches(line)
    )
    # Canvas has no public way to add ready operators; tests/printing/test_qr.py guards this one.
    vars(canvas)["_code"].append(
        f"q 0 0 0 rg {unit:.4f} 0 0 {unit:.4f} {x:.3f} {y - side:.3f} cm\n{body}f Q"
    )


@lru_cache(maxsize=4096)
def _stretches(line: str) -> tuple[tuple[int, int], ...]:
    """Start and length of each row of neighbouring dark modules."""
    return tuple((found.start(), found.end() - found.start()) for found in _DARK.finditer(line))
