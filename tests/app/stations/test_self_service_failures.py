"""Self-service when something fails: store, printer, folder, slow answers; never a dead end."""

import pytest

from kiosk.domain.errors import FailureError
from kiosk.printing.backends.base import Delivery, Step
from kiosk.services import printing
from kiosk.store import prints
from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from tests.app.stations.codes import ANA, EVA, JOSE

NO_NUMBER = HelpState("la mesa 3", "")


def rename(kiosk, table, other):
    kiosk.world.ask(lambda ctx: ctx.db.conn.execute(f"ALTER TABLE {table} RENAME TO {other}") and 1)


@pytest.fixture
def at_print(kiosk):
    """Ana's badge is on its way."""
    kiosk.scan(ANA)
    assert isinstance(kiosk.press_print(), PrintingState)
    return kiosk


def fail_print(kiosk, reason="Sin papel"):
    """What the printer's side does when the printer refuses."""

    def job(ctx):
        waiting = printing.claim_next(ctx)
        printing.record(ctx, waiting, Delivery(Step.FAILED, reason))

    kiosk.world.ask(job)


# the store


def test_a_scan_that_cannot_be_read_leads_to_the_desk_and_back(kiosk):
    rename(kiosk, "ticket", "ticket_away")
    assert kiosk.scan(ANA) == NO_NUMBER
    kiosk.view.help.end.click()
    assert isinstance(kiosk.state, IdleState)
    rename(kiosk, "ticket_away", "ticket")
    assert isinstance(kiosk.scan(ANA), ConfirmState)


def test_a_check_in_that_cannot_be_stored_prints_nothing(kiosk):
    kiosk.scan(ANA)
    rename(kiosk, "entry", "entry_away")
    assert kiosk.press_print() == NO_NUMBER
    assert kiosk.queued == []
    assert kiosk.view.confirm.hello.text == ""
    rename(kiosk, "entry_away", "entry")
    assert kiosk.world.kinds() == []
    assert isinstance(kiosk.scan(ANA), ConfirmState)


def test_a_queue_that_cannot_be_written_leads_to_the_desk(kiosk):
    kiosk.scan(ANA)
    rename(kiosk, "print_job", "print_away")
    assert isinstance(kiosk.press_print(), HelpState)
    assert kiosk.queued == []
    assert not kiosk.controller.poll.isActive()
    assert not kiosk.controller.print_limit.isActive()


def test_a_printer_state_that_cannot_be_read_leads_to_the_desk(at_print):
    rename(at_print, "print_job", "print_away")
    assert isinstance(at_print.poll(), HelpState)
    assert not at_print.controller.poll.isActive()


def test_a_number_that_cannot_be_stored_still_shows_the_way(kiosk):
    kiosk.scan(ANA)
    rename(kiosk, "entry", "entry_away")
    kiosk.view.confirm.wrong.click()
    kiosk.world.settle()
    assert kiosk.state == NO_NUMBER
    assert not kiosk.view.help.number.text
    assert kiosk.view.help.title.text == "Pase por\nla mesa 3"


def test_a_known_problem_is_never_shown_to_an_attendee(kiosk):
    def fail(_ctx):
        raise FailureError("El disco está lleno.")

    kiosk.controller._submit(fail, lambda _result: None)
    kiosk.world.settle()
    assert kiosk.state == NO_NUMBER
    assert "disco" not in kiosk.view.help.body.text


def test_a_late_failure_of_a_round_that_is_over_changes_nothing(kiosk):
    gate = kiosk.world.block()
    kiosk.world.store.submit(
        lambda ctx: ctx.db.conn.execute("ALTER TABLE ticket RENAME TO ticket_away") and 1,
        urgent=True,
    )
    kiosk.controller.on_scan(ANA)
    kiosk.controller.to_idle()
    gate.set()
    kiosk.world.settle()
    assert isinstance(kiosk.state, IdleState)


# a slow store


def test_the_next_person_never_looks_at_the_one_before(kiosk):
    kiosk.scan(ANA)
    gate = kiosk.world.block()
    kiosk.controller.on_scan(JOSE)
    assert kiosk.controller.slow.interval() == 300
    kiosk.controller.slow.timeout.emit()
    assert isinstance(kiosk.state, IdleState)
    assert kiosk.view.confirm.hello.text == ""
    gate.set()
    kiosk.world.settle()
    assert kiosk.state.first_line == "José"
    assert not kiosk.controller.slow.isActive()


def test_what_was_chosen_on_the_first_screen_outlives_a_slow_answer(kiosk):
    kiosk.view.idle.bigger.click()
    gate = kiosk.world.block()
    kiosk.controller.on_scan(ANA)
    kiosk.controller.slow.timeout.emit()
    assert kiosk.state == IdleState(bigger=True)
    gate.set()
    kiosk.world.settle()
    assert isinstance(kiosk.state, ConfirmState)
    assert kiosk.view.confirm.question.zoom == 1.25


def test_a_quick_answer_never_shows_the_first_screen_between(kiosk):
    seen = []
    draw = kiosk.view.show_state
    kiosk.view.show_state = lambda state: (seen.append(type(state)), draw(state))
    kiosk.scan(ANA)
    kiosk.scan(EVA)
    assert seen == [ConfirmState, HelpState]


