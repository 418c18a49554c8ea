"""Whoever waits for a server is let go at once, whatever the server does."""

from __future__ import annotations

import threading

import pytest

from kiosk.domain.feed import SourceError, Trouble
from kiosk.sources import waits
from kiosk.sources.http import Http
from kiosk.sources.waits import Waits
from tests.sources.scripted_server import Say, ScriptedServer


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


class GivenUpError(Exception):
    """What those get who waited."""


@pytest.fixture
def ended():
    return threading.Event()


@pytest.fixture
def line(ended):
    made = Waits(GivenUpError, ended.set)
    yield made
    made.close()


def test_an_answer_and_an_error_come_through(line):
    assert line.begin(lambda: 46).result(5) == 46
    with pytest.raises(ZeroDivisionError):
        line.begin(lambda: 1 // 0).result(5)


def test_two_requests_run_beside_each_other(line):
    first, second = threading.Event(), threading.Event()
    one = line.begin(lambda: (first.set(), second.wait(5))[1])
    other = line.begin(lambda: (second.set(), first.wait(5))[1])

    assert one.result(5)
    assert other.result(5)


def test_who_waits_is_let_go_and_nothing_begins_any_more(line, ended):
    inside, go_on = threading.Event(), threading.Event()
    waiting = line.begin(lambda: (inside.set(), go_on.wait(5)))
    assert inside.wait(5)

    line.close()

    with pytest.raises(GivenUpError):
        waiting.result(0)
    with pytest.raises(GivenUpError):
        line.begin(lambda: 46)
    assert not ended.is_set()  # the connections are still in somebody's hands
    go_on.set()
    assert ended.wait(5)


def test_without_requests_the_end_is_at_once_and_only_one():
    calls = []
    line = Waits(GivenUpError, lambda: calls.append(1))
    line.begin(lambda: 46).result(5)

    line.close()
    line.close()

    assert calls == [1]


def test_all_of_a_program_are_let_go(line):
    go_on = threading.Event()
    waiting = line.begin(lambda: go_on.wait(5))

    waits.let_go_of_all()

    with pytest.raises(GivenUpError):
        waiting.result(0)
    go_on.set()


def test_a_server_that_never_answers_is_left_from_another_thread(server):
    server.then(Say(hang=True))
    http = Http(server.url)
    found: list[BaseException] = []

    def ask() -> None:
        with pytest.raises(SourceError) as caught:
            http.get("x")
        found.append(caught.value)

    asking = threading.Thread(target=ask)
    asking.start()
    while not server.asked and asking.is_alive():
        asking.join(0.01)
    http.close()
    asking.join(5)

    assert not asking.is_alive()
    (error,) = found
    assert isinstance(error, SourceError)
    assert error.trouble is Trouble.UNREACHABLE


def test_after_the_end_nothing_is_asked(server):
    http = Http(server.url)
    http.close()

    with pytest.raises(SourceError, match="se cierra"):
        http.get("x")
    assert server.asked == []
