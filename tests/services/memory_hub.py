"""A hub for tests: one record with compare-and-set, and lines to it that fail as networks do.

It stands at the OS's edge. What a server does: an id is taken once (a repeat is answered with the
first number), a claim compares with the last message of its key over all stations, numbers have no
gaps. What a line may do: be cut, lose answers, deliver what was sent only later, hide messages.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from kiosk.hub import interface
from kiosk.hub.interface import (
    Behind,
    Claimed,
    Health,
    Heard,
    Message,
    Outgoing,
    Survey,
    Unanswered,
    Won,
)
from kiosk.hub.subjects import token


@dataclass
class Record:
    """What the hub holds: all entries, and the last value of everything of the list."""

    messages: list[Message] = field(default_factory=list)
    name: str = "first"
    list_name: str = "first list"
    said: int = 0
    listed: dict[tuple[str, str, str], interface.Record] = field(default_factory=dict)
    heard: dict[str, Heard] = field(default_factory=dict)

    def take(self, station: str, entry: Outgoing, expected: int | None) -> Claimed:
        """Append, or say who was quicker. `expected` None asks for nothing."""
        for message in self.messages:
            if message.entry_id == entry.entry_id:
                return Won(message.seq)
        last = self.last(entry)
        if expected is not None and (last.seq if last else 0) != expected:
            assert last is not None
            return Behind(last)
        number = len(self.messages) + 1
        self.messages.append(
            Message(number, entry.entry_id, station, entry.kind, entry.key, entry.body)
        )
        return Won(number)

    def say(self, one: interface.Saying) -> None:
        """Put a record in the place of the one before it."""
        self.said += 1
        record = interface.Record(self.said, one.kind, one.key, one.body)
        self.listed[one.view, one.kind, one.key] = record

    def last(self, entry: Outgoing) -> Message | None:
        """The last message of that key, whoever wrote it."""
        same = [m for m in self.messages if (m.kind, m.key) == (entry.kind, entry.key)]
        return same[-1] if same else None


@dataclass
class Line:
    """One station's way to the record.

    `cut`: nothing arrives and nothing is answered. `lost`: it arrives, nothing is answered.
    `late`: it arrives when arrive() is called, nothing is answered. `blind`: it shows no messages.
    `asked` counts claims that went out. `source`: it may tell the list, `room` so many words. `view`
    is the one that it reads of it.
    """

    record: Record
    name: str
    cut: bool = False
    lost: bool = False
    late: bool = False
    blind: bool = False
    source: bool = False
    room: int = 1_000_000
    view: str = "full"
    looks_connected: bool | None = None
    asked: int = 0
    before_claim: list = field(default_factory=list)
    on_the_way: list[tuple[Outgoing, int | None]] = field(default_factory=list)
    said: list[bytes] = field(default_factory=list)
    ears: dict[str, Heard] = field(default_factory=dict)
    now_ms: Callable[[], int] = lambda: time.time_ns() // 1_000_000

    def claim(self, entry: Outgoing, expected: int, deadline: float) -> Claimed:
        self.asked += 1
        while self.before_claim:
            self.before_claim.pop(0)()
        return self._sent(entry, expected)

    def publish(self, entry: Outgoing, deadline: float) -> Won | Unanswered:
        answer = self._sent(entry, None)
        assert not isinstance(answer, Behind)
        return answer

    def _sent(self, entry: Outgoing, expected: int | None) -> Claimed:
        if self.cut:
            return Unanswered()
        if self.late:
            self.on_the_way.append((entry, expected))
            return Unanswered()
        answer = self.record.take(token(self.name), entry, expected)
        return Unanswered() if self.lost else answer

    def arrive(self) -> None:
        """What was on its way arrives now."""
        while self.on_the_way:
            self.record.take(token(self.name), *self.on_the_way.pop(0))

    def events_from(
        self, cursor: int, limit: int, wait: float, patience: float = 3.0
    ) -> Sequence[Message]:
        if self.cut or self.blind:
            return ()
        return self.record.messages[cursor : cursor + limit]

    def put(self, view: str, kind: str, key: str, body: bytes, deadline: float) -> bool:
        return self.put_all([interface.Saying(view, kind, key, body)], deadline) == 1

    def put_all(self, said: Sequence[interface.Saying], deadline: float) -> int:
        taken = 0
        while taken < len(said) and self.source and not self.cut and self.room:
            self.record.say(said[taken])
            self.room -= 1
            taken += 1
        return 0 if self.lost else taken

    def records_from(self, cursor: int, limit: int, wait: float) -> Sequence[interface.Record]:
        if self.cut or self.blind:
            return ()
        mine = [one for key, one in self.record.listed.items() if key[0] == self.view]
        behind = (one for one in mine if one.seq > cursor)
        return sorted(behind, key=lambda one: one.seq)[:limit]

    def beat(self, body: bytes) -> None:
        self.said.append(body)

    def beats(self) -> Mapping[str, Heard]:
        if not self.cut:
            self.ears |= self.record.heard
        ages = {name: self.now_ms() - one.at_ms for name, one in self.ears.items()}
        now = time.time_ns() // 1_000_000
        return {name: Heard(one.body, now - ages[name]) for name, one in self.ears.items()}

    def health(self) -> Health:
        connected = not self.cut if self.looks_connected is None else self.looks_connected
        if self.cut:
            return Health(connected)
        return Health(connected, stream=self.record.name, roster=self.record.list_name)

    def survey(self, deadline: float) -> Survey | None:
        if self.cut:
            return None
        held = self.record
        return Survey((), len(held.messages), len(held.messages), 0, len(held.listed))

    def close(self) -> None:
        self.cut = True
