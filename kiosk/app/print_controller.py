"""Takes print jobs from the store to the printer one by one and back; draws no badge itself."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.worker import Worker
from kiosk.printing.backends.base import Delivery
from kiosk.services import printing
from kiosk.services.context import Context
from kiosk.services.printing import Job

POLL_MS = 400
"""How often the queue is looked at while nothing is under way."""


@dataclass(frozen=True, slots=True)
class Handled:
    """One job and what became of it."""

    job: Job
    delivery: Delivery


class PrintController(QObject):
    """Looks for jobs when told to and by itself; one step of one job is under way at a time.

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
        self._store, self._printer, self._folder = store, printer, folder
        self._under_way = False
        self._running = False
        self._arrived: deque[Handled] = deque()
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look for jobs."""
        self._running = True
        self._timer.start()
        self.look()

    def stop(self) -> bool:
        """Begin nothing more, wait for the step under way and have its answer written down.

        Ends the printer's worker; the store's must still run. Answers whether it ended in time.
        """
        self._running = False
        self._timer.stop()
        ended = self._printer.stop()
        while self._arrived:
            self._record(self._arrived.popleft())
        return ended

    @Slot()
    def look(self) -> None:
        """Take the next waiting job, unless one is under way."""
        if self._under_way or not self._running:
            return
        self._under_way = True
        self._store.submit(printing.claim_next, self._on_claimed, self._on_failed)

    def _on_claimed(self, job: Job | None) -> None:
        if job is None:
            self._under_way = False
            return
        folder, arrived = self._folder, self._arrived

        def step(_printer: None) -> None:
            arrived.append(Handled(job, printing.deliver(job, folder)))

        self._printer.submit(step, self._on_delivered, self._on_failed)

    def _on_delivered(self, _nothing: None) -> None:
        if self._arrived:
            self._record(self._arrived.popleft())

    def _record(self, handled: Handled) -> None:
        self._store.submit(
            lambda ctx: printing.record(ctx, handled.job, handled.delivery),
            lambda _recorded: self._on_recorded(handled),
            self._on_failed,
        )

    def _on_recorded(self, handled: Handled) -> None:
        self._under_way = False
        self.handled.emit(handled)
        self.look()

    def _on_failed(self, problem: Exception) -> None:
        self._under_way = False
        self.failed.emit(problem)
