"""Reads the checkpoints of event.toml into values; a wrong key is told with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Admits, Checkpoint, Slot
from kiosk.sources.event_rules import read_rules
from kiosk.sources.event_values import (
    check_id,
    check_known,
    check_unique,
    duration,
    maybe_local,
    time_of_day,
    words,
)
from kiosk.sources.event_wire import CheckpointTable
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_

EVERY_OTHER = "*"
"""In `ends`: every other room."""


class Known(NamedTuple):
    """What a checkpoint may name, and the event's zone."""

    zone: ZoneInfo
    roles: frozenset[str]
    catalogue: Catalogue


def read_checkpoints(
    toml: TomlText, tables: Sequence[CheckpointTable], known: Known
) -> tuple[Checkpoint, ...]:
    """The checkpoints in the order of the file."""
    found = tuple(
        _checkpoint(toml, f"checkpoint[{n}]", table, known) for n, table in enumerate(tables)
    )
    ids = [checkpoint.id for checkpoint in found]
    check_unique(toml, "checkpoint", ids)
    for n, checkpoint in enumerate(found):
        others = {*ids, EVERY_OTHER} - {checkpoint.id}
        check_known(toml, f"checkpoint[{n}].ends", checkpoint.ends, others)
    return found


def _checkpoint(toml: TomlText, path: str, table: CheckpointTable, known: Known) -> Checkpoint:
    _check_policy(toml, path, table, known.roles)
    stale = table.stale_after
    return Checkpoint(
        id=table.id,
        name=words(toml, f"{path}.name", table.name),
        kind=table.kind,
        admits=table.admits,
        roles=tuple(table.roles),
        products=tuple(table.products),
        slots=_slots(toml, path, table, known.zone),
        early=duration(toml, f"{path}.early", table.early),
        entry=table.entry,
        capacity=table.capacity,
        include_pending=table.include_pending,
        offline=table.offline,
        stale_after=duration(toml, f"{path}.stale_after", stale) if stale else None,
        override=table.override,
        place=words(toml, f"{path}.place", table.place),
        source_ref=table.source_ref,
        owner=table.owner,
        short=words(toml, f"{path}.short", table.short),
        date=_date(toml, f"{path}.date", table.date, known.catalogue),
        addon_match=table.addon_match,
        rules=read_rules(toml, f"{path}.rules", table.rules),
        everybody_out=time_of_day(toml, f"{path}.everybody_out", table.everybody_out),
        ends=tuple(dict.fromkeys([table.ends] if isinstance(table.ends, str) else table.ends)),
    )


def _date(toml: TomlText, path: str, named: str, catalogue: Catalogue) -> str:
    """The id of the date that is named by its id or by its name in any language."""
    if not named:
        return ""
    names = {text: date.id for date in reversed(catalogue.dates) for text in date.name.values()}
    names |= {date.id: date.id for date in catalogue.dates}
    check_known(toml, path, [named], names)
    return names[named]


def _check_policy(toml: TomlText, path: str, table: CheckpointTable, roles: frozenset[str]) -> None:
    """The rules of a checkpoint that shapes cannot say."""
    check_id(toml, f"{path}.id", table.id)
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
        slot = Slot(maybe_local(opens, zone), maybe_local(closes, zone))
        if slot.opens and slot.closes and slot.closes <= slot.opens:
            message = N_("{file}, línea {line}: «{key}» debe ser posterior a la apertura.")
            raise toml.wrong(message, f"{place}.closes")
        slots.append(slot)
    far = datetime.min.replace(tzinfo=zone)
    return tuple(sorted(slots, key=lambda slot: (slot.opens or far).replace(tzinfo=None)))
