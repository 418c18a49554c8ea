"""What stations tell each other: in order, once, and nothing is lost on the way."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import FailureError
from kiosk.domain.facts import Override
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.settings import StationRole
from kiosk.hub.interface import Message, Outgoing
from kiosk.hub.local import LocalHub
from kiosk.services import share
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.card import person_card
from kiosk.services.correct import correct
from kiosk.services.export_rows import people as people_rows
from kiosk.services.rehearsal import note_rehearsal
from kiosk.services.rooms import room_state
from kiosk.services.take_in import pieces, take_in
from kiosk.services.walk_in import WalkIn, walk_in
from kiosk.store import hub_replica, journal, people, prints, visits
from kiosk.store.connect import close
from kiosk.store.transact import rows
from tests.services.hub.desks import Desk

Open = Callable[..., Desk]


def conflicts(desk: Desk) -> list[dict[str, object]]:
    found = [e for e in journal.of_person(desk.ctx.db, "ana") if e.kind is EntryKind.CONFLICT]
    return [dict(entry.payload) for entry in found]


def test_what_one_does_is_known_at_the_other_with_its_name(a: Desk, b: Desk):
    outcome = a.scan("code-of-ana", "forum", operator="Rosa")
    a.share()
    b.share()

    (visit,) = visits.of_person(b.ctx.db, "ana", "forum")
    assert (visit.entry_id, visit.station, visit.operator) == (outcome.entry_id, "Mesa 1", "Rosa")
    assert person_card(b.ctx, "ana").history[0].station == "Mesa 1"
    assert room_state(b.ctx, "forum").latest[0].name == "Ana Silva"
    assert room_state(b.ctx, "forum").inside == 1
    assert journal.count(b.ctx.db) == 0  # the own chain holds own entries only


def test_a_walk_in_of_the_desk_enters_a_room_with_the_badge(a: Desk, b: Desk):
    person_id = walk_in(a.ctx, WalkIn("Nora", "Vidal"), "Rosa")
    badge = badge_code_of(a.ctx, person_id)
    a.share()
    b.share()

    outcome = b.scan(badge)

    assert outcome.verdict.admitted
    assert outcome.person is not None
    assert outcome.person.full_name == "Nora Vidal"


@pytest.mark.parametrize("lost", [False, True], ids=["first badge", "second badge"])
def test_every_code_that_is_shown_of_a_walk_in_opens_a_room_at_another_station(
    a: Desk, b: Desk, *, lost: bool
):
    person_id = walk_in(a.ctx, WalkIn("Nora", "Vidal"), "Rosa")
    badge = badge_code_of(a.ctx, person_id)
    if lost:
        badge = reissue(a.ctx, person_id, "perdida", "Rosa")
    a.share()
    b.share()

    exported = [row for row in people_rows(a.ctx) if row["person_id"] == person_id]
    tickets = [one.code for at in (a, b) for one in people.tickets_of(at.ctx.db, person_id)]
    shown = {badge, *tickets, *(row["ticket_code"] for row in exported)} - {""}
    assert len(exported) == 1
    assert shown == {badge}
    assert [b.scan(code).verdict.admitted for code in shown] == [True]


def test_a_correction_is_on_the_list_of_the_others(a: Desk, b: Desk):
    correct(a.ctx, "jose", {"given_name": "Joseph"}, "Rosa")
    a.share()
    b.share()

    assert people.get(b.ctx.db, "jose").given_name == "Joseph"


def test_a_badge_that_came_out_elsewhere_is_owed_no_more_until_it_is_void(a: Desk, b: Desk):
    a.scan("code-of-ana")
    code = badge_code_of(a.ctx, "ana")
    printed = Draft(EntryKind.PRINTED, a.ctx.clock(), "ana", payload={"badge_code": code})
    a.share()
    b.share()
    assert prints.owed(b.ctx.db, ["main"])
    journal.append(a.ctx.db, "Mesa 1", a.ctx.clock, printed)
    a.share()
    b.share()

    assert not prints.owed(b.ctx.db, ["main"])
    assert prints.people_printed(b.ctx.db, ["ana", "jose"]) == {"ana"}
    assert person_card(b.ctx, "ana").badge_owed is False

    reissue(b.ctx, "ana", "lost", "Ada")
    assert prints.owed(b.ctx.db, ["main"])
    assert prints.people_given(b.ctx.db, ["ana"]) == set()


def test_a_door_is_told_of_no_address_and_no_note(a: Desk, b: Desk):
    correct(a.ctx, "jose", {"given_name": "Joseph", "email": "new@unam.mx", "note": "vip"}, "Rosa")
    a.share()
    door = replace(b.ctx, station=replace(b.ctx.station, role=StationRole.DOOR))
    share.exchange(door, b.line)

    assert people.get(door.db, "jose").given_name == "Joseph"
    stored = rows(door.db, "SELECT payload FROM hub_entry") + rows(
        door.db, "SELECT * FROM correction"
    )
    assert "unam" not in str(stored)
    assert "vip" not in str(stored)


def test_of_two_corrections_the_one_that_comes_last_in_the_hub_stands(a: Desk, b: Desk):
    correct(a.ctx, "jose", {"given_name": "De uno"}, "Rosa")
    correct(b.ctx, "jose", {"given_name": "De dos"}, "Ada")
    a.share()
    assert people.get(b.ctx.db, "jose").given_name == "De dos"

    b.share()
    a.share()

    names = {people.get(desk.ctx.db, "jose").given_name for desk in (a, b)}
    assert names == {"De dos"}


def test_entries_of_a_rehearsal_and_before_going_live_are_told_nobody(a: Desk):
    note_rehearsal(a.ctx.db, rehearsal=True)
    rehearsing = replace(a.ctx, station=replace(a.ctx.station, rehearsal=True))
    a.line.cut = True
    a.scan("code-of-ana", "forum")
    a.line.cut = False
    assert share.plan(rehearsing) == ()
    assert share.waiting(rehearsing) == 0

    note_rehearsal(a.ctx.db, rehearsal=False)
    a.scan("code-of-jose", "forum")
    a.share()

    assert [m.entry_id for m in a.line.record.messages] == [journal.read_after(a.ctx.db)[-1].id]


def test_the_outbox_goes_in_order_and_stops_where_nobody_answers(a: Desk):
    for _ in range(5):
        a.scan("code-of-ana", "forum")
    planned = share.plan(a.ctx, 3)
    assert [entry.seq for entry in planned] == [1, 2, 3]
    answers = iter((True, False))

    def fails(entry: Outgoing, deadline: float):
        a.line.cut = not next(answers)
        return type(a.line).publish(a.line, entry, deadline)

    a.line.publish = fails  # type: ignore[method-assign]  # the second one gets no answer
    sent = share.send(a.line, planned)

    assert [one.entry.seq for one in sent] == [1]
    share.receive(a.ctx, sent)
    assert share.waiting(a.ctx) == 4


def test_a_hub_that_numbers_nothing_leaves_everything_waiting(a: Desk):
    a.scan("code-of-ana", "forum")

    assert share.send(LocalHub(), share.plan(a.ctx)) == ()
    assert share.waiting(a.ctx) == 1


def test_both_admitted_alone_is_a_conflict_at_both_said_once(a: Desk, b: Desk, clock):
    a.line.cut = b.line.cut = True
    first = a.scan("code-of-ana")
    clock.forward(minutes=1)
    second = b.scan("code-of-ana")
    a.line.cut = b.line.cut = False

    for desk in (a, b, a, b):
        desk.share()

    assert first.verdict.admitted
    assert second.verdict.admitted
    assert (
        conflicts(a)
        == conflicts(b)
        == [
            {
                "with": "Mesa 1",
                "at": "2026-10-06T12:00:00.000Z",
                "other": first.entry_id,
                "entry": second.entry_id,
            }
        ]
    )
    assert EntryKind.CONFLICT in {line.kind for line in person_card(a.ctx, "ana").history}


def test_who_came_while_the_other_was_publishing_is_found_too(a: Desk, b: Desk):
    """The other's number is lower, but it is heard of only after ours was answered."""
    a.line.cut = b.line.cut = True
    a.scan("code-of-ana")
    b.scan("code-of-ana")
    a.line.cut = b.line.cut = False
    planned = share.plan(b.ctx)
    a.share()
    share.receive(b.ctx, share.send(b.line, planned))
    assert conflicts(b) == []

    b.share()
    a.share()

    assert len(conflicts(a)) == len(conflicts(b)) == 1


