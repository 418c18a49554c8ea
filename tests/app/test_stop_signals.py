"""The system's request to stop reaches Qt's loop, and the handlers are given back."""

import os
import signal

import pytest

from kiosk.app.stop_signals import StopSignals


@pytest.fixture
def stop_signals(qapp):
    watched = StopSignals()
    yield watched
    watched.restore()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_arrives_while_qt_waits(stop_signals, qtbot, number):
    with qtbot.waitSignal(stop_signals.stop_requested):
        os.kill(os.getpid(), number)


def test_a_second_request_arrives_too(stop_signals, qtbot):
    for _again in range(2):
        with qtbot.waitSignal(stop_signals.stop_requested):
            os.kill(os.getpid(), signal.SIGTERM)


def test_the_handlers_are_given_back(qapp):
    before = [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)]

    StopSignals().restore()

    assert [signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)] == before
    assert signal.set_wakeup_fd(-1) == -1
