"""Check-ins that the source tells of count here; our own come back and count once (N17, N12)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.domain.verdict import Reason
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.integrity import rebuild
from kiosk.services.rooms import head_counts
from kiosk.services.undo import undo
from kiosk.store import journal, people, visits
from kiosk.store.transact import number, rows
from tests.services.sources import person


@pytest.fixture(autouse=True)
def _three_people(server, run):
    server.put(person(1), person(2), person(3))
    run()


def conflicts(ctx):
    entries = journal.read_after(ctx.db, limit=10_000)
    return [dict(e.payload) for e in entries if e.kind is EntryKind.CONFLICT]


def inside(ctx, checkpoint="main"):
    return next(h.inside for h in head_counts(ctx) if h.checkpoint.id == checkpoint)


def whose(ctx, code):
    return people.by_code(ctx.db, code)[0].person_id


def test_a_check_in_elsewhere_is_used_here(ctx, server, run, clock):
    server.visit("O1-1", clock(), device="#12")
    run()

    outcome = explain(ctx, ScanRequest("code-1", "main"))

    assert outcome.verdict.reason is Reason.ALREADY_REDEEMED
    (visit,) = visits.latest(ctx.db, "main")
    assert (visit.station, visit.at, inside(ctx)) == ("#12", clock(), 1)


def test_an_exit_elsewhere_counts_too(ctx, server, run, clock):
    server.visit("O1-1", clock(), "2")
    server.visit("O1-1", clock.forward(minutes=5), "2", direction=Direction.EXIT)
    run()

    assert inside(ctx, "csirt") == 0
    assert visits.tally(ctx.db, "csirt").entries == 1


def test_what_is_annulled_there_vanishes_here(ctx, server, run, clock):
    ref = server.visit("O1-1", clock())
    run()
    server.annul(ref)
    run()

    assert explain(ctx, ScanRequest("code-1", "main")).verdict.admitted
    assert inside(ctx) == 0


def test_our_own_comes_back_and_counts_once(ctx, server, run, go_in):
    go_in("code-1", "csirt")
    run()
    assert len(server.visits) == 1
    run(full=True)

    assert inside(ctx, "csirt") == 1
    assert visits.tally(ctx.db, "csirt").entries == 1
    assert [row["own_entry"] != "" for row in rows(ctx.db, "SELECT * FROM source_visit")] == [True]
    assert conflicts(ctx) == []


def test_our_own_is_known_before_its_receipt_came(ctx, server, source, run, go_in):
    entry = go_in("code-1").entry_id
    source.mute.add(entry)
    run()

    assert inside(ctx) == 1
    assert conflicts(ctx) == []
    run()
    assert len(server.visits) == 1


@pytest.mark.parametrize(
    ("told", "ours"),
    [
        ((0.9, "2", Direction.ENTRY), True),
        ((-1, "2", Direction.ENTRY), True),
        ((1.5, "2", Direction.ENTRY), False),
        ((0, "1", Direction.ENTRY), False),
        ((0, "2", Direction.EXIT), False),
    ],
    ids=["near", "before", "later", "list", "way"],
)
def test_only_the_same_ticket_list_way_and_second_are_ours(ctx, server, run, go_in, told, ours):
    seconds, list_id, way = told
    at = go_in("code-1", "csirt").at
    server.visit("O1-1", at + timedelta(seconds=seconds), list_id, direction=way)
    run(now_only="pull")

    (row,) = rows(ctx.db, "SELECT own_entry FROM source_visit")
    assert bool(row["own_entry"]) == ours


def test_one_of_ours_stands_for_one_of_theirs(ctx, server, run, go_in):
    at = go_in("code-1", "csirt").at
    server.visit("O1-1", at, "2")
    server.visit("O1-1", at + timedelta(seconds=0.5), "2", device="#7")
    run(now_only="pull")

    assert visits.tally(ctx.db, "csirt").entries == 2


def test_n17_a_download_never_erases_what_this_station_did(ctx, server, source, run, go_in):
    entry = go_in("code-1").entry_id
    source.waits.add(entry)
    server.put(person(1, product="Otro"))

    run()
    run(full=True)

    assert server.visits == {}
    again = scan(ctx, ScanRequest("code-1", "main"))
    assert again.verdict.reason is Reason.ALREADY_REDEEMED
    source.waits.clear()
    assert run().accepted == 2  # and the refusal
    assert len(server.visits) == 1


def test_our_own_that_was_undone_does_not_come_back(ctx, server, source, run, go_in, clock):
    entry = go_in("code-1").entry_id
    run()
    undo(ctx, entry, "error", "Lucía")
    run(now_only="pull", full=True)

    assert inside(ctx) == 0
    run()
    assert server.visits == {}


def test_a_second_admission_found_later_is_journalled_once(ctx, server, run, go_in, clock):
    there = clock()
    entry = go_in("code-1").entry_id
    ref = server.visit("O1-1", there, device="#12")

    assert run().pulled.conflicts == 1
    run(full=True)
    server.put(person(1, product="Otro"))
    run()

    (payload,) = conflicts(ctx)
    assert (payload["with"], payload["ref"], payload["entry"]) == ("#12", ref, entry)
    assert payload["at"] == "2026-10-06T12:00:00.000Z"


def test_where_one_may_enter_often_nothing_contradicts(ctx, server, run, go_in):
    at = go_in("code-1", "csirt").at
    server.visit("O1-1", at + timedelta(minutes=3), "2")
    run()

    assert conflicts(ctx) == []


def test_a_rebuild_gives_the_same(ctx, server, run, go_in, clock):
    server.visit("O1-1", clock())
    server.visit("O2-1", clock(), "2")
    run()
    go_in("code-2", "csirt")
    go_in("code-3")
    run()
    go_in("code-3", "forum")

    assert [report.table for report in rebuild(ctx) if not report.same] == []
    assert inside(ctx) == 2


def test_a_handed_over_ticket_takes_its_visits_along(ctx, server, run, clock):
    server.visit("O1-1", clock())
    run()
    before = whose(ctx, "code-1")
    server.put(person(9)._replace(source_id="O1-1", code="code-1"))
    run()

    assert whose(ctx, "code-1") != before
    assert {v.person_id for v in visits.latest(ctx.db, "main")} == {whose(ctx, "code-1")}
    assert number(ctx.db, "SELECT count(*) FROM presence") == 1
    assert [report.table for report in rebuild(ctx) if not report.same] == []
