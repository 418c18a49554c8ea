"""Asyncio loops that end clean: one for a single call, one in a thread of its own; no protocol.

A thread of its own is asked from other threads with deadlines, beside the screens' loop: a slow
paint then delays no claim.
"""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Coroutine
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as NotInTimeError
from typing import Any, TypeVar

T = TypeVar("T")

GRACE = 0.05
"""Seconds that an answer may take from the loop to the thread that waits for it."""
_END, _ROUNDS = 2.0, 10


class LoopThread:
    """Runs coroutines until close(); every method may be called from any thread."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)
        self._open = True
        self._gate = threading.Lock()  # what passes it before the end is ended with the rest
        self._thread.start()

    def start(self, work: Coroutine[Any, Any, object]) -> None:
        """Begin something that nobody waits for; dropped where the thread has ended."""
        self._begin(work)

    def ask(self, work: Coroutine[Any, Any, T], seconds: float, otherwise: T) -> T:
        """The answer of the work, or `otherwise` where there is none within so many seconds."""
        future = self._begin(work)
        if future is None:
            return otherwise
        try:
            return future.result(seconds + GRACE)
        except (NotInTimeError, CancelledError):
            future.cancel()
            return otherwise

    def close(self, last: Coroutine[Any, Any, object]) -> None:
        """Do the last thing, cancel all else, and end within two seconds."""
        if self._begin(self._finish(last), ends=True) is None:
            last.close()
            return
        self._thread.join(_END + GRACE)

    def _begin(self, work: Coroutine[Any, Any, T], *, ends: bool = False) -> Future[T] | None:
        """Hand it over to the loop, unless that is told to end already."""
        with self._gate:
            if not self._open:
                work.close()
                return None
            self._open = not ends
            return asyncio.run_coroutine_threadsafe(work, self._loop)

    async def _finish(self, last: Coroutine[Any, Any, object]) -> None:
        with contextlib.suppress(Exception):  # it ends anyhow, and nobody is left to be told
            await asyncio.wait_for(last, _END / 2)
        self._loop.stop()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_forever()
            _end_all(self._loop)
        finally:
            self._loop.close()


def run_alone(work: Coroutine[Any, Any, T]) -> T:
    """Do that work in a loop of its own, and leave nothing of it behind.

    asyncio.run() cancels once: what the library begins while it is being ended would be told on
    the command line as a task that was destroyed.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        _end_all(loop)
        loop.close()


def _end_all(loop: asyncio.AbstractEventLoop) -> None:
    """Cancel until nothing is left: wait_for() of Python 3.11 may swallow a cancellation.

    What was begun a moment ago takes its first step before: without it, what stands in its
    `finally` would not be done. On a busy machine it is the rounds that count, not the time.
    """
    loop.run_until_complete(asyncio.sleep(0))
    for _ in range(_ROUNDS):
        tasks = asyncio.all_tasks(loop)
        if not tasks:
            break
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks, timeout=_END / 2 / _ROUNDS))
    loop.run_until_complete(asyncio.sleep(0))  # sockets that were given up are closed
