"""The worker: order, threads, failures, ends."""

import ast
import inspect
import logging
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QThread

from kiosk.app import worker as worker_module


def idle(qtbot, worker):
    qtbot.waitUntil(lambda: not worker.busy)


def test_answers_come_back_in_order(qtbot, worker):
    seen = []
    for number in range(50):
        worker.submit(lambda _resource, n=number: n, seen.append)
    idle(qtbot, worker)

    assert seen == list(range(50))


def test_tickets_are_numbered(qtbot, worker):
    assert [worker.submit(lambda _r: None) for _ in range(3)] == [1, 2, 3]
    idle(qtbot, worker)


def test_a_job_runs_in_the_named_thread_and_is_answered_in_the_gui_thread(qtbot, worker):
    gui = QThread.currentThread()
    threads = {}

    def job(_resource):
        threads["job"] = QThread.currentThread().objectName()

    worker.submit(job, lambda _result: threads.update(done=QThread.currentThread()))
    idle(qtbot, worker)

    assert threads == {"job": "test", "done": gui}


def test_a_plain_function_as_callback_runs_in_the_gui_thread(qtbot, worker):
    seen = []

    def plain(_value):
        seen.append(threading.current_thread() is threading.main_thread())

    def fails(_resource):
        raise ValueError

    worker.submit(lambda _r: 1, plain)
    worker.submit(fails, failed=plain)
    idle(qtbot, worker)

    assert seen == [True, True]


def test_the_resource_is_opened_used_and_closed_in_the_thread_of_the_worker(qtbot, make_worker):
    def where():
        return QThread.currentThread().objectName()

    seen = []
    worker = make_worker(
        "store", where, lambda resource: seen.append(("closed", where(), resource))
    )
    worker.submit(lambda resource: seen.append(("used", where(), resource)))
    idle(qtbot, worker)
    assert worker.stop()

    assert seen == [("used", "store", "store"), ("closed", "store", "store")]


def test_a_renewed_resource_is_used_from_then_on_and_closed_once(qtbot, make_worker):
    seen = []
    worker = make_worker("store", lambda: 1, lambda resource: seen.append(("closed", resource)))
    worker.submit(lambda resource: resource, seen.append)
    worker.renew(lambda resource: resource + 1, lambda resource: seen.append(("new", resource)))
    worker.submit(lambda resource: resource, seen.append)
    idle(qtbot, worker)
    assert worker.stop()

    assert seen == [1, ("new", 2), 2, ("closed", 2)]


def test_a_renewal_that_fails_leaves_the_resource(qtbot, make_worker):
    seen = []

    def fails(_resource):
        raise ValueError

    worker = make_worker("store", lambda: 1)
    worker.renew(fails, failed=lambda problem: seen.append(type(problem)))
    worker.submit(lambda resource: resource, seen.append)
    idle(qtbot, worker)

    assert seen == [ValueError, 1]


def test_a_long_job_can_tell_that_an_urgent_one_waits(qtbot, worker):
    began, ordered, told = threading.Event(), threading.Event(), []

    def long(_resource):
        before = worker.urgent_waits()
        began.set()
        assert ordered.wait(10)
        return before, worker.urgent_waits()

    worker.submit(long, told.append)
    worker.submit(lambda _r: None)
    assert began.wait(10)
    worker.submit(lambda _r: worker.urgent_waits(), told.append, urgent=True)
    ordered.set()
    qtbot.waitUntil(lambda: len(told) == 2)

    assert told == [(False, True), False]


def test_urgent_jobs_overtake_waiting_ones(qtbot, worker):
    gate = threading.Event()
    seen = []
    worker.submit(lambda _r: gate.wait(5))
    worker.submit(lambda _r: seen.append("plain"))
    worker.submit(lambda _r: seen.append("urgent 1"), urgent=True)
    worker.submit(lambda _r: seen.append("urgent 2"), urgent=True)
    gate.set()
    idle(qtbot, worker)

    assert seen == ["urgent 1", "urgent 2", "plain"]


def test_a_failure_goes_to_its_own_callback_and_the_next_job_still_runs(qtbot, worker):
    failures, results = [], []

    def fails(_resource):
        raise ValueError("no")

    worker.submit(fails, results.append, failures.append)
    worker.submit(lambda _r: "next", results.append)
    idle(qtbot, worker)

    assert [str(f) for f in failures] == ["no"]
    assert results == ["next"]


def test_a_failure_that_nobody_asked_for_is_logged_and_told(qtbot, worker, caplog):
    def fails(_resource):
        raise ValueError("no")

    with caplog.at_level(logging.ERROR), qtbot.waitSignal(worker.crashed) as told:
        worker.submit(fails)

    assert isinstance(told.args[0], ValueError)
    assert [r.exc_info[0] for r in caplog.records] == [ValueError]


