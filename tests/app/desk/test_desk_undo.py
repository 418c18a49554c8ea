"""Taking a check-in back: always a question, always a reason, and the figures follow."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.state import CardMode, Page

ENTER = Qt.Key.Key_Return


def check_in(desk, name: str = "ibanez") -> None:
    desk.type(name)
    desk.press(ENTER)


@pytest.fixture
def asked(desk):
    """José is checked in and F8 was pressed."""
    check_in(desk)
    desk.press(Qt.Key.Key_F8)
    return desk


@pytest.fixture
def asked_there(desk):
    """The same from screen 02."""
    check_in(desk)
    desk.scan("code-jose")
    desk.press(Qt.Key.Key_F8)
    return desk


@pytest.fixture(params=["asked", "asked_there"])
def question(request):
    return request.getfixturevalue(request.param)


def test_no_reason_is_chosen_beforehand(question):
    panel = question.view.reason
    assert question.mode is CardMode.REASON
    assert not any(choice.isChecked() for choice in panel.reasons.choices)
    assert not panel.confirm.isEnabled()
    assert panel.confirm.toolTip() == "Elija primero el motivo."


def test_enter_without_a_reason_undoes_nothing(question):
    for _press in range(3):
        question.press(ENTER)
    assert question.mode is CardMode.REASON
    assert "undone" not in question.kinds("jose")


@pytest.mark.parametrize(
    ("key", "reason"),
    [
        (Qt.Key.Key_1, "Era otra persona"),
        (Qt.Key.Key_2, "Se retira"),
        (Qt.Key.Key_3, "Fue una prueba"),
    ],
)
def test_the_reason_is_kept_in_the_journal(question, key, reason):
    question.press(key)
    question.press(ENTER)
    entry = question.entries("jose")[-1]
    assert str(entry.kind) == "undone"
    assert entry.payload["reason"] == reason
    assert entry.operator == "Lucía R."


def test_the_count_goes_back_and_the_message_says_so(question):
    assert question.view._state.status.checked_in == 1
    question.press(Qt.Key.Key_1)
    question.press(ENTER)
    assert question.view._state.status.checked_in == 0
    assert question.message == "Acreditación deshecha: José Núñez Ibáñez."
    assert question.page is Page.SEARCH
    assert question.view.box.line.hasFocus()


def test_the_reason_may_be_changed_before_enter(question):
    question.press(Qt.Key.Key_1)
    question.press(Qt.Key.Key_3)
    chosen = [c.isChecked() for c in question.view.reason.reasons.choices]
    assert chosen == [False, False, True]
    question.press(ENTER)
    assert question.entries("jose")[-1].payload["reason"] == "Fue una prueba"


def test_a_click_chooses_and_a_click_confirms(question):
    panel = question.view.reason
    question.qtbot.mouseClick(panel.reasons.choices[1], Qt.MouseButton.LeftButton)
    assert panel.confirm.isEnabled()
    question.qtbot.mouseClick(panel.confirm, Qt.MouseButton.LeftButton)
    question.idle()
    assert question.entries("jose")[-1].payload["reason"] == "Se retira"


def test_escape_keeps_the_check_in(question):
    question.press(Qt.Key.Key_2)
    question.press(Qt.Key.Key_Escape)
    assert question.mode is not CardMode.REASON
    assert "undone" not in question.kinds("jose")


def test_a_second_question_begins_without_a_reason_again(question):
    question.press(Qt.Key.Key_2)
    question.press(Qt.Key.Key_Escape)
    question.press(Qt.Key.Key_F8)
    assert not any(c.isChecked() for c in question.view.reason.reasons.choices)
    assert not question.view.reason.confirm.isEnabled()


def test_two_enters_undo_once(question):
    question.press(Qt.Key.Key_1)
    question.qtbot.keyClick(question.focused(), ENTER)
    question.qtbot.keyClick(question.focused(), ENTER)
    question.idle()
    assert question.kinds("jose").count("undone") == 1
    assert question.kinds("jose").count("admitted") == 1


def test_somebody_undone_can_be_checked_in_again(question):
    question.press(Qt.Key.Key_1)
    question.press(ENTER)
    question.type("ibanez")
    assert question.view._state.card.state.text == "Confirmado"
    question.press(Qt.Key.Key_F3)
    assert question.kinds("jose").count("admitted") == 2


def test_the_question_names_who_and_when(question):
    assert question.view.reason.title.text() == "Deshacer la acreditación: José Núñez Ibáñez"
    assert "09:14" in question.view.reason.detail.text()


def test_typing_a_name_leaves_the_question(question):
    question.type("prado")
    assert question.mode is CardMode.PERSON
    assert question.model.question is None
    assert question.view._state.card.person_id == "maria"
    assert "undone" not in question.kinds("jose")


def test_the_last_one_of_several_is_offered(desk):
    check_in(desk, "ibanez")
    check_in(desk, "prado")
    assert "María José Núñez Prado" in desk.view.search.undo.text()
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_1)
    desk.press(ENTER)
    assert "undone" in desk.kinds("maria")
    assert "undone" not in desk.kinds("jose")
    assert "José Núñez Ibáñez" in desk.view.search.undo.text()


def test_screen_02_undoes_the_person_it_shows_and_not_the_last_one(desk):
    check_in(desk, "ibanez")
    check_in(desk, "prado")
    desk.scan("code-jose")
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_1)
    desk.press(ENTER)
    assert "undone" in desk.kinds("jose")
    assert "undone" not in desk.kinds("maria")


def test_an_undone_check_in_says_so_in_the_history(desk):
    check_in(desk)
    desk.press(Qt.Key.Key_F8)
    desk.press(Qt.Key.Key_1)
    desk.press(ENTER)
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F3)
    desk.scan("code-jose")
    titles = [row.title for row in desk.view._state.already.history]
    assert any(title.endswith("(deshecho)") for title in titles)
    assert any("Se deshizo" in title for title in titles)
