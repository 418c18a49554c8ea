"""Reads event.toml into an Event; a wrong file is answered with line, key and what was expected.

Writes nothing and opens no store. The format stands in docs/event-file.md.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.checkpoints import Admits, Checkpoint, Localised, Slot
from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.sources.event_wire import CheckpointTable, EventFile, EventTable, RoleTable, Words
from kiosk.sources.toml_file import TomlText
from kiosk.texts import LANGUAGES, N_

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_CODE = re.compile(r"[A-Z0-9]{2,8}")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_DURATION = re.compile(r"(?=\d)(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,5})m)?")


def read_event(path: Path) -> Event:
    """The event of that file.

    Raises NotFoundError where there is no file, WrongUseError for the first thing wrong in it.
    """
    toml = TomlText(path)
    wire = toml.convert(EventFile)
    roles = _roles(toml, wire.role)
    zone = _zone(toml, wire.event.timezone)
    _check_event(toml, wire.event)
    known = {role.id for role in roles}
    checkpoints = tuple(
        _checkpoint(toml, f"checkpoint[{n}]", table, zone, known)
        for n, table in enumerate(wire.checkpoint)
    )
    _unique(toml, "checkpoint", [c.id for c in checkpoints])
    return Event(
        id=wire.event.id,
        name=_words(toml, "event.name", wire.event.name),
        timezone=zone,
        first_day=wire.event.first_day,
        last_day=wire.event.last_day,
        code=wire.event.code or _code_of(wire.event.id),
        languages=tuple(wire.event.languages),
        place=_words(toml, "event.place", wire.event.place),
        help_desk=_words(toml, "event.help_desk", wire.event.help_desk),
        lanyards=_words(toml, "event.lanyards", wire.event.lanyards),
        roles=roles,
        checkpoints=checkpoints,
        badge_layout=wire.badge.layout,
    )


def _check_event(toml: TomlText, table: EventTable) -> None:
    """The rules of [event] that shapes cannot say."""
    if not _ID.fullmatch(table.id):
        raise toml.wrong(_BAD_ID, "event.id")
    if not _CODE.fullmatch(table.code or _code_of(table.id)):
        message = N_("{file}, línea {line}: «{key}» debe tener de 2 a 8 letras A-Z o dígitos.")
        raise toml.wrong(message, "event.code")
    if table.last_day < table.first_day:
        message = N_("{file}, línea {line}: «{key}» es anterior al primer día del evento.")
        raise toml.wrong(message, "event.to")
    if not table.languages or not all(_LANGUAGE.fullmatch(x) for x in table.languages):
        message = N_('{file}, línea {line}: «{key}» debe ser una lista como ["es", "pt", "en"].')
        raise toml.wrong(message, "event.languages")


_BAD_ID = N_("{file}, línea {line}: «{key}» debe tener minúsculas, dígitos y guiones, hasta 40.")


def _code_of(event_id: str) -> str:
    """The prefix of codes where the file names none: the id's letters and digits, at most 8."""
    return re.sub(r"[^A-Z0-9]", "", event_id.upper())[:8]


