"""A hurried door: scans on top of each other, a slow store, Enter, lock, sound, names."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.app.sounds import Sounds
from kiosk.domain.checkpoints import Admits
from kiosk.ui.door.state import (
    LockState,
    ReadyState,
    ReasonState,
    VerdictState,
)
from tests.app.stations.codes import ANA, EVA, JOSE

RIGHT = "4711"
OPEN = {"admits": Admits.EVERYONE}


def press(door, key):
    """A key at once, as the scanner's own: the guard has not passed."""
    door.world.qtbot.keyClick(door.view, key)
    door.world.settle()


# a second scan while the first is being decided


def test_two_scans_at_once_are_both_recorded_and_the_last_one_is_seen(make_door):
    door = make_door()
    gate = door.world.block()
    door.controller.on_scan(ANA)
    door.controller.on_scan(JOSE)
    gate.set()
    door.world.settle()
    assert door.state.kind == "refuse"
    assert door.state.name == "José Núñez Ibáñez"
    assert door.world.kinds() == ["admitted", "refused"]
    assert [entry.person_id for entry in door.world.entries()] == ["ana", "jose"]


def test_the_answer_to_the_one_before_is_not_left_for_the_next(make_door):
    door = make_door()
    door.scan(ANA)
    gate = door.world.block()
    door.controller.on_scan(JOSE)
    door.controller._slow.timeout.emit()
    assert isinstance(door.state, ReadyState)
    assert door.view.ready.hint.text == "Comprobando…"
    gate.set()
    door.world.settle()
    assert door.state.kind == "refuse"
    assert not door.controller._slow.isActive()


def test_a_quick_answer_shows_nothing_in_between(make_door):
    door = make_door()
    seen = []
    draw = door.view.show_state
    door.view.show_state = lambda state: (seen.append(state), draw(state))
    door.scan(ANA)
    assert [type(state) for state in seen] == [VerdictState]
    assert door.controller._slow.interval() == 300
    assert not door.controller._slow.isActive()


def test_the_slow_screen_waits_for_the_last_answer(make_door):
    door = make_door()
    gate = door.world.block()
    door.controller.on_scan(ANA)
    door.controller.on_scan(JOSE)
    assert door.controller._under_way == 2
    gate.set()
    door.world.settle()
    assert door.controller._under_way == 0
    door.controller._slow.timeout.emit()
    assert isinstance(door.state, VerdictState)


def test_yes_to_a_question_that_a_new_scan_replaced_admits_nobody(make_door):
    door = make_door()
    door.scan(ANA)
    door.scan(ANA)
    gate = door.world.block()
    door.controller.on_scan(EVA)
    door.view.ask.yes.click()
    gate.set()
    door.world.settle()
    assert door.state.kind == "refuse"
    assert door.world.kinds() == ["admitted", "refused", "refused"]


def test_an_answer_that_comes_after_the_lock_is_recorded_but_not_shown(make_door):
    door = make_door()
    gate = door.world.block()
    door.controller.on_scan(ANA)
    door.view.lock_asked.emit()
    gate.set()
    door.world.settle()
    assert isinstance(door.state, LockState)
    assert "Ana" not in repr(door.state)
    assert door.world.kinds() == ["admitted"]
    door.view.unlock_tried.emit(RIGHT)
    door.world.settle()
    assert door.state.inside == 1


# the scanner's own Enter


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_an_enter_within_the_guard_answers_no_verdict(make_door, key):
    door = make_door()
    door.scan(ANA)
    door.scan(ANA)
    assert not door.view.armed
    press(door, key)
    assert door.state.kind == "ask"
    door.scan(JOSE)
    press(door, key)
    assert door.state.kind == "refuse"
    assert door.world.kinds() == ["admitted", "refused", "refused"]


def test_a_late_enter_never_confirms_what_lay_under_the_scan(make_door):
    door = make_door()
    door.let_in(ANA)
    door.view.undo_asked.emit()
    door.view.reason.choose(0)
    gate = door.world.block()
    door.controller.on_scan(JOSE)
    door.world.qtbot.keyClick(door.view, Qt.Key.Key_Return)
    gate.set()
    door.world.settle()
    assert door.world.kinds() == ["admitted", "refused"]


def test_a_persons_enter_confirms_it(make_door):
    door = make_door()
    door.let_in(ANA)
    door.view.undo_asked.emit()
    door.view.reason.choose(1)
    door.key(Qt.Key.Key_Return)
    assert door.world.kinds() == ["admitted", "undone"]
    assert door.world.entries()[-1].payload["reason"] == "No entró"


def test_a_late_enter_takes_nobody_from_the_search(make_door):
    door = make_door()
    door.view.search_opened.emit()
    door.view.search.type("silva")
    door.world.settle()
    assert len(door.state.hits) == 1
    gate = door.world.block()
    door.controller.on_scan(JOSE)
    door.world.qtbot.keyClick(door.view, Qt.Key.Key_Return)
    gate.set()
    door.world.settle()
    assert [entry.person_id for entry in door.world.entries()] == ["jose"]


def test_the_guard_passes_by_itself(make_door, qtbot):
    door = make_door()
    door.scan(JOSE)
    assert door.view.guard.interval() == 400
    qtbot.waitUntil(lambda: door.view.armed)
    qtbot.keyClick(door.view, Qt.Key.Key_Return)
    assert isinstance(door.state, ReadyState)


