"""Printers set up in the window: found, typed, kept in station.toml, and used from then on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from kiosk.printing import discovery
from kiosk.printing.discovery import FoundPrinter
from kiosk.services import printing
from kiosk.services.profile import load_station
from kiosk.ui.desk.state import Page
from kiosk.ui.printing.state import PrinterForm

FORM = PrinterForm("Zebra del hall", "a6", "speaker", "", "", "200", "20")


@pytest.fixture
def found(monkeypatch):
    """What is at this computer and in this network."""
    ones = [FoundPrinter("folder:/tmp", "Zebra", ready=True)]
    monkeypatch.setattr(discovery, "found", lambda: ones)
    return ones


@pytest.fixture
def desk(desk, make_worker, found, quiet_network):
    desk.controller.prints.set_up.looking = make_worker("looking")
    desk.controller._on_tab(Page.PRINTS.value)
    desk.idle()
    return desk


def set_up(desk):
    return desk.view._state.prints.set_up


def look(desk):
    desk.view.prints.printers.added.emit()
    desk.until(lambda: set_up(desk) and not set_up(desk).looking)


def stored(desk):
    return load_station(desk.read(lambda ctx: ctx.folder))


def add(desk, form=FORM):
    look(desk)
    desk.view.prints.set_up.choose.chosen.emit("folder:/tmp")
    desk.view.prints.set_up.printer.saved.emit(form)
    desk.idle()


def test_it_says_that_it_looks_and_offers_what_it_found(desk):
    desk.view.prints.printers.added.emit()
    assert set_up(desk).looking
    desk.until(lambda: not set_up(desk).looking)

    assert [(row.uri, row.light.text) for row in set_up(desk).found] == [
        ("folder:", "Lista"),
        ("folder:/tmp", "Lista"),
    ]


def test_a_found_printer_is_kept_and_used_from_then_on(desk, qtbot):
    with qtbot.waitSignal(desk.controller.prints.set_up.kept) as kept:
        add(desk)

    (printer,) = stored(desk).printers
    assert (printer.id, printer.uri, printer.layout) == ("zebra-del-hall", "folder:/tmp", "a6")
    assert (printer.roles, printer.labels, printer.alert) == (("speaker",), 200, 20)
    assert kept.args[0] == (printer,)
    assert set_up(desk) is None
    assert [row.name for row in desk.view._state.prints.printers] == ["Zebra del hall"]
    jobs = []
    desk.in_store(lambda ctx: jobs.append(printing.enqueue(ctx, "jose")))
    assert jobs[0].printer == "folder:/tmp"


def test_saving_can_print_a_test_page_at_once(desk):
    look(desk)
    desk.view.prints.set_up.choose.chosen.emit("folder:/tmp")
    desk.view.prints.set_up.printer.tried.emit(FORM)
    desk.idle()

    (job,) = desk.model.jobs
    assert (job.kind, job.printer) == ("test", "zebra-del-hall")


def test_a_typed_address_is_asked_and_chosen(desk):
    look(desk)
    desk.view.prints.set_up.choose.typed.emit("folder:/var")
    desk.until(lambda: set_up(desk).chosen)

    assert set_up(desk).chosen == "folder:/var"
    assert set_up(desk).light is not None


def test_a_typed_address_that_nobody_answers_at_is_told(desk):
    look(desk)
    desk.view.prints.set_up.choose.typed.emit("no printer here")
    desk.until(lambda: set_up(desk).problem)

    assert "10.0.0.5" in set_up(desk).problem
    assert not set_up(desk).asking


def test_a_wrong_pool_is_told_and_nothing_is_kept(desk):
    add(desk)
    add(desk, PrinterForm("Otra", pool="zebra-del-hall"))

    assert "zebra-del-hall" in set_up(desk).problem
    assert len(stored(desk).printers) == 1


def test_a_printer_is_changed_and_taken_away(desk):
    add(desk)
    add(desk, PrinterForm("Otra"))
    desk.view.prints.printers.edited.emit("otra")
    desk.idle()
    assert (set_up(desk).form.name, set_up(desk).can_remove) == ("Otra", True)
    assert set_up(desk).others == (("zebra-del-hall", "Zebra del hall"),)

    desk.view.prints.set_up.printer.removed.emit()
    desk.idle()
    assert [one.id for one in stored(desk).printers] == ["zebra-del-hall"]


def test_escape_goes_back_a_page_at_a_time(desk):
    look(desk)
    desk.view.prints.set_up.choose.chosen.emit("folder:/tmp")
    assert set_up(desk).chosen
    desk.press(Qt.Key.Key_Escape, desk.view.prints)
    assert not set_up(desk).chosen
    desk.press(Qt.Key.Key_Escape, desk.view.prints)
    assert set_up(desk) is None
    desk.press(Qt.Key.Key_Escape, desk.view.prints)
    assert desk.page is Page.SEARCH
