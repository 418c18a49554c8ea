"""Badges for screens and command line: previews, PDFs, and the way into the print queue."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.print_job import JobState
from kiosk.printing import discovery
from kiosk.printing.backends.base import PrinterStatus
from kiosk.printing.backends.registry import backend_of
from kiosk.printing.discovery import FoundPrinter
from kiosk.services.badge_file import Made, badge_pdf, preview, preview_person
from kiosk.services.badge_selection import Order, expected, in_order
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
    BatchLeft,
    JobView,
    PrinterView,
    QueueView,
    batch_left,
    explained,
    found,
    has_badge,
    is_held,
    owed,
    pending_of,
    queue_view,
)
from kiosk.services.printer_care import pause, printer_of, resume, set_labels
from kiosk.services.printing_queue import (
    claim_next,
    deliver,
    give_back,
    queue_lock,
    record,
    recover,
)
from kiosk.store import print_jobs
from kiosk.store.print_jobs import Job

__all__ = [
    "PREVIEW_CODE",
    "Batch",
    "BatchLeft",
    "FoundPrinter",
    "Job",
    "JobState",
    "JobView",
    "Made",
    "Order",
    "PrinterStatus",
    "PrinterView",
    "QueueView",
    "answer",
    "badge_pdf",
    "batch_left",
    "cancel",
    "cancel_batch",
    "claim_next",
    "deliver",
    "enqueue",
    "enqueue_many",
    "enqueue_piece",
    "expected",
    "explained",
    "found",
    "found_printers",
    "give_back",
    "has_badge",
    "in_order",
    "is_held",
    "job",
    "jobs",
    "owed",
    "pause",
    "pending_of",
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


def printer_status(uri: str, folder: Path | None = None) -> PrinterStatus:
    """How the printer of that URI is; waits a few seconds at most. Raises WrongUseError."""
    return backend_of(uri, folder or Path.cwd()).status()


def printers(ctx: Context) -> list[FoundPrinter]:
    """What a badge can be sent to: the profile's folder, the queues of CUPS, then the network.

    Listens for two seconds at most to printers that announce themselves.
    """
    return found_printers(ctx.folder)


def found_printers(folder: Path) -> list[FoundPrinter]:
    """As printers(), for the profile in that folder; needs no store."""
    own = printer_status("folder:", folder)
    first = FoundPrinter("folder:", own.name, own.ready, own.reason)
    return [first, *discovery.found()]
