"""The pictures of an assembly: who has come by the second call of the demo's; draws nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from kiosk.services.assembly_state import state
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context

DAY = 7
"""The Wednesday of the demo's October."""
ASSEMBLY, ROOM = "lacnic", "assembly"
TWICE = "Flávia Brandão Muniz"
"""She is the voter of two organisations, and not there yet."""
_FIRST = datetime(2026, 10, DAY, 8, 32, tzinfo=ZoneInfo("America/Montevideo"))
_STEP = timedelta(seconds=128)
_LEFT_OUT = 4
"""Every fourth representative does not come."""


def gathered(ctx: Context) -> None:
    """Let representatives in one after another, from 08:32 until the clock of the context."""
    people = sorted(state(ctx, ASSEMBLY).people.values(), key=lambda one: one.full_name)
    coming = [one for n, one in enumerate(people) if n % _LEFT_OUT and one.full_name != TWICE]
    for number, person in enumerate(coming):
        at = _FIRST + _STEP * number
        if at > ctx.clock():
            return
        there = replace(ctx, clock=partial(_standing, at))
        scan(there, ScanRequest(person_id=person.person_id, checkpoint=ROOM, at=at))


def _standing(at: datetime) -> datetime:
    return at
