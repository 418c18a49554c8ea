"""Which registration sources this profile has: add, list, open, remove; synchronises nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.services.context import Context
from kiosk.sources.interface import Source


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """A source to be added: `kind` is one of KINDS, `name` what Ticket.source will say.

    `settings` are JSON values that the kind's factory reads, and never hold a secret. `secret`
    (a token) is kept apart from the store and is not shown again.
    """

    name: str
    kind: str
    settings: Mapping[str, object] = field(default_factory=dict)
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source of this profile, without its secret."""

    name: str
    kind: str
    settings: Mapping[str, object]
    added_at: datetime


def add(ctx: Context, source: SourceSettings) -> SourceEntry:
    """Keep a source; one of the same name and kind gets the new settings and goes on.

    Raises WrongUseError for an unknown kind or a name that another kind has.
    """
    raise NotImplementedError


def listed(ctx: Context) -> tuple[SourceEntry, ...]:
    """The sources of this profile in the order in which they were added."""
    raise NotImplementedError


def remove(ctx: Context, name: str, *, force: bool = False, wipe: bool = False) -> None:
    """Forget a source: its people count as gone, or are deleted with `wipe`.

    Raises NotFoundError, and WrongUseError while something waits to be sent; with `force` that is
    first written to undelivered-*.json in the profile.
    """
    raise NotImplementedError


def open_source(ctx: Context, name: str) -> Source:
    """The source of that name, ready to be asked; whoever opens it closes it.

    Each kind's module has `open_source(name, settings, secret, event) -> Source`. Raises
    NotFoundError, WrongUseError for settings that make no sense.
    """
    raise NotImplementedError
