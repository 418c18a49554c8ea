"""What goes back to the source: once, in order, and nothing refused is lost (N01-N20, O, P)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.delivery import Delivery, PushKind, Receipt
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.rehearsal import note_rehearsal
from kiosk.services.sync import (
    deliveries,
    plan_push,
    retry,
    settle,
    status,
    store_receipts,
)
from kiosk.services.undo import undo
from kiosk.store import journal, kept_codes, people
from kiosk.store.transact import number, rows
from tests.services.sources import NAME, person


@pytest.fixture(autouse=True)
def _three_people(server, run):
    server.put(person(1), person(2), person(3))
    run()


def states(ctx):
    return {row.entry_id: row.state for row in deliveries(ctx)}


def test_n01_each_scan_is_told_once(ctx, server, run, go_in):
    entry = go_in("code-1").entry_id

    assert (run().accepted, run().sent) == (1, 0)
    assert server.calls == [entry]
    (visit,) = server.visits.values()
    assert (visit.source_id, visit.at) == ("O1-1", ctx.clock())


def test_n02_an_answer_that_was_lost_is_asked_for_again_with_the_same_nonce(
    server, source, run, go_in
):
    entry = go_in("code-1").entry_id
    source.mute.add(entry)

    assert run().waiting == 1
    assert run().accepted == 1
    assert server.calls == [entry, entry]
    assert len(server.visits) == 1


def test_the_jobs_say_what_happened(ctx, go_in):
    entry = go_in("code-1", "csirt", answers={"7": "sí"}).entry_id
    second = go_in("code-1", "main").entry_id
    refused = go_in("code-1", "main").entry_id

    first, admitted, no = plan_push(ctx, NAME)

    assert (first.entry_id, first.kind, first.code) == (entry, PushKind.CHECK_IN, "code-1")
    assert (first.list_ref, first.source_id, first.forced) == (f"{NAME}/2", "O1-1", True)
    assert (admitted.entry_id, admitted.at) == (second, ctx.clock() - (ctx.clock() - admitted.at))
    assert (no.entry_id, no.kind, no.reason) == (refused, PushKind.REFUSED, "already_redeemed")


def test_n13_what_the_server_refuses_stays_to_be_seen(ctx, server, run, go_in):
    entry = go_in("code-1").entry_id
    moved = server.people.pop("O1-1")

    (row,) = run().refused

    assert (row.entry_id, row.words, row.status, row.person) == (entry, "invalid", 404, "Name1 Paz")
    assert status(ctx)[0].refused == 1
    assert run().sent == 0
    server.people["O1-1"] = moved
    retry(ctx, entry)
    assert run().accepted == 1
    assert states(ctx) == {entry: Delivery.ACCEPTED}


def test_n14_n15_one_that_waits_blocks_nothing(ctx, server, source, run, go_in):
    first, second = go_in("code-1").entry_id, go_in("code-2").entry_id
    source.waits.add(first)

    report = run()

    assert (report.accepted, report.waiting) == (1, 1)
    assert states(ctx) == {first: Delivery.WAITING, second: Delivery.ACCEPTED}
    assert plan_push(ctx, NAME) == ()  # its time has not come
    source.waits.clear()
    assert run().accepted == 1


def test_what_waits_is_planned_again_when_its_time_has_come(ctx, clock, go_in):
    entry = go_in("code-1").entry_id
    plan_push(ctx, NAME)
    store_receipts(ctx, NAME, [Receipt(entry, Delivery.WAITING, retry_after=60)])

    clock.forward(seconds=59)
    assert plan_push(ctx, NAME) == ()
    clock.forward(seconds=1)
    assert [job.entry_id for job in plan_push(ctx, NAME)] == [entry]


def test_n16_a_push_that_breaks_keeps_its_receipts_and_stops_the_run(
    ctx, server, source, run, go_in
):
    entries = [go_in(f"code-{n}").entry_id for n in (1, 2, 3)]
    source.breaks_after = 1
    server.put(person(4))

    report = run()

    assert report.error is not None
    assert states(ctx)[entries[0]] is Delivery.ACCEPTED
    assert people.by_code(ctx.db, "code-4") == []
    assert run().accepted == 2
    assert server.calls == entries


def test_who_may_not_write_may_still_read(ctx, server, source, run, go_in, monkeypatch):
    go_in("code-1")
    server.put(person(4))

    def refuse(jobs):
        raise SourceError(Trouble.RIGHTS, "read only")

    monkeypatch.setattr(source, "push", refuse)
    report = run()

    assert report.error.trouble is Trouble.RIGHTS
    assert report.pulled.added == 1


def test_o06_a_refused_scan_is_told_and_is_no_visit(server, run, go_in):
    go_in("code-1")
    entry = go_in("code-1").entry_id
    run()

    assert len(server.visits) == 1
    assert server.refused[entry].source_id == "O1-1"


def test_o01_an_unknown_text_is_told_and_then_forgotten(ctx, server, run, go_in):
    entry = go_in("nobody-knows").entry_id
    assert number(ctx.db, "SELECT count(*) FROM kept_code") == 1
    run()

    assert (server.refused[entry].code, server.refused[entry].source_id) == ("nobody-knows", "")
    assert number(ctx.db, "SELECT count(*) FROM kept_code") == 0
    assert "nobody-knows" not in str(rows(ctx.db, "SELECT payload FROM entry"))


def test_no_text_is_kept_where_no_source_has_a_list(ctx, go_in):
    go_in("nobody-knows", "forum")

    assert number(ctx.db, "SELECT count(*) FROM kept_code") == 0


def test_a_signed_ticket_that_nobody_has_is_sent_by_its_whole_text(ctx, server, run, go_in, signer):
    catalogue = replace(ctx.event.catalogue, keys=(signer.key(),))
    there = replace(ctx, event=replace(ctx.event, catalogue=catalogue))
    code = signer.sign()
    outcome = scan(there, ScanRequest(code, "main"))
    assert outcome.verdict.admitted
    server.put(person(8)._replace(code=code))

    report = run()

    assert report.accepted == 1
    assert [v.source_id for v in server.visits.values()] == ["O8-1"]
    assert number(ctx.db, "SELECT count(*) FROM kept_code") == 0
    assert visits_of(ctx) == 1  # it came back with its person, and is ours all the same
    undo(there, outcome.entry_id, "error", "Lucía")
    run()
    assert server.visits == {}


def visits_of(ctx):
    return number(ctx.db, "SELECT count(*) FROM visit WHERE checkpoint = 'main'")


def test_p01_an_undo_is_told_after_its_check_in(server, run, go_in, ctx):
    entry = go_in("code-1").entry_id
    run()
    taken_back = undo(ctx, entry, "se equivocó", "Lucía").id
    run()

    assert server.calls == [entry, taken_back]
    assert server.visits == {}


def test_p06_offline_ok_used_undone_ok(ctx, server, run, go_in):
    first = go_in("code-1").entry_id
    used = go_in("code-1").entry_id
    taken_back = undo(ctx, first, "error", "Lucía").id
    second = go_in("code-1").entry_id

    assert run().accepted == 4

    assert server.calls == [first, used, second, taken_back]
    assert [ref for (_, entry), ref in server.nonces.items() if entry == second] == list(
        server.visits
    )


def test_an_undo_never_overtakes_its_check_in(ctx, server, source, run, go_in):
    entry = go_in("code-1").entry_id
    taken_back = undo(ctx, entry, "error", "Lucía").id
    source.waits.add(entry)

    run()
    assert states(ctx) == {entry: Delivery.WAITING, taken_back: Delivery.WAITING}
    source.waits.clear()
    run()

    assert server.calls == [entry, taken_back]
    assert server.visits == {}


def test_the_undo_of_what_the_server_refused_is_not_sent(ctx, server, run, go_in):
    entry = go_in("code-1").entry_id
    taken_back = undo(ctx, entry, "error", "Lucía").id
    moved = server.people.pop("O1-1")

    run()
    assert states(ctx) == {entry: Delivery.REFUSED, taken_back: Delivery.GIVEN_UP}
    server.people["O1-1"] = moved
    retry(ctx, entry)
    run()

    assert states(ctx) == {entry: Delivery.ACCEPTED, taken_back: Delivery.ACCEPTED}
    assert server.visits == {}


def test_a_badge_that_came_out_is_told(ctx, server, run, clock):
    person_id = people.by_code(ctx.db, "code-1")[0].person_id
    draft = Draft(EntryKind.PRINTED, clock(), person_id, payload={"badge_code": "L.A"})
    entry = journal.append(ctx.db, "Mesa 1", clock, draft)
    run()

    assert server.printed[entry.id].source_id == "O1-1"


@pytest.mark.parametrize("checkpoint", ["forum"])
def test_what_happens_at_doors_of_our_own_stays_here(server, run, go_in, checkpoint):
    go_in("code-1", checkpoint)

    assert run().sent == 0
    assert server.calls == []


def test_a_rehearsal_is_never_sent(ctx, server, source, go_in, run):
    rehearsing = replace(ctx, station=replace(ctx.station, rehearsal=True))
    note_rehearsal(ctx.db, rehearsal=True)
    scan(rehearsing, ScanRequest("code-1", "main"))
    assert plan_push(rehearsing, NAME) == ()

    note_rehearsal(ctx.db, rehearsal=False)
    go_in("code-2")
    run()

    assert [v.source_id for v in server.visits.values()] == ["O2-1"]


def test_nothing_is_sent_before_the_source_has_said_who_is_who(tmp_path, ctx, go_in):
    ctx.db.conn.execute("UPDATE source SET last_pull_at = NULL")
    entry = go_in("code-1").entry_id
    assert plan_push(ctx, NAME) == ()

    ctx.db.conn.execute("UPDATE source SET last_pull_at = added_at")
    assert [job.entry_id for job in plan_push(ctx, NAME)] == [entry]


def test_many_are_sent_in_portions(ctx, server, run, go_in):
    entries = [go_in("code-1", "csirt").entry_id for _ in range(230)]

    assert len(plan_push(ctx, NAME)) == 100
    assert run().accepted == 230
    assert server.calls == entries


def test_what_happens_meanwhile_waits_for_the_next_run(
    ctx, server, source, run, go_in, monkeypatch
):
    push = source.push

    def busy(jobs):
        go_in("code-1", "csirt")
        yield from push(jobs)

    monkeypatch.setattr(source, "push", busy)
    entry = go_in("code-1", "csirt").entry_id

    assert run().accepted == 1
    assert server.calls == [entry]


def test_silence_about_a_job_means_later(ctx, source, run, go_in, monkeypatch):
    go_in("code-1")
    monkeypatch.setattr(source, "push", lambda jobs: iter(()))

    assert run().waiting == 1


def test_a_door_that_leaves_the_source_is_told_to_people(ctx, go_in):
    entry = go_in("code-1").entry_id
    plan_push(ctx, NAME)
    bare = replace(ctx, event=replace(ctx.event, checkpoints=()))

    assert plan_push(bare, NAME) == ()
    assert states(ctx) == {entry: Delivery.REFUSED}


def test_giving_up_needs_a_reason_and_stays_visible(ctx, server, run, go_in):
    entry = go_in("nobody-knows").entry_id
    plan_push(ctx, NAME)

    with pytest.raises(WrongUseError):
        settle(ctx, entry, "Lucía", "  ")
    settle(ctx, entry, "Lucía", "era de prueba")

    (row,) = deliveries(ctx, NAME, Delivery.GIVEN_UP)
    assert (row.settled_by, row.settled_why) == ("Lucía", "era de prueba")
    assert kept_codes.of_entries(ctx.db, [entry]) == {}
    assert run().sent == 0
    for act in (lambda: retry(ctx, entry), lambda: settle(ctx, entry, "Lucía", "otra vez")):
        with pytest.raises(NotFoundError):
            act()


def test_what_was_accepted_stays_accepted(ctx, run, go_in):
    entry = go_in("code-1").entry_id
    run()

    store_receipts(
        ctx, NAME, [Receipt(entry, Delivery.REFUSED, "late"), Receipt("x", Delivery.REFUSED)]
    )

    assert states(ctx) == {entry: Delivery.ACCEPTED}
