"""Cleans, folds and splits names; looks nothing up and decides nothing."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

PARTICLES = frozenset(
    {"al", "ben", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos"}
    | {"du", "e", "el", "i", "la", "las", "los", "van", "von", "y"}
)
"""Words within a name that stay small and are the first to go when room is short."""

# Signs that a text font has no picture of: pictographs, dingbats, flags, playing pieces, keycaps;
# with what colours, joins or encloses them.
_PICTURES = (
    "\U0001f000-\U0001faff\u2600-\u27bf\u231a\u231b\u2328\u23cf\u23e9-\u23fa\u2b05-\u2b07"
    "\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299\u20e3"
)
_EMOJI = re.compile(f"(?:[{_PICTURES}\ufe0e\ufe0f\U000e0020-\U000e007f]|\u200d(?=[{_PICTURES}]))+")

# soft hyphen, zero-width space, direction marks and isolates, word joiner, byte order mark;
# the joiners U+200C and U+200D stay: Arabic and Indic scripts are spelt with them; fillers and
# the blank of Braille are letters to Unicode, and white to everybody else
_INVISIBLE = dict.fromkeys(
    [
        *(0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF),
        *(*range(0x202A, 0x202F), *range(0x2066, 0x206A)),
        *(0x115F, 0x1160, 0x2800, 0x3164, 0xFFA0),
    ]
)
_UNDECOMPOSED = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
_SPACES = re.compile(r"\s+")
_QUOTES = re.compile(r"['’‘`´ʼʹ]")
_LATIN_MARKS = re.compile("[\u0300-\u034e\u0350-\u036f]+")
_ASCII_WORDS = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in "@.+"
}
_ASCII_WORDS |= {ord("'"): "", ord("`"): ""}
_NO_WORD = re.compile(r"[^\w@.+]+|_")


def clean(text: str) -> str:
    """The text in NFC, trimmed, without invisible or control characters, spaces made single."""
    if text.isprintable():  # nothing to take out: what lists hold almost always
        if not text.isascii():
            text = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
        return " ".join(text.split())
    visible = unicodedata.normalize("NFC", text.translate(_INVISIBLE))
    spaced = "".join(" " if unicodedata.category(ch) in ("Cc", "Cs") else ch for ch in visible)
    return _SPACES.sub(" ", spaced).strip()


def without_emoji(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without emoji, spaces made single, and the emoji that fell out, each once.

    A digit within a keycap stays, as do the signs of companies (™, ®, ©).
    """
    if text.isascii():
        return text, ()
    fallen = [one.strip("\ufe0e\ufe0f\u20e3") for one in _EMOJI.findall(text)]
    if not fallen:
        return text, ()
    return " ".join(_EMOJI.sub("", text).split()), tuple(dict.fromkeys(filter(None, fallen)))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text for matching: no case, no accents, no apostrophes, other punctuation as spaces.

    "@", "." and "+" stay, so that e-mail addresses fold to themselves. fold(fold(x)) == fold(x).
    """
    # decomposed before the case goes: "ℳ" and "™" only then turn into letters that have a case
    lowered = unicodedata.normalize("NFKD", clean(text)).casefold()
    latin = _LATIN_MARKS.sub("", lowered)
    if latin.isascii():  # the same as below, four times quicker
        return " ".join(latin.translate(_ASCII_WORDS).split())
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(ch for ch in decomposed if not unicodedata.combining(ch))
    plain = _NO_WORD.sub(" ", _QUOTES.sub("", bare.translate(_UNDECOMPOSED)))
    return _SPACES.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


def split_full_name(text: str) -> tuple[str, str]:
    """Given and family name of a name in one column; what cannot be told stays with the given.

    "Núñez, José" is family first. Of two words the second is the family name; of three, the last
    two are ("José Núñez Ibáñez"); of four and more the first two are given, unless a particle
    starts the family name earlier ("João da Conceição Araújo").
    """
    name = clean(text)
    if name.count(",") == 1:
        family, given = (part.strip() for part in name.split(","))
        if family and given:
            return given, family
    words = name.split(" ")
    if len(words) < 2:
        return name, ""
    at = _family_start(words)
    return " ".join(words[:at]), " ".join(words[at:])


def _family_start(words: list[str]) -> int:
    for at in range(1, len(words) - 1):
        if words[at].casefold() in PARTICLES and words[at].casefold() not in ("y", "e", "i"):
            return at
    return 1 if len(words) <= 3 else 2