# the lock


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_a_locked_door_says_that_it_read_nothing(make_door, problems_of, language):
    door = make_door()
    texts.use(language)
    door.view.lock_asked.emit()
    assert door.state.problem == ""
    state = door.scan(ANA)
    assert state.problem == texts.translate(
        "No se leyó el código: la puerta está bloqueada.", language
    )
    assert door.view.lock.problem.text == state.problem
    assert door.sounds == ["unknown"]
    assert door.world.kinds() == []
    assert problems_of(door.view.lock) == {}


def test_the_lock_forgets_who_was_on_the_screen(make_door):
    door = make_door()
    door.scan(JOSE)
    door.view.lock_asked.emit()
    door.view.override_asked.emit()
    assert isinstance(door.state, LockState)
    door.view.unlock_tried.emit(RIGHT)
    assert isinstance(door.state, ReadyState)
    door.view.override_asked.emit()
    assert isinstance(door.state, ReadyState)


def test_five_wrong_pins_lock_the_lock_for_half_a_minute(make_door):
    door = make_door()
    door.view.lock_asked.emit()
    for _number in range(5):
        door.view.unlock_tried.emit("0000")
        assert door.state.problem == "Ese PIN no es."
    door.view.unlock_tried.emit(RIGHT)
    assert "Espere" in door.state.problem
    assert door.controller.lock.on
    door.controller.tries.pause.stop()
    door.controller.tries.pause.timeout.emit()
    door.view.unlock_tried.emit(RIGHT)
    assert not door.controller.lock.on


def test_the_lock_speaks_the_language_and_keeps_its_problem(make_door):
    door = make_door()
    door.view.lock_asked.emit()
    door.view.unlock_tried.emit("0000")
    texts.use("en")
    QApplication.sendEvent(door.view, QEvent(QEvent.Type.LanguageChange))
    assert door.state.room == "Reunión de CSIRTs (en)"
    assert door.state.problem
    assert door.view.lock.title.text == "Door locked"


def test_what_was_typed_at_the_lock_is_gone_when_it_opens(make_door):
    door = make_door()
    door.view.lock_asked.emit()
    door.view.lock.type("47")
    door.view.unlock_tried.emit(RIGHT)
    assert door.view.lock.pad.field.text == ""


# sound


def test_the_sound_is_muted_by_touch_and_told(make_door, qtbot):
    door = make_door()
    button = door.view.ready.sound
    assert button.height() >= 64
    assert button.text == "Sonido"
    wanted = []
    door.controller.sound_switched.connect(wanted.append)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text, button.icon) == ("Sin sonido", "volume-x")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert (button.text, button.icon) == ("Sonido", "volume-2")
    assert wanted == [False, True]


def test_a_mute_stays_through_scans(make_door):
    door = make_door()
    door.view.sound_pressed.emit()
    door.let_in(ANA, JOSE)
    assert door.view.ready.sound.text == "Sin sonido"


def test_a_station_without_sound_starts_mute(make_door):
    assert make_door(sound=False).view.ready.sound.text == "Sin sonido"


def test_the_touch_reaches_the_loudspeaker(make_door):
    door = make_door()
    sounds = Sounds(on=True)
    door.controller.sound_switched.connect(lambda on: sounds.set_on(on=on))
    door.view.sound_pressed.emit()
    assert not sounds.on


# names leave the screen


def test_the_search_closes_when_nobody_touches_it(make_door):
    door = make_door()
    door.view.search_opened.emit()
    assert door.controller.search.idle.isActive()
    door.view.search.type("silva")
    door.world.settle()
    assert door.state.hits
    assert door.controller.search.idle.interval() == 30_000
    door.controller.search.idle.timeout.emit()
    assert isinstance(door.state, ReadyState)
    assert door.view.search.field.text == ""
    assert not door.controller.search.idle.isActive()


def test_a_scan_ends_the_time_of_the_search(make_door):
    door = make_door()
    door.view.search_opened.emit()
    door.scan(ANA)
    assert not door.controller.search.idle.isActive()
    assert isinstance(door.state, VerdictState)


def test_names_leave_public_rooms_later(make_door):
    door = make_door(change=OPEN)
    door.scan(EVA)
    assert door.controller._private.interval() == 60_000
    door.controller._private.timeout.emit()
    assert (door.state.kind, door.state.name) == ("refuse", "")
    assert door.view.refuse.name.text == ""


def test_a_private_room_forgets_after_five_seconds(make_door):
    door = make_door()
    door.scan(JOSE)
    assert door.controller._private.interval() == 5000


def test_a_pin_half_typed_outlives_the_name(make_door):
    door = make_door()
    door.scan(JOSE)
    door.view.override_asked.emit()
    door.view.reason.choose(0)
    door.view.reason.type("47")
    assert door.state.detail == "José Núñez Ibáñez"
    door.controller._private.timeout.emit()
    assert door.state.detail == ""
    assert door.view.reason.pad.field.text == "47"
    assert door.view.reason.reason == "Invitación de último momento"


def test_a_reason_asked_after_the_time_shows_no_name(make_door):
    door = make_door()
    door.scan(JOSE)
    door.controller._private.timeout.emit()
    door.view.override_asked.emit()
    assert isinstance(door.state, ReasonState)
    assert door.state.detail == ""


def test_a_pin_half_typed_is_wiped_by_the_next_scan(make_door):
    door = make_door()
    door.scan(JOSE)
    door.view.override_asked.emit()
    door.view.reason.type("47")
    door.scan(ANA)
    assert door.view.reason.pad.field.text == ""
    assert door.view.reason.reason == ""
