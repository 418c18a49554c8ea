"""The designer's page alone: it draws its state, and tells what was done on it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from kiosk.domain.settings import Theme
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.page import DesignerPage
from kiosk.ui.designer.state import (
    Ask,
    DesignerState,
    FieldState,
    FrameState,
    GroupState,
    Input,
    ProblemState,
    QuestionState,
)

FRAMES = (
    FrameState(0, "front", Rect(0, 0, 105, 30), "Recuadro", "box", "square"),
    FrameState(1, "front", Rect(10, 40, 60, 20), "Nombre", "text", "type"),
    FrameState(
        2, "front", Rect(10, 80, 30, 30), "Código QR", "code", "qr-code", least=10, square=True
    ),
    FrameState(3, "back", Rect(10, 40, 60, 20), "Programa", "programme", "calendar"),
)
GROUPS = (
    GroupState(
        "Letra",
        (
            FieldState("size", "Tamaño", Input.NUMBER, 5.0, low=1, high=20, unit="mm", wide=False),
            FieldState(
                "weight", "Grosor", Input.CHOICE, "600", (("500", "Fina"), ("600", "Media"))
            ),
            FieldState("text.es", "Español", Input.TEXT, "Hola"),
            FieldState("color", "Color", Input.COLOR, "#0C1B26"),
            FieldState("when.roles", "Roles", Input.MANY, ("a", "gone"), (("a", "A"), ("b", "B"))),
        ),
    ),
)
STATE = DesignerState(
    ready=True,
    name="a6",
    layouts=(("a6", "a6"), ("cr80", "cr80")),
    people=(("one", "Ana"), ("two", "Beto")),
    person="one",
    sides=("front", "back"),
    frames=FRAMES,
    chosen=1,
    groups=GROUPS,
    dirty=True,
    can_undo=True,
    addable=(("text", "type", "Dato"), ("code", "qr-code", "QR")),
)


@pytest.fixture
def page(qtbot):
    made = DesignerPage()
    qtbot.addWidget(made)
    made.resize(1280, 700)
    made.show_state(STATE)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def told(page):
    """What the page says was done, in order."""
    seen = []
    for name in (
        "layout_chosen", "person_chosen", "person_searched", "side_chosen", "element_chosen",
        "placed", "nudged", "property_set", "added", "removal_wanted", "raised", "undone",
        "redone", "saved", "saved_as", "used", "answered",
    ):  # fmt: skip
        getattr(page, name).connect(lambda *args, name=name: seen.append((name, *args)))
    return seen


def spot(page, x, y):
    canvas = page.stage.canvas
    sheet, scale = canvas.sheet(), canvas._scale
    return QPoint(round(sheet.x() + x * scale), round(sheet.y() + y * scale))


def test_the_sheet_keeps_its_proportions_at_any_size(page, qtbot):
    for size in ((1000, 560), (1600, 900), (1280, 700)):
        page.resize(*size)
        qtbot.wait(0)
        sheet = page.stage.canvas.sheet()
        assert sheet.width() / sheet.height() == pytest.approx(105 / 148, abs=0.01)
        assert page.stage.canvas.rect().contains(sheet.toAlignedRect())


def test_only_the_shown_side_can_be_taken(page):
    assert [one.index for one in page.stage.canvas.frames()] == [0, 1, 2]
    page.show_state(replace(STATE, side="back", chosen=3))
    assert page.stage.canvas.chosen().title == "Programa"


def test_a_drag_that_is_let_go_by_escape_moves_nothing(page, told):
    canvas = page.stage.canvas
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=spot(page, 30, 50))

    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=spot(page, 60, 50))

    assert told == []


def test_a_press_and_release_on_the_spot_chooses_and_places_nothing(page, told):
    QTest.mouseClick(page.stage.canvas, Qt.MouseButton.LeftButton, pos=spot(page, 25, 95))

    assert told == [("element_chosen", 2)]


def test_the_right_button_takes_nothing(page, told):
    QTest.mouseClick(page.stage.canvas, Qt.MouseButton.RightButton, pos=spot(page, 25, 95))

    assert told == []


@pytest.mark.parametrize(
    ("button", "name"),
    [("undo", "undone"), ("save", "saved"), ("save_as", "saved_as")],
)
def test_the_buttons_of_the_upper_row_tell_their_own(page, told, button, name):
    getattr(page.head, button).click()

    assert told == [(name,)]


def test_what_cannot_be_done_now_cannot_be_pressed(page):
    assert not page.head.redo.isEnabled()
    assert not page.head.use.isEnabled()  # what is not saved is not printed with
    page.show_state(replace(STATE, dirty=False, can_undo=False))
    assert not page.head.save.isEnabled()
    assert not page.head.undo.isEnabled()
    assert page.head.use.isEnabled()
    page.show_state(replace(STATE, busy=True))
    assert not page.properties.isEnabled()
    assert not page.elements.remove.isEnabled()
    assert not page.head.save_as.isEnabled()


def test_properties_tell_their_key_and_value(page, told):
    inputs = page.properties.inputs
    inputs["text.es"].line.setFocus()
    QTest.keyClicks(inputs["text.es"].line, "!")
    inputs["size"].line.setFocus()
    QTest.keyClick(inputs["size"].line, Qt.Key.Key_Up)
    inputs["weight"].box.activated.emit(0)
    inputs["color"].swatches[1].click()
    inputs["when.roles"].ticks["b"].click()

    assert told == [
        ("property_set", "text.es", "Hola!"),
        ("property_set", "size", 5.5),
        ("property_set", "weight", "500"),
        ("property_set", "color", "#FFFFFF"),
        ("property_set", "when.roles", ("a", "b", "gone")),
    ]


@pytest.mark.parametrize(
    ("typed", "value"), [("7,25", 7.25), ("99", 20.0), ("3 mm", 3.0), ("-4", 1.0)]
)
def test_numbers_are_read_as_they_are_written_and_kept_within_their_limits(
    page, told, typed, value
):
    line = page.properties.inputs["size"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert told == [("property_set", "size", value)]


@pytest.mark.parametrize("typed", ["", "nan", "inf", "1e999x", "doce"])
def test_what_is_no_number_is_told_to_nobody(page, told, typed):
    line = page.properties.inputs["size"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, typed)
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert told == []
    assert line.text() == "5 mm"


def test_a_colour_is_typed_with_or_without_its_mark(page, told):
    line = page.properties.inputs["color"].line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "ffc53d")
    QTest.keyClick(line, Qt.Key.Key_Return)

    assert told == [("property_set", "color", "#FFC53D")]


def test_inputs_stay_while_the_same_is_shown_and_keep_the_cursor(page):
    line = page.properties.inputs["text.es"].line
    line.setCursorPosition(2)

    page.show_state(replace(STATE, said="algo"))

    assert page.properties.inputs["text.es"].line is line
    assert line.cursorPosition() == 2


def test_a_question_takes_the_keyboard_and_gives_it_back(page, told):
    answers = ((Ask.STAY, "Cancelar"), (Ask.SAVE, "Guardar"))
    page.show_state(replace(STATE, question=QuestionState("¿Nombre?", answers, "A6")))
    page.activateWindow()
    assert page.ask.line.text() == "A6"

    page.ask.line.setText("mía")
    page.ask.buttons[Ask.SAVE].click()
    page.show_state(STATE)

    assert told == [("answered", Ask.SAVE, "mía")]
    assert not page.ask.isVisible()
    assert page.focusWidget() is page.stage.canvas


def test_problems_are_lines_and_more_than_three_are_counted(page, told):
    problems = tuple(ProblemState(f"Algo {n}", severe=n < 1, index=n) for n in range(5))
    page.show_state(replace(STATE, problems=problems))

    assert page.stage.problems.texts() == ["Algo 0", "Algo 1", "Algo 2", "Y 2 observaciones más"]
    page.stage.problems.rows[1].click()
    assert told == [("element_chosen", 1)]


@pytest.mark.parametrize(
    ("changes", "words"),
    [({}, "Bien: el QR se lee a 203 ppp."), ({"checking": True}, "Probando en papel…")],
    ids=["tried", "being tried"],
)
def test_a_good_layout_is_said_to_be_good_once_it_was_tried(page, changes, words):
    page.show_state(replace(STATE, **changes))

    assert page.stage.problems.texts() == [words]


def test_the_list_is_worked_with_keys_alone(page, told):
    page.activateWindow()
    page.enter()
    elements = page.elements.list
    QTest.keyClick(elements, Qt.Key.Key_Down)
    QTest.keyClick(elements, Qt.Key.Key_Delete)
    QTest.keyClick(elements, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)

    assert told == [("element_chosen", 0), ("removal_wanted",), ("raised", 1)]


def test_sides_are_switched_and_people_and_layouts_chosen(page, told):
    page.stage.sides.set_values(("back",))
    page.stage.sides.changed.emit()
    page.head.layouts.activated.emit(1)
    page.head.people.activated.emit(1)
    page.head.search.setText("carla")
    page.head.search.returnPressed.emit()

    assert ("side_chosen", "back") in told
    assert ("layout_chosen", "cr80") in told
    assert ("person_chosen", "two") in told
    assert ("person_searched", "carla") in told


@pytest.mark.parametrize("compact", [True, False], ids=["small", "large"])
@pytest.mark.parametrize("theme", list(Theme))
def test_it_fits_its_window_in_every_theme(page, dress, qtbot, theme, compact):
    dress(theme)
    page.set_compact(compact=compact)
    size = (1248, 640) if compact else (1864, 890)
    page.resize(*size)
    qtbot.wait(0)

    assert (page.width(), page.height()) == size
    for part in (page.head, page.elements, page.stage, page._side):
        assert page.rect().contains(part.geometry())
    right = max(button.geometry().right() for button in (page.head.save, page.head.use))
    assert right < page.head.width()
    assert not page.grab().isNull()


@pytest.mark.parametrize("lang", ["es", "pt", "en"])
def test_no_word_of_the_upper_row_is_cut_on_a_small_screen(page, qtbot, lang):
    from kiosk.texts import use

    use(lang)
    page.set_compact(compact=True)
    page.resize(1248, 640)
    page.retranslate()
    qtbot.wait(0)

    for button in (page.head.use, page.head.save_as, page.head.save):
        assert button.width() >= button.minimumSizeHint().width()
