"""The words of the panel: rooms by how full and whether open, assemblies without calls."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.desk_model import DeskModel, Place
from kiosk.app.panel_jobs import Looked, PanelModel
from kiosk.app.panel_states import assembly_card, panel_state, room_bar
from kiosk.domain.assembly import Assembly, CallTo, CountedBy, Share
from kiosk.domain.calls import CallResult, Totals
from kiosk.domain.checkpoints import Admits, Checkpoint, Kind, Slot
from kiosk.domain.quorum import Requests, Tally
from kiosk.domain.settings import Station
from kiosk.services.assembly_state import AssemblyState
from kiosk.services.rooms import HeadCount
from kiosk.ui.dashboard.state import PanelState
from kiosk.ui.widgets.chip import Tone

ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 10, 7, 12, 31, tzinfo=UTC)  # 09:31 in Montevideo


def at(hour, minute=0, day=7):
    return datetime(2026, 10, day, hour, minute, tzinfo=ZONE)


def room(*slots, **more):
    return Checkpoint("r", {"es": "Sala"}, slots=tuple(Slot(*slot) for slot in slots), **more)


@pytest.mark.parametrize(
    ("checkpoint", "inside", "note", "tight"),
    [
        (room(), 5, "", False),
        (room((at(9), at(13))), 5, "hasta las 13:00", False),
        (room((at(9), None)), 5, "", False),
        (room((at(14), at(18))), 0, "abre a las 14:00", False),
        (room((at(8), at(9))), 0, "cerrada ahora", False),
        (room((at(9, day=8), at(13, day=8))), 0, "cerrada ahora", False),
        (room((at(10), at(12)), early=timedelta(hours=1)), 0, "hasta las 12:00", False),
        (room((at(9), at(13)), capacity=40), 35, "hasta las 13:00", False),
        (room((at(9), at(13)), capacity=40), 36, "casi llena", True),
        (room((at(9), at(13)), capacity=40), 41, "llena", True),
    ],
)
def test_what_is_said_of_a_room(checkpoint, inside, note, tight):
    bar = room_bar(HeadCount(checkpoint, inside), ZONE, NOW)

    assert (bar.note, bar.tight, bar.inside) == (note, tight, inside)


@pytest.mark.parametrize(
    ("more", "icon"),
    [
        ({"kind": Kind.ENTRANCE}, "id-card"),
        ({"admits": Admits.INVITED}, "lock"),
        ({"admits": Admits.MEMBERS}, "vote"),
        ({}, "door-open"),
    ],
)
def test_the_sign_of_a_room(more, icon):
    assert room_bar(HeadCount(room(**more), 0), ZONE, NOW).icon == icon


def test_rooms_that_are_open_or_hold_people_come_first(event_of_rooms):
    model, place = event_of_rooms

    shown = panel_state(DeskModel(panel=model), place, NOW)

    assert [one.inside for one in shown.rooms] == [7, 0, 0]
    assert [one.note for one in shown.rooms] == [
        "cerrada ahora",
        "hasta las 13:00",
        "cerrada ahora",
    ]


@pytest.fixture
def event_of_rooms():
    from datetime import date

    from kiosk.domain.event import Event

    event = Event("e", {"es": "E"}, ZONE, date(2026, 10, 5), date(2026, 10, 9), "EEE")
    closed, opened = room((at(7), at(8))), room((at(9), at(13)))
    rooms = (HeadCount(closed, 0), HeadCount(closed, 7), HeadCount(opened, 0))
    return PanelModel(looked=Looked(rooms)), Place(event, Station(), "main")


def test_nothing_is_shown_before_the_store_has_answered(event_of_rooms):
    assert panel_state(DeskModel(), event_of_rooms[1], NOW) == PanelState()


def found(calls=(), results=(), **tally):
    assembly = Assembly("a", {"es": "Anual"}, "r", calls=calls)
    counts = {"organisations": 118, "votes": 342, "voters": 90, "alternates": 14, "observers": 27}
    whole = Tally(**{**counts, **tally}, seats=(), totals=Totals(240, 640), calls=results)
    return AssemblyState(assembly, NOW, whole, Requests(1, 48), (), {})


CALLS = tuple(
    CallTo(at(9, minute), Share(Decimal(50), percent=True), CountedBy.VOTES) for minute in (0, 30)
)


def test_the_card_of_the_picture():
    results = (
        CallResult(CALLS[0], 320, 342, 287, None, holds_now=True, closed=True),
        CallResult(CALLS[1], 320, 342, 300, at(9, 31), holds_now=True),
    )

    card = assembly_card(found(CALLS, results), ZONE)

    assert (card.gauge.present, card.gauge.total, card.gauge.needed) == (342, 640, 320)
    assert (card.gauge.below, card.quorum) == ("votos de 640", "Quórum: 320 (50 % de los votos)")
    assert card.figures == (
        ("118", "organizaciones"), ("104", "representantes"), ("27", "observadores"),
    )  # fmt: skip
    assert [(one.title, one.detail, one.tone) for one in card.calls] == [
        ("09:00 · Primera llamada", "sin quórum, con 33 votos de menos", Tone.MUTE),
        ("09:30 · Segunda llamada", "quórum a las 09:31", Tone.OK),
    ]
    assert (card.chip.text, card.chip.tone) == ("Hay quórum", Tone.OK)
    assert card.requests == "Piden una asamblea: 1 organización de 48 necesarias"


def test_a_quorum_that_was_lost_is_told():
    lost = CallResult(CALLS[0], 320, 310, 321, at(9), holds_now=False)

    card = assembly_card(found(CALLS[:1], (lost,)), ZONE)

    assert card.chip.text == "Sin quórum"
    assert card.calls[0].detail == "quórum a las 09:00; faltan 10 votos"


def test_an_assembly_without_calls_shows_organisations():
    card = assembly_card(found(), ZONE)

    assert (card.gauge.present, card.gauge.total, card.gauge.needed) == (118, 240, None)
    assert (card.quorum, card.calls, card.chip.tone) == ("", (), Tone.MUTE)


def test_before_the_call_it_says_what_is_needed():
    ahead = replace(CALLS[0], at=NOW + timedelta(hours=1))

    card = assembly_card(found((ahead,), (CallResult(ahead, 320, 342),)), ZONE)

    assert card.chip.text == "Sin llamada todavía"
    assert card.calls[0].detail == "necesita 320 votos"
