"""Pause, labels, fallback and doubt, with printers that do as they are told."""

from dataclasses import replace

import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.services import printing
from tests.services.printers_at_work import Printers

DESK = Printer("desk", "fake:desk", name="Mesa", fallback="office", labels=3, alert=1)
OFFICE = Printer("office", "fake:asks-office", layout="4x3in")


@pytest.fixture
def fakes():
    printers = Printers()
    withdraw = printers.register()
    yield printers
    withdraw()


@pytest.fixture
def at(ctx, fakes):
    """The station with a desk printer and an office printer."""
    return replace(ctx, station=replace(ctx.station, printers=(DESK, OFFICE)))


def work(ctx, clock, steps=12):
    for _ in range(steps):
        due = printing.claim_next(ctx)
        if due is not None:
            printing.record(ctx, due, printing.deliver(due, ctx.folder))
        clock.forward(seconds=3)


def state_of(ctx, job):
    return printing.job(ctx, job.job_id).state


def view_of(ctx, printer_id):
    views = {view.printer.id: view for view in printing.queue_view(ctx).printers}
    return views[printer_id]


def test_a_paused_printer_keeps_its_jobs_and_says_who_stopped_it(at, clock):
    printing.pause(at, "desk", "Lucía")
    job = printing.enqueue(at, "ana")
    work(at, clock)
    (view,) = printing.queue_view(at).jobs

    assert state_of(at, job) is JobState.WAITING
    assert view.reason.format(**view.params) == "Mesa está en pausa: la detuvo Lucía."
    assert printing.is_held(at, view.job)
    assert [paused.printer.id for paused in printing.queue_view(at).paused] == ["desk"]

    printing.resume(at, "desk")
    work(at, clock)
    assert state_of(at, job) is JobState.DONE


def test_labels_are_counted_down_as_badges_come_out(at, clock):
    for person in ("ana", "jose"):
        printing.enqueue(at, person)
        assert not view_of(at, "desk").low
        work(at, clock)
    low = view_of(at, "desk")

    assert (low.labels, low.low) == (1, True)
    printing.set_labels(at, "desk", 250)
    assert (view_of(at, "desk").labels, view_of(at, "desk").low) == (250, False)
    assert view_of(at, "office").labels is None


def test_labels_never_go_below_none_and_are_never_negative(at, clock):
    printing.set_labels(at, "desk", 0)
    printing.enqueue(at, "ana")
    work(at, clock)

    assert view_of(at, "desk").labels == 0
    with pytest.raises(WrongUseError):
        printing.set_labels(at, "desk", -1)


def test_the_fallback_takes_over_after_a_while_with_its_own_paper(at, clock, fakes):
    fakes.of("fake:desk").mood = "off"
    job = printing.enqueue(at, "ana")
    work(at, clock, steps=4)
    assert state_of(at, job) is JobState.WAITING
    assert view_of(at, "desk").down_since is not None

    work(at, clock, steps=16)
    done = printing.job(at, job.job_id)
    assert (done.state, done.printer_id, done.layout) == (JobState.DONE, "office", "4x3in")
    assert sum(fakes.of("fake:desk").papers.values()) == 0


def test_what_a_printer_refuses_unsent_goes_to_the_fallback_at_once(at, clock, fakes):
    fakes.of("fake:desk").mood = "refuses"
    job = printing.enqueue(at, "ana")
    work(at, clock)

    assert printing.job(at, job.job_id).printer_id == "office"
    assert state_of(at, job) is JobState.DONE


def test_what_was_sent_never_goes_to_the_fallback(at, clock, fakes):
    fakes.of("fake:desk").mood = "lost"
    job = printing.enqueue(at, "ana")
    work(at, clock, steps=40)

    assert state_of(at, job) is JobState.UNKNOWN
    assert sum(fakes.of("fake:asks-office").papers.values()) == 0


def test_a_doubtful_badge_asks_blocks_a_second_and_is_answered_yes(at, clock, fakes):
    fakes.of("fake:desk").mood = "lost"
    job = printing.enqueue(at, "ana")
    work(at, clock)
    (asked,) = printing.queue_view(at).asks
    with pytest.raises(NotFoundError, match="No se sabe"):
        printing.enqueue(at, "ana")

    assert asked.job.job_id == job.job_id
    assert printing.answer(at, job.job_id, came_out=True, operator="lu").state is JobState.DONE
    assert printing.has_badge(at, "ana")
    with pytest.raises(NotFoundError):
        printing.answer(at, job.job_id, came_out=True)


def test_a_doubtful_badge_that_did_not_come_out_is_sent_again_under_another_name(at, clock, fakes):
    fakes.of("fake:desk").mood = "lost"
    job = printing.enqueue(at, "ana")
    work(at, clock)
    fakes.of("fake:desk").mood = "fine"
    printing.answer(at, job.job_id, came_out=False)
    work(at, clock)

    assert state_of(at, job) is JobState.DONE
    assert len(fakes.of("fake:desk").papers) == 2


def test_a_crash_before_the_first_byte_is_asked_about_not_repeated(at, clock, fakes):
    """READY was claimed, so BEGUN is on the disk, whether or not a byte went out."""
    job = printing.enqueue(at, "ana")
    while (due := printing.claim_next(at)).remote_job != ">":
        printing.record(at, due, printing.deliver(due, at.folder))
    printing.recover(at)
    work(at, clock)

    assert state_of(at, job) is JobState.UNKNOWN
    assert sum(fakes.of("fake:desk").papers.values()) == 0


def test_a_claim_that_nothing_was_done_with_is_given_back(at, clock, fakes):
    job = printing.enqueue(at, "ana")
    while (due := printing.claim_next(at)).remote_job != ">":
        printing.give_back(at, due)
        printing.record(at, due := printing.claim_next(at), printing.deliver(due, at.folder))
    printing.give_back(at, due)
    work(at, clock)

    assert state_of(at, job) is JobState.DONE
    assert sum(fakes.of("fake:desk").papers.values()) == 1


def test_a_job_killed_while_it_was_drawn_waits_and_comes_out(at, clock):
    job = printing.enqueue(at, "ana")
    assert printing.claim_next(at).state is JobState.RENDERING
    assert printing.claim_next(at) is None

    assert printing.recover(at) == 1
    work(at, clock)
    assert state_of(at, job) is JobState.DONE


def test_two_printers_work_at_once_one_job_each(at):
    printing.enqueue(at, "ana", printer="desk")
    printing.enqueue(at, "jose", printer="desk")
    printing.enqueue(at, "sam", printer="office")
    first = printing.claim_next(at)
    second = printing.claim_next(at, [first])

    assert (first.person_id, second.person_id) == ("ana", "sam")
    assert printing.claim_next(at, [first, second]) is None


def test_a_printer_of_another_station_is_not_found(at):
    for change in (printing.pause, printing.resume):
        with pytest.raises(NotFoundError, match="desk, office"):
            change(at, "attic")


def test_jobs_are_found_by_the_end_of_their_id(at):
    job = printing.enqueue(at, "ana")

    assert printing.found(at, job.job_id[-6:]).job_id == job.job_id
    with pytest.raises(NotFoundError):
        printing.found(at, "zzzz")
