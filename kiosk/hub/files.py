"""JSON in files that only their owner may read, written whole or not at all; knows no content."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import msgspec

from kiosk.domain.errors import FailureError
from kiosk.private_file import write_private
from kiosk.texts import N_
from kiosk.typed import from_json

T = TypeVar("T")


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
