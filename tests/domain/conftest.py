"""Small people, tickets and checkpoints to decide about."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Checkpoint, Direction
from kiosk.domain.facts import Facts
from kiosk.domain.people import Person, Ticket
from kiosk.domain.visits import Visit

ZONE = ZoneInfo("America/Montevideo")
NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)  # 12:00 in Montevideo


@pytest.fixture
def facts():
    """Build Facts: a confirmed person at an open room for everyone, changed by keyword."""

    def build(*, ticket=None, room=None, roles=(), **changes):
        person = Person("p1", "José", "Núñez", roles=roles)
        base = Facts(
            checkpoint=replace(Checkpoint("room", {"es": "Sala"}), **(room or {})),
            direction=Direction.ENTRY,
            now=NOON,
            timezone=ZONE,
            person=person,
            tickets=(replace(Ticket("t1", "p1", "CODE"), **(ticket or {})),),
        )
        return replace(base, **changes)

    return build


@pytest.fixture
def visit():
    """Build a visit of p1 to the room, `minutes` before noon."""

    def build(direction=Direction.ENTRY, minutes=30, person="p1", at=None):
        moment = at or datetime.fromtimestamp(NOON.timestamp() - 60 * minutes, UTC)
        return Visit(
            f"e{minutes:05}", person, "room", Direction(direction), moment, "Mesa 2", "Ana"
        )

    return build
