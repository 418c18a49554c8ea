"""Answers that are dates and times in the form that pretix takes back; reads no clock."""

from __future__ import annotations

import re
from datetime import date, datetime, time, tzinfo

from kiosk.domain.errors import WrongUseError
from kiosk.domain.questions import Question

_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_TIME = re.compile(r"([0-9]{1,2})[:.h]([0-9]{2})(?::[0-9]{2}(?:\.[0-9]+)?)?")


def date_answer(question: Question, text: str, _timezone: tzinfo) -> str:
    """D as yyyy-mm-dd; the day may be written first. Raises WrongUseError."""
    value = _day(text)
    if value is None:
        raise WrongUseError("Esa fecha no existe. Escríbala como 31/12/2026.")
    least, most = _as_day(question.least), _as_day(question.most)
    if least and value < least:
        raise WrongUseError("La fecha tiene que ser {least} o posterior.", least=least)
    if most and value > most:
        raise WrongUseError("La fecha tiene que ser {most} o anterior.", most=most)
    return value.isoformat()


def _day(text: str) -> date | None:
    year_first, day_first = _YEAR_FIRST.fullmatch(text), _DAY_FIRST.fullmatch(text)
    if year_first is None and day_first is None:
        return None
    parts = year_first.groups() if year_first else day_first.groups()[::-1] if day_first else ()
    try:
        return date(*(int(part) for part in parts))
    except ValueError:
        return None


def _as_day(limit: object) -> date | None:
    return limit if isinstance(limit, date) and not isinstance(limit, datetime) else None


def time_answer(_question: Question, text: str, _timezone: tzinfo) -> str:
    """H as HH:MM. Raises WrongUseError."""
    value = _time_of(text)
    if value is None:
        raise WrongUseError("Escriba una hora, como 09:30.")
    return f"{value:%H:%M}"


def _time_of(text: str) -> time | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    try:
        return time(int(match[1]), int(match[2]))
    except ValueError:
        return None


def moment_answer(question: Question, text: str, timezone: tzinfo) -> str:
    """W as ISO 8601 with its offset, the event's where none is given. Raises WrongUseError."""
    value = _moment_of(text)
    if value is None:
        raise WrongUseError("Escriba fecha y hora, como 31/12/2026 09:30.")
    value = _aware(value, timezone)
    least, most = question.least, question.most
    if isinstance(least, datetime) and value < _aware(least, timezone):
        raise WrongUseError("La fecha tiene que ser {least} o posterior.", least=least)
    if isinstance(most, datetime) and value > _aware(most, timezone):
        raise WrongUseError("La fecha tiene que ser {most} o anterior.", most=most)
    return value.isoformat(timespec="seconds")


def _moment_of(text: str) -> datetime | None:
    day_text, _, time_text = text.partition(" ")
    day, hour = _day(day_text), _time_of(time_text)
    if day is not None:
        return datetime.combine(day, hour) if hour is not None else _iso(text)
    return _iso(text)


def _iso(text: str) -> datetime | None:
    """ISO 8601 with a time of day: a date alone is no moment."""
    if _day(text) is not None or "T" not in text.upper().replace(" ", "T"):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _aware(moment: datetime, timezone: tzinfo) -> datetime:
    """To the second, which is what an answer holds."""
    whole = moment.replace(microsecond=0)
    return whole if whole.tzinfo is not None else whole.replace(tzinfo=timezone)
