"""Asks the sources for a code that nobody here knows, for two seconds at most; decides nothing.

It has a worker and connections of its own: a long pull must not keep a person waiting.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.feed import Batch
from kiosk.services import sources, sync
from kiosk.services.context import Context
from kiosk.sources.interface import Source

DEADLINE_MS = 2_000
"""After this the station decides by what it knows; a later answer still helps the next scan."""
REST_MS = 30_000
"""After a source that cannot be reached nobody is kept waiting for it for this long."""

log = logging.getLogger(__name__)

Done = Callable[[], None]


class _Question(QObject):
    """One code under way. `done` is called once, by the answer or by the deadline."""

    def __init__(self, code: str, done: Done, ask: list[Source], parent: QObject) -> None:
        super().__init__(parent)
        self.code, self.ask = code, ask
        self._done: Done | None = done
        self._deadline = QTimer(self, singleShot=True, interval=DEADLINE_MS)
        self._deadline.timeout.connect(self.answer)
        self._deadline.start()

    @Slot()
    def answer(self) -> None:
        """Nobody waits for it any more after this."""
        self._deadline.stop()
        done, self._done = self._done, None
        if done is not None:
            done()

    def drop(self) -> None:
        """Whoever asked is told nothing any more: the station closes."""
        self._deadline.stop()
        self._done = None

    def end(self) -> None:
        """Nothing of it is under way any more."""
        self.answer()
        self.deleteLater()


class SourceAsker(QObject):
    """Belongs to one station. `ready` is False while there is nobody to ask."""

    def __init__(
        self, store: Worker[Context], net: Worker[None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._net = store, net
        self._known: dict[str, Source] = {}
        self._started = self._there = False
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)

    @property
    def ready(self) -> bool:
        """Whether there is a source that can be asked just now."""
        return self._started and self._there and not self._rest.isActive()

    def start(self) -> None:
        """Find out which sources there are."""
        self._started = True
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """The sources may be others, or may be reached again."""
        if self._started:
            names = frozenset(self._known)
            self._store.submit(lambda ctx: _open(ctx, names), self._on_opened, self._on_failed)

    def stop(self, timeout_ms: int = 3000) -> bool:
        """Ask nobody any more; answers whether the worker ended in time."""
        self._started = False
        for source in self._known.values():
            source.close()  # whoever asks is let go
        self._known.clear()
        for question in self.findChildren(_Question):
            question.drop()
        return self._net.stop(drain=False, timeout_ms=timeout_ms)

    def ask(self, code: str, done: Done) -> None:
        """Ask each source in turn; `done()` is called once, in two seconds at the latest."""
        self._next(_Question(code, done, list(self._known.values()), self))

    def _next(self, question: _Question) -> None:
        if not question.ask or not self._started:
            question.end()
            return
        source, code = question.ask.pop(0), question.code
        self._net.submit(
            lambda _net: source.look_up(code),
            lambda batch: self._on_found(question, source.name, batch),
            lambda problem: self._on_trouble(question, problem),
        )

    def _on_found(self, question: _Question, name: str, batch: Batch | None) -> None:
        if batch is None or not self._started:
            self._next(question)
            return
        self._store.submit(
            lambda ctx: sync.apply_looked_up(ctx, name, batch),
            lambda _applied: question.end(),
            lambda problem: self._on_trouble(question, problem),
            urgent=True,
        )

    def _on_trouble(self, question: _Question, problem: Exception) -> None:
        if not isinstance(problem, KnownError):
            log.error("a source could not be asked for a code", exc_info=problem)
        self._rest.start()
        question.end()

    def _on_opened(self, found: tuple[tuple[str, Source | None], ...]) -> None:
        names = {name for name, _source in found}
        self._known.update({name: source for name, source in found if source is not None})
        self._known = {name: one for name, one in self._known.items() if name in names}
        self._there = bool(self._known)

    def _on_failed(self, problem: Exception) -> None:
        log.warning("the sources could not be read: %s", type(problem).__name__)


def _open(ctx: Context, known: frozenset[str]) -> tuple[tuple[str, Source | None], ...]:
    """The sources that answered the last time; those that are known already need no new one."""
    names = [one.name for one in sync.status(ctx) if one.error is None and one.list_at is not None]
    return tuple(
        (name, None if name in known else sources.open_source(ctx, name)) for name in names
    )
