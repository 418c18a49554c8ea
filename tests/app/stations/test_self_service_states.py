"""Self-service for every state of a registration: a greeting, or the way to the desk."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk import texts
from kiosk.domain.checkpoints import Admits, EntryRule, Slot
from kiosk.domain.people import Ticket, TicketState
from kiosk.services.badges import badge_code_of, reissue
from kiosk.store.people import get
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.texts import LANGUAGES
from kiosk.ui.self_service.state import (
    CodeState,
    ConfirmState,
    DoneState,
    HelpState,
    IdleState,
    PrintingState,
)
from tests.app.stations.codes import ANA, EVA, JOSE

LYING, UPRIGHT = (1920, 1080), (1080, 1920)
NEVER = ("pago", "payment", "cancel", "error", "bloque", "block", "invit", "convite", "aprob")
DESKS = {"es": "la mesa 3", "pt": "a mesa 3", "en": "desk 3"}


def set_ticket(kiosk, **fields):
    """Ana's registration becomes another one."""
    gone_at = "2026-10-06T11:00:00.000Z" if fields.pop("gone", False) else None
    ticket = replace(Ticket("t-ana", "ana", ANA), **fields)

    def job(ctx):
        with writing(ctx.db):
            put_ticket(ctx.db, ticket)
            ctx.db.conn.execute("UPDATE ticket SET gone_at = ? WHERE code = ?", (gone_at, ANA))

    kiosk.world.ask(job)


def set_person(kiosk, person_id, **fields):
    def job(ctx):
        with writing(ctx.db):
            person = replace(get(ctx.db, person_id), **fields)
            put_person(ctx.db, person, source="file", source_ref=person_id)

    kiosk.world.ask(job)


def words_on(page):
    from PySide6.QtWidgets import QWidget

    shown = [w for w in page.findChildren(QWidget) if w.isVisible() and hasattr(w, "text")]
    return " ".join(str(w.text) for w in shown)


WELCOME = [
    {"state": TicketState.PAID},
    {"state": TicketState.PENDING, "valid_if_pending": True},
    {"valid_from": "past", "valid_until": "future"},
    {"attention": True, "checkin_text": "Entregar audífono"},
]
TO_THE_DESK = [
    {"state": TicketState.PENDING},
    {"state": TicketState.UNAPPROVED},
    {"state": TicketState.CANCELED},
    {"state": TicketState.EXPIRED},
    {"blocked": True},
    {"gone": True},
    {"valid_from": "future"},
    {"valid_until": "past"},
]


def moments(fields, now):
    named = {"past": now - timedelta(hours=2), "future": now + timedelta(hours=2)}
    return {key: named.get(value, value) for key, value in fields.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", WELCOME)
def test_whoever_may_enter_is_greeted(kiosk, now, fields, language):
    set_ticket(kiosk, **moments(fields, now))
    kiosk.view.idle.switch.choose(language)
    state = kiosk.scan(ANA)
    assert isinstance(state, ConfirmState)
    assert kiosk.view.confirm.hello.text.endswith("Ana")
    assert "audífono" not in words_on(kiosk.view.confirm)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("fields", TO_THE_DESK)
def test_everybody_else_sees_only_the_way(kiosk, now, fields, language):
    set_ticket(kiosk, **moments(fields, now))
    kiosk.view.idle.switch.choose(language)
    assert kiosk.scan(ANA) == HelpState(DESKS[language], "H-1")
    said = words_on(kiosk.view.help).lower()
    assert "ana" not in said.replace("mañana", "").split()
    assert [word for word in NEVER if word in said] == []


def test_the_way_is_the_same_for_every_reason(kiosk, now):
    said = set()
    for fields in TO_THE_DESK:
        set_ticket(kiosk, **moments(fields, now))
        state = kiosk.scan(ANA)
        said.add(words_on(kiosk.view.help).replace(state.number, "H"))
    assert len(said) == 1


@pytest.mark.parametrize("fields", TO_THE_DESK)
def test_the_desk_finds_the_reason_behind_the_number(kiosk, now, fields):
    set_ticket(kiosk, **moments(fields, now))
    kiosk.scan(ANA)
    refused, answered = kiosk.world.entries()
    assert refused.payload["reason"] == answered.payload["reason"]
    assert answered.payload["help"] == "H-1"
    assert answered.person_id == "ana"


def test_a_badge_of_today_is_read_as_its_owner(kiosk):
    code = kiosk.world.ask(lambda ctx: badge_code_of(ctx, "ana", "Lucía"))
    assert isinstance(kiosk.scan(code), ConfirmState)


def test_a_void_badge_goes_to_the_desk(kiosk):
    old = kiosk.world.ask(lambda ctx: badge_code_of(ctx, "ana", "Lucía"))
    kiosk.world.ask(lambda ctx: reissue(ctx, "ana", "perdida", "Lucía"))
    assert isinstance(kiosk.scan(old), HelpState)


@pytest.mark.parametrize("text", ["", " ", "HTTPS://EXAMPLE.ORG/X", "OTRO.123456789ABC", "�" * 40])
def test_anything_else_goes_to_the_desk(kiosk, text):
    assert isinstance(kiosk.scan(text), HelpState)


def test_a_closed_entrance_sends_to_the_desk(make_kiosk, now):
    slots = (Slot(now + timedelta(hours=1), now + timedelta(hours=8)),)
    kiosk = make_kiosk(change={"slots": slots})
    assert isinstance(kiosk.scan(ANA), HelpState)
    kiosk.world.clock.forward(hours=2)
    assert isinstance(kiosk.scan(ANA), ConfirmState)


def test_an_entrance_by_invitation_never_says_so(make_kiosk):
    kiosk = make_kiosk(change={"admits": Admits.INVITED})
    assert isinstance(kiosk.scan(JOSE), HelpState)
    assert "invit" not in words_on(kiosk.view.help).lower()


def test_coming_back_at_a_free_entrance_greets_again(make_kiosk):
    kiosk = make_kiosk(change={"entry": EntryRule.FREE})
    kiosk.scan(ANA)
    kiosk.press_print()
    kiosk.print_out()
    kiosk.poll()
    assert isinstance(kiosk.scan(ANA), ConfirmState)


# languages


@pytest.mark.parametrize(
    ("own", "spoken"),
    [("pt-BR", "pt"), ("PT", "pt"), ("en_US", "en"), ("fr", "es"), ("", "es"), ("es-419", "es")],
)
def test_the_screen_speaks_the_persons_language_where_it_can(kiosk, own, spoken):
    set_person(kiosk, "ana", language=own)
    kiosk.scan(ANA)
    assert texts.current() == spoken
    kiosk.view.confirm.other.click()
    assert texts.current() == "es"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [LYING, UPRIGHT])
