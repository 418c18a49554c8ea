"""Checkpoints and their policies as plain values; decides nothing itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum

Localised = Mapping[str, str]
"""One text per language code; Spanish ("es") is always there."""


class Kind(StrEnum):
    """What a checkpoint is: a way in, a room, or a place that hands something out."""

    ENTRANCE = "entrance"
    ROOM = "room"
    HANDOUT = "handout"


class Admits(StrEnum):
    """Whose right it is to pass."""

    EVERYONE = "everyone"
    INVITED = "invited"
    ROLES = "roles"
    PRODUCTS = "products"
    MEMBERS = "members"


BY_LIST = (Admits.INVITED, Admits.MEMBERS)
"""Where a list that was loaded once says who may enter."""

BY_RIGHT = (*BY_LIST, Admits.ROLES)
"""Where an invitation means something."""


class EntryRule(StrEnum):
    """How often the same person may enter."""

    ONCE = "once"
    ONCE_PER_DAY = "once-per-day"
    RE_ENTRY = "re-entry"
    FREE = "free"


class OfflineRule(StrEnum):
    """What happens at a shared once-only checkpoint while the hub does not answer."""

    ADMIT = "admit"
    REFUSE = "refuse"
    ASK = "ask"


class Level(StrEnum):
    """What an operator may do, from least to most."""

    VOLUNTEER = "volunteer"
    DESK = "desk"
    SUPERVISOR = "supervisor"


class Direction(StrEnum):
    """Which way a scan goes."""

    ENTRY = "entry"
    EXIT = "exit"


@dataclass(frozen=True, slots=True)
class Slot:
    """One opening of a checkpoint; aware moments, `closes` excluded; None leaves the end open."""

    opens: datetime | None = None
    closes: datetime | None = None


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A place where scans happen, with its policy (the table of docs/event-file.md).

    `products` are names or ids of products; empty where any will do. `date` is the id of the only
    date that counts. `rules` is JSON logic as text, "" without. `everybody_out` is the local time
    of day at which nobody is inside any more. Entering here ends the presence at `ends`, "*" for
    every other room.
    """

    id: str
    name: Localised
    kind: Kind = Kind.ROOM
    admits: Admits = Admits.EVERYONE
    roles: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    slots: tuple[Slot, ...] = ()
    early: timedelta = timedelta(0)
    entry: EntryRule = EntryRule.FREE
    capacity: int | None = None
    include_pending: bool = False
    offline: OfflineRule = OfflineRule.ADMIT
    stale_after: timedelta | None = None
    override: Level = Level.SUPERVISOR
    place: Localised = field(default_factory=dict)
    source_ref: str = ""
    owner: str = ""
    short: Localised = field(default_factory=dict)
    date: str = ""
    addon_match: bool = False
    rules: str = ""
    everybody_out: time | None = None
    ends: tuple[str, ...] = ()

    @property
    def short_name(self) -> Localised:
        """The name for narrow places: `short` where the event gives one, else the whole name."""
        return self.short or self.name
