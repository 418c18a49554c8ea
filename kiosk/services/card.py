"""Everything the desk shows of one person: rights in every room, history, badge; writes nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.admission import decide
from kiosk.domain.checkpoints import Checkpoint, Direction, Kind
from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import Entry, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.domain.questions import Question
from kiosk.domain.verdict import Verdict
from kiosk.domain.visits import Visit
from kiosk.services.badge_due import with_badge
from kiosk.services.context import Context
from kiosk.services.facts import gather
from kiosk.services.find import found_of
from kiosk.services.identify import Identified, identify_person
from kiosk.services.shown_answers import shown_answers
from kiosk.store import journal, people, prints
from kiosk.store.moments import to_moment
from kiosk.store.prints import PrintLine
from kiosk.store.transact import reading
from kiosk.texts import N_


@dataclass(frozen=True, slots=True)
class RoomRight:
    """Whether the person would get into a room now, and why not."""

    checkpoint: Checkpoint
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One journal entry about the person. `undone` marks entries that no longer count."""

    entry_id: str
    kind: EntryKind
    at: datetime
    checkpoint: str
    direction: Direction | None
    station: str
    operator: str
    reason: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class PersonCard:
    """What the desk's card draws; `history` is newest first, `rooms` in the event's order.

    `answers` are those that staff should see: (question, answer as kept). `has_badge`: whether the
    registration comes with one at all.
    """

    person: Person
    tickets: tuple[Ticket, ...]
    rooms: tuple[RoomRight, ...]
    history: tuple[HistoryLine, ...]
    checked_in: Visit | None
    badge_code: str | None
    badge_owed: bool
    prints: tuple[PrintLine, ...]
    answers: tuple[tuple[Question, str], ...] = ()
    has_badge: bool = True


def person_card(ctx: Context, person_id: str) -> PersonCard:
    """The card of a person, gone ones too. Raises NotFoundError."""
    with reading(ctx.db):
        person = people.get(ctx.db, person_id)
        if person is None:
            raise NotFoundError(N_("Esa persona no está en la lista."))
        found = found_of(ctx, [person])[0]
        badge = people.badge_of(ctx.db, person_id)
        return PersonCard(
            person=person,
            tickets=found.tickets,
            rooms=_rooms(ctx, identify_person(ctx, person_id)),
            history=_history(journal.of_person(ctx.db, person_id)),
            checked_in=found.checked_in,
            badge_code=badge.badge_code if badge else None,
            badge_owed=found.badge_owed,
            prints=prints.of_person(ctx.db, person_id),
            answers=shown_answers(ctx, found.tickets),
            has_badge=bool(with_badge(ctx, [person])),
        )


def _rooms(ctx: Context, who: Identified) -> tuple[RoomRight, ...]:
    """The rights; that a question still waits takes none away."""
    now = ctx.clock()
    rooms = (c for c in ctx.event.checkpoints if c.kind is not Kind.ENTRANCE)
    facts = (gather(ctx, room, Direction.ENTRY, now, who) for room in rooms)
    return tuple(
        RoomRight(one.checkpoint, decide(replace(one, questions_supported=False))) for one in facts
    )


def _history(entries: list[Entry]) -> tuple[HistoryLine, ...]:
    undone = {str(e.payload.get("undoes")) for e in entries if e.kind is EntryKind.UNDONE}
    return tuple(_line(entry, undone=entry.id in undone) for entry in reversed(entries))


def _line(entry: Entry, *, undone: bool) -> HistoryLine:
    return HistoryLine(
        entry_id=entry.id,
        kind=entry.kind,
        at=to_moment(entry.at),
        checkpoint=entry.checkpoint or "",
        direction=entry.direction,
        station=entry.station,
        operator=entry.operator,
        reason=str(entry.payload.get("reason") or ""),
        undone=undone,
    )
