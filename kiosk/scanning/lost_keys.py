"""What a scan was before dead keys ate or accented some of its characters; looks nothing up.

On a Spanish or Brazilian layout the quotation marks of a JSON text are dead keys. X drops a dead
key together with a key that it cannot sit on; Windows types both; a key that it can sit on
arrives accented. So a quoted value may lack its first character. A dead key that somebody pressed
before the scan does the same to the first character of all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kiosk.domain import own_code
from kiosk.domain.indico_code import uuid_of, uuid_of_base64
from kiosk.scanning.layouts import LAYOUTS, STANDALONE, likely

BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
HEXADECIMAL = "0123456789abcdef"
_UUID_BASE64 = 22
"""Characters of 16 bytes in base64 without the two that pad them."""

_MAY_HOLD_UUID = re.compile("==|¡¡|¿¿|««|[0-9A-Fa-f]['-][0-9A-Fa-f]{4}['-]")
_PADDED = re.compile(r"(?<![A-Za-z0-9+/])([A-Za-z0-9+/]{21,})==")
_DASHED = re.compile(r"(?<![0-9a-f])([0-9a-f]{7,})((?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9a-f])")


def completions(text: str, own_prefix: str) -> tuple[str, ...]:
    """What to look up for a text that lost a character, or kept one under an accent.

    The text without an accent that waited for its first character; codes of this event one
    character longer (15 at most, because of their check character); the uuid in an Indico
    payload, with each of 64 (or 16) first characters where it may lack one. A few hundred at the
    most, and () for nearly every text. As with layouts.candidates(), none of them proves anything.
    """
    found = [*_without_accent(text), *own_code.completions(text, own_prefix)]
    for plain in _without_accent(text):
        found += own_code.completions(plain, own_prefix)
    if _MAY_HOLD_UUID.search(text):
        found += _uuids(text)
    return tuple(dict.fromkeys(found))


def _without_accent(text: str) -> tuple[str, ...]:
    """The text without the mark of a dead key that was pressed before it; () if there is none."""
    if text[:1] in STANDALONE:
        return (text[1:],)
    whole = unicodedata.normalize("NFC", text[:2])
    parts = unicodedata.normalize("NFD", whole[:1])
    return (parts[0] + whole[1:] + text[2:],) if len(parts) > 1 else ()


def _uuids(text: str) -> Iterator[str]:
    """The uuids that the payload may have held, under any layout, with Caps Lock or without."""
    for layout in LAYOUTS:
        sent = likely(text, layout)
        for spelt in dict.fromkeys((sent, likely(text.swapcase(), layout))):
            padded = _PADDED.search(spelt)
            if padded:
                yield from _of_base64(padded[1])
        dashed = _DASHED.search(sent.lower())
        if dashed:
            yield from _of_dashed(dashed[1], dashed[2])


def _of_base64(run: str) -> Iterator[str]:
    """From the characters before the padding: the last 22, or 21 and each that may be missing."""
    if len(run) >= _UUID_BASE64:
        yield uuid_of_base64(f"{run[-_UUID_BASE64:]}==")
    if len(run) != _UUID_BASE64:
        rest = run[1 - _UUID_BASE64 :]
        yield from (uuid_of_base64(f"{lost}{rest}==") for lost in BASE64)


def _of_dashed(head: str, tail: str) -> Iterator[str]:
    if len(head) >= 8:
        yield uuid_of(head[-8:] + tail)
    if len(head) != 8:
        yield from (uuid_of(f"{lost}{head[-7:]}{tail}") for lost in HEXADECIMAL)
