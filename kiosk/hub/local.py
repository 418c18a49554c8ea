"""The hub of a station that is alone: every claim is won; sends nothing anywhere.

The claim itself is the station's own file: the decision and its entry are one write transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kiosk.hub.interface import (
    PATIENCE,
    Health,
    Heard,
    Message,
    Outgoing,
    Record,
    Saying,
    Survey,
    Won,
)


class LocalHub:
    """Nobody else: entries keep number 0, since no hub has numbered them."""

    def claim(self, entry: Outgoing, expected: int, deadline: float) -> Won:  # noqa: ARG002  nobody competes
        """Always won."""
        return Won(0)

    def publish(self, entry: Outgoing, deadline: float) -> Won:  # noqa: ARG002  nobody listens
        """Nobody is to be told."""
        return Won(0)

    def events_from(
        self,
        cursor: int,  # noqa: ARG002  nobody speaks
        limit: int,  # noqa: ARG002  nobody speaks
        wait: float,  # noqa: ARG002  nobody speaks
        patience: float = PATIENCE,  # noqa: ARG002  nobody speaks
    ) -> Sequence[Message]:
        """Nobody else says anything."""
        return ()

    def put(self, view: str, kind: str, key: str, body: bytes, deadline: float) -> bool:  # noqa: ARG002  nobody listens
        """Nobody takes it."""
        return False

    def put_all(self, said: Sequence[Saying], deadline: float) -> int:  # noqa: ARG002  nobody listens
        """Nobody takes any."""
        return 0

    def records_from(self, cursor: int, limit: int, wait: float) -> Sequence[Record]:  # noqa: ARG002  nobody speaks
        """Nobody else has a list."""
        return ()

    def beat(self, body: bytes) -> None:
        """Nobody hears it."""

    def beats(self) -> Mapping[str, Heard]:
        """Nobody is heard."""
        return {}

    def health(self) -> Health:
        """There is no hub to be connected to."""
        return Health(connected=False)

    def survey(self, deadline: float) -> Survey | None:  # noqa: ARG002  nobody is asked
        """There are no servers."""
        return None

    def close(self) -> None:
        """Nothing is open."""
