"""Offers a readable form of a name typed all in capitals or all in small letters; changes nothing.

Pure. The rules are those of names in our region and its guests: particles stay small within a name
(Juan de la Cruz, Vincent van Gogh), both parts of a hyphen and what follows O', D' or Mc are
capital, Roman numerals and initials stay as they are (Carlos III, J. R.).
"""

from __future__ import annotations

import re
import unicodedata

from kiosk.domain.names import PARTICLES, clean

_SMALL = PARTICLES | {"af", "av", "bint", "dello", "degli", "delle", "des", "het", "le", "ten"}
_SMALL |= {"ter", "und", "vom", "zu", "zum", "zur"}
_ROMAN = re.compile(r"(?=[IVX])(X{0,3})(IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\s\-‐‑–/]+|[\s\-‐‑–/]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+", re.UNICODE)
_APOSTROPHE = re.compile(r"(?P<head>[OoDdLl])(?P<mark>['’ʼ`´])(?P<rest>.{2,})", re.DOTALL)
_MC = re.compile(r"mc(?=\w{3})", re.IGNORECASE)
_SHORT = 3
"""A name of fewer letters may be initials or a whole name (LI, JP): nothing is offered for it."""


def offered_case(given: str, family: str) -> tuple[str, str] | None:
    """Both names as they are usually written, None where there is nothing to offer.

    Each is looked at by itself: "JOSÉ", "Núñez" is offered as "José", "Núñez". A name without
    letters that have a case (Chinese, Arabic), one of a few letters, or one that has both cases
    already stays.
    """
    offer = (_offered(given, starts=True), _offered(family, starts=False))
    return None if offer == (given, family) else offer


def _offered(name: str, *, starts: bool) -> str:
    text = clean(name)
    if not _is_of_one_case(text):
        return name
    whole = text.replace("ß", "").isupper()
    pieces = _WORD.findall(text)
    words = [piece for piece in pieces if piece[0].isalnum()]
    shaped = [
        _word(piece, first=starts and at == 0, alone=len(words) < 2, whole=whole)
        for at, piece in enumerate(pieces)
    ]
    return unicodedata.normalize("NFC", "".join(shaped))


def _is_of_one_case(text: str) -> bool:
    text = text.replace("ß", "")  # German capitals often keep it: STRAUß
    letters = [char for char in text if char.lower() != char.upper()]
    if not any(len(re.findall(r"\w", word)) >= _SHORT for word in text.split()):
        return False
    return bool(letters) and (text.isupper() or text.islower())


def _word(word: str, *, first: bool, alone: bool, whole: bool) -> str:
    """One word as it is usually written. `whole`: the name was all in capitals."""
    if word.casefold() in _SMALL and not first and not alone:
        return word.lower()
    if _INITIALS.fullmatch(word) or (whole and len(word) > 1 and _ROMAN.fullmatch(word)):
        return word.upper()
    split = _APOSTROPHE.fullmatch(word)
    if split:
        head = split["head"].upper() if split["head"] in "OoDd" else split["head"].lower()
        return head + split["mark"] + _capital(split["rest"])
    if _MC.match(word):
        return "Mc" + _capital(word[2:])
    return _capital(word)


def _capital(word: str) -> str:
    """The word with its first letter large; marks stay with their letters, "ß" never grows."""
    for at, char in enumerate(word):
        if char.isalpha():
            head = char.title() if len(char.title()) == 1 else char
            return word[:at] + head + word[at + 1 :].lower()
    return word