def test_the_whole_round_fits_in_every_language(kiosk, problems_of, size, language):
    kiosk.view.resize(*size)
    kiosk.view.idle.switch.choose(language)
    seen = [kiosk.state]
    assert problems_of(kiosk.view.page) == {}
    for step in (lambda: kiosk.scan(JOSE), kiosk.press_print, kiosk.print_out, kiosk.poll):
        step()
        seen.append(kiosk.state)
        assert problems_of(kiosk.view.page) == {}, kiosk.state
    kinds = [IdleState, ConfirmState, PrintingState, PrintingState, DoneState]
    assert [type(state) for state in seen] == kinds
    assert kiosk.state.session_title.startswith("09:30")
    kiosk.view.done.end.click()
    assert texts.current() == "es"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [LYING, UPRIGHT])
def test_it_fits_with_large_letters_and_contrast_too(kiosk, problems_of, size, language):
    kiosk.view.resize(*size)
    kiosk.view.idle.switch.choose(language)
    kiosk.view.idle.bigger.click()
    kiosk.view.idle.contrast.click()
    assert problems_of(kiosk.view.page) == {}
    for code in (ANA, EVA):
        kiosk.scan(code)
        assert problems_of(kiosk.view.page) == {}, code
    kiosk.view.help.end.click()
    kiosk.view.idle.no_code.click()
    assert isinstance(kiosk.state, CodeState)
    assert problems_of(kiosk.view.page) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pause_fits_in_every_language(kiosk, problems_of, language):
    kiosk.view.idle.switch.choose(language)
    kiosk.controller.pause.start()
    for size in (LYING, UPRIGHT):
        kiosk.view.resize(*size)
        kiosk.view.no_code_asked.emit()
        assert kiosk.state == CodeState(paused=True)
        assert problems_of(kiosk.view.page) == {}


NAMES = {
    "one letter": ("X", ""),
    "short": ("Li", "Wu"),
    "accents": ("Ñandú Ẽẽ", "Ỹvãga Łőç"),
    "twenty": ("María de los Ángeles", "Fernández"),
    "sixty": ("María de los Ángeles Guadalupe Inmaculada Concepción del Pilar", "Paz"),
    "no spaces": ("Wolfeschlegelsteinhausenbergerdorff", "Bergenstock"),
    "hyphens": ("Ana-Sofía", "Núñez-Olivera-Echeverría"),
    "arabic": ("محمد عبد الرحمن", "الأنصاري"),
    "chinese": ("明", "王"),
    "long chinese": ("阿卜杜拉赫曼伊布拉欣", "穆罕默德"),
    "only family": ("", "Silva"),
}


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("name", list(NAMES))
def test_names_of_the_world_are_greeted_whole(kiosk, problems_of, name, size):
    given, family = NAMES[name]
    set_person(kiosk, "ana", given_name=given, family_name=family)
    kiosk.view.resize(*size)
    state = kiosk.scan(ANA)
    assert isinstance(state, ConfirmState)
    assert state.first_line == (given or family)
    assert problems_of(kiosk.view.page) == {}
    assert "…" not in "".join(kiosk.view.confirm.hello.fitted().lines)


@pytest.mark.parametrize(
    ("given", "family", "typed"),
    [
        ("Ana", "Muñoz da Rosa", "da rosa"),
        ("محمد", "الأنصاري", "الأنصاري"),
        ("明", "王小", "王小"),
        ("Seán", "O'Neill", "ONEILL"),
        ("Ana", "Núñez-Olivera", "nunez olivera"),
    ],
)
def test_surnames_of_the_world_fit_as_they_are_typed(kiosk, given, family, typed):
    set_person(kiosk, "ana", given_name=given, family_name=family)
    kiosk.view.idle.no_code.click()
    kiosk.view.code_entered.emit(ANA, typed)
    kiosk.world.settle()
    assert isinstance(kiosk.state, ConfirmState)
