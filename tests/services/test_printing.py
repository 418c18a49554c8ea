"""Badges as use cases: previews, PDFs, and into the queue."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp

from kiosk.domain.errors import FailureError, NotFoundError, WrongUseError
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.printing.raster import page_png
from kiosk.services import printing
from kiosk.store import journal, people
from kiosk.store.person_write import put_person

pytestmark = pytest.mark.usefixtures("quiet_network")


def kinds(ctx):
    return [entry.kind for entry in journal.read_after(ctx.db)]


def pages(path):
    document = pypdfium2.PdfDocument(path)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def codes(png):
    import io

    from PIL import Image

    return [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(png)))]


def test_a_preview_carries_a_harmless_code_and_records_nothing(ctx):
    png = printing.preview(ctx, "ana", dpi=200)

    assert codes(png) == ["LAC.TEST"]
    assert kinds(ctx) == []
    assert people.badge_of(ctx.db, "ana") is None


def test_a_preview_of_what_is_being_typed(ctx):
    typed = Person("", "Ñandutí", "Benítez")

    assert printing.preview_person(ctx, typed) != printing.preview(ctx, "ana")


def test_a_preview_of_nobody(ctx):
    with pytest.raises(NotFoundError):
        printing.preview(ctx, "nobody")


def test_a_job_warns_of_letters_without_a_font(ctx):
    name = "Ana \U0001f9ff \U00010380"
    put_person(ctx.db, Person("amulet", name), source="file", source_ref="amulet")

    warning = queued_and_drawn(ctx, "amulet").warning
    assert "Sin emoji en la credencial: \U0001f9ff" in warning
    assert "Ninguna fuente de este equipo tiene: \U00010380" in warning


def test_a_plain_badge_comes_without_a_warning(ctx):
    assert queued_and_drawn(ctx, "jose").warning == ""


def test_the_badge_says_what_the_event_and_the_person_are(ctx, tmp_path):
    out = tmp_path / "x.pdf"
    printing.badge_pdf(ctx, ["jose"], out)
    (text,) = pages(out)

    for word in (
        "LACNIC 46",
        "5–9 de octubre de 2026",
        "José",
        "Núñez Ibáñez",
        "Universidad Nacional",
        "México",
        "NUEVO",
    ):
        assert word in text


def test_several_badges_in_the_order_asked_for(ctx, tmp_path):
    out = tmp_path / "x.pdf"
    told = []
    made = printing.badge_pdf(ctx, ["sam", "ana"], out, progress=lambda *step: told.append(step))

    assert ["Sam" in pages(out)[0], "Ana" in pages(out)[1]] == [True, True]
    assert told == [(1, 2), (2, 2)]
    assert (made.count, made.layouts, made.notes, made.without) == (2, {"a6": 2}, (), ())
    assert kinds(ctx) == [EntryKind.BADGE_ISSUED] * 2


def test_a_badge_made_twice_keeps_its_code(ctx, tmp_path):
    printing.badge_pdf(ctx, ["ana"], tmp_path / "1.pdf")
    printing.badge_pdf(ctx, ["ana"], tmp_path / "2.pdf")

    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
    assert kinds(ctx) == [EntryKind.BADGE_ISSUED]


def test_the_layout_asked_for_beats_the_stations_and_that_the_events(ctx, tmp_path):
    at_label = replace(ctx, station=replace(ctx.station, badge_layout="4x3in"))
    size = lambda context, layout=None: printing.preview(context, "ana", layout, 72)[16:24]  # noqa: E731  three uses

    assert size(ctx) == size(at_label, "a6")
    assert size(at_label) == size(ctx, "4x3in")
    assert size(ctx) != size(at_label)


@pytest.mark.parametrize(
    ("people_ids", "error"), [(["nobody"], NotFoundError), ([], NotFoundError)]
)
def test_badges_of_nobody_leave_no_file(ctx, tmp_path, people_ids, error):
    with pytest.raises(error):
        printing.badge_pdf(ctx, people_ids, tmp_path / "x.pdf")

    assert not (tmp_path / "x.pdf").exists()
    assert kinds(ctx) == []


def test_an_unknown_layout_issues_no_code(ctx, tmp_path):
    with pytest.raises(NotFoundError):
        printing.badge_pdf(ctx, ["ana"], tmp_path / "x.pdf", layout="a9")

    assert kinds(ctx) == []


def test_a_pdf_that_cannot_be_written_is_a_failure(ctx, tmp_path):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(FailureError, match=r"x\.pdf"):
        printing.badge_pdf(ctx, ["ana"], tmp_path / "file" / "x.pdf")


def queued_and_drawn(ctx, person_id, **more):
    """The person's job as it is once the print worker has drawn it."""
    job = printing.enqueue(ctx, person_id, **more)
    due = printing.claim_next(ctx)
    assert due.job_id == job.job_id
    return printing.record(ctx, due, printing.deliver(due, ctx.folder))


def test_into_the_queue_with_frozen_content(ctx):
    job = queued_and_drawn(ctx, "ana", operator="lucia")

    assert (job.state, job.layout, job.printer, job.operator) == (
        JobState.WAITING,
        "a6",
        "folder:",
        "lucia",
    )
    assert job.badge_code == people.badge_of(ctx.db, "ana").badge_code
    assert codes(page_png(job.pdf, 200)) == [job.badge_code]
    assert printing.job(ctx, job.job_id).pdf == job.pdf
    assert [each.job_id for each in printing.jobs(ctx)] == [job.job_id]


def test_a_second_badge_while_one_is_on_its_way_is_refused_with_words(ctx):
    printing.enqueue(ctx, "ana")

    with pytest.raises(NotFoundError, match="cola"):
        printing.enqueue(ctx, "ana")

    printing.enqueue(ctx, "jose")
    assert len(printing.jobs(ctx)) == 2


@pytest.mark.parametrize("uri", ["", "lpt1:", "http://x/"])
def test_without_a_printer_nothing_is_queued(ctx, uri):
    with pytest.raises(WrongUseError):
        printing.enqueue(ctx, "ana", printer=uri)

    assert printing.jobs(ctx) == []
    assert kinds(ctx) == []


def test_a_badge_for_nobody_is_not_queued(ctx):
    with pytest.raises(NotFoundError):
        printing.enqueue(ctx, "nobody")


def test_the_folder_is_always_a_printer(ctx, monkeypatch):
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    (folder,) = printing.printers(ctx)

    assert (folder.uri, folder.ready) == ("folder:", True)
    assert printing.printer_status("folder:", ctx.folder).ready
