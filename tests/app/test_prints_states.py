"""The page of printing in words: each state, who can do what about it, printers, batches."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.desk_model import Place
from kiosk.app.printers_states import found_row, set_up_state
from kiosk.app.prints_jobs import Job, Queue
from kiosk.app.prints_model import PrintsModel, SetUpModel
from kiosk.app.prints_states import chip_of, job_rows, light_of, printer_row, prints_state
from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.people import Person
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services.print_batches import BatchView
from kiosk.services.printing import FoundPrinter, PrinterView
from kiosk.ui.widgets.chip import Tone

NOW = datetime(2026, 10, 7, 12, 31, tzinfo=UTC)  # 09:31 in Montevideo
ZONE = ZoneInfo("America/Montevideo")
PRINTERS = (Printer("a", "folder:", "Zebra", labels=200, alert=20), Printer("b", "zpl://10.0.0.7"))
EVENT = Event(
    "e", {"es": "E"}, ZONE, date(2026, 10, 5), date(2026, 10, 9), "EEE", roles=STANDARD_ROLES
)
PLACE = Place(EVENT, Station(printers=PRINTERS), "main")
READY = PrinterStatus(ready=True)


def job(name, state, minutes=0, **more):
    at = NOW + timedelta(minutes=minutes)
    return Job(f"{name}-{minutes}", name, name.title(), state, more.pop("reason", ""), at, **more)


def batch(out, unsent, ended, total=10):
    return BatchView("b", NOW, "Lucía", total, out, unsent, ended)


def rows(*jobs):
    return job_rows(jobs, PLACE)


def test_every_state_has_its_word_its_sign_and_no_other_ones_word():
    chips = [chip_of(state) for state in JobState]

    assert len({chip.text for chip in chips}) == len(JobState)
    assert all(chip.icon for chip in chips)
    assert chip_of(JobState.FAILED).tone is Tone.BAD
    assert chip_of(JobState.UNKNOWN).tone is Tone.WARN


@pytest.mark.parametrize(
    ("state", "asks", "retry", "cancel", "reprint"),
    [
        ("waiting", False, False, True, False),
        ("rendering", False, False, True, False),
        ("sent", False, False, False, False),
        ("printing", False, False, False, False),
        ("done", False, False, False, True),
        ("failed", False, True, True, False),
        ("unknown", True, False, False, False),
        ("cancelled", False, True, False, False),
    ],
)
def test_what_can_be_done_about_a_job(state, asks, retry, cancel, reprint):
    (row,) = rows(job("ana", state))

    assert (row.asks, row.can_retry, row.can_cancel) == (asks, retry, cancel)
    assert bool(row.person_id) is reprint


@pytest.mark.parametrize(
    ("state", "cancel"),
    [("waiting", True), ("sent", True), ("printing", False), ("done", False), ("unknown", False)],
)
def test_what_another_station_was_asked_for_can_be_taken_back(state, cancel):
    (row,) = rows(job("ana", state, away=True))

    assert row.can_cancel is cancel


def test_only_the_newest_job_of_a_person_can_be_asked_for_again():
    shown = rows(job("ana", "failed", 5), job("ana", "failed", 1), job("eva", "done"))

    assert [row.can_retry for row in shown] == [True, False, False]


@pytest.mark.parametrize("state", ["waiting", "sent", "unknown"])
def test_while_one_is_open_no_other_is_offered(state):
    shown = rows(job("ana", state, 0), job("ana", "failed", 5), job("ana", "done", 3))

    assert not any(row.can_retry or row.person_id for row in shown)


def test_test_pages_are_everybodys_and_each_is_its_own():
    pages = [
        replace(job("", "failed", minutes), kind="test", job_id=f"t{minutes}") for minutes in (1, 2)
    ]
    done = replace(job("", "done", 3), kind="test")

    assert [row.can_retry for row in rows(*pages)] == [True, True]
    assert rows(done)[0].person_id == ""


def test_the_reason_is_filled_and_the_printers_words_stand_apart():
    waits = job(
        "ana",
        "waiting",
        reason="{printer} está en pausa: la detuvo {who}.",
        params={"printer": "Zebra", "who": "Lucía"},
        said="paused",
    )
    (row,) = rows(waits)

    assert row.detail == "09:31 · Zebra está en pausa: la detuvo Lucía."
    assert row.words == "La impresora dice: paused"


def test_which_printer_is_told_only_where_there_are_several():
    queue = Queue((job("ana", "done", printer="a"),))
    views = tuple(PrinterView(printer) for printer in PRINTERS)

    one = prints_state(PrintsModel(replace(queue, printers=views[:1])), PLACE)
    two = prints_state(PrintsModel(replace(queue, printers=views)), PLACE)
    assert (one.rows[0].detail, two.rows[0].detail) == ("09:31", "09:31 · Zebra")


@pytest.mark.parametrize(
    ("view", "detail", "can_cancel"),
    [
        (batch(4, 6, 0), "09:31 · Lucía · 4 de 10 impresas", True),
        (batch(8, 0, 2), "09:31 · Lucía · 8 de 10 impresas · 2 sin imprimir", False),
    ],
    ids=["under way", "over"],
)
def test_a_batch_in_one_line(view, detail, can_cancel):
    (row,) = prints_state(PrintsModel(Queue(batches=(view,))), PLACE).batches

    assert (row.title, row.detail) == ("Lote de 10 credenciales", detail)
    assert (row.done, row.total, row.can_cancel) == (view.out, 10, can_cancel)


@pytest.mark.parametrize(
    ("status", "words", "tone"),
    [
        (None, "Preguntando…", Tone.MUTE),
        (READY, "Lista", Tone.OK),
        (PrinterStatus(ready=False, reason="Sin papel"), "No está lista", Tone.WARN),
    ],
    ids=["not asked yet", "ready", "not ready"],
)
def test_the_light_of_a_printer(status, words, tone):
    light = light_of(status)

    assert (light.text, light.tone, bool(light.icon)) == (words, tone, True)


def test_a_pause_comes_before_what_the_printer_says():
    view = PrinterView(PRINTERS[0], 18, low=True, paused_by="Lucía", paused_at=NOW)
    row = printer_row(view, {"a": READY}, PLACE)

    assert (row.light.text, row.detail) == ("En pausa", "La detuvo Lucía a las 09:31.")
    assert (row.labels, row.share, row.low) == ("quedan 18 etiquetas", 0.09, True)
    assert row.can_refill


def test_a_printer_that_nobody_counts_has_no_roll():
    row = printer_row(PrinterView(PRINTERS[1]), {}, PLACE)

    assert (row.name, row.share, row.can_refill) == ("b", None, False)


def test_some_names_are_told_and_the_rest_is_counted():
    people = tuple(Person(str(n), f"Persona {n}", "") for n in range(8))
    state = prints_state(PrintsModel(Queue(owed=8), owed=people), PLACE)

    assert state.owed[:2] == ("Persona 0", "Persona 1")
    assert state.owed[-1] == "y 3 más"
    assert state.owed_open


def test_where_nobody_is_owed_one_nothing_is_said():
    state = prints_state(PrintsModel(), PLACE)

    assert (state.owed_words, state.owed, state.owed_open) == ("", (), False)


def test_a_found_printer_is_told_by_its_own_word():
    ready = found_row(FoundPrinter("ipp://10.0.0.5", "HP", ready=True))
    empty = found_row(FoundPrinter("ipp://10.0.0.5", "", ready=False, reason="Sin papel."))
    folder = found_row(FoundPrinter("folder:", "x", ready=True))

    assert (ready.name, ready.light.text) == ("HP", "Lista")
    assert (empty.name, empty.light.text) == ("ipp://10.0.0.5", "Sin papel")
    assert (folder.name, folder.detail) == ("Carpeta de PDF", "PDF en la carpeta del perfil")


def test_a_printer_of_another_station_says_that_it_is_one():
    found = FoundPrinter("station:Hall/zebra", "Zebra · Hall", ready=False, reason="En pausa.")
    row = found_row(found)

    assert (row.name, row.light.text, row.light.tone) == ("Zebra · Hall", "En pausa", Tone.WARN)
    assert row.detail == "La imprime la otra estación, con su lista y su papel"


def test_the_form_offers_layouts_roles_and_who_may_stand_in():
    model = SetUpModel(editing="a", chosen="folder:", layouts=("a6",), status=READY)
    state = set_up_state(model, PLACE)

    assert state.layouts == (("a6", "a6"),)
    assert state.others == (("b", "b"),)
    assert [role for role, _words in state.roles] == [role.id for role in STANDARD_ROLES]
    assert state.can_remove
    assert state.light.text == "Lista"


def test_a_problem_is_put_into_words_and_a_new_printer_cannot_be_removed():
    model = SetUpModel(problem=WrongUseError("No se entiende «{text}».", text="x"))
    state = set_up_state(model, PLACE)

    assert state.problem == "No se entiende «x»."
    assert not state.can_remove
