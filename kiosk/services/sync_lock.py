"""One synchronisation of a profile at a time, over all programs; the system frees a dead one's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import FailureError
from kiosk.services.file_lock import FileLock
from kiosk.texts import N_

_FILE = "sync.lock"


@contextmanager
def sync_lock(folder: Path) -> Iterator[None]:
    """Hold the right to synchronise the profile in that folder.

    Raises FailureError at once where another program, or another part of this one, has it.
    """
    lock = FileLock(folder / _FILE)
    if not lock.take():
        raise FailureError(
            N_("Otro programa ya está sincronizando este perfil: espere a que termine.")
        )
    try:
        yield
    finally:
        lock.release()
