"""The station that has the source tells it what all stations did: the others have no key to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.delivery import Delivery
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.roster_apply import Item, take_roster
from kiosk.services.roster_publish import page
from kiosk.services.share import exchange
from kiosk.services.sync import deliveries
from kiosk.services.undo import undo
from kiosk.store import visits
from kiosk.store.connect import close, open_store
from tests.services.memory_hub import Line, Record
from tests.services.sources import person


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def door(ctx: Context, record: Record, tmp_path: Path) -> Iterator[Context]:
    """A station without the source, that shares with the one that has it."""
    db = open_store(tmp_path / "door" / "event.db")
    yield replace(ctx, db=db, station=Station(name="Puerta 2"), hub=Line(record, "Puerta 2"))
    close(db)


@pytest.fixture
def share(ctx: Context, door: Context, record: Record, server, run) -> Callable[[], None]:
    server.put(person(1), person(2))
    run()
    take_roster(door, [Item(seq, one.full) for seq, one in enumerate(page(ctx).changed, 1)])

    def all_of_them() -> None:
        for _ in range(2):
            exchange(door, Line(record, "Puerta 2"))
            exchange(ctx, Line(record, "Puerta 1"))

    return all_of_them


def test_what_another_station_did_is_told_once_and_comes_back_as_the_same(
    ctx, door, share, server, run
):
    entry_id = scan(door, ScanRequest("code-1", "main")).entry_id
    share()

    assert (run().accepted, run().sent) == (1, 0)
    assert server.calls == [entry_id]
    assert [visit.entry_id for visit in visits.of_person(ctx.db, _whose(ctx), "main")] == [entry_id]
    (row,) = deliveries(ctx)
    assert (row.entry_id, row.state) == (entry_id, Delivery.ACCEPTED)


def test_what_another_station_took_back_is_annulled(ctx, door, share, server, run):
    entry_id = scan(door, ScanRequest("code-1", "main")).entry_id
    share()
    run()
    undone = undo(door, entry_id, "se equivocó", "Rosa")
    share()

    run()

    assert server.calls == [entry_id, undone.id]
    assert visits.of_person(ctx.db, _whose(ctx), "main") == ()


def test_own_and_others_entries_are_all_told(ctx, door, share, server, run):
    ids = [
        scan(door, ScanRequest("code-1", "main")).entry_id,
        scan(ctx, ScanRequest("code-2", "main")).entry_id,
        scan(door, ScanRequest("code-1", "hall")).entry_id,
    ]
    share()

    assert run().accepted == 3
    assert sorted(server.calls) == sorted(ids)


def _whose(ctx: Context) -> str:
    (row,) = ctx.db.query("SELECT person_id FROM ticket WHERE code = 'code-1'")
    return str(row["person_id"])
