"""The printer that another station owns: what it is said to be; nothing is sent to it from here.

Its badges are asked for by way of the journal (services/remote_ask.py), never by this backend.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.domain.remote_print import RemotePrinter, remote_of
from kiosk.printing.backends.base import Delivery, Document, PrinterStatus, Step
from kiosk.texts import N_

NO_LINE = N_("No hay conexión con las otras estaciones.")


def no_line(remote: RemotePrinter) -> PrinterStatus:
    """What is known of such a printer in a program that hears no other station."""
    return PrinterStatus(ready=False, reason=NO_LINE, name=f"{remote.printer} · {remote.station}")


class StationBackend:
    """`look` answers how the printer is. Raises WrongUseError for a URI that names none."""

    def __init__(self, uri: str, look: Callable[[RemotePrinter], PrinterStatus] = no_line) -> None:
        remote = remote_of(uri)
        if remote is None or not remote.station or not remote.printer:
            raise WrongUseError(
                N_("«{uri}» no nombra la impresora de una estación: station:ESTACIÓN/IMPRESORA"),
                uri=uri,
            )
        self._remote, self._look = remote, look

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:  # noqa: ARG002  nothing is sent
        """Whatever is asked of it, the job stays as it is."""
        return Delivery(state, NO_LINE, remote_job)

    def status(self) -> PrinterStatus:
        """How its station says it is; asks nobody."""
        return self._look(self._remote)


def station_backend(uri: str, _folder: Path) -> StationBackend:
    """The way to it in a program that hears no other station."""
    return StationBackend(uri)
