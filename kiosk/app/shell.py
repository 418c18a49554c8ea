"""One station at work: its workers, its screen, its scanner, and their end in the right order."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kiosk.app import screens
from kiosk.app.hub_leave import HubLeave
from kiosk.app.hub_line import HubLine
from kiosk.app.hub_server import HubServer
from kiosk.app.hub_twice import HubTwice
from kiosk.app.language import Language
from kiosk.app.pin import pin_fits
from kiosk.app.pin_tries import CheckPin
from kiosk.app.print_controller import PrintController
from kiosk.app.printer_watch import PrinterWatch
from kiosk.app.remote_lights import RemoteLights
from kiosk.app.sounds import Sounds
from kiosk.app.source_asker import SourceAsker
from kiosk.app.sync_controller import SyncController
from kiosk.app.window import StationWindow
from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station
from kiosk.scanning.echo import EchoFilter
from kiosk.services.context import Context
from kiosk.services.invitation_scan import FOR_A_STATION, is_scanned_invitation
from kiosk.services.profile import open_profile
from kiosk.store.connect import close
from kiosk.store.transact import written
from kiosk.texts import _, current
from kiosk.texts.explain import error_text
from kiosk.texts.formats import localised
from kiosk.ui import stylesheet
from kiosk.ui.wedge_filter import WedgeFilter

log = logging.getLogger(__name__)

DEVICE = "wedge"


class Shell(QObject):
    """Opens the profile in `folder` as `station`; raises KnownError where that cannot be.

    Signals: ended(True if all threads ended in time) when the window was closed.
    """

    ended = Signal(bool)

    def __init__(
        self,
        folder: Path,
        station: Station,
        clock: Callable[[], datetime],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        event = _event_of(folder)
        self.station = screens.for_role(event, station)
        self._folder, self._clock = folder, clock
        self._echo = EchoFilter()
        self.language = Language(self)
        self.language.use(station.language)
        self.sounds = Sounds(on=station.sound, parent=self)
        self.store = Worker("store", self._open_store, _close_store, _written)
        self.printer: Worker[None] = Worker("print")
        self.net: Worker[None] = Worker("net")
        self.asking: Worker[None] = Worker("asking")
        self.syncing = SyncController(self.store, self.net, folder, self)
        self.asker = SourceAsker(self.store, self.asking, self)
        self.hub = HubLine(self.store, folder, self)
        self.server = HubServer(folder, self)
        self.printing = PrintController(self.store, self.printer, folder, self)
        lane = self.printing.lanes.of
        self.watch = PrinterWatch(lane, station.all_printers, folder, self)
        self.lights = RemoteLights(self.hub, self.watch, folder, self)
        self.wedge = WedgeFilter(station.wedge, self)
        check_pin = self._pin_checker()
        self.screen = screens.build(
            screens.Parts(
                store=self.store,
                printer=self.printer,
                printing=self.printing,
                language=self.language,
                event=event,
                station=self.station,
                sounds=self.sounds,
                watch=self.watch,
                clock=clock,
                syncing=self.syncing,
                asker=self.asker,
                hub=self.hub,
                server=self.server,
                folder=folder,
                check_pin=check_pin,
            )
        )
        self.window = StationWindow(
            self.screen.view,
            f"{localised(event.name, current())} · {station.name}",
            guarded=self.screen.guarded,
            check_pin=check_pin,
        )
        self.window.hold = HubLeave(self.window, self.server, self.screen.hold).hold
        self.twice = HubTwice(self.store, self.hub, self._say, self)
        self._connect()

    def _connect(self) -> None:
        self.wedge.scanned.connect(self.on_scan)
        self.window.left.connect(self.close)
        own: tuple[Worker[Any], ...] = (self.store, self.printer, self.net, self.asking)
        for worker in (*own, *self.screen.helpers):
            worker.crashed.connect(self._on_crashed)
        self.syncing.changed.connect(self.asker.refresh)
        self.printing.failed.connect(self._on_crashed)
        self.hub.crashed.connect(self._on_crashed)
        self.hub.failed.connect(self._tell)
        self.server.failed.connect(self._tell)
        self.hub.taken.connect(self.syncing.nudge)
        self.hub.taken.connect(self.printing.look)
        self.syncing.changed.connect(self.hub.poke_list)

    def _open_store(self) -> Context:
        """Runs in the store's thread, which owns the connection."""
        opened = open_profile(self._folder, self._clock)
        return replace(opened, station=self.station)

    def _pin_checker(self) -> CheckPin | None:
        """Compares a PIN in the store's thread: Argon2 takes longer than a frame."""
        pin_hash, store = self.station.pin_hash, self.store
        if not pin_hash:
            return None

        def check(pin: str, answer: Callable[[bool], None]) -> None:
            store.submit(lambda _ctx: pin_fits(pin, pin_hash), answer, urgent=True)

        return check

    def open(self) -> None:
        """Show the window and begin to work."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            stylesheet.apply(application, self.station.theme)
        self.screen.start()
        self.window.open()
        self.wedge.install()
        self.printing.start()
        self.watch.start()
        self.syncing.start()
        self.asker.start()
        self.server.begin(self.hub.begin)
        QTimer.singleShot(0, self.sounds.prepare)

    @Slot(str)
    def on_scan(self, text: str) -> None:
        """Hand a reading to the screen, unless it is an echo or the way out lies over it.

        An invitation to a hub stands for nobody: it would be looked up, and recorded as refused.
        """
        now = time.monotonic_ns() // 1_000_000
        if self._echo.is_echo(text, DEVICE, now) or self.window.asking:
            return
        if not is_scanned_invitation(text):
            self.screen.on_scan(text)
        elif self.screen.took is None or not self.screen.took(text):
            self._say(_invitation_words)

    def tell_bug(self) -> None:
        """Say on the screen that something failed; the work goes on."""
        self._say(_bug_words)

    @Slot(object)
    def _tell(self, problem: KnownError) -> None:
        self._say(partial(error_text, problem))

    def _say(self, words: Callable[[], str]) -> None:
        if self.screen.tell_problem is not None:
            self.screen.tell_problem(words)
        else:
            self.window.tell_problem(words())

    @Slot(object)
    def _on_crashed(self, problem: Exception) -> None:
        log.error("a background job failed", exc_info=problem)
        self.tell_bug()

    @Slot()
    def close(self) -> None:
        """End everything: input, sources, the other stations, printing, at last the store.

        A server that keeps us waiting does not keep the program: what it has not answered for
        is sent again, and doing so twice does nothing twice.
        """
        self.wedge.uninstall()
        for timer in self.window.findChildren(QTimer):
            timer.stop()
        self.watch.stop()
        self.lights.stop()
        if self.screen.let_go is not None:
            self.screen.let_go()
        helped = [worker.stop(drain=False) for worker in self.screen.helpers]
        asked = self.asker.stop()
        synchronised = self.syncing.stop()
        shared = self.hub.stop()
        printed = self.printing.stop()
        stored = self.store.stop()
        served = self.server.stop()
        exchanged = asked and synchronised and shared and served
        self.ended.emit(printed and stored and exchanged and all(helped))


def _event_of(folder: Path) -> Event:
    """The event as file and sources say it: a door may stand at a list of a source."""
    context = open_profile(folder)
    try:
        return context.event
    finally:
        close(context.db)


def _written(context: Context) -> int:
    return written(context.db)


def _close_store(context: Context) -> None:
    close(context.db)


def _invitation_words() -> str:
    return _(FOR_A_STATION)


def _bug_words() -> str:
    return _("Algo falló y quedó en el registro. Puede seguir trabajando.")
