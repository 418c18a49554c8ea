"""Looks texts up in the gettext catalogs; a text that is missing there stays Spanish, never empty.

Spanish is the language of record, so the Spanish text is the key (msgid) of the others.
"""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path

LANGUAGES = ("es", "pt", "en")
LANGUAGE_NAMES = {"es": "Español", "pt": "Português", "en": "English"}
"""Each language named in itself."""
"""The languages of the program, the language of record first."""

LOCALES = Path(__file__).resolve().parent / "locale"
"""The folder of the catalogs: <language>/LC_MESSAGES/kiosk.po and .mo."""

DOMAIN = "kiosk"

_chosen = LANGUAGES[0]


def use(lang: str) -> None:
    """Choose the language of `_` and `n_`; one that the program does not speak means Spanish."""
    global _chosen  # noqa: PLW0603  the language belongs to the whole program, as gettext has it
    _chosen = known(lang)


def current() -> str:
    """The language chosen by use()."""
    return _chosen


def known(lang: str) -> str:
    """The code of LANGUAGES that a tag such as "pt-BR" or "EN_us" means, else Spanish."""
    short = lang.replace("_", "-").split("-")[0].strip().lower()
    return short if short in LANGUAGES else LANGUAGES[0]


def translate(msgid: str, lang: str | None = None, /, **params: object) -> str:
    """The text in `lang` (by default the chosen one), with {placeholders} filled by str.format.

    Without params the text is taken as it stands, so braces in it are harmless.
    """
    found = _catalog(known(lang) if lang else _chosen).gettext(msgid) if msgid else ""
    return found.format(**params) if params else found


def translate_n(
    one: str, many: str, count: int, lang: str | None = None, /, **params: object
) -> str:
    """The singular or plural text for `count`, which also fills {n}."""
    found = _catalog(known(lang) if lang else _chosen).ngettext(one, many, count)
    return found.format(**{"n": count, **params})


def _(msgid: str, /, **params: object) -> str:
    """The text in the chosen language."""
    return translate(msgid, None, **params)


def n_(one: str, many: str, count: int, /, **params: object) -> str:
    """The singular or plural text in the chosen language; {n} is `count`."""
    return translate_n(one, many, count, None, **params)


def N_(msgid: str, /) -> str:  # noqa: N802  gettext's name for "mark only, translate later"
    """Mark a text for the catalogs and hand it back unchanged."""
    return msgid


class _Spanish(gettext.NullTranslations):
    """The keys themselves; Spanish uses the singular for one only."""


@cache
def _catalog(lang: str) -> gettext.NullTranslations:
    """The catalog of one language, read once; Spanish where its file is missing."""
    path = LOCALES / lang / "LC_MESSAGES" / f"{DOMAIN}.mo"
    if not path.is_file():
        return _Spanish()
    with path.open("rb") as file:
        catalog = gettext.GNUTranslations(file)
    catalog.add_fallback(_Spanish())
    return catalog
