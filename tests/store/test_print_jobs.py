"""The queue's table: what goes in comes out, in order, and the PDF only when asked for."""

from dataclasses import replace

import pytest

from kiosk.domain.print_job import JobState
from kiosk.store import print_jobs
from kiosk.store.connect import close, open_store
from kiosk.store.print_jobs import Job


@pytest.fixture
def job(clock):
    """A job: job("1", state=JobState.SENT)."""

    def make(job_id="1", person_id="ana", **more):
        now = clock.forward(milliseconds=5)
        values = {
            "badge_code": "LAC46.K7PX42NQ",
            "title": "Ana Silva",
            "layout": "a6",
            "printer": "folder:",
            "state": JobState.WAITING,
            "pdf": b"%PDF\x00\xff",
            "media": "iso_a6_105x148mm",
            "created_at": now,
            "updated_at": now,
        }
        return Job(job_id, person_id, **(values | more))

    return make


def test_a_job_comes_back_whole(db, job):
    whole = job(
        reason="r", remote_job="7!", attempts=3, station="Mesa", operator="lu", why="w", warning="!"
    )
    print_jobs.add(db, whole)

    assert print_jobs.get(db, "1") == whole


def test_a_job_outlives_the_program(db, path, job):
    print_jobs.add(db, job())
    again = open_store(path)
    try:
        assert print_jobs.get(again, "1").pdf == b"%PDF\x00\xff"
    finally:
        close(again)


def test_pending_ones_come_oldest_first_without_their_pdf(db, job):
    for number, state in enumerate(JobState):
        print_jobs.add(db, job(str(number), f"p{number}", state=state))

    assert [(each.state, each.pdf) for each in print_jobs.pending(db)] == [
        (JobState.WAITING, b""),
        (JobState.RENDERING, b""),
        (JobState.SENT, b""),
        (JobState.PRINTING, b""),
    ]


def test_the_newest_come_first_up_to_a_number(db, job):
    for number in range(5):
        print_jobs.add(db, job(str(number)))

    assert [each.job_id for each in print_jobs.latest(db, 3)] == ["4", "3", "2"]


def test_the_pending_one_of_a_person(db, job):
    print_jobs.add(db, job("1", state=JobState.FAILED))
    assert print_jobs.pending_of(db, "ana") is None

    print_jobs.add(db, job("2", state=JobState.SENT))
    assert print_jobs.pending_of(db, "ana").job_id == "2"
    assert print_jobs.pending_of(db, "jose") is None


def test_a_change_moves_the_state_and_leaves_the_badge_alone(db, job, clock):
    first = job()
    print_jobs.add(db, first)
    moved = replace(
        first,
        state=JobState.SENT,
        remote_job="7",
        reason="r",
        attempts=2,
        updated_at=clock.forward(seconds=1),
    )
    print_jobs.change(db, replace(moved, pdf=b"other", title="other"))

    assert print_jobs.get(db, "1") == moved


def test_an_unknown_job_is_none(db):
    assert print_jobs.get(db, "?") is None


@pytest.mark.parametrize(
    ("state", "pending"),
    list(zip(JobState, [True, True, True, True, False, False, False, False], strict=True)),
)
def test_which_states_may_still_come_out(job, state, pending):
    assert job(state=state).pending is pending
