"""Batches as a screen tells them, and who is owed a badge, by name."""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.print_job import JobState
from kiosk.services import printing
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.owed_list import owed_people
from kiosk.services.print_batches import batches
from kiosk.services.printing import Batch
from kiosk.store import print_jobs

EVERYBODY = ["ana", "jose", "sam"]


def end(ctx, person_id, state):
    job = printing.pending_of(ctx, person_id)
    print_jobs.change(ctx.db, replace(job, state=state))


def test_no_batch_is_none(ctx):
    printing.enqueue(ctx, "ana", "folder:")

    assert batches(ctx) == ()


def test_a_batch_tells_what_is_out_and_what_can_be_stopped(ctx):
    printing.enqueue_piece(ctx, Batch("one"), EVERYBODY, "folder:", operator="lu")
    end(ctx, "ana", JobState.DONE)
    end(ctx, "jose", JobState.SENT)

    (view,) = batches(ctx)
    assert (view.batch_id, view.operator, view.total) == ("one", "lu", 3)
    assert (view.out, view.unsent, view.ended, view.finished) == (1, 1, 0, False)

    end(ctx, "jose", JobState.DONE)
    end(ctx, "sam", JobState.FAILED)
    (view,) = batches(ctx)
    assert (view.out, view.unsent, view.ended, view.finished) == (2, 0, 1, True)


def test_those_under_way_are_always_told_of_the_others_the_newest(ctx):
    for number in range(4):
        printing.enqueue_piece(ctx, Batch(f"b{number}"), EVERYBODY, "folder:")
        if number:
            printing.cancel_batch(ctx, f"b{number}", "x")
        else:
            end(ctx, "ana", JobState.UNKNOWN)
            for person_id in ("jose", "sam"):
                end(ctx, person_id, JobState.DONE)

    assert {view.batch_id for view in batches(ctx, limit=1)} == {"b0", "b3"}


def test_jobs_of_a_batch_are_told_by_it_unless_they_failed(ctx):
    printing.enqueue_piece(ctx, Batch("one"), EVERYBODY, "folder:")
    end(ctx, "sam", JobState.FAILED)
    single = printing.enqueue(ctx, "sam", "folder:")

    found = [(job.person_id, job.batch) for job in print_jobs.latest_single(ctx.db, 10)]
    assert found == [("sam", ""), ("sam", "one")]
    assert print_jobs.latest_single(ctx.db, 1)[0].job_id == single.job_id


def test_who_is_owed_a_badge_is_told_by_family_name(ctx):
    for person_id in ("sam", "ana", "jose"):
        scan(ctx, ScanRequest(checkpoint="main", person_id=person_id))
    assert [one.person_id for one in owed_people(ctx)] == ["jose", "ana", "sam"]

    printing.enqueue(ctx, "ana", "folder:")
    end(ctx, "ana", JobState.DONE)
    assert [one.person_id for one in owed_people(ctx)] == ["jose", "sam"]
