"""Printers and their set-up alone: each button tells its printer, the form keeps what is typed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.ui.printing.printers_card import PrinterBlock, PrintersCard
from kiosk.ui.printing.set_up_card import SetUpCard
from kiosk.ui.printing.state import FoundRow, PrinterForm, PrinterRow, PrintsState, SetUpState
from kiosk.ui.widgets.chip import ChipData, Tone

READY = ChipData("Lista", Tone.OK, "check")
ROWS = (
    PrinterRow("a", "Zebra", READY, share=0.5, labels="quedan 100 etiquetas", can_refill=True),
    PrinterRow("b", "Brother", ChipData("En pausa", Tone.WARN), "La detuvo Ana.", paused=True),
)
FORM = PrinterForm("Zebra", "a6", "speaker", "mesas", "b", "200", "20")
CHOSEN = SetUpState(
    chosen="zpl://10.0.0.7",
    title="Zebra",
    light=READY,
    layouts=(("a6", "a6"), ("4x3in", "4x3in")),
    roles=(("speaker", "Orador"),),
    others=(("b", "Brother"),),
    serial=1,
    form=FORM,
)


@pytest.fixture
def card(qtbot):
    made = PrintersCard()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(640, 800)
    made.show_state(PrintsState(printers=ROWS, owed_words="Adeudadas: 3", owed=("Ana", "Eva")))
    made.show()
    QApplication.processEvents()
    return made


@pytest.fixture
def set_up(qtbot):
    made = SetUpCard()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(640, 800)
    made.show()
    return made


def blocks(card):
    return [block for block in card.findChildren(PrinterBlock) if not block.isHidden()]


@pytest.mark.parametrize(
    ("place", "button", "signal", "said"),
    [
        (0, "pause", "paused", "a"),
        (1, "pause", "resumed", "b"),
        (0, "test", "tested", "a"),
        (0, "roll", "refilled", "a"),
        (1, "edit", "edited", "b"),
    ],
)
def test_a_button_tells_its_printer(card, qtbot, place, button, signal, said):
    with qtbot.waitSignal(getattr(card, signal)) as heard:
        getattr(blocks(card)[place], button).click()

    assert heard.args == [said]


def test_a_roll_is_renewed_only_where_labels_are_counted(card):
    assert [block.roll.isHidden() for block in blocks(card)] == [False, True]


def test_who_is_owed_a_badge_is_named_when_asked_for(card, qtbot):
    assert not card.owed_names.isVisible()
    with qtbot.waitSignal(card.owed_opened):
        card.owed_show.click()
    opened = PrintsState(printers=ROWS, owed_words="2", owed=("Ana", "Eva"), owed_open=True)
    card.show_state(opened)

    assert card.owed_names.text() == "Ana\nEva"
    assert card.owed_names.isVisible()


def test_where_nobody_is_owed_one_nothing_is_offered(card):
    card.show_state(PrintsState(printers=ROWS))

    assert not card.owed_print.isVisible()


def test_while_it_looks_it_says_so_and_cannot_look_twice(set_up):
    set_up.show_state(SetUpState(looking=True))

    assert "Se buscan" in set_up.choose.hint.text()
    assert not set_up.choose.again.isEnabled()


def test_none_found_tells_what_to_do(set_up):
    set_up.show_state(SetUpState())

    assert "Escriba su dirección" in set_up.choose.hint.text()


def test_a_found_printer_is_chosen_by_its_uri(set_up, qtbot):
    row = FoundRow("ipp://10.0.0.5", "HP", "ipp://10.0.0.5", READY)
    set_up.show_state(SetUpState(found=(row,)))
    from kiosk.ui.printing.choose_card import FoundLine

    with qtbot.waitSignal(set_up.choose.chosen) as heard:
        set_up.findChildren(FoundLine)[0].choose.click()

    assert heard.args == ["ipp://10.0.0.5"]


def test_a_typed_address_goes_by_enter_and_by_click_but_not_empty(set_up, qtbot):
    set_up.show_state(SetUpState())
    with qtbot.assertNotEmitted(set_up.choose.typed):
        set_up.choose.use.click()
    set_up.choose.address.set_text(" 10.0.0.5 ")

    with qtbot.waitSignal(set_up.choose.typed) as heard:
        qtbot.keyClick(set_up.choose.address.line, Qt.Key.Key_Return)

    assert heard.args == ["10.0.0.5"]


def test_the_form_shows_what_is_kept_and_gives_it_back(set_up, qtbot):
    set_up.show_state(CHOSEN)

    with qtbot.waitSignal(set_up.printer.saved) as heard:
        set_up.printer.save.click()

    assert heard.args == [FORM]
    assert set_up.printer.light.isVisible()


def test_what_is_being_typed_stays_when_the_state_is_drawn_again(set_up):
    set_up.show_state(CHOSEN)
    set_up.printer.name.set_text("Zebra nueva")
    set_up.show_state(replace(CHOSEN, problem="No se pudo."))
    assert set_up.printer.form().name == "Zebra nueva"
    assert set_up.printer.problem.isVisible()

    set_up.show_state(replace(CHOSEN, serial=2, form=PrinterForm("Otra")))
    assert set_up.printer.form() == PrinterForm("Otra")


@pytest.mark.parametrize("compact", [False, True])
def test_fields_are_inside_at_any_size(set_up, compact):
    set_up.set_compact(compact=compact)
    set_up.resize(*((400, 600) if compact else (640, 800)))
    set_up.show_state(CHOSEN)
    set_up.grab()

    fields = (set_up.printer.name, set_up.printer.role, set_up.printer.labels)
    assert all(field.width() <= set_up.width() - 28 for field in fields)
