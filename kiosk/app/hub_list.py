"""Shares the list while the window is open: the station of the sources tells it, others take it in.

store: stand; where this station tells it: hub-list: tell -> store: note, page by page
where not: hub-list: fetch -> store: take_some, again and again
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app import hub_list_jobs as jobs
from kiosk.app.hub_list_jobs import Page, Records, Stand, TookRecords
from kiosk.app.worker import Worker
from kiosk.domain.event import Event
from kiosk.hub.interface import Hub, Survey
from kiosk.hub.membership import Membership
from kiosk.services.context import Context
from kiosk.services.list_line import begin_to_tell
from kiosk.services.roster_apply import Item

T = TypeVar("T")
EVERY_MS = 30_000
"""How often the list is compared with what was told of it, whatever happened."""
REST_MS = 1_000
"""After this it is tried again where the hub, or the store, could not say."""
_ASKED = 1.0

log = logging.getLogger(__name__)


class HubList(QObject):
    """Works with one line until stop(). `lister` is the list's own thread.

    Where this station holds the sources, `lister` owns a connection to the store of its own.
    Signals: taken() when records came in, settle() when they said something of the event.
    """

    taken = Signal()
    settle = Signal()

    def __init__(
        self,
        store: Worker[Context],
        lister: Worker[Context | None],
        hub: Hub,
        membership: Membership,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._store, self._lister = store, lister
        self._hub, self._membership = hub, membership
        self._listed = ""
        self._pieces: deque[Sequence[Item]] = deque()
        self._busy = self._again = self._stopped = False
        self._event_said = True  # a program that ended too early may have left it unsettled
        self._every = QTimer(self, interval=EVERY_MS)
        self._every.timeout.connect(self.poke)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.poke)

    def start(self) -> None:
        """Tell the list, or read it, from now on."""
        self._every.start()
        self.poke()

    def stop(self) -> None:
        """Begin nothing more; whoever owns line and worker ends them."""
        self._stopped = True
        self._every.stop()
        self._rest.stop()

    @Slot()
    def poke(self) -> None:
        """The list may be another, or the hub may be there again."""
        self._again = True
        self._begin()

    def _begin(self) -> None:
        if self._busy or self._stopped:
            return
        self._busy, self._again = True, False
        self._listed = listed = self._hub.health().roster
        membership = self._membership
        self._on_store(lambda ctx: jobs.stand(ctx, membership, listed), self._on_stand)

    def _on_stand(self, stand: Stand) -> None:
        if not stand.known:
            self._pause()
        elif stand.tells:
            self._tell(stand.event, None)
        else:
            self._read_on(stand.cursor)

    def _pause(self) -> None:
        """Nothing to be done now; soon it may be otherwise."""
        self._busy = False
        self._rest.start()

    # telling

    def _tell(self, event: Event, after: int | None) -> None:
        job = partial(jobs.tell, event=event, hub=self._hub, after=after)
        self._on_list(job, partial(self._on_page, event))

    def _on_page(self, event: Event, page: Page) -> None:
        if page.sent:
            self._on_store(lambda ctx: jobs.note(ctx, page), partial(self._on_noted, event))
        else:
            self._on_noted(event, page)

    def _on_noted(self, event: Event, page: Page) -> None:
        if not page.whole:
            self._pause()
        elif page.next is not None:
            self._tell(event, page.next)
        else:
            self._busy = False
            if self._again:
                self._begin()

    # reading

    def _read_on(self, cursor: int) -> None:
        hub = self._hub
        self._on_list(lambda _own: jobs.fetch(hub, cursor), partial(self._on_fetched, cursor))

    def _on_fetched(self, cursor: int, records: Records) -> None:
        if records.listed != self._listed:
            self._busy = False
            self._begin()
        elif records.items:
            step = jobs.PIECE
            starts = range(0, len(records.items), step)
            self._pieces.extend(records.items[start : start + step] for start in starts)
            self._take_some()
        else:
            self._read_all(cursor)

    def _take_some(self) -> None:
        parts, urgent = tuple(self._pieces), self._store.urgent_waits
        self._on_store(lambda ctx: jobs.take_some(ctx, parts, urgent), self._on_taken)

    def _on_taken(self, took: TookRecords) -> None:
        for _ in range(took.pieces):
            self._pieces.popleft()
        self._event_said |= took.event
        if took.records:
            self.taken.emit()
        if self._pieces:
            self._take_some()
            return
        self._settle()
        self._read_on(took.cursor)

    def _read_all(self, cursor: int) -> None:
        """Nothing more for now; who holds the sources may begin to tell once that is certain."""
        self._settle()
        if not self._membership.source:
            self._read_on(cursor)
            return
        hub = self._hub
        self._on_list(lambda _own: hub.survey(_ASKED), partial(self._on_survey, cursor))

    def _on_survey(self, cursor: int, survey: Survey | None) -> None:
        membership = self._membership
        self._on_store(
            lambda ctx: begin_to_tell(ctx, membership, survey), partial(self._on_asked, cursor)
        )

    def _on_asked(self, cursor: int, tells: bool) -> None:  # noqa: FBT001  the job's one answer
        if tells:
            self._busy = False
            self._begin()
        else:
            self._read_on(cursor)

    def _settle(self) -> None:
        if self._event_said:
            self._event_said = False
            self.settle.emit()

    # the threads

    def _on_store(self, job: Callable[[Context], T], done: Callable[[T], None]) -> None:
        if not self._stopped:
            self._store.submit(job, done, self._on_failed)

    def _on_list(self, job: Callable[[Context | None], T], done: Callable[[T], None]) -> None:
        if not self._stopped:
            self._lister.submit(job, done, self._on_failed)

    def _on_failed(self, problem: Exception) -> None:
        log.error("the list could not be shared", exc_info=problem)
        self._pieces.clear()
        if not self._stopped:
            self._pause()
