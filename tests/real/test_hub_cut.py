"""Stations that were cut off, away for a day, robbed of their disk, or whose clock is wrong.

Reduced here; KIOSK_SOAK=1 runs the full sizes, see `make soak`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from posts import Opened, Post, again, opener, settle, whole

from kiosk.domain.stations import Sign
from kiosk.domain.verdict import Reason
from kiosk.services.conflicts import conflicts
from kiosk.services.correct import correct
from kiosk.services.list_line import exchange_list
from kiosk.services.share import waiting
from kiosk.services.stations import beat, stations
from kiosk.store import journal, people
from kiosk.store.transact import number
from tests.hub.lab import Lab
from tests.hub.proxy import Proxy
from tests.patience import until

SOAK = os.environ.get("KIOSK_SOAK") == "1"
CROWD = 15_000 if SOAK else 300
CUT = 2_000 if SOAK else 60
"""People admitted at each of two stations while one is cut off."""
DAY = 20_000 if SOAK else 800
"""Entries of a day on which a station is off."""

pytestmark = pytest.mark.real


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with Lab(tmp_path / "hub", ("S01", "S02", "S03"), sources=("S01",)) as made:
        yield made


@pytest.fixture
def post(lab: Lab, tmp_path: Path) -> Iterator[Opened]:
    made: list[Post] = []
    yield opener(lab, tmp_path, made)
    for one in made:
        one.close()


@pytest.fixture
def line(lab: Lab) -> Iterator[Proxy]:
    made = Proxy(lab.about.addresses[0])
    yield made
    made.close()


def test_a_station_that_is_cut_off_goes_on_by_policy_and_catches_up(post: Opened, line: Proxy):
    away, here = post("S01", CROWD, via=line), post("S02", CROWD)
    assert away.scan(0).verdict.admitted
    assert here.scan(0).verdict.reason is Reason.ALREADY_REDEEMED
    line.cut()

    alone = [away.scan(n) for n in range(1, CUT + 1)]
    beside = [here.scan(n) for n in range(CUT // 2 + 1, CUT + CUT // 2 + 1)]
    refused, asks = away.scan(1, "strict"), away.scan(1, "asking")

    assert {(one.offline, one.verdict.admitted) for one in alone} == {(True, True)}
    assert {(one.offline, one.verdict.admitted) for one in beside} == {(False, True)}
    assert (refused.offline, refused.verdict.admitted) == (True, False)
    assert (asks.offline, asks.verdict.admitted) == (True, False)
    assert away.scan(CUT // 2).verdict.reason is Reason.ALREADY_REDEEMED  # its own it knows

    away.mended()
    settle(away, here)
    settle(away, here)
    assert away.digests == here.digests
    told, heard = conflicts(away.ctx, CUT), conflicts(here.ctx, CUT)
    assert told == heard
    twice = {f"p{n:06}" for n in range(CUT // 2 + 1, CUT + 1)}
    assert {one.person.person_id for one in told} == twice
    assert {(one.first.station, one.second.station) for one in told} == {("S02", "S01")}
    assert away.scan(CUT + 1).verdict.reason is Reason.ALREADY_REDEEMED
    assert whole(away)
    assert whole(here)


def test_a_line_that_comes_and_goes_loses_and_doubles_nothing(post: Opened, line: Proxy):
    away, here = post("S01", CROWD, via=line), post("S02", CROWD)
    for turn in range(6):
        (line.cut if turn % 2 == 0 else away.mended)()
        for n in range(10):
            away.scan(20 * turn + n)
            here.scan(20 * turn + 10 + n)
        away.share()
    settle(away, here)

    admitted = "SELECT count(*) FROM visit WHERE checkpoint = 'main'"
    assert number(away.ctx.db, admitted) == number(here.ctx.db, admitted) == 120
    assert conflicts(here.ctx) == ()
    assert away.digests == here.digests


def test_a_station_that_was_off_for_a_day_catches_up(post: Opened, line: Proxy):
    off, here = post("S01", CROWD, via=line), post("S02", CROWD)
    line.cut()
    last = off.scan(1)
    off.close()
    for n in range(DAY):
        here.scan(2 + n % (CROWD - 2), "entrance")
    here.share()
    line.mend()

    back = again(off, off=timedelta(days=1)).open()
    before = waiting(back.ctx)
    shared = back.share()
    settle(back, here)

    assert (last.offline, before) == (True, 1)
    assert (shared.published, shared.taken.others) == (1, DAY)
    assert back.digests == here.digests
    assert here.scan(1).verdict.reason is Reason.ALREADY_REDEEMED
    off.ctx = back.ctx


def test_what_a_lost_disk_had_published_is_intact_and_comes_back(post: Opened):
    lost, here = post("S01", CROWD), post("S02", CROWD)
    for n in range(20):
        lost.scan(n)
        here.scan(20 + n)
    settle(lost, here)
    chain = [entry.id for entry in journal.read_after(lost.ctx.db)]
    before = here.digests
    lost.lose_disk()

    new = again(lost, disk="new-disk").open(CROWD)
    new.share()

    assert [entry.id for entry in journal.read_after(new.ctx.db)] == chain
    assert new.digests == before == here.digests
    assert new.scan(5).verdict.reason is Reason.ALREADY_REDEEMED
    assert new.scan(45).verdict.admitted
    settle(new, here)
    assert new.digests == here.digests
    assert whole(new)
    lost.ctx = new.ctx


def test_clocks_that_are_wrong_by_minutes_keep_the_order_of_the_hub_and_are_shown(post: Opened):
    slow = post("S01", CROWD, off=timedelta(minutes=-7))
    fast = post("S02", CROWD, off=timedelta(minutes=5))
    right = post("S03", CROWD)
    correct(fast.ctx, "p000001", {"family_name": "Primero"}, "Ada")
    settle(fast, slow)
    correct(slow.ctx, "p000001", {"family_name": "Segundo"}, "Rosa")
    admitted = fast.scan(2)
    again_at = slow.scan(2)
    settle(slow, fast, right)

    assert admitted.verdict.admitted
    assert again_at.verdict.reason is Reason.ALREADY_REDEEMED
    assert {people.get(p.ctx.db, "p000001").family_name for p in (slow, fast, right)} == {"Segundo"}
    order = [e.kind for e in journal.of_person(right.ctx.db, "p000001")]
    times = [e.at for e in journal.of_person(right.ctx.db, "p000001")]
    assert len(order) == 2
    assert times == sorted(times, reverse=True)
    assert slow.digests == fast.digests == right.digests

    for one in (slow, fast, right):
        one.ctx.hub.beat(beat(one.ctx))
    until(lambda: len(right.ctx.hub.beats()) == 3)
    seen = {one.name: one for one in stations((), right.ctx.hub.beats(), right.ctx.clock())}
    assert {name for name, one in seen.items() if Sign.CLOCK_OFF in one.signs} == {"S01", "S02"}
    assert round(seen["S01"].clock / timedelta(minutes=1)) == -7
    assert round(seen["S02"].clock / timedelta(minutes=1)) == 5


def test_nothing_personal_crosses_in_clear(lab: Lab, post: Opened, tmp_path: Path):
    lines = [Proxy(lab.about.addresses[0]) for _ in range(2)]
    try:
        source = post("S01", 50, via=lines[0])
        until(lambda: source.ctx.hub.health().roster)
        exchange_list(source.ctx, source.ctx.hub)
        desk = post("S02", via=lines[1])
        until(lambda: desk.ctx.hub.health().roster)
        exchange_list(desk.ctx, desk.ctx.hub)
        assert desk.scan(7).verdict.admitted
        correct(desk.ctx, "p000007", {"family_name": "Corregido", "note": "alérgica"}, "Operadora")
        settle(desk, source)
        desk.ctx.hub.beat(beat(desk.ctx))
        until(source.ctx.hub.beats)
        said = b"".join(one.said for one in lines)
    finally:
        desk.ctx.hub.close()
        source.ctx.hub.close()
        for one in lines:
            one.close()

    arrived = people.get(source.ctx.db, "p000007")
    assert (arrived.family_name, arrived.note) == ("Corregido", "alérgica")
    assert people.get(desk.ctx.db, "p000030").email == "p000030@example.org"
    assert len(said) > 20_000
    known = ["Corregido", "alérgica", "Operadora", "@example.org", "code-7", "p000007", "t-p000007"]
    known += [f"Nombre{n}" for n in range(50)] + [f"Apellido{n}" for n in range(50)]
    assert [word for word in known if word.encode() in said] == []
    assert lab.members["S01"].seed.encode() not in said
