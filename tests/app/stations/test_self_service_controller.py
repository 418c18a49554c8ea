"""A self-service round from the scan to the badge in the folder, on a real store."""

from dataclasses import replace

import pytest

from kiosk import texts
from kiosk.app import self_service_jobs as jobs
from kiosk.domain.people import Person
from kiosk.domain.settings import Theme
from kiosk.services import printing
from kiosk.ui import theme
from kiosk.ui.self_service.state import (
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from tests.app.stations.codes import ANA, EVA, JOSE, MAX


def test_a_scan_greets_by_name_and_records_nothing_yet(kiosk):
    state = kiosk.scan(ANA)
    assert isinstance(state, ConfirmState)
    assert state.first_line == "Ana"
    assert state.badge_png.startswith(b"\x89PNG")
    assert kiosk.world.kinds() == []
    assert kiosk.sounds == ["tick"]


def test_the_whole_round_ends_with_the_badge_in_the_folder(kiosk):
    kiosk.scan(ANA)
    state = kiosk.press_print()
    assert isinstance(state, PrintingState)
    assert len(kiosk.queued) == 1
    assert isinstance(kiosk.poll(), PrintingState)
    kiosk.print_out()
    state = kiosk.poll()
    assert isinstance(state, DoneState)
    assert state.lanyards == "En la mesa azul"
    assert kiosk.sounds == ["tick", "ready"]
    kinds = kiosk.world.kinds()
    assert "admitted" in kinds
    assert "printed" in kinds
    assert list(kiosk.world.folder.rglob("*.pdf"))
    kiosk.view.done.bar.end_timer.timeout.emit()
    assert isinstance(kiosk.state, IdleState)


def test_done_is_never_said_before_the_printer_did(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    for _number in range(3):
        assert isinstance(kiosk.poll(), PrintingState)
    kiosk.controller._printed("sent")
    assert isinstance(kiosk.state, PrintingState)


def test_a_printer_that_fails_leads_to_the_desk_without_its_reason(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.controller._printed("failed")
    kiosk.world.settle()
    assert kiosk.state == HelpState("la mesa 3", "H-1")


def test_a_printer_that_says_nothing_leads_to_the_desk(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.controller.print_limit.timeout.emit()
    kiosk.world.settle()
    assert isinstance(kiosk.state, HelpState)
    assert not kiosk.controller.poll.isActive()
    assert kiosk.world.entries()[-1].payload == {"help": "H-1", "reason": "printer"}


def test_pressing_print_twice_prints_once(kiosk):
    kiosk.scan(ANA)
    kiosk.view.print_asked.emit()
    kiosk.view.print_asked.emit()
    kiosk.world.settle()
    assert len(kiosk.world.ask(printing.jobs)) == 1
    assert kiosk.world.kinds().count("admitted") == 1


def test_somebody_who_has_a_badge_goes_to_the_desk(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.print_out()
    kiosk.poll()
    state = kiosk.scan(ANA)
    assert state == HelpState("la mesa 3", "H-1")


def test_an_owed_badge_is_offered_without_a_second_check_in(kiosk):
    kiosk.world.ask(lambda ctx: jobs.scan(ctx, jobs.ScanRequest(text=ANA, checkpoint="main")))
    assert isinstance(kiosk.scan(ANA), ConfirmState)
    kiosk.press_print()
    assert kiosk.world.kinds().count("admitted") == 1
    kiosk.print_out()
    assert isinstance(kiosk.poll(), DoneState)


@pytest.mark.parametrize("code", [EVA, MAX, "NADIE-CONOCE-ESTO"])
def test_whoever_cannot_be_admitted_sees_only_the_way_to_the_desk(kiosk, code):
    state = kiosk.scan(code)
    assert state == HelpState("la mesa 3", "H-1")
    kinds = kiosk.world.kinds()
    assert kinds == ["refused", "answered"]
    assert kiosk.world.entries()[-1].payload["help"] == "H-1"


def test_the_help_numbers_count_up_and_begin_again_the_next_day(kiosk):
    assert kiosk.scan(EVA).number == "H-1"
    assert kiosk.scan(MAX).number == "H-2"
    kiosk.world.clock.forward(days=1)
    assert kiosk.scan(EVA).number == "H-1"


def test_not_me_goes_back_at_once_and_leaves_nothing(kiosk):
    kiosk.scan(ANA)
    kiosk.view.confirm.other.click()
    assert isinstance(kiosk.state, IdleState)
    assert kiosk.view.confirm.hello.text == ""
    assert kiosk.view.confirm.state.badge_png == b""
    assert kiosk.world.kinds() == []


def test_a_wrong_name_is_for_the_desk(kiosk):
    kiosk.scan(ANA)
    kiosk.view.confirm.wrong.click()
    kiosk.world.settle()
    assert kiosk.state == HelpState("la mesa 3", "H-1")
    last = kiosk.world.entries()[-1]
    assert (last.person_id, last.payload["reason"]) == ("ana", "name_wrong")


def test_a_greeting_that_nobody_answers_goes_away(kiosk):
    kiosk.scan(ANA)
    assert kiosk.view.confirm.bar.total_ms == 40_000
    kiosk.view.confirm.bar.end_timer.timeout.emit()
    assert isinstance(kiosk.state, IdleState)
    assert kiosk.view.confirm.hello.text == ""


def test_the_next_person_replaces_the_one_before(kiosk):
    kiosk.scan(ANA)
    state = kiosk.scan(JOSE)
    assert state.first_line == "José"
    assert "Ana" not in kiosk.view.confirm.hello.text


def test_an_answer_that_comes_late_is_dropped(kiosk):
    gate = kiosk.world.block()
    kiosk.controller.on_scan(ANA)
    kiosk.controller.to_idle()
    gate.set()
    kiosk.world.settle()
    assert isinstance(kiosk.state, IdleState)


def test_while_a_badge_comes_out_its_owner_comes_first(kiosk):
    kiosk.scan(ANA)
    kiosk.press_print()
    assert isinstance(kiosk.scan(JOSE), PrintingState)
    kiosk.print_out()
    kiosk.poll()
    assert isinstance(kiosk.scan(JOSE), ConfirmState)


def test_a_store_that_fails_leads_to_the_desk(kiosk):
    kiosk.world.ask(lambda ctx: ctx.db.conn.execute("DROP TABLE ticket").rowcount)
    assert kiosk.scan(ANA) == HelpState("la mesa 3", "")


# language and looks


def test_the_screen_speaks_the_persons_language_and_returns_to_the_first(kiosk):
    kiosk.scan(JOSE)
    assert texts.current() == "pt"
    assert kiosk.view.confirm.switch.current == "pt"
    kiosk.view.confirm.other.click()
    assert texts.current() == "es"
    assert kiosk.view.idle.switch.current == "es"


def test_a_chosen_language_is_kept_through_the_round(kiosk):
    kiosk.view.idle.switch.choose("en")
    kiosk.scan(JOSE)
    assert texts.current() == "en"
    kiosk.view.confirm.wrong.click()
    kiosk.world.settle()
    assert kiosk.state.desk == "desk 3"
    kiosk.view.help.switch.choose("pt")
    assert kiosk.state.desk == "a mesa 3"
    kiosk.view.help.end.click()
    assert texts.current() == "es"


def test_larger_letters_and_contrast_last_for_one_person(kiosk):
    kiosk.view.idle.bigger.click()
    kiosk.view.idle.contrast.click()
    assert (kiosk.state.bigger, kiosk.state.contrast) == (True, True)
    assert theme.current().name is Theme.HIGH_CONTRAST
    assert kiosk.view.confirm.question.zoom == 1.25
    kiosk.scan(ANA)
    assert theme.current().name is Theme.HIGH_CONTRAST
    kiosk.view.confirm.other.click()
    assert theme.current().name is Theme.LIGHT
    assert kiosk.view.confirm.question.zoom == 1.0


def test_settings_that_nobody_uses_go_back_by_themselves(kiosk):
    kiosk.view.idle.contrast.click()
    kiosk.view.idle.switch.choose("pt")
    assert kiosk.controller.settings_timer.isActive()
    kiosk.controller.settings_timer.timeout.emit()
    assert texts.current() == "es"
    assert theme.current().name is Theme.LIGHT
    assert kiosk.state == IdleState()


# what comes next


def test_the_next_session_is_one_open_to_that_person(make_world):
    world = make_world()
    newcomer = Person("x", "X", roles=("newcomer",))
    _opens, room = jobs.next_session(world.event, newcomer, world.clock())
    assert room.id == "new"
    _opens, room = jobs.next_session(world.event, Person("y", "Y"), world.clock())
    assert room.id == "forum"
    world.clock.forward(hours=12)
    assert jobs.next_session(world.event, newcomer, world.clock()) is None


def test_an_invitation_is_never_told_on_a_public_screen(make_world):
    world = make_world()
    only_invited = replace(
        world.event, checkpoints=tuple(c for c in world.event.checkpoints if c.id == "csirt")
    )
    world.clock.forward(hours=-3)
    assert jobs.next_session(only_invited, Person("ana", "Ana"), world.clock()) is None


@pytest.mark.parametrize(
    ("family", "typed", "fits"),
    [
        ("Núñez Ibáñez", "nunez", True),
        ("Núñez Ibáñez", "Ibáñez", True),
        ("da Rosa", "da", True),
        ("Núñez", "", False),
        ("Núñez", "Núñez Prado", False),
        ("Núñez", "Nú", False),
        ("", "Ana", True),
        ("O'Neill", "oneill", True),
    ],
)
def test_which_surnames_fit(family, typed, fits):
    assert jobs.surname_fits(Person("x", "Ana", family), typed) is fits
