"""The sentences of conditions on how many times somebody entered, with plurals; counts nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeAlias

from kiosk.domain.rules.tree import ConditionKind
from kiosk.texts.catalog import N_, translate, translate_n

_Say: TypeAlias = Callable[[int, str, str], str]
"""From limit, language and span ("desde las 11:00", "" without) to a sentence."""


def counted_text(
    kind: ConditionKind, n: int, when: str, lang: str, *, met: bool, over: bool = False
) -> str:
    """The sentence on a limit of `n`; KeyError for a kind that is not of COUNTED.

    `when` is the span that entries are counted in: "desde las 11:00". `over`: the span is over
    ("antes de las 11:00"), so that the entry that is asked for does not count.
    """
    if over and kind in _OVER:
        told, wanted = _NOT_BEFORE if n <= 0 else _OVER[kind]
    else:
        told, wanted = (_DAYS_WITHIN if when else COUNTED).get(kind) or COUNTED[kind]
    return (told if met else wanted)(n, lang, when)


COUNTED: Mapping[ConditionKind, tuple[_Say, _Say]] = {
    ConditionKind.ENTRIES_MOST: (
        lambda n, lang, _when: translate_n(
            "Se admite {n} entrada y todavía no se usó.",
            "Se admiten {n} entradas y queda alguna.",
            n,
            lang,
        ),
        lambda n, lang, _when: translate_n(
            "Se alcanzó el máximo de entradas: una.",
            "Se alcanzó el máximo de entradas: {n}.",
            n,
            lang,
        ),
    ),
    ConditionKind.ENTRIES_LEAST: (
        lambda n, lang, _when: translate_n(
            "Ya entró al menos {n} vez.", "Ya entró al menos {n} veces.", n, lang
        ),
        lambda n, lang, _when: translate_n(
            "Solo para quien ya entró al menos {n} vez.",
            "Solo para quien ya entró al menos {n} veces.",
            n,
            lang,
        ),
    ),
    ConditionKind.TODAY_MOST: (
        lambda n, lang, _when: translate_n(
            "Se admite {n} entrada por día y hoy todavía no se usó.",
            "Se admiten {n} entradas por día y hoy queda alguna.",
            n,
            lang,
        ),
        lambda n, lang, _when: translate_n(
            "Se alcanzó el máximo de entradas de hoy: una.",
            "Se alcanzó el máximo de entradas de hoy: {n}.",
            n,
            lang,
        ),
    ),
    ConditionKind.TODAY_LEAST: (
        lambda n, lang, _when: translate_n(
            "Hoy ya entró al menos {n} vez.", "Hoy ya entró al menos {n} veces.", n, lang
        ),
        lambda n, lang, _when: translate_n(
            "Solo para quien hoy ya entró al menos {n} vez.",
            "Solo para quien hoy ya entró al menos {n} veces.",
            n,
            lang,
        ),
    ),
    ConditionKind.DAYS_MOST: (
        lambda n, lang, _when: translate_n(
            "Se admite en {n} día y todavía no se usó.",
            "Se admite en {n} días y queda alguno.",
            n,
            lang,
        ),
        lambda n, lang, _when: translate_n(
            "Se alcanzó el máximo de días con entradas: uno.",
            "Se alcanzó el máximo de días con entradas: {n}.",
            n,
            lang,
        ),
    ),
    ConditionKind.DAYS_LEAST: (
        lambda n, lang, _when: translate_n(
            "Ya entró al menos en {n} día.", "Ya entró al menos en {n} días.", n, lang
        ),
        lambda n, lang, _when: translate_n(
            "Solo para quien ya entró al menos en {n} día.",
            "Solo para quien ya entró al menos en {n} días.",
            n,
            lang,
        ),
    ),
    ConditionKind.WITHIN_MOST: (
        lambda n, lang, when: translate_n(
            "Se admite {n} entrada {when} y todavía no se usó.",
            "Se admiten {n} entradas {when} y queda alguna.",
            n,
            lang,
            when=when,
        ),
        lambda n, lang, when: translate_n(
            "Se alcanzó el máximo de entradas {when}: una.",
            "Se alcanzó el máximo de entradas {when}: {n}.",
            n,
            lang,
            when=when,
        ),
    ),
    ConditionKind.WITHIN_LEAST: (
        lambda n, lang, when: translate_n(
            "Entró al menos {n} vez {when}.", "Entró al menos {n} veces {when}.", n, lang, when=when
        ),
        lambda n, lang, when: translate_n(
            "Solo para quien entró al menos {n} vez {when}.",
            "Solo para quien entró al menos {n} veces {when}.",
            n,
            lang,
            when=when,
        ),
    ),
}
"""Of each kind, what is said where it is met, and where it is not."""

_DAYS_WITHIN: Mapping[ConditionKind, tuple[_Say, _Say]] = {
    ConditionKind.DAYS_MOST: (
        lambda n, lang, when: translate_n(
            "Se admite en {n} día {when} y todavía no se usó.",
            "Se admite en {n} días {when} y queda alguno.",
            n,
            lang,
            when=when,
        ),
        lambda n, lang, when: translate_n(
            "Se alcanzó el máximo de días con entradas {when}: uno.",
            "Se alcanzó el máximo de días con entradas {when}: {n}.",
            n,
            lang,
            when=when,
        ),
    ),
    ConditionKind.DAYS_LEAST: (
        lambda n, lang, when: translate_n(
            "Entró al menos en {n} día {when}.",
            "Entró al menos en {n} días {when}.",
            n,
            lang,
            when=when,
        ),
        lambda n, lang, when: translate_n(
            "Solo para quien entró al menos en {n} día {when}.",
            "Solo para quien entró al menos en {n} días {when}.",
            n,
            lang,
            when=when,
        ),
    ),
}
"""The same of days that are counted from a moment on, or up to it."""

_NOT_BEFORE: tuple[_Say, _Say] = (
    lambda _n, lang, when: translate(N_("No entró {when}."), lang, when=when),
    lambda _n, lang, when: translate(N_("Solo para quien no entró {when}."), lang, when=when),
)

_OVER: Mapping[ConditionKind, tuple[_Say, _Say]] = {
    ConditionKind.WITHIN_MOST: (
        lambda n, lang, when: translate_n(
            "Entró a lo sumo {n} vez {when}.",
            "Entró a lo sumo {n} veces {when}.",
            n,
            lang,
            when=when,
        ),
        lambda n, lang, when: translate_n(
            "Solo para quien entró a lo sumo {n} vez {when}.",
            "Solo para quien entró a lo sumo {n} veces {when}.",
            n,
            lang,
            when=when,
        ),
    ),
    ConditionKind.DAYS_MOST: (
        lambda n, lang, when: translate_n(
            "Entró a lo sumo en {n} día {when}.",
            "Entró a lo sumo en {n} días {when}.",
            n,
            lang,
            when=when,
        ),
        lambda n, lang, when: translate_n(
            "Solo para quien entró a lo sumo en {n} día {when}.",
            "Solo para quien entró a lo sumo en {n} días {when}.",
            n,
            lang,
            when=when,
        ),
    ),
}
"""The same where the span is over: nothing of it is left to be used."""
