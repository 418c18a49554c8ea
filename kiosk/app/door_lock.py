"""Locks a door and opens it again by PIN; while it is locked nobody is let in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kiosk.app.pin_tries import PinTries
from kiosk.texts import _
from kiosk.ui.door.state import LockState
from kiosk.ui.door.view import DoorView


class DoorLock(QObject):
    """Signals: locked_now(), opened()."""

    locked_now = Signal()
    opened = Signal()

    def __init__(
        self,
        view: DoorView,
        tries: PinTries,
        parent: QObject,
        *,
        room: Callable[[], str],
        pin_set: bool,
    ) -> None:
        super().__init__(parent)
        self._view, self._tries = view, tries
        self._pin_set = pin_set
        self._room = room
        self.on = False
        view.lock_asked.connect(self._lock)
        view.unlock_tried.connect(self._try)

    def show(self, problem: str = "") -> None:
        """Draw the locked door."""
        self._view.show_state(LockState(self._room(), needs_pin=self._pin_set, problem=problem))

    def refuse_scan(self) -> None:
        """Say that the code just held to the scanner was not read."""
        self.show(_("No se leyó el código: la puerta está bloqueada."))

    @Slot()
    def _lock(self) -> None:
        self.on = True
        self.locked_now.emit()
        self.show()

    @Slot(str)
    def _try(self, pin: str) -> None:
        if self._pin_set:
            self._tries.check(pin, self._judge)
        else:
            self._judge("")

    def _judge(self, problem: str) -> None:
        if not self.on:
            return
        if problem:
            self.show(problem)
            return
        self.on = False
        self.opened.emit()
