"""The access page draws what it is told, in every theme and size, and tells what was pressed."""

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.desk.access_page import AccessPage
from kiosk.ui.desk.state import (
    AccessState,
    DeskState,
    ReasonState,
    RoomAnswer,
    RowState,
    StepLine,
    StepState,
)
from kiosk.ui.desk.step_list import Mark
from kiosk.ui.widgets.chip import ChipData, Tone
from kiosk.ui.widgets.paragraph import Paragraph

STEPS = (
    StepState(
        "No le corresponde entrar",
        met=False,
        lines=(
            StepLine("Solo para: Becario/a, Orador/a.", met=False),
            StepLine("o bien", apart=True),
            StepLine("Hace falta una invitación: su nombre no figura en la lista.", met=False),
        ),
    ),
    StepState("Abierto a esa hora", met=True, lines=(StepLine("Es después de las 08:40.", True),)),
    StepState("No cumple las reglas", met=None),
    *(StepState(name, met=True) for name in ("Inscripción vigente", "Sin bloqueos", "Aprobada")),
)
ANSWER = RoomAnswer(
    "Sesión del Programa de Becas",
    "martes 6 de octubre, 14:05",
    Tone.BAD,
    "NO LE CORRESPONDE",
    "Sesión del Programa de Becas es solo para: Becario/a.",
    STEPS,
    "Pida una invitación a la organización.",
    invite="Invitar a este punto",
)
STATE = AccessState(
    name="José Núñez Ibáñez",
    detail="Cooperativa Bahía Net · Uruguay",
    days=(("", "Ahora"), *((f"2026-10-0{n}", f"mar {n}") for n in range(5, 10))),
    day="2026-10-06",
    time="14:05",
    rooms=tuple(
        RowState(
            f"room-{n}", f"Sala {n}", "sin horario", state=ChipData("No: llena", Tone.BAD, "x")
        )
        for n in range(19)
    ),
    room=2,
    answer=ANSWER,
)
QUESTION = ReasonState(
    "¿Por qué invitar a José?", "Queda anotado.", (("Uno", ""),) * 3, "Invitar", "check"
)
STATES = {
    "empty": AccessState(days=STATE.days),
    "refused": STATE,
    "admitted": AccessState(name="Ana", rooms=STATE.rooms, answer=RoomAnswer(
        "Foro", "Ahora, 09:14", Tone.OK, "ADMITIDO", "Puede pasar a Foro.", STEPS[3:]
    )),
    "asked": AccessState(name="Ana", rooms=STATE.rooms, answer=ANSWER, question=QUESTION),
    "wrong time": AccessState(name="Ana", days=STATE.days, day="2026-10-06", time="2",
                              problem="Escriba la hora así: 14:05", rooms=STATE.rooms),
}  # fmt: skip


@pytest.fixture
def page(qtbot):
    made = AccessPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1864, 900)
    made.show()
    qtbot.waitExposed(made)
    return made


def draw(page, state, *, busy=False):
    page.draw(DeskState(access=state, busy=busy))


@pytest.mark.parametrize("chosen", Theme)
def test_every_state_draws_in_every_theme(page, qapp, chosen):
    stylesheet.apply(qapp, chosen)
    for state in STATES.values():
        for size in ((1864, 900), (1334, 610), (1000, 480)):
            page.resize(*size)
            page.set_compact(compact=size[1] < 800)
            draw(page, state)
            right = page._right.mapTo(page, page._right.rect().center())
            shot = page.grab().toImage()
            assert shot.pixelColor(right.x(), 2).name().upper() in {
                theme.current().surface.upper(), theme.current().border.upper(),
            }  # fmt: skip


def test_objections_are_told_in_full_and_the_rest_in_two_columns(page):
    draw(page, STATE)
    words = [text.text() for text in page.answer.steps.findChildren(Paragraph)]
    marks = page.answer.steps.findChildren(Mark)

    assert "o bien" in words
    assert "Solo para: Becario/a, Orador/a." in words
    assert len(marks) == len(STEPS) + 3
    lefts = {
        text.mapTo(page.answer.steps, text.rect().topLeft()).x()
        for text in page.answer.steps.findChildren(Paragraph)
        if text.text() in ("Inscripción vigente", "Aprobada")
    }
    assert len(lefts) == 2


def test_the_same_state_draws_nothing_anew(page):
    draw(page, STATE)
    inside = page.answer.steps.widget()
    draw(page, STATE)

    assert page.answer.steps.widget() is inside


def test_buttons_that_do_not_apply_are_hidden(page):
    draw(page, STATE)
    assert page.answer.invite.isVisible()
    assert not page.answer.withdraw.isVisible()
    draw(page, STATES["admitted"])
    assert not page.answer.invite.isVisible()
    assert not page.answer.way.isVisible()


def test_while_busy_nothing_can_be_pressed(page):
    draw(page, STATE, busy=True)
    assert not page.answer.invite.isEnabled()
    draw(page, STATE)
    assert page.answer.invite.isEnabled()


def test_typed_time_and_chosen_day_are_told(page, qtbot):
    draw(page, STATE)
    moment = page.person.moment
    with qtbot.waitSignal(moment.time_edited) as typed:
        qtbot.keyClick(moment.time, Qt.Key.Key_Backspace)
    with qtbot.waitSignal(moment.day_chosen) as day:
        qtbot.keyClick(moment.days, Qt.Key.Key_Right)

    assert typed.args == ["14:0"]
    assert day.args == ["2026-10-07"]


def test_a_problem_stands_under_the_time(page):
    draw(page, STATES["wrong time"])
    assert page.person.moment.problem.isVisible()
    draw(page, STATE)
    assert not page.person.moment.problem.isVisible()


def test_a_click_on_a_room_tells_its_number(page, qtbot):
    draw(page, STATE)
    rooms = page.person.rooms
    place = rooms.visualRect(rooms.rows.index(3, 0)).center()
    with qtbot.waitSignal(page.room_chosen) as chosen:
        qtbot.mouseClick(rooms.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [3]


def test_digits_answer_the_question_and_enter_confirms(page, qtbot):
    draw(page, STATES["asked"])
    with qtbot.waitSignal(page.reason_chosen) as reason:
        qtbot.keyClick(page.box.line, Qt.Key.Key_2)
    with qtbot.waitSignal(page.confirmed):
        qtbot.keyClick(page.box.line, Qt.Key.Key_Return)

    assert reason.args == [1]
    assert page.box.text() == ""


def test_without_a_question_enter_takes_the_person(page, qtbot):
    draw(page, STATE)
    with qtbot.waitSignal(page.entered):
        qtbot.keyClick(page.box.line, Qt.Key.Key_Return)
