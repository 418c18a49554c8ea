"""Keeps the desk's screens in step with what other stations do; decides nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kiosk.app.hub_line import HubLine
from kiosk.app.hub_view import HubView

if TYPE_CHECKING:
    from kiosk.app.desk_controller import DeskController


class DeskHub(QObject):
    """Belongs to one controller, and follows the line of its station."""

    def __init__(self, desk: DeskController, line: HubLine) -> None:
        super().__init__(desk)
        self._desk = desk
        line.changed.connect(self._on_changed)
        line.taken.connect(self._on_taken)

    @Slot(object)
    def _on_changed(self, view: HubView) -> None:
        self._desk.change(hub=view)

    @Slot()
    def _on_taken(self) -> None:
        """Others did something: read again what is on the screen."""
        self._desk.refresh()
        self._desk.finder.again()
        self._desk.panel.again()
