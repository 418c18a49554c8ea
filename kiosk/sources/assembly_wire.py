"""The tables of event.toml that describe assemblies as they are written; holds no meaning."""

from __future__ import annotations

from datetime import datetime

import msgspec

from kiosk.domain.assembly import AssemblyKind, CountedBy
from kiosk.sources.wire_types import Amount, Words


class CallTable(msgspec.Struct, forbid_unknown_fields=True):
    """One [[assembly.call]]."""

    at: datetime
    quorum: Amount
    by: CountedBy = CountedBy.ORGANISATIONS


class AssemblyTable(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One [[assembly]]."""

    id: str
    name: Words
    checkpoint: str
    kind: AssemblyKind = AssemblyKind.ORDINARY
    organisations: int | None = None
    votes: int | None = None
    request: Amount = "20%"
    call: list[CallTable] = []
