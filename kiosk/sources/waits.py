"""Waits for servers in a way that can be given up at any moment; asks no server itself.

A name that is not resolved, a connection that nobody answers and a read that never ends cannot be
interrupted. So each request runs in a thread of its own, which nobody has to wait for.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Any, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class Waits:
    """The requests to one server. `given_up` makes the error of those that nobody waits for.

    `at_end` lets go of the connections; it is called once, when the last request is over.
    """

    def __init__(self, given_up: Callable[[], Exception], at_end: Callable[[], None]) -> None:
        self._given_up, self._at_end = given_up, at_end
        self._lock = Lock()
        self._pending: set[Future[Any]] = set()
        self._running = 0
        self._closed = False
        with _EVERY_LOCK:
            _EVERY.add(self)

    def begin(self, ask: Callable[[], T]) -> Future[T]:
        """Let the request run; its answer or its error is the future's. Raises after close()."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed:
                raise self._given_up()
            self._pending.add(future)
            self._running += 1
        Thread(target=self._run, args=(ask, future), name="request", daemon=True).start()
        return future

    def close(self) -> None:
        """Whoever waits gets the error at once, from whatever thread this is called."""
        with self._lock:
            begins, self._closed = not self._closed, True
            pending, self._pending = self._pending, set()
            idle = not self._running
        for future in pending:
            future.set_exception(self._given_up())
        if begins and idle:
            self._at_end()

    def _run(self, ask: Callable[[], T], future: Future[T]) -> None:
        answer: Any = None
        error: BaseException | None = None
        try:
            answer = ask()
        except BaseException as problem:  # noqa: BLE001  carried to whoever waits
            error = problem
        with self._lock:
            wanted = future in self._pending
            self._pending.discard(future)
            self._running -= 1
            last = self._closed and not self._running
        if last:
            self._at_end()
        if wanted and error is not None:
            future.set_exception(error)
        elif wanted:
            future.set_result(answer)


_EVERY: WeakSet[Waits] = WeakSet()
_EVERY_LOCK = Lock()


def let_go_of_all() -> None:
    """Close every wait of this program: it ends, and nobody needs an answer any more."""
    with _EVERY_LOCK:
        every = list(_EVERY)
    for one in every:
        one.close()
