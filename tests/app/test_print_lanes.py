"""Two printers work at once; one that keeps us waiting holds no other up; all end at the end."""

from dataclasses import replace
from threading import Event

import pytest

from kiosk.app.print_controller import PrintController
from kiosk.app.print_lanes import Lanes
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.printing.backends import registry
from kiosk.printing.backends.base import Delivery, PrinterStatus, Step
from kiosk.services import printing
from kiosk.services.find import search
from kiosk.services.profile import demo_profile
from kiosk.store.connect import close

PRINTERS = (Printer("slow", "slow:"), Printer("quick", "folder:"))


class Slow:
    """A printer that answers when it is let."""

    def __init__(self):
        self.asked, self.go = Event(), Event()

    def advance(self, _document, _state, _remote_job):
        self.asked.set()
        assert self.go.wait(20)
        return Delivery(Step.DONE)

    def status(self):
        return PrinterStatus(ready=True)


@pytest.fixture
def slow():
    printer = Slow()
    withdraw = registry.register("slow", lambda _uri, _folder: printer)
    yield printer
    printer.go.set()
    withdraw()


def test_a_slow_printer_holds_no_other_up(qtbot, make_worker, tmp_path, slow):
    def opened():
        ctx = demo_profile(tmp_path / "profile")
        return replace(ctx, station=replace(ctx.station, printers=PRINTERS))

    store = make_worker("store", opened, lambda ctx: close(ctx.db))
    controller = PrintController(store, make_worker("print"), tmp_path / "profile")
    seen = []

    def ask(ctx):
        for name, printer in (("nunez ibanez", "slow"), ("goncalo araujo", "quick")):
            printing.enqueue(ctx, search(ctx, name, 1)[0].person.person_id, printer=printer)

    def look(wanted):
        def states(ctx):
            return {job.printer_id: job.state for job in printing.jobs(ctx)}

        store.submit(states, seen.append)
        return bool(seen) and seen[-1] == wanted

    store.submit(ask)
    controller.start()
    waiting = {"slow": JobState.WAITING, "quick": JobState.DONE}
    qtbot.waitUntil(lambda: slow.asked.is_set() and look(waiting), timeout=20_000)
    assert controller.busy
    slow.go.set()
    qtbot.waitUntil(lambda: look(dict.fromkeys(waiting, JobState.DONE)), timeout=20_000)

    assert controller.stop()


def test_the_first_printer_has_the_worker_that_was_given(make_worker):
    first = make_worker("print")
    lanes = Lanes(first)

    assert lanes.of("a") is first
    assert lanes.of("b") is not first
    assert lanes.of("b") is lanes.of("b")
    assert not lanes.busy
    assert lanes.stop()
    with pytest.raises(RuntimeError):
        lanes.of("a")
