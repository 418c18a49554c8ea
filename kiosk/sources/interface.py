"""What every registration source can do; each source is a folder that does it for one system."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from kiosk.domain.delivery import PushJob, Receipt
from kiosk.domain.feed import Batch, Checked, Cursor


class Source(Protocol):
    """One registration system for one event. All methods may take long; none touches the store.

    Every method raises SourceError for what people or the network must mend, never anything else
    for what the world sends.
    """

    name: str
    """The source's name in this profile ("pretix:lacnic46"); Ticket.source of all it brings."""

    def check(self) -> Checked:
        """Test the connection: reach it, be known there, find the event."""
        ...

    def pull(self, cursor: Cursor, *, full: bool = False) -> Iterator[Batch]:
        """What is new since the cursor, in pieces; everything where `full` or from no cursor."""
        ...

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        """Give back what happened, one receipt a job and in their order; stops at no refusal."""
        ...

    def look_up(self, code: str) -> Batch | None:
        """Ask for one unknown code, within a second or two; None where the source knows it not."""
        ...

    def close(self) -> None:
        """Let go of connections. Any thread may call it: whoever waits for an answer gets none."""
        ...
