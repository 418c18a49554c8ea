"""Shorter ways to write a name on a badge, from whole to shortest; measures nothing."""

from __future__ import annotations

import unicodedata

from kiosk.domain.names import PARTICLES


def badge_name_variants(given: str, family: str) -> tuple[tuple[str, str], ...]:
    """The name's forms (given, family) in the order they are tried; the first is the whole name.

    The given name stays as it is in all. The surnames are shortened from the last to the second:
    "de la Cruz Ibáñez Prado", "de la Cruz Ibáñez P.", "de la Cruz I. P."; then the particles
    before the first go ("Cruz I. P."); the first surname itself is never shortened.
    """
    surnames = _surnames(family)
    initials = [_initial(name) for name in surnames]
    forms = [family]
    for kept in range(len(surnames) - 1, 0, -1):
        whole = [word for name in surnames[:kept] for word in name]
        forms.append(" ".join([*whole, *initials[kept:]]))
    if surnames:
        forms.append(" ".join([*_bare(surnames[0]), *initials[1:]]))
    return tuple((given, form) for form in dict.fromkeys(forms))


def _surnames(family: str) -> list[list[str]]:
    """The surnames, each with the particles before it."""
    found: list[list[str]] = [[]]
    for word in family.split():
        found[-1].append(word)
        if word.casefold() not in PARTICLES:
            found.append([])
    if len(found) > 1 and found[-1]:
        found[-2].extend(found.pop())  # a particle at the end belongs to the name before
    return [name for name in found if name]


def _bare(name: list[str]) -> list[str]:
    """The surname without the particles before it: "de la Cruz" -> "Cruz"."""
    at = 0
    while at < len(name) - 1 and name[at].casefold() in PARTICLES:
        at += 1
    return name[at:]


def _initial(name: list[str]) -> str:
    """The surname's initial with its accents, "de la Cruz" -> "C."; "Li" is as short already."""
    bare = _bare(name)
    word = bare[0]
    end = 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1  # "G̃" has no composed form: its tilde is a character of its own
    short = f"{word[:end].upper()}."
    return short if len(short) < len(word) else " ".join(bare)
