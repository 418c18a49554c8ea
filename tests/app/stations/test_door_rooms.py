"""Rooms at a real door: capacity, hours, entry and exit, old lists, hand-outs, members."""

from datetime import UTC, datetime, time, timedelta

import pytest
from PySide6.QtCore import Qt, QTimer

from kiosk import texts
from kiosk.domain.checkpoints import Admits, Direction, EntryRule, Level, Slot
from kiosk.services.rooms import room_state
from kiosk.texts import LANGUAGES
from kiosk.ui.door.state import ReadyState, ReasonState, VerdictState
from tests.app.stations.codes import ANA, EVA, JOSE, LI, MAX

OPEN = {"admits": Admits.EVERYONE}
RIGHT = "4711"
TEN = datetime(2026, 10, 6, 13, tzinfo=UTC)  # there; an hour after the clock begins


@pytest.fixture
def full(make_door):
    """A room of one place, with one person in it."""
    door = make_door(change={**OPEN, "capacity": 1})
    door.let_in(ANA)
    return door


# capacity


def test_a_full_room_refuses_the_next_one_and_says_how_many(full):
    state = full.scan(JOSE)
    assert (state.kind, state.word) == ("refuse", "SALA LLENA")
    assert "1 de 1" in state.explanation
    assert full.sounds == ["admit", "refuse"]
    assert full.world.kinds() == ["admitted", "refused"]


def test_the_ready_screen_shows_a_full_room(full):
    assert (full.state.inside, full.state.capacity) == (1, 1)
    assert full.view.ready.left.text == "quedan 0"
    assert full.view.ready.seats.marks() == (1, 1)


def test_an_exit_makes_room_for_the_next_one(full):
    full.view.direction_chosen.emit("exit")
    assert full.scan(ANA).word == "SALIDA"
    full.view.direction_chosen.emit("entry")
    assert full.scan(JOSE).kind == "admit"
    assert full.state.inside == 1


def test_a_supervisor_may_overfill_a_room_with_a_reason(full):
    full.scan(JOSE)
    assert full.override("Lo autoriza quien organiza", RIGHT).kind == "admit"
    full.controller.show_ready()
    assert full.state.inside == 2
    assert full.view.ready.left.text == "quedan 0"


def test_a_room_without_limit_never_fills(make_door):
    door = make_door(change={**OPEN, "capacity": None})
    door.let_in(ANA, JOSE, LI)
    assert (door.state.inside, door.state.capacity) == (3, None)
    assert door.view.ready.left.text == ""


def test_another_station_that_fills_the_room_is_seen_by_the_next_reading(make_door):
    from kiosk.services.check_in import ScanRequest, scan

    door = make_door(change={**OPEN, "capacity": 1})
    door.world.ask(lambda ctx: scan(ctx, ScanRequest(text=ANA, checkpoint="csirt")))
    assert door.state.inside == 0
    door.controller.refresh()
    door.world.settle()
    assert door.state.inside == 1
    assert door.scan(JOSE).word == "SALA LLENA"


@pytest.mark.parametrize(
    "hours",
    [{"slots": (Slot(None, TEN),)}, {"slots": (), "everybody_out": time(10)}],
    ids=["closing", "everybody-out"],
)
def test_a_door_that_nobody_passes_empties_at_the_hour(make_door, hours):
    """The screen reads the room again by itself; no scan and no second station is needed."""
    door = make_door(change={**OPEN, **hours})
    door.let_in(ANA)
    (ticking,) = [
        timer
        for timer in door.controller.findChildren(QTimer)
        if timer.isActive() and timer.interval() == door.view.timing.clock_ms
    ]
    assert door.view.timing.clock_ms <= 60_000
    for minutes, inside in ((59, 1), (1, 0)):
        door.world.clock.forward(minutes=minutes)
        ticking.timeout.emit()
        door.world.settle()
        assert door.state.inside == inside
    assert door.world.ask(lambda ctx: room_state(ctx, "csirt")).admitted_total == 1


