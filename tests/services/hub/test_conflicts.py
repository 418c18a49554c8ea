"""What a supervisor is shown of people admitted twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.conflicts import Side, conflicts
from kiosk.store import journal
from tests.services.hub.desks import Desk


def test_both_stations_show_the_same_two_entries(a: Desk, b: Desk, clock):
    a.line.cut = b.line.cut = True
    first = a.scan("code-of-ana")
    clock.forward(minutes=4)
    second = b.scan("code-of-ana")
    a.line.cut = b.line.cut = False
    for desk in (a, b, a):
        desk.share()

    (here,), (there,) = conflicts(a.ctx), conflicts(b.ctx)

    assert here == there
    assert here.person is not None
    assert (here.person.full_name, here.checkpoint) == ("Ana Silva", "main")
    assert here.first == Side("Mesa 1", first.at)
    assert here.second == Side("Mesa 2", second.at)
    assert second.at - first.at == timedelta(minutes=4)


def test_the_newest_come_first_and_no_more_than_asked_for(a: Desk, clock):
    for number in range(3):
        draft = Draft(EntryKind.CONFLICT, clock(), "ana", payload={"with": f"S{number}"})
        journal.append(a.ctx.db, "Mesa 1", clock, draft)

    assert [one.first.station for one in conflicts(a.ctx, 2)] == ["S2", "S1"]


@pytest.mark.parametrize("payload", [{}, {"at": "soon", "entry": "gone"}, {"at": 7, "with": None}])
def test_what_is_not_known_is_left_open(a: Desk, clock, payload: dict[str, object]):
    draft = Draft(EntryKind.CONFLICT, clock(), "nobody", payload=payload)
    journal.append(a.ctx.db, "Mesa 1", clock, draft)

    (one,) = conflicts(a.ctx)

    assert (one.person, one.first.at, one.second.at) == (None, None, None)
