"""Dates, times and localised values in es, pt and en; keeps no state and reads no clock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta, tzinfo

from kiosk.texts.catalog import N_, known, translate, translate_n
from kiosk.texts.countries import country_code, country_name

__all__ = [
    "ago",
    "around",
    "country_code",
    "country_name",
    "date_range",
    "day",
    "day_and_time",
    "length",
    "localised",
    "moment",
    "on_weekdays",
    "short_day",
    "time_of",
]

# Month and week-day names stand here and not in Babel's data: three languages, asked on every
# verdict, must not cost the start of the program the loading of locale tables.
_MONTHS = {
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre"
    " diciembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro"
    " dezembro",
    "en": "January February March April May June July August September October November December",
}
_DAYS = {
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "pt": "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
}

_EACH = {
    "es": ("los {}", "", " y "),
    "pt": ("às {}", "aos {}", " e "),
    "en": ("on {}", "", " and "),
}
"""How "on Tuesdays" is said: of a feminine day, of a masculine one (where they differ), "and"."""

_NEAR = timedelta(hours=12)
"""Up to here a time of day says which moment is meant: https://github.com/pretix/pretix says so."""

_FORMS = {
    ("at", True): N_("a las {time}"),
    ("at", False): N_("el {day} a las {time}"),
    ("of", True): N_("de las {time}"),
    ("of", False): N_("del {day} a las {time}"),
    ("after", True): N_("después de las {time}"),
    ("after", False): N_("después del {day} a las {time}"),
    ("before", True): N_("antes de las {time}"),
    ("before", False): N_("antes del {day} a las {time}"),
    ("since", True): N_("desde las {time}"),
    ("since", False): N_("desde el {day} a las {time}"),
}


def localised(name: Mapping[str, str], lang: str) -> str:
    """The text of that language, Spanish where it has none, "" for an empty mapping."""
    return name.get(known(lang)) or name.get("es") or next(iter(name.values()), "")


def moment(value: object) -> datetime | None:
    """An aware moment out of a datetime or the ISO text of a table; None for anything else."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not value:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None


def time_of(when: datetime, tz: tzinfo) -> str:
    """The local time of day as "09:12", in every language alike."""
    return f"{when.astimezone(tz):%H:%M}"


def day(when: date, lang: str) -> str:
    """The day as "martes 6 de octubre", "terça-feira, 6 de outubro", "Tuesday 6 October"."""
    lang = known(lang)
    weekday = _DAYS[lang].split()[when.weekday()]
    month = _MONTHS[lang].split()[when.month - 1]
    patterns = {"es": "{0} {1} de {2}", "pt": "{0}, {1} de {2}", "en": "{0} {1} {2}"}
    return patterns[lang].format(weekday, when.day, month)


def short_day(when: date, lang: str) -> str:
    """The day for narrow places: "mié 7", "qua 7", "Wed 7"."""
    return f"{_DAYS[known(lang)].split()[when.weekday()][:3]} {when.day}"


def day_and_time(
    when: datetime, tz: tzinfo, lang: str, *, now: datetime | None = None, form: str = "at"
) -> str:
    """A moment within a sentence; only the time of day where `now` is of the same local day.

    `form` "at" answers "a las 09:41", "of" answers "de las 09:41".
    """
    local = when.astimezone(tz)
    short = now is not None and now.astimezone(tz).date() == local.date()
    return _phrase(local, lang, form, short=short)


def around(
    when: datetime, tz: tzinfo, lang: str, *, now: datetime | None = None, form: str = "at"
) -> str:
    """A bound within a sentence; only the time of day where it is within 12 hours of `now`.

    `form` "after" answers "después de las 11:50", "before" and "since" alike, the others are
    those of day_and_time().
    """
    short = now is not None and abs(when - now) <= _NEAR
    return _phrase(when.astimezone(tz), lang, form, short=short)


def _phrase(local: datetime, lang: str, form: str, *, short: bool) -> str:
    values = {"time": f"{local:%H:%M}", "day": day(local.date(), lang)}
    return translate(_FORMS[form, short], lang, **values)


def on_weekdays(days: Iterable[int], lang: str) -> str:
    """ISO weekdays (1 is Monday) as they come round: "los martes y los sábados"."""
    lang = known(lang)
    feminine, masculine, and_ = _EACH[lang]
    said = []
    for number in sorted({n for n in days if 1 <= n <= 7}):
        name = _DAYS[lang].split()[number - 1]
        pattern = masculine if masculine and number > 5 else feminine
        said.append(pattern.format(_plural(name, lang)))
    return and_.join(filter(None, [", ".join(said[:-1]), *said[-1:]]))


def _plural(name: str, lang: str) -> str:
    if lang == "pt":
        return "-".join(f"{part}s" for part in name.split("-"))
    return name if name.endswith("s") and lang == "es" else f"{name}s"


def length(minutes: int, lang: str) -> str:
    """A length of time in the largest unit without a rest: "90 minutos", "3 horas", "1 día"."""
    if minutes and minutes % 1440 == 0:
        return translate_n("{n} día", "{n} días", minutes // 1440, lang)
    if minutes and minutes % 60 == 0:
        return translate_n("{n} hora", "{n} horas", minutes // 60, lang)
    return translate_n("{n} minuto", "{n} minutos", minutes, lang)


def date_range(first: date, last: date, lang: str) -> str:
    """The days as "5–9 de octubre de 2026", "5–9 de outubro de 2026", "5–9 October 2026"."""
    lang = known(lang)
    of = " " if lang == "en" else " de "
    months = _MONTHS[lang].split()
    end = f"{last.day}{of}{months[last.month - 1]}{of}{last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    start = f"{first.day}{of}{months[first.month - 1]}"
    if first.year != last.year:
        start = f"{start}{of}{first.year}"
    return f"{start} – {end}"


def ago(when: datetime, now: datetime, lang: str) -> str:
    """How long ago: "hace 12 s", "hace 23 minutos"; a moment that is not past is "ahora"."""
    seconds = int((now - when).total_seconds())
    if seconds < 1:
        return translate(N_("ahora"), lang)
    if seconds < 60:
        return translate(N_("hace {n} s"), lang, n=seconds)
    if seconds < 3600:
        return translate_n("hace {n} minuto", "hace {n} minutos", seconds // 60, lang)
    if seconds < 86400:
        return translate_n("hace {n} hora", "hace {n} horas", seconds // 3600, lang)
    return translate_n("hace {n} día", "hace {n} días", seconds // 86400, lang)