# entry and exit


def test_leaving_and_coming_back_needs_no_question(make_door):
    door = make_door()
    door.scan(ANA)
    door.view.direction_chosen.emit("exit")
    door.scan(ANA)
    door.view.direction_chosen.emit("entry")
    assert door.scan(ANA).kind == "admit"
    assert door.world.kinds() == ["admitted", "left", "admitted"]


def test_an_exit_of_somebody_not_invited_is_let_out(make_door):
    door = make_door()
    door.view.direction_chosen.emit("exit")
    assert (door.scan(JOSE).kind, door.state.word) == ("admit", "SALIDA")


def test_an_exit_needs_a_known_code_all_the_same(make_door):
    door = make_door()
    door.view.direction_chosen.emit("exit")
    assert door.scan("NADIE").kind == "refuse"
    assert door.state.direction is Direction.EXIT


def test_the_direction_stays_until_it_is_changed(make_door):
    door = make_door(change=OPEN)
    door.view.direction_chosen.emit("exit")
    door.let_in(ANA, JOSE)
    assert door.state.direction is Direction.EXIT
    assert door.view.ready.title.text == "Listo: salidas"


def test_exits_are_told_in_the_latest_list_of_an_open_room(make_door):
    door = make_door(change=OPEN)
    door.scan(ANA)
    door.view.direction_chosen.emit("exit")
    door.let_in(ANA)
    assert [(row.title, row.detail) for row in door.state.latest] == [
        ("Ana Silva Prado", "Salió"),
        ("Ana Silva Prado", "NIC.br"),
    ]


def test_free_entry_asks_nothing(make_door):
    door = make_door(change={**OPEN, "entry": EntryRule.FREE})
    assert [door.scan(ANA).kind for _number in range(3)] == ["admit"] * 3


def test_once_means_once_and_a_volunteer_cannot_change_it(make_door):
    door = make_door(pin=False, change={**OPEN, "entry": EntryRule.ONCE})
    door.scan(ANA)
    state = door.scan(ANA)
    assert (state.kind, state.word, state.override_label) == ("refuse", "YA INGRESÓ", "")


def test_once_per_day_admits_again_the_next_day(make_door):
    door = make_door(change={**OPEN, "entry": EntryRule.ONCE_PER_DAY, "slots": ()})
    assert door.scan(ANA).kind == "admit"
    assert door.scan(ANA).kind == "refuse"
    door.world.clock.forward(days=1)
    assert door.scan(ANA).kind == "admit"


# hours


def test_before_the_doors_open_the_hour_is_told(make_door):
    door = make_door(change=OPEN)
    door.world.clock.forward(hours=-3)
    state = door.scan(ANA)
    assert state.word == "TODAVÍA NO ABRE"
    assert "08:00" in state.explanation
    assert state.next_title == "Vuelva a esa hora"


def test_the_early_minutes_are_open(make_door):
    door = make_door(change={**OPEN, "early": timedelta(minutes=20)})
    door.world.clock.forward(minutes=-75)
    assert door.scan(ANA).kind == "admit"


def test_after_the_end_the_room_is_closed(make_door):
    door = make_door(change=OPEN)
    door.world.clock.forward(hours=5)
    assert door.scan(ANA).word == "YA CERRÓ"


# lists


def test_an_old_list_asks_and_a_wrong_pin_admits_nobody(make_door):
    door = make_door(change={"stale_after": timedelta(minutes=10)})
    assert not door.state.list_fresh
    state = door.scan(ANA)
    assert (state.kind, state.word) == ("ask", "LISTA ATRASADA")
    assert state.question == "¿Dejar entrar\nde todos modos?"
    door.key(Qt.Key.Key_Return)
    assert isinstance(door.state, ReasonState)
    assert door.state.needs_pin
    door.view.reason_given.emit("Otro motivo", "0000")
    assert door.state.problem == "Ese PIN no es."
    assert door.world.kinds() == ["refused"]
    door.view.reason_given.emit("Otro motivo", RIGHT)
    door.world.settle()
    assert door.state.kind == "admit"


