"""The panel's figures, bars and printers in words; what nobody knows is left out."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk import texts
from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.documents_model import DocumentsModel
from kiosk.app.documents_states import documents_state
from kiosk.app.panel_figures import arrivals_of, figures_of, printers_of
from kiosk.app.panel_jobs import PanelModel
from kiosk.app.prints_jobs import Queue
from kiosk.app.prints_model import PrintsModel
from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.errors import NotFoundError
from kiosk.domain.event import Event
from kiosk.domain.printers import Printer
from kiosk.domain.settings import Station
from kiosk.printing.backends.base import PrinterStatus
from kiosk.services.counts import Counts
from kiosk.services.day_figures import DayFigures
from kiosk.services.documents import Written
from kiosk.services.printing import PrinterView
from kiosk.services.rooms import HeadCount

ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 10, 7, 12, 31, tzinfo=UTC)  # 09:31 in Montevideo
EVENT = Event(
    "e", {"es": "E"}, ZONE, date(2026, 10, 5), date(2026, 10, 9), "EEE",
    checkpoints=(Checkpoint("r", {"es": "Sala"}), Checkpoint("b", {"es": "Bolsa"}, Kind.HANDOUT)),
)  # fmt: skip
PLACE = Place(EVENT, Station(), "main")
ROOMS = (
    HeadCount(Checkpoint("r", {"es": "Sala"}), 7),
    HeadCount(Checkpoint("main", {"es": "Entrada"}, Kind.ENTRANCE), 281),
)
DAY = DayFigures(badge_seconds=7.6, walk_ins=1, helped=6)


def figures(**more):
    desk = DeskModel(counts=Counts(312, 587, 0, None), panel=PanelModel(day=DAY), **more)
    return [(one.number, one.words) for one in figures_of(desk, ROOMS)]


def test_the_five_figures():
    assert figures() == [
        ("312", "acreditados de 587"),
        ("7", "en las salas ahora"),
        ("8 s", "hasta la credencial"),
        ("1", "alta en la mesa"),
        ("6", "enviados a la mesa"),
    ]


def test_what_nobody_knows_is_left_out():
    unknown = DeskModel(panel=PanelModel(day=DayFigures()))

    assert [one.words for one in figures_of(unknown, ROOMS)] == [
        "en las salas ahora",
        "altas en la mesa",
        "enviados a la mesa",
    ]
    assert len(figures_of(DeskModel(), ROOMS)) == 1


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (59.4, "59 s"), (60, "1 min"), (600, "10 min")]
)
def test_long_waits_are_told_in_minutes(seconds, words):
    desk = DeskModel(panel=PanelModel(day=DayFigures(badge_seconds=seconds)))

    assert figures_of(desk, ())[1].number == words


def test_the_last_bar_is_still_running_and_the_peak_is_told():
    quarters = [NOW.replace(minute=0) + timedelta(minutes=15 * n) for n in range(3)]
    day = DayFigures(arrivals=tuple(zip(quarters, (4, 87, 29), strict=True)))

    bars, peak = arrivals_of(day, PLACE, NOW)
    assert [(bar.label, bar.count, bar.running) for bar in bars] == [
        ("09:00", 4, False), ("09:15", 87, False), ("09:30", 29, True),
    ]  # fmt: skip
    assert peak == "pico 09:15 · 5,8 por minuto"
    texts.use("en")
    assert arrivals_of(day, PLACE, NOW)[1] == "peak 09:15 · 5.8 a minute"
    assert arrivals_of(DayFigures(), PLACE, NOW) == ((), "")


def test_a_printer_is_told_with_its_light_and_its_roll():
    view = PrinterView(Printer("a", "folder:", "Zebra", labels=200), labels=50)
    prints = PrintsModel(Queue(printers=(view,)), {"a": PrinterStatus(ready=True)})

    (line,) = printers_of(prints, PLACE)
    assert (line.name, line.state.text, line.labels) == ("Zebra", "Lista", "quedan 50 etiquetas")
    assert line.share == 0.25
    assert not line.low


def test_the_card_of_documents_in_its_states(tmp_path):
    idle = DocumentsModel(profile=tmp_path)
    assert documents_state(idle, PLACE).folder == str(tmp_path / "documentos")
    assert documents_state(idle, PLACE).places == (("r", "Sala"),)

    making = replace(idle, what="certificates")
    assert documents_state(making, PLACE).running == "Se cuenta la asistencia…"
    made = Written((tmp_path / "c.pdf",), {"certificates": 1})
    assert documents_state(replace(idle, written=made), PLACE).saved == "1 certificado en c.pdf"
    failed = replace(idle, problem=NotFoundError("Nadie."))
    assert documents_state(failed, PLACE).problem == "Nadie."
