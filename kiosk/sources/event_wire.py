"""The tables of event.toml as they are written; holds no meaning and checks shapes only."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import msgspec

from kiosk.domain.checkpoints import Admits, EntryRule, Kind, Level, OfflineRule
from kiosk.sources.assembly_wire import AssemblyTable
from kiosk.sources.catalogue_wire import CodesTable, DateTable, ProductTable, QuestionTable
from kiosk.sources.wire_types import Words


class Pattern(StrEnum):
    """The patterns of a role's band."""

    PLAIN = "plain"
    DIAGONALS = "diagonals"
    DOTS = "dots"
    CHEVRONS = "chevrons"
    RAILS = "rails"
    BARS = "bars"
    CHECKS = "checks"
    CROSSHATCH = "crosshatch"


class EventTable(
    msgspec.Struct,
    forbid_unknown_fields=True,
    rename={"first_day": "from", "last_day": "to"},
    kw_only=True,
):
    """[event]."""

    id: str
    name: Words
    timezone: str
    first_day: date
    last_day: date
    code: str = ""
    languages: list[str] = msgspec.field(default_factory=lambda: ["es", "pt", "en"])
    place: Words | None = None
    help_desk: Words | None = None
    lanyards: Words | None = None
    starts: datetime | None = None
    ends: datetime | None = None
    admission: datetime | None = None


class BadgeUseTable(msgspec.Struct, forbid_unknown_fields=True):
    """One [[badge.use]]."""

    layout: str = ""
    roles: list[str] = []
    products: list[str] = []
    none: bool = False


class BadgeTable(msgspec.Struct, forbid_unknown_fields=True):
    """[badge]."""

    layout: str = "a6"
    use: list[BadgeUseTable] = []


class CertificateTable(msgspec.Struct, forbid_unknown_fields=True):
    """[certificate]."""

    signer: str = ""
    role: Words | None = None
    text: Words | None = None


class RoleTable(msgspec.Struct, forbid_unknown_fields=True):
    """One [[role]]."""

    id: str
    label: Words
    color: str = "#0B3B5E"
    pattern: Pattern = Pattern.PLAIN
    icon: str = "user"
    dark_text: bool = False
    rank: int = 0


class SlotTable(msgspec.Struct, forbid_unknown_fields=True):
    """One [[checkpoint.slot]]."""

    opens: datetime | None = None
    closes: datetime | None = None


class CheckpointTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One [[checkpoint]]."""

    id: str
    name: Words
    short: Words | None = None
    kind: Kind = Kind.ROOM
    place: Words | None = None
    admits: Admits = Admits.EVERYONE
    roles: list[str] = []
    products: list[str] = []
    opens: datetime | None = None
    closes: datetime | None = None
    slot: list[SlotTable] = []
    early: str = "0m"
    entry: EntryRule = EntryRule.FREE
    capacity: int | None = None
    include_pending: bool = False
    offline: OfflineRule = OfflineRule.ADMIT
    stale_after: str | None = None
    override: Level = Level.SUPERVISOR
    source_ref: str = ""
    owner: str = ""
    date: str = ""
    addon_match: bool = False
    rules: object = ""
    everybody_out: object = None
    ends: str | list[str] = []


class EventFile(msgspec.Struct, forbid_unknown_fields=True):
    """The whole of event.toml."""

    event: EventTable
    badge: BadgeTable = msgspec.field(default_factory=BadgeTable)
    certificate: CertificateTable = msgspec.field(default_factory=CertificateTable)
    role: list[RoleTable] = []
    checkpoint: list[CheckpointTable] = []
    assembly: list[AssemblyTable] = []
    product: list[ProductTable] = []
    date: list[DateTable] = []
    question: list[QuestionTable] = []
    codes: CodesTable = msgspec.field(default_factory=CodesTable)
