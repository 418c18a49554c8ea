"""Copies a list as it stands to a folder of our own, where nobody changes it; reads no row."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources.file.looks import Look, look_at, vanished
from kiosk.sources.files import MAX_BYTES
from kiosk.texts import N_

_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The copy, under the name of its file, and the SHA-256 of its bytes in hexadecimal."""

    path: Path
    sha256: str


@contextmanager
def snapshot(look: Look) -> Iterator[Snapshot]:
    """The file as it was looked at; the copy is gone at the end.

    Raises WrongUseError for a file that is too large, FailureError where there is no room for the
    copy, and SourceError: BUSY where it changed meanwhile or its program has locked it,
    UNREACHABLE where it went away.
    """
    name = look.path.name
    if look.size > MAX_BYTES:
        raise WrongUseError(
            N_("{file} es demasiado grande: {size} MB."), file=name, size=look.size >> 20
        )
    with TemporaryDirectory(prefix="kiosk-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / name
        sha256 = _copy(look.path, copy)
        if look not in look_at(look.path):
            raise SourceError(Trouble.BUSY, N_("{file} se está escribiendo todavía."), file=name)
        yield Snapshot(copy, sha256)


def _copy(source: Path, target: Path) -> str:
    """Copy the bytes; their SHA-256 in hexadecimal."""
    digest = hashlib.sha256()
    try:
        with target.open("wb") as writing:
            for chunk in _chunks(source):
                digest.update(chunk)
                writing.write(chunk)
    except OSError as error:
        why = error.strerror or str(error)
        message = N_("No se pudo leer {file}: {why}")
        raise FailureError(message, file=source.name, why=why) from error
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as reading:
            while chunk := reading.read(_CHUNK):
                yield chunk
    except PermissionError as error:  # Windows says so of a file that Excel holds
        message = N_("No se puede leer {file}: otro programa lo tiene abierto, o faltan permisos.")
        raise SourceError(Trouble.BUSY, message, file=path.name) from error
    except OSError as error:
        raise vanished(path.name) from error
