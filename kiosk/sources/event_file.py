"""Reads event.toml into an Event; a wrong file is answered with line, key and what was expected.

Writes nothing and opens no store. The format stands in docs/event-file.md.
"""

from __future__ import annotations

import re
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kiosk.domain.calendar import inside
from kiosk.domain.certificate import CertificateSettings
from kiosk.domain.event import Event, RoleStyle
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.sources.event_assembly import read_assemblies
from kiosk.sources.event_badge import read_badge_uses
from kiosk.sources.event_catalogue import read_catalogue
from kiosk.sources.event_checkpoint import Known, read_checkpoints
from kiosk.sources.event_values import check_id, check_unique, words
from kiosk.sources.event_wire import EventFile, EventTable, RoleTable
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

_CODE = re.compile(r"[A-Z0-9]{2,8}")
_COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def read_event(path: Path) -> Event:
    """The event of that file.

    Raises NotFoundError where there is no file, WrongUseError for the first thing wrong in it.
    """
    toml = TomlText(path)
    wire = toml.convert(EventFile)
    roles = _roles(toml, wire.role)
    zone = _zone(toml, wire.event.timezone)
    _check_event(toml, wire.event)
    catalogue = read_catalogue(toml, wire, zone)
    known = Known(zone, frozenset(role.id for role in roles), catalogue)
    checkpoints = read_checkpoints(toml, wire.checkpoint, known)
    rooms = [c.id for c in checkpoints]
    return Event(
        id=wire.event.id,
        name=words(toml, "event.name", wire.event.name),
        timezone=zone,
        first_day=inside(wire.event.first_day),
        last_day=inside(wire.event.last_day),
        code=wire.event.code or _code_of(wire.event.id),
        languages=tuple(wire.event.languages),
        place=words(toml, "event.place", wire.event.place),
        help_desk=words(toml, "event.help_desk", wire.event.help_desk),
        lanyards=words(toml, "event.lanyards", wire.event.lanyards),
        roles=roles,
        checkpoints=checkpoints,
        badge_layout=wire.badge.layout,
        badge_uses=read_badge_uses(toml, wire.badge.use, known.roles),
        catalogue=catalogue,
        assemblies=read_assemblies(toml, wire.assembly, zone, rooms),
        certificate=CertificateSettings(
            signer=wire.certificate.signer,
            role=words(toml, "certificate.role", wire.certificate.role),
            text=words(toml, "certificate.text", wire.certificate.text),
        ),
    )


def _check_event(toml: TomlText, table: EventTable) -> None:
    """The rules of [event] that shapes cannot say."""
    check_id(toml, "event.id", table.id)
    if not _CODE.fullmatch(table.code or _code_of(table.id)):
        message = N_("{file}, línea {line}: «{key}» debe tener de 2 a 8 letras A-Z o dígitos.")
        raise toml.wrong(message, "event.code")
    if table.last_day < table.first_day:
        message = N_("{file}, línea {line}: «{key}» es anterior al primer día del evento.")
        raise toml.wrong(message, "event.to")
    if not table.languages or not all(_LANGUAGE.fullmatch(x) for x in table.languages):
        message = N_('{file}, línea {line}: «{key}» debe ser una lista como ["es", "pt", "en"].')
        raise toml.wrong(message, "event.languages")


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


def _roles(toml: TomlText, tables: list[RoleTable]) -> tuple[RoleStyle, ...]:
    """The standard roles, each replaced by the file's of the same id, then the file's others."""
    check_unique(toml, "role", [table.id for table in tables])
    own = {table.id: _role(toml, f"role[{n}]", table) for n, table in enumerate(tables)}
    standard = [own.pop(role.id, role) for role in STANDARD_ROLES]
    return (*standard, *own.values())


def _role(toml: TomlText, path: str, table: RoleTable) -> RoleStyle:
    check_id(toml, f"{path}.id", table.id)
    if not _COLOR.fullmatch(table.color):
        message = N_("{file}, línea {line}: «{key}» debe ser un color como #0B5CAD.")
        raise toml.wrong(message, f"{path}.color")
    return RoleStyle(
        id=table.id,
        label=words(toml, f"{path}.label", table.label),
        color=table.color,
        pattern=str(table.pattern),
        icon=table.icon,
        dark_text=table.dark_text,
        rank=table.rank,
    )
