"""Jobs of which only the last one counts, on a worker of their own; knows no layout."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from kiosk.app.worker import Worker

T = TypeVar("T")
MakeWorker = Callable[[str], Worker[None]]


class Lane:
    """One job runs, one waits; a newer one takes the place of the one that waits.

    The thread begins with the first job and ends with stop(); the next job begins a new one.
    """

    def __init__(self, name: str, make_worker: MakeWorker) -> None:
        self._name, self._make = name, make_worker
        self._worker: Worker[None] | None = None
        self._running = False
        self._waiting: Callable[[], None] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._running

    def ask(
        self,
        job: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Do it as soon as what runs is through, unless a newer one comes meanwhile."""
        if self._running:
            self._waiting = lambda: self.ask(job, done, failed)
            return
        self._running = True
        self._at_work().submit(
            lambda _none: job(),
            lambda answer: self._end(lambda: done(answer)),
            lambda problem: self._end(lambda: failed(problem)),
        )

    def stop(self) -> None:
        """End the thread once what runs is through; what waits is forgotten, nothing answered."""
        self._waiting, self._running = None, False
        worker, self._worker = self._worker, None
        if worker is not None:
            worker.stop(drain=False)

    def _at_work(self) -> Worker[None]:
        if self._worker is None:
            self._worker = self._make(self._name)
        return self._worker

    def _end(self, tell: Callable[[], None]) -> None:
        self._running = False
        next_one, self._waiting = self._waiting, None
        if next_one is not None:
            next_one()
        tell()