@pytest.mark.parametrize(
    ("checkpoint", "leaves", "found"),
    [("re", True, 0), ("re", False, 1), ("daily", False, 1), ("forum", False, 0)],
)
def test_a_conflict_is_what_the_rule_of_the_place_forbids(
    a: Desk, b: Desk, clock, checkpoint: str, leaves: bool, found: int
):
    a.line.cut = b.line.cut = True
    a.scan("code-of-ana", checkpoint)
    clock.forward(minutes=1)
    if leaves:
        a.scan("code-of-ana", checkpoint, direction=Direction.EXIT)
        clock.forward(minutes=1)
    b.scan("code-of-ana", checkpoint)
    a.line.cut = b.line.cut = False
    for desk in (a, b, a):
        desk.share()

    assert len(conflicts(a)) == len(conflicts(b)) == found


def test_an_exception_that_a_supervisor_made_is_no_conflict(a: Desk, b: Desk):
    a.scan("code-of-ana")
    b.share()
    override = Override("Marta", "salió por otra puerta", Level.SUPERVISOR)
    assert b.scan("code-of-ana", override=override).verdict.overridden
    for desk in (a, b, a):
        desk.share()

    assert conflicts(a) == conflicts(b) == []


def test_an_own_entry_that_only_the_hub_holds_comes_back_into_the_chain(
    a: Desk, b: Desk, open_desk
):
    a.scan("code-of-ana")
    a.scan("code-of-jose", "forum")
    a.share()
    close(a.ctx.db)
    shutil.rmtree(a.ctx.folder)

    again = open_desk("Mesa 1", folder="new disk")
    again.share()

    assert [e.id for e in journal.read_after(again.ctx.db)] == [
        m.entry_id for m in a.line.record.messages
    ]
    assert journal.verify(again.ctx.db) is None
    assert again.scan("code-of-ana").verdict.admitted is False
    again.scan("code-of-jose", "forum")
    again.share()
    b.share()
    assert len(visits.of_person(b.ctx.db, "jose", "forum")) == 2


