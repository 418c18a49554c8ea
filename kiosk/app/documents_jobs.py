"""Makes documents on a connection of its own, away from scans; draws nothing on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event as Flag

from kiosk.domain.errors import CanceledError
from kiosk.domain.settings import Station
from kiosk.services import documents
from kiosk.services.certificates import CertificateOptions
from kiosk.services.context import Context
from kiosk.services.documents import Written
from kiosk.services.profile import open_profile
from kiosk.services.report_tables import ReportOptions
from kiosk.store.connect import close
from kiosk.texts import N_, current
from kiosk.ui.dashboard.state import CertificatesForm

Tell = Callable[[int, int], None]
"""Told (done, total), in the thread that makes the document."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the documents are made: whose profile, as which station, by whose clock."""

    folder: Path
    station: Station
    clock: Callable[[], datetime]


def folder_of(profile: Path) -> Path:
    """Where documents go unless another folder was chosen."""
    return profile / "documentos"


def report(desk: Desk, out: Path, ending: str) -> Written:
    """The report for partners in the language of the screen; raises as documents.event_report()."""
    with _opened(desk) as ctx:
        path = _named(ctx, out, "informe", ending)
        return documents.event_report(ctx, ReportOptions(lang=current()), path)


def certificates(desk: Desk, out: Path, form: CertificatesForm, tell: Tell, stop: Flag) -> Written:
    """Certificates as the form says; raises as documents.certificates().

    Raises CanceledError once `stop` is set; then nothing was written.
    """

    def told(done: int, total: int) -> None:
        if stop.is_set():
            raise CanceledError(N_("Se canceló: no se escribió ningún certificado."))
        tell(done, total)

    options = CertificateOptions(
        checkpoints=(form.place,) if form.place else (),
        min_minutes=60 * int(form.hours or 0),
        operator=desk.station.operator,
    )
    with _opened(desk) as ctx:
        path = _named(ctx, out, "certificados", ".pdf" if form.one_file else "")
        return documents.certificates(ctx, options, path, told)


@contextmanager
def _opened(desk: Desk) -> Iterator[Context]:
    """The profile on a connection that only this thread uses."""
    opened = open_profile(desk.folder, desk.clock)
    try:
        yield replace(opened, station=desk.station)
    finally:
        close(opened.db)


def _named(ctx: Context, out: Path, what: str, ending: str) -> Path:
    """A name with the minute, so that nothing made before is overwritten."""
    out.mkdir(parents=True, exist_ok=True)
    local = ctx.clock().astimezone(ctx.event.timezone)
    return out / f"{what}-{ctx.event.id}-{local:%Y-%m-%d-%H%M%S}{ending}"
