"""A badge that a printer of another station makes: asked for, taken, told of, counted once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.services import printing, remote_ask
from kiosk.services.badges import badge_code_of
from kiosk.store import journal, people, print_jobs, prints
from kiosk.store.journal import of_person
from tests.services.hub.printing import AWAY, OWNER, ZEBRA, Place, papers, settle
from tests.services.printers_at_work import Printers


def kinds(place: Place, person: str = "ana") -> list[EntryKind]:
    return [entry.kind for entry in of_person(place.ctx.db, person)]


def test_a_badge_comes_out_at_the_other_station_and_counts_once(
    owner: Place, asker: Place, printers: Printers
):
    job = printing.enqueue(asker.ctx, "ana", operator="Rosa")
    settle([asker, owner])

    assert papers(printers) == 1
    assert asker.states() == owner.states() == [JobState.DONE]
    for place in (asker, owner):
        assert kinds(place).count(EntryKind.PRINTED) == 1
        assert prints.people_given(place.ctx.db, ["ana"]) == {"ana"}
    (printed,) = [e for e in of_person(asker.ctx.db, "ana") if e.kind is EntryKind.PRINTED]
    assert (printed.payload["badge_code"], printed.operator) == (job.badge_code, "Rosa")
    assert badge_code_of(owner.ctx, "ana") == job.badge_code
    (name,) = printers.of(ZEBRA.uri).papers
    assert name.startswith(job.badge_code)


def test_the_states_are_told_on_the_way(owner: Place, asker: Place, printers: Printers):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    assert asker.states() == [JobState.WAITING]
    asker.step()
    assert asker.states() == [JobState.SENT]
    printers.of(ZEBRA.uri).mood = "lost"
    settle([asker, owner])

    assert asker.states() == [JobState.PRINTING]
    printers.of(ZEBRA.uri).mood = "fine"
    owner.ctx.clock.forward(seconds=5)
    settle([owner, asker])
    assert asker.states() == [JobState.DONE]


def test_the_request_says_no_more_of_the_person_than_whose_badge_it_is(owner: Place, asker: Place):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()

    (asked,) = [e for e in of_person(asker.ctx.db, "ana") if e.kind is EntryKind.PRINT_ASKED]
    assert set(asked.payload) == {"to", "printer", "job", "what", "until", "badge_code"}
    assert asked.person_id == "ana"


def test_what_is_repeated_or_rebuilt_or_comes_again_prints_nothing_more(
    owner: Place, asker: Place, printers: Printers
):
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    record = owner.desk.line.record
    record.name = "second"  # the hub lost all it held: everybody tells everything again
    record.messages.clear()
    settle([asker, owner, asker])

    assert papers(printers) == 1
    assert asker.states() == owner.states() == [JobState.DONE]
    assert kinds(asker).count(EntryKind.PRINTED) == 1


def test_a_station_that_is_not_heard_is_asked_for_nothing(owner: Place, asker: Place):
    printing.enqueue(asker.ctx, "ana")
    asker.work()

    (view,) = printing.queue_view(asker.ctx).jobs
    assert view.job.state is JobState.WAITING
    assert view.params == {"station": OWNER}
    (printer,) = printing.queue_view(asker.ctx).printers
    assert f"No se oye a la estación {OWNER}." in printer.reason


def test_while_it_is_not_heard_the_fallback_prints(
    owner: Place, asker: Place, printers: Printers, clock
):
    own = Printer("propia", "fake:own")
    asker.use(printers=(Printer("lejos", AWAY, fallback="propia"), own))
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    assert papers(printers) == 0
    clock.forward(seconds=21)
    asker.work()

    assert printers.of(own.uri).papers.total() == 1
    settle([asker, owner])
    assert papers(printers) == 1


def test_what_was_asked_for_goes_to_the_fallback_once_it_is_withdrawn_for_certain(
    owner: Place, asker: Place, printers: Printers, clock
):
    own = Printer("propia", "fake:own")
    asker.use(printers=(Printer("lejos", AWAY, fallback="propia"), own))
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    clock.forward(seconds=10)
    asker.work()
    clock.forward(seconds=25)
    asker.work()
    assert asker.states() == [JobState.SENT]  # withdrawn, and not known to be off
    assert papers(printers) == 0
    asker.desk.share()
    asker.desk.share()  # its own word read back: nobody has taken it before
    asker.work()

    assert asker.states() == [JobState.DONE]
    assert printers.of(own.uri).papers.total() == 1
    settle([asker, owner])
    assert papers(printers) == 1
    assert owner.states() == []


def test_what_a_printer_there_has_begun_comes_out_though_it_was_withdrawn(
    owner: Place, asker: Place, printers: Printers
):
    printers.of(ZEBRA.uri).mood = "lost"
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    with pytest.raises(NotFoundError):
        printing.cancel(asker.ctx, job.job_id, "Basta")
    printing.answer(asker.ctx, job.job_id, came_out=False)  # what its printer complains of
    assert asker.states() == [JobState.PRINTING]
    printers.of(ZEBRA.uri).mood = "fine"
    owner.ctx.clock.forward(seconds=5)
    settle([asker, owner])

    assert asker.states() == owner.states() == [JobState.DONE]
    assert papers(printers) == 1


def test_somebody_takes_it_back_before_the_other_station_knows_of_it(
    owner: Place, asker: Place, printers: Printers
):
    owner.speak()
    job = printing.enqueue(asker.ctx, "ana")
    asker.work()
    after = printing.cancel(asker.ctx, job.job_id, "Basta")
    assert (after.state, after.reason) == (JobState.SENT, remote_ask.WITHDRAWING)
    settle([asker, owner])

    assert asker.states() == [JobState.CANCELLED]
    assert owner.states() == []
    assert papers(printers) == 0


def test_somebody_takes_it_back_while_it_waits_there(
    owner: Place, asker: Place, printers: Printers
):
    printing.pause(owner.ctx, "zebra", "Ada")
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    assert (asker.states(), owner.states()) == ([JobState.SENT], [JobState.WAITING])
    printing.cancel(asker.ctx, job.job_id, "Basta")
    settle([asker, owner])

    assert asker.states() == owner.states() == [JobState.CANCELLED]
    printing.resume(owner.ctx, "zebra")
    settle([asker, owner])
    assert papers(printers) == 0


def test_nobody_takes_it_in_time_and_it_certainly_did_not_come_out(
    owner: Place, asker: Place, printers: Printers, clock
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    clock.forward(minutes=15, seconds=1)
    asker.work()
    asker.desk.share()
    asker.desk.share()
    asker.work()

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, remote_ask.TOO_LATE)
    settle([asker, owner])
    assert papers(printers) == 0
    assert owner.states() == []


def test_where_not_even_the_hub_answers_a_person_is_asked(
    owner: Place, asker: Place, printers: Printers, clock
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    settle([owner])
    asker.desk.line.cut = True
    clock.forward(minutes=16)
    asker.work()

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.UNKNOWN, remote_ask.SILENT)
    asker.desk.line.cut = False
    settle([asker, owner])
    assert asker.states() == [JobState.DONE]
    assert papers(printers) == 1


def test_a_person_saw_it_and_the_owner_writes_it_down_once(
    owner: Place, asker: Place, printers: Printers
):
    printers.of("fake:zebra").mood = "lost"
    owner.use(printers=(Printer("zebra", "fake:zebra", labels=10),))
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    assert asker.states() == owner.states() == [JobState.UNKNOWN]
    printing.answer(asker.ctx, job.job_id, came_out=True, operator="Rosa")
    assert asker.states() == [JobState.DONE]
    settle([asker, owner])

    assert owner.states() == [JobState.DONE]
    assert kinds(asker).count(EntryKind.PRINTED) == 1
    (printer,) = printing.queue_view(owner.ctx).printers
    assert printer.labels == 9


def test_a_person_saw_that_it_did_not_come_out_and_it_is_asked_for_again(
    owner: Place, asker: Place, printers: Printers
):
    printers.of("fake:zebra").mood = "lost"
    owner.use(printers=(Printer("zebra", "fake:zebra"),))
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    printers.of("fake:zebra").mood = "fine"
    printers.of("fake:zebra").papers.clear()
    printing.answer(asker.ctx, job.job_id, came_out=False)
    settle([asker, owner])

    assert asker.states() == [JobState.DONE]
    assert sorted(owner.states()) == [JobState.CANCELLED, JobState.DONE]
    assert papers(printers) == 1
    assert kinds(asker).count(EntryKind.PRINTED) == 1


def test_the_answer_of_whoever_stands_at_the_printer_counts_too(
    owner: Place, asker: Place, printers: Printers
):
    printers.of("fake:zebra").mood = "lost"
    owner.use(printers=(Printer("zebra", "fake:zebra"),))
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    printing.answer(owner.ctx, owner.jobs()[0].job_id, came_out=True)
    settle([asker, owner])

    assert asker.states() == owner.states() == [JobState.DONE]


def test_a_badge_that_was_replaced_has_the_askers_new_code(
    owner: Place, asker: Place, printers: Printers
):
    first = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    second = printing.reprint(asker.ctx, "ana", "perdida")
    settle([asker, owner])

    names = sorted(printers.of(ZEBRA.uri).papers)
    assert {name.rpartition("-")[0] for name in names} == {first.badge_code, second.badge_code}
    old = people.by_badge(owner.ctx.db, first.badge_code)
    assert old is not None
    assert old.voided_at is not None
    reasons = [e.payload["why"] for e in of_person(asker.ctx.db, "ana") if e.kind == "printed"]
    assert reasons == ["", "perdida"]


def test_test_pages_are_drawn_there(owner: Place, asker: Place, printers: Printers):
    owner.speak()
    asker.speak()
    printing.test_page(asker.ctx, "lejos")
    settle([asker, owner])

    (job,) = owner.jobs()
    assert (job.kind, job.state) == (print_jobs.TEST, JobState.DONE)
    assert papers(printers) == 1
    assert asker.states() == [JobState.DONE]


def test_a_batch_keeps_three_at_the_other_printer_at_a_time(
    owner: Place, asker: Place, printers: Printers
):
    owner.speak()
    printing.enqueue_many(asker.ctx, ["ana", "jose", "li", "eva", "sam"])
    asker.work()
    assert sorted(asker.states()).count(JobState.SENT) == 3
    settle([asker, owner], 12)

    assert set(asker.states()) == {JobState.DONE}
    assert papers(printers) == len(asker.jobs())


def test_nothing_is_asked_for_in_a_rehearsal(owner: Place, asker: Place):
    asker.use(rehearsal=True)
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()

    assert asker.states() == [JobState.WAITING]
    assert journal.count(asker.ctx.db) == 1  # the code only
    (printer,) = printing.queue_view(asker.ctx).printers
    assert "ensayo" in printer.reason


@pytest.mark.parametrize("late", [timedelta(minutes=1), timedelta(minutes=14)], ids=str)
def test_a_station_that_comes_back_in_time_prints_what_was_asked(
    owner: Place, asker: Place, printers: Printers, clock: Callable[[], object], late: timedelta
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    clock.forward(seconds=late.total_seconds())
    settle([owner, asker])

    assert asker.states() == [JobState.DONE]
    assert papers(printers) == 1


def test_a_job_that_is_away_says_for_whom_it_waits(owner: Place, asker: Place):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()

    (view,) = printing.queue_view(asker.ctx).jobs
    assert (view.job.state, view.reason) == (JobState.SENT, "Espera a la estación {station}.")
    assert view.params == {"station": "Mesa 1"}