def test_every_job_of_a_resource_that_does_not_open_fails_with_the_reason(qtbot, make_worker):
    def opens():
        raise OSError("locked")

    failures = []
    worker = make_worker("store", opens)
    worker.submit(lambda _r: 1, failed=failures.append)
    worker.submit(lambda _r: 2, failed=failures.append)
    idle(qtbot, worker)

    assert [str(f) for f in failures] == ["locked", "locked"]


def test_stop_runs_what_waits_and_calls_nobody_back(qtbot, make_worker):
    done, called = [], []
    worker = make_worker()
    for number in range(20):
        worker.submit(lambda _r, n=number: done.append(n), called.append)
    assert worker.stop()

    assert done == list(range(20))
    assert called == []
    assert not worker.busy


def test_stop_without_draining_drops_what_waits(qtbot, make_worker):
    gate, started = threading.Event(), threading.Event()
    done = []

    def first(_resource):
        started.set()
        gate.wait(5)
        done.append("first")

    worker = make_worker()
    worker.submit(first)
    worker.submit(lambda _r: done.append("second"))
    started.wait(5)
    assert not worker.stop(drain=False, timeout_ms=0)
    gate.set()

    assert worker.stop()
    assert done == ["first"]


def test_a_failure_while_stopping_is_still_logged(qtbot, make_worker, caplog):
    def fails(_resource):
        raise ValueError("late")

    worker = make_worker()
    worker.submit(fails)
    with caplog.at_level(logging.ERROR):
        assert worker.stop()

    assert [r.exc_info[0] for r in caplog.records] == [ValueError]


def test_a_resource_that_does_not_close_is_logged_and_the_thread_ends(qtbot, make_worker, caplog):
    def closes(_resource):
        raise OSError("disk")

    worker = make_worker("store", lambda: 1, closes)
    with caplog.at_level(logging.ERROR):
        assert worker.stop()

    assert [r.exc_info[0] for r in caplog.records] == [OSError]


def test_a_stopped_worker_takes_no_job(qtbot, make_worker):
    worker = make_worker()
    worker.stop()

    with pytest.raises(RuntimeError, match="stopped"):
        worker.submit(lambda _r: None)


def test_what_a_job_changes_in_the_resource_is_told_in_the_gui_thread(qtbot, make_worker):
    threads = []

    def noted():
        threads.append(threading.current_thread() is threading.main_thread())

    worker = make_worker("store", list, watch=len)
    worker.stirred.connect(noted)
    worker.submit(len)
    idle(qtbot, worker)
    assert threads == [True]  # it was never looked at before

    worker.submit(len)
    idle(qtbot, worker)
    assert threads == [True]

    worker.submit(lambda rows: rows.append(1))
    idle(qtbot, worker)
    assert threads == [True, True]


def test_what_a_job_changed_before_it_failed_is_told_too(qtbot, make_worker):
    told, failures = [], []
    worker = make_worker("store", list, watch=len)

    def half(rows):
        rows.append(1)
        raise ValueError

    worker.submit(len)
    idle(qtbot, worker)
    worker.stirred.connect(lambda: told.append(len(failures)))
    worker.submit(half, failed=failures.append)
    idle(qtbot, worker)

    assert told == [0]  # before the answer, so that whoever follows it is not late
    assert len(failures) == 1


def test_a_renewed_resource_is_the_one_that_is_looked_at(qtbot, make_worker):
    told = []
    worker = make_worker("store", lambda: [1], watch=len)
    worker.submit(len)
    idle(qtbot, worker)
    worker.stirred.connect(lambda: told.append("stirred"))
    worker.renew(lambda rows: [*rows, 2])
    idle(qtbot, worker)

    assert told == ["stirred"]


def test_another_thread_may_not_submit(qtbot, worker):
    failures = []
    worker.submit(lambda _r: worker.submit(lambda _r: None), failed=failures.append)
    idle(qtbot, worker)

    assert [type(f) for f in failures] == [RuntimeError]


def test_a_callback_may_submit_the_next_job(qtbot, worker):
    seen = []
    worker.submit(lambda _r: 1, lambda n: worker.submit(lambda _r: n + 1, seen.append))
    qtbot.waitUntil(lambda: bool(seen))

    assert seen == [2]


def test_signals_of_the_runner_are_connected_to_bound_methods_of_the_worker_only():
    """A plain function connected to such a signal would run in the worker's thread."""
    tree = ast.parse(inspect.getsource(worker_module))
    receivers = [
        ast.unparse(call.args[0])
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func).startswith("self._runner.")
        if ast.unparse(call.func).endswith(".connect")
    ]

    assert receivers == ["self._on_finished", "self._on_failed", "self._on_stirred"]


def test_nobody_else_reaches_for_the_runner():
    package = Path(worker_module.__file__).parent.parent
    others = [p for p in package.rglob("*.py") if p != Path(worker_module.__file__)]

    assert [p.name for p in others if "._runner" in p.read_text("utf-8")] == []
