"""Documents made from the panel: beside scans, with progress, given up without a trace."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from kiosk.app import documents_jobs
from kiosk.domain.checkpoints import Kind
from kiosk.resources import asset
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.documents import Written
from kiosk.services.find import search
from kiosk.services.profile import EVENT_FILE, demo_profile, load_event
from kiosk.store.connect import close
from kiosk.ui.dashboard.state import CertificatesForm
from kiosk.ui.desk.state import Page


@pytest.fixture
def desk(desk, make_worker):
    """The panel is open; the profile's folder holds an event, as a station's does."""
    folder = desk.read(lambda ctx: ctx.folder)
    load_event(folder, asset("demo", EVENT_FILE))
    desk.controller.panel.documents.worker = make_worker("papers")
    desk.controller._on_tab(Page.PANEL.value)
    desk.idle()
    return desk


def state(desk):
    return desk.view._state.panel.documents


def card(desk):
    return desk.view.panel.documents


def finished(desk):
    desk.until(lambda: not state(desk).running)


@pytest.mark.parametrize("ending", [".pdf", ".xlsx"])
def test_the_report_lies_in_the_profiles_folder(desk, ending):
    card(desk).report_pressed.emit(ending)
    assert state(desk).running == "Se prepara el informe…"
    finished(desk)

    (file,) = Path(state(desk).folder).iterdir()
    assert (file.suffix, file.stat().st_size > 0) == (ending, True)
    assert file.name in state(desk).saved


def test_another_folder_can_be_chosen_and_is_shown(desk, tmp_path):
    chosen = tmp_path / "para-enviar"
    shown = []
    desk.controller.panel.documents.show_folder = shown.append
    card(desk).folder_chosen.emit(str(chosen))
    card(desk).report_pressed.emit(".pdf")
    finished(desk)
    card(desk).folder_opened.emit()

    assert len(list(chosen.iterdir())) == 1
    assert shown == [chosen]


def test_certificates_that_nobody_earned_are_told_and_the_form_stays(desk):
    card(desk).certificates_pressed.emit()
    assert state(desk).form
    card(desk).ordered.emit(CertificatesForm(hours="900"))
    finished(desk)

    assert state(desk).problem.startswith("Nadie reúne la asistencia")
    assert state(desk).form
    card(desk).left.emit()
    assert (state(desk).form, state(desk).problem) == (False, "")


def test_progress_is_shown_and_a_long_one_can_be_given_up(desk, monkeypatch):
    go_on = threading.Event()

    def slow(_desk, _out, _form, tell, stop):
        tell(1, 4)
        go_on.wait(5)
        if stop.is_set():
            raise documents_jobs.CanceledError("Se canceló: no se escribió ningún certificado.")
        return Written((Path("x"),))

    monkeypatch.setattr(documents_jobs, "certificates", slow)
    card(desk).certificates_pressed.emit()
    card(desk).ordered.emit(CertificatesForm())
    desk.until(lambda: state(desk).total)
    assert state(desk).running == "Certificados: 1 de 4"

    desk.scan("code-jose")
    assert desk.view._state.card.name == "José Núñez Ibáñez"
    card(desk).stopped.emit()
    assert state(desk).running == "Cancelando…"
    go_on.set()
    finished(desk)

    assert state(desk).problem == "Se canceló: no se escribió ningún certificado."
    assert not state(desk).form


def test_only_one_is_made_at_a_time(desk):
    card(desk).report_pressed.emit(".pdf")
    card(desk).report_pressed.emit(".xlsx")
    finished(desk)

    assert len(list(Path(state(desk).folder).iterdir())) == 1


class TestJobs:
    @pytest.fixture
    def at(self, tmp_path):
        """The demo with its morning, as a station sees it."""
        ctx = demo_profile(tmp_path / "demo", arrivals=True)
        room = next(one.id for one in ctx.event.checkpoints if one.kind is Kind.ROOM)
        for found in search(ctx, "mar", 3):
            scan(ctx, ScanRequest(checkpoint=room, person_id=found.person.person_id))
        close(ctx.db)
        return documents_jobs.Desk(tmp_path / "demo", ctx.station, ctx.clock)

    def test_certificates_are_made_in_one_file_or_one_each(self, at, tmp_path):
        told = []
        for one_file in (True, False):
            form = CertificatesForm(place="", one_file=one_file)
            written = documents_jobs.certificates(
                at, tmp_path / "out", form, lambda *far: told.append(far), threading.Event()
            )
            assert written.files[0].exists()
            assert written.files[0].is_dir() is not one_file
        assert told[-1][0] == told[-1][1]

    def test_given_up_there_is_nothing(self, at, tmp_path):
        stop = threading.Event()
        stop.set()
        with pytest.raises(documents_jobs.CanceledError):
            documents_jobs.certificates(
                at, tmp_path / "out", CertificatesForm(), lambda *_far: None, stop
            )

        assert list((tmp_path / "out").iterdir()) == []
