"""Other stations' printers as they are offered, and what is remembered of those in use."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.print_job import JobState
from kiosk.domain.printers import Printer
from kiosk.domain.remote_print import RemotePrinter
from kiosk.domain.stations import PrinterSaid, Said, StationState
from kiosk.printing.backends.base import BEGUN, Document, Step
from kiosk.printing.backends.registry import backend_of
from kiosk.printing.backends.station import NO_LINE
from kiosk.services import printing, remote_printers
from kiosk.services.hub_message import incoming
from kiosk.services.printer_setup import put_printer
from kiosk.services.profile import load_station
from kiosk.services.stations import beat, stations
from kiosk.texts import current, use
from tests.services.hub.desks import Desk
from tests.services.hub.printing import AWAY, OWNER, Place, settle, with_printers
from tests.services.printers_at_work import Printers

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
ZEBRA = RemotePrinter("Hall", "zebra")


def state(*said: PrinterSaid, silent: bool = False, readable: bool = True) -> StationState:
    words = Said("El hall", "desk", 0, printers=said) if readable else None
    return StationState("Hall", "El hall", NOW, words, silent_since=NOW if silent else None)


@pytest.mark.parametrize(
    ("said", "ready", "reason"),
    [
        ("ready", True, ""),
        ("paused", False, "En pausa en la estación El hall."),
        ("down", False, "No está lista en la estación El hall."),
        ("a word of tomorrow", False, "No está lista en la estación El hall."),
    ],
)
def test_a_printer_is_as_its_station_says(said, ready, reason):
    status = remote_printers.status_of(ZEBRA, [state(PrinterSaid("zebra", said, name="Zebra"))])
    assert (status.ready, status.reason, status.name) == (ready, reason, "Zebra · El hall")


@pytest.mark.parametrize(
    ("states", "reason"),
    [
        ((), "No se oye a la estación Hall."),
        ((state(PrinterSaid("zebra"), silent=True),), "No se oye a la estación El hall."),
        ((state(readable=False),), "No se oye a la estación El hall."),
        ((state(PrinterSaid("other")),), "La estación El hall no tiene esa impresora."),
    ],
    ids=["never", "silent", "unreadable", "gone"],
)
def test_what_is_not_heard_or_not_there_is_said(states, reason):
    status = remote_printers.status_of(ZEBRA, states)
    assert (status.ready, status.reason) == (False, reason)


@pytest.mark.parametrize(("lang", "word"), [("pt", "estação"), ("en", "Station")])
def test_it_is_said_in_the_language_in_force(lang, word):
    before = current()
    use(lang)
    try:
        assert word in remote_printers.status_of(ZEBRA, ()).reason
    finally:
        use(before)


def test_every_printer_of_the_others_is_offered_and_none_of_our_own():
    here = replace(state(PrinterSaid("own")), station="Mesa")
    silent = replace(state(PrinterSaid("x"), silent=True), station="Lejos")
    found = remote_printers.offered(
        [state(PrinterSaid("a"), PrinterSaid("b")), here, silent], "Mesa"
    )

    assert [one.uri for one in found] == ["station:Hall/a", "station:Hall/b"]


def test_a_chosen_one_is_kept_in_the_stations_file(tmp_path: Path):
    (tmp_path / "station.toml").write_text('[station]\nname = "Mesa"\n', encoding="utf-8")
    _station, kept = put_printer(tmp_path, Printer("", ZEBRA.uri, "Zebra · El hall"))

    assert load_station(tmp_path).printers == (kept,)
    assert (kept.id, kept.uri) == ("zebra-el-hall", "station:Hall/zebra")


@pytest.mark.parametrize("uri", ["station:", "station:Hall", "station:/zebra", "station:Hall/"])
def test_a_uri_that_names_no_printer_is_refused(tmp_path: Path, uri: str):
    with pytest.raises(WrongUseError):
        put_printer(tmp_path, Printer("", uri, "x"))


def test_the_way_there_sends_nothing_whatever_it_is_asked(tmp_path: Path):
    backend = backend_of(ZEBRA.uri, tmp_path)
    for step in (Step.WAITING, Step.SENT, Step.PRINTING):
        came = backend.advance(Document("x", b"%PDF", "iso_a6"), step, BEGUN)
        assert (came.state, came.remote_job, came.reason) == (step, BEGUN, NO_LINE)
    assert backend.status().reason == NO_LINE


def test_a_program_that_hears_the_others_answers_for_one_profile_only(tmp_path: Path):
    withdraw = remote_printers.register(tmp_path, lambda: [state(PrinterSaid("zebra"))])
    assert printing.printer_status(ZEBRA.uri, tmp_path).ready
    assert not printing.printer_status(ZEBRA.uri, tmp_path / "other").ready
    withdraw()
    withdraw()

    assert printing.printer_status(ZEBRA.uri, tmp_path).reason == NO_LINE


def test_a_station_offers_no_printer_that_is_not_its_own(a: Desk):
    station = replace(a.ctx.station, printers=(Printer("lejos", AWAY), Printer("own", "folder:")))
    ctx = replace(a.ctx, station=station)

    (heard,) = stations((), {"x": _heard(beat(ctx))}, datetime.now(UTC))
    assert heard.said is not None
    assert [one.id for one in heard.said.printers] == ["own"]


def _heard(body: bytes):
    from kiosk.hub.interface import Heard

    return Heard(body, int(datetime.now(UTC).timestamp() * 1000))


@pytest.fixture
def asker(b: Desk) -> Place:
    return with_printers(b, Printers(), Printer("lejos", AWAY))


@pytest.fixture
def owner(a: Desk) -> Place:
    return with_printers(a, Printers(), Printer("zebra", "folder:", labels=50))


def shown(place: Place):
    place.work()
    return printing.queue_view(place.ctx).printers[0]


def test_labels_and_silence_are_remembered_and_forgotten(owner: Place, asker: Place, clock):
    printing.set_labels(owner.ctx, "zebra", 7)
    owner.speak()
    assert (shown(asker).labels, shown(asker).down_since) == (7, None)
    clock.forward(seconds=30)
    since = shown(asker).down_since
    assert since == clock()
    clock.forward(days=2)
    assert shown(asker).down_since == since
    owner.speak()

    assert (shown(asker).down_since, shown(asker).reason) == (None, "")


def test_a_printer_that_is_not_ready_there_is_asked_unless_another_stands_in(
    owner: Place, asker: Place
):
    printing.pause(owner.ctx, "zebra", "Ada")
    owner.speak()
    assert shown(asker).reason == "En pausa en la estación Mesa 1."
    assert shown(asker).down_since is None
    asker.use(printers=(Printer("lejos", AWAY, fallback="own"), Printer("own", "folder:")))

    assert shown(asker).down_since is not None


def test_a_printer_that_no_table_names_is_not_asked_while_it_is_not_heard(asker: Place):
    asker.use(printers=(Printer("own", "folder:"),))
    printing.enqueue(asker.ctx, "ana", printer=AWAY)
    asker.work()

    assert asker.states() == [JobState.WAITING]
    assert not asker.desk.line.record.messages


def test_one_that_no_table_names_prints_too(owner: Place, asker: Place):
    asker.use(printers=())
    owner.speak()
    printing.enqueue(asker.ctx, "ana", printer=AWAY)
    settle([asker, owner])

    assert asker.states() == owner.states() == [JobState.DONE]


def test_a_third_stations_printer_is_not_passed_on(owner: Place, asker: Place):
    owner.use(printers=(Printer("zebra", f"station:{OWNER}x/hall"),))
    asker.desk.line.record.heard[OWNER] = _heard(beat(owner.ctx))
    asker.desk.line.now_ms = lambda: int(datetime.now(UTC).timestamp() * 1000)
    printing.enqueue(asker.ctx, "ana")
    asker.work()
    assert asker.states() == [JobState.SENT]
    for _ in range(3):
        for place in (asker, owner):
            place.desk.share()
            place.work()

    (job,) = asker.jobs()
    assert (job.state, job.reason) == (
        JobState.FAILED,
        "La otra estación no tiene esa impresora.",
    )
    assert all(incoming(message) for message in owner.desk.line.record.messages)
