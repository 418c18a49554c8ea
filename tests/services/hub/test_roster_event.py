"""Rolls, policies and what sources say of the event, at stations without the sources."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.feed import Batch
from kiosk.domain.verdict import Reason
from kiosk.services.event_of_sources import keep_said
from kiosk.services.profile import load_event
from kiosk.services.roster_apply import Item, settle_event, take_roster
from kiosk.store import people, roll, roster
from kiosk.store.roll import Granted
from kiosk.store.transact import writing
from tests.services.hub.rosters import verdict

TOML = (Path(__file__).parents[3] / "assets" / "demo" / "event.toml").read_text(encoding="utf-8")


def test_the_roll_of_an_assembly_travels_without_addresses(hub, source, desk, door):
    event = load_event(source.folder, Path(__file__).parents[3] / "assets" / "demo" / "event.toml")
    assembly = event.assemblies[0].id
    ctx = replace(source, event=event)
    granted = [
        Granted("isp uno", "email", "sam@isp.example", Capacity.VOTER),
        Granted("isp uno", "person", "ana", Capacity.OBSERVER),
    ]
    with writing(source.db):
        roll.replace_roll(
            source.db, assembly, "roll.csv", [Member("isp uno", "ISP Uno", 3)], granted
        )
    hub.publish(ctx)

    for station in (desk, door):
        hub.tell(station)
        there = station.ctx.db
        assert roll.members_of(there, assembly) == (Member("isp uno", "ISP Uno", 3),)
        assert roll.mandates(there, assembly) == roll.mandates(source.db, assembly)
    rolls = [one.lean for _, one in hub.last.values() if one.kind == "roll"]
    assert b"@" not in b"".join(rolls)


def test_a_changed_policy_is_in_force_at_once(hub, source, door):
    (source.folder / "event.toml").write_text(TOML, encoding="utf-8")
    hub.publish(source)
    hub.tell(door)
    before = settle_event(door.ctx)
    (source.folder / "event.toml").write_text(
        TOML.replace("capacity = ", "capacity = 1 # "), encoding="utf-8"
    )

    hub.publish(source)
    hub.tell(door)
    after = settle_event(before)

    assert {c.capacity for c in after.event.checkpoints} == {None, 1}
    assert after.event != before.event
    assert settle_event(after) is after


def test_a_file_that_this_program_cannot_read_leaves_the_policies_there_are(hub, source, door):
    (source.folder / "event.toml").write_text(TOML, encoding="utf-8")
    hub.publish(source)
    hub.tell(door)
    before = settle_event(door.ctx)
    (source.folder / "event.toml").write_text("[event]\nfrom = the future", encoding="utf-8")
    hub.publish(source)
    hub.tell(door)

    assert settle_event(before).event == before.event
    assert [path.name for path in door.ctx.folder.glob("*.new")] == []


def test_what_a_source_says_of_the_event_is_known_at_stations_without_it(hub, source, door):
    (source.folder / "event.toml").write_text(TOML, encoding="utf-8")
    said = Catalogue(products=(Product("77", {"es": "Taller"}),), revoked=frozenset({"stolen"}))
    with writing(source.db):
        keep_said(source.db, "pretix", Batch({}, catalogue=said))
    hub.publish(source)
    hub.tell(door)
    ctx = settle_event(door.ctx)

    assert ctx.event.catalogue.product("77") is not None
    assert verdict(ctx, "stolen", ctx.event.checkpoints[0].id) is Reason.REVOKED
    with writing(source.db):
        source.db.conn.execute("DELETE FROM document")
    hub.publish(source)
    hub.tell(door)
    assert settle_event(ctx).event.catalogue.product("77") is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b'{"type":"person"}',
        b'{"type":"from the future","key":"x"}',
        b'{"type":"person","key":"x","said":{"given_name":"X"},"tickets":[{"code":"c"}]}',
        b'{"type":"person","key":"x","said":{"roles":7}}',
        b'{"type":"list","key":"csirt","loaded_at":"soon"}',
        b'{"type":"roll","key":"a","mandates":[["m","person","x","king"]]}',
    ],
    ids=["empty", "binary", "bare", "newer", "ticket", "roles", "moment", "capacity"],
)
def test_a_record_that_nobody_can_read_changes_nothing_and_stops_nothing(source, body: bytes):
    before = roster.digest(source.db)

    taken = take_roster(
        source,
        [
            Item(1, body),
            Item(2, b'{"type":"doc","key":"list-at","mark":"a","body":"2026-10-06T10:00:00.000Z"}'),
        ],
    )

    assert (taken.unread, taken.records) == (1, 1)
    assert roster.cursor(source.db) == 2
    assert roster.digest(source.db) == (before[0], before[1] ^ 10)
    assert people.get(source.db, "x") is None
