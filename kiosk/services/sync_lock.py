"""One synchronisation of a profile at a time, over all programs; the system frees a dead one's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.domain.errors import FailureError
from kiosk.texts import N_

_FILE = "sync.lock"
_PRIVATE = 0o600

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def sync_lock(folder: Path) -> Iterator[None]:
    """Hold the right to synchronise the profile in that folder.

    Raises FailureError at once where another program, or another part of this one, has it. A lock
    of the file and not a row: it ends with the process, however that ends.
    """
    handle = os.open(folder / _FILE, os.O_CREAT | os.O_RDWR, _PRIVATE)
    try:
        try:
            _take(handle)
        except OSError as error:
            raise FailureError(
                N_("Otro programa ya está sincronizando este perfil: espere a que termine.")
            ) from error
        yield
    finally:
        os.close(handle)
