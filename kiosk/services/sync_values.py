"""What synchronisation tells, as values for screens, command line and JSON; does nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kiosk.domain.delivery import Delivery
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.journal import EntryKind
from kiosk.domain.registration import RowProblem

Progress = Callable[[int, int | None], None]
"""Told (registrations done, registrations in all or None) after each piece that was stored."""


@dataclass(frozen=True, slots=True)
class Applied:
    """What one batch changed here; counts are registrations, but `visits` and `conflicts`.

    `visits` are check-ins of the source that came or vanished. After `event_changed` the event is
    to be read anew (event_of_sources.reload_event). `done` of `total` as the batch said.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    revived: int = 0
    gone: int = 0
    visits: int = 0
    conflicts: int = 0
    rejected: tuple[RowProblem, ...] = ()
    event_changed: bool = False
    done: int = 0
    total: int | None = None

    def plus(self, other: Applied) -> Applied:
        """Both together; how far it has come is what the other one says."""
        return Applied(
            self.added + other.added,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.revived + other.revived,
            self.gone + other.gone,
            self.visits + other.visits,
            self.conflicts + other.conflicts,
            (*self.rejected, *other.rejected),
            event_changed=self.event_changed or other.event_changed,
            done=other.done,
            total=other.total,
        )


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """One journal entry on its way to a source, for people to see.

    `words` are the server's, or ours where it was never asked. `person` is a name, "" where
    nobody is known. `settled_by` and `settled_why` are set where somebody gave it up.
    """

    entry_id: str
    source: str
    state: Delivery
    kind: EntryKind
    at: datetime
    checkpoint: str
    person_id: str
    person: str
    words: str
    status: int
    attempts: int
    updated_at: datetime
    settled_by: str = ""
    settled_why: str = ""


@dataclass(frozen=True, slots=True)
class Mishap:
    """What went wrong the last time; `message` is a msgid that `params` fill."""

    trouble: Trouble
    message: str
    at: datetime
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How a source stands. `list_at`: when all of it was last known, None for never.

    `people` are living registrations, `waiting` and `refused` journal entries. `clock_seconds` is
    the server's time minus ours. `next_at`: when to try again by itself, None while `suspended`:
    then somebody must act first. `told_elsewhere`: another station gives back to it.
    """

    name: str
    kind: str
    list_at: datetime | None
    people: int
    waiting: int
    refused: int
    error: Mishap | None
    suspended: bool
    clock_seconds: float | None
    next_at: datetime | None
    pulling: bool = False
    told_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run with a source did. `sent` entries had an answer: `accepted`, refused, waiting.

    `refused` are those of this run that the server does not take. `error` is what stopped the run
    before its end; what was done until then stands.
    """

    source: str
    full: bool = False
    sent: int = 0
    accepted: int = 0
    waiting: int = 0
    refused: tuple[DeliveryRow, ...] = ()
    pulled: Applied = field(default_factory=Applied)
    error: SourceError | None = None

    @property
    def complete(self) -> bool:
        """Whether it came to its end."""
        return self.error is None
