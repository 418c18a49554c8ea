"""The QR symbol of a long text, fast enough for a thousand in a row; decides nothing on its text.

The frame of each size (finders, timing, format, the path of the data) is taken from the qrcode
package once; then a symbol costs a millisecond, where the package itself takes ten. Sections are
those of ISO/IEC 18004:2015.
"""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import NamedTuple

import qrcode
from qrcode import base, util
from qrcode.constants import ERROR_CORRECT_M

_LETTERS = {
    letter: value for value, letter in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
}
_ALPHANUMERIC = 0b0010
_MASK = 4  # any mask is legal (7.8), as in qr.py
_PADDING = (0xEC, 0x11)  # 7.4.10
_LARGEST = 40


class _Frame(NamedTuple):
    """A size of symbols: its rows with data places open, their path, and what is XORed on it."""

    rows: tuple[bytes, ...]
    path: tuple[tuple[int, int], ...]
    mask: int
    blocks: tuple[tuple[int, int], ...]  # data bytes and correction bytes of each block

    @property
    def room(self) -> int:
        """The data bytes of a symbol."""
        return sum(data for data, _ in self.blocks)


def symbol(text: str) -> tuple[str, ...]:
    """The rows of the smallest symbol at level M, "#" for dark, no quiet zone.

    ValueError for letters beyond A-Z, 0-9 and " $%*+-./:", or more of them than 3391.
    """
    if not _LETTERS.keys() >= set(text):
        raise ValueError("a letter that the alphanumeric mode does not have")
    for version in range(1, _LARGEST + 1):
        bits = _bits(text, version)
        if len(bits) <= _room(version) * 8:
            return _placed(_frame(version), _filled(bits, _frame(version)))
    raise ValueError("too long for a QR symbol")


def _bits(text: str, version: int) -> str:
    """Mode, length and letters (7.4.4), without the padding."""
    sizes = 9 if version < 10 else 11 if version < 27 else 13
    pairs = (text[place : place + 2] for place in range(0, len(text), 2))
    letters = (
        f"{_LETTERS[pair[0]] * 45 + _LETTERS[pair[1]]:011b}"
        if len(pair) == 2
        else f"{_LETTERS[pair]:06b}"
        for pair in pairs
    )
    return f"{_ALPHANUMERIC:04b}{len(text):0{sizes}b}{''.join(letters)}"


def _filled(bits: str, frame: _Frame) -> list[int]:
    """The bytes of all blocks in the order of the path (7.6)."""
    bits += "0" * min(4, frame.room * 8 - len(bits))
    bits += "0" * (-len(bits) % 8)
    data = int(bits, 2).to_bytes(len(bits) // 8, "big")
    data += bytes(_PADDING[place % 2] for place in range(frame.room - len(data)))
    blocks, corrections, start = [], [], 0
    for size, correction in frame.blocks:
        block = data[start : start + size]
        blocks.append(block)
        corrections.append(_correction(block, correction))
        start += size
    return [*_interleaved(blocks), *_interleaved(corrections)]


def _interleaved(blocks: list[bytes]) -> list[int]:
    return [byte for row in zip_longest(*blocks) for byte in row if byte is not None]


def _correction(block: bytes, count: int) -> bytes:
    """The Reed-Solomon bytes (7.5), the remainder kept as one whole number."""
    multiples = _multiples(count)
    top, rest = (count - 1) * 8, (1 << (count - 1) * 8) - 1
    remainder = 0
    for byte in block:
        remainder = ((remainder & rest) << 8) ^ multiples[remainder >> top ^ byte]
    return remainder.to_bytes(count, "big")


@cache
def _multiples(count: int) -> tuple[int, ...]:
    """The generator polynomial of so many correction bytes times each value of a byte."""
    generator = [1]
    for power in range(count):
        root = _exp(power)
        moved = [*generator, 0]
        for place, value in enumerate(generator):
            moved[place + 1] ^= _times(value, root)
        generator = moved
    tail = generator[1:]
    return tuple(
        int.from_bytes(bytes(_times(factor, value) for value in tail), "big")
        for factor in range(256)
    )


@cache
def _exp(power: int) -> int:
    return 1 if power == 0 else _times(_exp(power - 1), 2)


def _times(one: int, other: int) -> int:
    """The product in GF(256) with the polynomial of QR, 0x11D."""
    product = 0
    while other:
        if other & 1:
            product ^= one
        one = one << 1 ^ (0x11D if one & 0x80 else 0)
        other >>= 1
    return product


def _placed(frame: _Frame, data: list[int]) -> tuple[str, ...]:
    """The bytes along the path, masked, in the frame."""
    spare = len(frame.path) - len(data) * 8
    value = (int.from_bytes(bytes(data), "big") << spare) ^ frame.mask
    rows = [bytearray(row) for row in frame.rows]
    for (row, column), bit in zip(frame.path, f"{value:0{len(frame.path)}b}", strict=True):
        if bit == "1":
            rows[row][column] = 35  # "#"
    return tuple(row.decode("ascii") for row in rows)


@cache
def _room(version: int) -> int:
    return sum(block.data_count for block in base.rs_blocks(version, ERROR_CORRECT_M))


@cache
def _frame(version: int) -> _Frame:
    code = qrcode.QRCode(version=version, error_correction=ERROR_CORRECT_M, mask_pattern=_MASK)
    code.modules_count = size = version * 4 + 17
    code.modules = [[None] * size for _ in range(size)]
    for corner in ((0, 0), (size - 7, 0), (0, size - 7)):
        code.setup_position_probe_pattern(*corner)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(test=False, mask_pattern=_MASK)
    if version >= 7:
        code.setup_type_number(test=False)
    path = tuple((row, column) for row, column in _snake(size) if code.modules[row][column] is None)
    hides = util.mask_func(_MASK)
    return _Frame(
        rows=tuple(bytes(35 if dark else 32 for dark in row) for row in code.modules),
        path=path,
        mask=int("".join("1" if hides(row, column) else "0" for row, column in path), 2),
        blocks=tuple(
            (block.data_count, block.total_count - block.data_count)
            for block in base.rs_blocks(version, ERROR_CORRECT_M)
        ),
    )


def _snake(size: int) -> list[tuple[int, int]]:
    """Every place in the order of 7.7.3: pairs of columns from the right, up and down by turns."""
    places = []
    upwards = True
    for right in range(size - 1, 0, -2):
        column = right if right > 6 else right - 1  # the timing column is left out
        for step in range(size):
            row = size - 1 - step if upwards else step
            places += [(row, column), (row, column - 1)]
        upwards = not upwards
    return places
