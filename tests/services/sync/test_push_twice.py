"""Two stations that both hold the key to one source: only the one that tells the list gives back.

pretix lets an entry be annulled by nobody but the key that told it; this server does so too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.delivery import Delivery, PushJob, PushKind, Receipt
from kiosk.domain.settings import Station
from kiosk.services import sources
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.event_of_sources import reload_event
from kiosk.services.roster_apply import Item, take_roster
from kiosk.services.roster_publish import page, published
from kiosk.services.share import exchange
from kiosk.services.sources import SourceSettings
from kiosk.services.sync import SyncReport, deliveries, plan_push, status, sync
from kiosk.services.undo import undo
from kiosk.store import roster
from kiosk.store.connect import close, open_store
from kiosk.store.transact import writing
from tests.services.conftest import es_pt_en
from tests.services.memory_hub import Line, Record
from tests.services.sources import NAME, MemorySource, Server, person

OTHER = "pretix:dinner"


class Keyed(MemorySource):
    """The way to the server with a key of its own: what another key told it cannot annul."""

    def __init__(self, server: Server, told: dict[str, str], key: str) -> None:
        super().__init__(server)
        self._told, self._key = told, key
        self.sent: list[str] = []

    def push(self, jobs: Sequence[PushJob]) -> Iterator[Receipt]:
        for job in jobs:
            self.sent.append(job.entry_id)
            if job.kind is PushKind.ANNUL and self._told.get(job.undoes) != self._key:
                yield Receipt(job.entry_id, Delivery.REFUSED, "another device", 400)
                continue
            self._told.setdefault(job.entry_id, self._key)
            yield from super().push([job])


@pytest.fixture
def told() -> dict[str, str]:
    return {}


@pytest.fixture
def record() -> Record:
    return Record()


@pytest.fixture
def first(server: Server, told: dict[str, str]) -> Keyed:
    return Keyed(server, told, "key 1")


@pytest.fixture
def other(ctx: Context, record: Record, tmp_path: Path) -> Iterator[Context]:
    """A second desk that has the same source, and has joined the hub."""
    folder = tmp_path / "desk"
    db = open_store(folder / "event.db")
    made = replace(ctx, db=db, folder=folder, station=Station(name="Mesa 2"))
    sources.add(made, SourceSettings(NAME, "pretix", {"url": "https://t.example"}))
    yield replace(reload_event(made), hub=Line(record, "Mesa 2"))
    close(db)


@pytest.fixture
def second(other: Context, server: Server, told: dict[str, str]) -> Keyed:
    source = Keyed(server, told, "key 2")
    server.put(person(1), person(2))
    sync(other, source)
    return source


@pytest.fixture
def join(ctx: Context, other: Context, record: Record, first: Keyed) -> Callable[[], None]:
    """The first tells the list; both exchange what they did."""

    def meet() -> None:
        sync(ctx, first, now_only="pull")
        with writing(ctx.db):
            roster.note_began(ctx.db)
        told_now = page(ctx).changed
        published(ctx, told_now)
        take_roster(other, [Item(seq, one.full) for seq, one in enumerate(told_now, 1)])
        for _ in range(2):
            exchange(other, Line(record, "Mesa 2"))
            exchange(ctx, Line(record, "Puerta 1"))

    return meet


@pytest.fixture
def give_back(
    ctx: Context, other: Context, first: Keyed, second: Keyed
) -> Callable[[], list[SyncReport]]:
    """Both run with the source, the second first: it would be the quicker one."""
    return lambda: [sync(other, second), sync(ctx, first)]


def test_only_the_station_that_tells_the_list_gives_back(
    ctx, other, first, second, join, give_back
):
    join()
    own = scan(other, ScanRequest("code-1", "main")).entry_id
    theirs = scan(ctx, ScanRequest("code-2", "main")).entry_id
    join()

    assert [one.accepted for one in give_back()] == [0, 2]
    assert second.sent == []
    assert sorted(first.sent) == sorted([own, theirs])
    assert deliveries(other) == ()


@pytest.mark.parametrize("at_second", [True, False], ids=["there", "here"])
def test_what_is_taken_back_is_annulled_and_refused_nowhere(
    ctx, other, join, give_back, server, at_second
):
    join()
    entry = scan(other, ScanRequest("code-1", "main")).entry_id
    join()
    give_back()
    assert len(server.visits) == 1
    undo(other if at_second else ctx, entry, "se equivocó", "Rosa")
    join()

    give_back()

    assert server.visits == {}
    assert [row.state for row in deliveries(ctx)] == [Delivery.ACCEPTED] * 2
    assert deliveries(other) == ()


def test_what_waited_from_before_the_joining_is_still_sent(
    ctx, other, second, join, give_back, server
):
    entry = scan(other, ScanRequest("code-1", "main")).entry_id
    assert [job.entry_id for job in plan_push(other, NAME)] == [entry]
    join()

    give_back()

    assert second.sent == [entry]
    assert len(server.visits) == 1
    assert [row.state for row in (*deliveries(other), *deliveries(ctx))] == [Delivery.ACCEPTED] * 2


def test_alone_it_tells_as_ever(other, second, server):
    entry = scan(other, ScanRequest("code-1", "main")).entry_id
    assert sync(other, second).accepted == 1
    assert second.sent == [entry]


def test_a_source_that_only_the_second_has_is_told_by_it(ctx, other, first, second, join, told):
    dinner = Server()
    dinner.put(person(7, code="dinner-7"))
    there = Keyed(dinner, told, "key 3")
    there.name = OTHER
    sources.add(other, SourceSettings(OTHER, "pretix", {"url": "https://d.example"}))
    room = Checkpoint("dinner", es_pt_en("Cena"), source_ref=f"{OTHER}/1")
    event = replace(other.event, checkpoints=(*other.event.checkpoints, room))
    here = replace(other, event=event)
    sync(here, there)
    join()
    entry = scan(here, ScanRequest("dinner-7", "dinner")).entry_id

    sync(here, there)

    assert there.sent == [entry]
    assert {one.name: one.told_elsewhere for one in status(here)} == {NAME: True, OTHER: False}


def test_each_station_says_who_gives_back(ctx, other, second, join):
    assert [one.told_elsewhere for one in status(other)] == [False]
    join()
    assert [one.told_elsewhere for one in status(other)] == [True]
    assert [one.told_elsewhere for one in status(ctx)] == [False]


def test_whoever_tells_the_list_from_now_on_gives_back_from_now_on(other, first, second, join, ctx):
    join()
    entry = scan(other, ScanRequest("code-1", "main")).entry_id
    sync(other, second)
    assert second.sent == []
    with writing(other.db):
        roster.note_began(other.db)  # invited anew as the station with the source
    sync(other, second)
    assert second.sent == [entry]
