"""Small worlds to put rules to."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.rules.parse import parse
from kiosk.domain.rules.tree import World
from kiosk.domain.visits import Visit

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)  # a Tuesday, 12:00 in Montevideo


@pytest.fixture
def world():
    """Build a world at noon, changed by keyword; `entries` and `exits` are ISO moments."""

    def build(entries=(), exits=(), now=NOON, zone="America/Montevideo", **changes):
        marks = [(at, Direction.ENTRY) for at in entries] + [(at, Direction.EXIT) for at in exits]
        visits = [
            Visit(f"e{n}", "p1", "room", direction, datetime.fromisoformat(at))
            for n, (at, direction) in enumerate(marks)
        ]
        visits.sort(key=lambda visit: (visit.at, visit.entry_id))
        if isinstance(now, str):
            now = datetime.fromisoformat(now)
        base = World(now, ZoneInfo(zone), tuple(visits), product="5", variation="7", gate="2")
        return replace(base, **changes)

    return build


@pytest.fixture
def rule():
    """The tree of a rule that is given as Python data."""

    def build(data):
        return parse(json.dumps(data))

    return build
