"""First and last name of Indico's `full_name`, where nothing better is known yet; looks nothing up.

How it is written follows a setting of the token's owner or of the event: "María NÚÑEZ", "NÚÑEZ,
María", "Núñez, M." and others. So it is never shown as it is, and only until the registration
itself has come with both names.
"""

from __future__ import annotations

from kiosk.domain.names import PARTICLES, clean, split_full_name


def provisional(full_name: str) -> tuple[str, str]:
    """Given and family name as well as they can be told; capitals that the setting made undone."""
    name = clean(full_name)
    given, family = split_full_name(name)
    if "," not in name:
        words = name.split(" ")
        shouted = [word for word in words if _shouts(word)]
        if shouted and words[-len(shouted) :] == shouted and len(shouted) < len(words):
            at = len(words) - len(shouted)
            given, family = " ".join(words[:at]), " ".join(shouted)
    quiet = any(not _shouts(word) for word in given.split(" "))
    return (given, _spoken(family)) if quiet and _all_shout(family) else (given, family)


def _shouts(word: str) -> bool:
    """Whether a word is of capitals only; an initial is written so anyway."""
    return word.isupper() and len(word.strip(".")) > 1


def _all_shout(text: str) -> bool:
    return bool(text) and all(word.isupper() for word in text.split(" "))


def _spoken(text: str) -> str:
    """DA CONCEIÇÃO O'BRIEN as da Conceição O'Brien."""
    words = (word.lower() if word.lower() in PARTICLES else word.title() for word in text.split())
    return " ".join(words)
