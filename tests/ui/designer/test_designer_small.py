"""The designer in the smallest windows, in every language, and by keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.ui.designer.page import DesignerPage
from kiosk.ui.designer.state import Ask, FieldState, GroupState, Input, ProblemState, QuestionState
from tests.ui.designer.test_designer_page import STATE
from tests.ui.seen import controls, nameless, settle, tab_stops, troubles

MANY = FieldState(
    "when.roles", "Roles", Input.MANY, ("a", "gone"), (("a", "Asistente"), ("b", "Prensa"))
)
COLOR = FieldState("color", "Color", Input.COLOR, "#0C1B26")
SIZE = FieldState("size", "Tamaño", Input.NUMBER, 5.0, low=1, high=20, unit="mm", wide=False)
QUESTION = QuestionState(
    "¿Guardar los cambios?", ((Ask.STAY, "Seguir aquí"), (Ask.SAVE, "Guardar"))
)
NAMED = QuestionState("Guardar como", ((Ask.STAY, "Volver"), (Ask.SAVE, "Guardar")), field="a6-2")
LONG = "El elemento «Organización» se sale del borde de la credencial por abajo y por la derecha. "
STATES = {
    "ordinary": STATE,
    "asks": replace(STATE, question=QUESTION),
    "asks for a name": replace(STATE, question=NAMED),
    "problems": replace(STATE, problems=tuple(ProblemState(LONG, n == 0, n) for n in range(5))),
    "busy": replace(STATE, busy=True),
    "used here": replace(STATE, used_here=True, dirty=False),
    "nothing yet": replace(STATE, ready=False, frames=(), groups=(), chosen=None),
}


@pytest.fixture
def page(qtbot):
    made = DesignerPage()
    qtbot.addWidget(made)
    made.set_compact(compact=True)
    made.resize(992, 548)
    made.show()
    made.show_state(STATE)
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def told(page):
    seen = []
    page.property_set.connect(lambda *args: seen.append(args))
    page.answered.connect(lambda *args: seen.append(args))
    return seen


def fields(*shown):
    return replace(STATE, groups=(GroupState("Letra", shown),))


@pytest.mark.parametrize("language", ["es", "pt", "en"])
@pytest.mark.parametrize("size", [(992, 548), (1248, 648)], ids=["1024x700", "1280x800"])
def test_no_word_is_cut_and_nothing_lies_over_another(page, size, language):
    page.resize(*size)
    texts.use(language)
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    found = {}
    for name, state in STATES.items():
        page.show_state(state)
        settle()
        found[name] = troubles(page)

    assert {name: said for name, said in found.items() if said} == {}


def test_tab_leads_to_everything_that_can_be_used_and_all_has_a_name(page, qtbot):
    lost = {}
    for name, state in STATES.items():
        page.show_state(state)
        settle()
        stops = tab_stops(page, qtbot)
        lost[name] = [type(one).__name__ for one in controls(page) if one not in stops]
        lost[name] += nameless(page)

    assert {name: said for name, said in lost.items() if said} == {}


def test_ticks_follow_the_language_for_eyes_and_ears(page):
    page.show_state(fields(MANY))
    english = replace(MANY, options=(("a", "Attendee"), ("b", "Press")))
    page.show_state(fields(english))
    ticks = page.properties.inputs["when.roles"].ticks

    assert [tick.text() for tick in ticks.values()] == ["Attendee", "Press"]
    assert [tick.accessibleName() for tick in ticks.values()] == ["Attendee", "Press"]


def test_a_tick_keeps_what_this_event_does_not_know(page, told, qtbot):
    page.show_state(fields(MANY))
    ticks = page.properties.inputs["when.roles"].ticks
    qtbot.keyClick(ticks["b"], Qt.Key.Key_Space)
    qtbot.keyClick(ticks["a"], Qt.Key.Key_Return)

    assert told == [("when.roles", ("a", "b", "gone")), ("when.roles", ("b", "gone"))]


def test_a_swatch_is_pressed_by_keyboard_and_tells_its_colour(page, told, qtbot):
    page.show_state(fields(COLOR))
    swatches = page.properties.inputs["color"].swatches
    for swatch in swatches:
        qtbot.keyClick(swatch, Qt.Key.Key_Space)

    assert told == [("color", swatch.color) for swatch in swatches]
    assert len({swatch.accessibleName() for swatch in swatches}) == len(swatches)


def test_another_colour_from_outside_is_shown_and_tells_nothing(page, told):
    page.show_state(fields(COLOR))
    page.show_state(fields(replace(COLOR, value="#FFC53D")))
    shown = page.properties.inputs["color"]

    assert shown.line.text() == "#FFC53D"
    assert shown._mark.grab().toImage().pixelColor(20, 20).name().upper() == "#FFC53D"
    assert told == []


@pytest.mark.parametrize(
    ("key", "value"), [(Qt.Key.Key_Up, 5.5), (Qt.Key.Key_Down, 4.5)], ids=["up", "down"]
)
def test_arrows_change_a_number_by_a_step(page, told, qtbot, key, value):
    page.show_state(fields(SIZE))
    qtbot.keyClick(page.properties.inputs["size"].line, key)

    assert told == [("size", value)]


@pytest.mark.parametrize(
    ("value", "key"), [(20.0, Qt.Key.Key_Up), (1.0, Qt.Key.Key_Down)], ids=["top", "foot"]
)
def test_at_its_limit_an_arrow_tells_nothing(page, told, qtbot, value, key):
    page.show_state(fields(replace(SIZE, value=value)))
    qtbot.keyClick(page.properties.inputs["size"].line, key)

    assert told == []


def test_enter_gives_the_last_answer_and_escape_stays(page, told, qtbot):
    page.show_state(replace(STATE, question=NAMED))
    page.ask.line.setText("a6-nuevo")
    qtbot.keyClick(page.ask.line, Qt.Key.Key_Return)
    qtbot.keyClick(page.ask.line, Qt.Key.Key_Escape)

    assert told == [(Ask.SAVE, "a6-nuevo"), (Ask.STAY, "")]


def test_another_question_leaves_no_button_of_the_one_before(page):
    page.show_state(replace(STATE, question=QUESTION))
    three = QuestionState("¿Y ahora?", ((Ask.STAY, "A"), (Ask.DISCARD, "B"), (Ask.REPLACE, "C")))
    page.show_state(replace(STATE, question=three))
    settle()

    assert list(page.ask.buttons) == [Ask.STAY, Ask.DISCARD, Ask.REPLACE]
    assert not page.ask.line.isVisible()
    assert troubles(page) == []


def test_the_chosen_side_and_person_stay_when_the_language_changes(page):
    page.show_state(replace(STATE, side="back", chosen=3))
    texts.use("en")
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))

    assert page.stage.sides.values() == ("back",)
    assert page.head.people.currentText() == "Ana"
    assert page.head.save.text() == "Save"
