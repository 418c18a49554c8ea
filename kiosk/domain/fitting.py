"""Shorter ways to write a name on a badge, from whole to shortest; measures nothing."""

from __future__ import annotations

PARTICLES = frozenset(
    "da das de del di do dos du e el la las los van von y der den al bin ben".split()  # noqa: SIM905  reads better
)
"""Small words that belong to the surname behind them."""


def badge_name_variants(given: str, family: str) -> tuple[tuple[str, str], ...]:
    """The name's forms (given, family) in the order they are tried; the first is the whole name.

    The given name stays as it is in all. The surnames are shortened from the last to the second:
    "de la Cruz Ibáñez Prado", "de la Cruz Ibáñez P.", "de la Cruz I. P."; then the particles
    before the first go ("Cruz I. P."); the first surname itself is never shortened.
    """
    surnames = _surnames(family)
    forms = [(given, family)]
    for kept in range(len(surnames) - 1, 0, -1):
        short = [_initial(name) for name in surnames[kept:]]
        forms.append((given, " ".join([*(" ".join(name) for name in surnames[:kept]), *short])))
    if surnames and len(surnames[0]) > 1:
        short = [_initial(name) for name in surnames[1:]]
        forms.append((given, " ".join([surnames[0][-1], *short])))
    return tuple(dict.fromkeys(forms))


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


def _initial(name: list[str]) -> str:
    """The surname's initial without its particles: "de la Cruz" -> "C."."""
    return f"{name[-1][0].upper()}."
