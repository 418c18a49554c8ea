"""Asking for badges: frozen as they were asked for, many at once, again with a reason."""

from dataclasses import replace

import pytest

from kiosk.domain.errors import CanceledError, NotFoundError, WrongUseError
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.printing.raster import page_png
from kiosk.services import desk, printing
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.print_order import PIECE
from kiosk.store import journal, people
from kiosk.store.person_write import put_person
from tests.services.test_printing import codes


def done_entries(ctx):
    return [entry for entry in journal.read_after(ctx.db) if entry.kind is EntryKind.PRINTED]


def work(ctx, steps=50):
    """Move the queue on until nothing is due."""
    for _ in range(steps):
        due = printing.claim_next(ctx)
        if due is None:
            return
        printing.record(ctx, due, printing.deliver(due, ctx.folder))


def pdfs(ctx):
    return sorted(path.name for path in (ctx.folder / "badges").glob("*.pdf"))


def test_what_is_on_a_badge_is_what_was_known_when_it_was_asked_for(ctx):
    asked = printing.enqueue(ctx, "ana")
    desk.correct(ctx, "ana", {"given_name": "Otra"}, "lu")
    due = printing.claim_next(ctx)
    changed = printing.deliver(due, ctx.folder)

    assert due.job_id == asked.job_id
    assert "Otra" not in due.frozen
    assert "Ana" in due.frozen
    assert codes(page_png(changed.pdf, 200)) == [asked.badge_code]


def test_a_badge_that_cannot_be_drawn_fails_with_words_and_holds_nobody_up(ctx):
    broken = printing.enqueue(ctx, "ana")
    due = replace(printing.claim_next(ctx), shape="{}")
    after = printing.record(ctx, due, printing.deliver(due, ctx.folder))

    assert (after.job_id, after.state) == (broken.job_id, JobState.FAILED)
    assert after.reason
    printing.enqueue(ctx, "jose")
    work(ctx)
    assert printing.jobs(ctx)[0].state is JobState.DONE


def test_a_reprint_needs_a_reason_voids_the_old_code_and_counts(ctx):
    first = printing.enqueue(ctx, "ana")
    work(ctx)
    with pytest.raises(WrongUseError):
        printing.reprint(ctx, "ana", "  ")
    again = printing.reprint(ctx, "ana", "Se perdió", "lu")
    work(ctx)

    assert again.badge_code != first.badge_code
    assert people.by_badge(ctx.db, first.badge_code).void_reason == "Se perdió"
    assert [(e.payload["copy"], e.payload["why"]) for e in done_entries(ctx)] == [
        (1, ""),
        (2, "Se perdió"),
    ]


def test_a_reprint_that_is_refused_voids_nothing(ctx):
    waiting = printing.enqueue(ctx, "ana")
    with pytest.raises(NotFoundError):
        printing.reprint(ctx, "ana", "Se perdió")

    assert people.by_badge(ctx.db, waiting.badge_code).voided_at is None


def test_a_badge_is_owed_from_the_check_in_until_a_good_one_is_out(ctx):
    assert printing.owed(ctx, ["ana", "jose"]) == set()
    scan(ctx, ScanRequest(text="code-of-ana", checkpoint="main"))
    assert printing.owed(ctx, ["ana", "jose"]) == {"ana"}

    printing.enqueue(ctx, "ana")
    assert printing.owed(ctx, ["ana"]) == {"ana"}
    work(ctx)
    assert printing.owed(ctx, ["ana"]) == set()
    assert printing.queue_view(ctx).owed == 0
    assert printing.has_badge(ctx, "ana")

    printing.reprint(ctx, "ana", "Se perdió")
    assert printing.owed(ctx, ["ana"]) == {"ana"}
    assert printing.queue_view(ctx).owed == 1
    assert not printing.has_badge(ctx, "ana")


def test_a_badge_printed_before_the_check_in_is_not_owed_after_it(ctx):
    printing.enqueue(ctx, "ana")
    work(ctx)
    scan(ctx, ScanRequest(text="code-of-ana", checkpoint="main"))

    assert printing.owed(ctx, ["ana"]) == set()


