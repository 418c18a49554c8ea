"""The pages of columns and of the first run, the station's form, and the rail."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import StationRole
from kiosk.ui.setup.fetch_page import ShareBar
from kiosk.ui.setup.map_page import MapPage
from kiosk.ui.setup.rail import NARROW, WIDTH, Rail
from kiosk.ui.setup.state import (
    Buttons,
    FetchState,
    Line,
    MapRow,
    MapState,
    SetupAnswers,
    SetupState,
    Step,
)
from kiosk.ui.setup.view import SetupView

CHOICES = (("", "No se usa"), ("full_name", "Nombre completo"), ("email", "Correo"))
ROWS = (MapRow("Wer", "Ana · Li", ""), MapRow("Mail", "a@x · b@x", "email"))


@pytest.fixture
def view(qtbot):
    made = SetupView()
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    return made


@pytest.fixture
def page(qtbot):
    made = MapPage()
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    made.draw(MapState(ROWS, CHOICES))
    return made


def test_columns_say_what_they_are_and_may_be_changed(page):
    assert page.chosen() == ("", "email")
    page.boxes[0].setCurrentIndex(1)
    assert page.chosen() == ("full_name", "email")


def test_the_same_columns_keep_what_was_chosen(page):
    page.boxes[0].setCurrentIndex(1)
    page.draw(MapState(ROWS, CHOICES))

    assert page.chosen() == ("full_name", "email")


def test_other_columns_begin_anew(page):
    page.draw(MapState(ROWS[:1], CHOICES))

    assert page.chosen() == ("",)


def test_a_field_that_is_not_offered_counts_as_none(page):
    page.draw(MapState((MapRow("X", "1", "votes"),), CHOICES))

    assert page.chosen() == ("",)


def test_the_keyboard_changes_a_column(page, qtbot):
    page.first().setFocus()
    qtbot.keyClick(page.boxes[0], Qt.Key.Key_Down)

    assert page.chosen()[0] == "full_name"


def test_the_wheel_moves_the_page_and_no_field(page):
    box = page.boxes[1]
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, event)

    assert page.chosen() == ("", "email")


def test_sixty_columns_fit_by_scrolling(view):
    rows = tuple(MapRow(f"Columna {n} " * 8, "una muestra · " * 20, "") for n in range(60))
    buttons = Buttons("Atrás", "", "Seguir")
    view.show_state(
        SetupState(step=Step.MAPPING, demo=False, mapping=MapState(rows, CHOICES), buttons=buttons)
    )

    assert view.size().toTuple() == (1024, 640)
    assert view.rect().contains(view.start.mapTo(view, view.start.rect().bottomRight()))
    assert view.focusWidget() is view.columns.boxes[0]


@pytest.mark.parametrize(
    ("done", "total", "share"),
    [(0, 10, 0.0), (5, 10, 0.5), (12, 10, 1.0), (7, None, 0.0), (0, 0, 0.0)],
)
def test_the_bar_is_filled_by_its_share(qtbot, done, total, share):
    bar = ShareBar()
    qtbot.addWidget(bar)
    bar.show_share(done, total)

    assert bar.share == share
    assert bar.accessibleName() == f"{round(share * 100)} %"


def test_the_bar_is_as_full_as_it_says(qtbot):
    bar = ShareBar()
    qtbot.addWidget(bar)
    bar.resize(400, 20)
    bar.show_share(1, 2)
    picture = bar.grab().toImage()

    assert picture.pixelColor(190, 10) != picture.pixelColor(210, 10)


def test_the_first_run_shows_count_and_lines(view):
    fetch = FetchState("Trayendo…", "4 de 9", 4, 9, lines=(Line("algo"),))
    buttons = Buttons("Detener", "", "Seguir", locked=True)
    view.show_state(
        SetupState(step=Step.FETCH, demo=False, fetch=fetch, buttons=buttons, busy=True)
    )

    assert view.fetch.isVisible()
    assert view.fetch.count.text() == "4 de 9"
    assert "algo" in view.fetch.answer.text()
    assert view.back.isEnabled()
    assert not view.start.isEnabled()


@pytest.mark.parametrize("step", list(Step), ids=str)
def test_one_page_is_shown_at_a_time(view, step):
    view.show_state(SetupState(step=step, demo=False, buttons=Buttons("", "", "Seguir")))

    pages = (view.event_page, view.source, view.columns, view.fetch, view.station)
    assert [page.isVisible() for page in pages] == [step is each for each in Step]
    assert not view.back.isVisible()


def test_what_the_station_is_for_is_kept_while_pages_turn(view):
    answers = SetupAnswers(False, "Puerta B", "es", StationRole.DOOR, "csirt", "2468")
    rooms = (("csirt", "Reunión de CSIRTs"),)
    view.show_state(SetupState(step=Step.STATION, demo=False, checkpoints=rooms))
    view.set_answers(answers)
    view.station.pin.set_text("2468")
    for step in (Step.SOURCE, Step.STATION):
        view.show_state(SetupState(step=step, demo=False, checkpoints=rooms))

    assert view.answers() == answers
    assert "2468" not in repr(view.answers())


def test_the_rail_takes_less_width_on_small_screens(qtbot):
    rail = Rail()
    qtbot.addWidget(rail)
    assert rail.width() == WIDTH
    rail.set_narrow(narrow=True)
    assert rail.width() == NARROW


def test_the_rail_draws_another_picture_for_each_part(qtbot):
    rail = Rail()
    qtbot.addWidget(rail)
    rail.resize(WIDTH, 640)
    pictures = []
    for step in (Step.EVENT, Step.SOURCE, Step.STATION):
        rail.show_step(step)
        pictures.append(rail.grab().toImage())

    assert pictures[0] != pictures[1] != pictures[2]
