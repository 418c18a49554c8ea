"""Leaving a full screen: what is asked, which keys answer, and that nothing typed is kept."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.leave import LeavePage


@pytest.fixture
def page(qtbot):
    made = LeavePage(stay_ms=60_000)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    yield made
    made.close_question()


@pytest.fixture
def answers(page):
    got = []
    page.confirmed.connect(lambda pin: got.append(("leave", pin)))
    page.cancelled.connect(lambda: got.append(("stay",)))
    return got


def test_it_lies_hidden_until_somebody_asks(page):
    assert not page.isVisible()
    page.ask(needs_pin=False)
    assert page.isVisible()


def test_without_a_pin_a_plain_question_is_asked(page):
    page.ask(needs_pin=False)
    assert (page.go.isVisible(), page.pad.isVisible()) == (True, False)
    assert page.title.text == "¿Cerrar esta pantalla?"


def test_with_a_pin_the_pad_takes_the_place_of_the_button(page):
    page.ask(needs_pin=True)
    assert (page.go.isVisible(), page.pad.isVisible()) == (False, True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_confirms_the_plain_question(qtbot, page, answers, key):
    page.ask(needs_pin=False)
    qtbot.keyClick(page, key)
    assert answers == [("leave", "")]


@pytest.mark.parametrize("needs_pin", [True, False])
def test_escape_stays(qtbot, page, answers, needs_pin):
    page.ask(needs_pin=needs_pin)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert answers == [("stay",)]


def test_the_keyboard_types_the_pin(qtbot, page, answers):
    page.ask(needs_pin=True)
    qtbot.keyClicks(page, "47a19")
    qtbot.keyClick(page, Qt.Key.Key_Backspace)
    qtbot.keyClicks(page, "1")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert answers == [("leave", "4711")]


def test_a_finger_types_the_pin_too(page, answers):
    page.ask(needs_pin=True)
    for name in ("1", "2", "3", "4", "done"):
        page.pad.press(name)
    assert answers == [("leave", "1234")]


def test_an_empty_pin_answers_nothing(qtbot, page, answers):
    page.ask(needs_pin=True)
    qtbot.keyClick(page, Qt.Key.Key_Return)
    page.pad.press("done")
    assert answers == []


def test_buttons_answer_as_keys_do(qtbot, page, answers):
    page.ask(needs_pin=False)
    qtbot.mouseClick(page.go, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert answers == [("leave", ""), ("stay",)]


def test_a_key_held_down_counts_once(page, answers):
    page.ask(needs_pin=False)
    for again in (True, True):
        none = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", again)
        QApplication.sendEvent(page, event)
    assert answers == []


def test_what_was_typed_is_forgotten(qtbot, page):
    page.ask(needs_pin=True)
    qtbot.keyClicks(page, "4711")
    page.close_question()
    assert page.pad.field.text == ""
    page.ask(needs_pin=True)
    assert page.pad.field.text == ""


def test_a_wrong_pin_is_told_in_yellow(page):
    page.ask(needs_pin=True, problem="El PIN no es correcto.")
    assert page.problem.text == "El PIN no es correcto."
    assert page.problem.style_used.color == theme.SUN
    page.ask(needs_pin=True)
    assert page.problem.text == ""


def test_nobody_answering_means_staying(qtbot):
    page = LeavePage(stay_ms=1)
    qtbot.addWidget(page)
    with qtbot.waitSignal(page.cancelled):
        page.ask(needs_pin=True)


def test_a_closed_question_no_longer_runs_out(page):
    page.ask(needs_pin=True)
    assert page._patience.isActive()
    page.close_question()
    assert not page._patience.isActive()
    assert not page.isVisible()


@pytest.mark.parametrize(
    ("language", "words"), [("es", "Volver"), ("pt", "Voltar"), ("en", "Back")]
)
def test_it_speaks_the_language_in_force(page, language, words):
    texts.use(language)
    page.ask(needs_pin=False)
    assert page.back.text == words
    assert page.go.text != ""
    assert not any(part.is_cut for part in (page.title, page.hint, page.back, page.go))


@pytest.mark.parametrize("size", [(1280, 800), (1920, 1080), (800, 1280), (1024, 600)])
@pytest.mark.parametrize("needs_pin", [True, False])
def test_everything_lies_inside_and_apart(page, size, needs_pin):
    page.resize(*size)
    page.ask(needs_pin=needs_pin, problem="El PIN no es correcto.")
    parts = [page.title, page.hint, page.problem, page.back]
    parts.append(page.pad if needs_pin else page.go)
    for number, part in enumerate(parts):
        assert page.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[:number])


@pytest.mark.parametrize("name", list(Theme))
def test_it_lies_on_ink_in_every_theme(dress, page, name):
    t = dress(name)
    page.ask(needs_pin=False)
    image = page.grab().toImage()
    assert image.pixelColor(4, 4).name().upper() == t.ink
