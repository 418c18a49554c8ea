"""Files that only their owner may read, written whole or not at all; knows no format but JSON."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.domain.errors import FailureError
from kiosk.texts import N_
from kiosk.typed import from_json

T = TypeVar("T")


def write_private(path: Path, data: bytes) -> None:
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


def write_json(path: Path, value: object) -> None:
    """Write a msgspec value as JSON that a person can read, as write_private()."""
    write_private(path, msgspec.json.format(msgspec.json.encode(value)))


def read_json(path: Path, kind: type[T]) -> T:
    """The value of a file that write_json() wrote; FailureError where it holds anything else."""
    try:
        return from_json(path.read_bytes(), kind)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise FailureError(
            N_("El archivo {path} está dañado: no se puede leer."), path=path
        ) from None
