"""A passage is asked of the hub before it counts; who was quicker elsewhere is known at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import NotFoundError
from kiosk.domain.facts import Override
from kiosk.domain.journal import EntryKind
from kiosk.domain.verdict import Answer, NextStep, Reason
from kiosk.hub.local import LocalHub
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.undo import undo
from kiosk.store import hub_replica, journal, visits
from kiosk.texts.explain import explanation
from tests.services.hub.desks import Desk

EXIT = Direction.EXIT


def kinds(desk: Desk) -> list[EntryKind]:
    return [entry.kind for entry in journal.read_after(desk.ctx.db)]


def test_who_entered_elsewhere_is_refused_with_the_station_and_the_time(a: Desk, b: Desk, clock):
    first = a.scan("code-of-ana", operator="Rosa")
    clock.forward(minutes=3)

    second = b.scan("code-of-ana")

    assert second.verdict.reason is Reason.ALREADY_REDEEMED
    assert second.verdict.first_visit is not None
    assert (second.verdict.first_visit.station, second.verdict.first_visit.operator) == (
        "Mesa 1",
        "Rosa",
    )
    assert second.verdict.first_visit.at == first.at
    assert (first.offline, second.offline) == (False, False)
    assert kinds(b) == [EntryKind.REFUSED]


def test_an_admission_has_its_number_when_it_is_written(a: Desk):
    outcome = a.scan("code-of-ana")

    assert hub_replica.number_of(a.ctx.db, outcome.entry_id) == 1
    assert hub_replica.waiting(a.ctx.db, 0) == 0 or kinds(a) == [EntryKind.ADMITTED]


@pytest.mark.parametrize("checkpoint", ["main", "re", "daily", "strict"])
def test_a_refusal_or_a_free_room_asks_nobody(a: Desk, checkpoint: str):
    a.scan("code-of-nobody", checkpoint)
    a.scan("code-of-ana", "forum")
    a.scan("code-of-ana", "forum", direction=EXIT)

    assert a.line.asked == 0


@pytest.mark.parametrize("checkpoint", ["main", "re", "daily", "strict", "asking"])
def test_somebody_quicker_during_the_claim_is_taken_in_and_decided_anew(
    a: Desk, b: Desk, checkpoint: str
):
    b.line.before_claim.append(lambda: a.scan("code-of-ana", checkpoint))

    second = b.scan("code-of-ana", checkpoint)

    assert not second.verdict.admitted
    assert second.verdict.reason is Reason.ALREADY_REDEEMED
    assert b.line.asked == 1
    assert len(visits.of_person(b.ctx.db, "ana", checkpoint)) == 1


def test_who_left_and_came_back_elsewhere_may_enter_here(a: Desk, b: Desk, clock):
    a.scan("code-of-ana", "re")
    clock.forward(minutes=1)
    a.scan("code-of-ana", "re", direction=EXIT)
    clock.forward(minutes=1)

    back = b.scan("code-of-ana", "re")
    clock.forward(minutes=1)
    again = a.scan("code-of-ana", "re")

    assert back.verdict.admitted
    assert again.verdict.reason is Reason.ALREADY_REDEEMED
    assert again.verdict.first_visit is not None
    assert again.verdict.first_visit.station == "Mesa 2"


def test_an_undo_elsewhere_is_known_before_the_next_admission(a: Desk, b: Desk):
    entry_id = a.scan("code-of-ana").entry_id
    b.share()
    undo(b.ctx, entry_id, "se equivocó", "Rosa")

    again = a.scan("code-of-ana")

    assert again.verdict.admitted is False  # nothing was asked: a refusal needs no claim
    a.share()
    assert a.scan("code-of-ana").verdict.admitted


def test_two_who_undo_the_same_undo_it_once(a: Desk, b: Desk):
    entry_id = a.scan("code-of-ana").entry_id
    b.share()
    undo(b.ctx, entry_id, "se equivocó", "Rosa")

    with pytest.raises(NotFoundError):
        undo(a.ctx, entry_id, "se equivocó", "Rosa")

    a.share()
    assert visits.of_person(a.ctx.db, "ana", "main") == ()


def test_an_exit_and_an_undo_are_written_though_nobody_answers(a: Desk):
    a.line.cut = True
    entry = a.scan("code-of-ana", "re")
    left = a.scan("code-of-ana", "re", direction=EXIT)
    undo(a.ctx, entry.entry_id, "se equivocó", "Rosa")

    assert (entry.offline, left.offline) == (True, True)
    assert left.verdict.admitted
    assert kinds(a) == [EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.UNDONE]


def test_without_an_answer_the_checkpoint_admits_and_says_that_it_was_alone(a: Desk):
    a.line.cut = True

    outcome = a.scan("code-of-ana")

    assert outcome.verdict.admitted
    assert outcome.offline
    assert hub_replica.waiting(a.ctx.db, 0) == 1


@pytest.mark.parametrize(
    ("checkpoint", "answer"), [("strict", Answer.REFUSE), ("asking", Answer.ASK)]
)
def test_without_an_answer_a_checkpoint_may_refuse_or_ask(a: Desk, checkpoint: str, answer: Answer):
    a.line.cut = True

    outcome = a.scan("code-of-ana", checkpoint)

    assert (outcome.verdict.answer, outcome.verdict.reason) == (answer, Reason.ERROR)
    assert outcome.verdict.next_step is NextStep.CALL_SUPERVISOR
    assert outcome.verdict.may_override is Level.SUPERVISOR
    assert outcome.offline
    assert kinds(a) == [EntryKind.REFUSED]
    words = {
        lang: explanation(outcome.verdict, outcome.checkpoint, a.ctx.event.timezone, lang)
        for lang in ("es", "pt", "en")
    }
    assert words["es"].startswith("No hay conexión con la central")
    assert len(set(words.values())) == 3


@pytest.mark.parametrize("checkpoint", ["strict", "asking"])
def test_a_supervisor_admits_all_the_same(a: Desk, b: Desk, checkpoint: str):
    a.line.cut = True
    override = Override("Marta", "la conozco", Level.SUPERVISOR)

    outcome = a.scan("code-of-ana", checkpoint, override=override)

    assert outcome.verdict.admitted
    assert outcome.verdict.overridden
    assert kinds(a) == [EntryKind.OVERRIDDEN]
    a.line.cut = False
    a.share()
    assert b.scan("code-of-ana", checkpoint).verdict.reason is Reason.ALREADY_REDEEMED


@pytest.mark.parametrize("fault", ["lost", "late"])
def test_who_was_turned_away_has_not_entered_when_the_claim_turns_up(a: Desk, b: Desk, fault: str):
    """The answer was lost, and the checkpoint did not let in: the hub's entry is taken back."""
    setattr(a.line, fault, True)
    refused = a.scan("code-of-ana", "strict")
    setattr(a.line, fault, False)
    a.line.arrive()
    a.share()

    assert not refused.verdict.admitted
    assert visits.of_person(a.ctx.db, "ana", "strict") == ()
    assert journal.verify(a.ctx.db) is None
    assert b.scan("code-of-ana", "strict").verdict.admitted is True
    a.share()
    assert len(visits.of_person(a.ctx.db, "ana", "strict")) == 1


