"""Finds the encoding of a text file by reading it through; changes nothing.

Order: byte order mark, UTF-16 without mark (every other byte is zero), UTF-8 if the whole file is
valid, Windows-1252, Latin-1; a wider guess only where Windows-1252 has no letter for a byte.
"""

from __future__ import annotations

import codecs
from pathlib import Path

from charset_normalizer import from_bytes

from kiosk.domain.errors import WrongUseError
from kiosk.texts import N_

_SAMPLE = 1 << 16
_CHUNK = 1 << 20
_UNDEFINED = frozenset((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1a")
_LAST_RESORT = ("cp850", "mac_roman", "latin_1", "cp1250")


def find_encoding(path: Path) -> str:
    """The codec to read `path` with; WrongUseError where the bytes are no text."""
    with path.open("rb") as file:
        sample = file.read(_SAMPLE)
    marked = _marked(sample) or _utf16(sample)
    if marked:
        return marked
    if sum(byte in _CONTROLS for byte in sample) > len(sample) // 200:
        raise WrongUseError(
            N_("{file} no es una tabla: se esperaba csv, tsv, xlsx, xls, ods o json."),
            file=path.name,
        )
    if _is_utf8(path):
        return "utf-8"
    return _single_byte(path)


def _marked(sample: bytes) -> str:
    """The encoding that a byte order mark names, else nothing."""
    marks = (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF32_LE, "utf-32"),  # begins like the next one
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    )
    return next((name for mark, name in marks if sample.startswith(mark)), "")


def _utf16(sample: bytes) -> str:
    """UTF-16 without mark: most of the high bytes of Latin text are zero."""
    pairs = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if pairs and odd > pairs * 0.6 and even < pairs * 0.1:
        return "utf-16-le"
    if pairs and even > pairs * 0.6 and odd < pairs * 0.1:
        return "utf-16-be"
    return ""


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _single_byte(path: Path) -> str:
    """Windows-1252 unless a byte stands for nothing there."""
    odd = b""
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if _UNDEFINED.intersection(chunk):
                odd = chunk
                break
    if not odd:
        return "cp1252"
    best = from_bytes(odd[:_SAMPLE], cp_isolation=list(_LAST_RESORT)).best()
    return best.encoding if best else "latin-1"
