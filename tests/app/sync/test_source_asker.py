"""A code that nobody here knows is asked of its source: once, for a while, and nobody hangs."""

from __future__ import annotations

import threading

import pytest

from kiosk.app import source_asker
from kiosk.app.door_decider import DoorDecider
from kiosk.domain.feed import SourceError, Trouble
from kiosk.services.check_in import ScanRequest
from tests.services.sources import person


@pytest.fixture
def door(qtbot, net, ready):
    decider = DoorDecider(net.store)
    decider.asker = ready
    decider.answers = []
    decider.decided.connect(lambda answered: decider.answers.append(answered.outcome.verdict))
    return decider


def scanned(code):
    return ScanRequest(text=code, checkpoint="main")


def test_nobody_is_asked_before_the_first_list(qtbot, net, asker):
    asker.start()
    net.until(lambda: not net.store.busy)

    assert not asker.ready


def test_who_registered_a_minute_ago_comes_in(net, server, door):
    server.put(person(77))
    door.decide(scanned("code-77"))
    net.until(lambda: bool(door.answers))

    assert door.answers[0].admitted
    kinds = net.kinds()
    assert kinds == ["admitted"]


def test_who_is_known_nowhere_is_refused_once(net, door):
    door.decide(scanned("code-404"))
    net.until(lambda: bool(door.answers))

    assert not door.answers[0].admitted
    kinds = net.kinds()
    assert kinds == ["refused"]


def test_who_is_known_here_is_not_asked_for(net, door, monkeypatch):
    monkeypatch.setattr(net.source, "look_up", lambda _code: pytest.fail("asked"))
    door.decide(scanned("code-1"))
    net.until(lambda: bool(door.answers))

    assert door.answers[0].admitted


def test_the_next_scan_does_not_wait(net, server, door, monkeypatch):
    go_on = threading.Event()
    found = net.source.look_up
    monkeypatch.setattr(net.source, "look_up", lambda code: go_on.wait(5) and found(code))
    passed = []
    door.passed.connect(lambda: passed.append(1))
    server.put(person(77))
    door.decide(scanned("code-77"))
    door.decide(scanned("code-1"))
    net.until(lambda: bool(door.answers))
    assert door.answers[0].admitted

    go_on.set()
    net.until(lambda: bool(passed))
    net.until(lambda: not net.store.busy)
    assert len(door.answers) == 1
    kinds = net.kinds()
    assert kinds == ["admitted"]  # whom nobody was told of is not admitted


def test_a_source_that_is_silent_is_not_waited_for(net, door, monkeypatch):
    monkeypatch.setattr(source_asker, "DEADLINE_MS", 30)
    go_on = threading.Event()
    monkeypatch.setattr(net.source, "look_up", lambda _code: go_on.wait(5) and None)
    door.decide(scanned("code-77"))
    net.until(lambda: bool(door.answers))
    go_on.set()

    assert not door.answers[0].admitted


def test_a_source_that_cannot_be_reached_rests(net, ready, door):
    net.source.down = SourceError(Trouble.UNREACHABLE, "down")
    door.decide(scanned("code-77"))
    net.until(lambda: bool(door.answers))

    assert not door.answers[0].admitted
    assert not ready.ready
