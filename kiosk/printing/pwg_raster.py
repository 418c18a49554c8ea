"""Pages as PWG Raster, for driverless printers that take no PDF; decides nothing about jobs.

Format: PWG 5102.4 (header of 1796 bytes, then lines, each repeated line once, in PackBits of whole
pixels). Only what every such printer must take: one resolution, pages of one side.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageChops

from kiosk.printing.raster import black_dots, page_images

MIME = "image/pwg-raster"
_SYNC = b"RaS2"
_HEADER = 1796


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to write pixels: the keyword that printers list, and its numbers in the header."""

    keyword: str
    color_space: int
    bits: int
    colors: int = 1

    @property
    def unit(self) -> int:
        """Bytes that are compressed as one: a pixel, or eight of one bit."""
        return max(1, self.bits * self.colors // 8)


COLOR = Kind("srgb_8", 19, 8, 3)
GREY = Kind("sgray_8", 18, 8)
BLACK = Kind("black_1", 3, 1)


def kind_of(supported: list[str], *, color: bool) -> Kind | None:
    """The best of what a printer lists (pwg-raster-document-type-supported), or None.

    `color` says that the printer has colours at all: a grey one is sent a third of the bytes.
    """
    order = (COLOR, GREY, BLACK) if color else (GREY, BLACK, COLOR)
    return next((kind for kind in order if kind.keyword in supported), None)


def raster(pdf: bytes, kind: Kind, dpi: int, media: str) -> bytes:
    """Every page of the PDF at that resolution; `media` is the paper's PWG name."""
    pages = page_images(pdf, dpi, color=kind is COLOR)
    heads = (_header(page.size, kind, dpi, (media, len(pages))) for page in pages)
    bodies = (body(page, kind) for page in pages)
    return _SYNC + b"".join(part for pair in zip(heads, bodies, strict=True) for part in pair)


def _header(size: tuple[int, int], kind: Kind, dpi: int, sheet: tuple[str, int]) -> bytes:
    """The fields that are not zero, at their places of PWG 5102.4, table 2."""
    (width, height), (media, pages) = size, sheet
    across = (width * kind.bits * kind.colors + 7) // 8
    numbers = {
        276: dpi,
        280: dpi,
        340: 1,  # copies
        352: round(width * 72 / dpi),
        356: round(height * 72 / dpi),
        372: width,
        376: height,
        384: kind.bits,
        388: kind.bits * kind.colors,
        392: across,
        400: kind.color_space,
        420: kind.colors,
        452: pages,
        456: 1,  # feed and cross-feed as drawn
        460: 1,
        472: width,  # the box that holds ink: all of the page
        476: height,
        480: 0xFFFFFF,
    }
    head = bytearray(_HEADER)
    head[:9] = b"PwgRaster"
    name = media.encode("ascii", "ignore")[:63]
    head[1732 : 1732 + len(name)] = name
    for place, number in numbers.items():
        struct.pack_into(">I", head, place, number)
    return bytes(head)


def body(page: Image.Image, kind: Kind) -> bytes:
    """A page's lines, packed; the picture's mode is "RGB" for COLOR, else "L"."""
    pixels = ImageChops.invert(black_dots(page)).tobytes() if kind is BLACK else page.tobytes()
    across = len(pixels) // page.height
    lines = (pixels[start : start + across] for start in range(0, len(pixels), across))
    packer = _RUNS[kind.unit]
    return b"".join(
        bytes([times - 1]) + _packed(line, packer, kind.unit) for line, times in _repeated(lines)
    )


def _repeated(lines: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Each line with the times it stands below itself, at most 256."""
    last, times = next(lines), 1
    for line in lines:
        if line == last and times < 256:
            times += 1
            continue
        yield last, times
        last, times = line, 1
    yield last, times


def _runs(unit: int) -> re.Pattern[bytes]:
    """Either a pixel with its repeats, or pixels that differ each from the next."""
    pixel = rb"." if unit == 1 else rb".{3}"
    return re.compile(rb"(%b)\1{1,127}|(?:(%b)(?!\2)){1,128}" % (pixel, pixel), re.DOTALL)


_RUNS = {unit: _runs(unit) for unit in (1, 3)}


def _packed(line: bytes, runs: re.Pattern[bytes], unit: int) -> bytes:
    """PackBits: a count of repeats less one and the pixel, or 257 less a count and the pixels."""
    parts = []
    for found in runs.finditer(line):
        count = (found.end() - found.start()) // unit
        if found[1] is not None:
            parts.append(bytes([count - 1]) + found[1])
        else:
            parts.append(bytes([257 - count if count > 1 else 0]) + found[0])
    return b"".join(parts)
