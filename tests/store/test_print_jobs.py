"""The queue's table: what goes in comes out, in order, and what a job holds only when asked for."""

from dataclasses import replace

import pytest

from kiosk.domain.print_job import JobState
from kiosk.store import print_jobs
from kiosk.store.connect import close, open_store
from kiosk.store.print_jobs import Job
from kiosk.store.transact import number

OPEN = [state for state in JobState if state.open]
ENDED = [state for state in JobState if not state.open]


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
            "frozen": '{"first_line":"Ana"}',
            "shape": '{"width":105}',
            "target": "folder:",
            "printer_id": "folder:",
        }
        return Job(job_id, person_id, **(values | more))

    return make


def layouts(db):
    return number(db, "SELECT count(*) FROM print_layout")


def test_a_job_comes_back_whole(db, job):
    whole = job(
        reason="r",
        remote_job="7!",
        attempts=3,
        station="Mesa",
        operator="lu",
        why="w",
        warning="!",
        batch="b",
        said="media-empty",
        round=2,
        kind="test",
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


def test_jobs_of_some_states_come_oldest_first_without_what_they_hold(db, job):
    for count, state in enumerate(JobState):
        print_jobs.add(db, job(str(count), f"p{count}", state=state))
    found = print_jobs.in_states(db, (JobState.PRINTING, JobState.SENT))

    assert [each.state for each in found] == [JobState.SENT, JobState.PRINTING]
    assert {(each.pdf, each.frozen, each.shape) for each in found} == {(b"", "", "")}


def test_the_newest_come_first_up_to_a_number_and_of_one_state(db, job):
    for count in range(5):
        print_jobs.add(db, job(str(count), state=JobState.FAILED if count % 2 else JobState.DONE))

    assert [each.job_id for each in print_jobs.latest(db, 3)] == ["4", "3", "2"]
    assert [each.job_id for each in print_jobs.latest(db, 9, JobState.FAILED)] == ["3", "1"]


@pytest.mark.parametrize("state", OPEN)
def test_the_open_job_of_a_person(db, job, state):
    print_jobs.add(db, job("1", state=JobState.FAILED))
    assert print_jobs.open_of(db, "ana") is None

    print_jobs.add(db, job("2", state=state))
    assert print_jobs.open_of(db, "ana").job_id == "2"
    assert print_jobs.open_of(db, "jose") is None
    assert print_jobs.people_with_open(db, ["ana", "jose"]) == {"ana"}


def test_the_head_of_a_line_is_the_oldest_that_nobody_works_on(db, job):
    for name in ("1", "2", "3"):
        print_jobs.add(db, job(name))
    print_jobs.add(db, job("4", target="zebra"))

    assert print_jobs.head(db, "folder:").job_id == "1"
    assert print_jobs.head(db, "folder:", ["1", "2"]).job_id == "3"
    assert print_jobs.head(db, "nowhere") is None
    assert print_jobs.targets(db) == ["folder:", "zebra"]


def test_who_stands_at_the_desk_overtakes_a_batch(db, job):
    print_jobs.add(db, job("1", batch="b"))
    print_jobs.add(db, job("2"))

    assert print_jobs.head(db, "folder:").job_id == "2"


def test_a_job_that_was_tried_in_vain_often_lets_the_next_pass(db, job):
    print_jobs.add(db, job("1", attempts=9))
    print_jobs.add(db, job("2"))
    assert print_jobs.head(db, "folder:").job_id == "1"

    print_jobs.change(db, replace(print_jobs.get(db, "1"), attempts=10))
    assert print_jobs.head(db, "folder:").job_id == "2"


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
    print_jobs.change(db, replace(moved, pdf=b"other", title="other", frozen="", shape=""))

    assert print_jobs.get(db, "1") == moved


def test_what_was_drawn_is_kept_and_what_is_frozen_stays(db, job):
    first = job(pdf=b"")
    print_jobs.add(db, first)
    drawn = replace(first, pdf=b"%PDF", warning="!", media="na_index-4x6_4x6in")
    print_jobs.change_drawn(db, replace(drawn, frozen="", shape=""))

    assert print_jobs.get(db, "1") == drawn


def test_a_job_for_other_paper_gets_the_other_layout(db, job):
    first = job()
    print_jobs.add(db, first)
    other = replace(first, layout="zebra", shape='{"width":57}', pdf=b"")
    print_jobs.change_layout(db, other)

    assert print_jobs.get(db, "1") == other


@pytest.mark.parametrize("state", ENDED)
def test_what_a_job_held_is_gone_when_it_has_ended(db, job, state):
    print_jobs.add(db, job("1"))
    print_jobs.add(db, job("2"))
    assert layouts(db) == 1

    print_jobs.change(db, replace(print_jobs.get(db, "1"), state=state))
    ended = print_jobs.get(db, "1")
    assert (ended.pdf, ended.frozen, ended.shape) == (b"", "", "")
    assert (ended.title, ended.badge_code) == ("Ana Silva", "LAC46.K7PX42NQ")
    assert print_jobs.get(db, "2").shape
    assert layouts(db) == 1

    print_jobs.change(db, replace(print_jobs.get(db, "2"), state=state))
    assert layouts(db) == 0


def test_a_doubtful_job_keeps_what_it_holds(db, job):
    print_jobs.add(db, job())
    print_jobs.change(db, replace(print_jobs.get(db, "1"), state=JobState.UNKNOWN))

    assert print_jobs.get(db, "1").pdf


def test_of_a_batch_only_what_was_not_sent_is_cancelled(db, job, clock):
    for count, state in enumerate(JobState):
        print_jobs.add(db, job(str(count), f"p{count}", batch="b", state=state))
        print_jobs.add(db, job(f"x{count}", f"q{count}", batch="c", state=state))

    assert print_jobs.cancel_batch(db, "b", "Basta", clock.forward(seconds=1)) == 2
    assert print_jobs.cancel_batch(db, "", "Basta", clock.forward(seconds=1)) == 0
    after = {each.job_id: each.state for each in print_jobs.latest(db)}
    assert [str(after[str(count)]) for count in range(len(JobState))] == [
        *("cancelled", "cancelled", "sent", "printing"),
        *("done", "failed", "unknown", "cancelled"),
    ]
    assert [after[f"x{count}"] for count in range(len(JobState))] == list(JobState)


def test_after_a_crash_what_was_being_drawn_waits_again(db, job):
    for count, state in enumerate(JobState):
        print_jobs.add(db, job(str(count), f"p{count}", state=state))

    assert print_jobs.recover(db) == 1
    assert print_jobs.get(db, "1").state is JobState.WAITING
    assert print_jobs.get(db, "2").state is JobState.SENT


def test_a_job_is_found_by_the_end_of_its_id(db, job):
    for name in ("aa-11", "aa-21", "bb-22"):
        print_jobs.add(db, job(name))

    assert [each.job_id for each in print_jobs.found(db, "22")] == ["bb-22"]
    assert len(print_jobs.found(db, "1")) == 2
    assert print_jobs.found(db, "") == print_jobs.found(db, "%") == []


def test_an_unknown_job_is_none(db):
    assert print_jobs.get(db, "?") is None