def test_taking_the_same_messages_again_changes_nothing(a: Desk, b: Desk):
    for code in ("ana", "jose", "sam"):
        a.scan(f"code-of-{code}")
    messages = a.line.record.messages
    take_in(b.ctx, messages)
    before = (hub_replica.content_hash(b.ctx.db), hub_replica.cursor(b.ctx.db))

    again = take_in(b.ctx, messages)

    assert (again.others, again.own) == (0, 0)
    assert (hub_replica.content_hash(b.ctx.db), hub_replica.cursor(b.ctx.db)) == before


def test_a_catch_up_is_cut_into_short_pieces(a: Desk):
    message = Message(1, "", "x", "log", "x", b"")

    assert [len(piece) for piece in pieces([message] * 95)] == [40, 40, 15]
    assert pieces([]) == []


def test_a_long_catch_up_gives_way_and_goes_on_where_it_stopped(a: Desk, b: Desk, monkeypatch):
    monkeypatch.setattr("kiosk.services.take_in.BETWEEN", 2)
    for code in ("ana", "jose", "sam", "ana", "jose"):
        a.scan(f"code-of-{code}")
    a.share()
    messages = a.line.record.messages
    asked = iter([True, False])

    first = take_in(b.ctx, messages, lambda: next(asked))
    came = hub_replica.cursor(b.ctx.db).seq
    rest = take_in(b.ctx, messages, lambda: True)

    assert (first.others, came) == (4, 4)
    assert rest.others == len(messages) - 4
    assert hub_replica.cursor(b.ctx.db) == hub_replica.cursor(a.ctx.db)
    assert hub_replica.content_hash(b.ctx.db) == hub_replica.content_hash(a.ctx.db)
    assert hub_replica.projections_hash(b.ctx.db) == hub_replica.projections_hash(a.ctx.db)


def test_what_comes_next_is_asked_for_once_and_taken_in_in_order(a: Desk, b: Desk, monkeypatch):
    for code in ("ana", "jose", "sam", "ana", "jose"):
        a.scan(f"code-of-{code}")
    a.share()
    every = len(a.line.record.messages)
    asked: list[int] = []
    all_of_it = b.line.events_from

    def two(cursor: int, limit: int, wait: float) -> list[Message]:
        asked.append(cursor)
        return list(all_of_it(cursor, min(limit, 2), wait))

    monkeypatch.setattr(b.line, "events_from", two)
    shared = share.exchange(b.ctx, b.line)

    assert shared.taken.others == every
    assert asked == sorted(set(asked))
    assert asked[0] == 0
    assert asked[-1] == every
    assert hub_replica.content_hash(b.ctx.db) == hub_replica.content_hash(a.ctx.db)


def test_a_store_that_fails_in_the_middle_of_a_catch_up_goes_on_where_it_stopped(
    a: Desk, b: Desk, monkeypatch
):
    for code in ("ana", "jose", "sam"):
        a.scan(f"code-of-{code}")
    a.share()
    monkeypatch.setattr("kiosk.services.share.ALONE", 2)
    took = iter([True, False])

    def once(ctx, piece):
        if not next(took):
            raise FailureError("disco lleno")
        return take_in(ctx, piece)

    with monkeypatch.context() as full:
        full.setattr("kiosk.services.share.take_in", once)
        with pytest.raises(FailureError):
            b.share()
    assert hub_replica.cursor(b.ctx.db).seq == 2

    b.share()
    assert hub_replica.content_hash(b.ctx.db) == hub_replica.content_hash(a.ctx.db)
    assert hub_replica.projections_hash(b.ctx.db) == hub_replica.projections_hash(a.ctx.db)
