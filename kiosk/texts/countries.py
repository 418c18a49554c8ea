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

_SMALL = frozenset(("and", "e", "las", "los", "the", "y"))
"""Words that lists write or leave out as they like: "Trinidad & Tobago", "The Bahamas"."""

# What people write that CLDR does not have, folded, without the small words
_ALSO = {
    "AG": "antigua",
    "AR": "argentine republic, republica argentina",
    "BO": "bolivia estado plurinacional de, bolivia plurinational state of",
    "BQ": "bonaire",
    "BR": "republica federativa do brasil",
    "CI": "costa de marfil, ivory coast",
    "CW": "curacao",
    "CZ": "czech republic, republica checa, republica tcheca",
    "DO": "rep dominicana",
    "GB": "england, gran bretana, great britain, inglaterra, scotland, uk, wales",
    "GF": "guyana francesa",
    "HK": "hong kong",
    "KR": "corea, coreia, korea, republic of korea",
    "MO": "macao, macau",
    "MX": "estados unidos mexicanos, mejico",
    "NL": "holanda, holland",
    "RU": "russian federation",
    "TR": "turkey",
    "TT": "trinidad",
    "US": "ee uu, eeuu, estados unidos da america, estados unidos de america, eua, u s, u s a,"
    " united states of america, usa",
    "UY": "republica oriental del uruguay",
    "VE": "venezuela bolivarian republic of, venezuela republica bolivariana de",
    "VN": "viet nam",
}


def country_name(code: str, lang: str) -> str:
    """The name of an ISO 3166 alpha-2 code in that language; any other text as it is."""
    if len(code) != 2 or not code.isupper():
        return code
    return _territories(known(lang)).get(code, code)


def country_code(text: str) -> str:
    """The ISO 3166 alpha-2 code of a code or of a name in es, pt or en; else ""."""
    given = text.strip()
    upper = given.upper()
    if len(given) == 2 and upper in _territories("en") and upper not in _NO_LAND:
        return upper
    key = _key(given)
    return _by_name().get(key, "") if key else ""


def countries(lang: str) -> tuple[tuple[str, str], ...]:
    """Every (code, name) that a person can come from, by name as that language sorts it."""
    every = _territories(known(lang)).items()
    named = ((code, name) for code, name in every if code not in _NO_LAND)
    return tuple(sorted(named, key=lambda pair: fold(pair[1])))


def _key(name: str) -> str:
    words = fold(name).replace(".", " ").split()
    return " ".join("saint" if word == "st" else word for word in words if word not in _SMALL)


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
            if code not in _NO_LAND:
                found[_key(name)] = code
                found[_key(name.split("(")[0])] = code
    return found | {name: code for code, names in _ALSO.items() for name in names.split(", ")}
