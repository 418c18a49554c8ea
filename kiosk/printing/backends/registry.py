"""Which way leads to a printer, by the scheme of its URI; opens none of them.

Ways that only some surroundings have (Qt's print system needs a window) are registered by whoever
has them; without them a badge waits, with a sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kiosk.domain.errors import WrongUseError
from kiosk.domain.remote_print import SCHEME as STATION
from kiosk.printing.backends.base import (
    READY,
    Backend,
    Delivery,
    Document,
    PrinterStatus,
    Step,
)
from kiosk.printing.backends.brother import brother_backend
from kiosk.printing.backends.folder import FolderBackend
from kiosk.printing.backends.ipp import ipp_backend
from kiosk.printing.backends.station import station_backend
from kiosk.printing.backends.zpl import zpl_backend
from kiosk.texts import N_

FOLDER = "badges"
"""The folder of a profile that holds its badges where there is no printer."""
SYSTEM = "system"

NO_WINDOW = N_("La impresión del sistema necesita la ventana: abra el puesto o use otra impresora.")

Factory = Callable[[str, Path], Backend]
"""From a whole URI and the profile's folder to the way. Raises WrongUseError for a wrong URI."""


def _folder(uri: str, folder: Path) -> Backend:
    rest = uri.partition(":")[2]
    return FolderBackend(Path(rest) if rest else folder / FOLDER)


class NoWindow:
    """The system's printers in a program without a window: badges wait until one is opened."""

    def advance(self, document: Document, state: Step, remote_job: str) -> Delivery:  # noqa: ARG002  nothing is sent
        """Nothing can be done here; what was begun by a window stays as it is."""
        if remote_job == READY:  # nothing is sent, so it is not begun either
            return Delivery(Step.WAITING, NO_WINDOW)
        return Delivery(state, NO_WINDOW, remote_job)

    def status(self) -> PrinterStatus:
        """Why not."""
        return PrinterStatus(ready=False, reason=NO_WINDOW, name=SYSTEM)


_WAYS: dict[str, Factory] = {
    "folder": _folder,
    "ipp": ipp_backend,
    "ipps": ipp_backend,
    "cups": ipp_backend,
    "zpl": lambda uri, _folder: zpl_backend(uri),
    "brother": lambda uri, _folder: brother_backend(uri),
    SYSTEM: lambda _uri, _folder: NoWindow(),
    STATION: station_backend,
}


def register(scheme: str, factory: Factory) -> Callable[[], None]:
    """Make a way known to this program; call what comes back to withdraw it."""
    before = _WAYS.get(scheme)
    _WAYS[scheme] = factory

    def withdraw() -> None:
        if before is None:
            del _WAYS[scheme]
        else:
            _WAYS[scheme] = before

    return withdraw


def schemes() -> frozenset[str]:
    """Every scheme that is known in this program now."""
    return frozenset(_WAYS)


def backend_of(uri: str, folder: Path) -> Backend:
    """The way to the printer of that URI; `folder` is the profile's.

    Raises WrongUseError for a URI of no known kind, or of one that cannot be used here.
    """
    factory = _WAYS.get(uri.partition(":")[0].lower())
    if factory is None:
        raise WrongUseError(
            N_(
                "No se conoce la impresora «{uri}»: use folder:, cups:COLA, ipp://, zpl://,"
                " brother:// o system:"
            ),
            uri=uri,
        )
    return factory(uri, folder)
