"""Publishes this station's entries and reads the others', step by step; waits for nobody.

Each step is either of the store (short, within a transaction) or of the network (no store), so that
the threads of a program can do them each in their turn:

    plan -> send -> receive, until nothing waits; then fetch -> pieces -> take_in, until nothing is
    new. exchange() does all of it in one thread.

What was asked of the hub before (a claim) has its number. All else is published as the fact it
is, in the order of the journal: an entry that was let in while nobody answered stays, and where
another came before it, the two are noted as a conflict.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.domain.journal import Entry
from kiosk.hub.interface import LARGEST_BODY, Hub, Message, Outgoing, Unanswered
from kiosk.services.context import Context
from kiosk.services.hub_message import outgoing, understood
from kiosk.services.rehearsal import live_from
from kiosk.services.take_in import TakenIn, number_own, pieces, take_in
from kiosk.store import hub_replica
from kiosk.store.transact import at_full_stretch, reading, writing

AT_ONCE = 100
"""Entries published between two looks at the store."""
FETCHED_SOME, FETCHED = 5_000, 20_000
"""Messages read between two looks at the store: few at first, so that it begins soon."""
ALONE = 20_000
"""Messages of one transaction where no scan of the same program can wait for it."""
PATIENCE = 5.0
"""Seconds that nobody waits for at a door: how long one publication may take."""


@dataclass(frozen=True, slots=True)
class Sent:
    """Entries that the hub has taken, with their numbers."""

    entry: Entry
    number: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What an exchange did: entries published, and what was taken in."""

    published: int
    taken: TakenIn


def name_station(ctx: Context, name: str) -> None:
    """Tell by which name the hub knows this station (Membership.station): so own entries are known.

    Until it is told, the token of the station's name stands for it.
    """
    if hub_replica.station(ctx.db) != name:
        with writing(ctx.db):
            hub_replica.note_station(ctx.db, name)


def follow_stream(ctx: Context, stream: str) -> bool:
    """Begin anew where the hub's record is another one than before; whether it was.

    `stream` is Health.stream, "" while nobody knows it.
    """
    known = hub_replica.stream(ctx.db)
    if not stream or stream == known:
        return False
    with writing(ctx.db):
        hub_replica.begin(ctx.db, stream)
    return bool(known)


def plan(ctx: Context, most: int = AT_ONCE) -> tuple[Entry, ...]:
    """The own entries to be published next, oldest first; () for nothing.

    A rehearsal is told to nobody, nor is what was rehearsed before.
    """
    if ctx.station.rehearsal:
        return ()
    with reading(ctx.db):
        return tuple(hub_replica.outbox(ctx.db, live_from(ctx.db), most))


def waiting(ctx: Context) -> int:
    """How many own entries the others do not know yet."""
    return 0 if ctx.station.rehearsal else hub_replica.waiting(ctx.db, live_from(ctx.db))


def send(hub: Hub, planned: Iterable[Entry], patience: float = PATIENCE) -> tuple[Sent, ...]:
    """Publish entries in their order, up to the first that gets no answer; touches no store."""
    sent = []
    for entry in planned:
        answer = hub.publish(_fitting(outgoing(entry)), patience)
        if isinstance(answer, Unanswered) or not answer.seq:
            break
        sent.append(Sent(entry, answer.seq))
    return tuple(sent)


def receive(ctx: Context, sent: Iterable[Sent]) -> None:
    """Keep the numbers that the hub has answered."""
    with writing(ctx.db):
        for one in sent:
            number_own(ctx, one.entry, one.number)
        hub_replica.note_published(ctx.db)


def fetch(hub: Hub, cursor: int, wait: float = 0.0, most: int = FETCHED_SOME) -> Sequence[Message]:
    """What the hub holds behind the cursor, read; waits up to `wait` seconds; touches no store."""
    return understood(hub.events_from(cursor, most, wait))


def cursor(ctx: Context) -> int:
    """The number of the last message that was taken in."""
    return hub_replica.cursor(ctx.db).seq


def exchange(ctx: Context, hub: Hub) -> Shared:
    """Everything there is to publish and to read now, in one thread."""
    follow_stream(ctx, hub.health().stream)
    published, taken = 0, TakenIn()
    while True:
        taken += _read_all(ctx, hub)  # our own too: then it shows whether somebody came before them
        planned = plan(ctx)
        sent = send(hub, planned)
        receive(ctx, sent)
        published += len(sent)
        if not sent:
            return Shared(published, taken)


def _read_all(ctx: Context, hub: Hub) -> TakenIn:
    """Take in what is there; the next are on their way while the store is at work."""
    taken, most = TakenIn(), FETCHED_SOME
    with ThreadPoolExecutor(1) as ahead, at_full_stretch(ctx.db), _unswept():
        coming = ahead.submit(fetch, hub, cursor(ctx), most=most)
        while messages := coming.result():
            most = min(2 * most, FETCHED)
            coming = ahead.submit(fetch, hub, messages[-1].seq, most=most)
            for piece in pieces(messages, ALONE):
                taken += take_in(ctx, piece)
    return taken


@contextmanager
def _unswept() -> Iterator[None]:
    """Without looking for cycles: a hundred thousand messages have none, and each is looked at."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def _fitting(message: Outgoing) -> Outgoing:
    """The message; one that no server takes is told without its content, so that the rest goes on.

    No use case writes such an entry; a long note pasted by accident must not stop a station.
    """
    if len(message.body) < LARGEST_BODY:
        return message
    return Outgoing(message.entry_id, message.kind, message.key, b"{}")
