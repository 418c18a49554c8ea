"""Double admissions as a supervisor reads them: who, where, and at which two stations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.journal import Entry
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.store import journal, people
from kiosk.store.moments import maybe_moment, to_moment
from kiosk.store.transact import reading


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entries: at which station or device, and when (aware; None: not known)."""

    station: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody admitted twice where one may enter once; `found_at` is when a station noticed.

    `person` is None for a signed ticket of nobody known. `first` came first in the hub.
    """

    entry_id: str
    found_at: datetime
    checkpoint: str
    person: Person | None
    first: Side
    second: Side


def conflicts(ctx: Context, limit: int = 50) -> tuple[Conflict, ...]:
    """The newest ones, whichever station found them, newest first."""
    with reading(ctx.db):
        found = journal.conflicts(ctx.db, limit)
        known = people.get_many(ctx.db, [e.person_id for e in found if e.person_id])
        about = journal.get_many(ctx.db, [str(e.payload.get("entry") or "") for e in found])
    return tuple(_conflict(entry, known, about) for entry in found)


def _conflict(entry: Entry, known: dict[str, Person], about: dict[str, Entry]) -> Conflict:
    said = entry.payload
    second = about.get(str(said.get("entry") or ""))
    return Conflict(
        entry_id=entry.id,
        found_at=to_moment(entry.at),
        checkpoint=entry.checkpoint or "",
        person=known.get(entry.person_id or ""),
        first=Side(str(said.get("with") or ""), _moment(said.get("at"))),
        second=Side(entry.station, to_moment(second.at) if second else None),
    )


def _moment(text: object) -> datetime | None:
    try:
        return maybe_moment(str(text or ""))
    except ValueError:
        return None
