"""Prints through the system's own printing (Qt), where nothing better leads to a printer.

The system says little: it takes a badge or not. So a badge counts as done when the system has
taken it whole, and what became of it there is the system's to tell. Sends nothing twice: the
picture goes out in the one call that the queue has written down as begun.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote

from PIL import Image
from pypdfium2 import PdfiumError
from PySide6.QtCore import QMarginsF, QObject, QPoint, QSizeF, Qt, Signal, Slot
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from kiosk.printing.backends.base import READY, Backend, Delivery, Document, PrinterStatus, Step
from kiosk.printing.backends.raw_words import BROKEN, CUT
from kiosk.printing.backends.registry import SYSTEM, register
from kiosk.printing.ipp.media import dimensions
from kiosk.printing.ipp.reasons import STOPPED, UNREACHABLE
from kiosk.printing.raster import page_images
from kiosk.texts import N_

DPI = 300
_MM = 25.4
CHOOSE = N_("Elija la impresora en la ventana que se abrió.")
REFUSED = N_("Nadie eligió una impresora: la credencial no se imprimió.")
MISSING = N_("El sistema no tiene esa impresora: elija otra en la configuración.")

MakePrinter = Callable[[str], QPrinter | None]


class SystemPrinters(QObject):
    """The system's printers for this program while it lives; must be made in the screens' thread.

    Registers "system:NAME" (that printer, no question) and "system:" (asked once, in a dialogue).
    """

    wanted = Signal(str)

    def __init__(self, window: QWidget | None = None, make: MakePrinter | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._make = make or installed
        self._chosen = ""
        self._refused: set[str] = set()
        self._lock = threading.Lock()
        self._dialog: QPrintDialog | None = None
        self.wanted.connect(self._ask, Qt.ConnectionType.QueuedConnection)
        self.withdraw = register(SYSTEM, self._way)

    def _way(self, uri: str, _folder: Path) -> Backend:
        return SystemBackend(unquote(uri.partition(":")[2].strip("/")), self, self._make)

    def choice(self, document: str) -> str | None:
        """The printer chosen in the dialogue; None where it was closed without. Any thread.

        Empty while nobody has chosen yet; the dialogue is then opened.
        """
        with self._lock:
            if document in self._refused:
                self._refused.discard(document)
                return None
            if self._chosen:
                return self._chosen
        self.wanted.emit(document)
        return ""

    @Slot(str)
    def _ask(self, document: str) -> None:
        """Open the system's dialogue, unless it is open; the desk goes on meanwhile."""
        if self._dialog is not None or self._chosen:
            return
        self._dialog = QPrintDialog(self._window)
        self._dialog.finished.connect(lambda result: self._answered(document, result))
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.show()

    def _answered(self, document: str, result: int) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is None:
            return
        name = dialog.printer().printerName() if result else ""
        with self._lock:
            self._chosen = name
            if not name:
                self._refused.add(document)
        dialog.deleteLater()


class SystemBackend:
    """One of the system's printers by name, or the one that is chosen when a badge comes."""

    def __init__(self, name: str, printers: SystemPrinters, make: MakePrinter) -> None:
        self._name = name
        self._printers = printers
        self._make = make

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:
        """One step: find the printer, or paint the badge there."""
        if state is not Step.WAITING and remote_job != READY:
            return Delivery(Step.UNKNOWN, CUT)
        name = self._name or self._printers.choice(document.name)
        if name is None:
            return Delivery(Step.FAILED, REFUSED)
        if not name:
            return Delivery(Step.WAITING, CHOOSE)
        printer = self._make(name)
        if printer is None or not printer.isValid():
            return Delivery(Step.WAITING, MISSING)
        if state is Step.WAITING:
            return Delivery(Step.SENT, remote_job=READY)
        return _print(printer, document)

    def status(self) -> PrinterStatus:
        """Whether the system has the printer and calls it well."""
        if not self._name:
            return PrinterStatus(ready=True, name=SYSTEM)
        printer = self._make(self._name)
        if printer is None or not printer.isValid():
            return PrinterStatus(ready=False, reason=MISSING, name=self._name)
        stopped = printer.printerState() is QPrinter.PrinterState.Error
        return PrinterStatus(not stopped, STOPPED if stopped else "", self._name)


def installed(name: str) -> QPrinter | None:
    """A printer of this computer, or None; Qt itself would take the default one instead."""
    info = QPrinterInfo.printerInfo(name)
    return None if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)


def _print(printer: QPrinter, document: Document) -> Delivery:
    try:
        pages = page_images(document.pdf, DPI, color=True)
    except PdfiumError:
        return Delivery(Step.FAILED, BROKEN)
    _set_up(printer, pages[0], document)
    painter = QPainter()
    if not painter.begin(printer):  # the system refused it before it was sent anything
        return Delivery(Step.WAITING, UNREACHABLE)
    for place, page in enumerate(pages):
        if place:
            printer.newPage()
        painter.drawImage(QPoint(0, 0), _picture(page))
    taken = painter.end() and printer.printerState() is not QPrinter.PrinterState.Error
    return Delivery(Step.DONE) if taken else Delivery(Step.UNKNOWN, CUT)


def _set_up(printer: QPrinter, page: Image.Image, document: Document) -> None:
    """Paper of the badge's size, dot by dot, from edge to edge.

    A size within a millimetre of a usual one becomes that one: drivers refuse a custom A6.
    """
    told = dimensions(document.media)
    size = (told[0] / 100, told[1] / 100) if told else [side * _MM / DPI for side in page.size]
    paper = QPageSize(
        QSizeF(*size), QPageSize.Unit.Millimeter, "", QPageSize.SizeMatchPolicy.FuzzyMatch
    )
    printer.setDocName(document.name)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    layout = QPageLayout(paper, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0))
    layout.setMode(QPageLayout.Mode.FullPageMode)
    printer.setPageLayout(layout)


def _picture(page: Image.Image) -> QImage:
    """The page as Qt's picture; copied, since Qt does not keep the bytes alive."""
    across = 3 * page.width
    kind = QImage.Format.Format_RGB888
    return QImage(page.tobytes(), page.width, page.height, across, kind).copy()
