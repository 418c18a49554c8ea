"""A badge at a driverless IPP printer: it comes out, whole, and exactly once."""

from __future__ import annotations

import pytest
from printers import decoded

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.ipp import ABORTED_THERE, NO_PDF
from kiosk.printing.ipp import reasons
from kiosk.services import printing
from kiosk.store import journal

pytestmark = pytest.mark.real


def printed_entries(ctx):
    return [entry for entry in journal.read_after(ctx.db) if entry.kind is EntryKind.PRINTED]


@pytest.mark.parametrize(("layout", "size"), [("a6", (105.0, 148.0)), ("4x3in", (101.6, 76.2))])
def test_a_badge_comes_out_in_its_size_and_its_code_reads_back(ctx, drive, printer, layout, size):
    job = drive(printing.enqueue(ctx, "ana", printer.uri, layout))

    assert job.state is JobState.DONE
    assert [decoded(path) for path in printer.printed()] == [([job.badge_code], size, 1)]
    assert [entry.payload["badge_code"] for entry in printed_entries(ctx)] == [job.badge_code]


def test_out_of_paper_waits_says_so_and_comes_out_once(ctx, drive, printer):
    printer.run_out_of_paper()
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)

    assert "papel" in job.reason
    assert job.state is JobState.SENT
    assert not printing.printer_status(printer.uri).ready
    assert printed_entries(ctx) == []

    printer.refill()
    job = drive(job)

    assert (job.state, job.reason) == (JobState.DONE, "")
    assert len(printer.printed()) == 1
    assert len(printed_entries(ctx)) == 1


def test_a_printer_that_is_off_gets_the_badge_once_when_it_comes_back(ctx, drive, printer):
    printer.off()
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)

    assert (job.state, job.reason) == (JobState.WAITING, reasons.UNREACHABLE)

    printer.on()
    job = drive(job)

    assert job.state is JobState.DONE
    assert len(printer.printed()) == 1


def test_a_busy_printer_is_waited_for(ctx, drive, printer):
    printer.run_out_of_paper()
    first = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)
    second = drive(printing.enqueue(ctx, "joao", printer.uri), lambda job: job.reason)

    assert (second.state, second.reason) == (JobState.WAITING, reasons.BUSY)

    printer.refill()

    assert drive(first).state is JobState.DONE
    assert drive(second).state is JobState.DONE
    assert len(printer.printed()) == 2


def test_a_crash_after_the_printer_took_the_job_prints_no_second_badge(ctx, drive, printer):
    job = printing.enqueue(ctx, "ana", printer.uri)
    announced = drive(job, lambda job: job.state is JobState.SENT)
    lost = printing.deliver(printing.job(ctx, announced.job_id), ctx.folder)  # sent, never recorded

    assert lost.remote_job.endswith("!")

    job = drive(job)

    assert job.state is JobState.DONE
    assert len(printer.printed()) == 1


def test_a_jam_fails_with_words(ctx, drive, printer):
    printer.jam()
    job = drive(printing.enqueue(ctx, "ana", printer.uri))

    assert (job.state, job.reason) == (JobState.FAILED, ABORTED_THERE)
    assert printer.printed() == []
    assert "atascado" in printing.printer_status(printer.uri).reason


def test_a_printer_without_pdf_is_not_sent_one(ctx, drive, printer):
    printer.accept_only("image/urf")
    job = drive(printing.enqueue(ctx, "ana", printer.uri))

    assert (job.state, job.reason) == (JobState.FAILED, NO_PDF)
    assert list(printer.folder.iterdir()) == []
