"""Takes in what the hub holds: replica, effect and cursor in one transaction; asks nobody.

What the hub says of this station's own entries gives them their numbers. An own entry that the hub
holds and this file does not (it was lost between the answer and the disk, or with the disk) comes
back into the own chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.hub.interface import Message
from kiosk.hub.subjects import PASS, token
from kiosk.services.context import Context
from kiosk.services.hub_doubles import note_double
from kiosk.services.hub_message import incoming, passage_key
from kiosk.store import hub_replica, journal
from kiosk.store.hub_replica import Unread, Whose
from kiosk.store.projections import apply, apply_others
from kiosk.store.transact import writing
from kiosk.texts import N_, _

PIECE = 40
"""Messages of one transaction while scans may wait for it: about five milliseconds."""
_NEVER_ANSWERED = N_("La central respondió tarde: la persona no había entrado.")


@dataclass(frozen=True, slots=True)
class TakenIn:
    """How many messages were new here, of others and of our own, and the conflicts found."""

    others: int = 0
    own: int = 0
    conflicts: int = 0

    def __add__(self, other: TakenIn) -> TakenIn:
        return TakenIn(
            self.others + other.others, self.own + other.own, self.conflicts + other.conflicts
        )


def pieces(messages: Sequence[Message], most: int = PIECE) -> list[Sequence[Message]]:
    """The messages in parts for one transaction each."""
    return [messages[start : start + most] for start in range(0, len(messages), most)]


def take_in(ctx: Context, messages: Iterable[Message]) -> TakenIn:
    """Take the next messages behind the cursor, in the hub's order; known ones change nothing."""
    taken = TakenIn()
    with writing(ctx.db):
        cursor = before = hub_replica.cursor(ctx.db)
        for message in messages:
            if message.seq <= cursor.seq:
                continue
            taken += _take(ctx, message)
            cursor = cursor.past(message.seq, message.entry_id, message.body)
        if cursor != before:
            hub_replica.move(ctx.db, cursor)
        if taken.own:
            hub_replica.note_published(ctx.db)
    return taken


def take_ahead(ctx: Context, message: Message) -> None:
    """Take one message before those in front of it: the cursor will come by."""
    with writing(ctx.db):
        _take(ctx, message)


def number_own(ctx: Context, entry: Entry, number: int) -> None:
    """Give an own entry the number that the hub has answered; one that it has stays."""
    if hub_replica.number_of(ctx.db, entry.id) is None:
        _put(ctx, entry, number, Whose.TOLD)
        apply(ctx.db, entry, number)


def add_own(ctx: Context, entry: Entry, number: int) -> Entry:
    """Write an own entry that has its number already: the hub was asked before it counted."""
    _put(ctx, entry, number, Whose.ASKED)
    return journal.add(ctx.db, entry, number)


def _take(ctx: Context, message: Message) -> TakenIn:
    if not message.entry_id:
        return TakenIn()
    whose = hub_replica.whose(ctx.db, message.seq)
    entry = incoming(message)
    if whose is not None:
        return _passed(ctx, entry, whose)
    if entry is None:
        hub_replica.put_unread(ctx.db, _said(message), message.body, ctx.clock())
        return TakenIn()
    if journal.is_own(ctx.db, entry.id):
        number_own(ctx, entry, message.seq)
        return _passed(ctx, entry, Whose.TOLD)
    if message.station == token(ctx.station.name):
        _restore(ctx, entry)
        return TakenIn(own=1)
    _put(ctx, entry, message.seq, Whose.OTHERS)
    apply_others(ctx.db, entry, message.seq)
    return TakenIn(others=1)


def _passed(ctx: Context, entry: Entry | None, whose: Whose) -> TakenIn:
    """What was known already, now that all in front of it is known too.

    Only now can it be said whether somebody came before an own entry of which nobody was asked.
    """
    if whose is not Whose.TOLD or entry is None:
        return TakenIn()
    return TakenIn(own=1, conflicts=int(note_double(ctx, entry) is not None))


def _restore(ctx: Context, entry: Entry) -> None:
    """Our own entry comes back; who had been turned away meanwhile has not entered by it."""
    add_own(ctx, entry, entry.seq)
    if not hub_replica.was_abandoned(ctx.db, entry.id):
        return
    draft = Draft(
        kind=EntryKind.UNDONE,
        at=ctx.clock(),
        person_id=entry.person_id,
        ticket_id=entry.ticket_id,
        checkpoint=entry.checkpoint,
        direction=entry.direction,
        operator=entry.operator,
        payload={"undoes": entry.id, "reason": _(_NEVER_ANSWERED)},
    )
    journal.append(ctx.db, ctx.station.name, ctx.clock, draft)


def _said(message: Message) -> Unread:
    key = message.key if message.kind == PASS else ""
    return Unread(message.seq, message.entry_id, key)


def _put(ctx: Context, entry: Entry, number: int, whose: Whose) -> None:
    numbered = replace(entry, seq=number)
    hub_replica.put(ctx.db, numbered, whose, passage_key(entry), ctx.clock())
