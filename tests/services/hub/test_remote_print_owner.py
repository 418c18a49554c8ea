"""The station that owns the printer: what it refuses, what it survives, whom it believes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.journal import EntryKind
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.settings import StationRole
from kiosk.hub.subjects import token
from kiosk.services import print_order, printing, remote_ask, remote_give
from kiosk.services.badge_content import badge_content
from kiosk.services.badges import reissue
from kiosk.store import journal, people, remote_prints
from kiosk.store.connect import close
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import rows, writing
from tests.services.conftest import Clock
from tests.services.hub.desks import Desk
from tests.services.hub.printing import AWAY, ZEBRA, Place, papers, settle, tellings, with_printers
from tests.services.printers_at_work import Printers


def nobody(owner: Place) -> None:
    owner.ctx.db.conn.execute("PRAGMA foreign_keys = OFF")
    with writing(owner.ctx.db):
        owner.ctx.db.conn.execute("DELETE FROM person WHERE person_id = 'ana'")


def another_printer(owner: Place) -> None:
    owner.use(printers=(Printer("other", "fake:other"),))


def asked_itself(owner: Place) -> None:
    printing.pause(owner.ctx, "zebra", "Ada")
    printing.enqueue(owner.ctx, "ana")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (nobody, remote_give.NOT_LISTED),
        (another_printer, remote_give.NO_SUCH_PRINTER),
        (asked_itself, print_order.IN_QUEUE),
    ],
)
def test_what_cannot_be_printed_there_is_refused_in_words(
    owner: Place, asker: Place, printers: Printers, change: Callable[[Place], None], reason: str
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    change(owner)
    for place in (asker, owner, asker):
        place.desk.share()
        place.work()
        place.desk.share()
        place.work()

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, reason)
    assert papers(printers) == 0
    assert tellings(owner) == ["refused"]


def test_a_refusal_goes_to_the_fallback(owner: Place, asker: Place, printers: Printers):
    own = Printer("propia", "fake:own")
    asker.use(printers=(Printer("lejos", AWAY, fallback="propia"), own))
    nobody(owner)
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])

    assert asker.states() == [JobState.DONE]
    assert printers.of(own.uri).papers.total() == papers(printers) == 1


def test_a_layout_that_is_not_known_there_fails_in_words(owner: Place, asker: Place):
    layouts = asker.ctx.folder / "layouts"
    layouts.mkdir()
    (layouts / "propio.toml").write_bytes(_layout("a6"))
    printing.enqueue(asker.ctx, "ana", layout="propio")
    settle([asker, owner])

    (job,) = asker.jobs()
    assert job.state is JobState.FAILED
    assert "propio" in job.reason


def _layout(name: str) -> bytes:
    from kiosk.resources import asset

    return asset("layouts", f"{name}.toml").read_bytes()


def test_a_chosen_layout_is_told_and_the_usual_one_is_the_printers_affair(
    owner: Place, asker: Place
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    printing.enqueue(asker.ctx, "jose", layout="80x50mm")
    asker.work()
    entries = journal.read_after(asker.ctx.db, 0, 100)
    told = [e.payload.get("layout") for e in entries if e.kind is EntryKind.PRINT_ASKED]
    assert told == [None, "80x50mm"]
    settle([asker, owner])

    assert sorted(job.layout for job in owner.jobs()) == sorted(
        [owner.ctx.event.badge_layout, "80x50mm"]
    )


def test_the_paper_in_the_owners_printer_decides(owner: Place, asker: Place):
    owner.use(printers=(replace(ZEBRA, layout="80x50mm"),))
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])

    assert owner.jobs()[0].layout == "80x50mm"


def test_a_self_service_station_prints_from_its_lean_list(owner: Place, asker: Place):
    owner.use(role=StationRole.SELF_SERVICE)
    with writing(owner.ctx.db):  # as a lean list has it
        owner.ctx.db.conn.execute("UPDATE person SET email = ''")
    printing.pause(owner.ctx, "zebra", "Ada")
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])

    (job,) = printing.jobs(owner.ctx)
    frozen = rows(owner.ctx.db, "SELECT frozen FROM print_job")[0]["frozen"]
    assert job.state is JobState.WAITING
    assert "NIC.br" in frozen
    assert "Ana" in frozen
    printing.resume(owner.ctx, "zebra")
    settle([asker, owner])
    assert asker.states() == [JobState.DONE]


def test_a_badge_that_was_voided_on_the_way_is_not_printed(
    owner: Place, asker: Place, printers: Printers
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    owner.desk.share()
    reissue(owner.ctx, "ana", "perdida", "Ada")
    settle([owner, asker])

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, remote_give.VOIDED)
    assert papers(printers) == 0


def test_what_is_taken_waits_for_the_hub_before_it_is_printed(
    owner: Place, asker: Place, printers: Printers
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    owner.desk.share()
    owner.desk.line.cut = True
    owner.work()
    assert tellings(owner) == ["taken"]
    assert owner.states() == []
    owner.desk.line.cut = False
    settle([owner, asker])

    assert papers(printers) == 1


def test_of_taking_and_withdrawing_the_first_in_the_hub_counts(
    owner: Place, asker: Place, printers: Printers
):
    owner.speak()
    job = printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    owner.desk.share()
    printing.cancel(asker.ctx, job.job_id, "Basta")
    asker.desk.share()
    owner.work()  # takes it, without knowing
    settle([owner, asker])

    assert asker.states() == [JobState.CANCELLED]
    assert owner.states() == []
    assert papers(printers) == 0


def test_staff_there_takes_it_out_of_the_queue(owner: Place, asker: Place):
    printing.pause(owner.ctx, "zebra", "Ada")
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    printing.cancel(owner.ctx, owner.jobs()[0].job_id, "Se quitó de la cola.")
    settle([asker, owner])

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, "Se quitó de la cola.")


def test_why_it_waits_there_is_told_here_once(owner: Place, asker: Place, printers: Printers):
    owner.use(printers=(Printer("zebra", "fake:zebra"),))
    printers.of("fake:zebra").mood = "off"
    printing.enqueue(asker.ctx, "ana")
    for _ in range(4):
        settle([asker, owner], 2)
        owner.ctx.clock.forward(seconds=5)

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.SENT, "La impresora no responde.")
    assert tellings(owner) == ["taken", "taken"]


@pytest.mark.parametrize("printed", [True, False], ids=["printed", "only taken"])
def test_an_owner_that_lost_its_file_prints_nothing_twice_and_a_person_is_asked(
    owner: Place,
    asker: Place,
    printers: Printers,
    open_desk: Callable[..., Desk],
    printed: bool,
):
    printing.pause(owner.ctx, "zebra", "Ada")
    job = printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    if printed:
        printing.resume(owner.ctx, "zebra")
        owner.desk.line.cut = True  # it came out, and the station could tell nobody
        owner.work()
        assert papers(printers) == 1
    close(owner.ctx.db)
    again = with_printers(open_desk("Mesa 1", "other disk"), printers, ZEBRA)
    settle([again, asker])

    assert papers(printers) == int(printed)
    (now,) = asker.jobs()
    assert (now.state, now.reason) == (JobState.UNKNOWN, remote_give.LOST)
    printing.answer(asker.ctx, job.job_id, came_out=printed)
    settle([again, asker])
    assert asker.states() == [JobState.DONE]
    assert papers(printers) == 1
    kinds = [e.kind for e in journal.of_person(asker.ctx.db, "ana")]
    assert kinds.count(EntryKind.PRINTED) == 1


def test_an_owner_whose_file_is_lost_afterwards_says_nothing_new(
    owner: Place, asker: Place, printers: Printers, open_desk: Callable[..., Desk]
):
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    close(owner.ctx.db)
    again = with_printers(open_desk("Mesa 1", "other disk"), printers, ZEBRA)
    settle([again, asker])

    assert tellings(again).count("done") == 1
    assert asker.states() == [JobState.DONE]
    assert papers(printers) == 1


def test_rebuilding_changes_no_job(owner: Place, asker: Place, printers: Printers):
    printing.enqueue(asker.ctx, "ana")
    settle([asker, owner])
    for place in (asker, owner):
        assert [report.table for report in rebuild(place.ctx.db) if not report.same] == []
    settle([asker, owner])

    assert papers(printers) == 1
    assert asker.states() == owner.states() == [JobState.DONE]


def test_a_clock_that_is_wrong_decides_nothing_about_papers(
    owner: Place, asker: Place, printers: Printers, clock: Clock
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    owner.desk.ctx = replace(owner.ctx, clock=lambda: clock.now.replace(hour=11, minute=40))
    clock.forward(minutes=15, seconds=1)
    asker.work()
    asker.desk.share()
    settle([owner, asker])

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, remote_ask.TOO_LATE)
    assert papers(printers) == 0
    assert [one.over for one in remote_prints.commissions_of(
        owner.ctx.db, token("Mesa 2"), job.job_id
    )] == [True]  # fmt: skip


def test_a_request_that_is_read_too_late_is_refused(
    owner: Place, asker: Place, printers: Printers, clock: Clock
):
    owner.speak()
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    asker.desk.share()
    asker.desk.line.cut = True
    clock.forward(minutes=20)
    settle([owner])
    assert tellings(owner) == ["refused"]
    asker.work()
    asker.desk.line.cut = False
    settle([asker, owner])

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (JobState.FAILED, remote_give.LATE)
    assert papers(printers) == 0


def test_the_lean_list_holds_all_that_stands_on_a_badge(hub, source, door):
    hub.publish(source)
    hub.tell(door)
    for person_id in ("ana", "jose", "sam"):
        full, lean = (
            badge_content(ctx, people.get(ctx.db, person_id), "LAC46.TEST")
            for ctx in (source, door.ctx)
        )
        assert lean == full
        assert lean.first_line