def test_an_old_list_without_a_pin_can_only_be_sent_to_the_desk(make_door):
    door = make_door(pin=False, change={"stale_after": timedelta(minutes=10)})
    state = door.scan(ANA)
    assert (state.yes, state.question, state.no) == ("", "Llame a un supervisor", "Va a la mesa")
    door.key(Qt.Key.Key_Return)
    assert door.state.kind == "ask"
    door.view.ask.no.click()
    assert door.state.kind == "help"
    assert "mesa" in door.state.explanation
    assert door.world.kinds() == ["refused"]


def test_a_list_that_ages_while_the_door_stands_is_marked(make_door):
    door = make_door(change={"stale_after": timedelta(hours=1)})
    assert door.state.list_fresh
    door.world.clock.forward(hours=1)
    door.controller.refresh()
    door.world.settle()
    assert not door.state.list_fresh
    assert door.state.clock == "10:00"


def test_a_volunteer_may_override_where_the_event_says_so(make_door):
    door = make_door(pin=False, change={"override": Level.VOLUNTEER})
    assert door.scan(JOSE).override_label == "Autorizar"
    door.view.override_asked.emit()
    assert not door.state.needs_pin
    door.view.reason_given.emit("Error en la lista", "")
    door.world.settle()
    assert door.state.kind == "admit"
    last = door.world.entries()[-1]
    assert last.payload["override"]["level"] == "volunteer"


def test_a_room_by_roles_says_for_whom_it_is(make_door):
    door = make_door("new")
    door.world.clock.forward(minutes=45)
    assert door.scan(JOSE).kind == "admit"
    state = door.scan(ANA)
    assert state.kind == "refuse"
    assert "Nuevo" in state.explanation


# tickets


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("code", "words"),
    [
        (EVA, ("INSCRIPCIÓN CANCELADA", "INSCRIÇÃO CANCELADA", "REGISTRATION CANCELED")),
        (MAX, ("PAGO PENDIENTE", "PAGAMENTO PENDENTE", "PAYMENT PENDING")),
        ("NADIE", ("CÓDIGO DESCONOCIDO", "CÓDIGO DESCONHECIDO", "UNKNOWN CODE")),
    ],
)
def test_a_real_refusal_in_three_languages_fits(make_door, problems_of, code, words, language):
    door = make_door(change=OPEN)
    texts.use(language)
    state = door.scan(code)
    assert isinstance(state, VerdictState)
    assert state.word == words[LANGUAGES.index(language)]
    assert problems_of(door.view.page) == {}


def test_a_person_without_family_name_is_admitted_on_one_line(make_door):
    door = make_door(change=OPEN)
    assert door.scan(LI).name == "Li"
    assert door.view.admit.name.fitted().lines == ("Li",)


# hand-outs


def test_a_hand_out_has_no_exits_and_counts_what_was_given(make_door):
    door = make_door("lunch")
    assert not door.state.two_ways
    assert not door.view.ready.switch.isVisible()
    assert door.scan(ANA).word == "ENTREGAR"
    assert door.state.inside == 1
    assert door.scan(ANA).word == "YA LO RECIBIÓ"
    door.controller.show_ready()
    assert isinstance(door.state, ReadyState)
    assert (door.state.count_label, door.state.inside) == ("Entregados", 1)
    assert door.view.ready.inside_label.text == "Entregados"


def test_the_room_is_counted_from_the_journal_not_from_the_screen(make_door):
    door = make_door(change=OPEN)
    door.let_in(ANA, JOSE, EVA)
    room = door.world.ask(lambda ctx: room_state(ctx, "csirt"))
    assert room.inside == door.state.inside == 2
