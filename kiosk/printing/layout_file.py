"""Writes a layout as the TOML file that reads back as the same layout; draws nothing."""

from __future__ import annotations

from pathlib import Path

import msgspec
import tomli_w

from kiosk.domain.errors import FailureError
from kiosk.printing.backends.folder import write_whole
from kiosk.printing.layout import Layout, checked
from kiosk.texts import N_

_LONGEST = 100


def save(layout: Layout, path: Path) -> None:
    """Write the layout; a file that is there is replaced once the new one is whole.

    Raises WrongUseError for a layout that would not be read back, FailureError where it cannot be
    written.
    """
    text = written(checked(layout))
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=path, error=error.strerror
        ) from error


def written(layout: Layout) -> str:
    """The layout as TOML, without the keys that were left out when it was made."""
    plain = msgspec.to_builtins(msgspec.structs.replace(layout, folder=""))
    plain["element"] = [_kind_first(element) for element in plain["element"]]
    return _flat(tomli_w.dumps(plain))


def _kind_first(element: dict[str, object]) -> dict[str, object]:
    """What a reader looks for first comes first: what it is, then where; tables at the end."""
    order = ("kind", "field", "file", "side", "x", "y", "w", "h")
    first = {key: element[key] for key in order if key in element}
    return first | element


def _flat(text: str) -> str:
    """Lists on one line each where they fit: the writer gives every entry a line of its own.

    In its output only a list opens at a line's end, and only its close stands alone on a line.
    """
    done: list[str] = []
    opened: list[int] = []
    for line in text.split("\n"):
        done.append(line)
        if line.endswith("["):
            opened.append(len(done) - 1)
        elif line.strip() in ("]", "],") and opened:
            start = opened.pop()
            inner = " ".join(each.strip() for each in done[start + 1 : -1]).removesuffix(",")
            flat = f"{done[start]}{inner}{line.strip()}"
            if len(flat) <= _LONGEST:
                done[start:] = [flat]
    return "\n".join(done)
