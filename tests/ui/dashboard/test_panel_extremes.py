"""The panel with names of any length and script and figures of any size, on the smallest screens."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.settings import Theme
from kiosk.ui.dashboard.arrivals_card import scale_of
from kiosk.ui.dashboard.page import PanelPage
from kiosk.ui.dashboard.state import Bar, DocumentsState, Figure, GaugeState, PanelState, RoomBar
from kiosk.ui.stations.state import StationLine
from kiosk.ui.widgets.chip import Tone
from tests.ui.desk.filled import PANEL
from tests.ui.seen import controls, nameless, settle, tab_stops, troubles

LONG = ("Instituto Tecnológico de Investigación y Desarrollo de Redes Académicas " * 3)[:200]
NAMES = {
    "long": LONG,
    "arabic": "مركز معلومات الشبكة",
    "hebrew": "איגוד האינטרנט הישראלי",
    "cjk": "日本ネットワークインフォメーションセンター",
    "none": "",
}
HUGE = 98_765_432


@pytest.fixture
def page(qtbot):
    made = PanelPage()
    qtbot.addWidget(made)
    made.retranslate()
    made.set_compact(compact=True)
    made.resize(992, 548)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(page, **changes):
    page.draw(replace(PANEL, panel=replace(PANEL.panel, **changes)))
    settle()


def named(name):
    """The ordinary panel, in which everything that can have a name has that one."""
    panel = PANEL.panel
    card = replace(panel.assembly, name=name, quorum=name, requests=name)
    return {
        "rooms": (RoomBar("lock", name, 38, 40, name, tight=True),) * 3,
        "assemblies": (("l", name), ("m", name)),
        "assembly": card,
        "printers": tuple(replace(one, name=name) for one in panel.printers),
        "stations": (StationLine(name, name, "999", "hace 59 minutos", Tone.WARN),),
        "documents": DocumentsState(folder=f"/d/{name}", places=(("f", name),), saved=name),
    }


def over_each_other(page):
    return [said for said in troubles(page) if not said.startswith("cut")]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "size", [(992, 548), (1248, 648), (1864, 908)], ids=["least", "small", "large"]
)
def test_no_name_pushes_anything_over_its_neighbour(page, name, size):
    page.resize(*size)
    show(page, **named(NAMES[name]))

    assert over_each_other(page) == []


@pytest.mark.parametrize("name", ["long", "arabic", "cjk"])
def test_what_is_cut_is_said_whole(page, name):
    show(page, **named(NAMES[name]))

    assert NAMES[name] in page.rooms.lines.accessibleName()
    assert page.assembly.title.accessibleName() == NAMES[name]


@pytest.mark.parametrize("count", [0, 1, HUGE])
@pytest.mark.parametrize("chosen", list(Theme))
def test_any_count_is_drawn_and_said(page, dress, count, chosen):
    dress(chosen)
    show(
        page,
        rooms=(RoomBar("lock", "Foro", count, 40), RoomBar("lock", "Sala", count, 0)),
        figures=(Figure("users", str(count), "acreditados"),) * 5,
        bars=(Bar("09:00", count), Bar("09:15", 0, running=True)),
        assembly=replace(PANEL.panel.assembly, gauge=GaugeState(count, 640, 320, "votos")),
    )

    assert over_each_other(page) == []
    assert not page.grab().isNull()
    assert f"Foro {count}" in page.rooms.lines.accessibleName()
    assert page.assembly.gauge.accessibleName() == f"{count} votos"
    assert page.figures.accessibleName().count(str(count)) == 5


@pytest.mark.parametrize("most", [0, 1, 5, 999, 123_456, HUGE])
def test_the_scale_reaches_over_any_bar_in_few_steps(most):
    top, step = scale_of(most)

    assert top >= most
    assert 1 <= top / step <= 5


def test_a_panel_that_was_full_leaves_nothing_when_it_is_empty(page):
    show(page, **named(LONG))
    page.draw(replace(PANEL, panel=PanelState()))
    settle()

    assert not page.assembly.isVisible()
    assert not page.stations.isVisible()
    assert not page.figures.isVisible()
    assert page.arrivals.empty.isVisible()
    assert page.printers.empty.isVisible()
    assert not page.documents.said.isVisible()
    assert page.rooms.lines.accessibleName() == ""
    assert troubles(page) == []


FORM = DocumentsState(form=True, folder="/d", places=(("f", "Foro"),))
RUNNING = DocumentsState(running="Certificados: 1 de 4", done=1, total=4)


@pytest.mark.parametrize("documents", [FORM, RUNNING], ids=["form", "running"])
def test_documents_are_asked_for_by_keyboard_alone(page, qtbot, documents):
    show(page, documents=documents)
    stops = tab_stops(page, qtbot)

    assert [type(one).__name__ for one in controls(page) if one not in stops] == []
    assert nameless(page) == []
    assert over_each_other(page) == []


def test_enter_on_a_button_of_the_form_presses_that_one_alone(page, qtbot):
    show(page, documents=FORM)
    heard = []
    page.documents.ordered.connect(lambda form: heard.append(("ordered", form.place)))
    page.documents.left.connect(lambda: heard.append("left"))
    page.documents.place.set_value("f")
    qtbot.keyClick(page.documents.back, Qt.Key.Key_Return)
    qtbot.keyClick(page.documents.make, Qt.Key.Key_Return)

    assert heard == ["left", ("ordered", "f")]


@pytest.mark.parametrize(
    ("typed", "kept"), [("12", "12"), ("abc", ""), ("-3", "3"), ("99999", "999")]
)
def test_hours_are_a_small_number_or_nothing(page, qtbot, typed, kept):
    show(page, documents=FORM)
    qtbot.keyClicks(page.documents.hours.line, typed)

    assert page.documents.form().hours == kept


def test_what_was_chosen_for_certificates_stays_while_the_panel_is_drawn_again(page):
    show(page, documents=FORM)
    page.documents.place.set_value("f")
    page.documents.hours.set_text("4")
    show(page, documents=FORM, peak="pico 09:45")
    show(page, documents=replace(FORM, problem="No hay lugar en el disco."))

    assert (page.documents.form().place, page.documents.form().hours) == ("f", "4")
