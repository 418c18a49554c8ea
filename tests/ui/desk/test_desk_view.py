"""The desk's view alone: draws any state at any size, in any theme, and tells what was done."""

import dataclasses

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.desk.state import (
    AlreadyState,
    Candidate,
    CardMode,
    CardState,
    DeskState,
    HistoryRow,
    Page,
    ReasonState,
    RoomLine,
    RowState,
    SearchState,
    StatusItem,
    StatusState,
    TopState,
    WalkInState,
)
from kiosk.ui.desk.view import DeskView
from kiosk.ui.printing.job_line import JobLine
from kiosk.ui.printing.state import PrintRow, PrintsState
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import ChipData, Tone

CONFIRMED = ChipData("Confirmado", Tone.SOFT, "ticket")
LONG = "Maximiliano Bartolomé de las Casas y Echeverría-Etcheverrigaray da Conceição"
ROLES = tuple(ChipData(n, Tone.ROLE, "mic", "#0B5CAD") for n in ("Orador/a", "Becario/a", "Prensa"))
ROOMS = tuple(RoomLine(f"Sala {n}", Tone.OK, "abierta") for n in range(14))
TOP = TopState("LACNIC 46", "Mesa 2", "Lucía R.", "es", "09:14")
STATUS = StatusState((StatusItem("layers", "Cola de impresión", "0"),), 281, 587)


def row(number: int, name: str = "José Núñez Ibáñez") -> RowState:
    return RowState(str(number), name, "Cooperativa · Uruguay", ((5, 10),), (), ROLES, CONFIRMED)


def card(name: str = "José Núñez Ibáñez", **more) -> CardState:
    return CardState("1", name, "Cooperativa · Uruguay", CONFIRMED, ROLES, b"", ROOMS, **more)


def state(name: str = "José Núñez Ibáñez", **more) -> DeskState:
    rows = tuple(row(n, name) for n in range(7))
    made = DeskState(
        mode=CardMode.PERSON,
        top=TOP,
        status=STATUS,
        search=SearchState("nunez", rows, 0, undo="Carla Souza, 09:13"),
        card=card(name, note="Entregar sobre de becario (caja azul)."),
    )
    return dataclasses.replace(made, **more)


def already(name: str = "María José Núñez Prado") -> DeskState:
    history = (HistoryRow("09:12", "check", "Acreditada", "Lucía R."),) * 9
    shown = AlreadyState(
        card(name, checked_in=True),
        "Ya se había acreditado",
        "Universidad · Costa Rica",
        ("09:12", "hoy, hace 23 minutos"),
        ("Mesa 2", "planta baja"),
        ("Lucía R.", "credencial impresa 1 vez"),
        history,
    )
    return state(name, page=Page.ALREADY, already=shown, card=shown.card)


def walk_in(name: str = "João Pedro Araújo Lima") -> DeskState:
    candidates = (Candidate(row(1, name), "Mismo nombre"), Candidate(row(2, name), "Parecido"))
    return state(page=Page.WALK_IN, walk_in=WalkInState(candidates))


def reason() -> DeskState:
    options = (("Una", "uno"), ("Otra", "dos"), ("Tercera", "tres"))
    question = ReasonState("¿Deshacer?", "Se acreditó", options, "Deshacer", "undo-2")
    return state(mode=CardMode.REASON, reason=question)


def prints() -> DeskState:
    jobs = (PrintRow("j1", LONG, "Sin papel", ChipData("No salió", Tone.WARN), can_retry=True),)
    return state(page=Page.PRINTS, prints=PrintsState(jobs), banner="La impresora no responde.")


ALL = {
    "search": state(),
    "long names": state(LONG),
    "already": already(),
    "already long": already(LONG),
    "walk-in": walk_in(LONG),
    "reason": reason(),
    "prints": prints(),
    "correct": state(mode=CardMode.CORRECT),
    "problem": state(card=card(LONG, problem="Falta el pago. " * 6, problem_step="Cobre.")),
    "empty": DeskState(top=TOP, status=STATUS),
}
SIZES = [(1920, 1080), (1366, 768), (1280, 720)]


@pytest.fixture
def view(qtbot):
    made = DeskView()
    qtbot.addWidget(made)
    made.resize(1920, 1080)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    qtbot.waitUntil(made.box.line.hasFocus)
    return made


def settle(view):
    for _round in range(4):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.mark.parametrize("name", ALL)
def test_nothing_lies_outside_or_over_its_neighbour(view, name):
    for size in SIZES:
        view.resize(*size)
        view.show_state(ALL[name])
        settle(view)
        assert (view.width(), view.height()) == size
        buttons = [b for b in view.findChildren(Button) if b.isVisible()]
        places = [b.rect().translated(b.mapTo(view, b.rect().topLeft())) for b in buttons]
        for button, place in zip(buttons, places, strict=True):
            assert view.rect().contains(place), (size, button.text())
            assert button.height() >= 40
            overlapped = [p for p in places if p is not place and p.intersects(place)]
            assert not overlapped, (size, button.text())


@pytest.mark.parametrize("name", ALL)
def test_every_button_shows_all_its_words(view, name):
    for size in SIZES:
        view.resize(*size)
        view.show_state(ALL[name])
        settle(view)
        for button in view.findChildren(Button):
            if button.isVisible() and not button.text().startswith("Deshacer:"):
                need = button.minimumSizeHint().width() - 12
                assert button.width() >= need, (size, button.text())


