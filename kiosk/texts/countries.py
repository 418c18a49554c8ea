"""Country names in es, pt and en from CLDR, and back to ISO 3166 codes; guesses nothing."""

from __future__ import annotations

from functools import cache

from babel import Locale
from babel.core import get_global

from kiosk.domain.names import fold
from kiosk.texts.catalog import LANGUAGES, known

_LOCALES = {"es": "es", "pt": "pt_BR", "en": "en"}

_NO_LAND = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
"""Codes of CLDR that are no country: unions, outlying seas, test values."""

# What people write that CLDR does not have, folded
_ALSO = {
    "antigua": "AG",
    "argentine republic": "AR",
    "bolivia estado plurinacional de": "BO",
    "bolivia plurinational state of": "BO",
    "curacao": "CW",
    "estados unidos de america": "US",
    "eua": "US",
    "eeuu": "US",
    "ee uu": "US",
    "gran bretana": "GB",
    "great britain": "GB",
    "holanda": "NL",
    "holland": "NL",
    "mejico": "MX",
    "republic of korea": "KR",
    "republica dominicana": "DO",
    "rep dominicana": "DO",
    "russian federation": "RU",
    "trinidad": "TT",
    "trinidad and tobago": "TT",
    "uk": "GB",
    "united states of america": "US",
    "usa": "US",
    "venezuela republica bolivariana de": "VE",
    "venezuela bolivarian republic of": "VE",
}


def country_name(code: str, lang: str) -> str:
    """The name of an ISO 3166 alpha-2 code in that language; any other text as it is."""
    if len(code) != 2 or not code.isupper():
        return code
    return _territories(known(lang)).get(code, code)


def country_code(text: str) -> str:
    """The ISO 3166 alpha-2 code of a code or of a name in es, pt or en; else ""."""
    given = text.strip()
    if len(given) == 2 and given.isalpha() and given.upper() in _territories("en"):
        return given.upper()
    key = _key(given)
    return _by_name().get(key, "") if key else ""


def countries(lang: str) -> tuple[tuple[str, str], ...]:
    """Every (code, name) that a person can come from, by name as that language sorts it."""
    every = _territories(known(lang)).items()
    named = ((code, name) for code, name in every if code not in _NO_LAND)
    return tuple(sorted(named, key=lambda pair: fold(pair[1])))


def _key(name: str) -> str:
    words = fold(name).replace(".", " ").replace("&", " and ").split()
    return " ".join(words)


@cache
def _territories(lang: str) -> dict[str, str]:
    names = Locale.parse(_LOCALES[lang]).territories
    return {code: name for code, name in names.items() if len(code) == 2 and code.isalpha()}


@cache
def _by_name() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    found = {
        alias.casefold(): codes[0]
        for alias, codes in aliases.items()
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1
    }
    for lang in LANGUAGES:
        for code, name in _territories(lang).items():
            if code not in ("ZZ", "EU", "EZ", "UN", "QO", "XA", "XB"):
                found[_key(name)] = code
                found[_key(name.split("(")[0])] = code
                found[_key(name.replace("&", " "))] = code
    return found | _ALSO
