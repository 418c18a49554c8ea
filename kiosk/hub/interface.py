"""What every hub does for a station: claim, publish, read on, tell its health; knows no store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A journal entry on its way to the others.

    `entry_id` makes a repeat harmless, `kind` and `key` are tokens of the subject (subjects.py),
    `body` is the entry's content without its chain, less than LARGEST_BODY bytes.
    """

    entry_id: str
    kind: str
    key: str
    body: bytes


LARGEST_BODY = 1_000_000
"""Bytes; the server takes 1 MiB with all headers. An entry has some hundreds."""


PATIENCE = 3.0
"""Seconds that a hub may take for many messages at once, where nobody stands at a door."""


class Message(msgspec.Struct, frozen=True):
    """An entry as the hub holds it: `seq` counts all entries of the event from 1, in one order.

    `station` is who wrote it, as the server has checked. `entry_id` is empty for what is no
    entry; a reader steps over such a message.
    """

    seq: int
    entry_id: str
    station: str
    kind: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Record:
    """The last word on one thing of the list: `seq` counts all that was said of all of them.

    Where something was said again, its former number is gone: numbers rise and have gaps.
    """

    seq: int
    kind: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Saying:
    """A word on one thing of the list, in one view; `kind` and `key` are tokens of the subject."""

    view: str
    kind: str
    key: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Won:
    """The entry stands in the hub under that number, and nobody came between."""

    seq: int


@dataclass(frozen=True, slots=True)
class Behind:
    """Somebody was quicker: the last message of that key, which this station did not know."""

    message: Message


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Nobody can say now: the hub did not answer in time. The entry may or may not stand there."""


Claimed = Won | Behind | Unanswered


class Trouble(StrEnum):
    """Why there is no hub, as far as it can be told; the words for people stand elsewhere."""

    NONE = ""
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    """The server does not know this station's key: never joined there, or revoked."""
    CERTIFICATE = "certificate"
    """Whoever answers there is not this event's hub."""


@dataclass(frozen=True, slots=True)
class Health:
    """Whether the hub answers, by which server, and the last round trip in milliseconds.

    `stream` names the hub's record: it changes where a hub lost everything and began anew, and
    then numbers known before mean nothing any more. Empty until it is known. `roster` is the same
    of the list.
    """

    connected: bool
    server: str = ""
    round_trip_ms: float | None = None
    trouble: Trouble = Trouble.NONE
    stream: str = ""
    roster: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """The last sign of life of a station: what it said, and the time of our clock (Unix ms)."""

    body: bytes
    at_ms: int


@dataclass(frozen=True, slots=True)
class Node:
    """One server of the hub; `behind` counts the entries that it has not yet got."""

    name: str
    online: bool
    leads: bool = False
    behind: int = 0


@dataclass(frozen=True, slots=True)
class Survey:
    """The hub asked just now: its servers, the entries it holds, and the number of the last.

    `records` counts those of the list, in both views.
    """

    nodes: tuple[Node, ...]
    entries: int
    last_seq: int
    stored_bytes: int
    records: int = 0


class Hub(Protocol):
    """The way to the other stations.

    Every call may be made from any thread and waits no longer than it is told to; none raises for
    what a network may do.
    """

    def claim(self, entry: Outgoing, expected: int, deadline: float) -> Claimed:
        """Publish the entry if the last message of its kind and key is number `expected`.

        `expected` is 0 where this station knows of none. `deadline` is in seconds from now.
        """
        ...

    def publish(self, entry: Outgoing, deadline: float) -> Won | Unanswered:
        """Publish a fact, whatever others said before it."""
        ...

    def events_from(
        self, cursor: int, limit: int, wait: float, patience: float = PATIENCE
    ) -> Sequence[Message]:
        """Up to `limit` messages behind number `cursor`, oldest first.

        Waits up to `wait` seconds for the first, and `patience` more for all of the answer; empty
        where there is none or no answer.
        """
        ...

    def put(self, view: str, kind: str, key: str, body: bytes, deadline: float) -> bool:
        """Say what is true now of one thing of the list, in a view; whether the hub has taken it.

        `kind` and `key` are tokens of the subject, `deadline` is in seconds from now. Only the
        station that holds the source may: of all others nothing is taken.
        """
        ...

    def put_all(self, said: Sequence[Saying], deadline: float) -> int:
        """Say several things without waiting for one before the next.

        Answers how many of them the hub has taken from the first on without a gap.
        """
        ...

    def records_from(self, cursor: int, limit: int, wait: float) -> Sequence[Record]:
        """Up to `limit` records behind number `cursor`, in the view of this station's role.

        Waits up to `wait` seconds for the first; empty where there is none or no answer. May wait
        in one thread while events_from() waits in another.
        """
        ...

    def beat(self, body: bytes) -> None:
        """Tell the others how this station is; lost where nobody hears it."""
        ...

    def beats(self) -> Mapping[str, Heard]:
        """The last sign of life of every station heard since this one connected, own included."""
        ...

    def health(self) -> Health:
        """How the hub is; asks nothing, tells what is known."""
        ...

    def survey(self, deadline: float) -> Survey | None:
        """Ask the hub for its servers and counts; None where most of it does not answer."""
        ...

    def close(self) -> None:
        """End within two seconds; what has not been answered stays unanswered."""
        ...
