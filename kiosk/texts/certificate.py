"""The words of certificates: lengths of time, days, and sentences; decides nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from kiosk.texts.catalog import N_, known, translate, translate_n
from kiosk.texts.formats import date_range

TITLE = N_("Certificado de asistencia")
LEAD = N_("Se certifica que")
VERB = N_("asistió a")
MEASURED = N_("de asistencia registrada")
ROLE = N_("función en el evento")
CODE = N_("Código de verificación")
VERIFY = N_("Firmado digitalmente. Se comprueba con el código o el QR: kiosk verify")

_AND = {"es": " y ", "pt": " e ", "en": " and "}
_HARD = "\u00a0"


def hours(minutes: int) -> str:
    """Minutes as "12 h 30 min", in every language alike."""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole}{_HARD}h"] if whole else []
    if rest or not whole:
        parts.append(f"{rest}{_HARD}min")
    return " ".join(parts)


def days(attended: Sequence[date], lang: str) -> str:
    """Days in order as "5–7 y 9 de octubre de 2026"; month and year stand once where one does."""
    lang = known(lang)
    runs = list(_runs(attended))
    said = [date_range(first, last, lang) for first, last in runs]
    if len({(day.year, day.month) for day in attended}) == 1:
        said[:-1] = [f"{a.day}–{b.day}" if a < b else f"{a.day}" for a, b in runs[:-1]]
    *before, end = said
    return _AND[lang].join(filter(None, (", ".join(before), end)))


def number_of_days(number: int, lang: str) -> str:
    """What stands under the days."""
    return translate_n("{n} día de asistencia", "{n} días de asistencia", number, lang)


def issued(day: date, lang: str) -> str:
    """On which day it was made."""
    return translate(N_("Emitido el {day}"), lang, day=date_range(day, day, lang))


def _runs(attended: Sequence[date]) -> Iterator[tuple[date, date]]:
    """First and last of the days that follow each other."""
    numbered = enumerate(attended)
    for _, group in groupby(numbered, key=lambda pair: pair[1] - timedelta(days=pair[0])):
        run = [day for _, day in group]
        yield run[0], run[-1]
