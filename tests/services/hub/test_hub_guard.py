"""A hub that does not answer is not waited for by one person after the other."""

from __future__ import annotations

import pytest

from kiosk.hub.interface import Message, Outgoing, Unanswered, Won
from kiosk.services.hub_guard import REST, GuardedHub
from tests.services.memory_hub import Line, Record

ENTRY = Outgoing("e1", "pass", "K", b"{}")


class Watch:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def line() -> Line:
    return Line(Record(), "Mesa 1", looks_connected=True)


@pytest.fixture
def guarded(line: Line, watch: Watch) -> GuardedHub:
    return GuardedHub(line, watch)


def test_an_answered_claim_leaves_it_closed(guarded: GuardedHub, line: Line):
    assert guarded.claim(ENTRY, 0, 0.4) == Won(1)
    assert guarded.claim(Outgoing("e2", "pass", "K", b"{}"), 1, 0.4) == Won(2)
    assert line.asked == 2


def test_after_one_silence_nobody_else_waits(guarded: GuardedHub, line: Line):
    line.cut = True
    for _ in range(5):
        assert guarded.claim(ENTRY, 0, 0.4) == Unanswered()

    assert line.asked == 1
    assert not guarded.asks


def test_a_hub_that_says_it_is_not_connected_is_not_asked(guarded: GuardedHub, line: Line):
    line.looks_connected = False

    assert guarded.claim(ENTRY, 0, 0.4) == Unanswered()
    assert line.asked == 0


@pytest.mark.parametrize("answer", ["publish", "events"])
def test_any_answer_closes_it_again(guarded: GuardedHub, line: Line, answer: str):
    line.cut = True
    guarded.claim(ENTRY, 0, 0.4)
    line.cut = False
    if answer == "publish":
        guarded.publish(ENTRY, 1.0)
    else:
        line.record.messages.append(Message(1, "x", "Mesa-2", "log", "x", b""))
        guarded.events_from(0, 10, 0)

    assert guarded.asks
    assert guarded.claim(ENTRY, 0, 0.4).__class__ is Won


def test_silence_of_events_says_nothing(guarded: GuardedHub, line: Line):
    line.cut = True
    guarded.claim(ENTRY, 0, 0.4)
    line.cut = False

    guarded.events_from(0, 10, 0)

    assert not guarded.asks


def test_after_a_rest_one_scan_tries_again(guarded: GuardedHub, line: Line, watch: Watch):
    line.cut = True
    guarded.claim(ENTRY, 0, 0.4)
    watch.now += REST
    guarded.claim(ENTRY, 0, 0.4)
    guarded.claim(ENTRY, 0, 0.4)

    assert line.asked == 2


def test_a_publication_without_an_answer_opens_it_too(guarded: GuardedHub, line: Line):
    line.cut = True
    guarded.publish(ENTRY, 1.0)

    guarded.claim(ENTRY, 0, 0.4)

    assert line.asked == 0


def test_the_rest_goes_through(guarded: GuardedHub, line: Line):
    guarded.beat(b"alive")

    assert line.said == [b"alive"]
    assert guarded.beats() == {}
    assert guarded.health() == line.health()
    assert guarded.survey(1.0) == line.survey(1.0)
    guarded.close()
    assert line.cut


def test_the_list_goes_through_and_its_records_close_it(guarded: GuardedHub, line: Line):
    line.source = True
    line.cut = True
    guarded.claim(ENTRY, 0, 0.4)
    assert not guarded.put("full", "person", "ana", b"{}", 1.0)
    assert guarded.records_from(0, 10, 0) == ()
    assert not guarded.asks

    line.cut = False
    assert guarded.put("full", "person", "ana", b"{}", 1.0)
    assert guarded.asks
    line.cut = True
    guarded.claim(ENTRY, 0, 0.4)
    line.cut = False

    (found,) = guarded.records_from(0, 10, 0)

    assert (found.kind, found.key, found.body) == ("person", "ana", b"{}")
    assert guarded.asks
