"""Shows other stations' printers as their last sign of life tells them; asks no station."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Slot

from kiosk.app.hub_line import HubLine
from kiosk.app.hub_view import HubView
from kiosk.app.printer_watch import PrinterWatch
from kiosk.domain.remote_print import remote_of
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services import remote_printers


class RemoteLights(QObject):
    """From its making to stop(): in between the watch finds those printers answering.

    It looks anew as soon as one of them is told to be another than before.
    """

    def __init__(
        self, hub: HubLine, watch: PrinterWatch, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._watch = watch
        self._shown: dict[str, PrinterStatus] = {}
        self._withdraw = remote_printers.register(folder, lambda: hub.view.stations)
        hub.changed.connect(self._on_changed)

    def stop(self) -> None:
        """Let them be unknown again in this program."""
        self._withdraw()

    @Slot(object)
    def _on_changed(self, view: HubView) -> None:
        away = {one.uri: remote_of(one.uri) for one in self._watch.printers}
        shown = {
            uri: remote_printers.status_of(remote, view.stations)
            for uri, remote in away.items()
            if remote is not None
        }
        if shown != self._shown:
            self._shown = shown
            self._watch.ask()
