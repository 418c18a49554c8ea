"""The set-up's pages of sources: tried, told what is wrong, columns confirmed, the list brought."""

import json
import logging
from threading import Event as Flag

import pytest

from kiosk.domain.feed import Checked, SourceError, Trouble
from kiosk.resources import asset
from kiosk.services import sources
from kiosk.services.counts import counts
from kiosk.services.profile import open_profile
from kiosk.services.source_steps import Brought, SourceSteps, StoppedError, Tried, ways_of
from kiosk.services.sync_values import Applied, SyncReport
from kiosk.sources import secrets
from kiosk.sources.event_file import read_event
from kiosk.store.connect import close
from kiosk.ui.setup.state import Step
from tests.app.setup_station import SetUp
from tests.sources.pretix.shop_pages import ORDERS, exchange, order, page, small
from tests.sources.scripted_server import Say, ScriptedServer

TOKEN = "tok-0123456789-very-secret"  # noqa: S105  nobody's
CODE = "kpp4jn8g2ynzonp6"
LIST = "Nombre;Apellido;Correo\nAna;Paz;ana@example.org\nLi;Wei;li@example.org\n"


@pytest.fixture
def server():
    made = ScriptedServer()
    yield made
    made.stop()


@pytest.fixture
def setup(qtbot, make_worker, tmp_path):
    made = SetUp(qtbot, make_worker, tmp_path)
    yield made
    made.controller.end()


class Scripted(SourceSteps):
    """Steps whose source is in memory: `troubles` are what it fails with, first come first."""

    def __init__(self, folder, event_file, troubles=(), go=None):
        super().__init__(folder, event_file)
        self.event_file, self.troubles, self.go, self.kept = event_file, list(troubles), go, []

    def try_out(self, draft):
        return Tried(ways_of(draft)[0], Checked("LACNIC 46", 3, 2.0))

    def keep(self, settings):
        self.kept.append(settings)

    def bring(self, name, told, stop):
        told(1, 3)
        if self.go is not None:
            self.go.wait(20)
        if stop.is_set():
            raise StoppedError("Se detuvo antes de terminar.")
        error = self.troubles.pop(0) if self.troubles else None
        report = SyncReport(name, pulled=Applied(added=3, done=3, total=3), error=error)
        return Brought(report, read_event(self.event_file))


@pytest.fixture
def scripted(qtbot, make_worker, tmp_path):
    made = []

    def make(**how):
        steps = []

        def steps_for(folder, event_file):
            steps.append(Scripted(folder, event_file, **how))
            return steps[-1]

        setup = SetUp(qtbot, make_worker, tmp_path, steps_for)
        setup.choose("pretix")
        setup.type(url="https://pretix.example", organizer="o", event_id="e", secret=TOKEN)
        setup.steps = steps
        made.append(setup)
        return setup

    yield make
    for setup in made:
        setup.controller.end()


def fill_pretix(setup, server):
    setup.choose("pretix")
    setup.type(url=server.url, organizer="lacnic", event_id="lacnic46", secret=TOKEN)


def people_of(folder):
    context = open_profile(folder)
    try:
        return counts(context).expected, [entry.name for entry in sources.listed(context)]
    finally:
        close(context.db)


def test_a_list_in_a_file_goes_from_its_columns_to_the_people(setup, tmp_path):
    path = tmp_path / "gente.csv"
    path.write_text(LIST, "utf-8")
    setup.choose("file")
    setup.view.source.form.set_path(str(path))
    setup.press()
    assert "gente.csv" in setup.answer
    assert "2 inscripciones" in setup.answer

    setup.press()
    assert setup.step is Step.MAPPING
    assert setup.view.columns.chosen() == ("given_name", "family_name", "email")
    setup.press()
    assert setup.step is Step.FETCH
    assert setup.view.fetch.count.text() == "2 inscripciones"
    assert setup.view.fetch.bar.share == 1.0
    setup.press()
    assert setup.step is Step.STATION
    setup.press()
    assert people_of(setup.folder) == (2, ["file:gente.csv"])


def test_a_column_that_nobody_recognises_is_named_by_hand(setup, tmp_path):
    path = tmp_path / "raro.csv"
    path.write_text("Wer;Kontakt\nAna Paz;ana@example.org\nLi Wei;li@example.org\n", "utf-8")
    setup.choose("file")
    setup.view.source.form.set_path(str(path))
    setup.press()
    assert "No se reconoce la columna del nombre" in setup.answer
    setup.press()
    assert setup.view.state.mapping.rows[0].samples == "Ana Paz · Li Wei"

    setup.press()
    assert setup.step is Step.MAPPING
    assert "nombre de las personas" in setup.view.state.problem
    box = setup.view.columns.boxes[0]
    box.setCurrentIndex(box.findData("full_name"))
    setup.press()
    assert setup.view.fetch.count.text() == "2 inscripciones"


