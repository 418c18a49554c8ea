"""Reads single values of event.toml (texts, ids, moments, lengths, shares); knows no table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from kiosk.domain.assembly import Share
from kiosk.domain.calendar import inside
from kiosk.domain.checkpoints import Localised
from kiosk.sources.toml_file import TomlText
from kiosk.sources.wire_types import Words
from kiosk.texts import LANGUAGES, N_

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_DURATION = re.compile(r"(?=\d)(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?", re.ASCII)
_SHARE = re.compile(r"(>)?\s*(\d{1,9}(?:\.\d{1,4})?)\s*(%)?", re.ASCII)
_NAMED = 20


def check_id(toml: TomlText, path: str, text: str) -> None:
    """WrongUseError unless it is an id of our own: small letters, digits and hyphens."""
    if not _ID.fullmatch(text):
        message = N_(
            "{file}, línea {line}: «{key}» debe tener minúsculas, dígitos y guiones, hasta 40."
        )
        raise toml.wrong(message, path)


def check_foreign_id(toml: TomlText, path: str, text: str) -> None:
    """WrongUseError for an empty id; a source's ids may have any letters."""
    if not text.strip():
        raise toml.wrong(N_("{file}, línea {line}: «{key}» no puede quedar vacío."), path)


def check_unique(toml: TomlText, table: str, ids: Sequence[str]) -> None:
    """WrongUseError for the first id of `table` that an earlier one has."""
    seen: set[str] = set()
    for n, value in enumerate(ids):
        if value in seen:
            message = N_("{file}, línea {line}: «{key}» repite el id «{value}».")
            raise toml.wrong(message, f"{table}[{n}].id", value=value)
        seen.add(value)


def check_known(toml: TomlText, path: str, named: Iterable[str], known: Iterable[str]) -> None:
    """WrongUseError for the first of `named` that is not among `known`, with those that are."""
    choices = sorted(known)
    for value in named:
        if value not in choices:
            message = N_(
                "{file}, línea {line}: «{key}» nombra «{value}», que no existe; hay: {choices}."
            )
            listed = ", ".join(choices[:_NAMED]) or "—"
            raise toml.wrong(message, path, value=value, choices=listed)


def words(toml: TomlText, path: str, given: Words | None) -> Localised:
    """Texts by language; those missing take the Spanish one, which must be there."""
    if given is None:
        return {}
    texts = {"es": given} if isinstance(given, str) else given
    if not texts.get("es", "").strip():
        raise toml.wrong(
            N_("{file}, línea {line}: a «{key}» le falta el texto en español (es)."), path
        )
    return {**dict.fromkeys(LANGUAGES, texts["es"]), **{k: v for k, v in texts.items() if v}}


def local(moment: datetime, zone: ZoneInfo) -> datetime:
    """The moment in the event's zone; a moment without zone is local to the event."""
    moment = inside(moment)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def maybe_local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """As local(), None for none."""
    return None if moment is None else local(moment, zone)


def duration(toml: TomlText, path: str, text: str) -> timedelta:
    """A length of time such as "20m", "1h30m" or "2d"."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        message = N_("{file}, línea {line}: «{key}» debe ser una duración como 20m, 2h o 1h30m.")
        raise toml.wrong(message, path)
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def time_of_day(toml: TomlText, path: str, given: object) -> time | None:
    """A local time of day: TOML's 22:00:00, or "22:00"; None where none is given."""
    if given is None or isinstance(given, time):
        return given
    found = _CLOCK.fullmatch(given) if isinstance(given, str) else None
    if not found:
        message = N_("{file}, línea {line}: «{key}» debe ser una hora como 22:00:00.")
        raise toml.wrong(message, path)
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def share(toml: TomlText, path: str, given: str | int) -> Share:
    """How many are needed: 30, "30", "50%", or ">50%" for more than half."""
    found = _SHARE.fullmatch(str(given).strip())
    number = Decimal(found[2]) if found else Decimal(-1)
    above, percent = bool(found and found[1]), bool(found and found[3])
    possible = number < 100 if above else number <= 100
    if number < 0 or (percent and not possible):
        message = N_(
            "{file}, línea {line}: «{key}» debe ser un número o un porcentaje: "
            '30, "50%" o ">50%" (más de la mitad).'
        )
        raise toml.wrong(message, path)
    return Share(number, percent=percent, above=above)
