"""What nobody can read, a hub that began anew, names that changed: nothing stops a station."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kiosk.domain.journal import Draft, EntryKind
from kiosk.hub.interface import Message, Won
from kiosk.hub.subjects import token
from kiosk.services import share
from kiosk.services.card import person_card
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.hub_message import outgoing
from kiosk.store import hub_replica, journal, people, visits
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import rows
from tests.services.hub.desks import Desk

NOON = "2026-10-06T12:00:00.000Z"


def body(kind: str, payload: object = None, station: str = "Mesa-9", at: str = NOON) -> bytes:
    said = {"id": "x", "kind": kind, "at": at, "recorded_at": NOON, "station": station}
    return json.dumps(said | {"person_id": "ana", "payload": payload or {}}).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"id": 1}',
        body("from the future"),
        body("answered", at="soon"),
        body("answered", at="2026-02-31T12:00:00.000Z"),
        body("badge_issued"),
        body("corrected", {"changes": 7}),
        body("corrected", {"changes": {"roles": 7}}),
    ],
    ids=[
        *("empty", "binary", "list", "number", "newer", "times", "no day", "bare", "odd"),
        "odder",
    ],
)
def test_what_nobody_can_read_keeps_its_place_and_stops_nothing(a: Desk, body: bytes):
    a.line.record.messages.append(Message(1, "x", "Mesa-9", "log", "x", body))
    a.scan("code-of-ana")
    a.share()

    assert hub_replica.cursor(a.ctx.db).seq == 2
    assert hub_replica.count(a.ctx.db) == 2
    assert [r.table for r in rebuild(a.ctx.db) if not r.same] == []
    assert person_card(a.ctx, "ana").person.given_name == "Ana"


def test_one_entry_that_makes_no_sense_takes_nothing_from_those_beside_it(a: Desk):
    good = body("corrected", {"changes": {"organisation": "Nueva"}})
    odd = body("corrected", {"changes": {"roles": 7}})
    for seq, said in enumerate((good, odd, good), 1):
        own = said.replace(b'"id": "x"', f'"id": "x{seq}"'.encode())
        a.line.record.messages.append(Message(seq, f"x{seq}", "Mesa-9", "log", f"x{seq}", own))

    a.share()

    assert people.get(a.ctx.db, "ana").organisation == "Nueva"
    assert people.get(a.ctx.db, "ana").roles == ("speaker",)
    assert hub_replica.cursor(a.ctx.db).seq == 3


def test_a_station_that_was_renamed_is_read_and_known_by_its_place_in_the_hub(a: Desk, b: Desk):
    a.scan("code-of-ana", "forum")
    renamed = replace(a.ctx, station=replace(a.ctx.station, name="Mesa VIP"))
    share.name_station(renamed, token("Mesa 1"))
    share.name_station(renamed, token("Mesa 1"))
    scan(renamed, ScanRequest("code-of-jose", "forum"))
    share.exchange(renamed, a.line)
    b.share()

    (visit,) = visits.of_person(b.ctx.db, "jose", "forum")
    assert visit.station == "Mesa VIP"
    written = {row["writer"] for row in rows(b.ctx.db, "SELECT writer FROM hub_entry")}
    assert written == {token("Mesa 1")}


def test_own_entries_are_known_by_the_name_that_the_hub_has_checked(a: Desk, open_desk):
    a.scan("code-of-ana")
    again = open_desk("Otra", folder="new disk")
    share.name_station(again.ctx, token("Mesa 1"))

    again.share()

    assert journal.count(again.ctx.db) == 1


def test_a_hub_that_began_anew_is_told_everything_again(a: Desk, b: Desk):
    a.scan("code-of-ana")
    b.scan("code-of-jose")
    for desk in (a, b):
        desk.share()
    a.line.record.messages.clear()
    a.line.record.name = "second"

    for desk in (a, b, a):
        desk.share()

    assert len(a.line.record.messages) == 2
    assert len(visits.of_person(a.ctx.db, "jose", "main")) == 1
    assert hub_replica.content_hash(a.ctx.db) == hub_replica.content_hash(b.ctx.db)
    assert share.follow_stream(a.ctx, "second") is False
    assert share.follow_stream(a.ctx, "") is False


def test_an_entry_too_large_for_any_server_does_not_stop_the_rest(a: Desk, b: Desk):
    long = Draft(
        EntryKind.CORRECTED, a.ctx.clock(), "ana", payload={"changes": {"note": "x" * 10**6}}
    )
    entry = journal.append(a.ctx.db, "Mesa 1", a.ctx.clock, long)
    assert len(outgoing(entry).body) > 10**6
    a.scan("code-of-jose", "forum")

    a.share()
    b.share()

    assert len(visits.of_person(b.ctx.db, "jose", "forum")) == 1
    assert share.waiting(a.ctx) == 0


def test_a_number_that_comes_twice_stays_the_first(a: Desk):
    a.scan("code-of-ana", "forum")
    (entry,) = share.plan(a.ctx)
    (sent,) = share.send(a.line, [entry])
    share.receive(a.ctx, [sent])

    assert a.line.publish(outgoing(entry), 1.0) == Won(1)
    share.receive(a.ctx, [replace(sent, number=9)])

    assert hub_replica.number_of(a.ctx.db, entry.id) == 1
