"""The panel's cards alone: figures, bars on a round scale, printers, documents page by page."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import Theme
from kiosk.ui.dashboard.arrivals_card import ArrivalsCard, scale_of
from kiosk.ui.dashboard.documents_card import DocumentsCard
from kiosk.ui.dashboard.figures_row import FiguresRow
from kiosk.ui.dashboard.printers_card import PanelPrinters, PrinterOfPanel
from kiosk.ui.dashboard.state import (
    Bar,
    CertificatesForm,
    DocumentsState,
    Figure,
    PrinterLine,
)
from kiosk.ui.widgets.chip import ChipData, Tone

FIGURES = tuple(Figure("users", str(n), "acreditados de 587") for n in range(5))
BARS = tuple(Bar(f"{7 + n // 4:02}:{15 * (n % 4):02}", 7 * n, running=n == 19) for n in range(20))
PRINTERS = (
    PrinterLine("Zebra", ChipData("Lista", Tone.OK, "check"), "quedan 18", 0.09, low=True),
    PrinterLine("Carpeta", ChipData("No está lista", Tone.WARN, "triangle-alert")),
)
READY = DocumentsState(folder="/perfil/documentos", places=(("forum", "Foro"),))


@pytest.fixture
def shown(qtbot):
    def show(widget, width=600, height=400):
        qtbot.addWidget(widget)
        if hasattr(widget, "retranslate"):
            widget.retranslate()
        widget.resize(width, height)
        widget.show()
        QApplication.processEvents()
        return widget

    return show


@pytest.mark.parametrize(
    ("most", "top", "step"),
    [(0, 1, 1), (1, 1, 1), (4, 4, 1), (9, 10, 2), (87, 100, 20), (101, 125, 25), (2400, 2500, 500)],
)
def test_the_scale_has_round_steps_above_the_highest_bar(most, top, step):
    assert scale_of(most) == (top, step)
    assert top % step == 0


def test_arrivals_are_said_aloud_and_the_newest_have_room(shown):
    card = shown(ArrivalsCard())
    card.show_bars(BARS, "pico 11:45")
    wide = len(card.bars.shown())
    card.resize(300, 400)
    QApplication.processEvents()

    assert card.bars.accessibleName().startswith("07:00 0 · 07:15 7")
    assert card.bars.shown()[-1].running
    assert len(card.bars.shown()) < wide <= len(BARS)
    assert card.peak.text() == "pico 11:45"


def test_before_anybody_came_it_says_so(shown):
    card = shown(ArrivalsCard())
    card.show_bars((), "")
    assert card.empty.isVisible()
    assert not card.bars.isVisible()

    card.show_bars(BARS, "")
    assert not card.empty.isVisible()


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("compact", [False, True])
def test_figures_and_bars_draw_in_every_theme(shown, dress, name, compact):
    dress(name)
    row, card = shown(FiguresRow(), 900, 112), shown(ArrivalsCard())
    for part in (row, card):
        part.set_compact(compact=compact)
    row.show_figures(FIGURES)
    card.show_bars(BARS, "pico")

    assert not row.grab().isNull()
    assert not card.grab().isNull()
    assert row.accessibleName().count("acreditados") == 5


def test_no_figures_take_no_room(shown):
    row = shown(FiguresRow())
    row.show_figures(())

    assert not row.isVisible()


def test_a_printer_has_a_roll_only_where_it_is_counted(shown):
    card = shown(PanelPrinters())
    card.show_printers(PRINTERS)
    QApplication.processEvents()
    first, second = card.findChildren(PrinterOfPanel)

    assert first.height() > second.height()
    assert not card.empty.isVisible()
    card.show_printers(())
    assert card.empty.isVisible()


@pytest.mark.parametrize(("button", "ending"), [("pdf", ".pdf"), ("xlsx", ".xlsx")])
def test_the_report_is_asked_for_by_its_ending(shown, qtbot, button, ending):
    card = shown(DocumentsCard())
    card.show_state(READY)

    with qtbot.waitSignal(card.report_pressed) as heard:
        getattr(card, button).click()

    assert heard.args == [ending]


def test_certificates_are_asked_for_with_place_hours_and_shape(shown, qtbot):
    card = shown(DocumentsCard())
    card.show_state(READY)
    with qtbot.waitSignal(card.certificates_pressed):
        card.certificates.click()
    card.show_state(replace(READY, form=True))
    assert card.place.isVisible()
    card.place.set_value("forum")
    card.hours.set_text("3")
    card.shape.set_value("one")

    with qtbot.waitSignal(card.ordered) as heard:
        card.make.click()

    assert heard.args == [CertificatesForm("forum", "3", one_file=True)]


def test_unless_something_is_typed_the_whole_event_counts_one_file_each(shown):
    card = shown(DocumentsCard())
    card.show_state(replace(READY, form=True))

    assert card.form() == CertificatesForm()
    assert card.folder.text() == "Carpeta: documentos"
    assert card.folder.toolTip() == "/perfil/documentos"


def test_while_one_is_made_it_can_be_stopped_once(shown, qtbot):
    card = shown(DocumentsCard())
    card.show_state(replace(READY, running="Certificados: 1 de 4", done=1, total=4))
    assert card.running.isVisible()
    assert not card.pdf.isVisible()
    with qtbot.waitSignal(card.stopped):
        card.stop.click()

    card.show_state(replace(READY, running="Cancelando…", stopping=True))
    assert not card.stop.isEnabled()


def test_what_was_made_can_be_opened_and_what_failed_is_told(shown, qtbot):
    card = shown(DocumentsCard())
    card.show_state(READY)
    assert not card.open_folder.isVisible()
    card.show_state(replace(READY, saved="Guardado: informe.pdf"))
    with qtbot.waitSignal(card.folder_opened):
        card.open_folder.click()

    card.show_state(replace(READY, problem="No hay lugar en el disco."))
    assert card.problem.isVisible()
    assert not card.said.isVisible()


def test_the_folder_is_chosen_in_the_systems_own_dialogue(shown, qtbot, tmp_path):
    card = shown(DocumentsCard())
    card.show_state(replace(READY, form=True, folder=str(tmp_path)))
    card.folder.click()

    with qtbot.waitSignal(card.folder_chosen) as heard:
        card._dialog.fileSelected.emit("/otra")
    card._dialog.close()

    assert heard.args == ["/otra"]
