"""Starting the program: one window a profile, first run, log, and an end."""

import os
import signal
from dataclasses import replace

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from kiosk.app import bootstrap
from kiosk.app.pin import hash_pin
from kiosk.app.sounds import Sounds
from kiosk.app.window import StationWindow
from kiosk.domain.errors import FailureError, WrongUseError
from kiosk.domain.settings import Station, StationRole
from kiosk.services.profile import demo_profile, load_station, save_station
from kiosk.store.connect import close
from kiosk.ui.setup.view import SetupView


@pytest.fixture(autouse=True)
def _no_audio(monkeypatch):
    """Whether this machine has audio is not what is tested here."""
    monkeypatch.setattr(Sounds, "prepare", lambda _self: None)


@pytest.fixture
def profile(tmp_path):
    folder = tmp_path / "profile"
    close(demo_profile(folder).db)
    save_station(folder, replace(load_station(folder), sound=False))
    return folder


def windows(kind):
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


@pytest.fixture
def when_open(qapp):
    """Do something as soon as a window of that kind is seen; the event loop must be entered."""
    timers = []

    def later(kind, act):
        timer = QTimer(interval=20)

        def look():
            found = windows(kind)
            if found:
                timer.stop()
                act(found[0])

        timer.timeout.connect(look)
        timer.start()
        timers.append(timer)

    yield later
    # a Quit that is still on its way would end the event loops of the next tests
    QTimer.singleShot(50, qapp.quit)
    qapp.exec()


def test_the_window_opens_and_its_close_ends_the_program(profile, when_open):
    titles = []

    def close_it(window):
        titles.append(window.windowTitle())
        window.close()

    when_open(StationWindow, close_it)

    assert bootstrap.open_window(profile) == 0
    assert titles == ["LACNIC 46 · Mesa 2"]
    assert (profile / "event.db").exists()


def test_a_request_of_the_system_to_stop_closes_it_in_order(profile, when_open):
    when_open(StationWindow, lambda _window: os.kill(os.getpid(), signal.SIGTERM))

    assert bootstrap.open_window(profile) == 0
    assert windows(StationWindow) == []


def test_the_command_line_wins_over_the_saved_station(profile, when_open):
    seen = []

    def close_it(window):
        seen.append((window.guarded, type(window.screen_widget).__name__))
        window.close_now()

    when_open(StationWindow, close_it)
    bootstrap.open_window(profile, role=StationRole.DOOR, checkpoint="csirt")

    assert seen == [(True, "DoorView")]
    assert load_station(profile).role is StationRole.DESK


@pytest.mark.parametrize("role", [StationRole.DESK, StationRole.DOOR])
def test_the_system_may_end_it_without_a_pin(profile, when_open, role):
    save_station(profile, replace(load_station(profile), pin_hash=hash_pin("2468")))
    when_open(StationWindow, lambda _window: signal.raise_signal(signal.SIGTERM))

    assert bootstrap.open_window(profile, role=role, checkpoint="csirt") == 0
    assert windows(StationWindow) == []


def test_a_profile_has_one_window(profile):
    lock = bootstrap.lock_profile(profile)
    with pytest.raises(FailureError):
        bootstrap.open_window(profile)
    lock.unlock()
    bootstrap.lock_profile(profile).unlock()


def test_a_checkpoint_that_is_not_there_is_told_and_nothing_stays_locked(profile):
    with pytest.raises(WrongUseError):
        bootstrap.open_window(profile, role=StationRole.DOOR, checkpoint="nowhere")

    bootstrap.lock_profile(profile).unlock()


def test_without_an_event_the_set_up_comes_first(tmp_path, when_open):
    opened = []

    def begin(view):
        view.start.click()

    def close_it(window):
        opened.append(window.windowTitle())
        window.close_now()

    when_open(SetupView, begin)
    when_open(StationWindow, close_it)

    assert bootstrap.open_window(tmp_path / "new") == 0
    assert len(opened) == 1


def test_closing_the_set_up_opens_nothing(tmp_path, when_open):
    when_open(SetupView, lambda view: view.close())

    assert bootstrap.open_window(tmp_path / "new") == 0
    assert windows(StationWindow) == []


def test_the_demo_opens_with_its_morning(tmp_path, when_open):
    clocks = []

    def close_it(window):
        clocks.append(window.screen_widget._state.top.clock)
        window.close_now()

    when_open(StationWindow, close_it)
    bootstrap.open_window(tmp_path / "demo", demo=True)

    assert clocks == ["09:14"]


def test_choose_keeps_what_is_not_named():
    station = Station(role=StationRole.DOOR, checkpoint="csirt")

    assert bootstrap.choose(station, None, None) == station
    assert bootstrap.choose(station, StationRole.DESK, "lacix") == Station(checkpoint="lacix")
