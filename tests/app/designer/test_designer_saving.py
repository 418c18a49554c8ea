"""Saving in the designer: names, what is there already, what is refused, and what is left."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from kiosk.domain.errors import FailureError
from kiosk.printing.layout import load_layout
from kiosk.services import designer as services
from kiosk.services.profile import load_station
from kiosk.ui.designer.geometry import Rect
from kiosk.ui.designer.state import Ask

A6 = load_layout("a6")
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edited(designer):
    """The name of A6 moved by 1 mm."""
    designer.page.element_chosen.emit(designer.index_of("Nombre"))
    designer.page.nudged.emit(1.0, 0.0)
    return designer


def save_as(designer, title):
    designer.page.head.save_as.click()
    designer.answer(Ask.SAVE, title)
    designer.idle()


def spoil(designer):
    """A box over the QR."""
    designer.page.added.emit("box")
    designer.page.placed.emit(designer.state.chosen, Rect(10, 85, 20, 20))


def test_a_shipped_layout_is_saved_under_a_name_and_opens_as_it_was(edited):
    edited.page.head.save.click()
    assert edited.state.question.field == "A6"
    assert edited.page.window().focusWidget() is edited.page.ask.line

    edited.answer(Ask.SAVE, "Almuerzo Ñandú")
    edited.idle()

    assert edited.state.name == "almuerzo-nandu"
    assert not edited.state.dirty
    assert edited.state.said == "Guardado: «almuerzo-nandu». El QR se lee."
    there = services.open_layout(edited.own, "almuerzo-nandu")
    assert there == edited.layout
    assert there.title == "Almuerzo Ñandú"
    assert edited.state.layouts[0] == ("almuerzo-nandu", "almuerzo-nandu · propio")


def test_an_own_layout_is_saved_without_a_question(edited):
    save_as(edited, "mía")
    edited.page.nudged.emit(0.0, 1.0)

    edited.press(Qt.Key.Key_S, CTRL, edited.canvas)
    edited.idle()

    assert edited.state.question is None
    assert not edited.state.dirty
    assert services.open_layout(edited.own, "mia").elements == edited.layout.elements


def test_steps_can_be_taken_back_after_a_save(edited):
    save_as(edited, "mía")

    edited.page.undone.emit()

    assert edited.layout == A6
    assert edited.state.dirty


def test_a_layout_whose_code_does_not_read_is_not_saved_and_the_sentence_says_why(designer):
    spoil(designer)

    save_as(designer, "mala")

    assert designer.state.said.startswith("No se guardó. ")
    assert "QR" in designer.state.said
    assert not (designer.own / "mala.toml").exists()
    assert designer.state.dirty
    assert designer.state.name == "a6"
    assert any(one.severe for one in designer.state.problems)


def test_a_layout_without_any_code_is_not_saved(designer):
    designer.choose("code")
    designer.page.removal_wanted.emit()

    save_as(designer, "sin código")

    assert designer.state.said == (
        "No se guardó. El diseño no tiene QR: la credencial no se podrá leer."
    )
    assert not designer.own.exists()


@pytest.mark.parametrize("title", ["", "   ", "···"])
def test_a_name_of_nothing_is_asked_again(edited, title):
    edited.page.head.save_as.click()
    edited.answer(Ask.SAVE, title)

    assert edited.state.question.hint == "Escriba un nombre con letras o números."
    assert not edited.own.exists()


def test_what_is_there_is_replaced_only_when_that_is_said(edited):
    save_as(edited, "mía")
    first = (edited.own / "mia.toml").read_bytes()
    edited.page.layout_chosen.emit("a6")
    edited.idle()
    edited.page.element_chosen.emit(0)
    edited.page.property_set.emit("fill", "#0B5CAD")

    edited.page.head.save_as.click()
    edited.answer(Ask.SAVE, "Mía")
    assert edited.state.question.text == "Ya hay un diseño «mia». ¿Reemplazarlo?"
    edited.answer(Ask.STAY)
    assert (edited.own / "mia.toml").read_bytes() == first

    edited.page.head.save_as.click()
    edited.answer(Ask.SAVE, "Mía")
    edited.answer(Ask.REPLACE)
    edited.idle()
    assert (edited.own / "mia.toml").read_bytes() != first
    assert edited.state.name == "mia"


def test_leaving_without_changes_asks_nothing(designer):
    gone = []

    designer.controller.leave(lambda: gone.append(True))

    assert gone == [True]
    assert designer.state.question is None


@pytest.mark.parametrize(("answer", "left"), [(Ask.STAY, False), (Ask.DISCARD, True)])
def test_leaving_with_changes_asks(edited, answer, left):
    gone = []
    edited.controller.leave(lambda: gone.append(True))
    assert edited.state.question.text == "Hay cambios sin guardar en «a6»."
    assert gone == []

    edited.answer(answer)

    assert bool(gone) is left
    assert edited.state.dirty is not left


def test_leaving_may_save_first(edited):
    edited.controller.leave(lambda: edited.page.layout_chosen.emit("cr80"))
    edited.answer(Ask.SAVE)
    edited.answer(Ask.SAVE, "mía")
    edited.idle()

    assert edited.state.name == "cr80"
    assert (edited.own / "mia.toml").is_file()


def test_a_refused_save_does_not_leave(designer):
    gone = []
    spoil(designer)
    designer.controller.leave(lambda: gone.append(True))
    designer.answer(Ask.SAVE)
    designer.answer(Ask.SAVE, "mala")
    designer.idle()

    assert gone == []
    assert designer.state.dirty


def test_another_layout_is_opened_once_the_question_is_answered(edited):
    edited.page.layout_chosen.emit("cr80")
    assert edited.state.name == "a6"

    edited.answer(Ask.DISCARD)
    edited.idle()

    assert edited.state.name == "cr80"
    assert not edited.state.can_undo


def test_escape_stays(edited):
    edited.page.layout_chosen.emit("cr80")

    QTest.keyClick(edited.page.ask.buttons[Ask.SAVE], Qt.Key.Key_Escape)

    assert edited.state.question is None
    assert edited.state.dirty
    assert edited.page.window().focusWidget() is edited.canvas


def test_enter_in_the_line_saves(edited):
    edited.page.head.save_as.click()
    line = edited.page.ask.line
    line.setText("mía")

    QTest.keyClick(line, Qt.Key.Key_Return)
    edited.idle()

    assert edited.state.name == "mia"


def test_this_station_prints_with_what_was_saved(edited):
    assert not edited.page.head.use.isEnabled()
    save_as(edited, "mía")

    told = []
    edited.controller.station_changed.connect(told.append)

    edited.page.head.use.click()
    edited.idle()

    assert [one.badge_layout for one in told] == ["mia"]
    assert load_station(edited.folder).badge_layout == "mia"
    assert edited.state.used_here
    assert edited.state.said == "Esta estación imprime ahora con «mia»."
    seen = []
    edited.controller.ask(lambda ctx: ctx.station.badge_layout, seen.append)
    edited.idle()
    assert seen == ["mia"]


def test_a_full_disk_is_said_and_nothing_is_lost(edited, monkeypatch):
    def full(_layout, _path):
        raise FailureError("No queda lugar en el disco.")

    monkeypatch.setattr(services, "write_layout", full)
    save_as(edited, "mía")

    assert edited.state.said == "No queda lugar en el disco."
    assert edited.state.dirty
    assert not edited.state.busy


def test_a_broken_own_layout_is_said_and_the_first_of_ours_opens(designer):
    designer.own.mkdir(parents=True)
    (designer.own / "rota.toml").write_text("title = 3", encoding="utf-8")

    designer.page.layout_chosen.emit("rota")

    assert "rota.toml" in designer.state.said
    assert designer.state.name == "a6"


def test_a_bug_is_one_sentence(designer, monkeypatch, caplog):
    def broken(_layout, _content, _side):
        raise ZeroDivisionError

    monkeypatch.setattr(services, "picture", broken)
    designer.page.person_chosen.emit("sample-1")
    designer.idle()

    assert designer.state.said == "Algo falló en el programa; quedó anotado en el registro."
    assert "ZeroDivisionError" in caplog.text


def test_what_was_edited_outlives_its_threads(edited):
    edited.controller.stop()
    edited.controller.open()
    edited.idle()

    assert edited.state.dirty
    assert edited.state.png
