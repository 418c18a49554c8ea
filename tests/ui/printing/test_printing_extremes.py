"""The page of printing with names of any length and script, a long queue, and by keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.ui.desk.print_page import PrintPage
from kiosk.ui.printing.choose_card import FoundLine
from kiosk.ui.printing.job_line import Bar, JobLine, QuestionLine
from kiosk.ui.printing.state import BatchRow, FoundRow, PrinterRow, PrintsState, SetUpState
from tests.ui.desk.filled import CHOSEN, JOBS, OK, PAGES, PRINTERS
from tests.ui.seen import controls, nameless, settle, tab_stops, troubles, words_of

LONG = ("Zebra ZD421 de la mesa de inscripciones junto a la puerta principal del salón " * 3)[:200]
NAMES = {
    "long": LONG,
    "arabic": "محمد عبد الرحمن السيد",
    "hebrew": "יוסף בן־דוד",
    "cjk": "株式会社日本ネットワークインフォメーションセンター",
}


@pytest.fixture
def page(qtbot):
    made = PrintPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.set_compact(compact=True)
    made.resize(992, 548)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(page, prints):
    page.draw(replace(PAGES["prints"], prints=prints))
    settle()


def over_each_other(page):
    return [said for said in troubles(page) if not said.startswith("cut")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("size", [(992, 548), (1864, 908)], ids=["small", "large"])
def test_no_name_pushes_a_button_away(page, name, size):
    words = NAMES[name]
    jobs = tuple(replace(job, title=words, detail=words, words=words) for job in JOBS)
    printers = tuple(replace(one, name=words, detail=words, words=words) for one in PRINTERS)
    batch = BatchRow("b", words, words, 9, 24, can_cancel=True)
    page.resize(*size)
    show(page, PrintsState(jobs, (batch,), printers, words, (words,) * 40, owed_open=True))

    assert over_each_other(page) == []
    for line in page.findChildren(QuestionLine):
        assert line.rect().contains(line.yes.geometry())
        assert line.rect().contains(line.no.geometry())


def test_a_found_printer_of_any_name_can_be_chosen_by_keyboard(page, qtbot):
    rows = tuple(
        FoundRow(f"ipp://10.0.0.{n}", words, words, OK) for n, words in enumerate(NAMES.values())
    )
    show(page, PrintsState(set_up=SetUpState(found=rows)))
    heard = []
    page.set_up.choose.chosen.connect(heard.append)
    for line in page.findChildren(FoundLine):
        assert line.rect().contains(line.choose.geometry())
        qtbot.keyClick(line.choose, Qt.Key.Key_Return)

    assert heard == [row.uri for row in rows]
    assert over_each_other(page) == []


def test_of_forty_jobs_tab_reaches_the_last(page, qtbot):
    jobs = tuple(replace(JOBS[1], job_id=f"j{n}") for n in range(40))
    show(page, PrintsState(jobs, (), PRINTERS))
    stops = tab_stops(page, qtbot, most=200)
    heard = []
    page.queue.retried.connect(heard.append)
    last = page.findChildren(JobLine)[-1].retry
    qtbot.keyClick(last, Qt.Key.Key_Space)

    assert [type(one).__name__ for one in controls(page) if one not in stops] == []
    assert nameless(page) == []
    assert heard == ["j39"]


@pytest.mark.parametrize("place", [0, 1], ids=["running", "paused"])
def test_a_printer_is_paused_and_let_go_on_by_the_same_button(page, place):
    show(page, PrintsState(printers=(PRINTERS[place],)))
    heard = []
    page.printers.paused.connect(lambda one: heard.append(("paused", one)))
    page.printers.resumed.connect(lambda one: heard.append(("resumed", one)))
    (button,) = (one for one in controls(page) if words_of(one) in ("Pausar", "Reanudar"))
    button.click()

    assert heard == [(("paused", "a"), ("resumed", "b"))[place]]


@pytest.mark.parametrize("share", [-1.0, 0.0, 0.001, 0.5, 1.0, 7.0])
def test_a_roll_is_never_drawn_fuller_than_full(qtbot, share):
    from kiosk.ui import theme

    bar = Bar(share)
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    image = bar.grab().toImage()
    row = [image.pixelColor(x, 4).name().upper() for x in range(200)]
    filled = row.count(theme.current().primary)

    assert filled <= 200
    assert filled == pytest.approx(200 * min(1.0, max(0.0, share)), abs=8)


def test_the_set_up_that_is_left_shows_the_printers_again_and_forgets_its_problem(page):
    show(page, PrintsState(printers=PRINTERS, set_up=replace(CHOSEN, problem="No responde.")))
    assert page.set_up.printer.problem.isVisible()
    show(page, PrintsState(printers=PRINTERS))
    assert page.printers.isVisible()
    show(page, PrintsState(printers=PRINTERS, set_up=replace(CHOSEN, serial=2)))

    assert not page.set_up.printer.problem.isVisible()
    assert page.set_up.printer.form() == CHOSEN.form


def test_a_printer_of_another_kind_leaves_no_roll_and_no_light_behind(page):
    show(page, PrintsState(printers=(PRINTERS[0],)))
    assert any(bar.isVisible() for bar in page.printers.findChildren(Bar))
    show(page, PrintsState(printers=(PrinterRow("b", "Carpeta", OK),)))

    assert not any(bar.isVisible() for bar in page.printers.findChildren(Bar))


def test_escape_leaves_the_set_up_from_its_fields(page, qtbot):
    show(page, PrintsState(set_up=CHOSEN))
    heard = []
    page.escaped.connect(lambda: heard.append("escaped"))
    qtbot.keyClick(page.set_up.printer.name.line, Qt.Key.Key_Escape)
    page.set_up.printer.back.click()

    assert heard == ["escaped", "escaped"]
