"""Feeds the keyboard to the wedge machine and types back what is a person's; decides nothing.

Only events on their way to a window are looked at: Qt then hands each key on to widgets, and a
filter that took those too would see every letter two or three times.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from shiboken6 import isValid

from kiosk.domain.settings import Wedge
from kiosk.scanning.wedge import Kind, State, Step, Stroke, feed, in_burst, silence
from kiosk.ui.shortcuts import find_shortcut
from kiosk.ui.wedge_keys import copy_of, meaning

LATE_MS = 5
"""A timer that comes so late was held up: keys may still lie in the system's queue."""
_MOST_DELAYS = 10

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease)


@dataclass(frozen=True, slots=True)
class _Held:
    """What was kept of an event, to type it again into the window it was meant for."""

    event: QKeyEvent | QInputMethodEvent
    window: QWindow


class WedgeFilter(QObject):
    """An application-wide event filter: scans out, typing through.

    Signals: scanned(text).
    """

    scanned = Signal(str)

    def __init__(self, wedge: Wedge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wedge = wedge
        self._state = State()
        self._last_time = 0
        self._replaying = False
        self._news = 0
        self._due = 0
        self._delays = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(max(wedge.silence_ms, wedge.max_gap_ms) + 1)
        self._timer.timeout.connect(self._on_timeout)

    def install(self) -> None:
        """Begin to watch the keyboard of the whole application."""
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)

    def uninstall(self) -> None:
        """Stop watching; what is held is typed."""
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._timer.stop()
        self._replay(self._state.held)
        self._state = State()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """See QObject.eventFilter: True keeps the event from its window."""
        kind = event.type()
        if kind in _KEYS:
            if isinstance(watched, QWindow) and isinstance(event, QKeyEvent):
                return self._on_key(watched, event)
        elif kind == QEvent.Type.ShortcutOverride:
            if isinstance(event, QKeyEvent):
                return self._on_shortcut_override(event)
        elif kind == QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return self._on_composed(watched, event)
        return False

    def _on_key(self, window: QWindow, event: QKeyEvent) -> bool:
        if self._replaying:
            self._replaying = False
            return False
        stroke = self._stroke(event, _Held(copy_of(event), window))
        self._last_time = stroke.at
        return self._take(feed(self._state, stroke, self._wedge))

    def _on_shortcut_override(self, event: QKeyEvent) -> bool:
        """Keep shortcuts from taking a scanner's keys before they come by as keys."""
        if self._replaying:
            return False
        if in_burst(self._state, self._stroke(event, None), self._wedge):
            event.accept()
            return True
        return False

    def _on_composed(self, watched: QObject, event: QInputMethodEvent) -> bool:
        """A dead key and its letter arrive as composed text, past the window and without a time."""
        text = event.commitString()
        plain = text and not event.preeditString() and not event.replacementLength()
        if self._replaying or not plain or watched is not QGuiApplication.focusObject():
            return False
        window = QGuiApplication.focusWindow()
        again = QInputMethodEvent("", [])
        again.setCommitString(text)
        stroke = Stroke(Kind.CHARACTER, self._last_time, text, source=_Held(again, window))
        return self._take(feed(self._state, stroke, self._wedge))

    def _take(self, step: Step) -> bool:
        """Do what the machine says; answers whether the event is kept from its window."""
        self._state = step.state
        self._news += 1
        self._replay(step.replay)
        self._delays = 0
        self._wait()
        if step.scan is not None:
            self.scanned.emit(step.scan)
        return step.swallow

    def _wait(self) -> None:
        """Wait for the silence after the last held key, if there is one."""
        self._due = _now_ms() + self._timer.interval()
        if self._state.held:
            self._timer.start()
        else:
            self._timer.stop()

    @Slot()
    def _on_timeout(self) -> None:
        """A stalled screen is no silence: wait again, or look once more after what waits."""
        if _now_ms() - self._due > LATE_MS and self._delays < _MOST_DELAYS:
            self._delays += 1
            self._wait()
            return
        news = self._news
        QTimer.singleShot(0, self, lambda: self._on_silence(news))

    def _on_silence(self, news: int) -> None:
        if news == self._news and self._state.held:
            self._take(silence(self._state, self._wedge))

    def _replay(self, strokes: tuple[Stroke, ...]) -> None:
        for stroke in strokes:
            if isinstance(stroke.source, _Held):
                self._type(stroke.source)

    def _type(self, held: _Held) -> None:
        """Type one held event into its window, or into the active one if that was closed."""
        event, shortcut = held.event, None
        target: QObject | None = QGuiApplication.focusObject()
        self._replaying = True
        if isinstance(event, QKeyEvent):
            there = isValid(held.window) and held.window.isVisible()
            target = held.window if there else QGuiApplication.focusWindow()
            shortcut = find_shortcut(event)
        if target is not None and shortcut is None:
            QCoreApplication.sendEvent(target, event)
        self._replaying = False
        if shortcut is not None:
            shortcut.activated.emit()

    def _stroke(self, event: QKeyEvent, held: _Held | None) -> Stroke:
        at = event.timestamp() or _now_ms()
        kind, text = meaning(event, self._wedge)
        key = event.nativeScanCode() or event.key()
        return Stroke(kind, at, text, key, repeat=event.isAutoRepeat(), source=held)


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
