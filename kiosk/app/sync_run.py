"""One run with one source, step by step between two workers: as services/sync.py, in pieces.

Each step is a job of its own, so that a scan overtakes whatever the store still has to do.
"""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from kiosk.app.worker import Worker
from kiosk.domain.delivery import Delivery, PushJob, Receipt
from kiosk.domain.feed import Batch, Cursor, SourceError, Trouble
from kiosk.services import sync
from kiosk.services.context import Context
from kiosk.services.give_back import known_source
from kiosk.services.sync_values import Applied
from kiosk.sources.interface import Source

T = TypeVar("T")
BUSY_SECONDS = 0.005
"""How long the store is to be busy with pieces before it looks what else there is."""
ROWS = 10
"""Registrations of a piece: a scan that comes meanwhile waits for no more than that."""


@dataclass(frozen=True, slots=True)
class Task:
    """A source to run. `pull`: its list is brought too; `rush`: what waits is tried at once."""

    name: str
    pull: bool
    rush: bool = False


@dataclass(frozen=True, slots=True)
class Begun:
    """How a run begins: the moment, where the pull goes on, and whether it is the very first.

    `last` are the last entries that this run gives back; later ones are the next run's.
    """

    at: datetime
    cursor: Cursor
    new: bool
    last: sync.Ends


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of jobs: the receipts until then, and what stopped the rest."""

    receipts: tuple[Receipt, ...]
    error: SourceError | None = None


class SyncRun(QObject):
    """Runs once, then is thrown away.

    Signals: event_changed() when the source says something new of the event; ended(exception or
    None), after which the run is over.
    """

    event_changed = Signal()
    ended = Signal(object)

    def __init__(
        self,
        store: Worker[Context],
        net: Worker[None],
        source: Source,
        task: Task,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._net, self._source, self._task = store, net, source, task
        self._halves: deque[Callable[[], None]] = deque()
        self._begun: Begun | None = None
        self._arrived: deque[Sent] = deque()
        self._batches: Iterator[Batch] = iter(())
        self._pieces: deque[sync.Piece] = deque()
        self._whole = self._stopped = False
        self._error: SourceError | None = None

    def start(self) -> None:
        """Find out how the source stands, and go on from there."""
        task = self._task
        self._on_store(lambda ctx: _begin(ctx, task), self._on_begun)

    def stop(self) -> None:
        """Begin nothing more; answers that are on their way are still stored by store_arrived."""
        self._stopped = True

    def store_arrived(self) -> None:
        """Have written down what the source answered before the net worker ended."""
        name = self._source.name
        while self._arrived:
            receipts = self._arrived.popleft().receipts
            self._store.submit(partial(_keep, name, receipts))

    def _on_begun(self, begun: Begun) -> None:
        self._begun = begun
        if not self._task.pull:
            self._halves.append(self._push)
        elif begun.new:  # before its first list nobody knows whom the source would be told about
            self._halves.extend((self._pull, self._push))
        else:
            self._halves.extend((self._push, self._pull))
        self._go_on()

    def _go_on(self) -> None:
        """The next half, unless trouble says that it makes no sense; then the end."""
        readable = self._error is None or self._error.trouble is Trouble.RIGHTS
        if self._halves and readable:
            self._halves.popleft()()
        else:
            self._finish()

    # giving back

    def _push(self) -> None:
        name, begun = self._source.name, self._begun
        due, last = (begun.at, begun.last) if begun else (None, None)
        self._on_store(lambda ctx: sync.plan_push(ctx, name, due=due, upto=last), self._on_planned)

    def _on_planned(self, jobs: tuple[PushJob, ...]) -> None:
        if not jobs:
            self._go_on()
            return
        source, arrived = self._source, self._arrived

        def send(_net: None) -> None:
            arrived.append(sent(source, jobs))

        self._on_net(send, self._on_sent)

    def _on_sent(self, _nothing: None) -> None:
        name, came = self._source.name, self._arrived.popleft()
        after = self._push if came.error is None else self._go_on
        self._error = came.error
        self._on_store(partial(_keep, name, came.receipts), lambda _done: after())

    # bringing

    def _pull(self) -> None:
        source, cursor = self._source, self._begun.cursor if self._begun else {}
        self._on_net(lambda _net: iter(source.pull(cursor)), self._on_pull)

    def _on_pull(self, batches: Iterator[Batch]) -> None:
        self._batches = batches
        self._next_batch()

    def _next_batch(self) -> None:
        batches = self._batches
        self._on_net(lambda _net: next(batches, None), self._on_batch)

    def _on_batch(self, batch: Batch | None) -> None:
        if batch is None:
            self._whole = True
            self._go_on()
            return
        self._pieces.extend(sync.pieces(batch, ROWS))
        self._next_pieces()

    def _next_pieces(self) -> None:
        if not self._pieces:
            self._next_batch()
            return
        name, parts, urgent = self._source.name, tuple(self._pieces), self._store.urgent_waits

        def store(ctx: Context) -> tuple[int, Applied]:
            ends = time.perf_counter() + BUSY_SECONDS
            return sync.apply_some(
                ctx, name, parts, lambda: urgent() or time.perf_counter() >= ends
            )

        self._on_store(store, self._on_stored)

    def _on_stored(self, stored: tuple[int, Applied]) -> None:
        count, applied = stored
        for _ in range(count):
            self._pieces.popleft()
        if applied.event_changed:
            self.event_changed.emit()
        self._next_pieces()

    # the end

    def _finish(self) -> None:
        name, error, whole = self._source.name, self._error, self._whole
        self._on_store(lambda ctx: _record(ctx, name, error, whole=whole), self._on_recorded)

    def _on_recorded(self, _nothing: None) -> None:
        self.ended.emit(self._error)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, SourceError):
            self._error = problem
            self._halves.clear()
            self._finish()
        elif not self._stopped:
            self.ended.emit(problem)

    def _on_store(self, job: Callable[[Context], T], done: Callable[[T], None]) -> None:
        if not self._stopped:
            self._store.submit(job, done, self._on_failed)

    def _on_net(self, job: Callable[[None], T], done: Callable[[T], None]) -> None:
        if not self._stopped:
            self._net.submit(job, done, self._on_failed)


def sent(source: Source, jobs: Sequence[PushJob]) -> Sent:
    """Runs in the net worker. What was answered counts, whatever stopped the rest.

    Silence about a job of a push that came to its end means: later.
    """
    came: dict[str, Receipt] = {}
    try:
        for receipt in source.push(jobs):
            came[receipt.entry_id] = receipt
    except SourceError as error:
        return Sent(tuple(came.values()), error)
    for job in jobs:
        came.setdefault(job.entry_id, Receipt(job.entry_id, Delivery.WAITING))
    return Sent(tuple(came.values()))


def _begin(ctx: Context, task: Task) -> Begun:
    if task.rush:
        sync.rush(ctx, task.name)
    source = known_source(ctx, task.name)
    new = source.last_pull_at is None
    return Begun(ctx.clock(), source.cursor, new, sync.last_entry(ctx))


def _keep(name: str, receipts: Sequence[Receipt], ctx: Context) -> None:
    sync.store_receipts(ctx, name, receipts)


def _record(ctx: Context, name: str, error: SourceError | None, *, whole: bool) -> None:
    """A run that only gave back and met no trouble leaves the time of the next one as it is."""
    jitter = random.random()  # noqa: S311  spreads stations over time, guards nothing
    if whole:
        sync.record_success(ctx, name, pulled=True, jitter=jitter)
    if error is not None:
        sync.record_failure(ctx, name, error, jitter=jitter)
