"""What a new source is called, so that none takes the place of another one; keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kiosk.services.context import Context
from kiosk.sources.file.source import default_name as file_name
from kiosk.sources.http_feed.source import default_name as feed_name
from kiosk.store import sources as store

_PLACES: Mapping[str, tuple[str, ...]] = {
    "pretix": ("url", "organizer", "event"),
    "indico": ("url", "event"),
    "http": ("url",),
    "file": ("path",),
}
"""The settings that say where a source lies: the same place is the same source."""


def default_name(kind: str, settings: Mapping[str, object]) -> str:
    """What people know it by: "indico:46", "http:example.org", "file:people.csv".

    Raises SourceError for an address that is none.
    """
    match kind:
        case "http":
            return feed_name(str(settings["url"]))
        case "file":
            return file_name(Path(str(settings["path"])))
        case _:
            return f"{kind}:{settings['event']}"


def given_name(kind: str, name: str) -> str:
    """The name that somebody chose, with its kind before it. A "/" would name a list of it."""
    return f"{kind}:{name.strip().removeprefix(f'{kind}:').replace('/', '-')}"


def free_name(ctx: Context, kind: str, settings: Mapping[str, object]) -> str:
    """The default name, or that with a number where a source of another place has it."""
    wanted = found = default_name(kind, settings)
    number = 1
    while _taken(ctx, found, kind, settings):
        number += 1
        found = f"{wanted}-{number}"
    return found


def _taken(ctx: Context, name: str, kind: str, settings: Mapping[str, object]) -> bool:
    known = store.get(ctx.db, name)
    if known is None or known.kind != kind:
        return known is not None
    keys = _PLACES.get(kind, ())
    return any(_place(known.settings, key) != _place(settings, key) for key in keys)


def _place(settings: Mapping[str, object], key: str) -> str:
    """A slash at the end of an address makes no other place."""
    return str(settings.get(key, "")).strip().rstrip("/")
