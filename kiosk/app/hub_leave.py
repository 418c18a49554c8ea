"""Asks before the window closes that keeps the hub running for the other stations; ends nothing."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kiosk.app.hub_server import HubServer, Serving
from kiosk.app.window import StationWindow
from kiosk.texts import N_

Hold = Callable[[Callable[[], None]], bool]
"""Whether closing would lose something: then it asks, and closes by what it was handed."""
STAKE = N_(
    "Las otras estaciones quedan sin central: cada una decidirá sola hasta que se abra de nuevo."
)


class HubLeave(QObject):
    """Belongs to a window. hold() is asked after `first`, the screen's own question.

    A guarded window asks in any case: there the same words stand in its own question.
    """

    def __init__(self, window: StationWindow, server: HubServer, first: Hold | None = None) -> None:
        super().__init__(window)
        self._window, self._server, self._first = window, server, first
        server.changed.connect(self._on_serving)

    def hold(self, close: Callable[[], None]) -> bool:
        """Ask what the screen asks, then whether the others may lose their hub."""

        def then() -> None:
            if not self._asks():
                close()

        if self._first is not None and self._first(then):
            return True
        return self._asks()

    def _asks(self) -> bool:
        if not self._server.serving.here:
            return False
        self._window.ask_plainly()
        return True

    def _on_serving(self, serving: Serving) -> None:
        self._window.leave.stake = STAKE if serving.here else ""
