"""Questions at check-in at a real desk: asked in the card, tried again, printed as it would have."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.event import Event
from kiosk.domain.people import Person
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.services.check_in import ScanRequest, scan
from kiosk.store import answers, prints
from kiosk.texts import use
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.question_state import Input
from tests.app.desk.conftest import EVENT

CHECK = Question(
    "1",
    {"es": "¿Documento verificado?", "en": "ID checked?"},
    QuestionType.YES_NO,
    identifier="IDCHECK",
    required=True,
    position=1,
)
MEAL = Question(
    "2",
    {"es": "Comida"},
    QuestionType.CHOICE,
    shown=True,
    position=2,
    options=(Option("7", {"es": "Vegetariana"}), Option("8", {"es": "Común"})),
)
ALLERGY = Question(
    "3", {"es": "¿Alergia?"}, position=3, required=True, depends_on="2", depends_values=("7",)
)


@pytest.fixture
def event() -> Event:
    return replace(EVENT, catalogue=Catalogue(questions=(CHECK, MEAL, ALLERGY)))


def answer(desk, **texts: str) -> None:
    rows = desk.view.questions.form.rows
    for question, text in texts.items():
        rows[question.removeprefix("q")].box.set_value(text)


def kept(desk, person_id: str) -> dict[str, str]:
    found = desk.read(lambda ctx: answers.known(ctx.db, [f"t-{person_id}"]))
    return {question: text for (_ticket, question), text in found.items()}


def printed(desk, person_id: str) -> int:
    return len(desk.read(lambda ctx: prints.of_person(ctx.db, person_id)))


def shown_problem(desk, question: str) -> str:
    return desk.view.questions.form.rows[question].problem.text()


def test_a_scan_asks_before_anything_is_recorded(desk) -> None:
    desk.scan("code-jose")

    assert (desk.page, desk.mode) == (Page.SEARCH, CardMode.QUESTIONS)
    assert desk.view.questions.title.text() == "José Núñez Ibáñez"
    assert list(desk.view.questions.form.values()) == ["1", "2"]
    assert desk.focused() is desk.view.questions.form.rows["1"].box
    assert desk.kinds("jose") == []


def test_enter_checks_in_with_the_answers_and_prints(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true", q2="8")

    desk.press(Qt.Key.Key_Return)

    assert desk.kinds("jose")[0] == "admitted"
    assert kept(desk, "jose") == {"1": "true", "2": "8"}
    assert printed(desk, "jose") == 1
    assert desk.mode is CardMode.EMPTY
    assert "José Núñez Ibáñez" in desk.message
    assert desk.view.questions.form.values() == {}


def test_the_keyboard_alone_is_enough(desk) -> None:
    desk.type("joao")
    desk.press(Qt.Key.Key_Return)
    assert desk.mode is CardMode.QUESTIONS
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)

    assert kept(desk, "joao") == {"1": "true", "2": "8"}
    assert "admitted" in desk.kinds("joao")


def test_the_button_does_the_same(desk, qtbot) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true")
    qtbot.mouseClick(desk.view.questions.confirm, Qt.MouseButton.LeftButton)
    desk.idle()

    assert kept(desk, "jose") == {"1": "true", "2": ""}
    assert printed(desk, "jose") == 1


def test_a_wrong_answer_comes_back_with_its_problem_and_the_others_are_kept(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="false", q2="7")

    desk.press(Qt.Key.Key_Return)

    assert desk.mode is CardMode.QUESTIONS
    assert "sí" in shown_problem(desk, "1")
    assert desk.view.questions.form.values() == {"1": "false", "3": ""}
    assert desk.focused() is desk.view.questions.form.rows["1"].box
    assert kept(desk, "jose") == {"2": "7"}
    assert printed(desk, "jose") == 0


def test_an_answer_brings_another_question_at_once(desk, qtbot) -> None:
    desk.scan("code-jose")
    form = desk.view.questions.form
    assert not form.rows["3"].isVisible()
    qtbot.keyClick(form.rows["2"].box, Qt.Key.Key_Space)

    assert form.rows["3"].isVisible()
    assert form.values() == {"1": "", "2": "7", "3": ""}
    qtbot.keyClick(form.rows["2"].box, Qt.Key.Key_Right)
    assert form.values() == {"1": "", "2": "8"}


def test_what_the_answer_brought_may_still_wait(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true", q2="7")
    desk.press(Qt.Key.Key_Return)
    assert list(desk.view.questions.form.rows) == ["3"]
    assert shown_problem(desk, "3")
    answer(desk, q3="maní")
    desk.press(Qt.Key.Key_Return)

    assert kept(desk, "jose") == {"1": "true", "2": "7", "3": "maní"}
    assert printed(desk, "jose") == 1


def test_without_printing_stays_without_printing(desk) -> None:
    desk.type("joao")
    desk.press(Qt.Key.Key_F3)
    answer(desk, q1="true")
    desk.press(Qt.Key.Key_Return)

    assert "admitted" in desk.kinds("joao")
    assert printed(desk, "joao") == 0


def test_esc_goes_back_to_the_person_and_loses_no_answer(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q2="7")
    desk.press(Qt.Key.Key_Escape)

    assert desk.mode is CardMode.PERSON
    assert desk.view.card.main.isEnabled()
    desk.press(Qt.Key.Key_Return, desk.view)
    assert desk.mode is CardMode.QUESTIONS
    assert desk.view.questions.form.values() == {"1": "", "2": "7", "3": ""}


def test_another_person_gets_an_empty_form(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true", q2="7")

    desk.scan("code-joao")

    assert desk.view.questions.form.values() == {"1": "", "2": ""}
    assert "José Núñez Ibáñez" in desk.message


def test_nothing_is_said_of_an_empty_form_that_is_left(desk) -> None:
    desk.scan("code-jose")
    desk.scan("code-joao")

    assert desk.message == ""


def test_function_keys_wait_while_something_is_asked(desk) -> None:
    desk.scan("code-jose")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F4, Qt.Key.Key_F8):
        desk.press(key)

    assert desk.mode is CardMode.QUESTIONS
    assert desk.kinds("jose") == []


def test_somebody_in_charge_admits_without_the_answers(desk) -> None:
    desk.scan("code-jose")
    desk.view.questions.override.click()
    assert desk.mode is CardMode.REASON
    desk.press(Qt.Key.Key_1)
    desk.press(Qt.Key.Key_Return)

    assert "overridden" in desk.kinds("jose")
    assert kept(desk, "jose") == {}


def test_whoever_is_in_already_is_not_asked(desk) -> None:
    request = ScanRequest(person_id="jose", checkpoint="main", questions_supported=False)
    desk.in_store(lambda ctx: scan(ctx, request))

    desk.scan("code-jose")

    assert desk.page is Page.ALREADY


def test_a_walk_in_is_asked_too(desk) -> None:
    desk.press(Qt.Key.Key_F4)
    form = desk.view.walk_in.form
    form.given.set_text("Rosa")
    form.family.set_text("Paz")
    form.email.set_text("rosa@paz.example")
    form.organisation.set_text("Paz S.A.")
    form.country.set_value("UY")
    desk.view.walk_in_submitted.emit(form.data())
    desk.idle()

    assert desk.mode is CardMode.QUESTIONS
    assert desk.view.questions.title.text() == "Rosa Paz"


def test_the_card_shows_the_answers_that_staff_should_see(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true", q2="8")
    desk.press(Qt.Key.Key_Return)

    desk.scan("code-jose")

    assert ("tag", "Comida: Común") in desk.view._state.card.facts


def test_the_form_follows_the_language_and_keeps_what_is_typed(desk) -> None:
    desk.scan("code-jose")
    answer(desk, q1="true")
    try:
        use("en")
        desk.controller.render()

        assert desk.view.questions.form.rows["1"].label.text() == "ID checked? *"
        assert desk.view.questions.form.values()["1"] == "true"
    finally:
        use("es")


@pytest.mark.parametrize("kind", [str(kind) for kind in QuestionType])
def test_every_type_has_its_box(desk, kind: str) -> None:
    question = Question("9", {"es": "¿?"}, QuestionType(kind), options=MEAL.options)
    desk.add(Person("rita", "Rita"))
    event = replace(EVENT, catalogue=Catalogue(questions=(question,)))
    desk.in_store(lambda ctx: object.__setattr__(ctx, "event", event))
    desk.scan("code-rita")

    field = desk.view._state.questions.fields[0]
    expected = {
        "T": Input.LINES,
        "B": Input.ONE,
        "C": Input.ONE,
        "M": Input.MANY,
        "CC": Input.LIST,
        "F": Input.FILE,
    }
    assert field.input is expected.get(kind, Input.LINE)
    desk.press(Qt.Key.Key_Return, desk.view)
    assert "admitted" in desk.kinds("rita")
    assert kept(desk, "rita") == {"9": ""}