@pytest.mark.parametrize("fault", ["lost", "late"])
def test_a_lost_answer_at_a_door_that_admits_counts_once(a: Desk, b: Desk, fault: str):
    setattr(a.line, fault, True)
    admitted = a.scan("code-of-ana")
    setattr(a.line, fault, False)
    a.line.arrive()
    a.share()

    assert admitted.verdict.admitted
    assert [m.entry_id for m in a.line.record.messages] == [admitted.entry_id]
    assert kinds(a) == [EntryKind.ADMITTED]
    assert b.scan("code-of-ana").verdict.reason is Reason.ALREADY_REDEEMED


def test_who_was_quicker_by_one_entry_is_known_without_asking_again(a: Desk, b: Desk):
    a.scan("code-of-ana")
    b.line.blind = True

    outcome = b.scan("code-of-ana")

    assert (outcome.offline, outcome.verdict.reason) == (False, Reason.ALREADY_REDEEMED)
    assert hub_replica.cursor(b.ctx.db).seq == 1


def test_a_station_too_far_behind_still_refuses_whom_another_admitted_last(a: Desk, b: Desk):
    a.scan("code-of-nobody")
    a.share()
    a.scan("code-of-ana")
    b.line.blind = True

    outcome = b.scan("code-of-ana")

    assert outcome.verdict.reason is Reason.ALREADY_REDEEMED
    assert hub_replica.cursor(b.ctx.db).seq == 0
    b.line.blind = False
    b.share()
    assert len(visits.of_person(b.ctx.db, "ana", "main")) == 1


def test_a_station_too_far_behind_to_know_decides_by_its_rule(a: Desk, b: Desk):
    """The last message takes an admission back; whether there is another in front is not known."""
    entry_id = a.scan("code-of-ana", "strict").entry_id
    undo(a.ctx, entry_id, "se equivocó", "Rosa")
    b.line.blind = True

    outcome = b.scan("code-of-ana", "strict")

    assert outcome.offline
    assert outcome.verdict.reason is Reason.ERROR
    b.line.blind = False
    b.share()
    assert b.scan("code-of-ana", "strict").verdict.admitted


def test_a_rehearsal_and_a_station_alone_ask_nobody(a: Desk):
    rehearsing = replace(a.ctx, station=replace(a.ctx.station, rehearsal=True))
    alone = replace(a.ctx, hub=LocalHub())

    assert scan(rehearsing, ScanRequest("code-of-ana", "main")).verdict.admitted
    outcome = scan(alone, ScanRequest("code-of-jose", "main"))

    assert outcome.verdict.admitted
    assert not outcome.offline
    assert a.line.asked == 0
    assert hub_replica.count(a.ctx.db) == 0
