"""Badges for screens and command line: previews, PDFs, and the way into the print queue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import FailureError, NotFoundError
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.base import PrinterStatus
from kiosk.printing.backends.folder import write_whole
from kiosk.printing.backends.registry import backend_of
from kiosk.printing.badge import draw_badges
from kiosk.printing.discovery import FoundPrinter, cups_printers
from kiosk.printing.raster import page_png
from kiosk.printing.sheet import require_fit
from kiosk.services.badge_content import badge_content, layout_of, person_of
from kiosk.services.badges import badge_code_of
from kiosk.services.context import Context
from kiosk.services.print_ends import answer, cancel, cancel_batch, retry
from kiosk.services.print_order import (
    PREVIEW_CODE,
    Batch,
    enqueue,
    enqueue_many,
    enqueue_piece,
    reprint,
)
from kiosk.services.print_order import (
    ask_test_page as test_page,
)
from kiosk.services.print_view import (
    JobView,
    PrinterView,
    QueueView,
    has_badge,
    owed,
    queue_view,
)
from kiosk.services.printer_care import pause, printer_of, resume, set_labels
from kiosk.services.printing_queue import (
    claim_next,
    deliver,
    queue_lock,
    record,
    recover,
)
from kiosk.store import people, print_jobs
from kiosk.store.print_jobs import Job
from kiosk.store.transact import writing
from kiosk.texts import N_

__all__ = [
    "PREVIEW_CODE",
    "Batch",
    "FoundPrinter",
    "Job",
    "JobState",
    "JobView",
    "PrinterStatus",
    "PrinterView",
    "QueueView",
    "answer",
    "badge_pdf",
    "cancel",
    "cancel_batch",
    "claim_next",
    "deliver",
    "enqueue",
    "enqueue_many",
    "enqueue_piece",
    "has_badge",
    "job",
    "jobs",
    "owed",
    "pause",
    "preview",
    "preview_person",
    "printer_of",
    "printer_status",
    "printers",
    "queue_lock",
    "queue_view",
    "record",
    "recover",
    "reprint",
    "resume",
    "retry",
    "set_labels",
    "test_page",
]


def jobs(ctx: Context, limit: int = 200) -> list[Job]:
    """The newest jobs, newest first, without what they hold."""
    return print_jobs.latest(ctx.db, limit)


def job(ctx: Context, job_id: str) -> Job | None:
    """One job as it stands now, or None."""
    return print_jobs.get(ctx.db, job_id)


def badge_pdf(
    ctx: Context,
    person_ids: Sequence[str],
    out: Path,
    layout: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    sheet: str | None = None,
) -> tuple[str, ...]:
    """The badges of those people in one PDF, in that order; people without a code get one.

    `sheet` puts several on a page. `progress` is called with (done, total). Answers the letters
    that no font of this machine has.
    Raises NotFoundError for an unknown person, layout or sheet, WrongUseError where the layout does
    not fit the sheet, FailureError where `out` cannot be written; an existing file is replaced only
    when all went well.
    """
    if not person_ids:
        raise NotFoundError(N_("No hay credenciales que hacer."))
    name, shape = layout_of(ctx, layout)
    cells = require_fit(sheet, (name, shape)) if sheet is not None else None
    contents = _contents(ctx, person_ids)
    done = 0

    def tell() -> None:
        nonlocal done
        done += 1
        if progress is not None:
            progress(done, len(person_ids))

    drawn = draw_badges(contents, shape, tell, cells)
    try:
        write_whole(out, drawn.pdf)
    except OSError as error:
        raise FailureError(
            N_("No se pudo escribir {path}: {error}"), path=out, error=error.strerror
        ) from error
    return tuple(dict.fromkeys(char for letters in drawn.missing for char in letters))


def preview(ctx: Context, person_id: str, layout: str | None = None, dpi: float = 144) -> bytes:
    """The person's badge as PNG bytes, with a harmless code. Raises NotFoundError."""
    return preview_person(ctx, person_of(ctx, person_id), layout, dpi)


def preview_person(
    ctx: Context, person: Person, layout: str | None = None, dpi: float = 144
) -> bytes:
    """As preview, for a person as typed and perhaps not stored yet (a walk-in, a correction)."""
    _name, shape = layout_of(ctx, layout)
    content = badge_content(ctx, person, PREVIEW_CODE)
    return page_png(draw_badges([content], shape).pdf, dpi)


def printer_status(uri: str, folder: Path | None = None) -> PrinterStatus:
    """How the printer of that URI is; waits a few seconds at most. Raises WrongUseError."""
    return backend_of(uri, folder or Path.cwd()).status()


def printers(ctx: Context) -> list[FoundPrinter]:
    """What a badge can be sent to: the profile's folder, then the queues of CUPS."""
    folder = printer_status("folder:", ctx.folder)
    first = FoundPrinter("folder:", folder.name, folder.ready, folder.reason)
    return [first, *cups_printers()]


def _contents(ctx: Context, person_ids: Sequence[str]) -> Iterator[BadgeContent]:
    """The words of each badge; all codes are given before the first is drawn, in one step."""
    found = people.get_many(ctx.db, list(person_ids))
    if any(person_id not in found for person_id in person_ids):
        raise NotFoundError(N_("Esa persona no está en la lista."))
    with writing(ctx.db):
        codes = {person_id: badge_code_of(ctx, person_id) for person_id in person_ids}
    return (badge_content(ctx, found[each], codes[each]) for each in person_ids)
