"""Closing the window that keeps the hub: asked once, after the screen's own question."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit

from kiosk import texts
from kiosk.app.hub_leave import STAKE, HubLeave
from kiosk.app.hub_server import Phase, Serving
from kiosk.app.window import StationWindow

HERE = [Phase.STARTING, Phase.RUNS]
NOT_HERE = [Phase.NONE, Phase.ELSEWHERE, Phase.FAILED]


class Server(QObject):
    """A server that is as the test says."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.serving = Serving()

    def become(self, phase: Phase) -> None:
        self.serving = Serving(phase)
        self.changed.emit(self.serving)


class Screen:
    """A screen that asks something itself, or not."""

    def __init__(self) -> None:
        self.asks = False
        self.close = None

    def hold(self, close) -> bool:
        self.close = close
        return self.asks


@pytest.fixture
def server(qapp):
    return Server()


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def make_window(qtbot, server, screen):
    made = []

    def make(*, guarded: bool = False, pin: str = "") -> StationWindow:
        def check(text, answer):
            answer(text == pin)

        window = StationWindow(QLineEdit(), "e", guarded=guarded, check_pin=check if pin else None)
        window.hold = HubLeave(window, server, screen.hold).hold
        qtbot.addWidget(window)
        window.open()
        qtbot.waitExposed(window)
        made.append(window)
        return window

    yield make
    for window in made:
        window.close_now()


@pytest.mark.parametrize("phase", NOT_HERE)
def test_a_window_without_the_hub_closes_at_once(make_window, server, phase):
    window = make_window()
    server.become(phase)
    window.close()
    assert not window.isVisible()


@pytest.mark.parametrize("phase", HERE)
def test_a_window_with_the_hub_asks_and_says_what_is_at_stake(make_window, server, phase):
    window = make_window()
    server.become(phase)
    window.close()
    assert window.isVisible()
    assert window.asking
    assert window.leave.hint.text == STAKE
    window.leave.confirmed.emit("")
    assert not window.isVisible()


def test_a_no_leaves_everything_as_it_was(make_window, server):
    window = make_window()
    server.become(Phase.RUNS)
    window.close()
    window.leave.cancelled.emit()
    assert window.isVisible()
    assert not window.asking
    window.close()
    assert window.asking


def test_a_desk_with_a_pin_asks_for_none(make_window, server):
    window = make_window(pin="2468")
    server.become(Phase.RUNS)
    window.close()
    assert not window.leave.pad.isVisible()
    window.leave.confirmed.emit("")
    assert not window.isVisible()


def test_the_screens_own_question_comes_first(make_window, server, screen):
    window = make_window()
    server.become(Phase.RUNS)
    screen.asks = True
    window.close()
    assert not window.asking
    screen.close()
    assert window.asking
    assert window.isVisible()
    window.leave.confirmed.emit("")
    assert not window.isVisible()


def test_after_the_screens_question_nothing_more_is_asked_without_the_hub(make_window, screen):
    window = make_window()
    screen.asks = True
    window.close()
    assert window.isVisible()
    screen.close()
    assert not window.isVisible()


def test_a_guarded_window_says_it_in_its_own_question(make_window, server):
    window = make_window(guarded=True, pin="2468")
    server.become(Phase.RUNS)
    window.close()
    assert window.leave.pad.isVisible()
    assert window.leave.hint.text == STAKE
    window.leave.confirmed.emit("1111")
    assert window.isVisible()
    window.leave.confirmed.emit("2468")
    assert not window.isVisible()


def test_once_the_hub_is_gone_the_question_is_the_usual_one(make_window, server):
    window = make_window(guarded=True)
    server.become(Phase.RUNS)
    server.become(Phase.FAILED)
    window.close()
    assert window.leave.hint.text == "Mientras tanto esta estación no lee códigos."


@pytest.mark.parametrize(("lang", "words"), [("pt", "As outras"), ("en", "The other stations")])
def test_in_the_language_in_force(make_window, server, lang, words):
    window = make_window()
    server.become(Phase.RUNS)
    texts.use(lang)
    window.close()
    assert window.leave.hint.text.startswith(words)


def test_who_ends_the_program_is_not_asked(make_window, server):
    window = make_window()
    server.become(Phase.RUNS)
    window.close_now()
    assert not window.isVisible()
