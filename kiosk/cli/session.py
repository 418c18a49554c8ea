"""Opens the profile that a command works on and closes it again; holds no rule of the trade."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import typer

from kiosk.cli.output import progress
from kiosk.texts import _

if TYPE_CHECKING:
    from kiosk.services.context import Context
    from kiosk.sources.interface import Source


@dataclass(frozen=True, slots=True)
class Globals:
    """What stands before the command; `profile` is None where the default folder is meant."""

    profile: Path | None = None


def profile_folder(command: typer.Context) -> Path:
    """The folder of the profile: --profile, else the default of the system."""
    asked = cast("Globals | None", command.find_root().obj)
    if asked is not None and asked.profile is not None:
        return asked.profile
    from kiosk.services.profile import default_folder

    return default_folder()


@contextmanager
def session(command: typer.Context) -> Iterator[Context]:
    """The opened profile; NotFoundError where there is no event yet."""
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    context = open_profile(profile_folder(command))
    try:
        yield context
    finally:
        close(context.db)


@contextmanager
def shared(command: typer.Context, *, hear: bool = True) -> Iterator[Context]:
    """The opened profile for a command that writes: joined with the other stations if it has any.

    A hub that does not answer holds it up for less than a second and changes nothing else. `hear`:
    begin with what the others did.
    """
    from kiosk.hub.own import has_joined

    with session(command) as context:
        if not has_joined(context.folder):
            yield context
            return
        from kiosk.services.hub_brief import BRIEF, briefly_joined

        with briefly_joined(context, BRIEF if hear else 0.0) as member:
            yield member


def share_list(context: Context) -> Context:
    """Tell the other stations the list, or take it in; the same context for a station alone."""
    hub = context.hub
    if hub is None:
        return context
    from kiosk.services.list_line import exchange_list

    done = 0
    with progress(_("Lista común")) as step:

        def told(count: int) -> None:
            nonlocal done
            done += count
            if step is not None:
                step(done, done)

        return exchange_list(context, hub, told)


@contextmanager
def asked_sources(context: Context, *, wanted: bool) -> Iterator[tuple[Source, ...]]:
    """All sources of the profile, open, where they are wanted; else none."""
    if not wanted:
        yield ()
        return
    from kiosk.services import sources

    with ExitStack() as stack:
        found = []
        for entry in sources.listed(context):
            source = sources.open_source(context, entry.name)
            stack.callback(source.close)
            found.append(source)
        yield tuple(found)
