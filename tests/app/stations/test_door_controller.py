"""A door from the scanned text to the screen and the journal, on a real store."""

import pytest
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.app.door_controller import DoorController
from kiosk.domain.checkpoints import Direction
from kiosk.ui.door.state import LockState, ReadyState, ReasonState, SearchState, VerdictState
from kiosk.ui.door.view import DoorView
from tests.app.stations.codes import ANA, EVA, JOSE

PIN = "4711"


def test_it_starts_ready_with_the_room_its_hours_and_the_list(make_door):
    state = make_door().state
    assert isinstance(state, ReadyState)
    assert state.room == "Reunión de CSIRTs"
    assert state.subtitle == "por invitación · Salón Jacarandá · 08:00–12:30"
    assert (state.inside, state.capacity, state.by_invitation) == (0, 50, True)
    assert (state.list_line, state.list_detail) == ("Lista de las 08:41", "1 invitado")
    assert (state.place, state.clock) == ("Puerta C", "09:00")


def test_an_invited_person_is_admitted_and_counted(make_door):
    door = make_door()
    state = door.scan(ANA)
    assert isinstance(state, VerdictState)
    assert (state.kind, state.word) == ("admit", "ADMITIDO")
    assert state.name == "Ana\nSilva Prado"
    assert state.organisation == "NIC.br · Brasil"
    assert (state.no_photos, state.role_label, state.inside) == (True, "Orador/a", 1)
    assert door.sounds == ["admit"]
    assert door.world.kinds() == ["admitted"]


def test_the_admission_gives_way_to_the_ready_screen_by_itself(make_door):
    door = make_door()
    door.scan(ANA)
    door.view.admit.bar.end_timer.timeout.emit()
    assert isinstance(door.state, ReadyState)
    assert door.state.inside == 1


def test_somebody_not_on_the_list_is_refused_with_the_way_to_the_desk(make_door):
    door = make_door()
    state = door.scan(JOSE)
    assert (state.kind, state.word) == ("refuse", "NO ESTÁ EN LA LISTA")
    assert "08:41" in state.explanation
    assert "la mesa 3" in state.next_title
    assert state.override_label == "Autorizar (supervisor)"
    assert door.sounds == ["refuse"]
    assert door.world.kinds() == ["refused"]


def test_a_refusal_says_nothing_of_payment_or_of_others(make_door):
    door = make_door("main")
    state = door.scan(EVA)
    assert state.organisation == ""
    assert "Secretísima" not in repr(state)


def test_an_unknown_code_can_be_admitted_by_nobody(make_door):
    door = make_door()
    state = door.scan("NADIE-CONOCE-ESTO")
    assert (state.kind, state.override_label, state.name) == ("refuse", "", "")
    assert door.sounds == ["unknown"]


def test_a_new_scan_replaces_whatever_is_on_the_screen(make_door):
    door = make_door()
    door.scan(JOSE)
    assert door.scan(ANA).kind == "admit"
    assert door.scan(JOSE).kind == "refuse"
    door.controller.show_ready()
    door.view.search_opened.emit()
    assert isinstance(door.state, SearchState)
    assert door.scan(JOSE).kind == "refuse"
    door.view.override_asked.emit()
    assert isinstance(door.state, ReasonState)
    assert door.scan(ANA).kind == "ask"


def test_the_scanners_own_enter_answers_nothing(make_door):
    door = make_door()
    door.scan(ANA)
    assert door.scan(ANA).kind == "ask"
    door.world.qtbot.keyClick(door.view, Qt.Key.Key_Return)
    door.world.settle()
    assert door.state.kind == "ask"
    assert door.world.kinds() == ["admitted", "refused"]


def test_yes_lets_a_person_back_in_with_the_reason_in_the_journal(make_door):
    door = make_door()
    door.scan(ANA)
    state = door.scan(ANA)
    assert (state.word, state.fact) == ("YA INGRESÓ", "09:00 · Puerta C")
    assert state.question == "¿Salió y\nvuelve a entrar?"
    door.key(Qt.Key.Key_Return)
    assert door.state.kind == "admit"
    last = door.world.entries()[-1]
    assert str(last.kind) == "overridden"
    assert last.payload["override"]["level"] == "volunteer"
    assert last.payload["override"]["reason"] == "Salió y vuelve a entrar"
    assert last.operator == "Lucía R."


