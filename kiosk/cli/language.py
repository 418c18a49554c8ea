"""Chooses the language of the command line; translates nothing itself."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from kiosk.domain.errors import WrongUseError
from kiosk.texts import LANGUAGES, N_, use

_LOCALE_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def from_environment(environ: Mapping[str, str]) -> str:
    """The language that KIOSK_LANG asks for, else the locale's, else Spanish.

    The locale's variables are read in the order of POSIX (XBD 8.2): the first that is set decides.
    """
    asked = environ.get("KIOSK_LANG", "")
    if _known(asked):
        return _known(asked)
    locale = next((environ[name] for name in _LOCALE_VARIABLES if environ.get(name)), "")
    return _known(locale) or _system_language() or LANGUAGES[0]


def choose(asked: str | None) -> None:
    """Use the language that --lang names; WrongUseError where there is no such language."""
    if asked is None:
        return
    language = _known(asked)
    if not language:
        raise WrongUseError(
            N_("No hay textos en «{asked}»; los idiomas son {languages}."),
            asked=asked,
            languages=", ".join(LANGUAGES),
        )
    use(language)


def _known(text: str) -> str:
    """The language code at the start of "pt_BR.UTF-8" or "pt-BR" where we speak it, else ""."""
    code = text.replace("-", "_").split(".")[0].split("_")[0].lower()
    return code if code in LANGUAGES else ""


def _system_language() -> str:
    """What Windows is set to; elsewhere the environment has already answered."""
    if sys.platform != "win32":
        return ""
    import ctypes
    import locale

    number = ctypes.windll.kernel32.GetUserDefaultUILanguage()
    return _known(locale.windows_locale.get(number, ""))
