"""Asks now and then how the station's printers are, and says it in words; prints nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kiosk.app.worker import Worker
from kiosk.domain.errors import KnownError
from kiosk.domain.printers import Printer
from kiosk.printing.backends.base import PrinterStatus
from kiosk.printing.backends.registry import FOLDER
from kiosk.services import printing
from kiosk.texts import _, translate
from kiosk.texts.explain import error_text

ASK_MS = 15_000


class PrinterWatch(QObject):
    """Speaks of the first printer that is not ready, of the station's first where all are.

    `lane` answers the worker of a printer by its id: one that keeps us waiting holds no other up.

    Signals: told(name, words, good), lit(printer id, PrinterStatus) for each of them.
    """

    told = Signal(str, str, bool)
    lit = Signal(str, object)

    def __init__(
        self,
        lane: Callable[[str], Worker[None]],
        printers: Sequence[Printer],
        folder: Path,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._lane, self._printers, self._folder = lane, tuple(printers), folder
        self._asking: set[str] = set()
        self._said: dict[str, tuple[str, str, bool]] = {}
        self._timer = QTimer(self, interval=ASK_MS)
        self._timer.timeout.connect(self.ask)

    @property
    def printers(self) -> tuple[Printer, ...]:
        """Those of the station, as it is now."""
        return self._printers

    def start(self) -> None:
        """Ask now and from now on; a station without a printer is told once."""
        if not self._printers:
            self.told.emit(_("Impresora"), _("no hay"), False)  # noqa: FBT003  the signal's third
            return
        self._timer.start()
        self.ask()

    @Slot(object)
    def use_printers(self, printers: Sequence[Printer]) -> None:
        """The station has these from now on."""
        self._printers = tuple(printers)
        self._said = {}
        self.start()

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    @Slot()
    def ask(self) -> None:
        """Ask each printer, unless its answer is still to come."""
        for printer in self._printers:
            if printer.id not in self._asking:
                self._asking.add(printer.id)
                self._lane(printer.id).submit(
                    partial(_status, printer.uri, self._folder),
                    partial(self._on_status, printer),
                    partial(self._on_failed, printer),
                )

    def _on_status(self, printer: Printer, status: PrinterStatus) -> None:
        words = _("lista") if status.ready else translate(status.reason) or _("no responde")
        self._tell(printer, (_name(printer, status), words, status.ready))
        self.lit.emit(printer.id, status)

    def _on_failed(self, printer: Printer, problem: Exception) -> None:
        words = error_text(problem) if isinstance(problem, KnownError) else _("no responde")
        self._tell(printer, (printer.name or _("Impresora"), words, False))
        self.lit.emit(printer.id, PrinterStatus(ready=False, reason=words))

    def _tell(self, printer: Printer, said: tuple[str, str, bool]) -> None:
        self._asking.discard(printer.id)
        self._said[printer.id] = said
        known = [self._said[one.id] for one in self._printers if one.id in self._said]
        if known:  # none where the answer is one of a printer that the station has no more
            self.told.emit(*next((each for each in known if not each[2]), known[0]))


def _status(uri: str, folder: Path, _printer: None) -> PrinterStatus:
    return printing.printer_status(uri, folder)


def _name(printer: Printer, status: PrinterStatus) -> str:
    """What the station calls it; a folder by its last part only."""
    if printer.name:
        return printer.name
    if printer.uri.startswith("folder:"):
        return _("Carpeta {name}", name=Path(status.name).name or FOLDER)
    return status.name or _("Impresora")
