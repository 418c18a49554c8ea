"""Whose badges came out, here or elsewhere, who is owed one, and what is known of printers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.print_job import JobState
from kiosk.store import day_figures, hub_replica, journal, print_jobs, printer_states, prints
from kiosk.store.hub_replica import Held, Whose
from kiosk.store.print_jobs import Job
from kiosk.store.printer_states import PrinterState
from kiosk.store.prints import BatchLine, PrintLine
from kiosk.store.projections import apply_others
from kiosk.store.transact import writing

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
PEOPLE = ["ana", "eva", "leo"]


@pytest.fixture
def job(db, clock):
    """Put a job in the queue: job("1", "ana", JobState.DONE)."""

    def make(job_id, person_id="ana", state=JobState.DONE, **more):
        now = clock.forward(seconds=1)
        values = {
            **{"badge_code": f"L.{job_id}", "title": "Ana", "layout": "a6", "printer": "folder:"},
            **{"pdf": b"", "media": "a6", "created_at": now, "updated_at": now},
        }
        made = Job(job_id, person_id, state=state, **(values | more))
        print_jobs.add(db, made)
        return made

    return make


@pytest.fixture
def elsewhere(db):
    """Hear of another station: elsewhere(EntryKind.PRINTED, "ana", {"badge_code": "L.9"})."""
    heard = []

    def make(kind, person_id, payload, whose=Whose.OTHERS):
        entry = journal.prepare("Mesa 9", lambda: NOW, Draft(kind, NOW, person_id, payload=payload))
        heard.append(replace(entry, seq=len(heard) + 1))
        with writing(db):
            hub_replica.put(db, [Held(heard[-1])], whose, NOW)
            apply_others(db, heard[-1:])

    return make


@pytest.mark.parametrize("state", list(JobState), ids=str)
def test_a_badge_was_taken_by_a_printer_or_came_out(db, job, state):
    job("1", "ana", state)

    taken = state in (JobState.SENT, JobState.PRINTING, JobState.DONE)
    assert prints.people_printed(db, PEOPLE) == ({"ana"} if taken else set())
    assert prints.people_given(db, PEOPLE) == ({"ana"} if state is JobState.DONE else set())
    assert prints.copies(db, "ana") == int(state is JobState.DONE)


def test_a_voided_badge_is_worth_nothing_until_another_comes_out(db, job, record):
    record(EntryKind.BADGE_ISSUED, "ana", payload={"badge_code": "L.1"})
    job("1")
    record(EntryKind.BADGE_VOIDED, "ana", payload={"badge_code": "L.1", "reason": "lost"})
    assert prints.people_given(db, PEOPLE) == prints.people_printed(db, PEOPLE) == set()
    record(EntryKind.ADMITTED, "ana", "main")
    assert prints.owed(db, ["main"]) == ["ana"]

    record(EntryKind.BADGE_ISSUED, "ana", payload={"badge_code": "L.2"})
    job("2")
    assert prints.people_given(db, PEOPLE) == {"ana"}
    assert prints.copies(db, "ana") == 2


def test_only_those_are_answered_for_who_were_asked_about(db, job, elsewhere):
    job("1", "leo")
    elsewhere(EntryKind.PRINTED, "eva", {"badge_code": "L.9"})

    assert prints.people_given(db, ["leo"]) == {"leo"}
    assert prints.people_given(db, ["eva", "nobody"]) == {"eva"}
    assert prints.people_printed(db, []) == prints.people_given(db, []) == set()


HEARD = {
    "printed": (EntryKind.PRINTED, {}, Whose.OTHERS, True),
    "own": (EntryKind.PRINTED, {}, Whose.TOLD, False),
    "said to be out": (EntryKind.PRINT_WITHDRAWN, {"came_out": True}, Whose.OTHERS, True),
    "said not to be": (EntryKind.PRINT_WITHDRAWN, {"came_out": False}, Whose.OTHERS, False),
    "withdrawn": (EntryKind.PRINT_WITHDRAWN, {}, Whose.OTHERS, False),
    "asked for": (EntryKind.PRINT_ASKED, {}, Whose.OTHERS, False),
}


@pytest.mark.parametrize("case", HEARD)
def test_who_got_a_badge_elsewhere_is_owed_none(db, record, elsewhere, case):
    kind, payload, whose, counts = HEARD[case]
    record(EntryKind.ADMITTED, "ana", "main")
    elsewhere(kind, "ana", {"badge_code": "L.9"} | payload, whose)

    assert prints.people_given(db, PEOPLE) == ({"ana"} if counts else set())
    assert prints.owed(db, ["main"]) == ([] if counts else ["ana"])


def test_a_badge_of_elsewhere_that_was_voided_is_owed_again(db, record, elsewhere):
    record(EntryKind.ADMITTED, "ana", "main")
    elsewhere(EntryKind.BADGE_ISSUED, "ana", {"badge_code": "L.9"})
    elsewhere(EntryKind.PRINTED, "ana", {"badge_code": "L.9"})
    assert prints.owed(db, ["main"]) == []
    elsewhere(EntryKind.BADGE_VOIDED, "ana", {"badge_code": "L.9", "reason": "lost"})

    assert prints.owed(db, ["main"]) == ["ana"]


def test_owed_is_who_entered_at_one_of_the_places_and_has_none(db, job, record):
    for who, place in (("ana", "main"), ("eva", "csirt"), ("leo", "main"), ("ana", "csirt")):
        record(EntryKind.ADMITTED, who, place)
    record(EntryKind.LEFT, "max", "main")
    wrong = record(EntryKind.ADMITTED, "ida", "main")
    record(EntryKind.UNDONE, "ida", "main", {"undoes": wrong.id})
    job("1", "leo", JobState.SENT)
    job("2", "ana", JobState.FAILED)

    assert prints.owed(db, ["main"]) == ["ana"]
    assert sorted(prints.owed(db, ["main", "csirt"])) == ["ana", "eva"]
    assert prints.owed(db, []) == prints.owed(db, ["nowhere"]) == []


def test_somebody_waits_for_what_has_not_come_out(db, job):
    for number, state in enumerate(JobState):
        job(str(number), f"p{number}", state)
    assert prints.waiting(db) == 4  # waiting, rendering, failed, unknown

    failed = next(str(n) for n, state in enumerate(JobState) if state is JobState.FAILED)
    job("newer", f"p{failed}", JobState.DONE)
    assert prints.waiting(db) == 3
    job("newest", f"p{failed}", JobState.FAILED)
    assert prints.waiting(db) == 4


def test_the_jobs_of_a_person_and_of_batches(db, job):
    first = job("1", batch="b", operator="lu")
    job("2", "eva", JobState.WAITING, batch="b", operator="lu")
    last = job("3", "ana", JobState.FAILED, reason="paper")
    job("4", "leo", JobState.WAITING, batch="c")

    assert prints.of_person(db, "ana") == (
        PrintLine("3", "failed", "paper", "L.3", last.updated_at),
        PrintLine("1", "done", "", "L.1", first.updated_at),
    )
    assert prints.of_person(db, "nobody") == ()
    assert prints.states(db) == {"done": 1, "waiting": 2, "failed": 1}
    assert prints.states(db, "b") == {"done": 1, "waiting": 1}
    assert prints.states(db, "nothing") == {}
    found = {(line.batch_id, line.state): line for line in prints.batches(db)}
    assert set(found) == {("b", "done"), ("b", "waiting"), ("c", "waiting")}
    assert found["b", "done"] == BatchLine("b", "done", 1, first.created_at, "lu")


def test_who_has_an_open_job_and_which_jobs_stand_for_a_batch(db, job):
    job("1", "ana", JobState.UNKNOWN)
    job("2", "eva", JobState.DONE)
    for number, target in ((3, "a"), (4, "a"), (5, "b")):
        job(str(number), "leo", JobState.WAITING, batch="b", target=target)
    job("6", "leo", JobState.SENT, batch="b", target="c")

    assert print_jobs.people_with_open(db, PEOPLE) == {"ana", "leo"}
    assert print_jobs.people_with_open(db, ["eva"]) == set()
    assert [one.target for one in print_jobs.heads_of_batch(db, "b")] == ["a", "b"]
    assert print_jobs.heads_of_batch(db, "") == []
    assert print_jobs.targets(db) == ["a", "b"]


def test_single_jobs_come_before_what_ended_well_and_of_a_batch_only_what_failed(db, job):
    job("1", state=JobState.DONE)
    job("2", state=JobState.FAILED, batch="b")
    job("3", state=JobState.WAITING, batch="b")
    job("4", state=JobState.UNKNOWN)
    job("5", state=JobState.CANCELLED)

    assert [one.job_id for one in print_jobs.latest_single(db, 9)] == ["4", "2", "5", "1"]
    assert [one.job_id for one in print_jobs.latest_single(db, 1)] == ["4"]


def test_waits_are_of_badges_that_came_out_one_by_one(db, job):
    begun = NOW + timedelta(minutes=1)
    for number, seconds in ((1, 4.25), (2, 9.0)):
        out = begun + timedelta(seconds=seconds)
        job(str(number), created_at=begun, updated_at=out)
    job("3", created_at=begun, updated_at=begun + timedelta(hours=1), batch="b")
    job("4", created_at=begun, updated_at=begun + timedelta(hours=2), kind="test")
    job("5", state=JobState.WAITING, created_at=begun, updated_at=begun)

    assert day_figures.badge_waits(db, NOW) == [9.0, 4.25]
    assert day_figures.badge_waits(db, NOW, limit=1) == [9.0]
    assert day_figures.badge_waits(db, begun + timedelta(seconds=5)) == [9.0]


def test_what_is_known_of_a_printer_is_kept_whole(db):
    known = PrinterState(
        "zebra", 0, "lu", NOW, NOW, NOW + timedelta(minutes=1), "Falta papel.", "ñ"
    )
    with writing(db):
        printer_states.put(db, PrinterState("other"))
        printer_states.put(db, PrinterState("zebra", 100, reason="former"))
        printer_states.put(db, known)

    assert printer_states.all_states(db) == {"zebra": known, "other": PrinterState("other")}
    printer_states.put(db, PrinterState("zebra", 7))
    assert printer_states.all_states(db)["zebra"] == PrinterState("zebra", 7)
