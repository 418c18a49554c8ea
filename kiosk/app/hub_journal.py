"""Shares the journal while the window is open: tells own entries, takes in others'; never waits.

    store: plan -> hub-send: send -> store: receive, while something waits to be told
    hub-read: fetch -> store: take_some, again and again

What the hub says next is asked for once all before it is taken in: a scan that finds somebody was
quicker reads on by itself, over the same line.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import hub_jobs
from kiosk.app.hub_jobs import Fetched, Planned, Took
from kiosk.app.worker import Worker
from kiosk.hub.interface import Hub, Message
from kiosk.services import share
from kiosk.services.context import Context
from kiosk.services.share import Sent
from kiosk.services.take_in import pieces

T = TypeVar("T")
REST_MS = 2_000
"""After a failure of the store this long nothing is read; the next try may find it mended."""

log = logging.getLogger(__name__)


class HubJournal(QObject):
    """Works with one line until stop().

    Signals: taken() when others' entries came in, told(how many own ones wait), asked() whenever
    the hub has answered or was not to be reached: its health may be another one.
    """

    taken = Signal()
    told = Signal(int)
    asked = Signal()

    def __init__(
        self,
        store: Worker[Context],
        hub: Hub,
        reader: Worker[None],
        sender: Worker[None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._hub = store, hub
        self._reader, self._sender = reader, sender
        self._stream: str | None = None
        self._cursor = 0
        self._pieces: deque[Sequence[Message]] = deque()
        self._stopped = self._telling = self._more = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._follow)

    def start(self) -> None:
        """Read on from where this station is, and tell what waits."""
        self._follow()
        self.poke()

    def stop(self) -> None:
        """Begin nothing more; whoever owns line and workers ends them."""
        self._stopped = True
        self._rest.stop()

    @Slot()
    def poke(self) -> None:
        """Something may have been written here: tell it."""
        if self._stopped:
            return
        if self._telling:
            self._more = True
            return
        self._telling, self._more = True, False
        self._on_store(hub_jobs.plan, self._on_planned, self._not_told)

    # telling

    def _on_planned(self, planned: Planned) -> None:
        self.told.emit(planned.waiting)
        if not planned.entries or not self._hub.health().connected:
            self._told_all()
            return
        hub, entries = self._hub, planned.entries
        done = partial(self._on_sent, len(entries))
        if not self._stopped:
            self._sender.submit(lambda _net: share.send(hub, entries), done, self._not_told)

    def _on_sent(self, wanted: int, sent: tuple[Sent, ...]) -> None:
        self.asked.emit()
        self._more |= len(sent) == wanted  # there may be more than were planned at once
        if sent:
            self._on_store(
                lambda ctx: hub_jobs.receive(ctx, sent), self._on_received, self._not_told
            )
        else:
            self._told_all()

    def _on_received(self, waiting: int) -> None:
        self.told.emit(waiting)
        self._more &= waiting > 0
        self._told_all()

    def _told_all(self) -> None:
        self._telling = False
        if self._more:
            self.poke()

    def _not_told(self, problem: Exception) -> None:
        """The store could not be read or written; what waits is told with the next entry."""
        log.error("own entries could not be told", exc_info=problem)
        self._telling = False

    # taking in

    @Slot()
    def _follow(self) -> None:
        """Find out where to read on, in the record that the hub has now."""
        self._stream = stream = self._hub.health().stream
        self._on_store(lambda ctx: hub_jobs.follow(ctx, stream), self._read_on, self._not_taken)

    def _read_on(self, cursor: int) -> None:
        self._cursor, hub = cursor, self._hub
        if not self._stopped:
            self._reader.submit(
                lambda _net: hub_jobs.fetch(hub, cursor), self._on_fetched, self._not_taken
            )

    def _on_fetched(self, fetched: Fetched) -> None:
        self.asked.emit()
        if fetched.stream != self._stream:
            self._follow()
        elif fetched.messages:
            self._pieces.extend(pieces(fetched.messages))
            self._take_some()
        else:
            self._read_on(self._cursor)

    def _take_some(self) -> None:
        parts, urgent = tuple(self._pieces), self._store.urgent_waits
        self._on_store(
            lambda ctx: hub_jobs.take_some(ctx, parts, urgent), self._on_taken, self._not_taken
        )

    def _on_taken(self, took: Took) -> None:
        for _ in range(took.pieces):
            self._pieces.popleft()
        if took.taken.others or took.taken.conflicts:
            self.taken.emit()
        if self._pieces:
            self._take_some()
        else:
            self._read_on(took.cursor)

    def _not_taken(self, problem: Exception) -> None:
        log.error("what other stations did could not be taken in", exc_info=problem)
        self._pieces.clear()
        if not self._stopped:
            self._rest.start()

    def _on_store(
        self, job: Callable[[Context], T], done: Callable[[T], None], failed: Callable[..., None]
    ) -> None:
        if not self._stopped:
            self._store.submit(job, done, failed)
