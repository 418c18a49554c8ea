"""A window's line to the other stations, from begin() to stop(); decides nothing of a passage.

Three threads wait for the hub, so that no scan does: one tells, one reads the journal, one has the
list. The store's thread does their short steps between scans.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import battery, hub_jobs
from kiosk.app.changed_file import ChangedFile
from kiosk.app.hub_jobs import Sign
from kiosk.app.hub_journal import HubJournal
from kiosk.app.hub_list import HubList
from kiosk.app.hub_view import HubView
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.hub.interface import Hub
from kiosk.hub.membership import Membership
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.hub_line import membership_of, open_line, with_line
from kiosk.services.profile import EVENT_FILE, open_profile
from kiosk.services.roster_apply import settle_event
from kiosk.services.stations import EVERY, stations
from kiosk.store.connect import close

__all__ = ["HubLine", "HubView"]

LOOK_MS = 1_000
"""How often it is looked how old the others' signs are, and what other programs wrote here."""
NEWS_MS = 100
"""The screens are told of others' entries at once, and not more often than this."""
END_MS = 2_000
"""How long a thread may take to end, once its line is closed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Threads:
    """Where this station waits for the hub; `lister` has a connection where it tells the list."""

    sender: Worker[None]
    reader: Worker[None]
    lister: Worker[Context | None]

    @property
    def all(self) -> tuple[Worker[Any], ...]:
        return (self.sender, self.reader, self.lister)


@dataclass(frozen=True, slots=True)
class _Open:
    """The line while it is open."""

    hub: Hub
    journal: HubJournal
    list: HubList


class HubLine(QObject):
    """Lives as long as the station. Without a membership in the profile it does nothing.

    Signals: changed(HubView), taken() when entries or records of others came in,
    event_changed(Event), failed(KnownError) where the membership or the event's file cannot be
    read, crashed(exception) for a bug.
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
        self._threads: _Threads | None = None
        self._made: list[Hub] = []
        self._open: _Open | None = None
        self._event: Event | None = None
        self._own_file = ChangedFile(folder / EVENT_FILE)
        self._stopped = self._beating = self._news = self._source = False
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._beat = QTimer(self, interval=round(EVERY * 1000))
        self._beat.timeout.connect(self._on_beat)
        self._rest = QTimer(self, singleShot=True, interval=NEWS_MS)
        self._rest.timeout.connect(self._on_rested)
        store.stirred.connect(self.poke)

    @property
    def view(self) -> HubView:
        """How this station stands with the others now."""
        return self._view

    def begin(self) -> None:
        """Open the line where the profile belongs to a hub; a second call changes nothing."""
        if self._threads is not None or self._stopped:
            return
        try:
            membership = membership_of(self._folder)
        except KnownError as problem:
            self.failed.emit(problem)
            return
        if membership is None:
            return
        self._source = membership.source
        self._threads = threads = self._begin_threads(membership)
        for worker in threads.all:
            worker.crashed.connect(self.crashed)
        self._show(HubView(member=True, name=membership.name))
        made, folder = self._made, self._folder

        def open_it(_net: None) -> Hub:
            made.append(open_line(membership, folder))
            return made[-1]

        threads.sender.submit(open_it, partial(self._on_made, membership), self._on_bug)

    def stop(self) -> bool:
        """End everything; the store must still run. Whether all threads ended in time."""
        self._stopped = True
        for timer in (self._look, self._beat, self._rest):
            timer.stop()
        if self._open is not None:
            self._open.journal.stop()
            self._open.list.stop()
        if self._threads is None:
            return True
        self._close()
        ended = [one.stop(drain=False, timeout_ms=END_MS) for one in self._threads.all]
        self._close()  # a line that was just being opened
        return all(ended)

    @Slot()
    def poke(self) -> None:
        """Something was written here: whatever of it the others should know is told at once."""
        if self._open is not None:
            self._open.journal.poke()

    @Slot()
    def poke_list(self) -> None:
        """The list may be another than it was: the others are told, if this station tells it."""
        if self._open is not None:
            self._open.list.poke()

    # beginning and ending

    def _begin_threads(self, membership: Membership) -> _Threads:
        lister: Worker[Any]
        if membership.source:
            lister = Worker("hub-list", partial(open_profile, self._folder), _close_profile)
        else:
            lister = Worker("hub-list")
        return _Threads(Worker("hub-send"), Worker("hub-read"), lister)

    def _close(self) -> None:
        """Whoever waits for an answer over the line is let go."""
        while self._made:
            self._made.pop().close()

    def _on_made(self, membership: Membership, hub: Hub) -> None:
        if not self._stopped:
            self._store.renew(
                lambda ctx: with_line(ctx, membership, hub),
                partial(self._on_lined, membership, hub),
                self._on_bug,
            )

    def _on_lined(self, membership: Membership, hub: Hub, ctx: Context) -> None:
        if self._threads is None or self._stopped:
            return
        self._event, at = ctx.event, self._threads
        journal = HubJournal(self._store, hub, at.reader, at.sender, self)
        journal.taken.connect(self._on_taken)
        journal.told.connect(self._on_told)
        journal.asked.connect(self._refresh)
        listed = HubList(self._store, at.lister, hub, membership, self)
        listed.taken.connect(self._on_taken)
        listed.settle.connect(self._settle)
        self._open = _Open(hub, journal, listed)
        journal.start()
        listed.start()
        self._look.start()
        self._beat.start()
        self._on_beat()

    def _on_bug(self, problem: Exception) -> None:
        log.error("the line to the other stations met a bug", exc_info=problem)
        self.crashed.emit(problem)

    # the event

    @Slot()
    def _settle(self) -> None:
        """The others' event is another one: policies are in force with the renewed context."""
        self._store.renew(settle_event, self._on_event, self._not_read)

    def _on_event(self, ctx: Context) -> None:
        if ctx.event != self._event:
            self._event = ctx.event
            self.event_changed.emit(ctx.event)

    def _on_own_event(self, ctx: Context) -> None:
        self._on_event(ctx)
        self.poke_list()

    def _not_read(self, problem: Exception) -> None:
        """A file that is wrong leaves the event as it was, until somebody writes it again."""
        if isinstance(problem, KnownError):
            self.failed.emit(problem)
        else:
            self._on_bug(problem)

    @Slot()
    def _on_look(self) -> None:
        self._refresh()
        self.poke()
        if self._source and self._own_file.changed():
            self._store.renew(reload_event, self._on_own_event, self._not_read)

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
        if self._open is None:
            return
        health = self._open.hub.health()
        again = health.connected and not self._view.connected
        seen = stations(self._view.stations, self._open.hub.beats(), datetime.now(UTC))
        self._show(
            replace(self._view, connected=health.connected, trouble=health.trouble, stations=seen)
        )
        if again:  # what waited for the hub
            self.poke()
            self.poke_list()

    def _show(self, view: HubView) -> None:
        if view != self._view:
            self._view = view
            self.changed.emit(view)

    # signs of life

    @Slot()
    def _on_beat(self) -> None:
        if self._beating or self._stopped or self._threads is None:
            return
        self._beating = True
        self._threads.sender.submit(_battery, self._on_battery, self._no_beat)

    def _on_battery(self, percent: int | None) -> None:
        if not self._stopped:
            self._store.submit(
                lambda ctx: hub_jobs.sign_of_life(ctx, percent), self._on_sign, self._no_beat
            )

    def _on_sign(self, sign: Sign) -> None:
        self._beating = False
        if self._open is not None and not self._stopped:
            self._open.hub.beat(sign.body)
            self._show(replace(self._view, waiting=sign.waiting, conflicts=sign.conflicts))

    def _no_beat(self, problem: Exception) -> None:
        self._beating = False
        log.warning("this station could not say how it is", exc_info=problem)


def _battery(_net: None) -> int | None:
    return battery.percent()


def _close_profile(ctx: Context) -> None:
    close(ctx.db)
