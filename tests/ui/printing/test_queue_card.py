"""The queue alone: what is asked comes first and is answered by click, each line tells its job."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import Theme
from kiosk.ui.desk.print_page import PrintPage
from kiosk.ui.desk.state import DeskState
from kiosk.ui.printing.job_line import BatchLine, JobLine, QuestionLine
from kiosk.ui.printing.state import BatchRow, PrinterRow, PrintRow, PrintsState
from kiosk.ui.widgets.chip import ChipData, Tone

LONG = "María Fernanda de los Ángeles Rodríguez de la Fuente y Goyeneche"
WAITS = PrintRow("w", "Ana", "09:14", ChipData("Esperando"), can_cancel=True)
FAILED = PrintRow(
    "f", LONG, "09:14 · Sin papel", ChipData("No salió", Tone.BAD), "media-empty",
    can_retry=True, can_cancel=True,
)  # fmt: skip
DONE = PrintRow("d", "Eva", "09:12", ChipData("Impresa", Tone.OK, "check"), person_id="eva")
ASKS = PrintRow("u", "Joe", "09:13", ChipData("¿Salió?", Tone.WARN), asks=True)
ASKS_TOO = PrintRow("v", "Zoe", "09:13", ChipData("¿Salió?", Tone.WARN), asks=True)
BATCH = BatchRow("b", "Lote de 24 credenciales", "9 de 24 impresas", 9, 24, can_cancel=True)
PRINTERS = (
    PrinterRow("a", "Zebra", ChipData("Lista", Tone.OK), "", "", "quedan 18", 0.09, low=True,
               can_refill=True),
    PrinterRow("b", LONG, ChipData("En pausa", Tone.WARN), "La detuvo Lucía.", "cover-open",
               paused=True),
)  # fmt: skip
STATE = PrintsState((ASKS, ASKS_TOO, FAILED, WAITS, DONE), (BATCH,), PRINTERS, "Adeudadas: 3")


@pytest.fixture
def page(qtbot):
    made = PrintPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1864, 908)
    made.show()
    return made


def show(page, state=STATE):
    page.draw(DeskState(prints=state))
    QApplication.processEvents()  # Qt shows new lines one event later


def lines(page, kind):
    return [each for each in page.findChildren(kind) if not each.isHidden()]


def test_what_is_asked_comes_before_batches_and_jobs(page):
    show(page)

    kinds = [type(each) for each in page.queue.lines.widget().children() if each.isWidgetType()]
    assert kinds == [QuestionLine, QuestionLine, BatchLine, JobLine, JobLine, JobLine]


@pytest.mark.parametrize(("button", "came_out"), [("yes", True), ("no", False)])
def test_a_click_answers_for_its_own_job(page, qtbot, button, came_out):
    show(page)
    second = lines(page, QuestionLine)[1]

    with qtbot.waitSignal(page.answered) as heard:
        getattr(second, button).click()

    assert heard.args == ["v", came_out]


@pytest.mark.parametrize(
    ("key", "came_out"), [(Qt.Key.Key_1, True), (Qt.Key.Key_2, False)], ids=["yes", "no"]
)
def test_a_key_answers_for_the_first_one(page, qtbot, key, came_out):
    show(page)
    page.enter()

    with qtbot.waitSignal(page.answered) as heard:
        qtbot.keyClick(page, key)

    assert heard.args == ["u", came_out]


def test_keys_mean_nothing_where_nothing_is_asked(page, qtbot):
    show(page, PrintsState((WAITS,)))

    with qtbot.assertNotEmitted(page.answered):
        qtbot.keyClick(page, Qt.Key.Key_1)


def test_each_job_has_only_the_buttons_that_help(page):
    show(page)

    shown = [
        [name for name in ("cancel", "retry", "reprint") if not getattr(line, name).isHidden()]
        for line in lines(page, JobLine)
    ]
    assert shown == [["cancel", "retry"], ["cancel"], ["reprint"]]


@pytest.mark.parametrize(
    ("place", "button", "signal", "said"),
    [
        (0, "retry", "retried", "f"),
        (0, "cancel", "cancelled", "f"),
        (1, "cancel", "cancelled", "w"),
        (2, "reprint", "reprinted", "eva"),
    ],
)
def test_a_button_tells_whose_it_is(page, qtbot, place, button, signal, said):
    show(page)
    line = lines(page, JobLine)[place]

    with qtbot.waitSignal(getattr(page.queue, signal)) as heard:
        getattr(line, button).click()

    assert heard.args == [said]


def test_a_batch_is_stopped_as_a_whole(page, qtbot):
    show(page)

    with qtbot.waitSignal(page.queue.batch_cancelled) as heard:
        lines(page, BatchLine)[0].cancel.click()

    assert heard.args == ["b"]


def test_an_empty_queue_says_so(page):
    show(page, PrintsState())
    assert page.queue.empty.isVisible()

    show(page)
    assert not page.queue.empty.isVisible()


def test_what_was_done_is_said_over_the_queue(page):
    show(page, PrintsState(message="2 credenciales en la cola."))

    assert page.queue.message.isVisible()


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("size", [(1864, 908), (992, 616)], ids=["large", "small"])
def test_every_theme_and_size_draws(page, dress, name, size):
    dress(name)
    page.set_compact(compact=size[0] < 1000)
    page.resize(*size)
    show(page)

    assert not page.grab().isNull()
    assert all(line.width() <= page.queue.width() for line in lines(page, JobLine))


def test_short_lines_put_their_buttons_below(page):
    page.resize(992, 616)
    show(page)
    tall = [line.height() for line in lines(page, JobLine)]

    assert tall[0] > tall[1]
