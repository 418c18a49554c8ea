"""At self-service a code that nobody here knows is asked of its source; nobody waits in vain."""

from __future__ import annotations

import threading

import pytest

from kiosk.app import source_asker
from kiosk.app.self_service_controller import MOST_TRIES, SelfServiceController
from kiosk.ui.self_service.state import CodeState, ConfirmState, HelpState, IdleState
from kiosk.ui.self_service.view import SelfServiceView
from tests.services.sources import person


@pytest.fixture
def screen(qtbot, net, ready):
    """The screen of a station with a source to ask."""
    view = SelfServiceView("LACNIC 46", ("es", "pt", "en"), still=True)
    qtbot.addWidget(view)
    view.resize(960, 540)
    view.show()
    context = net.ask(lambda ctx: ctx)
    controller = SelfServiceController(view, net.store, context.event, context.station)
    controller.asker = ready
    controller.start()
    yield controller
    controller.stop()


@pytest.fixture
def slow(net, monkeypatch):
    """The source answers once it is let."""
    go_on = threading.Event()
    found = net.source.look_up
    monkeypatch.setattr(net.source, "look_up", lambda code: go_on.wait(5) and found(code))
    yield go_on
    go_on.set()


def asking(screen):
    state = screen.view.state
    return isinstance(state, IdleState) and state.asking


def test_who_registered_a_minute_ago_is_greeted(net, server, screen):
    server.put(person(77))
    screen.on_scan("code-77")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))

    assert screen.view.state.first_line == "Name77"
    assert net.kinds() == []


def test_the_screen_says_what_it_does_meanwhile(net, screen, slow):
    screen.on_scan("code-404")
    net.until(lambda: asking(screen))
    assert "Buscando" in screen.view.idle.hero.text

    slow.set()
    net.until(lambda: isinstance(screen.view.state, HelpState))
    assert net.kinds()[0] == "refused"


def test_who_is_known_here_is_not_asked_for(net, screen, monkeypatch):
    monkeypatch.setattr(net.source, "look_up", lambda _code: pytest.fail("asked"))
    screen.on_scan("code-1")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))

    assert screen.view.state.first_line == "Name1"


def test_the_next_person_does_not_wait_for_the_one_before(net, server, screen, slow):
    server.put(person(77))
    screen.on_scan("code-77")
    net.until(lambda: asking(screen))
    screen.on_scan("code-1")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))

    slow.set()
    net.until(lambda: not net.store.busy)
    assert screen.view.state.first_line == "Name1"
    assert net.kinds() == []  # whom nobody was told of is not admitted


def type_code(screen, code, surname="Paz"):
    screen.view.no_code_asked.emit()
    screen.view.code_entered.emit(code, surname)


def test_a_typed_code_is_asked_for_as_a_scanned_one(net, server, screen):
    server.put(person(77))
    type_code(screen, "code-77")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))

    assert screen.view.state.first_line == "Name77"
    assert net.kinds() == []


@pytest.mark.parametrize("code", ["code-77", "code-404"], ids=["another surname", "no code"])
def test_a_typed_pair_that_does_not_belong_together_counts(net, server, screen, code):
    server.put(person(77))
    for _ in range(MOST_TRIES - 1):
        type_code(screen, code, "Sosa")
        net.until(lambda: isinstance(screen.view.state, HelpState))
    type_code(screen, code, "Sosa")
    net.until(lambda: isinstance(screen.view.state, CodeState) and screen.view.state.paused)


def test_a_typed_code_that_is_known_here_is_not_asked_for(net, screen, monkeypatch):
    monkeypatch.setattr(net.source, "look_up", lambda _code: pytest.fail("asked"))
    type_code(screen, "code-1", "Sosa")
    net.until(lambda: isinstance(screen.view.state, HelpState))
    type_code(screen, "code-1")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))


def test_whoever_comes_after_a_typed_code_does_not_wait_for_it(net, server, screen, slow):
    server.put(person(77))
    type_code(screen, "code-77")
    net.until(lambda: asking(screen))
    screen.on_scan("code-1")
    net.until(lambda: isinstance(screen.view.state, ConfirmState))

    slow.set()
    net.until(lambda: not net.store.busy)
    assert screen.view.state.first_line == "Name1"


def test_a_silent_source_is_not_waited_for(net, screen, slow, monkeypatch):
    monkeypatch.setattr(source_asker, "DEADLINE_MS", 30)
    screen.on_scan("code-77")
    net.until(lambda: isinstance(screen.view.state, HelpState))

    assert net.kinds()[0] == "refused"


def test_without_a_source_the_answer_is_as_before(net, screen):
    screen.asker = None
    screen.on_scan("code-404")
    net.until(lambda: isinstance(screen.view.state, HelpState))
