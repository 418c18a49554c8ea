"""Jobs of which only the last counts: one runs, one waits, and the thread ends when told."""

import threading

import pytest

from kiosk.app.designer_lane import Lane


@pytest.fixture
def lane(make_worker):
    made = Lane("drawing", make_worker)
    yield made
    made.stop()


def test_of_those_that_wait_only_the_last_is_done(lane, qtbot):
    gate, done = threading.Event(), []

    def first():
        assert gate.wait(10)
        return 0

    lane.ask(first, done.append, done.append)
    for number in (1, 2, 3):
        lane.ask(lambda n=number: n, done.append, done.append)
    gate.set()
    qtbot.waitUntil(lambda: not lane.busy, timeout=10_000)

    assert sorted(done) == [0, 3]


def test_what_fails_is_told_and_the_next_goes_on(lane, qtbot):
    told = []

    lane.ask(lambda: 1 // 0, told.append, told.append)
    qtbot.waitUntil(lambda: not lane.busy, timeout=10_000)
    lane.ask(lambda: "well", told.append, told.append)
    qtbot.waitUntil(lambda: not lane.busy, timeout=10_000)

    assert isinstance(told[0], ZeroDivisionError)
    assert told[1] == "well"


def test_after_its_end_it_can_begin_again(lane, qtbot):
    told = []
    lane.ask(lambda: "unheard", told.append, told.append)
    lane.stop()
    assert not lane.busy

    lane.ask(lambda: "heard", told.append, told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)

    assert told == ["heard"]


def test_a_lane_that_never_worked_has_nothing_to_end(make_worker):
    Lane("trying", make_worker).stop()
