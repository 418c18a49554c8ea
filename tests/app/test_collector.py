"""Cycles are collected where widgets may die: in the thread of the screens."""

import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from kiosk.app.collector import Collector
from kiosk.app.worker import Worker


class Cycle:
    """Something that only the cycle collector can free."""

    def __init__(self):
        self.me = self


@pytest.fixture
def workers(qapp):
    made = [Worker("one"), Worker("two")]
    yield made
    assert all(worker.stop() for worker in made)


def test_nothing_is_collected_in_a_worker_while_one_runs(workers):
    one, two = workers

    assert not gc.isenabled()
    assert one.stop()
    assert not gc.isenabled()
    assert two.stop()
    assert two.stop()  # asked twice, counted once
    assert gc.isenabled()


def test_the_screens_thread_collects_meanwhile(workers):
    parent = QObject()
    collector = Collector(parent)
    gone = weakref.ref(Cycle())

    assert gone() is not None
    collector.collect()
    assert gone() is None