def test_a_file_that_is_none_is_told(setup, tmp_path):
    setup.choose("file")
    setup.view.source.form.set_path(str(tmp_path / "none.csv"))
    setup.press()

    assert "none.csv" in setup.answer
    assert setup.step is Step.SOURCE
    assert setup.view.start.isEnabled()


def test_another_source_takes_the_place_of_the_one_before(setup, tmp_path):
    setup.choose("file")
    for name in ("uno.csv", "dos.csv"):
        (tmp_path / name).write_text(LIST, "utf-8")
        setup.view.source.form.set_path(str(tmp_path / name))
        for _ in range(4):
            setup.press()
        assert setup.step is Step.STATION
        if name == "uno.csv":
            setup.view.back.click()
    setup.press()

    assert people_of(setup.folder) == (2, ["file:dos.csv"])


def test_pretix_answers_with_event_people_and_clock(setup, server):
    small(server)
    server.on(ORDERS, page(order(1), order(2)))
    fill_pretix(setup, server)
    setup.press()

    assert "LACNIC 46" in setup.answer
    assert "conoce el token" in setup.answer
    assert "El reloj de este equipo" in setup.answer
    assert setup.view.start.text() == "Guardar y seguir"


@pytest.mark.parametrize(
    ("said", "title", "mend"),
    [
        (Say(401, {"detail": "Invalid token."}), "El token no sirve", "escanee su QR"),
        (Say(404, {"detail": "Not found."}), "Ese evento no está", "organizador y evento"),
        (Say(500, b"oops"), "El servidor falló", "en un minuto"),
        (Say(200, b"<html>"), "no se entiende", "la dirección"),
    ],
    ids=["token", "event", "server", "answer"],
)
def test_trouble_is_named_with_how_to_mend_it(setup, server, said, title, mend):
    server.then(*[said] * 4)
    fill_pretix(setup, server)
    setup.press()

    assert title in setup.answer
    assert mend in setup.answer
    assert setup.view.start.text() == "Probar la conexión"


def test_a_token_without_the_rights_is_told(setup, server):
    small(server)
    server.on(ORDERS, Say(403, {"detail": "No permission."}))
    fill_pretix(setup, server)
    setup.press()

    assert "Al token le faltan permisos" in setup.answer
    assert "En pretix: dé al equipo" in setup.answer


def test_a_server_that_is_not_there_is_told(setup, server):
    fill_pretix(setup, server)
    server.stop()
    setup.press()

    assert "No se llega al servidor" in setup.answer


def test_what_is_missing_is_said_before_anybody_is_asked(setup, server):
    setup.choose("indico")
    setup.type(url=server.url)
    setup.press()

    assert setup.view.state.problem == "Falta: el número del evento, el token."
    assert server.asked == []


def test_what_is_edited_must_be_tried_again(setup, server):
    small(server)
    server.on(ORDERS, page(order(1)))
    fill_pretix(setup, server)
    setup.press()
    setup.view.source.form.event_id.line.textEdited.emit("x")

    assert setup.view.start.text() == "Probar la conexión"
    assert setup.answer == ""


def test_a_scanned_code_pairs_this_computer_and_finds_the_event(setup, server):
    small(server)
    server.on(ORDERS, page(order(1)))
    server.on("/api/v1/device/initialize", exchange("device_initialize"))
    server.on("/api/v1/device/eventselection", exchange("device_eventselection"))
    given = exchange("device_initialize").body
    base = f"/api/v1/organizers/{given['organizer']}/events/lacnic46/"
    assert base == ORDERS.removesuffix("orders/")
    setup.scan(json.dumps({"handshake_version": 1, "url": server.url, "token": CODE}))

    assert "LACNIC 46" in setup.answer
    form = setup.view.source.form
    assert (form.organizer.text(), form.event_id.text()) == ("lacnic", "lacnic46")
    assert server.asked[-1].headers["authorization"] == f"Device {given['api_token']}"
    assert server.paths().count("/api/v1/device/initialize") == 1


