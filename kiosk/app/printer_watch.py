"""Asks now and then how the station's printer is, and says it in words; prints nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.printing.backends.base import PrinterStatus
from kiosk.printing.backends.registry import FOLDER
from kiosk.services import printing
from kiosk.texts import _, translate
from kiosk.texts.explain import error_text

ASK_MS = 15_000


class PrinterWatch(QObject):
    """Signals: told(name, words, good)."""

    told = Signal(str, str, bool)

    def __init__(
        self, printer: Worker[None], uri: str, folder: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._printer, self._uri, self._folder = printer, uri, folder
        self._asking = False
        self._timer = QTimer(self, interval=ASK_MS)
        self._timer.timeout.connect(self.ask)

    def start(self) -> None:
        """Ask now and from now on; a station without a printer is told once."""
        if not self._uri:
            self.told.emit(_("Impresora"), _("no hay"), False)  # noqa: FBT003  the signal's third
            return
        self._timer.start()
        self.ask()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        """Ask the printer, unless an answer is still to come."""
        if self._asking or not self._uri:
            return
        self._asking = True
        uri, folder = self._uri, self._folder
        self._printer.submit(
            lambda _p: printing.printer_status(uri, folder), self._on_status, self._on_failed
        )

    def _on_status(self, status: PrinterStatus) -> None:
        self._asking = False
        words = _("lista") if status.ready else translate(status.reason) or _("no responde")
        self.told.emit(self._name(status), words, status.ready)

    def _name(self, status: PrinterStatus) -> str:
        """What the station calls it; a folder by its last part only."""
        if self._uri.startswith("folder:"):
            return _("Carpeta {name}", name=Path(status.name).name or FOLDER)
        return status.name or _("Impresora")

    def _on_failed(self, problem: Exception) -> None:
        self._asking = False
        words = error_text(problem) if isinstance(problem, KnownError) else _("no responde")
        self.told.emit(_("Impresora"), words, False)  # noqa: FBT003  the signal's third
