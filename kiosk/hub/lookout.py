"""Looks where a hub has gone whose address has changed; dials nobody and trusts nobody."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.hub.certificates import fingerprint

MOST = 6
"""Addresses kept: the last ones that were found come first."""


@dataclass(frozen=True, slots=True)
class Lookout:
    """For the hub of that event and authority (PEM).

    `moved` is told the addresses with which a line has come about again, and is where they are
    kept; it may be called from any thread. `interfaces` as of discovery.find().
    """

    event: str
    authority: str
    moved: Callable[[tuple[str, ...]], None] | None = None
    interfaces: Sequence[str] = ()

    def seek(self) -> tuple[str, ...]:
        """Where the hub announces itself now; waits about two seconds, () for nowhere."""
        from kiosk.hub.discovery import find  # noqa: PLC0415  only who has lost the hub pays for it

        return find(self.event, fingerprint(self.authority), interfaces=self.interfaces)

    def tell(self, addresses: tuple[str, ...]) -> None:
        """The hub answers there."""
        if self.moved is not None:
            self.moved(addresses)


def together(found: Sequence[str], known: Sequence[str]) -> tuple[str, ...]:
    """What was found, then what was known, each once; no more than can be tried in a while."""
    return tuple(dict.fromkeys((*found, *known)))[:MOST]
