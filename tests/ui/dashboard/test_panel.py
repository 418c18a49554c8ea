"""The panel alone: draws any state at any size in any theme, and tells what was pressed."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.dashboard.gauge import Gauge
from kiosk.ui.dashboard.page import PanelPage
from kiosk.ui.dashboard.state import (
    AssemblyCardState,
    CallLine,
    GaugeState,
    PanelState,
    RoomBar,
)
from kiosk.ui.desk.state import DeskState
from kiosk.ui.widgets.chip import ChipData, Tone

ROOMS = (
    RoomBar("vote", "Asamblea de Asociados", 131, 300, "hasta las 13:00"),
    RoomBar("lock", "Reunión de LAC-IX", 38, 40, "casi llena", tight=True),
    RoomBar("door-open", "Foro de Políticas", 12),
)
CARD = AssemblyCardState(
    "lacnic",
    "Asamblea General Ordinaria de Asociados",
    ChipData("Hay quórum", Tone.OK, "check"),
    GaugeState(342, 640, 320, "votos de 640"),
    "Quórum: 320 (50 % de los votos)",
    (("118", "organizaciones"), ("104", "representantes"), ("27", "observadores")),
    (
        CallLine("09:00 · Primera llamada", "sin quórum, con 33 votos de menos"),
        CallLine("09:30 · Segunda llamada", "quórum a las 09:31", Tone.OK),
        CallLine("10:00 · Llamada 3", "12 votos: faltan 3 votos", Tone.WARN),
    ),
    "Piden una asamblea: 3 organizaciones de 48 necesarias",
)
STATE = PanelState(ROOMS, (("lacnic", "LACNIC"),), CARD)
TWO = replace(STATE, assemblies=(("lacnic", "Asamblea de LACNIC"), ("lactld", "LACTLD")))


@pytest.fixture
def page(qtbot):
    made = PanelPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1864, 908)
    made.show()
    return made


def show(page, state):
    page.draw(DeskState(panel=state))
    QApplication.processEvents()  # parts find their places one event later


def test_it_says_aloud_what_it_draws(page):
    show(page, STATE)

    assert page.rooms.lines.accessibleName() == (
        "Asamblea de Asociados 131 · Reunión de LAC-IX 38 · Foro de Políticas 12"
    )
    assert page.assembly.gauge.accessibleName() == "342 votos de 640"
    assert "118 organizaciones" in page.assembly.figures.accessibleName()
    assert "09:31" in page.assembly.calls.accessibleName()
    assert page.assembly.chip.accessibleName() == "Hay quórum"


def test_without_an_assembly_the_rooms_have_the_page(page):
    show(page, replace(STATE, assembly=None))

    assert not page.assembly.isVisible()
    assert page.rooms.isVisible()


def test_one_assembly_needs_no_choice_and_two_have_one(page, qtbot):
    show(page, STATE)
    assert page.assembly.buttons == []

    show(page, TWO)
    with qtbot.waitSignal(page.assembly_chosen) as chosen:
        page.assembly.buttons[1].click()
    assert chosen.args == ["lactld"]

    show(page, STATE)
    assert page.assembly.buttons == []


def test_the_button_asks_for_the_book_and_the_answer_is_shown(page, qtbot):
    show(page, STATE)
    assert not page.assembly.saved.isVisible()

    with qtbot.waitSignal(page.book_pressed):
        page.assembly.book.click()

    show(page, replace(STATE, saved="Libro guardado en /tmp/libro.pdf"))
    assert page.assembly.saved.isVisible()


@pytest.mark.parametrize("name", list(Theme))
@pytest.mark.parametrize("compact", [False, True])
def test_every_theme_and_size_draws(page, qtbot, dress, name, compact):
    dress(name)
    page.set_compact(compact=compact)
    page.resize(*((992, 500) if compact else (1864, 908)))
    show(page, replace(TWO, saved="Libro guardado en " + "/una/carpeta/larga" * 6))

    assert not page.grab().isNull()
    parts = (page.assembly.calls, page.assembly.figures, page.assembly.gauge)
    qtbot.waitUntil(lambda: all(part.height() >= part.sizeHint().height() for part in parts))


def test_low_windows_scroll_the_rooms(page, qtbot):
    show(page, replace(STATE, rooms=ROOMS * 8))

    lines = page.rooms.lines
    qtbot.waitUntil(lambda: lines.height() >= lines.sizeHint().height())
    assert page.rooms.height() <= page.height()


@pytest.mark.parametrize(
    ("state", "left", "right"),
    [
        (GaugeState(0, 640, 320), False, False),
        (GaugeState(320, 640, 600), True, False),
        (GaugeState(900, 640, 320), True, True),
        (GaugeState(5, 0), False, False),
    ],
    ids=["empty", "half", "more than all", "no total"],
)
def test_the_ring_is_filled_as_far_as_it_is(qtbot, state, left, right):
    gauge = Gauge()
    qtbot.addWidget(gauge)
    gauge.resize(gauge.sizeHint())
    gauge.show_state(state)
    image = gauge.grab().toImage()
    y = gauge.height() - 20
    x = 9 + 390 * 0.105 / 2

    def filled(column):
        return image.pixelColor(int(column), y).name().upper() == theme.current().primary

    assert (filled(x), filled(gauge.width() - x)) == (left, right)
