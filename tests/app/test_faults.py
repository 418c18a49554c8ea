"""Bugs are written down without anybody's name, and the screen is told."""

import logging
import stat
import sys
import threading

import pytest

from kiosk.app.faults import LOG_FILE, catch_bugs, close_log, log, open_log


@pytest.fixture
def folder(tmp_path):
    handler = open_log(tmp_path)
    yield tmp_path
    close_log(handler)


def written(folder):
    return (folder / LOG_FILE).read_text("utf-8")


def fails(name):
    raise LookupError(f"no such person: {name}")


def test_the_log_holds_the_trace_but_not_the_words_of_the_error(folder):
    try:
        try:
            fails("María Núñez")
        except LookupError as cause:
            raise ValueError("LACNIC46.SECRET") from cause
    except ValueError:
        log.exception("a bug")

    text = written(folder)
    assert "ValueError" in text
    assert "LookupError" in text
    assert "test_faults.py" in text
    assert "fails" in text
    assert "María" not in text
    assert "SECRET" not in text


def test_only_the_owner_reads_the_log(folder):
    log.info("started")

    assert stat.S_IMODE((folder / LOG_FILE).stat().st_mode) == 0o600


def test_the_log_is_turned_over_and_stays_private(folder):
    handler = next(h for h in log.handlers if hasattr(h, "maxBytes"))
    handler.maxBytes = 200
    for _ in range(10):
        log.info("x" * 100)

    files = sorted(folder.glob(LOG_FILE + "*"))
    assert len(files) == 4
    assert {stat.S_IMODE(f.stat().st_mode) for f in files} == {0o600}


def test_a_bug_that_nothing_catches_is_logged_and_told(folder):
    told = []
    put_back = catch_bugs(lambda: told.append(True))
    try:
        fails("x")
    except LookupError:
        sys.excepthook(*sys.exc_info())
    put_back()

    assert told == [True]
    assert "a bug reached the surface" in written(folder)


def test_a_bug_in_a_thread_is_logged(folder):
    put_back = catch_bugs(lambda: None)
    thread = threading.Thread(target=fails, args=("x",))
    thread.start()
    thread.join()
    put_back()

    assert "a bug ended a thread" in written(folder)


def test_the_keyboard_may_end_the_program(folder, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda *args: seen.append(args[0]))
    put_back = catch_bugs(lambda: seen.append("told"))
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    put_back()

    assert seen == [KeyboardInterrupt]


def test_the_hooks_are_put_back():
    before = sys.excepthook, threading.excepthook
    catch_bugs(lambda: None)()

    assert (sys.excepthook, threading.excepthook) == before


def test_a_closed_log_is_written_no_more(tmp_path):
    handler = open_log(tmp_path / "new")
    close_log(handler)
    log.error("later")

    assert not (tmp_path / "new" / LOG_FILE).exists()
    assert handler not in logging.getLogger("kiosk").handlers
