"""Prints on Brother's label printers over TCP 9100; stores nothing.

Status is asked first. The bytes go out in the one call that the queue has written down as begun,
and the printer's own "printing completed" on the same line is the proof. What is not proven is
"unknown". Models that say nothing over the network need confirm=no in their address.
"""

from __future__ import annotations

from PIL import Image
from pypdfium2 import PdfiumError

from kiosk.printing.backends.base import READY, Delivery, Document, PrinterStatus, Step
from kiosk.printing.backends.raw_words import BROKEN, CUT, SILENT, UNPROVEN
from kiosk.printing.brother.label import Stock, commands, pages_for, stock
from kiosk.printing.brother.status import ASK, BrotherStatus, frames, wrong_roll
from kiosk.printing.ipp import reasons
from kiosk.printing.raw_address import RawAddress, raw_address
from kiosk.printing.raw_line import LineError, RawLine, open_line

PATIENCE = 1.5
"""Seconds for the status; a silent model costs as much."""
_PRINTING = 10.0
"""Seconds for a label of the longest kind, from its last byte until it is cut off."""


class BrotherBackend:
    """One printer: its address, its model and the labels that are in it."""

    def __init__(self, address: RawAddress, stock: Stock) -> None:
        self._address = address
        self._stock = stock

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:
        """One step: look, or send and wait for the proof. See the module's first lines."""
        if state is not Step.WAITING and remote_job != READY:
            return Delivery(Step.UNKNOWN, CUT)
        try:
            pages = pages_for(self._stock, document.pdf)
        except PdfiumError:
            return Delivery(Step.FAILED, BROKEN)
        if pages is None:
            return Delivery(Step.FAILED, reasons.WRONG_PAPER)
        if state is Step.WAITING:
            status = self.status()
            told = Delivery(Step.WAITING, status.reason, said=status.said)
            return Delivery(Step.SENT, remote_job=READY) if status.ready else told
        return self._send(pages)

    def status(self) -> PrinterStatus:
        """How the printer is, and whether the roll is the one of its address."""
        name = f"Brother {self._stock.model}"
        try:
            with open_line(self._address.host, self._address.port) as line:
                trouble, said = self._trouble(line)
        except LineError:
            return PrinterStatus(ready=False, reason=reasons.UNREACHABLE, name=name)
        return PrinterStatus(not trouble, trouble, name, said)

    def _send(self, pages: list[Image.Image]) -> Delivery:
        data = commands(self._stock, pages)
        try:
            with open_line(self._address.host, self._address.port) as line:
                trouble, said = self._trouble(line)
                if trouble:
                    return Delivery(Step.WAITING, trouble, said=said)
                return self._push(line, data, len(pages))
        except LineError:  # before the first byte of the label
            return Delivery(Step.WAITING, reasons.UNREACHABLE)

    def _push(self, line: RawLine, data: bytes, pages: int) -> Delivery:
        try:
            line.send(data)
            if not self._address.confirms:
                line.hang_up()
                return Delivery(Step.DONE)
            heard = frames(line.read(lambda heard: _ended(frames(heard), pages), pages * _PRINTING))
        except LineError:
            return Delivery(Step.UNKNOWN, CUT)
        if sum(frame.completed for frame in heard) >= pages:
            return Delivery(Step.DONE)
        said = next((frame.said for frame in heard if frame.said), "")
        return Delivery(Step.UNKNOWN, UNPROVEN, said=said)

    def _trouble(self, line: RawLine) -> tuple[str, str]:
        """Why nothing should be sent now, and the printer's own words for it."""
        if not self._address.confirms:
            return "", ""
        heard = frames(line.ask(ASK, frames, PATIENCE))
        if not heard:
            return SILENT, ""
        return heard[-1].trouble or wrong_roll(heard[-1], self._stock.name), heard[-1].said


def brother_backend(uri: str) -> BrotherBackend:
    """The way to "brother://host[:9100]?model=QL-820NWB&label=62x100&confirm=no".

    Raises WrongUseError for anything else, and where the extra "brother" is not installed.
    """
    address = raw_address(uri, frozenset({"model", "label"}))
    model = address.options.get("model", "QL-820NWB")
    return BrotherBackend(address, stock(model, address.options.get("label", "62x100")))


def _ended(heard: list[BrotherStatus], pages: int) -> bool:
    """Whether the printer has nothing more to say of this job."""
    return any(frame.failed for frame in heard) or sum(each.completed for each in heard) >= pages
