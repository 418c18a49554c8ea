"""A badge at a CUPS queue: the printer behind it has the last word."""

from __future__ import annotations

import pytest
from paper import decoded

from kiosk.domain.print_job import JobState
from kiosk.printing.ipp import reasons
from kiosk.services import printing

pytestmark = pytest.mark.real


@pytest.fixture
def queue(cups, printer, monkeypatch):
    """A queue of the private CUPS to this test's printer."""
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    cups.add_queue(printer.name, printer.uri)
    return f"cups:{printer.name}"


def test_a_badge_comes_out_through_cups_in_its_size(ctx, drive, printer, queue):
    job = drive(printing.enqueue(ctx, "ana", queue))

    assert job.state is JobState.DONE
    assert [decoded(path) for path in printer.printed()] == [([job.badge_code], (105.0, 148.0), 1)]


def test_the_queue_is_found(ctx, queue, printer):
    found = {each.uri: each for each in printing.printers(ctx)}

    assert next(iter(found)) == "folder:"
    assert found[queue].ready


def test_out_of_paper_behind_cups_is_told_at_once_and_ends_well(ctx, drive, printer, queue):
    printer.run_out_of_paper()
    job = drive(printing.enqueue(ctx, "ana", queue), lambda job: "papel" in job.reason)

    assert job.state is JobState.SENT
    assert "papel" in printing.printer_status(queue).reason

    printer.refill()
    job = drive(job)

    assert job.state is JobState.DONE
    assert len(printer.printed()) == 1


def test_a_printer_switched_off_behind_cups_gets_the_badge_once(ctx, drive, printer, queue):
    printer.off()
    job = drive(printing.enqueue(ctx, "ana", queue), lambda job: job.reason)

    assert job.reason == reasons.UNREACHABLE

    printer.on()
    job = drive(job, seconds=60)

    assert job.state is JobState.DONE
    assert len(printer.printed()) == 1


def test_a_badge_that_the_printer_gave_up_is_not_called_printed(ctx, drive, printer, queue):
    printer.jam()
    job = drive(printing.enqueue(ctx, "ana", queue), seconds=60)

    assert job.state is JobState.FAILED
    assert printer.printed() == []


def test_called_completed_by_cups_and_refused_by_the_printer_is_not_done(
    ctx, drive, printer, queue
):
    printer.off()
    printer.on("-f", "image/urf")  # the queue was made for a printer that takes PDF
    job = drive(printing.enqueue(ctx, "ana", queue), seconds=60)

    assert job.state in {JobState.FAILED, JobState.UNKNOWN}
    assert job.reason
    assert printer.printed() == []


def test_a_raster_printer_behind_cups_gets_the_badge_in_its_size(
    ctx, drive, printer, cups, monkeypatch
):
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    printer.accept_only("image/urf,image/pwg-raster")
    cups.add_queue(printer.name, printer.uri)
    job = drive(printing.enqueue(ctx, "ana", f"cups:{printer.name}"), seconds=60)

    assert job.state is JobState.DONE
    assert [decoded(path) for path in printer.printed()] == [([job.badge_code], (105.0, 148.0), 1)]
