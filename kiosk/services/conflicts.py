"""Double admissions as a supervisor reads them and puts them away; undoes no passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person
from kiosk.services.context import Context
from kiosk.store import journal, people
from kiosk.store.moments import maybe_moment, to_moment
from kiosk.store.transact import reading, writing
from kiosk.texts import N_


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

    def involves(self, station: str) -> bool:
        """Whether it happened at that station, by its name."""
        return station in (self.first.station, self.second.station)


def conflicts(ctx: Context, limit: int = 50) -> tuple[Conflict, ...]:
    """The newest that nobody has put away, whichever station found them, newest first."""
    with reading(ctx.db):
        found = journal.conflicts(ctx.db, limit)
        known = people.get_many(ctx.db, [e.person_id for e in found if e.person_id])
        about = journal.get_many(ctx.db, [str(e.payload.get("entry") or "") for e in found])
    return tuple(_conflict(entry, known, about) for entry in found)


def put_away(ctx: Context, entry_id: str, operator: str) -> None:
    """Note that somebody has seen to it: from then on no station shows it any more.

    `entry_id` is Conflict.entry_id. Once is enough: what was put away already stays as it is.
    NotFoundError where there is no such conflict.
    """
    with writing(ctx.db):
        entry = journal.get_many(ctx.db, [entry_id]).get(entry_id)
        if entry is None or entry.kind is not EntryKind.CONFLICT:
            raise NotFoundError(N_("Ese ingreso doble no está en el registro."))
        if entry_id not in {one.id for one in journal.open_conflicts_of(ctx.db, entry.person_id)}:
            return
        draft = Draft(
            kind=EntryKind.CONFLICT_SEEN,
            at=ctx.clock(),
            person_id=entry.person_id,
            ticket_id=entry.ticket_id,
            checkpoint=entry.checkpoint,
            operator=operator,
            payload={"conflict": entry_id},
        )
        journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


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
