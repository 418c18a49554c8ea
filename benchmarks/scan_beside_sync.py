"""How long scans take while something else goes on: in this thread, and in the window's worker."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import cycle
from typing import TYPE_CHECKING

from report import timed
from station import Station

if TYPE_CHECKING:
    from kiosk.services.check_in import ScanRequest
    from kiosk.services.context import Context

DOOR = """
[[checkpoint]]
id = "door"
kind = "room"
name = { es = "Sala", pt = "Sala", en = "Room" }
admits = "everyone"
entry = "free"
"""
"""A place that is no list of the source: what happens there is not to be sent as well."""
GAP_SECONDS = 0.01
GAP_MS = 20


def scans(station: Station, codes: Sequence[str], go_on: Callable[[], bool]) -> list[float]:
    """Milliseconds of each scan with a pause between them, as long as `go_on` says so."""
    from kiosk.services.check_in import ScanRequest, scan

    found = list[float]()
    with station.opened() as ctx:
        for code in cycle(codes):
            if not go_on():
                return found
            request = ScanRequest(text=code, checkpoint="door")
            found.append(timed(lambda: scan(ctx, request)))  # noqa: B023  called before the next
            time.sleep(GAP_SECONDS)
    return found


def in_worker(station: Station, name: str, count: int) -> tuple[list[float], list[float]]:
    """Milliseconds from the screen's order to its answer: while nothing else runs, and otherwise.

    Otherwise is while the same two workers as in the window bring the first pull of `name`.
    """
    from kiosk.app.bootstrap import make_application
    from kiosk.app.sync_run import SyncRun, Task
    from kiosk.app.worker import Worker
    from kiosk.services import sources
    from kiosk.services.event_of_sources import reload_event
    from kiosk.services.profile import open_profile
    from kiosk.store.connect import close

    application = make_application()
    store = Worker("store", lambda: open_profile(station.profile), lambda ctx: close(ctx.db))
    net: Worker[None] = Worker("net")
    ended = list[object]()
    with station.opened() as ctx:
        source = sources.open_source(ctx, name)
    try:
        run = SyncRun(store, net, source, Task(name, pull=True))
        run.event_changed.connect(lambda: store.renew(reload_event))
        run.ended.connect(ended.append)
        run.start()
        busy = _orders(application, store, lambda: not ended)
        assert ended == [None], ended
        left = iter(range(count))
        quiet = _orders(application, store, lambda: next(left, None) is not None)
    finally:
        net.stop()
        store.stop()
        source.close()
    return quiet, busy


def _orders(application, store, go_on: Callable[[], bool]) -> list[float]:  # noqa: ANN001  Qt's types
    """Order a scan every GAP_MS as a door does, and note when its answer is here."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop

    from kiosk.services.check_in import ScanRequest

    found = list[float]()
    number = 0
    while go_on():
        number += 1
        request = ScanRequest(text=f"many-{number % 300}-1", checkpoint="door")
        answered = list[object]()
        start = time.perf_counter_ns()
        store.submit(partial(_scan, request), answered.append, answered.append, urgent=True)
        while not answered:
            application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 1000)
        assert not isinstance(answered[0], Exception), answered
        found.append((time.perf_counter_ns() - start) / 1e6)
        pause = QDeadlineTimer(GAP_MS)
        while not pause.hasExpired():
            application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    return found


def _scan(request: ScanRequest, ctx: Context) -> object:
    from kiosk.services.check_in import scan

    return scan(ctx, request)
