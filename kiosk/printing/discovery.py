"""Finds the printers that can be chosen: the queues of CUPS; installs and prints nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.printing.ipp import reasons
from kiosk.printing.ipp.address import Address, cups_server
from kiosk.printing.ipp.client import IppClient, RefusedError
from kiosk.printing.ipp.pins import UnreachableError
from kiosk.printing.ipp.wire import Attributes


@dataclass(frozen=True, slots=True)
class FoundPrinter:
    """A printer to choose: the URI that the station keeps, a name to show, and its state.

    `said` holds the printer's own words for its state.
    """

    uri: str
    name: str
    ready: bool
    reason: str = ""
    said: str = ""


def cups_printers() -> list[FoundPrinter]:
    """The queues of this machine's CUPS, or of $CUPS_SERVER; none where no CUPS answers."""
    host, port = cups_server()
    try:
        queues = IppClient(Address(host, port, "/", cups=True)).queues()
    except (UnreachableError, RefusedError):
        return []
    return [_found(queue) for queue in queues if "printer-name" in queue]


def _found(queue: Attributes) -> FoundPrinter:
    name = str(queue["printer-name"][0])
    shown = str(queue.get("printer-info", [name])[0]) or name
    told = reasons.trouble(queue)
    return FoundPrinter(f"cups:{name}", shown, not told, told, reasons.own_words(queue))
