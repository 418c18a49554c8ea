"""The page of stations of a real window, and what a person does there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt

from kiosk.app.desk_controller import DeskController
from kiosk.app.hub_server import Phase
from kiosk.ui.desk.state import Page
from kiosk.ui.stations.state import InviteForm
from tests.ports import free_port


class Share:
    """A window, its page of stations, and what a person does there."""

    def __init__(self, qtbot: Any, window: Any) -> None:
        self.qtbot, self.window = qtbot, window
        self.page = window.view.stations
        self.desk: DeskController = window.view.findChild(DeskController)
        self.desk.stations.place = lambda: ("127.0.0.1", free_port())

    @property
    def model(self) -> Any:
        return self.desk.model.stations

    @property
    def side(self) -> Any:
        return self.window.view._state.stations.side

    def until(self, there: Callable[[], Any]) -> None:
        self.window.until(there)

    def open(self) -> Share:
        self.window.view.tab_chosen.emit("stations")
        self.until(lambda: self.desk.model.page is Page.STATIONS)
        return self

    def press(self, button: Any) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def share(self) -> Share:
        """Make the hub, and wait until this station is connected to it."""
        self.press(self.page.side.words.main)
        self.until(lambda: self.model.serving.phase is Phase.RUNS)
        self.window.connected()
        return self

    def invite(self, role: str = "", name: str = "") -> Any:
        """Ask for an invitation; answers it."""
        self.until(lambda: not self.side.busy)
        self.page.invited.emit(InviteForm(role, name))
        self.until(lambda: self.model.invitation is not None)
        return self.model.invitation

    def names(self) -> list[str]:
        return [row.name for row in self.window.view._state.stations.rows]
