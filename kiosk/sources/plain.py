"""Makes words of exports comparable: no accents, lower case, single spaces; punctuation stays."""

from __future__ import annotations

import unicodedata
from functools import lru_cache


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """The comparable form: "Correo  Electrónico" becomes "correo electronico"."""
    if not text.isascii():
        parts = unicodedata.normalize("NFKD", text)
        text = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(text.casefold().replace("\ufeff", "").replace("\u200b", "").split())
