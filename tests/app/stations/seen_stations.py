"""Stations as a window knows them, for the tests of what it says of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from kiosk.app.desk_model import Place
from kiosk.app.hub_view import HubView
from kiosk.app.stations_model import StationsModel
from kiosk.app.stations_states import stations_state
from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.event import Event
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.domain.settings import Station
from kiosk.domain.stations import Heard, Said, look
from kiosk.hub.invitation import InvitationText
from kiosk.hub.registry import Member

NOW = datetime(2026, 10, 6, 12, 14, tzinfo=UTC)
NAME = {"es": "Evento", "pt": "Evento", "en": "Event"}
MAIN = {"es": "Entrada", "pt": "Entrada", "en": "Entrance"}
EVENT = Event(
    id="e1",
    name=NAME,
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="E",
    roles=STANDARD_ROLES,
    checkpoints=(Checkpoint("main", MAIN, Kind.ENTRANCE),),
)
PLACE = Place(EVENT, Station(name="Mesa 1"), "main")
TEXT = InvitationText(("192.168.1.5:4222",), "e1", bytes(12), bytes(range(10)))


def said(name: str, role: str = "desk", **more: object) -> Said:
    base = Said(name, role, int(NOW.timestamp() * 1000), cursor=7, journal="a", people=587)
    return replace(base, **{"digest": "1", "version": "0.9.0", **more})


def view(*told: Said, ages: dict[str, int] | None = None, **more: object) -> HubView:
    """What a window knows of these, each heard so many seconds ago; one second where not told."""
    seconds = ages or {}
    heard = []
    for one in told:
        ago = seconds.get(one.name, 1)
        sent = replace(one, at=one.at - 1000 * ago)
        heard.append(Heard(one.name, NOW - timedelta(seconds=ago), sent))
    earlier = look((), heard, NOW - timedelta(minutes=1))
    base = HubView(member=True, name="Mesa 1", connected=True, stations=look(earlier, heard, NOW))
    return replace(base, **more)


def model(**more: object) -> StationsModel:
    return replace(StationsModel(wall=lambda: NOW), **more)


def member(name: str, role: str = "door") -> Member:
    return Member(name, name, role, "", 0)


def shown(seen: HubView, **more: object):
    return stations_state(model(**more), seen, PLACE)
