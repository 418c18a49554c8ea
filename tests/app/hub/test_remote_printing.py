"""A window prints at the printer of another window's station, and shows how that is."""

from __future__ import annotations

import pytest

from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.remote_print import RemotePrinter
from kiosk.printing import discovery
from kiosk.services import printing

JOSE = "José Núñez Ibáñez"
HALL = Printer("hall", "folder:", name="Hall")


def away(lab):
    return Printer("lejos", RemotePrinter(lab.members["A"].station, "hall").uri)


@pytest.fixture
def lights():
    """What the window that asks was told of its printers."""
    return []


@pytest.fixture
def two(make_window, lab, lights):
    made = [
        make_window("A", lab, printers=(HALL,)),
        make_window("B", lab, printers=(away(lab),)),
    ]
    made[1].shell.watch.lit.connect(lambda _id, status: lights.append(status))
    for window in made:
        window.open()
        window.shell.printing.start()
        window.shell.watch.start()
    return [window.connected() for window in made]


def states(window):
    return [job.state for job in window.ask(printing.jobs)]


def test_a_badge_asked_for_in_one_window_comes_out_of_the_others_printer(two, lights):
    owner, asker = two
    who, _code = asker.person(JOSE)
    asker.until(lambda: lights and lights[-1].ready)
    job = asker.ask(lambda ctx: printing.enqueue(ctx, who))
    asker.until(lambda: states(asker) == [JobState.DONE])

    assert states(owner) == [JobState.DONE]
    (paper,) = (owner.folder / "badges").glob("*.pdf")
    assert paper.name.startswith(job.badge_code)
    assert lights[-1].name == "Hall · A"
    assert not asker.crashes + owner.crashes


def test_a_station_that_went_away_is_named(two, lights):
    owner, asker = two
    asker.until(lambda: lights and lights[-1].ready)
    owner.close()
    asker.until(lambda: not lights[-1].ready)
    assert lights[-1].reason == "No se oye a la estación A."
    who, _code = asker.person(JOSE)
    asker.ask(lambda ctx: printing.enqueue(ctx, who))

    asker.until(lambda: bool(asker.ask(printing.queue_view).printers[0].reason))
    (view,) = asker.ask(printing.queue_view).jobs
    assert (view.job.state, view.params) == (JobState.WAITING, {"station": "A"})


def test_the_set_up_offers_the_printers_of_the_other_stations(two, lights, monkeypatch):
    monkeypatch.setattr(discovery, "found", list)
    _owner, asker = two
    asker.until(lambda: lights and lights[-1].ready)
    page = asker.shell.screen.view.prints

    def set_up():
        return asker.view._state.prints.set_up

    page.printers.added.emit()
    asker.until(lambda: set_up() and not set_up().looking)
    (row,) = [row for row in set_up().found if row.uri.startswith("station:")]
    assert (row.name, row.light.text) == ("Hall · A", "Lista")
    assert "otra estación" in row.detail
    page.set_up.choose.chosen.emit(row.uri)
    assert set_up().chosen == row.uri
