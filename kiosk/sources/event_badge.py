"""Reads [[badge.use]] of event.toml: who gets which badge; loads no layout."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.domain.event import BadgeUse
from kiosk.sources.event_values import check_known
from kiosk.sources.event_wire import BadgeUseTable
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_


def read_badge_uses(
    toml: TomlText, tables: Sequence[BadgeUseTable], roles: Collection[str]
) -> tuple[BadgeUse, ...]:
    """The rules in the order of the file; the first that fits a person counts."""
    return tuple(_use(toml, f"badge.use[{n}]", table, roles) for n, table in enumerate(tables))


def _use(toml: TomlText, path: str, table: BadgeUseTable, roles: Collection[str]) -> BadgeUse:
    if table.none == bool(table.layout):
        message = N_("{file}, línea {line}: «{key}» debe tener layout, o none = true.")
        raise toml.wrong(message, path)
    if not table.roles and not table.products:
        message = N_("{file}, línea {line}: «{key}» debe decir para quién es: roles o products.")
        raise toml.wrong(message, path)
    check_known(toml, f"{path}.roles", table.roles, roles)
    return BadgeUse(table.layout, tuple(table.roles), tuple(table.products))