def _zone(toml: TomlText, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        message = N_(
            "{file}, línea {line}: «{key}» debe ser una zona horaria como America/Montevideo; "
            "no existe «{value}»."
        )
        raise toml.wrong(message, "event.timezone", value=name) from error


def _words(toml: TomlText, path: str, words: Words | None) -> Localised:
    """Texts by language; those missing take the Spanish one, which must be there."""
    if words is None:
        return {}
    texts = {"es": words} if isinstance(words, str) else words
    if not texts.get("es", "").strip():
        raise toml.wrong(
            N_("{file}, línea {line}: a «{key}» le falta el texto en español (es)."), path
        )
    return {**dict.fromkeys(LANGUAGES, texts["es"]), **{k: v for k, v in texts.items() if v}}


def _roles(toml: TomlText, tables: list[RoleTable]) -> tuple[RoleStyle, ...]:
    """The standard roles, each replaced by the file's of the same id, then the file's others."""
    _unique(toml, "role", [table.id for table in tables])
    own = {table.id: _role(toml, f"role[{n}]", table) for n, table in enumerate(tables)}
    standard = [own.pop(role.id, role) for role in STANDARD_ROLES]
    return (*standard, *own.values())


def _role(toml: TomlText, path: str, table: RoleTable) -> RoleStyle:
    if not _ID.fullmatch(table.id):
        raise toml.wrong(_BAD_ID, f"{path}.id")
    if not _COLOR.fullmatch(table.color):
        message = N_("{file}, línea {line}: «{key}» debe ser un color como #0B5CAD.")
        raise toml.wrong(message, f"{path}.color")
    return RoleStyle(
        id=table.id,
        label=_words(toml, f"{path}.label", table.label),
        color=table.color,
        pattern=str(table.pattern),
        icon=table.icon,
        dark_text=table.dark_text,
        rank=table.rank,
    )


def _checkpoint(
    toml: TomlText, path: str, table: CheckpointTable, zone: ZoneInfo, roles: set[str]
) -> Checkpoint:
    _check_policy(toml, path, table, roles)
    stale = table.stale_after
    return Checkpoint(
        id=table.id,
        name=_words(toml, f"{path}.name", table.name),
        kind=table.kind,
        admits=table.admits,
        roles=tuple(table.roles),
        products=tuple(table.products),
        slots=_slots(toml, path, table, zone),
        early=_duration(toml, f"{path}.early", table.early),
        entry=table.entry,
        capacity=table.capacity,
        include_pending=table.include_pending,
        offline=table.offline,
        stale_after=_duration(toml, f"{path}.stale_after", stale) if stale else None,
        override=table.override,
        place=_words(toml, f"{path}.place", table.place),
        source_ref=table.source_ref,
        owner=table.owner,
        short=_words(toml, f"{path}.short", table.short),
    )


def _check_policy(toml: TomlText, path: str, table: CheckpointTable, roles: set[str]) -> None:
    """The rules of a checkpoint that shapes cannot say."""
    if not _ID.fullmatch(table.id):
        raise toml.wrong(_BAD_ID, f"{path}.id")
    needs = {Admits.ROLES: ("roles", table.roles), Admits.PRODUCTS: ("products", table.products)}
    key, named = needs.get(table.admits, ("", ["-"]))
    if not named:
        message = N_(
            "{file}, línea {line}: «{key}» debe nombrar al menos uno, porque admits lo pide."
        )
        raise toml.wrong(message, f"{path}.{key}")
    if unknown := [role for role in table.roles if role not in roles]:
        message = N_(
            "{file}, línea {line}: «{key}» nombra un rol que no existe: «{value}»; hay: {choices}."
        )
        choices = ", ".join(sorted(roles))
        raise toml.wrong(message, f"{path}.roles", value=unknown[0], choices=choices)
    if table.capacity is not None and table.capacity < 1:
        raise toml.wrong(N_("{file}, línea {line}: «{key}» debe ser 1 o más."), f"{path}.capacity")


def _slots(toml: TomlText, path: str, table: CheckpointTable, zone: ZoneInfo) -> tuple[Slot, ...]:
    """The openings, from opens/closes and from [[checkpoint.slot]], in order of time."""
    given = [(path, table.opens, table.closes)] if table.opens or table.closes else []
    given += [(f"{path}.slot[{n}]", s.opens, s.closes) for n, s in enumerate(table.slot)]
    slots = []
    for place, opens, closes in given:
        slot = Slot(_local(opens, zone), _local(closes, zone))
        if slot.opens and slot.closes and slot.closes <= slot.opens:
            message = N_("{file}, línea {line}: «{key}» debe ser posterior a la apertura.")
            raise toml.wrong(message, f"{place}.closes")
        slots.append(slot)
    far = datetime.min.replace(tzinfo=zone)
    return tuple(sorted(slots, key=lambda slot: (slot.opens or far).replace(tzinfo=None)))


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    """The moment in the event's zone; a moment without zone is local to the event."""
    if moment is None:
        return None
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def _duration(toml: TomlText, path: str, text: str) -> timedelta:
    """A length of time such as "20m", "1h30m" or "2d"."""
    found = _DURATION.fullmatch(text.strip())
    if not found:
        message = N_("{file}, línea {line}: «{key}» debe ser una duración como 20m, 2h o 1h30m.")
        raise toml.wrong(message, path)
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _unique(toml: TomlText, table: str, ids: list[str]) -> None:
    for n, value in enumerate(ids):
        if value in ids[:n]:
            message = N_("{file}, línea {line}: «{key}» repite el id «{value}».")
            raise toml.wrong(message, f"{table}[{n}].id", value=value)
