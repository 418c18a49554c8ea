"""A named thread with a queue: jobs in order, answers in the GUI thread; knows no use case."""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any, Generic, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread, Signal, Slot

from kiosk.app import collector

R = TypeVar("R")
T = TypeVar("T")

_Callbacks = tuple[Callable[[Any], None] | None, Callable[[Exception], None] | None]

SWITCH_SECONDS = 0.0005
"""How long a thread that computes keeps the others out.

SQLite lets go of the interpreter in every statement. While a page of orders is read in another
thread, each statement of a scan would have to wait for Python's usual 5 ms to get it back.
"""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Job:
    ticket: int
    run: Callable[[Any], object]
    renews: bool = False


class _Queue:
    """The waiting jobs; urgent ones overtake the others. Shared by the two threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._urgent: deque[_Job] = deque()
        self._plain: deque[_Job] = deque()

    def put(self, job: _Job, *, urgent: bool) -> None:
        with self._lock:
            (self._urgent if urgent else self._plain).append(job)

    def take(self) -> _Job | None:
        with self._lock:
            for jobs in (self._urgent, self._plain):
                if jobs:
                    return jobs.popleft()
            return None

    def urgent_waits(self) -> bool:
        return bool(self._urgent)

    def clear(self) -> None:
        with self._lock:
            self._urgent.clear()
            self._plain.clear()


class _Runner(QObject):
    """Lives in the worker's thread: opens the resource, runs the jobs, closes the resource."""

    finished = Signal(int, object)
    failed = Signal(int, object)
    stirred = Signal()

    def __init__(
        self,
        queue: _Queue,
        factory: Callable[[], Any],
        close: Callable[[Any], None] | None,
        watch: Callable[[Any], object] | None,
    ) -> None:
        super().__init__()
        self._queue = queue
        self._factory = factory
        self._close = close
        self._watch = watch
        self._seen: object = None
        self._resource: Any = None
        self._broken: Exception | None = None
        self._open = False

    @Slot()
    def open_resource(self) -> None:
        try:
            self._resource = self._factory()
            self._open = True
        except Exception as problem:  # noqa: BLE001  every job is answered with it
            self._broken = problem

    @Slot()
    def run_next(self) -> None:
        job = self._queue.take()
        if job is None:
            return
        if self._broken is not None:
            self.failed.emit(job.ticket, self._broken)
            return
        try:
            result = job.run(self._resource)
        except Exception as problem:  # noqa: BLE001  carried to the GUI thread
            self._look()
            self.failed.emit(job.ticket, problem)
        else:
            if job.renews:
                self._resource = result
            self._look()
            self.finished.emit(job.ticket, result)

    def _look(self) -> None:
        if self._watch is None:
            return
        before, self._seen = self._seen, self._watch(self._resource)
        if self._seen != before:
            self.stirred.emit()

    @Slot()
    def close_resource(self) -> None:
        try:
            if self._open and self._close is not None:
                self._close(self._resource)
        except Exception as problem:  # noqa: BLE001  carried to the GUI thread
            self.failed.emit(0, problem)
        self._resource = None
        self.thread().quit()


class Worker(QObject, Generic[R]):
    """A thread that owns one resource (a store, nothing for a printer) and takes jobs in order.

    A job is a function of the resource; only plain values go in and out. `done(result)` and
    `failed(exception)` are called in the thread that made the Worker, looked up by ticket, so a
    callback may touch widgets. A failure that nobody asked for is logged and told by `crashed`.
    `watch` answers in the worker's thread what is to be compared after each job, at no cost worth
    speaking of, and never fails.

    Signals: crashed(exception), stirred() when a job has changed what `watch` answers.
    """

    crashed = Signal(object)
    stirred = Signal()
    _wanted = Signal()
    _closing = Signal()

    def __init__(
        self,
        name: str,
        resource_factory: Callable[[], R] = cast(Callable[[], Any], lambda: None),  # noqa: B008  casts a constant
        close: Callable[[R], None] | None = None,
        watch: Callable[[R], object] | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self._queue = _Queue()
        self._callbacks: dict[int, _Callbacks] = {}
        self._last_ticket = 0
        self._stopped = self._ended = False
        collector.hold()
        sys.setswitchinterval(SWITCH_SECONDS)
        self._thread = QThread()
        self._thread.setObjectName(name)
        self._runner = _Runner(self._queue, resource_factory, close, watch)
        self._runner.moveToThread(self._thread)
        self._thread.started.connect(self._runner.open_resource)
        self._wanted.connect(self._runner.run_next)
        self._closing.connect(self._runner.close_resource)
        self._runner.finished.connect(self._on_finished)
        self._runner.failed.connect(self._on_failed)
        self._runner.stirred.connect(self._on_stirred)
        self._thread.start()

    @property
    def busy(self) -> bool:
        """Whether a job waits, runs, or has not been answered yet."""
        return bool(self._callbacks)

    def urgent_waits(self) -> bool:
        """Whether an urgent job waits: a long job may ask, from its own thread, and end early."""
        return self._queue.urgent_waits()

    def submit(
        self,
        job: Callable[[R], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
        *,
        urgent: bool = False,
    ) -> int:
        """Queue a job and answer its ticket number; urgent jobs overtake those that wait.

        Raises RuntimeError from another thread than the owner's, or after stop().
        """
        return self._put(job, (done, failed), urgent=urgent)

    def renew(
        self,
        job: Callable[[R], R],
        done: Callable[[R], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> int:
        """Queue a job whose answer takes the resource's place for all jobs that come after it.

        Both share what is to be closed at the end: only the last one is closed. Raises as submit().
        """
        return self._put(job, (done, failed), renews=True)

    def _put(
        self,
        job: Callable[[R], object],
        callbacks: _Callbacks,
        *,
        urgent: bool = False,
        renews: bool = False,
    ) -> int:
        if self._stopped:
            raise RuntimeError(f"worker {self.objectName()} is stopped")
        if QThread.currentThread() is not self.thread():
            raise RuntimeError(f"worker {self.objectName()} takes jobs from its own side only")
        self._last_ticket += 1
        self._callbacks[self._last_ticket] = callbacks
        self._queue.put(_Job(self._last_ticket, job, renews), urgent=urgent)
        self._wanted.emit()
        return self._last_ticket

    def stop(self, *, drain: bool = True, timeout_ms: int = 5000) -> bool:
        """End the thread: waiting jobs are run (or dropped), the resource is closed.

        No callback is called any more, but a failure is still logged. Answers whether the thread
        ended in time; a second call answers the same at once.
        """
        if not self._stopped:
            self._stopped = True
            if not drain:
                self._queue.clear()
            self._closing.emit()
        ended = self._thread.wait(timeout_ms)
        if ended and not self._ended:
            self._ended = True
            collector.release()
        self._callbacks = dict.fromkeys(self._callbacks, (None, None))
        QCoreApplication.sendPostedEvents(self, QEvent.Type.MetaCall.value)
        self._callbacks.clear()
        return ended

    @Slot(int, object)
    def _on_finished(self, ticket: int, result: object) -> None:
        done, _failed = self._callbacks.pop(ticket, (None, None))
        if done is not None:
            done(result)

    @Slot(int, object)
    def _on_failed(self, ticket: int, problem: Exception) -> None:
        _done, failed = self._callbacks.pop(ticket, (None, None))
        if failed is not None:
            failed(problem)
            return
        log.error("a job of worker %s failed", self.objectName(), exc_info=problem)
        self.crashed.emit(problem)

    @Slot()
    def _on_stirred(self) -> None:
        self.stirred.emit()
