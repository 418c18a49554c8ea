"""Jobs go from the store to the printer and back, one step at a time, none lost at the end."""

from contextlib import closing
from sqlite3 import connect

import pytest

from kiosk.app.print_controller import PrintController
from kiosk.app.printer_watch import PrinterWatch
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.services import printing
from kiosk.services.find import search
from kiosk.services.profile import demo_profile
from kiosk.store.connect import close


@pytest.fixture
def station(qtbot, make_worker, tmp_path):
    """(store, printer, controller, folder) of the demo; queues with queue(name)."""
    folder = tmp_path / "profile"
    store = make_worker("store", lambda: demo_profile(folder), lambda ctx: close(ctx.db))
    printer = make_worker("print")
    controller = PrintController(store, printer, folder)
    yield store, printer, controller, folder
    controller.stop()


def queue(qtbot, store, name):
    def job(ctx):
        return printing.enqueue(ctx, search(ctx, name, 1)[0].person.person_id)

    made = []
    store.submit(job, made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    return made[0]


def states(folder):
    with closing(connect(folder / "event.db")) as db:
        return [row[0] for row in db.execute("SELECT state FROM print_job ORDER BY rowid")]


def test_a_waiting_job_comes_out_and_is_recorded(qtbot, station):
    store, _printer, controller, folder = station
    queue(qtbot, store, "nunez ibanez")
    controller.start()
    qtbot.waitUntil(lambda: states(folder) == ["done"], timeout=20_000)

    assert len(list((folder / "badges").glob("*.pdf"))) == 1


def test_every_job_comes_out_once(qtbot, station):
    store, _printer, controller, folder = station
    handled = []
    controller.handled.connect(handled.append)
    for name in ("nunez ibanez", "nunez olivera", "goncalo araujo"):
        queue(qtbot, store, name)
    controller.start()
    qtbot.waitUntil(lambda: states(folder) == ["done"] * 3, timeout=20_000)

    assert len(list((folder / "badges").glob("*.pdf"))) == 3
    assert len({h.job.job_id for h in handled}) == 3


def test_nothing_is_taken_before_the_start_and_after_the_end(qtbot, station):
    store, _printer, controller, folder = station
    queue(qtbot, store, "nunez ibanez")
    controller.look()
    assert controller.stop()
    controller.look()
    qtbot.waitUntil(lambda: not store.busy)

    assert states(folder) == ["waiting"]


def test_a_step_under_way_at_the_end_is_written_down(qtbot, station):
    store, _printer, controller, folder = station
    queue(qtbot, store, "nunez ibanez")
    controller.start()
    qtbot.waitUntil(lambda: controller.busy or states(folder) == ["done"])
    assert controller.stop()
    assert store.stop()

    assert states(folder) != ["rendering"]


def test_a_queue_that_cannot_be_read_is_told(qtbot, make_worker, tmp_path):
    def broken():
        raise OSError("locked")

    controller = PrintController(make_worker("store", broken), make_worker("print"), tmp_path)
    with qtbot.waitSignal(controller.failed) as told:
        controller.start()
    controller.stop()

    assert isinstance(told.args[0], OSError)


@pytest.mark.parametrize(
    ("uri", "good"), [("folder:", True), ("", False), ("smoke:signals", False)]
)
def test_the_watch_says_how_the_printer_is(qtbot, make_worker, tmp_path, uri, good):
    worker = make_worker("print")
    watch = PrinterWatch(lambda _id: worker, Station(printer=uri).all_printers, tmp_path)
    with qtbot.waitSignal(watch.told) as told:
        watch.start()
    watch.stop()
    name, words, fine = told.args

    assert fine is good
    assert name
    assert words
    assert str(tmp_path) not in name


def test_of_several_printers_the_one_that_is_not_ready_is_spoken_of(qtbot, make_worker, tmp_path):
    worker = make_worker("print")
    printers = (Printer("a", "folder:", name="Sala"), Printer("b", "smoke:signals", name="Humo"))
    watch = PrinterWatch(lambda _id: worker, printers, tmp_path)
    said = []
    watch.told.connect(lambda *told: said.append(told))
    watch.start()
    qtbot.waitUntil(lambda: len(said) == 2)
    watch.stop()

    assert [(name, good) for name, _words, good in said] == [("Sala", True), ("Humo", False)]


def test_each_printer_is_lit_by_its_own_word_and_others_when_the_station_has_others(
    qtbot, make_worker, tmp_path
):
    worker = make_worker("print")
    watch = PrinterWatch(lambda _id: worker, (Printer("a", "folder:"),), tmp_path)
    lit = {}
    watch.lit.connect(lit.__setitem__)
    watch.start()
    qtbot.waitUntil(lambda: set(lit) == {"a"})

    watch.use_printers((Printer("b", "smoke:signals"), Printer("c", "folder:")))
    qtbot.waitUntil(lambda: set(lit) == {"a", "b", "c"})
    watch.stop()

    assert [lit[name].ready for name in "abc"] == [True, False, True]
    assert lit["b"].reason
