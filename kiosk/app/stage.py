"""Plays a station without a display: the real screens and controllers, a clock that stands."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from kiosk.app.shell import Shell
from kiosk.domain.errors import FailureError
from kiosk.domain.settings import Station, StationRole
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.demo import demo_clock
from kiosk.services.find import search
from kiosk.services.profile import demo_profile, load_station
from kiosk.store.connect import close
from kiosk.texts import N_
from kiosk.ui import stylesheet

_LOOK_MS = 10
_QUIET_LOOKS = 3
_MOST_LOOKS = 1500
_SHORT_MS = 500
"""Timers up to this wait for typing to rest; longer ones are stay times."""

Prepare = Callable[[Context], None]
"""Something that is done to the demo event before a station opens."""


def make_demo(folder: Path) -> None:
    """Build the demo event with its morning's arrivals."""
    close(demo_profile(folder, arrivals=True).db)


class Stage:
    """One station of the demo event, opened in a copy of `template`; use it in a with block."""

    def __init__(
        self,
        template: Path,
        folder: Path,
        size: tuple[int, int],
        at: datetime | None = None,
        prepare: Prepare | None = None,
        station: Mapping[str, object] | None = None,
    ) -> None:
        shutil.copytree(template, folder)
        self._folder, self._clock, self._size = folder, demo_clock(at), size
        self.station: Station = replace(
            load_station(folder),
            **(station or {}),  # type: ignore[arg-type]  # fields by name
        )
        if prepare is not None:
            context = demo_profile(folder, at)
            try:
                prepare(replace(context, station=self.station))
            finally:
                close(context.db)

    def __enter__(self) -> Stage:
        self.shell = Shell(self._folder, self.station, self._clock)
        self.shell.sounds.set_on(on=False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            stylesheet.apply(application, self.station.theme)
        self.shell.screen.start()
        self.shell.window.resize(*self._size)
        self.shell.window.show()
        self.shell.watch.start()
        self.settle()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.shell.window.close_now()
        self.shell.window.deleteLater()
        self.shell.deleteLater()
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def view(self) -> Any:  # noqa: ANN401  each role's screen is a class of its own
        """The screen's view, of the role's own class."""
        return self.shell.screen.view

    def speak(self, lang: str) -> None:
        """Speak a language; at self-service as if a finger had chosen it, so that it stays."""
        if self.station.role is StationRole.SELF_SERVICE:
            self.view.language_chosen.emit(lang)
        else:
            self.shell.language.use(lang)

    def scan(self, *name: str, exactly: str = "") -> None:
        """Scan the code of the person of that name, or exactly this text."""
        self.shell.screen.on_scan(exactly or self.code_of(*name))
        self.settle()

    def type(self, text: str, target: QWidget | None = None) -> None:
        """Type into the widget that has the focus of the window, or into `target`."""
        for char in text:
            self.key(Qt.Key(0), char, target, settle=False)
        self.settle()

    def key(
        self, key: Qt.Key, text: str = "", target: QWidget | None = None, *, settle: bool = True
    ) -> None:
        """Press and release one key."""
        focused: QWidget | None = self.shell.window.focusWidget()
        widget = target or focused or self.view
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
            QCoreApplication.sendEvent(widget, event)
        if settle:
            self.settle()

    def settle(self) -> None:
        """Let the event loop run until nothing is under way any more."""
        wait_until_quiet(self._is_busy)

    def wait_for(self, there: Callable[[], bool]) -> None:
        """Let the event loop run until this is so."""
        wait_until_quiet(lambda: not there())

    def _is_busy(self) -> bool:
        """Whether a job runs or a short timer will start one."""
        timers = self.shell.window.findChildren(QTimer)
        resting = any(
            t.isActive() and t.isSingleShot() and t.interval() <= _SHORT_MS for t in timers
        )
        helping = any(worker.busy for worker in self.shell.screen.helpers)
        return resting or helping or self.shell.store.busy or self.shell.printer.busy

    def picture(self) -> QPixmap:
        """The window as it looks now."""
        return self.shell.window.grab()

    def code_of(self, *name: str) -> str:
        """The ticket code of the first person that the search finds; NotFound is a bug here."""
        codes: list[str] = []
        text = " ".join(name)
        self.shell.store.submit(
            lambda ctx: search(ctx, text, 1)[0].tickets[0].code, codes.append, urgent=True
        )
        self.settle()
        return codes[0]


def wait_until_quiet(busy: Callable[[], bool]) -> None:
    """Run the event loop until `busy` has said no for a while; FailureError after 15 seconds."""
    loop, counts = QEventLoop(), {"quiet": 0, "all": 0}
    timer = QTimer(loop, interval=_LOOK_MS)

    def look() -> None:
        counts["all"] += 1
        counts["quiet"] = 0 if busy() else counts["quiet"] + 1
        if counts["quiet"] >= _QUIET_LOOKS or counts["all"] >= _MOST_LOOKS:
            loop.quit()

    timer.timeout.connect(look)
    timer.start()
    loop.exec()
    timer.stop()
    if counts["quiet"] < _QUIET_LOOKS:
        raise FailureError(N_("La pantalla no terminó de dibujarse."))


def let_in(arrivals: Sequence[tuple[str, datetime]], checkpoint: str) -> Prepare:
    """A preparation: these people (by name) were scanned at that checkpoint at these moments."""

    def prepare(ctx: Context) -> None:
        for name, at in arrivals:
            there = replace(ctx, clock=partial(_standing, at))
            person_id = search(there, name, 1)[0].person.person_id
            scan(there, ScanRequest(person_id=person_id, checkpoint=checkpoint, at=at))

    return prepare


def _standing(at: datetime) -> datetime:
    return at
