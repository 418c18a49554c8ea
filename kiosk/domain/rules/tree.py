"""The condition tree and the world it is asked about, as plain values; evaluates nothing.

The tree is JSON logic (https://jsonlogic.com): a call of an operator, a tuple of nodes, or a
plain value. pretix's check-in rules are read into it and our own policies are written in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import TypeAlias

from kiosk.domain.catalogue import EventDate
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Call:
    """An operator and what it is applied to. `op` may be one that nobody knows."""

    op: str
    args: tuple[Node, ...]


Node: TypeAlias = "Call | tuple[Node, ...] | str | int | float | bool | None"
"""A tree, or a part of one."""


class Variable(StrEnum):
    """What a tree may ask the world: pretix's variables, then ours."""

    PRODUCT = "product"
    VARIATION = "variation"
    GATE = "gate"
    NOW = "now"
    WEEKDAY = "now_isoweekday"
    ENTRY_STATUS = "entry_status"
    ENTRIES_NUMBER = "entries_number"
    ENTRIES_TODAY = "entries_today"
    ENTRIES_DAYS = "entries_days"
    SINCE_LAST = "minutes_since_last_entry"
    SINCE_FIRST = "minutes_since_first_entry"
    DATE = "date"
    INVITED = "invited"
    MEMBER = "member"
    ROLE = "role"
    INSIDE = "inside"
    LIST_AGE = "list_age"


class RuleError(Exception):
    """A tree that cannot be evaluated. `what` names the part that is at fault, never personal."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True, slots=True)
class World:
    """What the variables stand for at one moment.

    `visits` are this person's at this checkpoint by true time, with the implied exits put in.
    `whole` is the event itself, `date` the ticket's sub-event (None without): it wins over the
    event. `inside` is the head count, `list_at` when the invitation list was loaded.
    """

    now: datetime
    timezone: tzinfo
    visits: Sequence[Visit] = ()
    product: str = ""
    variation: str = ""
    gate: str = ""
    date: EventDate | None = None
    whole: EventDate = field(default_factory=EventDate)
    roles: tuple[str, ...] = ()
    invited: bool = False
    member: bool = False
    inside: int = 0
    list_at: datetime | None = None


class ConditionKind(StrEnum):
    """What one leaf of a tree asks for, in words that texts can be made of.

    params by kind: PRODUCT, VARIATION, GATE, DATE, ROLE {"names": tuple of labels or ids} · AFTER,
    BEFORE {"moment": aware datetime in the event's zone, tolerance applied} · WEEKDAY {"days":
    tuple of 1..7} · *_MOST, *_LEAST {"limit": int, "value": int} (entries, days or minutes; with
    "since" or "before": aware datetime, always for WITHIN_*, for DAYS_* where the rule has one) ·
    PLACES {"capacity", "inside"} ·
    FRESH {"minutes", "list_at"} · BROKEN {"what"} · OTHER {"what"}.
    """

    PRODUCT = "product"
    VARIATION = "variation"
    GATE = "gate"
    DATE = "date"
    AFTER = "after"
    BEFORE = "before"
    WEEKDAY = "weekday"
    ENTRIES_MOST = "entries_most"
    ENTRIES_LEAST = "entries_least"
    TODAY_MOST = "today_most"
    TODAY_LEAST = "today_least"
    DAYS_MOST = "days_most"
    DAYS_LEAST = "days_least"
    WITHIN_MOST = "within_most"
    WITHIN_LEAST = "within_least"
    SINCE_LAST_LEAST = "since_last_least"
    SINCE_LAST_MOST = "since_last_most"
    SINCE_FIRST_LEAST = "since_first_least"
    SINCE_FIRST_MOST = "since_first_most"
    IS_INSIDE = "is_inside"
    IS_OUTSIDE = "is_outside"
    INVITED = "invited"
    MEMBER = "member"
    ROLE = "role"
    PLACES = "places"
    FRESH = "fresh"
    BROKEN = "broken"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Condition:
    """One leaf of a tree, asked. `met` is None where it could not be evaluated.

    "most" and "least" limits are inclusive: ENTRIES_MOST with limit 3 lets a fourth entry not in
    (the rule says entries_number < 3 or <= 2), for the entry that is asked for counts; so in all
    MOST of entries and days but those with "before". "Never entered yet", as editors write it
    (minutes_since_last_entry <= -1), is ENTRIES_MOST with limit 1. `group` numbers the alternative
    that it belongs to: conditions of one group must all hold, one group is enough.
    """

    kind: ConditionKind
    met: bool | None
    params: Mapping[str, object] = field(default_factory=dict)
    group: int = 0
