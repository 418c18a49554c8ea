"""A window's line to the other stations, from begin() to stop(); decides nothing of a passage.

Three threads wait for the hub, so that no scan does: one tells, one reads the journal, one has the
list. The store's thread does their short steps between scans.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import battery, hub_jobs
from kiosk.app.hub_jobs import Sign
from kiosk.app.hub_journal import HubJournal
from kiosk.app.hub_view import HubView
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.hub.interface import Hub
from kiosk.hub.membership import Membership
from kiosk.services.context import Context
from kiosk.services.hub_line import membership_of, open_line, with_line
from kiosk.services.stations import EVERY, stations

__all__ = ["HubLine", "HubView"]

LOOK_MS = 1_000
"""How often it is looked how old the others' signs are, and what other programs wrote here."""
NEWS_MS = 100
"""The screens are told of others' entries at once, and not more often than this."""
END_MS = 2_000
"""How long a thread may take to end, once its line is closed."""

log = logging.getLogger(__name__)


class HubLine(QObject):
    """Lives as long as the station. Without a membership in the profile it does nothing.

    Signals: changed(HubView), taken() when entries or records of others came in,
    event_changed(Event), failed(KnownError) where the membership cannot be read, crashed(exception)
    for a bug.
    """

    changed = Signal(object)
    taken = Signal()
    event_changed = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)

    def __init__(self, store: Worker[Context], folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._folder = store, folder
        self._view = HubView()
        self._workers: dict[str, Worker[None]] = {}
        self._opened: list[Hub] = []
        self._hub: Hub | None = None
        self._journal: HubJournal | None = None
        self._stopped = self._beating = self._news = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._beat = QTimer(self, interval=round(EVERY * 1000))
        self._beat.timeout.connect(self._on_beat)
        self._rest = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._rest.timeout.connect(self._on_rested)
        store.stirred.connect(self._on_stirred)

    @property
    def view(self) -> HubView:
        """How this station stands with the others now."""
        return self._view

    def begin(self) -> None:
        """Open the line where the profile belongs to a hub; a second call changes nothing."""
        if self._workers or self._stopped:
            return
        try:
            membership = membership_of(self._folder)
        except KnownError as problem:
            self.failed.emit(problem)
            return
        if membership is None:
            return
        for name in ("hub-send", "hub-read", "hub-list"):
            self._workers[name] = worker = Worker[None](name)
            worker.crashed.connect(self.crashed)
        opened = self._opened

        def open_it(_net: None) -> Hub:
            opened.append(open_line(membership, self._folder))
            return opened[-1]

        self._show(HubView(member=True, name=membership.name))
        done = partial(self._on_opened, membership)
        self._workers["hub-send"].submit(open_it, done, self._on_bug)

    def stop(self) -> bool:
        """End everything; the store must still run. Whether all threads ended in time."""
        self._stopped = True
        for timer in (self._look, self._beat, self._rest):
            timer.stop()
        if self._journal is not None:
            self._journal.stop()
        self._close()
        ended = [one.stop(drain=False, timeout_ms=END_MS) for one in self._workers.values()]
        self._close()  # a line that was just being opened
        return all(ended)

    def _close(self) -> None:
        """Whoever waits for an answer over the line is let go."""
        while self._opened:
            self._opened.pop().close()

    def _on_opened(self, membership: Membership, hub: Hub) -> None:
        self._hub = hub
        line = partial(_lined, membership, hub)
        self._store.renew(line, self._on_lined, self._on_bug)

    def _on_lined(self, _ctx: Context) -> None:
        if self._hub is None or self._stopped:
            return
        reader, sender = self._workers["hub-read"], self._workers["hub-send"]
        self._journal = journal = HubJournal(self._store, self._hub, reader, sender, self)
        journal.taken.connect(self._on_taken)
        journal.told.connect(self._on_told)
        journal.asked.connect(self._refresh)
        journal.start()
        self._look.start()
        self._beat.start()
        self._on_beat()

    @Slot()
    def _on_stirred(self) -> None:
        """Something was written here: whatever of it the others should know is told at once."""
        if self._journal is not None:
            self._journal.poke()

    @Slot()
    def _on_look(self) -> None:
        self._refresh()
        self._on_stirred()

    # what the screens are told

    @Slot()
    def _on_taken(self) -> None:
        self._news = True
        if not self._rest.isActive():
            self._on_rested()

    @Slot()
    def _on_rested(self) -> None:
        if self._news:
            self._news = False
            self._rest.start()
            self.taken.emit()

    @Slot(int)
    def _on_told(self, waiting: int) -> None:
        self._show(replace(self._view, waiting=waiting))

    @Slot()
    def _refresh(self) -> None:
        """The line and the others as they are now."""
        if self._hub is None:
            return
        health = self._hub.health()
        if health.connected and not self._view.connected and self._journal is not None:
            self._journal.poke()  # what waited for the hub
        seen = stations(self._view.stations, self._hub.beats(), datetime.now(UTC))
        self._show(
            replace(
                self._view,
                connected=health.connected,
                trouble=health.trouble,
                stations=seen,
            )
        )

    def _show(self, view: HubView) -> None:
        if view != self._view:
            self._view = view
            self.changed.emit(view)

    # signs of life

    @Slot()
    def _on_beat(self) -> None:
        if self._beating or self._stopped:
            return
        self._beating = True
        sender = self._workers["hub-send"]
        sender.submit(lambda _net: battery.percent(), self._on_battery, self._no_beat)

    def _on_battery(self, percent: int | None) -> None:
        job = partial(_sign, percent)
        self._store.submit(job, self._on_sign, self._no_beat)

    def _on_sign(self, sign: Sign) -> None:
        self._beating = False
        if self._hub is not None and not self._stopped:
            self._hub.beat(sign.body)
        self._show(replace(self._view, waiting=sign.waiting, conflicts=sign.conflicts))

    def _no_beat(self, problem: Exception) -> None:
        self._beating = False
        log.warning("this station could not say how it is", exc_info=problem)

    def _on_bug(self, problem: Exception) -> None:
        log.error("the line to the other stations could not be opened", exc_info=problem)
        self.crashed.emit(problem)


def _lined(membership: Membership, hub: Hub, ctx: Context) -> Context:
    return with_line(ctx, membership, hub)


def _sign(percent: int | None, ctx: Context) -> Sign:
    return hub_jobs.sign_of_life(ctx, percent)
