"""Keeps the hub's server running while its station's window is open; invites and revokes nobody."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.worker import Worker
from kiosk.domain.errors import FailureError, KnownError
from kiosk.hub.own import FOLDER, has_hub
from kiosk.services.file_lock import FileLock
from kiosk.texts import N_

TEND_MS = 500
END_MS = 10_000
"""How long closing the window waits for the server; what it leaves behind the next start ends."""
LOCK_FILE = "run.lock"
"""In the hub's folder; `kiosk hub run` takes it too."""

log = logging.getLogger(__name__)


class Phase(StrEnum):
    """How the server of this machine is, as far as this window knows."""

    NONE = "none"
    """The profile has no hub."""
    STARTING = "starting"
    RUNS = "runs"
    ELSEWHERE = "elsewhere"
    """Another program on this machine keeps it running."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Serving:
    """A phase, what is wrong in it, and how often the server had crashed and was started again."""

    phase: Phase = Phase.NONE
    problem: KnownError | None = None
    restarts: int = 0

    @property
    def here(self) -> bool:
        """Whether closing this window takes the hub from the other stations."""
        return self.phase in (Phase.STARTING, Phase.RUNS)

    @property
    def answers(self) -> bool:
        """Whether stations can be invited and revoked now."""
        return self.phase in (Phase.RUNS, Phase.ELSEWHERE)


class Kept(Protocol):
    """What keeps a server: kiosk.hub.keeper.Keeper."""

    @property
    def restarts(self) -> int:
        """How often the server had crashed."""
        ...

    def start(self) -> None:
        """Start it."""
        ...

    def tend(self) -> bool:
        """Start it again where it has crashed; whether that was needed."""
        ...

    def close(self) -> None:
        """End it."""
        ...


class HubServer(QObject):
    """Lives as long as the station. Where the profile has no hub it does nothing.

    `make` makes what keeps the server of a hub's folder. Signals: changed(Serving),
    failed(KnownError) where it does not start.
    """

    changed = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        folder: Path,
        parent: QObject | None = None,
        make: Callable[[Path], Kept] | None = None,
    ) -> None:
        super().__init__(parent)
        self._profile = folder
        self._make = make or _keeper
        self._serving = Serving()
        self._worker: Worker[_Running] | None = None
        self._then: Callable[[], None] | None = None
        self._tend = QTimer(self, interval=TEND_MS)
        self._tend.timeout.connect(self._on_tend)

    @property
    def serving(self) -> Serving:
        """How it is now."""
        return self._serving

    def begin(self, then: Callable[[], None] | None = None) -> None:
        """Start the server where the profile has a hub; again after a failure.

        `then` is called once: when it answers, and also where there is none or it does not start.
        """
        if self._worker is not None or not has_hub(self._profile):
            if then is not None:
                then()
            return
        self._then = then
        self._show(Serving(Phase.STARTING))
        folder, make = self._profile / FOLDER, self._make
        self._worker = Worker("hub-server", lambda: _Running.begin(folder, make), _Running.end)
        self._worker.submit(_is_ours, self._on_begun, self._on_failed)

    def stop(self) -> bool:
        """End it, within ten seconds; whether its thread has ended."""
        self._tend.stop()
        self._then = None
        worker, self._worker = self._worker, None
        return worker is None or worker.stop(drain=False, timeout_ms=END_MS)

    def _on_begun(self, ours: bool) -> None:  # noqa: FBT001  a job's answer
        self._show(Serving(Phase.RUNS if ours else Phase.ELSEWHERE))
        if ours:
            self._tend.start()
        self._go_on()

    def _on_failed(self, problem: Exception) -> None:
        """It did not start: the thread is let go, so that begin() may be tried again."""
        known = _known(problem)
        if self._worker is not None:
            self._worker.stop(drain=False, timeout_ms=END_MS)
            self._worker = None
        self._show(Serving(Phase.FAILED, known))
        self.failed.emit(known)
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()

    @Slot()
    def _on_tend(self) -> None:
        if self._worker is not None and not self._worker.busy:
            self._worker.submit(_tend, self._on_tended, self._on_fallen)

    def _on_tended(self, restarts: int) -> None:
        self._show(Serving(Phase.RUNS, restarts=restarts))

    def _on_fallen(self, problem: Exception) -> None:
        """It cannot be started again now; it is tried on."""
        self._show(Serving(Phase.FAILED, _known(problem), self._serving.restarts))

    def _show(self, serving: Serving) -> None:
        if repr(serving) != repr(self._serving):  # the same problem met again is no news
            self._serving = serving
            self.changed.emit(serving)


class _Running:
    """A server that is kept, with the right to keep it; `kept` is None where another has it."""

    def __init__(self, lock: FileLock, kept: Kept | None) -> None:
        self._lock, self.kept = lock, kept

    @classmethod
    def begin(cls, folder: Path, make: Callable[[Path], Kept]) -> _Running:
        lock = FileLock(folder / LOCK_FILE)
        if not lock.take():
            return cls(lock, None)
        kept = None
        try:
            kept = make(folder)
            kept.start()
        except BaseException:
            if kept is not None:
                kept.close()
            lock.release()
            raise
        return cls(lock, kept)

    def end(self) -> None:
        try:
            if self.kept is not None:
                self.kept.close()
        finally:
            self._lock.release()


def _keeper(folder: Path) -> Kept:
    from kiosk.hub.folder import HubFolder
    from kiosk.hub.keeper import Keeper

    return Keeper(HubFolder(folder))


def _is_ours(running: _Running) -> bool:
    return running.kept is not None


def _tend(running: _Running) -> int:
    """How often it had to be started again, after looking once more."""
    if running.kept is None:
        return 0
    if running.kept.tend():
        log.warning("the hub's server had crashed and was started again")
    return running.kept.restarts


def _known(problem: Exception) -> KnownError:
    if isinstance(problem, KnownError):
        return problem
    log.error("the hub's server met a bug", exc_info=problem)
    return FailureError(N_("El servidor de la central no arranca: {why}"), why=str(problem))
