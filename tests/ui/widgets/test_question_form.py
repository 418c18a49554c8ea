"""The question form: a box for every kind, words that change, answers that stay."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.focus_ring import FocusRing
from kiosk.ui.widgets.question_form import QuestionForm
from kiosk.ui.widgets.question_inputs import TARGET, OneInput
from kiosk.ui.widgets.question_state import Input, QuestionField
from kiosk.ui.widgets.segments import Segments

YES_NO = (("true", "Sí"), ("false", "No"))
MEALS = (("any", "Común"), ("veg", "Vegetariana"), ("gf", "Sin gluten"), ("no", "Ninguna"))
FIELDS = (
    QuestionField("check", "¿Documento?", Input.ONE, required=True, options=YES_NO),
    QuestionField("meal", "Comida", Input.LIST, options=MEALS),
    QuestionField("days", "Días", Input.MANY, options=MEALS),
    QuestionField("size", "Talla", Input.LINE, example="Ej.: M"),
    QuestionField("note", "Nota", Input.LINES),
    QuestionField("photo", "Foto", Input.FILE),
)
EMPTY = dict.fromkeys(["check", "meal", "days", "size", "note", "photo"], "")
GIVEN = {
    "check": "true",
    "meal": "veg",
    "days": "any,no",
    "size": "XL",
    "note": "dos\nlíneas",
    "photo": "/fotos/ana.jpg",
}


class Window(QWidget):
    """Counts the keys that the form leaves to its window."""

    def __init__(self) -> None:
        super().__init__()
        self.form = QuestionForm()
        self.keys: list[int] = []
        column = QVBoxLayout(self)
        column.addWidget(self.form)
        self.ring = FocusRing(self)

    def keyPressEvent(self, event) -> None:  # noqa: N802  Qt's name
        self.keys.append(event.key())


@pytest.fixture
def window(qtbot) -> Window:
    made = Window()
    qtbot.addWidget(made)
    made.resize(700, 900)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.form.show_fields("ana", FIELDS)
    return made


@pytest.fixture
def form(window: Window) -> QuestionForm:
    return window.form


def test_nothing_is_answered_beforehand(form: QuestionForm) -> None:
    assert form.values() == EMPTY
    assert list(form.values()) == [field.id for field in FIELDS]


def test_every_box_begins_with_what_was_given(form: QuestionForm) -> None:
    form.show_fields("eva", tuple(replace(f, value=GIVEN[f.id]) for f in FIELDS))

    assert form.values() == GIVEN


def test_a_value_that_is_not_offered_chooses_none(form: QuestionForm) -> None:
    form.show_fields("eva", tuple(replace(f, value="?") for f in FIELDS[:3]))

    assert form.values() == {"check": "", "meal": "", "days": ""}


def test_answers_stay_while_words_and_questions_change(form: QuestionForm) -> None:
    for question, text in GIVEN.items():
        form.rows[question].box.set_value(text)
    english = (("true", "Yes"), ("false", "No"))
    less = (replace(FIELDS[0], label="ID?", options=english, problem="Must be yes."), *FIELDS[2:])

    form.show_fields("ana", less)

    assert form.values() == {k: v for k, v in GIVEN.items() if k != "meal"}
    assert form.rows["check"].problem.text() == "Must be yes."
    assert form.rows["check"].problem.isVisible()
    assert form.rows["check"].box.accessibleDescription() == "Must be yes."


def test_of_another_person_nothing_stays(form: QuestionForm) -> None:
    form.rows["size"].box.set_value("XL")

    form.show_fields("eva", FIELDS)

    assert form.values() == EMPTY


def test_a_question_that_is_asked_otherwise_gets_another_box(form: QuestionForm) -> None:
    form.rows["size"].box.set_value("XL")

    form.show_fields("ana", (replace(FIELDS[3], input=Input.ONE, options=YES_NO),))

    assert isinstance(form.rows["size"].box, OneInput)
    assert form.values() == {"size": ""}


def test_keyboard_alone_answers_everything(qtbot, window: Window, form: QuestionForm) -> None:
    form.focus_first()
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(window.focusWidget(), "Veg")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)  # over the second row of days
    qtbot.keyClicks(window.focusWidget(), "M")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    qtbot.keyClicks(window.focusWidget(), "hola")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(window.focusWidget(), "otra")

    assert form.values() == {
        "check": "true",
        "meal": "veg",
        "days": "any,veg",
        "size": "M",
        "note": "hola\notra",
        "photo": "",
    }


@pytest.mark.parametrize("question", list(EMPTY)[:-1])
@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape], ids=["enter", "esc"])
def test_enter_and_esc_are_the_window_s(qtbot, window: Window, question: str, key) -> None:
    box = window.form.rows[question].box
    box.setFocus()

    qtbot.keyClick(window.focusWidget(), key)

    assert window.keys == [key]
    assert window.form.values() == EMPTY


def test_enter_on_the_file_button_presses_it_as_any_button(
    qtbot, window: Window, monkeypatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/fotos/eva.jpg", ""))
    window.form.rows["photo"].box.setFocus()

    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)

    assert window.form.values()["photo"] == "/fotos/eva.jpg"
    assert window.keys == []


def test_the_cursor_goes_to_what_is_wrong_then_to_what_is_empty(
    window: Window, form: QuestionForm
) -> None:
    form.rows["check"].box.set_value("true")
    form.focus_first()
    assert window.focusWidget() is form.rows["meal"].box

    form.show_fields("ana", (*FIELDS[:3], replace(FIELDS[3], problem="Falta.")))
    form.focus_first()
    assert window.focusWidget() is form.rows["size"].box


def test_an_optional_choice_can_be_let_go_again(qtbot, form: QuestionForm) -> None:
    loose = replace(FIELDS[0], required=False)
    form.show_fields("eva", (loose, replace(FIELDS[0], id="must")))
    for row in form.rows.values():
        for _press in range(2):
            qtbot.keyClick(row.box, Qt.Key.Key_Space)

    assert form.values() == {"check": "", "must": "true"}


def test_arrows_at_the_end_let_nothing_go(qtbot, form: QuestionForm) -> None:
    form.show_fields("eva", (replace(FIELDS[0], required=False),))
    for _press in range(3):
        qtbot.keyClick(form.rows["check"].box, Qt.Key.Key_Right)

    assert form.values() == {"check": "false"}


def test_a_file_is_chosen_in_the_system_s_dialog(qtbot, form: QuestionForm, monkeypatch) -> None:
    answers = ["/fotos/ana.jpg", ""]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (answers.pop(0), ""))
    box = form.rows["photo"].box

    box.button.click()
    assert (box.value(), box.name.text()) == ("/fotos/ana.jpg", "ana.jpg")
    box.button.click()
    assert box.value() == "/fotos/ana.jpg"


def test_the_ring_follows_while_the_form_scrolls(qtbot, window: Window, form: QuestionForm) -> None:
    window.resize(700, 260)
    form.focus_first()
    before = window.ring.geometry().y()

    form.verticalScrollBar().setValue(20)

    assert window.ring.geometry().y() == before - 20


def test_cleared_it_asks_nothing(form: QuestionForm) -> None:
    form.rows["size"].box.set_value("XL")

    form.clear()

    assert form.values() == {}
    form.show_fields("ana", FIELDS)
    assert form.values() == EMPTY


@pytest.mark.parametrize("compact", [True, False])
def test_what_a_finger_presses_is_as_high_on_every_screen(
    form: QuestionForm, compact: bool
) -> None:
    form.set_compact(compact=compact)
    form.show_fields("eva", FIELDS)
    form.show()
    QApplication.processEvents()

    for row in form.rows.values():
        parts = [*row.box.findChildren(Segments), *row.box.findChildren(Button)]
        pressed = parts or [row.box]
        assert min(each.height() for each in pressed) >= TARGET


DEPENDENT = (
    replace(FIELDS[0], required=False),
    QuestionField("why", "¿Por qué?", depends_on="check", depends_values=("false",)),
    QuestionField("more", "¿Y?", depends_on="why", depends_values=("otro",)),
    QuestionField("early", "¿Antes?", depends_on="days", depends_values=("veg", "gf")),
    FIELDS[2],
    QuestionField("ring", "¿?", depends_on="ring", depends_values=("x",)),
)


def test_what_depends_on_an_answer_is_seen_while_it_is_given(qtbot, form: QuestionForm) -> None:
    form.show_fields("eva", DEPENDENT)
    assert list(form.values()) == ["check", "days"]

    qtbot.keyClick(form.rows["check"].box, Qt.Key.Key_Right)
    qtbot.keyClicks(form.rows["why"].box, "Otro")
    qtbot.keyClick(form.rows["days"].box.rows[0], Qt.Key.Key_Right)
    qtbot.keyClick(form.rows["days"].box.rows[0], Qt.Key.Key_Space)

    assert list(form.values()) == ["check", "why", "more", "early", "days"]
    assert form.rows["more"].isVisible()
    assert not form.rows["ring"].isVisible()
    qtbot.keyClick(form.rows["check"].box, Qt.Key.Key_Left)
    assert list(form.values()) == ["check", "early", "days"]


def test_a_chosen_file_brings_what_depends_on_it(qtbot, form: QuestionForm, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("/f.jpg", ""))
    after = QuestionField("after", "¿?", depends_on="photo", depends_values=("/f.jpg",))
    form.show_fields("eva", (FIELDS[5], after))

    form.rows["photo"].box.choose()

    assert form.values() == {"photo": "/f.jpg", "after": ""}
