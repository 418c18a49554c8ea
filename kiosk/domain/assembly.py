"""Member assemblies as values: calls, quorum, who represents whom; the tally is in quorum.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from kiosk.domain.checkpoints import Localised


class AssemblyKind(StrEnum):
    """What sort of assembly it is."""

    ORDINARY = "ordinary"
    EXTRAORDINARY = "extraordinary"


class CountedBy(StrEnum):
    """What a quorum counts."""

    ORGANISATIONS = "organisations"
    VOTES = "votes"


class Capacity(StrEnum):
    """As what somebody represents an organisation."""

    VOTER = "voter"
    ALTERNATE = "alternate"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True)
class Share:
    """How many are needed: a number, or a percentage of all; `above` where more than that."""

    number: Decimal
    percent: bool = False
    above: bool = False


@dataclass(frozen=True, slots=True)
class CallTo:
    """One call to the assembly: from when it counts (aware), and the quorum it needs."""

    at: datetime
    quorum: Share
    by: CountedBy = CountedBy.ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Assembly:
    """One assembly of the event, held at a checkpoint.

    `calls` are in the order of their times. `organisations` and `votes` are the totals that
    percentages are of, None for those of the roll. `request` is the share of organisations whose
    request calls an assembly (LACNIC: 20 %).
    """

    id: str
    name: Localised
    checkpoint: str
    kind: AssemblyKind = AssemblyKind.ORDINARY
    calls: tuple[CallTo, ...] = ()
    organisations: int | None = None
    votes: int | None = None
    request: Share = field(default_factory=lambda: Share(Decimal(20), percent=True))


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation of the roll. `key` is its folded name."""

    key: str
    name: str
    votes: int = 1


@dataclass(frozen=True, slots=True)
class Mandate:
    """That a person represents an organisation (`member_key`) at an assembly."""

    person_id: str
    member_key: str
    capacity: Capacity = Capacity.VOTER
