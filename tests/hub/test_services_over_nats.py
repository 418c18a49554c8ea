"""Two stations with their files, over a real server: scans, conflicts, a server that comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.settings import Station
from kiosk.domain.verdict import Reason
from kiosk.hub.membership import write_membership
from kiosk.services.check_in import ScanOutcome, ScanRequest, scan
from kiosk.services.conflicts import conflicts
from kiosk.services.context import Context
from kiosk.services.correct import correct
from kiosk.services.hub_guard import GuardedHub
from kiosk.services.hub_line import joined
from kiosk.services.share import exchange, name_station, waiting
from kiosk.services.stations import beat, stations
from kiosk.services.undo import undo
from kiosk.store import hub_replica, journal, people
from kiosk.store.connect import close, open_store
from kiosk.store.rebuild import rebuild
from tests.hub.lab import Lab
from tests.patience import until
from tests.services.conftest import Clock, fill
from tests.services.hub.desks import SHARED


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Lab]:
    with Lab(tmp_path / "hub", ("S01", "S02"), event="shop") as made:
        yield made


@pytest.fixture
def two(shop: Lab, tmp_path: Path) -> Iterator[tuple[Context, Context]]:
    clock, made = Clock(), []
    for name in ("S01", "S02"):
        db = open_store(tmp_path / name / "event.db")
        fill(db)
        hub = GuardedHub(shop.hub(name))
        ctx = Context(db, SHARED, Station(name=name), clock, tmp_path / name, hub)
        name_station(ctx, shop.members[name].station)
        made.append(ctx)
    yield made[0], made[1]
    for ctx in made:
        close(ctx.db)


def share(*stations: Context) -> None:
    for ctx in stations:
        assert ctx.hub is not None
        exchange(ctx, ctx.hub)


def enter(ctx: Context, code: str, checkpoint: str = "main") -> ScanOutcome:
    return scan(ctx, ScanRequest(code, checkpoint))


def test_what_one_station_does_the_other_knows(two: tuple[Context, Context]):
    one, other = two
    first = enter(one, "code-of-ana")
    second = enter(other, "code-of-ana")
    correct(one, "jose", {"given_name": "Joseph"}, "Rosa")
    share(one, other)
    undo(other, first.entry_id or "", "se equivocó", "Ada")
    share(one, other)

    assert (first.offline, second.offline) == (False, False)
    assert second.verdict.reason is Reason.ALREADY_REDEEMED
    assert second.verdict.first_visit is not None
    assert second.verdict.first_visit.station == "S01"
    assert people.get(other.db, "jose").given_name == "Joseph"
    assert enter(one, "code-of-ana").verdict.admitted
    share(one, other, one)
    assert hub_replica.content_hash(one.db) == hub_replica.content_hash(other.db)
    assert hub_replica.projections_hash(one.db) == hub_replica.projections_hash(other.db)


def test_a_server_that_was_killed_finds_everything_when_it_is_back(
    two: tuple[Context, Context], shop: Lab
):
    one, other = two
    assert enter(one, "code-of-sam").verdict.admitted
    shop.servers[0].stop()
    alone = [enter(one, "code-of-ana"), enter(other, "code-of-ana")]
    strict = enter(other, "code-of-jose", "strict")

    assert [outcome.offline for outcome in alone] == [True, True]
    assert all(outcome.verdict.admitted for outcome in alone)
    assert (strict.offline, strict.verdict.reason) == (True, Reason.ERROR)
    assert (waiting(one), waiting(other)) == (1, 2)

    shop.servers[0].start()
    until(lambda: all(ctx.hub and ctx.hub.health().connected for ctx in two))
    until(lambda: share(one, other) or not waiting(one) + waiting(other))
    share(one, other, one)

    (found,), (told,) = conflicts(one), conflicts(other)
    assert found == told
    assert {found.first.station, found.second.station} == {"S01", "S02"}
    assert hub_replica.content_hash(one.db) == hub_replica.content_hash(other.db)
    for ctx in two:
        assert journal.verify(ctx.db) is None
        assert [report.table for report in rebuild(ctx.db) if not report.same] == []


def test_a_profile_that_has_joined_has_its_line_and_one_that_has_not_stays_alone(
    two: tuple[Context, Context], shop: Lab
):
    one, other = two
    with joined(replace(one, hub=None)) as alone:
        assert alone.hub is None
    write_membership(other.folder, shop.members["S02"])

    with joined(replace(other, hub=None)) as ctx:
        line = ctx.hub
        assert line is not None
        until(lambda: line.health().connected)
        first = enter(ctx, "code-of-ana")
        assert hub_replica.station(ctx.db) == "S02"

    assert (first.verdict.admitted, first.offline) == (True, False)
    assert not line.health().connected
    assert enter(one, "code-of-ana").verdict.reason is Reason.ALREADY_REDEEMED


def test_signs_of_life_are_heard_and_compared(two: tuple[Context, Context]):
    one, other = two
    enter(one, "code-of-ana")
    share(one, other)
    for ctx in two:
        assert ctx.hub is not None
        ctx.hub.beat(beat(ctx))
    hub = one.hub
    assert hub is not None
    until(lambda: len(hub.beats()) == 2)
    heard = hub.beats()
    now = replace(one).clock()

    seen = stations((), heard, now)

    assert [state.name for state in seen] == ["S01", "S02"]
    said = [state.said for state in seen]
    assert said[0] is not None
    assert said[1] is not None
    assert said[0].journal == said[1].journal
    assert (said[0].entries, said[1].entries, said[0].waiting) == (1, 0, 0)
