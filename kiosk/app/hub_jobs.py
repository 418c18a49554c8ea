"""What the line to the other stations asks of the store and of the hub, each as one job."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.domain.journal import Entry
from kiosk.hub.interface import Hub, Message
from kiosk.services import share
from kiosk.services.context import Context
from kiosk.services.share import Sent
from kiosk.services.stations import beat
from kiosk.services.take_in import TakenIn, take_in
from kiosk.store import journal

BUSY_SECONDS = 0.005
"""How long the store is to be busy with what came before it looks what else there is."""
LONG_SECONDS, MANY = 0.05, 20
"""The same for a station that has more pieces than that to catch up; a scan ends it sooner."""
WAIT = 3.0
"""Seconds that a reading thread waits for the next message."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """Messages of the record `stream`; nobody can tell of which one where it is another now."""

    stream: str
    messages: Sequence[Message]


@dataclass(frozen=True, slots=True)
class Planned:
    """Own entries to be told next, and how many wait in all."""

    entries: tuple[Entry, ...]
    waiting: int


@dataclass(frozen=True, slots=True)
class Took:
    """How many pieces were taken in, what they brought, and up to which message."""

    pieces: int
    taken: TakenIn
    cursor: int


@dataclass(frozen=True, slots=True)
class Sign:
    """What this station says of itself, and what its window shows of it."""

    body: bytes
    waiting: int
    conflicts: int


# without the store


def fetch(hub: Hub, cursor: int) -> Fetched:
    """What comes next; nothing of a record that was another one before it was asked."""
    before = hub.health().stream
    messages = share.fetch(hub, cursor, WAIT)
    after = hub.health().stream
    return Fetched(after, messages if after == before else ())


# in the store's thread


def follow(ctx: Context, stream: str) -> int:
    """Begin anew where the hub has another record now; the number to read on from."""
    share.follow_stream(ctx, stream)
    return share.cursor(ctx)


def take_some(ctx: Context, parts: Sequence[Sequence[Message]], urgent: Callable[[], bool]) -> Took:
    """Take as many pieces as nobody has to wait for, one at least, in one transaction.

    Of a few pieces the time is short; who joins late has thousands, and each transaction costs as
    much as a hundred of its messages.
    """
    ends = time.perf_counter() + (LONG_SECONDS if len(parts) > MANY else BUSY_SECONDS)
    messages = [message for part in parts for message in part]
    taken = take_in(ctx, messages, lambda: not urgent() and time.perf_counter() < ends)
    cursor = share.cursor(ctx)
    return Took(sum(part[-1].seq <= cursor for part in parts), taken, cursor)


def plan(ctx: Context) -> Planned:
    """What is to be told next."""
    return Planned(share.plan(ctx), share.waiting(ctx))


def receive(ctx: Context, sent: Sequence[Sent]) -> int:
    """Keep the numbers that the hub has answered; how many entries wait still."""
    share.receive(ctx, sent)
    return share.waiting(ctx)


def sign_of_life(ctx: Context, battery: int | None) -> Sign:
    """How this station is."""
    return Sign(beat(ctx, battery), share.waiting(ctx), journal.count_conflicts(ctx.db))
