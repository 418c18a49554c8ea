"""Whatever happens at which station, in whatever order it is heard of: in the end all are equal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.errors import KnownError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.settings import Station
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.correct import correct
from kiosk.services.share import cursor, exchange, fetch, plan, receive, send
from kiosk.services.take_in import take_in
from kiosk.services.undo import undo
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import hub_replica, journal
from kiosk.store.connect import close, open_store
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import rows, writing
from tests.services.conftest import Clock, fill
from tests.services.hub.desks import SHARED, Desk
from tests.services.memory_hub import Line, Record

EXAMPLES = int(os.environ.get("KIOSK_SOAK", "1")) * 20
PEOPLE = ("ana", "jose", "sam-peering")
PLACES = ("main", "re", "daily", "strict", "forum")
Act = tuple[int, str, int, int]


def passes(desk: Desk, one: int, two: int) -> None:
    code = f"code-of-{PEOPLE[one % 2]}"
    way = Direction.EXIT if two % 3 == 0 else Direction.ENTRY
    scan(desk.ctx, ScanRequest(code, PLACES[two % 5], direction=way, operator=f"op{one}"))


def corrects(desk: Desk, one: int, two: int) -> None:
    field = ("family_name", "organisation")[one % 2]
    correct(desk.ctx, PEOPLE[one % 2], {field: f"{desk.line.name} {two}"}, "op")


def writes(desk: Desk, kind: EntryKind, payload: dict[str, object], person: str = "ana") -> None:
    draft = Draft(kind, desk.ctx.clock(), person, checkpoint="csirt", payload=payload)
    with writing(desk.ctx.db):
        journal.append(desk.ctx.db, desk.ctx.station.name, desk.ctx.clock, draft)


def invites(desk: Desk, one: int, two: int) -> None:
    kind = EntryKind.WITHDRAWN if one % 2 else EntryKind.INVITED
    writes(desk, kind, {"kind": "person", "subject": PEOPLE[two % 2], "reason": str(one)})


def requests(desk: Desk, one: int, two: int) -> None:
    said = {"assembly": "a1", "organisation": f"ISP {two % 2}", "withdrawn": bool(one % 2)}
    writes(desk, EntryKind.REQUESTED, said)


def badges(desk: Desk, one: int, two: int) -> None:
    known = rows(desk.ctx.db, "SELECT badge_code FROM badge ORDER BY badge_code")
    if one % 2 and known:
        code = known[two % len(known)]["badge_code"]
        writes(desk, EntryKind.BADGE_VOIDED, {"badge_code": code, "reason": f"{two}"})
    else:
        number = journal.count(desk.ctx.db)
        writes(desk, EntryKind.BADGE_ISSUED, {"badge_code": f"L.{desk.line.name}.{number}"})


def undoes(desk: Desk, one: int, _two: int) -> None:
    known = rows(desk.ctx.db, "SELECT entry_id FROM visit ORDER BY at, entry_id")
    if known:
        undo(desk.ctx, known[one % len(known)]["entry_id"], "error", "op")


def registers(desk: Desk, one: int, two: int) -> None:
    walk_in(desk.ctx, WalkIn(f"Nueva {one}", f"{desk.line.name} {two}"), "op")


def adopts(desk: Desk, one: int, two: int) -> None:
    if one % 2:
        writes(desk, EntryKind.REFUSED, {"adopts": ["signed-1"]}, PEOPLE[two % 2])
    else:
        writes(desk, EntryKind.ADMITTED, {}, "signed-1")


def breaks(desk: Desk, one: int, _two: int) -> None:
    desk.line.cut, desk.line.lost, desk.line.late = one == 0, one == 1, one == 2


def hears(desk: Desk, one: int, _two: int) -> None:
    take_in(desk.ctx, fetch(desk.line, cursor(desk.ctx), most=one + 1))


def tells(desk: Desk, one: int, _two: int) -> None:
    receive(desk.ctx, send(desk.line, plan(desk.ctx, one + 1)))


def restarts(desk: Desk, _one: int, _two: int) -> None:
    desk.line.arrive()


ACTS: dict[str, Callable[[Desk, int, int], None]] = {
    act.__name__: act
    for act in (
        *(passes, corrects, invites, requests, badges, undoes, registers),
        *(adopts, breaks, hears, tells, restarts),
    )
}
act_lists = st.lists(
    st.tuples(
        st.integers(0, 2), st.sampled_from(sorted(ACTS)), st.integers(0, 4), st.integers(0, 4)
    ),
    max_size=40,
)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "event.db"
    db = open_store(path)
    fill(db)
    close(db)
    return path


def stations(empty: Path, folder: Path, clock: Clock) -> list[Desk]:
    record, found = Record(), []
    shutil.rmtree(folder, ignore_errors=True)
    for number in range(3):
        path = folder / str(number) / "event.db"
        path.parent.mkdir(parents=True)
        shutil.copy(empty, path)
        line = Line(record, f"Mesa {number}")
        station = Station(name=line.name)
        db = open_store(path)
        db.conn.execute("PRAGMA synchronous=OFF")  # nobody pulls a plug here
        found.append(Desk(Context(db, SHARED, station, clock, path.parent, line), line))
    return found


def settle(desks: list[Desk]) -> None:
    for desk in desks:
        desk.line.cut = desk.line.lost = desk.line.late = False
        desk.line.arrive()
    before = -1
    while len(desks[0].line.record.messages) != before:
        before = len(desks[0].line.record.messages)
        for desk in desks:
            exchange(desk.ctx, desk.line)
    for desk in desks:
        exchange(desk.ctx, desk.line)


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=act_lists)
def test_all_stations_end_equal(empty: Path, tmp_path: Path, acts: list[Act]) -> None:
    clock = Clock()
    desks = stations(empty, tmp_path / "three", clock)
    for who, act, one, two in acts:
        clock.now += timedelta(seconds=1)
        with suppress(KnownError):
            ACTS[act](desks[who], one, two)

    settle(desks)

    for digest in (hub_replica.content_hash, hub_replica.projections_hash, hub_replica.cursor):
        assert len({digest(desk.ctx.db) for desk in desks}) == 1
    for desk in desks:
        assert journal.verify(desk.ctx.db) is None
        assert hub_replica.waiting(desk.ctx.db, 0) == 0
        assert [r.table for r in rebuild(desk.ctx.db) if not r.same] == []
        close(desk.ctx.db)
