"""Takes back a check-in, with a reason; deletes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person
from kiosk.services import claim
from kiosk.services.context import Context
from kiosk.services.find import entrances
from kiosk.services.signed import is_signed_id
from kiosk.store import journal, people, visits
from kiosk.store.transact import reading, writing
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class LastCheckIn:
    """The newest check-in of this station that still counts; no person for a signed ticket."""

    entry_id: str
    person: Person | None
    checkpoint: str
    at: datetime


def undo(ctx: Context, entry_id: str, reason: str, operator: str) -> Entry:
    """Take back an entry or exit: it no longer counts, and stays in the journal with its undoing.

    Another station's too. Raises WrongUseError without a reason, NotFoundError where there is no
    such visit (or no more).
    """
    why = reason.strip()
    if not why:
        raise WrongUseError(N_("Para deshacer hay que dar un motivo."))
    with writing(ctx.db):
        # the hub hears it at once, so that whoever is let in elsewhere now is let in after it
        settled = claim.settle(ctx, lambda: _undoing(ctx, entry_id, why, operator))
        return claim.write(ctx, settled)


def _undoing(ctx: Context, entry_id: str, reason: str, operator: str) -> Entry:
    undone = journal.get(ctx.db, entry_id)
    if undone is None or not visits.exists(ctx.db, entry_id):
        raise NotFoundError(N_("Ese ingreso ya no existe: no hay nada que deshacer."))
    draft = Draft(
        kind=EntryKind.UNDONE,
        at=ctx.clock(),
        person_id=undone.person_id,
        ticket_id=undone.ticket_id,
        checkpoint=undone.checkpoint,
        direction=undone.direction,
        operator=operator,
        payload={"undoes": entry_id, "reason": reason},
    )
    return journal.prepare(ctx.station.name, ctx.clock, draft)


def last_check_in(ctx: Context) -> LastCheckIn | None:
    """The newest entry at an entrance that this station recorded, or None."""
    with reading(ctx.db):
        visit = visits.last_entry_of_station(ctx.db, ctx.station.name, entrances(ctx))
        person = people.get(ctx.db, visit.person_id) if visit else None
    if visit is None or (person is None and not is_signed_id(visit.person_id)):
        return None
    return LastCheckIn(visit.entry_id, person, visit.checkpoint, visit.at)
