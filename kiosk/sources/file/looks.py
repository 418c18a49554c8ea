"""Which file is the list now, and whether it may be read yet; opens no file.

A file changes where its name, its size or its time differ. Content is compared by whoever reads.
"""

from __future__ import annotations

import stat
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.feed import Cursor, SourceError, Trouble
from kiosk.texts import N_

QUIET_SECONDS = 10
"""A file this old is not being written any more."""
LASTING_SECONDS = 120
"""A file this old that cannot be read will not become a list by waiting."""
SETTLE_SECONDS = 2.0
"""After this long a younger file is looked at again: sizes grow while something is copied."""
_ENDINGS = frozenset(
    {".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json", ".jsonl", ".ndjson"}
)
_NOT_LISTS = ("~$", ".")


@dataclass(frozen=True, slots=True)
class Look:
    """A file as its folder tells it: size in bytes, time of the last change in nanoseconds."""

    path: Path
    size: int
    mtime_ns: int

    def cursor(self, sha256: str, how: str) -> Cursor:
        """What is remembered of a list that was read; `how` is Reading.mark."""
        return {
            "file": self.path.name,
            "size": str(self.size),
            "mtime_ns": str(self.mtime_ns),
            "sha256": sha256,
            "how": how,
        }


def same_stamp(before: Cursor, look: Look, how: str) -> bool:
    """Whether that file was read already as it stands, so that it need not be opened."""
    return dict(before) == look.cursor(before.get("sha256", ""), how)


def older(look: Look, before: Cursor) -> bool:
    """Whether it is another file than the one that was read, and no newer: none goes back to it."""
    other = look.path.name != before.get("file")
    return other and look.mtime_ns < int(before.get("mtime_ns", "0"))


def quiet(look: Look, earlier: Collection[Look], now_ns: int) -> bool:
    """Whether nobody writes it any more: it is old, or has not changed since an earlier look.

    Clocks of servers and sticks may be wrong, so a time in the future says nothing.
    """
    return look in earlier or unchanged_for(look, QUIET_SECONDS, now_ns)


def unchanged_for(look: Look, seconds: int, now_ns: int) -> bool:
    """Whether the file was changed last at least so long ago."""
    return now_ns - look.mtime_ns >= seconds * 1_000_000_000


def look_at(path: Path) -> tuple[Look, ...]:
    """The file itself, or the lists of the folder, newest first; SourceError where it is away."""
    try:
        if not path.is_dir():
            return (_look(path),)
        inside = [each for each in path.iterdir() if _may_be_list(each.name)]
    except PermissionError as error:
        why = error.strerror or str(error)
        message = N_("No se pudo leer {file}: {why}")
        raise SourceError(Trouble.RIGHTS, message, file=path.name, why=why) from error
    except OSError as error:
        raise vanished(path.name) from error
    looks = [look for each in inside if (look := _if_there(each))]
    return tuple(sorted(looks, key=lambda look: (-look.mtime_ns, look.path.name)))


def vanished(name: str) -> SourceError:
    """A file that is not there: deleted, or its stick unplugged, or its server away."""
    sentence = N_(
        "No se encuentra {file}. Si está en una memoria USB o en la red, vuelva a conectarla. "
        "La lista ya leída queda como estaba."
    )
    return SourceError(Trouble.UNREACHABLE, sentence, file=name)


def _look(path: Path) -> Look:
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise FileNotFoundError(path)
    return Look(path, found.st_size, found.st_mtime_ns)


def _if_there(path: Path) -> Look | None:
    """The file, unless it went away meanwhile or is none."""
    try:
        return _look(path)
    except OSError:
        return None


def _may_be_list(name: str) -> bool:
    """By the name: a folder also holds pictures, and the locks of office programs."""
    return Path(name).suffix.lower() in _ENDINGS and not name.startswith(_NOT_LISTS)
