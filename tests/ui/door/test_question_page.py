"""The door's question page: every word fits at every size, with as many options as there may be."""

import pytest
from PySide6.QtCore import QRect

from kiosk.ui.door.state import QuestionState
from kiosk.ui.door.view import DoorView

LONG = QuestionState(
    word="FALTAM DADOS",
    question="¿Aceptó las condiciones de confidencialidad de la reunión y el uso de su imagen en"
    " las fotos que publica la organización?",
    help="Muéstrele la hoja que está sobre la mesa; si tiene dudas, acompañe a la mesa 3.",
    name="María de los Ángeles Guadalupe Fernández de la Reguera y Montenegro",
    options=tuple((str(n), f"Con acompañante y almuerzo {n}") for n in range(6)),
    skip="Sin respuesta",
)


@pytest.fixture
def view(qtbot):
    made = DoorView()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768), (1920, 1080)], ids=str)
@pytest.mark.parametrize("count", [1, 2, 3, 4, 6])
def test_all_words_and_buttons_fit(view, size, count):
    view.resize(*size)
    view.show_state(QuestionState(**{**_values(), "options": LONG.options[:count]}))
    page = view.question

    for text in (page.word, page.name, page.question, page.help):
        assert not text.is_cut
    shown = [button for button in page.options if button.isVisible()]
    assert len(shown) == count
    boxes = [b.geometry() for b in (*shown, page.cancel, page.skip, page.help, page.question)]
    for number, box in enumerate(boxes):
        assert page.rect().contains(box)
        assert not any(box.intersects(other) for other in boxes[number + 1 :])
    assert all(not button.is_cut for button in shown)
    assert all(_tall_enough(button.geometry(), page.scale) for button in shown)


def _values():
    return {name: getattr(LONG, name) for name in QuestionState.__dataclass_fields__}


def _tall_enough(box: QRect, scale: float) -> bool:
    """A finger needs 48 of the design's pixels, and a tablet that is held some more."""
    return box.height() / scale >= 56


def test_what_must_be_answered_has_no_way_around(view):
    view.show_state(QuestionState("FALTAN DATOS", "¿?", options=(("true", "Sí"),)))
    assert not view.question.skip.isVisible()


def test_another_page_forgets_who_was_asked(view):
    from kiosk.ui.door.state import ReadyState

    view.show_state(LONG)
    view.show_state(ReadyState("Sala", ""))
    assert view.question.state == QuestionState("", "")
    assert view.question.name.text == ""
