"""The page of printing with a real queue: doubts answered, failures repeated, printers cared for."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.services import printing
from kiosk.services.check_in import ScanRequest, scan
from kiosk.store import print_jobs
from kiosk.ui.desk.state import Page

ENTER = Qt.Key.Key_Return


@pytest.fixture
def station(station):
    printers = (Printer("a", "folder:", "Zebra", labels=200, alert=20), Printer("b", "folder:x"))
    return replace(station, printers=printers)


def ask_for(desk, person_id, state=None, **more):
    """A job of that person, in that state."""

    def job(ctx):
        made = printing.enqueue(ctx, person_id)
        print_jobs.change(ctx.db, replace(made, state=state or made.state, **more))

    desk.in_store(job)


def open_page(desk):
    desk.controller._on_tab(Page.PRINTS.value)
    desk.idle()


def prints(desk):
    return desk.view._state.prints


def rows(desk):
    return [(row.title.split()[0], row.state.text) for row in prints(desk).rows]


@pytest.mark.parametrize(
    ("key", "state"),
    [(Qt.Key.Key_1, "Impresa"), (Qt.Key.Key_2, "Esperando")],
    ids=["it came out", "it did not"],
)
def test_a_key_answers_whether_a_doubtful_badge_came_out(desk, key, state):
    ask_for(desk, "jose", JobState.UNKNOWN)
    ask_for(desk, "maria")
    open_page(desk)
    assert rows(desk)[0] == ("José", "¿Salió?")

    desk.press(key, desk.view.prints)

    assert ("José", state) in rows(desk)
    assert not any(row.asks for row in prints(desk).rows)


def test_what_failed_says_why_in_both_voices_and_is_asked_for_again(desk):
    ask_for(desk, "jose", JobState.FAILED, reason="Sin papel", said="media-empty")
    open_page(desk)
    (row,) = prints(desk).rows
    assert "Sin papel" in row.detail
    assert "media-empty" in row.words

    desk.view.prints.queue.retried.emit(row.job_id)
    desk.idle()

    assert rows(desk) == [("José", "Esperando"), ("José", "No salió")]
    assert [row.can_retry for row in prints(desk).rows] == [False, False]


def test_reprinting_asks_for_the_reason_where_the_person_is(desk):
    desk.read(lambda ctx: scan(ctx, ScanRequest(person_id="jose", checkpoint="main")))
    ask_for(desk, "jose", JobState.DONE)
    open_page(desk)
    (row,) = prints(desk).rows

    desk.view.prints.queue.reprinted.emit(row.person_id)
    desk.idle()

    assert desk.page is Page.ALREADY
    assert desk.view._state.already.card.name == "José Núñez Ibáñez"


def test_whoever_is_owed_a_badge_is_named_and_served_at_once(desk):
    for person_id in ("jose", "maria"):
        desk.read(
            lambda ctx, who=person_id: scan(ctx, ScanRequest(person_id=who, checkpoint="main"))
        )
    open_page(desk)
    assert prints(desk).owed_words == "Adeudadas: 2 credenciales de quienes ya se acreditaron"

    desk.view.prints.printers.owed_opened.emit()
    desk.idle()
    assert prints(desk).owed == ("José Núñez Ibáñez", "María José Núñez Prado")

    desk.view.prints.printers.owed_printed.emit()
    desk.idle()
    (batch,) = prints(desk).batches
    assert (batch.done, batch.total, batch.can_cancel) == (0, 2, True)
    assert prints(desk).message == "2 credenciales en la cola."

    desk.view.prints.queue.batch_cancelled.emit(batch.batch_id)
    desk.idle()
    assert prints(desk).message == "2 credenciales quitadas de la cola"
    assert not prints(desk).batches[0].can_cancel


def test_a_paused_printer_says_who_stopped_it_and_goes_on(desk):
    open_page(desk)
    desk.view.prints.printers.paused.emit("a")
    desk.idle()
    zebra = prints(desk).printers[0]
    assert (zebra.paused, zebra.light.text) == (True, "En pausa")
    assert "Lucía R." in zebra.detail

    desk.view.prints.printers.resumed.emit("a")
    desk.idle()
    assert not prints(desk).printers[0].paused


def test_labels_run_low_and_a_new_roll_is_full(desk):
    desk.in_store(lambda ctx: printing.set_labels(ctx, "a", 18))
    open_page(desk)
    zebra = prints(desk).printers[0]
    assert (zebra.labels, zebra.low) == ("quedan 18 etiquetas", True)
    assert prints(desk).printers[1].share is None

    desk.view.prints.printers.refilled.emit("a")
    desk.idle()
    assert prints(desk).printers[0].labels == "quedan 200 etiquetas"


def test_a_test_page_is_a_job_of_nobody(desk):
    open_page(desk)
    desk.view.prints.printers.tested.emit("b")
    desk.idle()

    assert prints(desk).message == "La página de prueba está en camino."
    assert rows(desk) == [("Página", "Esperando")]


def test_a_printers_own_word_is_its_light(desk):
    from kiosk.services.printing import PrinterStatus

    open_page(desk)
    assert prints(desk).printers[0].light.text == "Preguntando…"
    desk.controller.prints.show_light("a", PrinterStatus(ready=False, reason="Sin papel", said="x"))
    zebra = prints(desk).printers[0]

    assert (zebra.light.text, zebra.detail) == ("No está lista", "Sin papel")
    assert zebra.words == "La impresora dice: x"


def test_the_bar_leads_to_the_page_and_escape_back(desk):
    ask_for(desk, "jose", JobState.UNKNOWN)
    desk.controller.refresh()
    desk.idle()
    item = desk.view._state.status.items[-1]
    assert (item.page, item.tone.value) == ("prints", "warn")

    desk.view.tab_chosen.emit(item.page)
    desk.idle()
    assert desk.page is Page.PRINTS
    desk.press(Qt.Key.Key_Escape, desk.view.prints)
    assert desk.page is Page.SEARCH
