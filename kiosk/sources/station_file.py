"""Reads and writes station.toml, the settings of one station; opens no store."""

from __future__ import annotations

import dataclasses
import json
import os
import tempfile
from pathlib import Path
from typing import Literal

import msgspec

from kiosk.domain.settings import Station, StationRole, Theme, Wedge
from kiosk.sources.toml_file import TomlText


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


class StationFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of station.toml."""

    station: StationTable = msgspec.field(default_factory=StationTable)
    wedge: WedgeTable = msgspec.field(default_factory=WedgeTable)


def read_station(path: Path) -> Station:
    """The settings in that file; NotFoundError or WrongUseError (file, line, key) otherwise."""
    wire = TomlText(path).convert(StationFile)
    wedge = Wedge(**msgspec.structs.asdict(wire.wedge))
    return Station(**msgspec.structs.asdict(wire.station), wedge=wedge)


def write_station(path: Path, station: Station) -> None:
    """Write the file whole or not at all, readable by its owner only (it holds the PIN's hash)."""
    wedge = dataclasses.asdict(station.wedge)
    rest = {f.name: getattr(station, f.name) for f in dataclasses.fields(station)}
    del rest["wedge"]
    text = "\n".join([*_table("station", rest), "", *_table("wedge", wedge), ""])
    write_whole(path, text.encode())


def write_whole(path: Path, data: bytes) -> None:
    """Replace `path` by `data` in one step (mode 0600), so that a crash leaves the old file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _table(name: str, values: dict[str, object]) -> list[str]:
    return [f"[{name}]", *(f"{key} = {_value(value)}" for key, value in values.items())]


def _value(value: object) -> str:
    """A TOML literal; JSON's strings are TOML's basic strings but for the DEL character."""
    if isinstance(value, str):
        return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
    return json.dumps(value)
