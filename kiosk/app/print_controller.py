"""Takes print jobs from the store to the printers and back, step by step; draws no badge itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.print_lanes import Lanes
from kiosk.app.worker import Worker
from kiosk.printing.backends.base import Delivery
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.print_freeze import Rendered
from kiosk.services.printing import Job

POLL_MS = 400
"""How often the queue is looked at while nothing is under way."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One job and what became of it: a printer's answer, or that it was drawn."""

    job: Job
    delivery: Delivery | Rendered


class PrintController(QObject):
    """Looks for jobs when told to and by itself; one step is under way at each printer at a time.

    Only one program moves the queue of a profile on: while another does, this one looks on.

    Signals: handled(Handled) after what became of a job is recorded; failed(exception) where the
    queue itself could not be read or written.
    """

    handled = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        store: Worker[Context],
        printer: Worker[None],
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._folder = store, folder
        self.lanes = Lanes(printer)
        self._lock = printing.queue_lock(folder)
        self._under_way: dict[str, Job] = {}
        self._claimed: dict[str, Job] = {}
        self._claiming = self._again = self._running = self._ended = False
        self._arrived: deque[Handled] = deque()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)

    @property
    def busy(self) -> bool:
        """Whether a step is under way."""
        return self._claiming or bool(self._under_way)

    def start(self) -> None:
        """Begin to look for jobs."""
        self._running = True
        self._timer.start()
        self.look()

    def stop(self) -> bool:
        """Begin nothing more, wait for the steps under way and have their answers written down.

        Ends the printers' workers; the store's must still run. Answers whether all ended in time.
        """
        self._running = False
        self._timer.stop()
        ended = self.lanes.stop()
        while self._arrived:
            self._record(self._arrived.popleft())
        if not self._ended:
            self._ended = True
            self._store.submit(self._let_go, failed=_told_already)
        return ended

    @Slot()
    def look(self) -> None:
        """Take the next job that is due at a printer which is free."""
        if not self._running:
            return
        self._again = self._claiming
        if self._claiming:
            return
        self._claiming = True
        taken = tuple(self._under_way.values())
        self._store.submit(lambda ctx: self._claim(ctx, taken), self._on_claimed, self._on_failed)

    def _claim(self, ctx: Context, taken: tuple[Job, ...]) -> Job | None:
        """In the store's thread; the first one who may moves on what a dead program left."""
        if not self._lock.held:
            if not self._lock.take():
                return None
            printing.recover(ctx)
        job = printing.claim_next(ctx, taken)
        if job is not None:
            self._claimed[job.job_id] = job
        return job

    def _let_go(self, ctx: Context) -> None:
        """In the store's thread, last of all: others may move the queue on when all is written."""
        for job in self._claimed.values():
            printing.give_back(ctx, job)
        self._claimed.clear()
        self._lock.release()

    def _on_claimed(self, job: Job | None) -> None:
        self._claiming = False
        if job is not None and self._running:
            self._under_way[job.job_id] = job
            self._send(job)
        if job is not None or self._again:
            self.look()

    def _send(self, job: Job) -> None:
        folder, arrived = self._folder, self._arrived
        self._claimed.pop(job.job_id, None)

        def step(_printer: None) -> None:
            arrived.append(Handled(job, printing.deliver(job, folder)))

        def failed(problem: Exception) -> None:
            self._under_way.pop(job.job_id, None)
            self.failed.emit(problem)

        self.lanes.of(job.printer_id).submit(step, self._on_delivered, failed)

    def _on_delivered(self, _nothing: None) -> None:
        if self._arrived:
            self._record(self._arrived.popleft())

    def _record(self, handled: Handled) -> None:
        def failed(problem: Exception) -> None:
            self._under_way.pop(handled.job.job_id, None)
            self.failed.emit(problem)

        self._store.submit(
            lambda ctx: printing.record(ctx, handled.job, handled.delivery),
            lambda _recorded: self._on_recorded(handled),
            failed,
        )

    def _on_recorded(self, handled: Handled) -> None:
        self._under_way.pop(handled.job.job_id, None)
        self.handled.emit(handled)
        self.look()

    def _on_failed(self, problem: Exception) -> None:
        self._claiming = False
        self.failed.emit(problem)


def _told_already(_problem: Exception) -> None:
    """A store that cannot be opened has said so when a job was looked for."""
