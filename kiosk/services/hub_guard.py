"""Spares the people at a door the wait for a hub that does not answer; sends nothing of its own.

A claim that got no answer opens the guard: from then on claims go unanswered at once, until the
hub has answered anything else, or is connected and REST is over, when one claim may try.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from kiosk.hub.interface import (
    PATIENCE,
    Claimed,
    Health,
    Heard,
    Hub,
    Message,
    Outgoing,
    Record,
    Saying,
    Survey,
    Unanswered,
    Won,
)

Answer = TypeVar("Answer", bound=Claimed)
REST = 5.0
"""Seconds after which a hub that says it is connected may be asked by a person's scan again."""


class GuardedHub:
    """A hub whose claims never make a queue wait twice for the same silence.

    `now` is a clock in seconds. Calls may come from several threads: a lost race costs one claim
    that waits, or one that does not.
    """

    def __init__(self, hub: Hub, now: Callable[[], float] = time.monotonic) -> None:
        self._hub = hub
        self._now = now
        self._silent_since: float | None = None

    @property
    def asks(self) -> bool:
        """Whether a claim would be asked now."""
        if not self._hub.health().connected:
            return False
        return self._silent_since is None or self._now() - self._silent_since >= REST

    def claim(self, entry: Outgoing, expected: int, deadline: float) -> Claimed:
        """As the hub, or unanswered at once."""
        if not self.asks:
            return Unanswered()
        return self._noted(self._hub.claim(entry, expected, deadline))

    def publish(self, entry: Outgoing, deadline: float) -> Won | Unanswered:
        """As the hub: nobody waits at a door for it, and its answer closes the guard."""
        return self._noted(self._hub.publish(entry, deadline))

    def events_from(
        self, cursor: int, limit: int, wait: float, patience: float = PATIENCE
    ) -> Sequence[Message]:
        """As the hub; messages close the guard."""
        found = self._hub.events_from(cursor, limit, wait, patience)
        if found:
            self._silent_since = None
        return found

    def put(self, view: str, kind: str, key: str, body: bytes, deadline: float) -> bool:
        """As the hub; a record that was taken closes the guard."""
        taken = self._hub.put(view, kind, key, body, deadline)
        if taken:
            self._silent_since = None
        return taken

    def put_all(self, said: Sequence[Saying], deadline: float) -> int:
        """As the hub; records that were taken close the guard."""
        taken = self._hub.put_all(said, deadline)
        if taken:
            self._silent_since = None
        return taken

    def records_from(self, cursor: int, limit: int, wait: float) -> Sequence[Record]:
        """As the hub; records close the guard."""
        found = self._hub.records_from(cursor, limit, wait)
        if found:
            self._silent_since = None
        return found

    def beat(self, body: bytes) -> None:
        """As the hub."""
        self._hub.beat(body)

    def beats(self) -> Mapping[str, Heard]:
        """As the hub."""
        return self._hub.beats()

    def health(self) -> Health:
        """As the hub."""
        return self._hub.health()

    def survey(self, deadline: float) -> Survey | None:
        """As the hub."""
        return self._hub.survey(deadline)

    def close(self) -> None:
        """As the hub."""
        self._hub.close()

    def _noted(self, answer: Answer) -> Answer:
        self._silent_since = self._now() if isinstance(answer, Unanswered) else None
        return answer