@pytest.fixture
def crowd(ctx):
    """Three pieces of people: their ids."""
    ids = [f"p{number:04}" for number in range(2 * PIECE + 5)]
    for number, person_id in enumerate(ids):
        person = Person(person_id, f"Persona {number}")
        put_person(ctx.db, person, source="file", source_ref=person_id)
    return ids


def test_a_batch_is_queued_in_pieces_and_whoever_comes_overtakes_it(ctx, crowd):
    told = []
    batch = printing.enqueue_many(ctx, crowd, progress=lambda *step: told.append(step))
    single = printing.enqueue(ctx, "ana")

    assert (batch.queued, batch.skipped) == (len(crowd), ())
    assert told == [(PIECE, len(crowd)), (2 * PIECE, len(crowd)), (len(crowd), len(crowd))]
    assert printing.claim_next(ctx).job_id == single.job_id


def test_a_batch_leaves_out_who_waits_already_and_names_nobody_twice(ctx):
    printing.enqueue(ctx, "ana")
    batch = printing.enqueue_many(ctx, ["ana", "jose", "jose", "sam"])

    assert (batch.queued, batch.skipped) == (2, ("ana",))


def test_a_batch_cancelled_half_way_leaves_exactly_what_was_not_sent(ctx, crowd):
    batch = printing.enqueue_many(ctx, crowd)
    work(ctx, steps=20)
    out = len(pdfs(ctx))
    under_way = printing.claim_next(ctx)
    cancelled = printing.cancel_batch(ctx, batch.batch_id, "Basta")

    assert out == 10
    assert cancelled == len(crowd) - out
    printing.record(ctx, under_way, printing.deliver(under_way, ctx.folder))
    work(ctx)
    assert len(pdfs(ctx)) == out
    left = printing.batch_left(ctx, batch.batch_id)
    assert (left.pending, left.out, left.ended) == (0, out, len(crowd))


def test_a_batch_that_is_stopped_while_it_is_asked_for_prints_nothing(ctx, crowd):
    with pytest.raises(CanceledError):
        printing.enqueue_many(ctx, crowd, progress=lambda _done, _total: False)
    work(ctx)

    assert pdfs(ctx) == []
    assert printing.queue_view(ctx).states == {JobState.CANCELLED: PIECE}


def test_a_batch_with_somebody_unknown_queues_nothing_of_that_piece(ctx):
    with pytest.raises(NotFoundError):
        printing.enqueue_many(ctx, ["ana", "nobody"])

    assert printing.jobs(ctx) == []


def test_roles_lead_to_their_printer_and_its_paper(ctx):
    printers = (
        Printer("plain", "folder:plain"),
        Printer("speakers", "folder:speakers", roles=("speaker",), layout="4x3in"),
    )
    at = replace(ctx, station=replace(ctx.station, printers=printers))
    ana, jose = printing.enqueue(at, "ana"), printing.enqueue(at, "jose")

    assert [(job.printer_id, job.layout) for job in (ana, jose)] == [
        ("speakers", "4x3in"),
        ("plain", "a6"),
    ]


@pytest.mark.parametrize("wanted", ["nobody", "fax:1"])
def test_a_printer_that_is_not_there_is_wrong_use(ctx, wanted):
    with pytest.raises(WrongUseError):
        printing.enqueue(ctx, "ana", printer=wanted)


def test_a_failed_job_is_asked_for_anew_and_any_other_is_not(ctx):
    job = printing.enqueue(ctx, "ana", reason="Se dañó")
    with pytest.raises(NotFoundError):
        printing.retry(ctx, job.job_id)
    printing.cancel(ctx, job.job_id, "Basta")
    again = printing.retry(ctx, job.job_id, "lu")

    assert (again.person_id, again.why, again.operator) == ("ana", "Se dañó", "lu")


def test_a_test_page_comes_out_and_is_nobodys_badge(ctx):
    job = printing.test_page(ctx)
    work(ctx)

    assert printing.job(ctx, job.job_id).state is JobState.DONE
    assert len(pdfs(ctx)) == 1
    assert done_entries(ctx) == []
    with pytest.raises(NotFoundError):
        printing.test_page(ctx, "nobody")
