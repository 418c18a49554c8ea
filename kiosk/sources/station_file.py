"""Reads and writes station.toml, the settings of one station; opens no store."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import msgspec

from kiosk.domain.errors import WrongUseError
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station, StationRole, Theme, Wedge
from kiosk.private_file import write_private
from kiosk.sources.toml_file import TomlText
from kiosk.texts import N_


class WedgeTable(msgspec.Struct, forbid_unknown_fields=True):
    """[wedge]: the keyboard scanner; times in milliseconds."""

    max_gap_ms: int = 35
    min_length: int = 6
    prefix: str = ""
    silence_ms: int = 35
    silence_min_length: int = 8
    ends: tuple[Literal["enter", "tab", "etx", "silence"], ...] = ("enter", "tab", "silence")


class StationTable(msgspec.Struct, forbid_unknown_fields=True):
    """[station]."""

    name: str = "Mesa 1"
    role: StationRole = StationRole.DESK
    checkpoint: str = ""
    language: str = "es"
    theme: Theme = Theme.LIGHT
    printer: str = "folder:"
    badge_layout: str = ""
    badge_slot: str = "below"
    operator: str = ""
    place: str = ""
    sound: bool = True
    reduce_motion: bool = False
    pin_hash: str = ""
    rehearsal: bool = False


class PrinterTable(msgspec.Struct, forbid_unknown_fields=True):
    """[[printer]]: one of several printers; `id` is how others name it."""

    id: Annotated[str, msgspec.Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
    uri: Annotated[str, msgspec.Meta(min_length=1)]
    name: str = ""
    layout: str = ""
    roles: tuple[str, ...] = ()
    pool: str = ""
    fallback: str = ""
    labels: Annotated[int, msgspec.Meta(ge=0)] = 0
    alert: Annotated[int, msgspec.Meta(ge=0)] = 0


class StationFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of station.toml."""

    station: StationTable = msgspec.field(default_factory=StationTable)
    wedge: WedgeTable = msgspec.field(default_factory=WedgeTable)
    printer: tuple[PrinterTable, ...] = ()


def read_station(path: Path) -> Station:
    """The settings in that file; NotFoundError or WrongUseError (file, line, key) otherwise."""
    wire = TomlText(path).convert(StationFile)
    wedge = Wedge(**msgspec.structs.asdict(wire.wedge))
    printers = tuple(Printer(**msgspec.structs.asdict(table)) for table in wire.printer)
    _check(path, printers)
    return Station(**msgspec.structs.asdict(wire.station), wedge=wedge, printers=printers)


def write_station(path: Path, station: Station) -> None:
    """Write the file whole or not at all, readable by its owner only (it holds the PIN's hash)."""
    wedge = dataclasses.asdict(station.wedge)
    rest = {f.name: getattr(station, f.name) for f in dataclasses.fields(station)}
    del rest["wedge"], rest["printers"]
    lines = [*_table("station", rest), "", *_table("wedge", wedge), ""]
    for printer in station.printers:
        given = {key: value for key, value in dataclasses.asdict(printer).items() if value}
        lines += [*_table("[printer]", given), ""]
    text = "\n".join(lines)
    write_private(path, text.encode())


def _check(path: Path, printers: Sequence[Printer]) -> None:
    """Raises WrongUseError where an id stands twice, or a fallback or pool leads nowhere."""
    ids = [printer.id for printer in printers]
    for printer in printers:
        if ids.count(printer.id) > 1:
            raise WrongUseError(
                N_("{path}: hay dos impresoras con el id «{id}»."), path=path, id=printer.id
            )
        if printer.fallback and printer.fallback not in ids:
            raise WrongUseError(
                N_("{path}: la impresora «{id}» nombra como suplente a «{other}», que no existe."),
                path=path,
                id=printer.id,
                other=printer.fallback,
            )
        if printer.pool in ids:
            raise WrongUseError(
                N_("{path}: el grupo «{pool}» se llama igual que una impresora."),
                path=path,
                pool=printer.pool,
            )


def _table(name: str, values: dict[str, object]) -> list[str]:
    return [f"[{name}]", *(f"{key} = {_value(value)}" for key, value in values.items())]


def _value(value: object) -> str:
    """A TOML literal; JSON's strings are TOML's basic strings but for the DEL character."""
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value)
