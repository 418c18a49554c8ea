"""Keeps the station in step with its sources while it works; nobody ever waits for it.

One run is under way at a time: when a source is due by its own time everything, and soon after
something happened here only what waits to be sent. A station for rehearsal sends nothing.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.sync_run import SyncRun, Task
from kiosk.app.worker import Worker
from kiosk.domain.errors import FailureError, KnownError
from kiosk.services import sources, sync
from kiosk.services.context import Context
from kiosk.sources.interface import Source

LOOK_MS = 5_000
"""How often it is looked whether a source is due; the source's own moment decides."""
NUDGE_MS = 500
"""After a scan this long is waited, so that several go out together."""
REST_MS = 60_000
"""After a bug of ours the sources rest this long."""
GRACE_MS = 500
"""At the end a source may take this long to answer; then nobody waits for it any more."""

log = logging.getLogger(__name__)


class SyncController(QObject):
    """Signals: changed() after a run, running(whether one is under way), event_changed(Event)."""

    changed = Signal()
    running = Signal(bool)
    event_changed = Signal(object)

    def __init__(
        self,
        store: Worker[Context],
        net: Worker[None],
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._net, self._folder = store, net, folder
        self._sources: dict[str, Source] = {}
        self._tasks: deque[Task] = deque()
        self._run: SyncRun | None = None
        self._lock = ExitStack()
        self._asked = 0  # answers of the store that are still to come
        self._opening = self._again = self._started = self._lock_held = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self.look)
        self._nudge = QTimer(self, singleShot=True, interval=NUDGE_MS)
        self._nudge.timeout.connect(self._send_now)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)

    @property
    def busy(self) -> bool:
        """Whether a source is being asked, or about to be."""
        return bool(self._asked or self._opening or self._run or self._tasks)

    def start(self) -> None:
        """Begin to look for sources that are due."""
        self._started = True
        self._look.start()
        self.look()

    def stop(self, timeout_ms: int = 3000) -> bool:
        """Begin nothing more; what a source has answered is still written down.

        Ends the net worker, and lets go of a source that hangs; the store's must still run.
        Answers whether it ended in time.
        """
        self._started = False
        self._look.stop()
        self._nudge.stop()
        self._tasks.clear()
        if self._run is not None:
            self._run.stop()
        ended = self._net.stop(drain=False, timeout_ms=min(GRACE_MS, timeout_ms))
        for source in self._sources.values():
            source.close()
        ended = ended or self._net.stop(timeout_ms=timeout_ms)
        if self._run is not None:
            self._run.store_arrived()
        self._lock.close()
        self._sources.clear()
        return ended

    @Slot()
    def nudge(self) -> None:
        """Something happened that a source may want to know: send it soon."""
        if self._started and not self._nudge.isActive():
            self._nudge.start()

    @Slot()
    def sync_now(self) -> None:
        """Run every source now, also those that wait for somebody or for their time."""
        self._ask(_everything)

    @Slot()
    def look(self) -> None:
        """Run what is due."""
        if not self.busy and not self._rest.isActive():
            self._ask(_due)

    @Slot()
    def _send_now(self) -> None:
        if self.busy:
            self._again = True
        else:
            self._ask(_to_send)

    def _ask(self, job: Callable[[Context], tuple[Task, ...]]) -> None:
        if self._started:
            self._asked += 1
            self._store.submit(job, self._on_tasks, self._on_unread)

    def _on_tasks(self, tasks: tuple[Task, ...]) -> None:
        self._asked -= 1
        waiting = set(self._tasks)
        self._tasks.extend(task for task in tasks if task not in waiting)
        self._next()

    def _next(self) -> None:
        if self._run is not None or self._opening or not self._started:
            return
        if not self._tasks or not self._locked():
            self._pause()
            return
        task = self._tasks.popleft()
        known = self._sources.get(task.name)
        if known is not None:
            self._begin(task, known)
            return
        self._opening = True
        self._store.submit(
            lambda ctx: sources.open_source(ctx, task.name),
            partial(self._on_opened, task),
            self._on_not_opened,
        )

    def _locked(self) -> bool:
        """Hold the right to synchronise while there is something to do; another program may."""
        try:
            if not self._lock_held:
                self._lock.enter_context(sync.sync_lock(self._folder))
                self._lock_held = True
        except (FailureError, OSError) as problem:
            log.info("the sources wait: %s", type(problem).__name__)
            self._tasks.clear()
            return False
        return True

    def _pause(self) -> None:
        """Nothing is to be done now."""
        self._lock.close()
        self._lock_held = False
        self.running.emit(False)  # noqa: FBT003  the signal's one value
        if self._again:
            self._again = False
            self.nudge()

    def _on_opened(self, task: Task, source: Source) -> None:
        self._opening = False
        self._sources[task.name] = source
        if self._started:
            self._begin(task, source)

    def _begin(self, task: Task, source: Source) -> None:
        self.running.emit(True)  # noqa: FBT003  the signal's one value
        self._run = SyncRun(self._store, self._net, source, task, self)
        self._run.event_changed.connect(self._reload)
        self._run.ended.connect(self._on_ended)
        self._run.start()

    @Slot(object)
    def _on_ended(self, problem: Exception | None) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        if problem is not None and not isinstance(problem, KnownError):
            log.error("a run with a source met a bug", exc_info=problem)
            self._rest.start()
        self.changed.emit()
        self._next()

    def _on_unread(self, problem: Exception) -> None:
        self._asked -= 1
        self._on_failed(problem)

    def _on_not_opened(self, problem: Exception) -> None:
        self._opening = False
        self._on_failed(problem)
        self._next()

    def _on_failed(self, problem: Exception) -> None:
        """The store could not tell, or a source's settings make no sense: not at once again."""
        log.warning("the sources could not be read", exc_info=problem)
        self._rest.start()

    @Slot()
    def _reload(self) -> None:
        self._store.renew(sync.reload_event, self._on_reloaded, self._on_failed)

    def _on_reloaded(self, ctx: Context) -> None:
        self.event_changed.emit(ctx.event)


def _everything(ctx: Context) -> tuple[Task, ...]:
    return tuple(Task(one.name, pull=True, rush=True) for one in sync.status(ctx))


def _due(ctx: Context) -> tuple[Task, ...]:
    """The sources whose moment has come; those that wait for somebody are left alone."""
    now = ctx.clock()
    return tuple(
        Task(one.name, pull=True)
        for one in sync.status(ctx)
        if not one.suspended and (one.next_at is None or one.next_at <= now)
    )


def _to_send(ctx: Context) -> tuple[Task, ...]:
    """The sources that can be told at once; in trouble they are told when their time comes."""
    return tuple(
        Task(one.name, pull=False)
        for one in sync.status(ctx)
        if one.error is None and one.list_at is not None
    )
