"""Asks the hub for a passage before it counts; decides nothing itself.

The write transaction is held while it is asked, for LONGEST at most: nobody else at this station
can admit meanwhile, and what the hub answers and what is written are one thing.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from kiosk.domain.journal import Entry
from kiosk.hub.interface import Behind, Hub, Message, Unanswered, Won
from kiosk.services.context import Context
from kiosk.services.hub_message import is_claimed, outgoing, passage_key
from kiosk.services.take_in import add_own, take_ahead, take_in
from kiosk.store import hub_replica, journal

LONGEST = 0.4
"""Seconds that somebody at a door waits for the hub."""
_AT_ONCE = 500
"""Messages fetched at once to catch up with somebody who was quicker."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The entry to be written. `number` is its own in the hub; `unanswered`: nobody could say."""

    entry: Entry
    number: int = 0
    unanswered: bool = False


def settle(
    ctx: Context, attempt: Callable[[], Entry], now: Callable[[], float] = time.monotonic
) -> Settled:
    """Ask the hub for the entry that `attempt` makes, until it is ours or is another one.

    Where somebody was quicker, what they did is taken in, and `attempt` decides anew. Call it
    inside the transaction in which the entry is written. `now` is a clock in seconds.
    """
    hub = ctx.hub
    entry = attempt()
    if hub is None or ctx.station.rehearsal:
        return Settled(entry)
    until = now() + LONGEST
    while _asks(ctx, entry):
        expected = hub_replica.last_passage(ctx.db, passage_key(entry), entry.person_id or "")
        left = until - now()
        answer = hub.claim(outgoing(entry), expected, left) if left > 0 else Unanswered()
        if isinstance(answer, Won):
            return Settled(entry, answer.seq)
        if isinstance(answer, Unanswered):
            return Settled(entry, unanswered=True)
        caught_up = _catch_up(ctx, hub, answer, lambda: until - now())
        entry = attempt()
        if not caught_up and _asks(ctx, entry):
            return Settled(entry, unanswered=True)  # who came between is known only in part
    return Settled(entry)


def write(ctx: Context, settled: Settled) -> Entry:
    """Write the entry, with its number where it has one."""
    if settled.number:
        return add_own(ctx, settled.entry, settled.number)
    return journal.add(ctx.db, settled.entry)


def _asks(ctx: Context, entry: Entry) -> bool:
    checkpoint = ctx.event.checkpoint(entry.checkpoint or "")
    return checkpoint is not None and is_claimed(entry, checkpoint)


def _catch_up(ctx: Context, hub: Hub, behind: Behind, left: Callable[[], float]) -> bool:
    """Take in all up to the message that came first; False where time allowed only that one."""
    wanted: Message = behind.message
    while (cursor := hub_replica.cursor(ctx.db).seq) < wanted.seq:
        if cursor + 1 == wanted.seq:  # the hub has told it already
            take_in(ctx, [wanted])
            return True
        remaining = left()
        found = hub.events_from(cursor, _AT_ONCE, remaining, 0.0) if remaining > 0 else ()
        if not found:
            take_ahead(ctx, wanted)
            return False
        take_in(ctx, found)
    return True
