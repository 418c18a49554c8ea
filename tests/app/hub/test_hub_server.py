"""The hub's server lives as long as the window: it starts, is started again, and ends with it."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest

from kiosk.app.hub_server import LOCK_FILE, HubServer, Phase, Serving
from kiosk.domain.errors import FailureError
from kiosk.hub.own import FOLDER
from kiosk.services.file_lock import FileLock
from kiosk.services.hub_setup import make_hub
from tests.patience import until
from tests.ports import free_port

PATIENCE = 30_000


class Kept:
    """A server that does as the test says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.restarts = 0
        self.fails: Exception | None = None
        self.falls: Exception | None = None
        self.crashed = False
        self.done: list[str] = []

    def start(self) -> None:
        self.done.append("start")
        if self.fails is not None:
            raise self.fails

    def tend(self) -> bool:
        if self.falls is not None:
            raise self.falls
        crashed, self.crashed = self.crashed, False
        self.restarts += crashed
        return crashed

    def close(self) -> None:
        self.done.append("close")


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A profile in which a hub was made."""
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "hub.json").write_text("{}")
    return tmp_path


@pytest.fixture
def kept(profile: Path) -> Kept:
    return Kept(profile / FOLDER)


@pytest.fixture
def make_server(qapp, qtbot):
    made = []

    def make(profile: Path, kept: Kept | None = None) -> HubServer:
        server = HubServer(profile, make=(lambda _folder: kept) if kept else None)
        server.told = []
        server.changed.connect(server.told.append)
        made.append(server)
        return server

    yield make
    for server in made:
        assert server.stop()


def phases(server) -> list[Phase]:
    return [serving.phase for serving in server.told]


def begun(qtbot, server) -> HubServer:
    went_on = []
    server.begin(lambda: went_on.append(server.serving.phase))
    qtbot.waitUntil(lambda: went_on != [], timeout=PATIENCE)
    server.went_on = went_on
    return server


def test_a_profile_without_a_hub_goes_on_at_once(make_server, tmp_path):
    server = make_server(tmp_path)
    went_on = []
    server.begin(lambda: went_on.append(True))
    assert went_on == [True]
    assert server.serving == Serving()
    assert not server.serving.here
    assert not server.serving.answers


def test_the_line_begins_when_the_server_runs(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    assert server.went_on == [Phase.RUNS]
    assert phases(server) == [Phase.STARTING, Phase.RUNS]
    assert server.serving.here
    assert server.serving.answers


def test_a_second_begin_starts_no_second_one(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    begun(qtbot, server)
    assert kept.done == ["start"]


def test_it_ends_with_the_window_and_gives_its_right_back(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    lock = FileLock(profile / FOLDER / LOCK_FILE)
    assert not lock.take()
    assert server.stop()
    assert kept.done == ["start", "close"]
    assert lock.take()
    lock.release()


def test_a_hub_that_another_program_runs_is_left_alone(qtbot, make_server, profile, kept):
    lock = FileLock(profile / FOLDER / LOCK_FILE)
    assert lock.take()
    server = begun(qtbot, make_server(profile, kept))
    assert server.serving == Serving(Phase.ELSEWHERE)
    assert kept.done == []
    assert not server.serving.here
    assert server.serving.answers
    assert server.stop()
    assert kept.done == []
    lock.release()


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (FailureError("No arranca: {why}", why="puerto"), "No arranca: puerto"),
        (OSError("no room"), "El servidor de la central no arranca: no room"),
    ],
    ids=["known", "bug"],
)
def test_one_that_does_not_start_says_why_and_the_line_begins(
    qtbot, make_server, profile, kept, problem, words
):
    kept.fails = problem
    server = begun(qtbot, make_server(profile, kept))
    assert server.went_on == [Phase.FAILED]
    assert server.serving.problem is not None
    from kiosk.texts.explain import error_text

    assert error_text(server.serving.problem) == words
    assert kept.done == ["start", "close"]


def test_after_a_failure_it_may_be_tried_again(qtbot, make_server, profile, kept):
    kept.fails = FailureError("No arranca.")
    server = begun(qtbot, make_server(profile, kept))
    kept.fails = None
    begun(qtbot, server)
    assert phases(server) == [Phase.STARTING, Phase.FAILED, Phase.STARTING, Phase.RUNS]


def test_a_crash_is_counted(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    kept.crashed = True
    qtbot.waitUntil(lambda: server.serving.restarts == 1, timeout=PATIENCE)
    assert server.serving.phase is Phase.RUNS


def test_one_that_cannot_be_started_again_is_tried_on(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    kept.falls = FailureError("No arranca.")
    qtbot.waitUntil(lambda: server.serving.phase is Phase.FAILED, timeout=PATIENCE)
    kept.falls = None
    qtbot.waitUntil(lambda: server.serving.phase is Phase.RUNS, timeout=PATIENCE)


def test_nothing_is_told_twice(qtbot, make_server, profile, kept):
    server = begun(qtbot, make_server(profile, kept))
    tended = []
    server._tend.timeout.connect(lambda: tended.append(True))
    qtbot.waitUntil(lambda: len(tended) > 1, timeout=PATIENCE)
    assert phases(server) == [Phase.STARTING, Phase.RUNS]


def test_stopping_one_that_never_began_is_nothing(make_server, profile):
    assert make_server(profile).stop()


@pytest.fixture
def made(qapp, demo: Path, tmp_path: Path) -> Path:
    """A profile of the demo event in which a real hub was made."""
    folder = tmp_path / "profile"
    shutil.copytree(demo, folder)
    make_hub(folder, [("127.0.0.1", free_port())])
    return folder


def test_the_real_server_runs_is_started_again_and_ends(qtbot, make_server, made):
    server = begun(qtbot, make_server(made))
    assert server.serving.phase is Phase.RUNS
    pid_file = made / FOLDER / "nats.pid"
    first = int(until(lambda: pid_file.is_file() and pid_file.read_text().strip()))
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: server.serving.restarts == 1, timeout=PATIENCE)
    second = int(until(lambda: _other(pid_file, first)))
    assert server.stop()
    assert not _lives(second)


def _other(pid_file: Path, first: int) -> str:
    text = pid_file.read_text().strip() if pid_file.is_file() else ""
    return text if text and int(text) != first else ""


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
