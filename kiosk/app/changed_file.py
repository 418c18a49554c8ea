"""Whether a file was written again since it was looked at last; opens nothing."""

from __future__ import annotations

from pathlib import Path


class ChangedFile:
    """One file, as it is when this is made."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen = self._now()

    def changed(self) -> bool:
        """Whether it is another one than at the last look; one that is away changes nothing."""
        before, now = self._seen, self._now()
        self._seen = now or before
        return now is not None and now != before

    def _now(self) -> tuple[int, int, int] | None:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
