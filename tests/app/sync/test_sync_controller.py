"""The window in step with its source: everything by itself, nobody waits, and it ends."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

from kiosk.app import sync_run
from kiosk.domain.checkpoints import Checkpoint
from kiosk.domain.feed import SourceError, Trouble
from kiosk.domain.settings import Station
from kiosk.services import apply_batch, sync
from kiosk.services.sync_lock import sync_lock
from kiosk.store.transact import number
from tests.services.conftest import es_pt_en
from tests.services.sources import NAME, person

GONE = SourceError(Trouble.UNREACHABLE, "No se llega a {host}.", host="t.example")
REVOKED = SourceError(Trouble.REVOKED, "retirado")


def test_it_brings_the_list_by_itself_when_it_starts(net):
    net.controller.start()
    net.until(lambda: net.status().list_at is not None)

    assert (net.status().people, net.status().error) == (5, None)


def test_a_scan_goes_up_soon_after(net, server):
    net.controller.start()
    net.run()
    entry = net.scan("code-2").entry_id

    net.controller.nudge()
    net.until(lambda: entry in server.calls)
    net.idle()

    assert (net.status().waiting, net.status().refused) == (0, 0)


def test_many_nudges_are_one_run(net, server):
    net.controller.start()
    net.run()
    entries = [net.scan(f"code-{n}").entry_id for n in (1, 2, 3)]
    for _ in range(20):
        net.controller.nudge()
    net.until(lambda: len(server.calls) >= 3)
    net.idle()

    assert server.calls == entries


def test_sending_does_not_put_off_the_next_list(net):
    net.controller.start()
    net.run()
    due = net.status().next_at
    net.scan("code-1")
    net.controller.nudge()
    net.until(lambda: bool(net.source.server.calls))
    net.idle()

    assert net.status().next_at == due


def test_a_rehearsal_sends_nothing(net, server):
    rehearsal = Station(name="Puerta 1", checkpoint="main", rehearsal=True)
    net.store.renew(lambda ctx: replace(ctx, station=rehearsal))
    net.controller.start()
    net.run()
    net.scan("code-1")
    net.run()

    assert net.status().people == 5
    assert server.calls == []


def test_trouble_is_told_and_tried_again_in_its_time(net):
    net.source.down = GONE
    net.controller.start()
    net.run()
    stands = net.status()

    assert stands.error.trouble is Trouble.UNREACHABLE
    assert stands.next_at is not None
    net.source.down = None
    net.run()
    assert (net.status().error, net.status().people) == (None, 5)


def test_what_somebody_must_mend_is_left_alone_until_asked(net):
    net.source.down = REVOKED
    net.controller.start()
    net.run()
    assert net.status().suspended
    net.source.down = None

    net.controller.look()
    net.idle()
    assert net.status().people == 0

    net.run()
    assert net.status().people == 5


def test_what_was_answered_before_the_line_broke_is_kept(net, server):
    net.controller.start()
    net.run()
    entries = [net.scan(f"code-{n}").entry_id for n in (1, 2, 3)]
    net.source.breaks_after = 1
    net.run()

    assert server.calls == entries[:1]
    assert (net.status().waiting, net.status().error.trouble) == (2, Trouble.UNREACHABLE)
    net.run()
    assert server.calls == entries


def test_a_cut_pull_goes_on_and_loses_nobody(net):
    net.source.cut = 1
    with net.qtbot.waitSignal(net.controller.changed, timeout=10_000):
        net.controller.start()
    net.idle()
    assert 0 < net.status().people < 5

    net.run()
    assert net.status().people == 5


def test_a_new_list_changes_the_event_of_the_store_and_is_told(net, server):
    told = []
    net.controller.event_changed.connect(told.append)
    server.checkpoints = (Checkpoint("lobby", es_pt_en("Vestíbulo"), source_ref=f"{NAME}/7"),)
    net.controller.start()
    net.run()
    net.until(lambda: bool(told))

    (known,) = [c for c in told[-1].checkpoints if c.source_ref == f"{NAME}/7"]
    assert net.ask(lambda ctx: ctx.event.checkpoint(known.id)) == known
    assert net.scan("code-1", known.id).verdict.admitted


def test_scans_overtake_what_a_pull_still_stores(net, server):
    server.put(*(person(n) for n in range(10, 60)))
    net.source.page = 10
    seen = []
    net.controller.changed.connect(lambda: seen.append("run"))
    net.controller.start()
    net.until(lambda: net.controller.busy)
    net.store.submit(lambda ctx: None, lambda _: seen.append("scan"), urgent=True)
    net.until(lambda: "run" in seen)

    assert seen[0] == "scan"


def test_another_program_that_synchronises_is_left_to_it(net, server):
    with sync_lock(net.folder):
        net.controller.start()
        net.controller.sync_now()
        net.idle()
        assert net.status().people == 0

    net.run()
    assert net.status().people == 5


def test_the_lock_is_given_back_after_a_run(net):
    net.controller.start()
    net.run()

    with sync_lock(net.folder):
        pass


def test_running_is_told_at_both_ends(net):
    told = []
    net.controller.running.connect(told.append)
    net.controller.start()
    net.run()

    assert told[0] is True
    assert told[-1] is False


def test_a_bug_rests_and_does_not_come_again_at_once(net, monkeypatch, caplog):
    calls = []

    def broken(*_arguments, **_options):
        calls.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(net.source, "pull", broken)
    net.controller.start()
    net.until(lambda: bool(calls))
    net.idle()
    net.controller.look()
    net.idle()

    assert len(calls) == 1
    assert "bug" in caplog.text


def test_the_end_keeps_what_the_source_has_answered(net, server, monkeypatch):
    net.controller.start()
    net.run()
    net.scan("code-1")
    inside, go_on = threading.Event(), threading.Event()
    push = net.source.push

    def slow(jobs):
        inside.set()
        go_on.wait(5)
        yield from push(jobs)

    monkeypatch.setattr(net.source, "push", slow)
    net.controller.nudge()
    net.until(inside.is_set)
    go_on.set()
    assert net.controller.stop()

    assert net.ask(lambda ctx: sync.status(ctx)[0].waiting) == 0
    assert len(server.calls) == 1


def test_a_server_that_hangs_does_not_keep_the_program(net, monkeypatch):
    inside, go_on = threading.Event(), threading.Event()

    def hangs(_cursor, *, full=False):
        inside.set()
        go_on.wait(10)
        return iter(())

    monkeypatch.setattr(net.source, "pull", hangs)
    net.controller.start()
    net.until(inside.is_set)

    assert not net.controller.stop(timeout_ms=50)
    go_on.set()


@pytest.mark.parametrize("wanted", ["nudge", "look", "sync_now"])
def test_nothing_happens_before_the_start_and_after_the_end(net, server, wanted):
    getattr(net.controller, wanted)()
    assert not net.controller.busy
    net.controller.start()
    net.run()
    assert net.controller.stop()

    getattr(net.controller, wanted)()
    assert not net.controller.busy


def test_a_scan_waits_for_no_more_than_the_piece_that_is_being_stored(net, server, monkeypatch):
    """It is ordered while the first people are stored, and sees only these."""
    server.put(*(person(n) for n in range(30, 60)))
    net.source.page = 100
    monkeypatch.setattr(sync_run, "BUSY_SECONDS", 60.0)
    began, ordered, known = threading.Event(), threading.Event(), []
    place = apply_batch.apply_piece

    def first_waits(ctx, name, piece):
        if piece.batch.registrations:
            began.set()
            assert ordered.wait(10)
        return place(ctx, name, piece)

    monkeypatch.setattr(apply_batch, "apply_piece", first_waits)
    net.controller.start()
    net.until(began.is_set)
    count = "SELECT count(*) FROM ticket"
    net.store.submit(lambda ctx: number(ctx.db, count), known.append, urgent=True)
    ordered.set()
    net.until(lambda: bool(known))
    net.idle()

    assert known == [sync_run.ROWS]
    assert net.ask(lambda ctx: number(ctx.db, count)) == 35


def test_a_piece_after_the_other_is_stored_at_once_where_nobody_waits(net, server, monkeypatch):
    server.put(*(person(n) for n in range(30, 60)))
    net.source.page = 100
    monkeypatch.setattr(sync_run, "BUSY_SECONDS", 60.0)
    stored = []
    some = sync.apply_some
    monkeypatch.setattr(sync, "apply_some", lambda *args: stored.append(some(*args)) or stored[-1])
    net.controller.start()
    net.run()

    assert [(count, done.added) for count, done in stored if done.added] == [(4, 35)]
