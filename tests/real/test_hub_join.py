"""A new station joins an event that has long begun: the list, and all that happened.

Reduced here; KIOSK_SOAK=1 runs 15,000 people and 100,000 entries, see `make soak`.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from posts import Opened, Post, crowd, opener, settle, whole

from kiosk.domain.verdict import Reason
from kiosk.services.list_line import exchange_list
from kiosk.store import hub_replica, people, roster
from kiosk.store.transact import number
from tests.hub.flood import flood
from tests.hub.lab import Lab
from tests.patience import until

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from hub_day import messages

SOAK = os.environ.get("KIOSK_SOAK") == "1"
CROWD = 15_000 if SOAK else 1_000
ENTRIES = 100_000 if SOAK else 6_000

pytestmark = pytest.mark.real


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Lab]:
    with Lab(
        tmp_path / "hub", ("S01", "S02", "S03"), sources=("S01",), roles={"S03": "door"}
    ) as made:
        yield made


@pytest.fixture
def post(lab: Lab, tmp_path: Path) -> Iterator[Opened]:
    made: list[Post] = []
    yield opener(lab, tmp_path, made)
    for one in made:
        one.close()


def told(one: Post) -> Post:
    """The station has told its list, or taken it in."""
    until(lambda: one.ctx.hub.health().roster)
    one.ctx = exchange_list(one.ctx, one.ctx.hub)
    return one


def test_a_new_station_knows_everybody_and_all_that_happened(lab: Lab, post: Opened):
    source = post("S01")
    crowd(source.ctx, CROWD)
    told(source)
    flood(lab, messages(ENTRIES, CROWD))
    settle(source)
    assert source.scan(1, "strict").verdict.admitted

    began = time.monotonic()
    new = told(post("S02"))
    listed = time.monotonic()
    shared = new.share()
    ended = time.monotonic()

    print(  # noqa: T201  the figures of the run
        f"\n{CROWD} people in {listed - began:.1f} s,"
        f" {ENTRIES} entries in {ended - listed:.1f} s: {ENTRIES / (ended - listed):,.0f}/s"
    )
    assert shared.taken.others == ENTRIES + 1
    assert number(new.ctx.db, "SELECT count(*) FROM ticket WHERE source = 'file'") == CROWD
    assert roster.digest(new.ctx.db) == roster.digest(source.ctx.db)
    settle(source)  # it hears of its own last entry
    assert new.digests == source.digests
    assert people.get(new.ctx.db, "p000003").email == "p000003@example.org"
    assert new.scan(1, "strict").verdict.reason is Reason.ALREADY_REDEEMED
    assert new.scan(2, "strict").verdict.admitted
    assert whole(new)


def test_a_door_that_joins_is_told_no_address_of_anybody(lab: Lab, post: Opened):
    source = post("S01")
    crowd(source.ctx, 200)
    told(source)
    flood(lab, messages(500, 200))
    settle(source)

    door = told(post("S03", role="door"))
    settle(door, source)

    assert door.scan(1, "strict").verdict.admitted
    assert door.scan(1, "strict").verdict.reason is Reason.ALREADY_REDEEMED
    assert number(door.ctx.db, "SELECT count(*) FROM person WHERE email <> ''") == 0
    assert roster.digest(door.ctx.db) == roster.digest(source.ctx.db)
    settle(door, source)
    assert hub_replica.cursor(door.ctx.db) == hub_replica.cursor(source.ctx.db)


def test_somebody_scans_while_the_station_is_still_catching_up(lab: Lab, post: Opened):
    """A claim at a door does not need all that happened: who was quicker is told with the answer."""
    first = post("S01", 300)
    assert first.scan(7, "strict").verdict.admitted
    flood(lab, messages(2_000, 300))

    late = post("S02", 300)

    assert late.scan(8, "strict").verdict.admitted
    assert late.scan(7, "strict").verdict.reason is Reason.ALREADY_REDEEMED
    settle(late, first)
    assert late.digests == first.digests
    assert whole(late)
