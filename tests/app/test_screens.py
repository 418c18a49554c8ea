"""Which screen a station gets, and which stations cannot be."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from kiosk.app.screens import for_role
from kiosk.domain.checkpoints import Checkpoint, Kind
from kiosk.domain.errors import WrongUseError
from kiosk.domain.event import Event
from kiosk.domain.settings import Station, StationRole

EVENT = Event(
    id="e",
    name={"es": "E"},
    timezone=ZoneInfo("America/Montevideo"),
    first_day=date(2026, 10, 5),
    last_day=date(2026, 10, 9),
    code="LAC",
    checkpoints=(
        Checkpoint("door", {"es": "Sala"}),
        Checkpoint("in", {"es": "Entrada"}, Kind.ENTRANCE),
    ),
)


@pytest.mark.parametrize(
    "role", [StationRole.DESK, StationRole.SELF_SERVICE, StationRole.DASHBOARD]
)
def test_only_a_door_needs_a_checkpoint(role):
    station = Station(role=role)

    assert for_role(EVENT, station) == station


def test_a_door_needs_one():
    with pytest.raises(WrongUseError, match="checkpoint"):
        for_role(EVENT, Station(role=StationRole.DOOR))


def test_a_checkpoint_of_another_event_is_named_with_those_there_are():
    with pytest.raises(WrongUseError, match=r"csirt.*door, in"):
        for_role(EVENT, Station(role=StationRole.DOOR, checkpoint="csirt"))


def test_a_door_with_its_checkpoint_is_fine():
    station = replace(Station(), role=StationRole.DOOR, checkpoint="door")

    assert for_role(EVENT, station) is station
