"""A right that one program has at a time, as a lock on a file; the system frees a dead one's."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_PRIVATE = 0o600

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """The lock of one file, taken by take() and given back by release(), or by the process's end.

    A lock of the file and not a row: it ends with the process, however that ends.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    @property
    def held(self) -> bool:
        """Whether this object has it."""
        return self._handle is not None

    def take(self) -> bool:
        """Take it, unless somebody else has it; answers whether it is ours now.

        Raises OSError where the file cannot be opened.
        """
        if self._handle is not None:
            return True
        handle = os.open(self._path, os.O_CREAT | os.O_RDWR, _PRIVATE)
        try:
            _take(handle)
        except OSError:
            os.close(handle)
            return False
        self._handle = handle
        return True

    def release(self) -> None:
        """Give it back, if it is ours."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
