"""Takes in what the hub holds: replica, effect and cursor in one transaction; asks nobody.

What the hub says of this station's own entries gives them their numbers. An own entry that the hub
holds and this file does not (it was lost between the answer and the disk, or with the disk) comes
back into the own chain.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.settings import StationRole
from kiosk.hub.interface import Message
from kiosk.hub.subjects import token
from kiosk.services.context import Context
from kiosk.services.hub_doubles import note_double
from kiosk.services.hub_message import (
    Understood,
    incoming,
    key_of,
    passage_key,
    without_private,
)
from kiosk.store import hub_replica, journal
from kiosk.store.hub_replica import Held, Unread, Whose
from kiosk.store.projections import apply, apply_others
from kiosk.store.transact import writing
from kiosk.texts import N_, _

PIECE = 40
"""Messages of one transaction while scans may wait for it: about five milliseconds."""
BETWEEN = 250
"""Messages after which a longer catch-up looks whether it may go on: some ten milliseconds."""
_LEAN = (StationRole.DOOR, StationRole.SELF_SERVICE)
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


def take_in(
    ctx: Context, messages: Iterable[Message], go_on: Callable[[], bool] | None = None
) -> TakenIn:
    """Take the next messages behind the cursor, in the hub's order; known ones change nothing.

    All in one transaction, or as many as were taken when `go_on` said no: it is asked every
    BETWEEN messages, so that a long catch-up gives way to a scan. The cursor tells how far it came.
    """
    taken = TakenIn()
    with writing(ctx.db):
        cursor = hub_replica.cursor(ctx.db)
        new = [message for message in messages if message.seq > cursor.seq]
        for piece in pieces(new, BETWEEN if go_on is not None else len(new) or 1):
            taken += _Taking(ctx, piece).take()
            said = ((message.seq, message.entry_id, message.body) for message in piece)
            cursor = cursor.past_all(said)
            if go_on is not None and not go_on():
                break
        if new:
            hub_replica.move(ctx.db, cursor)
        if taken.own:
            hub_replica.note_published(ctx.db)
    return taken


def take_ahead(ctx: Context, message: Message) -> None:
    """Take one message before those in front of it: the cursor will come by."""
    with writing(ctx.db):
        _Taking(ctx, [message]).take()


def number_own(ctx: Context, entry: Entry, number: int) -> None:
    """Give an own entry the number that the hub has answered; one that it has stays."""
    if hub_replica.number_of(ctx.db, entry.id) is None:
        _put(ctx, entry, number, Whose.TOLD)
        apply(ctx.db, entry, number)


def add_own(ctx: Context, entry: Entry, number: int) -> Entry:
    """Write an own entry that has its number already: the hub was asked before it counted."""
    _put(ctx, entry, number, Whose.ASKED)
    return journal.add(ctx.db, entry, number)


class _Taking:
    """Some messages on their way in: others' entries together, our own each by itself."""

    def __init__(self, ctx: Context, messages: Sequence[Message]) -> None:
        self._ctx = ctx
        self._messages = [message for message in messages if message.entry_id]
        self._name = hub_replica.station(ctx.db) or token(ctx.station.name)
        self._lean = ctx.station.role in _LEAN
        self._others: list[Held] = []
        self._taken = TakenIn()

    def take(self) -> TakenIn:
        """Take them all."""
        if not self._messages:
            return self._taken
        db = self._ctx.db
        known = hub_replica.known_among(db, self._messages[0].seq, self._messages[-1].seq)
        own = journal.own_among(db, [message.entry_id for message in self._messages])
        for message in self._messages:
            self._one(message, known.get(message.seq), own)
        self._write_others()
        return self._taken

    def _one(self, message: Message, whose: Whose | None, own: set[str]) -> None:
        entry = incoming(message)
        if whose is not None:
            self._pass(entry, whose)
        elif entry is None:
            unread = Unread(message.seq, message.entry_id, key_of(message))
            hub_replica.put_unread(self._ctx.db, unread, message.body, self._ctx.clock())
        elif entry.id in own:
            number_own(self._ctx, entry, message.seq)
            self._pass(entry, Whose.TOLD)
        elif message.station == self._name:
            self._write_others()
            _restore(self._ctx, entry)
            self._taken += TakenIn(own=1)
        else:
            self._others.append(self._held(message, entry))

    def _held(self, message: Message, entry: Entry) -> Held:
        """As it is kept here; who fetched it has made it ready where nothing is left out."""
        kept = without_private(entry) if self._lean else entry
        if kept is entry and isinstance(message, Understood) and message.held:
            return message.held
        return Held(kept, key_of(message), message.station)

    def _pass(self, entry: Entry | None, whose: Whose) -> None:
        """What was known already, now that all in front of it is known too.

        Only now can it be said whether somebody came before an own entry of which nobody was asked.
        """
        if whose is Whose.TOLD and entry is not None:
            self._write_others()
            double = note_double(self._ctx, entry)
            self._taken += TakenIn(own=1, conflicts=int(double is not None))

    def _write_others(self) -> None:
        if not self._others:
            return
        hub_replica.put(self._ctx.db, self._others, Whose.OTHERS, self._ctx.clock())
        apply_others(self._ctx.db, [held.entry for held in self._others])
        self._taken += TakenIn(others=len(self._others))
        self._others = []


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


def _put(ctx: Context, entry: Entry, number: int, whose: Whose) -> None:
    numbered = replace(entry, seq=number)
    hub_replica.put(ctx.db, [Held(numbered, passage_key(entry))], whose, ctx.clock())
