"""A badge at a driverless IPP printer: it comes out, whole, and exactly once."""

from __future__ import annotations

import io

import pytest
from paper import decoded
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.ipp import ABORTED_THERE, CHANGED, NO_FORMAT
from kiosk.printing.discovery import found
from kiosk.printing.ipp import reasons
from kiosk.printing.ipp.address import address_of
from kiosk.printing.ipp.client import PDF, IppClient, Payload
from kiosk.printing.ipp.pins import FILE
from kiosk.services import printing
from kiosk.store import journal

pytestmark = pytest.mark.real


def somebody_elses_page():
    target = io.BytesIO()
    page = Canvas(target, pagesize=(298, 420))
    page.drawString(30, 30, "somebody else's")
    page.save()
    return target.getvalue()


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


def test_a_printer_busy_with_somebody_elses_job_is_waited_for(ctx, drive, printer):
    printer.run_out_of_paper()
    other = IppClient(address_of(printer.uri))
    theirs = other.create_job("somebody else's", {})
    other.send_document(theirs, "theirs", Payload(PDF, somebody_elses_page()))
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)

    assert (job.state, job.reason) == (JobState.WAITING, reasons.BUSY)

    printer.refill()

    assert drive(job).state is JobState.DONE
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


@pytest.mark.parametrize(
    ("formats", "ending"), [("image/pwg-raster", ".pwg"), ("image/urf", ".urf")]
)
def test_a_printer_without_pdf_is_sent_dots_in_the_badges_size(
    ctx, drive, printer, formats, ending
):
    printer.accept_only(formats)
    job = drive(printing.enqueue(ctx, "ana", printer.uri))
    (path,) = printer.printed()

    assert job.state is JobState.DONE
    assert path.suffix == ending
    assert decoded(path) == ([job.badge_code], (105.0, 148.0), 1)


def test_a_printer_of_strange_formats_is_not_sent_any(ctx, drive, printer):
    printer.accept_only("application/vnd.hp-pcl")
    job = drive(printing.enqueue(ctx, "ana", printer.uri))

    assert (job.state, job.reason) == (JobState.FAILED, NO_FORMAT)
    assert list(printer.folder.iterdir()) == []


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("cover-open-error", "tapa"),
        ("marker-supply-empty-error", "tinta"),
        ("media-jam-error", "atascado"),
    ],
)
def test_what_stops_the_printer_is_told_and_ends_well(ctx, drive, printer, reason, word):
    printer.stop_for(reason)
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)

    assert word in job.reason
    assert job.pending
    assert word in printing.printer_status(printer.uri).reason

    printer.mend()
    job = drive(job)

    assert (job.state, job.reason) == (JobState.DONE, "")
    assert len(printer.printed()) == 1


def test_paper_of_another_size_in_the_printer_is_asked_to_be_changed(ctx, drive, printer):
    printer.load("oe_badge-4x3_4x3in")
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: job.reason)

    assert (job.state, job.reason) == (JobState.WAITING, reasons.MEDIA_NEEDED)
    assert list(printer.folder.iterdir()) == []

    printer.load("iso_a6_105x148mm")
    job = drive(job)

    assert job.state is JobState.DONE
    assert [decoded(path)[1] for path in printer.printed()] == [(105.0, 148.0)]


def test_unplugged_in_the_middle_of_a_job_is_for_a_human_to_judge(ctx, drive, printer):
    printer.run_out_of_paper()
    job = drive(printing.enqueue(ctx, "ana", printer.uri), lambda job: "papel" in job.reason)
    printer.off()
    job = drive(job, lambda job: job.reason == reasons.UNREACHABLE)
    assert job.pending

    printer.refill()
    printer.on()
    job = drive(job)

    assert job.state in {JobState.UNKNOWN, JobState.FAILED}
    assert printer.printed() == []
    assert printed_entries(ctx) == []


def test_a_driverless_printer_announces_itself_and_is_found(printer, cups, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", cups.server)
    printer.off()
    printer.announced = "_print"
    printer.on()
    here = [one for one in found(interfaces=["127.0.0.1"]) if f":{printer.port}/" in one.uri]

    assert [(one.uri.partition("://")[2], one.ready) for one in here] == [
        (f"127.0.0.1:{printer.port}/ipp/print", True)
    ]


def test_an_encrypted_printer_is_known_again_by_its_certificate(ctx, drive, printer, tmp_path):
    uri = printer.uri.replace("ipp://", "ipps://")
    job = drive(printing.enqueue(ctx, "ana", uri))

    assert job.state is JobState.DONE
    assert [decoded(path)[0] for path in printer.printed()] == [[job.badge_code]]

    kept = tmp_path / FILE
    assert kept.read_text().startswith(f"localhost:{printer.port} ")
    kept.write_text(f"localhost:{printer.port} {'0' * 64}\n")  # as if a stranger answered now
    job = drive(printing.enqueue(ctx, "joao", uri), lambda job: job.reason)

    assert (job.state, job.reason) == (JobState.WAITING, CHANGED)
    assert len(printer.printed()) == 1