def test_no_sends_to_the_desk_and_admits_nobody(make_door):
    door = make_door()
    door.scan(ANA)
    door.scan(ANA)
    door.key(Qt.Key.Key_Escape)
    assert (door.state.kind, door.state.word) == ("help", "PASE POR LA MESA 3")
    assert door.world.kinds() == ["admitted", "refused"]


def test_an_exit_is_recorded_and_the_room_counts_down(make_door):
    door = make_door()
    door.scan(ANA)
    door.view.direction_chosen.emit("exit")
    assert door.state.direction is Direction.EXIT
    state = door.scan(ANA)
    assert (state.kind, state.word, state.inside) == ("admit", "SALIDA", 0)
    assert door.world.kinds() == ["admitted", "left"]


# override


def test_a_supervisor_admits_with_pin_and_reason(make_door):
    door = make_door()
    door.scan(JOSE)
    door.view.override_asked.emit()
    assert door.state.needs_pin
    door.view.reason_given.emit("Lo autoriza quien organiza", PIN)
    door.world.settle()
    assert door.state.kind == "admit"
    last = door.world.entries()[-1]
    assert str(last.kind) == "overridden"
    assert last.payload["override"]["level"] == "supervisor"
    assert last.payload["override"]["reason"] == "Lo autoriza quien organiza"


def test_a_wrong_pin_admits_nobody_and_five_make_it_wait(make_door):
    door = make_door()
    door.scan(JOSE)
    door.view.override_asked.emit()
    for _number in range(5):
        door.view.reason_given.emit("Otro motivo", "0000")
        assert door.state.problem == "Ese PIN no es."
    door.view.reason_given.emit("Otro motivo", PIN)
    assert "Espere" in door.state.problem
    assert door.world.kinds() == ["refused"]
    door.controller.tries.pause.timeout.emit()
    door.controller.tries.pause.stop()
    door.view.reason_given.emit("Otro motivo", PIN)
    door.world.settle()
    assert door.world.kinds() == ["refused", "overridden"]


def test_without_a_pin_the_door_offers_no_override(make_door):
    door = make_door(pin=False)
    assert door.scan(JOSE).override_label == ""
    door.view.override_asked.emit()
    assert door.state.kind == "refuse"


def test_an_override_meant_for_one_person_never_admits_the_next(make_door, qtbot):
    door = make_door()
    pending = []
    door.controller.tries._check_pin = lambda _pin, answer: pending.append(answer)
    door.scan(JOSE)
    door.view.override_asked.emit()
    door.view.reason_given.emit("Otro motivo", PIN)
    door.scan("NADIE")
    pending[0](True)
    door.world.settle()
    assert door.state.kind == "refuse"
    assert door.world.kinds() == ["refused", "refused"]


# privacy


def test_a_private_room_shows_nothing_personal_after_its_time(make_door):
    door = make_door()
    door.scan(ANA)
    door.controller.show_ready()
    assert door.state.latest[0].title == "Ana Silva Prado"
    door.controller._private.timeout.emit()
    assert "Ana" not in repr(door.state)
    assert door.state.latest[0].title == "Admitido"


def test_names_leave_a_refusal_too_while_the_answer_stays(make_door):
    door = make_door()
    state = door.scan(JOSE)
    assert state.name == "José Núñez Ibáñez"
    door.controller._private.timeout.emit()
    assert (door.state.kind, door.state.name) == ("refuse", "")
    assert door.state.override_label
    assert door.view.refuse.name.text == ""