def test_a_paired_computer_keeps_its_token_when_the_event_is_missing(setup, server):
    small(server)
    server.on(ORDERS, page(order(1)))
    server.on("/api/v1/device/initialize", exchange("device_initialize"))
    server.on("/api/v1/device/eventselection", Say(404, b""))
    setup.scan(json.dumps({"handshake_version": 1, "url": server.url, "token": CODE}))
    assert "no le asigna un evento" in setup.answer
    setup.type(event_id="lacnic46")
    setup.press()

    assert "LACNIC 46" in setup.answer
    assert server.paths().count("/api/v1/device/initialize") == 1


def test_the_code_of_indico_fills_the_form_and_asks_for_the_token(setup, server):
    code = {"event_id": 7, "title": "T", "regform_id": 2, "server": {"base_url": server.url}}
    setup.scan(json.dumps(code))

    form = setup.view.source.form
    assert (form.url.text(), form.event_id.text(), form.secret.text()) == (server.url, "7", "")
    assert form.draft().form == "2"
    assert server.asked == []


def test_any_other_code_is_told(setup):
    setup.scan("code-of-ana")

    assert "no es el de configuración" in setup.view.state.problem
    assert "code-of-ana" not in setup.all_texts()


def test_no_token_stays_on_the_screen_nor_in_any_log(setup, server, caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    small(server)
    server.on(ORDERS, page(order(1)))
    fill_pretix(setup, server)
    assert TOKEN not in setup.view.source.form.secret.line.displayText()
    setup.press()
    setup.press()
    assert setup.step is Step.FETCH
    assert TOKEN not in setup.all_texts()
    setup.press()
    setup.press()

    assert TOKEN not in caplog.text
    assert TOKEN not in repr(setup.view.state)
    kept = {path.name for path in setup.folder.rglob("*") if path.is_file()}
    told = [n for n in kept if TOKEN.encode() in (setup.folder / n).read_bytes()]
    assert set(told) <= {secrets.FILE}
    assert secrets.get(setup.folder, "pretix:lacnic46") == TOKEN


def test_leaving_the_page_forgets_the_token(setup, server):
    fill_pretix(setup, server)
    setup.view.back.click()

    assert setup.step is Step.EVENT
    assert TOKEN not in setup.all_texts()
    setup.view.source.form.secret.line.undo()
    assert setup.view.source.form.secret.text() == ""


def test_another_card_forgets_the_token(setup, server):
    fill_pretix(setup, server)
    setup.choose("indico")

    assert setup.view.source.form.secret.text() == ""


def test_a_list_that_fails_is_told_and_asked_for_again(scripted):
    error = SourceError(Trouble.BUSY, "El servidor está ocupado y pide esperar.")
    setup = scripted(troubles=[error])
    setup.press()
    setup.press()
    assert setup.view.fetch.heading.text() == "El servidor está ocupado"
    assert setup.view.start.text() == "Reintentar"
    setup.press()

    assert setup.view.fetch.heading.text() == "La lista está aquí"
    assert setup.view.start.text() == "Seguir"


def test_a_station_may_go_on_without_the_list(scripted):
    setup = scripted(troubles=[SourceError(Trouble.SERVER, "El servidor falló.")])
    setup.press()
    setup.press()
    setup.view.other.click()

    assert setup.step is Step.STATION


def test_progress_is_shown_and_may_be_stopped(scripted):
    go = Flag()
    setup = scripted(go=go)
    setup.press()
    setup.press(settle=False)
    setup.until(lambda: setup.view.fetch.count.text() == "1 de 3")
    assert not setup.view.start.isEnabled()
    assert setup.view.fetch.bar.share == pytest.approx(1 / 3)
    setup.view.back.click()
    assert setup.view.fetch.heading.text() == "Deteniendo…"
    go.set()
    setup.settle()

    assert setup.view.fetch.heading.text() == "Se detuvo antes de terminar."
    assert setup.view.start.text() == "Reintentar"


def test_an_answer_that_comes_after_going_back_is_nobodys(setup, server):
    small(server)
    server.on(ORDERS, page(order(1)))
    fill_pretix(setup, server)
    setup.press(settle=False)
    setup.view.back.click()
    setup.settle()

    assert setup.step is Step.EVENT
    assert setup.view.start.text() == "Seguir"


def test_the_columns_of_the_demo_are_all_known(setup):
    setup.choose("file")
    setup.view.source.form.set_path(str(asset("demo", "people.csv")))
    setup.press()
    setup.press()

    shown = [row.field for row in setup.view.state.mapping.rows]
    assert list(setup.view.columns.chosen()) == shown
    assert {"given_name", "family_name", "email", "code"} <= set(shown)
