"""Questions at a door: by touch where a finger can answer, else the way to the desk."""

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.store import answers
from kiosk.ui.door.state import QuestionState, ReadyState, VerdictState
from tests.app.stations.codes import ANA, EVA

SHOTS = Question(
    "1", {"es": "¿Sin fotos?", "en": "No photos?"}, QuestionType.YES_NO, required=True, position=1
)
SEAT = Question(
    "2",
    {"es": "¿Dónde se sienta?"},
    QuestionType.CHOICE,
    position=2,
    options=tuple(Option(str(n), {"es": f"Mesa {n}"}) for n in range(3)),
)
WHY = Question(
    "3", {"es": "¿Avisó?"}, QuestionType.YES_NO, position=3, depends_on="2", depends_values=("2",)
)
TYPED = Question("4", {"es": "¿Teléfono?"}, QuestionType.PHONE, position=4)
MANY = Question(
    "5",
    {"es": "¿País?"},
    QuestionType.CHOICE,
    options=tuple(Option(str(n), {"es": str(n)}) for n in range(7)),
)


@pytest.fixture
def questions():
    return (SHOTS, SEAT, WHY)


@pytest.fixture
def catalogue(questions):
    return Catalogue(questions=questions)


@pytest.fixture
def door(make_door):
    return make_door()


def kept(door):
    found = door.world.ask(lambda ctx: answers.known(ctx.db, ["t-ana"]))
    return {question: text for (_ticket, question), text in found.items()}


def press(door, number):
    door.view.question.options[number].click()
    door.world.settle()
    return door.state


def test_a_door_asks_one_after_the_other_and_then_lets_in(door):
    first = door.scan(ANA)
    assert first == QuestionState(
        word="FALTAN DATOS",
        question="¿Sin fotos?",
        name="Ana Silva Prado",
        options=(("true", "Sí"), ("false", "No")),
    )
    second = press(door, 0)
    assert (second.question, second.skip) == ("¿Dónde se sienta?", "Sin respuesta")
    assert second.name == "Ana Silva Prado"
    assert press(door, 1).kind == "admit"
    assert kept(door) == {"1": "true", "2": "1"}
    assert door.world.kinds() == ["admitted"]
    assert door.sounds == ["ask", "admit"]


def test_an_answer_may_bring_another_question(door):
    door.scan(ANA)
    press(door, 0)
    assert press(door, 2).question == "¿Avisó?"
    assert press(door, 1).kind == "admit"
    assert kept(door) == {"1": "true", "2": "2", "3": "false"}


def test_what_may_stay_open_can_be_skipped(door):
    door.scan(ANA)
    press(door, 0)
    door.view.question.skip.click()
    door.world.settle()
    assert door.state.kind == "admit"
    assert kept(door) == {"1": "true", "2": ""}


def test_an_answer_that_keeps_somebody_out_goes_to_the_desk(door):
    door.scan(ANA)
    press(door, 1)
    state = press(door, 0)
    assert isinstance(state, VerdictState)
    assert (state.kind, state.word) == ("help", "PASE POR LA MESA 3")
    assert state.explanation == "Para pasar, la respuesta tiene que ser sí."
    assert kept(door) == {"2": "0"}


@pytest.mark.parametrize("questions", [(SHOTS, TYPED), (MANY,)], ids=["typed", "too many"])
def test_what_fingers_cannot_answer_goes_to_the_desk(door):
    state = door.scan(ANA)
    assert (state.kind, state.explanation) == (
        "help",
        "Falta una respuesta: lo ayudan en la mesa 3.",
    )
    assert door.world.kinds() == []
    assert door.sounds == ["ask"]


def test_keys_answer_but_enter_does_not(door):
    door.scan(ANA)
    door.key(Qt.Key.Key_Return)
    assert door.state.question == "¿Sin fotos?"
    door.key(Qt.Key.Key_9)
    door.key(Qt.Key.Key_3)
    assert door.state.question == "¿Sin fotos?"
    door.key(Qt.Key.Key_1)
    door.key(Qt.Key.Key_1)
    assert door.state.kind == "admit"


def test_esc_and_the_button_ask_no_more(door):
    for leave in (lambda: door.key(Qt.Key.Key_Escape), door.view.question.cancel.click):
        door.scan(ANA)
        leave()
        assert isinstance(door.state, ReadyState)
    door.view.question_answered.emit("true")
    assert isinstance(door.state, ReadyState)
    assert door.world.kinds() == []


def test_another_scan_takes_the_place_of_the_question(door):
    door.scan(ANA)
    assert door.scan(EVA).kind == "refuse"
    door.view.question_answered.emit("true")
    assert door.world.kinds() == ["refused"]


def test_the_name_goes_after_a_while_and_the_question_stays(door):
    door.scan(ANA)
    door.controller.hide_names()
    assert (door.state.name, door.state.question) == ("", "¿Sin fotos?")
    assert press(door, 0).name == ""
    assert door.view.question.name.text == ""


def test_the_question_follows_the_language(door):
    door.scan(ANA)
    from kiosk import texts

    texts.use("en")
    try:
        door.view.language_changed.emit()
        assert door.state.question == "No photos?"
    finally:
        texts.use("es")


def test_an_exit_asks_nothing(door):
    door.view.direction_chosen.emit("exit")
    assert door.scan(ANA).kind == "admit"


def test_whoever_answered_is_not_asked_again(door):
    door.scan(ANA)
    press(door, 0)
    press(door, 0)
    assert door.scan(ANA).kind == "ask"
    assert isinstance(door.state, VerdictState)