def test_refused_people_have_no_name_in_the_latest_list(make_door):
    door = make_door("main")
    door.scan(EVA)
    door.scan(JOSE)
    door.controller.show_ready()
    rows = door.state.latest
    assert [(row.kind, row.title) for row in rows] == [
        ("admit", "José Núñez Ibáñez"),
        ("refuse", "Inscripción cancelada"),
    ]
    assert "Eva" not in repr(rows)


def test_an_answered_question_is_one_row_of_the_latest(make_door):
    door = make_door()
    door.scan(ANA)
    door.scan(ANA)
    door.key(Qt.Key.Key_Return)
    door.controller.show_ready()
    first = door.state.latest[0]
    assert (first.kind, first.title, first.detail) == ("ask", "Ya ingresó", "volvió a entrar")
    assert len(door.state.latest) == 2


# search, undo, lock


def test_a_person_is_found_without_accents_and_gets_the_same_decision(make_door):
    door = make_door()
    door.view.search_opened.emit()
    door.view.search.type("nunez jo")
    door.world.settle()
    assert [(hit.name, hit.organisation) for hit in door.state.hits] == [
        ("José Núñez Ibáñez", "UNAM")
    ]
    door.view.search.rows[0].click()
    door.world.settle()
    assert (door.state.kind, door.state.word) == ("refuse", "NO ESTÁ EN LA LISTA")


def test_a_late_search_result_does_not_come_back_over_a_verdict(make_door):
    door = make_door()
    gate = door.world.block()
    door.view.search_opened.emit()
    door.view.search.type("silva")
    door.controller.on_scan(ANA)
    gate.set()
    door.world.settle()
    assert door.state.kind == "admit"


def test_undo_takes_back_the_last_one_with_a_reason(make_door):
    door = make_door()
    door.view.undo_asked.emit()
    assert door.state.note == "No hay nada que deshacer."
    door.scan(ANA)
    door.controller.show_ready()
    door.view.undo_asked.emit()
    door.view.reason_given.emit("No entró", "")
    door.world.settle()
    assert isinstance(door.state, ReadyState)
    assert door.state.inside == 0
    last = door.world.entries()[-1]
    assert (str(last.kind), last.payload["reason"]) == ("undone", "No entró")
    door.view.undo_asked.emit()
    assert door.state.note == "No hay nada que deshacer."


def test_a_locked_door_reads_no_code_until_the_pin_is_right(make_door):
    door = make_door()
    door.view.lock_asked.emit()
    assert isinstance(door.scan(ANA), LockState)
    door.view.unlock_tried.emit("0000")
    assert door.state.problem == "Ese PIN no es."
    assert door.world.kinds() == []
    door.view.unlock_tried.emit(PIN)
    assert isinstance(door.state, ReadyState)
    assert door.scan(ANA).kind == "admit"


def test_without_a_pin_a_tap_unlocks(make_door):
    door = make_door(pin=False)
    door.view.lock_asked.emit()
    assert not door.state.needs_pin
    door.view.lock.go.click()
    assert isinstance(door.state, ReadyState)


# failures


def test_a_door_that_cannot_decide_shows_the_desk_and_admits_nobody(make_door):
    door = make_door()
    door.world.ask(lambda ctx: ctx.db.conn.execute("DROP TABLE invitation").rowcount)
    state = door.scan(ANA)
    assert (state.kind, state.word) == ("help", "PASE POR LA MESA 3")
    assert door.world.kinds() == []
    assert door.sounds == ["unknown"]


def test_a_door_needs_a_checkpoint_of_the_event(make_world, qtbot):
    world = make_world(checkpoint="nowhere")
    view = DoorView()
    qtbot.addWidget(view)
    with pytest.raises(ValueError, match="nowhere"):
        DoorController(view, world.store, world.event, world.station)


def test_the_screen_follows_the_language(make_door, qtbot):
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    door = make_door()
    door.scan(JOSE)
    texts.use("pt")
    QApplication.sendEvent(door.view, QEvent(QEvent.Type.LanguageChange))
    assert door.state.room == "Reunión de CSIRTs (pt)"
    door.controller.show_ready()
    assert door.state.room == "Reunión de CSIRTs (pt)"
