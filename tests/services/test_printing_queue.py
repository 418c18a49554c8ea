"""The queue moved step by step: never twice, never silent, never stuck behind another job."""

from dataclasses import replace

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.printing.backends.base import Delivery, Step
from kiosk.services import printing
from kiosk.services.printing_queue import document_name
from kiosk.store import journal


def printed(ctx):
    return [entry for entry in journal.read_after(ctx.db) if entry.kind is EntryKind.PRINTED]


def drawn(ctx):
    """The next job that is claimed for a printer; what is not drawn yet is drawn first."""
    due = printing.claim_next(ctx)
    while due is not None and due.state is JobState.RENDERING:
        printing.record(ctx, due, printing.deliver(due, ctx.folder))
        due = printing.claim_next(ctx)
    return due


def move(ctx, *deliveries):
    """Record those answers for the next job, one after the other."""
    job = None
    for delivery in deliveries:
        job = printing.record(ctx, drawn(ctx), delivery)
    return job


def test_from_the_queue_into_the_folder(ctx):
    job = printing.enqueue(ctx, "ana", operator="lucia", reason="Nombre corregido")
    due = drawn(ctx)
    after = printing.record(ctx, due, printing.deliver(due, ctx.folder))
    (file,) = (ctx.folder / "badges").iterdir()
    (entry,) = printed(ctx)

    assert after.state is JobState.DONE
    assert file.read_bytes() == due.pdf
    assert (after.pdf, printing.job(ctx, job.job_id).pdf) == (due.pdf, b"")
    assert "Ana" not in file.name
    assert "Silva" not in file.name
    assert (entry.person_id, entry.operator) == ("ana", "lucia")
    assert entry.payload["badge_code"] == job.badge_code
    assert entry.payload["why"] == "Nombre corregido"
    assert printing.claim_next(ctx) is None


def test_the_first_come_is_served_first(ctx, clock):
    first = printing.enqueue(ctx, "ana")
    clock.forward(seconds=1)
    printing.enqueue(ctx, "jose")

    assert printing.claim_next(ctx).job_id == first.job_id


def test_a_job_that_waits_lets_the_next_one_pass(ctx, clock):
    printing.enqueue(ctx, "ana", printer="ipp://printer.invalid/")
    clock.forward(seconds=1)
    second = printing.enqueue(ctx, "jose")
    move(ctx, Delivery(Step.WAITING, "La impresora no responde."))

    assert printing.claim_next(ctx).job_id == second.job_id


def test_a_job_that_waits_is_tried_again_after_a_while_and_says_why(ctx, clock):
    printing.enqueue(ctx, "ana")
    job = move(ctx, Delivery(Step.WAITING, "La impresora no responde."))

    assert (job.state, job.reason, job.attempts) == (
        JobState.WAITING,
        "La impresora no responde.",
        1,
    )
    assert printing.claim_next(ctx) is None

    clock.forward(seconds=3)
    assert printing.claim_next(ctx).job_id == job.job_id


def test_a_job_the_printer_has_is_asked_about_and_goes_on_at_once_after_progress(ctx, clock):
    printing.enqueue(ctx, "ana", printer="ipp://printer.invalid/")
    job = move(ctx, Delivery(Step.SENT, remote_job="7"), Delivery(Step.SENT, remote_job="7!"))

    assert (job.state, job.remote_job, job.attempts) == (JobState.SENT, "7!", 0)

    move(ctx, Delivery(Step.SENT, remote_job="7!"))
    assert printing.claim_next(ctx) is None
    clock.forward(seconds=0.3)
    assert printing.claim_next(ctx).remote_job == "7!"


def test_a_job_survives_a_crash_as_what_the_printer_knows_it_by(ctx, clock):
    printing.enqueue(ctx, "ana", printer="ipp://printer.invalid/")
    move(ctx, Delivery(Step.SENT, remote_job="7"))
    again = replace(ctx)  # a new start of the program sees the same rows

    assert printing.claim_next(again).remote_job == "7"
    with pytest.raises(NotFoundError):
        printing.enqueue(again, "ana")


def test_printed_is_journalled_once_whoever_reports_it(ctx):
    printing.enqueue(ctx, "ana")
    due = drawn(ctx)
    done = Delivery(Step.DONE, remote_job="x.pdf")
    printing.record(ctx, due, done)
    printing.record(ctx, due, done)

    assert len(printed(ctx)) == 1


def test_what_failed_keeps_its_reason_and_makes_room_for_a_new_try(ctx):
    printing.enqueue(ctx, "ana")
    job = move(ctx, Delivery(Step.FAILED, "La impresora rechazó la credencial."))

    assert (job.state, job.reason) == (JobState.FAILED, "La impresora rechazó la credencial.")
    assert printed(ctx) == []
    assert printing.claim_next(ctx) is None

    again = printing.enqueue(ctx, "ana")
    assert again.badge_code == job.badge_code


def test_a_waiting_job_can_be_given_up_and_a_sent_one_cannot(ctx):
    job = printing.enqueue(ctx, "ana", printer="ipp://printer.invalid/")
    assert printing.cancel(ctx, job.job_id, "Ya no hace falta").state is JobState.CANCELLED

    other = printing.enqueue(ctx, "ana", printer="ipp://printer.invalid/")
    move(ctx, Delivery(Step.SENT, remote_job="7"))
    with pytest.raises(NotFoundError):
        printing.cancel(ctx, other.job_id, "tarde")
    with pytest.raises(NotFoundError):
        printing.cancel(ctx, "no such job", "")


def test_a_job_given_up_meanwhile_stays_so_unless_it_came_out_all_the_same(ctx):
    job = printing.enqueue(ctx, "ana")
    due = drawn(ctx)
    printing.cancel(ctx, job.job_id, "Ya no hace falta")

    assert printing.record(ctx, due, Delivery(Step.SENT, "", "7")).state is JobState.CANCELLED
    assert printed(ctx) == []
    assert printing.record(ctx, due, Delivery(Step.DONE)).state is JobState.DONE
    assert len(printed(ctx)) == 1


def test_the_name_at_the_printer_is_unique_and_holds_the_badge_code_only(ctx):
    first = printing.enqueue(ctx, "ana")
    move(ctx, Delivery(Step.FAILED, "x"))
    second = printing.enqueue(ctx, "ana")

    assert document_name(first) != document_name(second)
    assert document_name(first).startswith(first.badge_code)
    assert "ana" not in document_name(first).casefold().replace(first.badge_code.casefold(), "")
