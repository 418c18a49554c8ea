"""A journal that was cut at its end, head and all, is found by what the hub holds of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.services.integrity import verify_journal
from kiosk.services.journal_elsewhere import Elsewhere, compare
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import hub_replica
from kiosk.store.journal import _HEAD
from kiosk.store.transact import first, writing
from tests.services.hub.desks import Desk


def come(desk: Desk, many: int) -> None:
    for n in range(many):
        walk_in(desk.ctx, WalkIn(f"Nora {n}"), "Rosa")
    desk.share()


def cut(desk: Desk, many: int) -> None:
    """What somebody does who knows the file: the last entries go, and the head is made to fit."""
    with writing(desk.ctx.db):
        desk.ctx.db.conn.execute("DROP TRIGGER IF EXISTS entry_stays")
        sql = "DELETE FROM entry WHERE seq > (SELECT max(seq) FROM entry) - ?"
        desk.ctx.db.conn.execute(sql, (many,))
        last = first(desk.ctx.db, "SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
        head = f"{last['seq']} {last['hash']}" if last else None
        if head is None:
            desk.ctx.db.conn.execute("DELETE FROM meta WHERE key = ?", (_HEAD,))
        else:
            sql = "UPDATE meta SET value = ? WHERE key = ?"
            desk.ctx.db.conn.execute(sql, (head, _HEAD))


def test_a_whole_journal_lacks_nothing(a: Desk, b: Desk):
    come(a, 3)
    come(b, 2)
    assert compare(a.ctx) == Elsewhere(3)
    assert compare(b.ctx) == Elsewhere(2)


@pytest.mark.parametrize("many", [1, 2])
def test_what_was_cut_off_with_its_head_is_found_though_the_chain_holds(a: Desk, b: Desk, many):
    come(b, 1)
    come(a, 3)
    cut(a, many)
    assert verify_journal(a.ctx).sound
    assert compare(a.ctx) == Elsewhere(3, missing=many)


def test_it_is_found_also_when_others_were_written_since(a: Desk):
    come(a, 3)
    cut(a, 2)
    come(a, 4)
    assert compare(a.ctx).missing == 2


def test_cutting_the_replica_too_does_not_help(a: Desk):
    come(a, 3)
    cut(a, 1)
    with writing(a.ctx.db):
        a.ctx.db.conn.execute("DELETE FROM hub_entry")
    assert compare(a.ctx) == Elsewhere(3, missing=1)


def test_without_an_answer_it_is_compared_with_what_the_hub_had_told(a: Desk):
    come(a, 3)
    cut(a, 1)
    named(a)
    a.line.cut = True
    assert compare(a.ctx) == Elsewhere(3, missing=1, asked=False)


def test_a_machine_in_the_place_of_a_lost_one_has_everything_again(a: Desk, open_desk):
    come(a, 3)
    again = open_desk("Mesa 1", "a new machine")
    come(again, 2)
    assert compare(again.ctx) == Elsewhere(5)


def test_what_was_not_read_yet_is_not_called_cut(a: Desk, open_desk):
    """Of an entry that a killed program told and never wrote, the hub knows before its journal."""
    come(a, 2)
    copy = open_desk("Mesa 1", "meanwhile")
    copy.share()
    come(a, 1)
    assert compare(copy.ctx) == Elsewhere(2)
    copy.share()
    assert compare(copy.ctx) == Elsewhere(3)


def test_a_hub_that_began_anew_is_not_compared_by_its_numbers(a: Desk):
    come(a, 2)
    a.line.record.name, a.line.record.messages = "second", []
    named(a)
    assert compare(a.ctx) == Elsewhere(2, asked=False)


def named(desk: Desk) -> None:
    with writing(desk.ctx.db):
        hub_replica.note_station(desk.ctx.db, "Mesa-1")


def test_a_hub_that_falls_silent_is_no_finding(a: Desk):
    come(a, 2)
    a.line.blind = True
    assert compare(a.ctx) == Elsewhere(2, asked=False)


def test_a_station_alone_has_nothing_to_compare_with(a: Desk):
    assert compare(replace(a.ctx, hub=None)) is None