@pytest.mark.parametrize("chosen", list(Theme))
def test_every_state_draws_in_every_theme(view, qapp, chosen):
    stylesheet.apply(qapp, chosen)
    for name, shown in ALL.items():
        view.show_state(shown)
        settle(view)
        image = view.grab().toImage()
        assert image.pixelColor(4, 600).name().upper() == theme.tokens(chosen).bg, name
        assert image.pixelColor(1250, 8).name().upper() == theme.tokens(chosen).ink, name


def test_the_measures_are_those_of_the_design(view):
    view.show_state(ALL["search"])
    settle(view)
    listed = view.search.list
    assert view.top.height() == 72
    assert view.status.height() == 52
    assert view.box.height() == 84
    assert listed.visualRect(listed.rows.index(0, 0)).height() == 97
    assert view.card.main.height() == 84
    assert view.card.correct.height() == 60
    assert view.box.mapTo(view, view.box.rect().topLeft()).x() == 28
    assert abs(view.box.width() - 1076) <= 1
    assert view.card.name._fitting().pixelSize() == 40


def test_long_names_shrink_to_seventy_percent_and_are_then_cut(view):
    view.show_state(ALL["long names"])
    settle(view)
    assert view.card.name._fitting().pixelSize() == 28
    assert view.card.name.shown().startswith("Maximiliano Bartolomé")
    assert view.card.name.toolTip() == LONG


def test_more_rooms_than_fit_are_counted(view):
    view.show_state(ALL["search"])
    settle(view)
    shown = view.card.rooms.shown()
    assert 0 < len(shown) < len(ROOMS)
    assert all(r.name in view.card.rooms.toolTip() for r in ROOMS)


def test_the_newest_history_stays_when_there_is_too_much(view):
    view.resize(1280, 720)
    view.show_state(already())
    settle(view)
    assert 1 <= len(view.already_left.history.shown()) < 9


def test_there_is_one_primary_button_a_screen(view):
    for shown in ALL.values():
        view.show_state(shown)
        settle(view)
        visible = [b for b in view.findChildren(Button) if b.isVisible()]
        assert sum(b.kind.value == "primary" for b in visible) <= 1


def test_no_disabled_button_is_without_a_reason(view):
    for shown in ALL.values():
        view.show_state(shown)
        settle(view)
        for button in view.findChildren(Button):
            if button.isVisible() and not button.isEnabled():
                assert button.toolTip(), button.text()


@pytest.mark.parametrize("key", ["F2", "F3", "F4", "F6", "F8"])
def test_function_keys_are_told_wherever_the_focus_is(view, qtbot, key):
    view.show_state(ALL["search"])
    heard = []
    view.key_pressed.connect(heard.append)
    qtbot.keyClick(view.box.line, getattr(Qt.Key, f"Key_{key}"))
    assert heard == [key]


def test_buttons_tell_the_same_as_their_keys(view, qtbot):
    view.show_state(ALL["search"])
    settle(view)
    heard = []
    view.key_pressed.connect(heard.append)
    for button in (view.card.correct, view.card.no_print, view.search.walk_in, view.search.undo):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert heard == ["F2", "F3", "F4", "F8"]


def test_tab_reaches_the_buttons_and_the_ring_follows(view, qtbot):
    view.show_state(ALL["search"])
    settle(view)
    for _step in range(12):
        qtbot.keyClick(view.focusWidget(), Qt.Key.Key_Tab)
        if view.focusWidget() is view.card.main:
            break
    assert view.focusWidget() is view.card.main
    assert view._ring.isVisible()
    assert view._ring.target is view.card.main


def test_the_language_changes_every_visible_word(view, monkeypatch):
    view.show_state(ALL["search"])
    before = {b: b.text() for b in view.findChildren(Button)}
    monkeypatch.setattr(texts.catalog, "_catalog", lambda _lang: Other())
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    settle(view)
    assert view.search.hints.choose.text() == "<elegir>"
    assert view.top.tabs["search"].text() == "<Acreditar>"
    stayed = [b.text() for b, text in before.items() if text and b.text() == text]
    assert stayed == []


class Other:
    def gettext(self, message):
        return f"<{message}>"

    def ngettext(self, one, many, n):
        return f"<{one if n == 1 else many}>"


def test_digits_answer_a_question_from_any_button(view, qtbot):
    view.show_state(reason())
    settle(view)
    heard = []
    view.reason_chosen.connect(heard.append)
    view.reason.confirm.setFocus()
    qtbot.keyClick(view.reason.confirm, Qt.Key.Key_2)
    qtbot.keyClick(view.box.line, Qt.Key.Key_3)
    assert heard == [1, 2]


def test_the_queue_tells_which_job_to_try_again(view, qtbot):
    view.show_state(prints())
    settle(view)
    heard = []
    view.prints.queue.retried.connect(heard.append)
    lines = view.findChildren(JobLine)
    retry = next(line.retry for line in lines if line.retry.objectName() == "j1")
    qtbot.mouseClick(retry, Qt.MouseButton.LeftButton)
    assert heard == ["j1"]
    assert view.banner.isVisible()
