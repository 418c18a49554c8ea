"""Words in Spanish, Portuguese and English for screens, command line and paper; decides nothing."""

from __future__ import annotations

from kiosk.texts.catalog import (
    LANGUAGE_NAMES,
    LANGUAGES,
    N_,
    _,
    current,
    n_,
    translate,
    translate_n,
    use,
)

__all__ = [
    "LANGUAGES",
    "LANGUAGE_NAMES",
    "N_",
    "_",
    "current",
    "n_",
    "translate",
    "translate_n",
    "use",
]
