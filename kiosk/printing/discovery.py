"""Finds the printers that can be chosen: of CUPS, on the network; installs and prints nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.printing import mdns
from kiosk.printing.backends.registry import backend_of
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


def found(seconds: float = 2.0, interfaces: list[str] | None = None) -> list[FoundPrinter]:
    """The queues of CUPS, then the printers that announce themselves, each with its state.

    Takes at most that long, and a little for printers that announce themselves and then do not
    answer. A queue of CUPS that announces itself too is listed once, as a queue.
    """
    with ThreadPoolExecutor(max_workers=8) as several:
        queues = several.submit(cups_printers)
        heard = mdns.announced(min(seconds * 0.6, mdns.LISTENING), interfaces)
        known = {each.uri.removeprefix("cups:") for each in queues.result()}
        new = [each for each in heard if each.uri.partition("/printers/")[2] not in known]
        return [*queues.result(), *several.map(_asked, new)]


def _asked(announced: mdns.Announced) -> FoundPrinter:
    """An announced printer with its own word on how it is."""
    try:
        status = backend_of(announced.uri, Path()).status()
    except WrongUseError as error:  # a kind that cannot be used here
        return FoundPrinter(announced.uri, announced.name, ready=False, reason=error.message)
    return FoundPrinter(announced.uri, announced.name, status.ready, status.reason, status.said)


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
