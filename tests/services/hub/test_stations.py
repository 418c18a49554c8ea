"""The sign of life of a real station, read back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kiosk.domain.printers import Printer
from kiosk.domain.stations import Sign
from kiosk.hub.interface import Heard
from kiosk.services.printer_care import pause
from kiosk.services.roster_publish import page, published
from kiosk.services.stations import beat, stations
from kiosk.texts.stations import sign_text
from tests.services.hub.desks import Desk


def heard(desk: Desk, body: bytes) -> dict[str, Heard]:
    return {"Mesa-1": Heard(body, int(desk.ctx.clock().timestamp() * 1000))}


def test_a_station_tells_what_the_dashboard_shows(a: Desk):
    station = replace(
        a.ctx.station, printers=(Printer("uno", "folder:"), Printer("dos", "folder:"))
    )
    ctx = replace(a.ctx, station=station)
    published(ctx, page(ctx).changed)
    pause(ctx, "dos", "Rosa")
    a.scan("code-of-ana")
    a.share()
    a.scan("code-of-jose", "forum")

    (state,) = stations((), heard(a, beat(ctx, battery=81)), ctx.clock())

    said = state.said
    assert said is not None
    assert (said.name, said.role, said.checkpoint, said.battery) == ("Mesa 1", "desk", "", 81)
    assert (said.entries, said.waiting, said.cursor, said.people) == (2, 1, 1, 5)
    assert [(p.id, p.state) for p in said.printers] == [("uno", "ready"), ("dos", "paused")]
    assert said.keeps is False
    assert state.signs == (Sign.WAITING,)
    assert state.clock == timedelta()


def test_two_stations_with_the_same_entries_say_the_same(a: Desk, b: Desk):
    a.scan("code-of-ana")
    b.scan("code-of-jose")
    a.share()
    b.share()
    one, two = (stations((), heard(d, beat(d.ctx)), d.ctx.clock())[0].said for d in (a, b))

    assert one is not None
    assert two is not None
    assert one.journal == two.journal != ""
    assert one.cursor == two.cursor == 2


@pytest.mark.parametrize("body", [b"", b"\xff", b"{}", b'{"name": 7}'])
def test_a_sign_that_nobody_can_read_is_shown_as_such(a: Desk, body: bytes):
    (state,) = stations((), heard(a, body), a.ctx.clock())

    assert (state.name, state.signs) == ("Mesa-1", (Sign.UNREAD,))


@pytest.mark.parametrize("sign", [*Sign])
@pytest.mark.parametrize("ahead", [-3, 3])
def test_every_sign_has_its_sentence(a: Desk, sign: Sign, ahead: int):
    (state,) = stations((), heard(a, beat(a.ctx)), a.ctx.clock())
    state = replace(state, clock=timedelta(seconds=ahead))
    said = {sign_text(sign, state, a.ctx.clock(), lang) for lang in ("es", "pt", "en")}

    assert len(said) == 3
    assert not any("{" in text for text in said)