def test_the_second_scan_is_the_one_that_counts(kiosk):
    gate = kiosk.world.block()
    kiosk.controller.on_scan(ANA)
    kiosk.controller.on_scan(JOSE)
    gate.set()
    kiosk.world.settle()
    assert kiosk.state.first_line == "José"
    kiosk.press_print()
    assert {entry.person_id for entry in kiosk.world.entries()} == {"jose"}


def test_print_pressed_on_the_badge_of_the_one_before_prints_nothing(kiosk):
    kiosk.scan(ANA)
    gate = kiosk.world.block()
    kiosk.controller.on_scan(JOSE)
    kiosk.view.confirm.print_button.click()
    gate.set()
    kiosk.world.settle()
    assert isinstance(kiosk.state, ConfirmState)
    assert kiosk.world.ask(printing.jobs) == []


def test_a_round_left_while_the_store_is_slow_stays_left(kiosk):
    gate = kiosk.world.block()
    kiosk.controller.on_scan(ANA)
    kiosk.view.idle.no_code.click()
    gate.set()
    kiosk.world.settle()
    assert isinstance(kiosk.state, CodeState)


# the printer


@pytest.mark.parametrize("reason", ["Sin papel", "Tapa abierta", "media-empty-error"])
def test_what_the_printer_says_is_for_the_desk_only(at_print, reason):
    fail_print(at_print, reason)
    state = at_print.poll()
    assert state == HelpState("la mesa 3", "H-1")
    help_page = at_print.view.help
    said = help_page.title.text + help_page.body.text + help_page.tell.text
    assert reason not in said
    last = at_print.world.entries()[-1]
    assert (last.person_id, last.payload["reason"]) == ("ana", "printer")


def test_after_a_failed_print_the_person_goes_to_the_desk_again(at_print):
    fail_print(at_print)
    at_print.poll()
    at_print.view.help.end.click()
    state = at_print.scan(ANA)
    if isinstance(state, ConfirmState):
        state = at_print.press_print()
    assert isinstance(state, HelpState)
    assert len(at_print.world.ask(printing.jobs)) == 1


def test_a_failed_print_of_one_person_stops_nobody_else(at_print):
    fail_print(at_print)
    at_print.poll()
    at_print.scan(JOSE)
    assert isinstance(at_print.press_print(), PrintingState)
    assert len(at_print.queued) == 2


def test_a_printer_that_is_silent_ends_in_45_seconds(at_print):
    assert at_print.controller.print_limit.interval() == 45_000
    assert at_print.controller.print_limit.isActive()
    at_print.controller.print_limit.timeout.emit()
    at_print.world.settle()
    assert at_print.state == HelpState("la mesa 3", "H-1")


def test_a_badge_that_comes_after_all_is_not_said_to_be_lost(at_print):
    at_print.controller.print_limit.timeout.emit()
    at_print.world.settle()
    at_print.print_out()
    at_print.controller.poll.timeout.emit()
    at_print.world.settle()
    assert isinstance(at_print.state, HelpState)
    jobs = at_print.world.ask(lambda ctx: prints.of_person(ctx.db, "ana"))
    assert [job.state for job in jobs] == ["done"]


def test_a_job_that_is_gone_counts_as_failed(at_print):
    at_print.controller._job = "nowhere"
    assert isinstance(at_print.poll(), HelpState)


def test_a_folder_that_cannot_be_written_leads_to_the_desk(make_kiosk, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    kiosk = make_kiosk(printer=f"folder:{blocked}")
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.print_out()
    assert not isinstance(kiosk.poll(), DoneState)
    kiosk.controller.print_limit.timeout.emit()
    kiosk.world.settle()
    assert kiosk.state == HelpState("la mesa 3", "H-1")
    jobs = kiosk.world.ask(lambda ctx: prints.of_person(ctx.db, "ana"))
    assert all(job.state != "done" for job in jobs)


def test_a_station_without_a_printer_is_no_dead_end(make_kiosk):
    kiosk = make_kiosk(printer="")
    kiosk.scan(ANA)
    state = kiosk.press_print()
    assert isinstance(state, (HelpState, PrintingState))
    if isinstance(state, PrintingState):
        assert kiosk.controller.print_limit.isActive()


# pages that go by themselves


@pytest.mark.parametrize("code", [ANA, EVA])
def test_every_page_after_a_scan_goes_by_itself_and_forgets(kiosk, code):
    kiosk.scan(code)
    page = kiosk.view.page
    assert page.bar.running
    page.bar.end_timer.timeout.emit()
    assert isinstance(kiosk.state, IdleState)
    assert kiosk.controller._person is None
    assert kiosk.controller._badge == b""


def test_the_code_page_goes_by_itself_and_forgets(kiosk):
    kiosk.view.idle.no_code.click()
    kiosk.view.code.type("SECRETO")
    kiosk.view.code.bar.end_timer.timeout.emit()
    assert isinstance(kiosk.state, IdleState)
    assert kiosk.view.code.code_field.text == ""


def test_the_first_screen_holds_nobody(at_print):
    at_print.print_out()
    at_print.poll()
    at_print.view.done.end.click()
    for page in at_print.view.pages():
        assert "Ana" not in repr(getattr(page, "state", ""))
        assert b"PNG" not in getattr(getattr(page, "state", None), "badge_png", b"")
