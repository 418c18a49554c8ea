"""One scan from text to verdict."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Direction, Level
from kiosk.domain.errors import FailureError, NotFoundError
from kiosk.domain.facts import Override
from kiosk.domain.journal import EntryKind
from kiosk.domain.questions import Question
from kiosk.domain.verdict import Answer, NextStep, Reason, Status
from kiosk.services.badges import badge_code_of, reissue
from kiosk.services.check_in import ScanOutcome, ScanRequest, explain, scan
from kiosk.services.context import Context
from kiosk.store import journal, visits
from kiosk.store.transact import number

EXIT = Direction.EXIT


def at(ctx: Context, text: str, checkpoint: str, **more: object) -> ScanOutcome:
    return scan(ctx, ScanRequest(text, checkpoint, **more))


def last_entry(ctx: Context) -> journal.Entry:
    return journal.read_after(ctx.db)[-1]


def test_a_ticket_code_admits_its_person_and_is_recorded(ctx: Context) -> None:
    outcome = at(ctx, "code-of-ana", "main", operator="Rosa", gate="norte")

    assert outcome.verdict.status is Status.OK
    assert outcome.person is not None
    assert outcome.person.full_name == "Ana Silva"
    assert outcome.ticket is not None
    assert outcome.ticket.ticket_id == "t-ana"
    (entry,) = journal.read_after(ctx.db)
    assert entry.id == outcome.entry_id
    assert (entry.kind, entry.person_id, entry.operator) == (EntryKind.ADMITTED, "ana", "Rosa")
    assert entry.station == "Mesa 1"
    assert entry.payload == {"gate": "norte"}
    assert visits.tally(ctx.db, "main").people == 1


def test_the_same_code_again_is_refused_with_the_first_visit(ctx: Context, clock) -> None:
    first = at(ctx, "code-of-ana", "main", operator="Rosa")
    clock.forward(minutes=7)

    second = at(ctx, "code-of-ana", "main")

    assert second.verdict.reason is Reason.ALREADY_REDEEMED
    assert second.verdict.first_visit is not None
    assert second.verdict.first_visit.at == first.at
    assert second.verdict.first_visit.operator == "Rosa"
    assert last_entry(ctx).kind is EntryKind.REFUSED
    assert last_entry(ctx).payload == {"reason": "already_redeemed"}


def test_a_room_by_invitation_admits_those_invited_only(ctx: Context) -> None:
    assert at(ctx, "code-of-ana", "csirt").verdict.admitted
    refused = at(ctx, "code-of-jose", "csirt")

    assert refused.verdict.reason is Reason.NOT_INVITED
    assert refused.verdict.answer is Answer.REFUSE
    assert visits.inside_count(ctx.db, "csirt") == 1


def test_going_out_and_in_again(ctx: Context, clock) -> None:
    at(ctx, "code-of-ana", "csirt")
    inside = at(ctx, "code-of-ana", "csirt")
    clock.forward(minutes=1)
    out = at(ctx, "code-of-ana", "csirt", direction=EXIT)
    clock.forward(minutes=1)
    back = at(ctx, "code-of-ana", "csirt")

    assert (inside.verdict.answer, inside.verdict.next_step) == (Answer.ASK, NextStep.ASK_IF_LEFT)
    assert out.verdict.admitted
    assert [e.kind for e in journal.read_after(ctx.db)] == [
        EntryKind.ADMITTED,
        EntryKind.REFUSED,
        EntryKind.LEFT,
        EntryKind.ADMITTED,
    ]
    assert back.verdict.admitted


def test_a_full_room_refuses_until_somebody_leaves(ctx: Context) -> None:
    tight = with_checkpoint(ctx, "forum", capacity=1)
    at(tight, "code-of-ana", "forum")

    assert at(tight, "code-of-jose", "forum").verdict.reason is Reason.ROOM_FULL
    at(tight, "code-of-ana", "forum", direction=EXIT)
    assert at(tight, "code-of-jose", "forum").verdict.admitted


def test_members_enter_by_their_organisation(ctx: Context) -> None:
    assert at(ctx, "code-of-sam", "assembly").verdict.admitted
    assert at(ctx, "code-of-ana", "assembly").verdict.reason is Reason.NOT_ENTITLED


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code-of-li", Reason.UNPAID),
        ("code-of-eva", Reason.CANCELED),
        ("nobody-has-this", Reason.INVALID),
        ("LAC.TEST", Reason.INVALID),
        ("", Reason.UNREADABLE),
        ("\x00\x01", Reason.UNREADABLE),
        ("\ud800", Reason.UNREADABLE),
        ("x" * 5000, Reason.UNREADABLE),
    ],
)
def test_who_does_not_pass_is_recorded_too(ctx: Context, text: str, reason: Reason) -> None:
    outcome = at(ctx, text, "main")

    assert outcome.verdict.reason is reason
    assert last_entry(ctx).kind is EntryKind.REFUSED
    assert last_entry(ctx).payload["reason"] == str(reason)


def test_no_code_in_clear_gets_into_the_journal(ctx: Context) -> None:
    for text in ("secret-and-unknown", "code-of-ana", "code-of-eva"):
        at(ctx, text, "main")

    texts = [str(entry) for entry in journal.read_after(ctx.db)]
    assert not any("secret" in text or "code-of" in text for text in texts)
    unknown = journal.read_after(ctx.db)[0].payload["code_hash"]
    assert len(str(unknown)) == 16


def test_the_badge_opens_with_any_ticket_of_the_person(ctx: Context) -> None:
    code = badge_code_of(ctx, "sam")

    outcome = at(ctx, code.lower(), "main")

    assert outcome.verdict.admitted
    assert outcome.badge_scanned
    assert last_entry(ctx).payload == {"badge": True}


def test_a_voided_badge_opens_nothing_and_the_new_one_does(ctx: Context) -> None:
    old = badge_code_of(ctx, "ana")
    new = reissue(ctx, "ana", "perdida", "Rosa")

    refused = at(ctx, old, "main", override=supervisor())

    assert refused.verdict.reason is Reason.BADGE_VOID
    assert refused.verdict.params["void_reason"] == "perdida"
    assert at(ctx, new, "main").verdict.admitted


def test_a_person_chosen_from_the_list_needs_no_code(ctx: Context) -> None:
    outcome = at(ctx, "", "main", person_id="ana")

    assert outcome.verdict.admitted
    assert outcome.ticket is not None
    assert at(ctx, "", "main", person_id="nobody").verdict.reason is Reason.INVALID


def test_another_events_code_is_told_apart(ctx: Context) -> None:
    from kiosk.domain.codes import ticket_code

    outcome = at(ctx, ticket_code("LAC45", lambda _n: 3), "main", override=supervisor())

    assert outcome.verdict.reason is Reason.OTHER_EVENT
    assert outcome.verdict.params["event"] == "LAC45"


def test_a_garbled_layout_is_repaired_if_one_code_fits(ctx: Context) -> None:
    outcome = at(ctx, "code'of'ana", "main")  # a US scanner's hyphen under a Spanish layout

    assert outcome.person is not None
    assert outcome.person.person_id == "ana"


def test_a_code_of_two_people_is_ambiguous(ctx: Context) -> None:
    ctx.db.conn.execute("UPDATE ticket SET code = 'same' WHERE ticket_id IN ('t-ana', 't-jose')")

    outcome = at(ctx, "same", "main")

    assert outcome.verdict.reason is Reason.AMBIGUOUS
    assert outcome.verdict.params["count"] == 2
    assert outcome.person is None


def test_a_code_twice_on_one_person_is_not(ctx: Context) -> None:
    ctx.db.conn.execute("UPDATE ticket SET code = 'same' WHERE person_id = 'sam'")

    assert at(ctx, "same", "main").verdict.admitted


def test_an_override_admits_with_operator_and_reason(ctx: Context) -> None:
    outcome = at(ctx, "code-of-jose", "csirt", operator="door", override=supervisor())

    entry = last_entry(ctx)
    assert outcome.verdict.overridden
    assert (entry.kind, entry.operator) == (EntryKind.OVERRIDDEN, "Marta")
    assert entry.payload == {
        "reason": "not_invited",
        "override": {"operator": "Marta", "reason": "la espera el panel", "level": "supervisor"},
    }
    assert visits.inside_count(ctx.db, "csirt") == 1


def test_an_override_of_a_lesser_level_does_not(ctx: Context) -> None:
    lesser = replace(supervisor(), level=Level.VOLUNTEER)

    assert at(ctx, "code-of-jose", "csirt", override=lesser).verdict.reason is Reason.NOT_INVITED
    assert last_entry(ctx).kind is EntryKind.REFUSED


def test_a_scan_of_the_past_counts_at_its_true_time(ctx: Context, clock) -> None:
    earlier = datetime(2026, 10, 6, 9, 30, tzinfo=UTC)

    outcome = at(ctx, "code-of-ana", "main", at=earlier)

    assert outcome.at == earlier
    assert last_entry(ctx).at == "2026-10-06T09:30:00.000Z"
    assert last_entry(ctx).recorded_at == "2026-10-06T12:00:00.000Z"


def test_answers_are_kept_with_the_scan(ctx: Context) -> None:
    asked = Catalogue(questions=(Question("menu", {"es": "¿Menú?"}),))
    asking = replace(ctx, event=replace(ctx.event, catalogue=asked))

    at(asking, "code-of-ana", "main", answers={"menu": "vegano", "nobody asked": "x"})

    assert last_entry(ctx).payload == {"answers": {"menu": "vegano"}}


def test_the_stations_checkpoint_stands_for_none(ctx: Context) -> None:
    assert at(ctx, "code-of-ana", "").checkpoint.id == "main"


def test_an_unknown_checkpoint_is_told_and_records_nothing(ctx: Context) -> None:
    for use_case in (scan, explain):
        with pytest.raises(NotFoundError, match="«nowhere»"):
            use_case(ctx, ScanRequest("code-of-ana", "nowhere"))

    assert journal.count(ctx.db) == 0


def test_explain_decides_the_same_and_records_nothing(ctx: Context) -> None:
    for text, checkpoint in (("code-of-ana", "csirt"), ("code-of-jose", "csirt"), ("x", "main")):
        request = ScanRequest(text, checkpoint)
        explained = explain(ctx, request)
        recorded = scan(ctx, request)
        assert explained.verdict == recorded.verdict
        assert explained.entry_id is None
    assert journal.count(ctx.db) == 3


def test_nobody_is_admitted_when_it_cannot_be_recorded(ctx: Context) -> None:
    pages = number(ctx.db, "PRAGMA page_count")
    ctx.db.conn.execute(f"PRAGMA max_page_count = {pages}")
    long = "x" * 20_000

    with pytest.raises(FailureError, match="disco está lleno"):
        at(ctx, "code-of-ana", "main", gate=long)

    assert journal.count(ctx.db) == 0
    assert visits.tally(ctx.db, "main").people == 0


def supervisor() -> Override:
    return Override("Marta", "la espera el panel", Level.SUPERVISOR)


def with_checkpoint(ctx: Context, checkpoint_id: str, **changes: object) -> Context:
    changed = tuple(
        replace(c, **changes) if c.id == checkpoint_id else c for c in ctx.event.checkpoints
    )
    return replace(ctx, event=replace(ctx.event, checkpoints=changed))
