"""What a scanner set to US keys may have sent when another layout garbled it; looks nothing up.

A keyboard scanner sends key positions. A host with a Spanish or Portuguese layout turns them into
other characters: `/` arrives as `-`, `:` as `Ñ`. Letters, digits and `. , % $ !` are never hurt.
The tables are those of the X keyboard layouts es, latam, pt and br (the Windows ones agree).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

ACUTE, GRAVE, CIRCUMFLEX, DIAERESIS, TILDE = "\u0301", "\u0300", "\u0302", "\u0308", "\u0303"
"""Combining marks; in the tables they stand for the dead keys."""

_SENT = "@#^&*()-_=+[]{};:'\"`~\\|<>/?"
_ARRIVES = {
    "es": (f"\"·&/()='?¡¿{GRAVE}+{CIRCUMFLEX}*ñÑ{ACUTE}{DIAERESIS}ºªçÇ;:-_"),
    "latam": (f"\"#&/()='?¿¡{ACUTE}+{DIAERESIS}*ñÑ{{[|°}}];:-_"),
    "pt": (f"\"#&/()='?«»+{ACUTE}*{GRAVE}çÇºª\\|{TILDE}{CIRCUMFLEX};:-_"),
    "br": (f"@#{DIAERESIS}&*()-_=+{ACUTE}[{GRAVE}{{çÇ{TILDE}{CIRCUMFLEX}'\"]}}<>;:"),
}

LAYOUTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        name: MappingProxyType(dict(zip(_SENT, arrives, strict=True)))
        for name, arrives in _ARRIVES.items()
    }
)
"""Layout name -> what was sent -> what arrives (a combining mark for a dead key)."""

STANDALONE = {"´": ACUTE, "`": GRAVE, "^": CIRCUMFLEX, "¨": DIAERESIS, "~": TILDE}
"""A dead key before a character it cannot sit on is typed as itself by some systems."""

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾", "0123456789+-=()")
_ODD = {"ǘ": ("v", ACUTE), "Ǘ": ("V", ACUTE), "ǜ": ("v", GRAVE), "Ǜ": ("V", GRAVE)}
"""Unusual answers of the X compose table (dead acute, v gives ǘ)."""

_CHARACTER = re.compile("(?s:.[\u0300-\u0303\u0308]?)")
"""A character with the mark that Unicode has no single letter for (j with acute)."""


def candidates(text: str) -> tuple[str, ...]:
    """The other texts that a US scanner may have sent for this one; without `text` itself.

    The first is the Caps Lock repair (cases swapped), then each layout's, plain and swapped. A
    candidate proves nothing: the caller accepts one only if exactly one of them exists. What dead
    keys swallowed is the matter of lost_keys.
    """
    swapped = text.swapcase()
    found = [swapped] if text.isascii() else []
    for name in LAYOUTS:
        for arrived in (text, swapped):
            sent = undo(arrived, name)
            if sent is not None:
                found.append(sent)
    return tuple(dict.fromkeys(c for c in found if c != text))


def undo(text: str, layout: str) -> str | None:
    """What a US scanner sent when `text` arrived under that layout; None where none could.

    Raises KeyError for an unknown layout.
    """
    back = _BACK[layout]
    sent: list[str] = []
    for char in _CHARACTER.findall(unicodedata.normalize("NFC", text)):
        piece = _key_of(char, back)
        if piece is None:
            return None
        sent.append(piece)
    return "".join(sent)


def likely(text: str, layout: str) -> str:
    """As undo(), but characters that no key gives stay as they are, without their accent.

    For texts that lost keys: what they held in between can be found all the same.
    """
    back = _BACK[layout]
    found = _CHARACTER.findall(unicodedata.normalize("NFC", text))
    return "".join(_key_of(char, back) or _split(char)[0] for char in found)


def _key_of(char: str, back: Mapping[str, str]) -> str | None:
    """The US characters behind one arrived character: one key, or a dead key and a letter."""
    if char in back:
        return back[char]
    if char in STANDALONE:
        return back.get(STANDALONE[char])
    base, mark = _split(char)
    if mark in back and base in back:
        return back[mark] + back[base]
    return None


def _split(char: str) -> tuple[str, str]:
    """An accented character as its base and its combining mark ("" if there is none)."""
    if char in _ODD:
        return _ODD[char]
    plain = char.translate(_SUPERSCRIPTS)
    if plain != char:
        return plain, CIRCUMFLEX
    parts = unicodedata.normalize("NFD", char)
    return (parts[0], parts[1]) if len(parts) == 2 else (char, "")


def _reverse(table: Mapping[str, str]) -> Mapping[str, str]:
    """Arrived -> sent, with the printable ASCII keys that no layout moves."""
    same = {chr(code): chr(code) for code in range(0x20, 0x7F) if chr(code) not in table}
    back = {**same, **{arrived: sent for sent, arrived in table.items()}}
    return MappingProxyType(back)


_BACK = {name: _reverse(table) for name, table in LAYOUTS.items()}
