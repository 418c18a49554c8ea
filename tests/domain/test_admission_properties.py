"""What must hold for every decision, whatever the facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.admission import decide, examine
from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, EntryRule, Level, Slot
from kiosk.domain.facts import Facts, Override, Rights
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.questions import Question, QuestionType
from kiosk.domain.verdict import Answer, Reason, Status
from kiosk.domain.visits import Visit

FIRST = datetime(2026, 10, 1)  # noqa: DTZ001  hypothesis adds the zone itself
moments = st.datetimes(FIRST, FIRST + timedelta(days=20), timezones=st.just(UTC))
maybe = lambda values: st.none() | values  # noqa: E731  a name for a strategy

RULES = (
    "",
    '{"<": [{"var": "entries_today"}, 1]}',
    '{"or": [{"==": [{"var": "gate"}, "7"]}, {"isAfter": [{"var": "now"}, {"buildTime": ["date_from"]}]}]}',
    '{"unknown": []}',
    "{",
)
tickets = st.builds(
    Ticket,
    ticket_id=st.sampled_from(["t1", "t2"]),
    person_id=st.just("p1"),
    code=st.just("CODE"),
    state=st.sampled_from(TicketState),
    product=st.sampled_from(["", "Gala"]),
    valid_from=maybe(moments),
    valid_until=maybe(moments),
    blocked=st.booleans(),
    valid_if_pending=st.booleans(),
    gone=st.booleans(),
    product_id=st.sampled_from(["", "9"]),
    date_id=st.sampled_from(["", "14"]),
)
catalogues = st.builds(
    Catalogue,
    products=st.just((Product("9", {"es": "Gala"}),)),
    dates=st.just((EventDate("14", {"es": "Martes"}, datetime(2026, 10, 6, tzinfo=UTC)),)),
    questions=st.sampled_from(
        [(), (Question("q", {"es": "?"}, QuestionType.YES_NO, required=True),)]
    ),
)
checkpoints = st.builds(
    Checkpoint,
    id=st.just("room"),
    name=st.just({"es": "Sala"}),
    admits=st.sampled_from(Admits),
    roles=st.sampled_from([(), ("fellow",)]),
    products=st.sampled_from([(), ("Gala",)]),
    slots=st.lists(st.builds(Slot, maybe(moments), maybe(moments)), max_size=2).map(tuple),
    early=st.just(timedelta(minutes=20)),
    entry=st.sampled_from(EntryRule),
    capacity=maybe(st.integers(0, 3)),
    include_pending=st.booleans(),
    stale_after=maybe(st.just(timedelta(hours=2))),
    date=st.sampled_from(["", "14"]),
    addon_match=st.booleans(),
    rules=st.sampled_from(RULES),
)
visits = st.lists(
    st.builds(
        Visit,
        st.uuids().map(str),
        st.just("p1"),
        st.just("room"),
        st.sampled_from(Direction),
        moments,
    ),
    max_size=4,
).map(lambda some: tuple(sorted(some, key=lambda visit: visit.at)))
all_facts = st.builds(
    Facts,
    checkpoint=checkpoints,
    direction=st.sampled_from(Direction),
    now=moments,
    timezone=st.just(ZoneInfo("America/Montevideo")),
    person=maybe(
        st.builds(Person, st.just("p1"), st.just("Ana"), roles=st.sampled_from([(), ("fellow",)]))
    ),
    tickets=st.lists(tickets, max_size=3).map(tuple),
    visits=visits,
    rights=st.builds(Rights, st.booleans(), st.booleans(), st.booleans()),
    addons=st.lists(tickets, max_size=2).map(tuple),
    signed=st.booleans(),
    gate=st.sampled_from(["", "7"]),
    catalogue=catalogues,
    given=st.sampled_from([{}, {"q": "true"}, {"q": "?"}]),
    questions_supported=st.booleans(),
    inside=st.integers(0, 4),
    problem=maybe(st.sampled_from([Reason.UNREADABLE, Reason.INVALID, Reason.BADGE_VOID])),
    list_at=maybe(moments),
    ignore_unpaid=st.booleans(),
    override=maybe(
        st.builds(Override, st.just("Ana"), st.sampled_from(["", "why"]), st.sampled_from(Level))
    ),
)


@given(all_facts)
def test_an_answer_is_always_whole(facts):
    verdict = decide(facts)

    assert verdict.admitted == (verdict.answer is Answer.ADMIT)
    assert (verdict.status is Status.ERROR) == (
        verdict.reason is not None and not verdict.overridden
    )
    assert (verdict.status is Status.INCOMPLETE) == bool(verdict.questions)
    assert verdict.direction is facts.direction


@given(all_facts)
def test_a_canceled_person_is_never_admitted(facts):
    dead = (TicketState.CANCELED, TicketState.EXPIRED)
    if all(ticket.state in dead for ticket in (*facts.tickets, *facts.addons)):
        assert not decide(facts).admitted


@given(all_facts)
def test_a_room_by_invitation_never_admits_on_doubt(facts):
    verdict = decide(facts)
    by_right = facts.checkpoint.admits is not Admits.INVITED or facts.rights.invited
    if verdict.admitted and facts.direction is Direction.ENTRY:
        assert by_right or verdict.overridden


@given(all_facts)
def test_an_added_right_never_turns_an_admission_into_a_refusal(facts):
    held = facts.rights
    if decide(facts).admitted:
        for right in (
            replace(held, invited=True),
            replace(held, member=True),
            replace(held, invited=True, fresh=True),
        ):
            assert decide(replace(facts, rights=right)).admitted


@given(all_facts)
def test_the_same_facts_give_the_same_verdict(facts):
    assert decide(facts) == decide(facts)


@given(all_facts)
def test_what_is_examined_agrees_with_what_is_decided(facts):
    """Without an override, the first objection that is examined is the verdict's."""
    verdict = decide(replace(facts, override=None))
    objecting = [finding.refusal for finding in examine(facts) if finding.refusal is not None]

    if verdict.admitted:
        assert not objecting
    elif objecting and verdict.reason is not Reason.AMBIGUOUS:
        assert (objecting[0].status, objecting[0].reason) == (verdict.status, verdict.reason)


@given(all_facts)
def test_a_rule_that_cannot_be_read_admits_nobody(facts):
    broken = replace(facts, checkpoint=replace(facts.checkpoint, rules="{"), override=None)

    assert facts.direction is Direction.EXIT or not decide(broken).admitted


@given(all_facts)
def test_somebody_inside_is_not_sent_away_because_the_room_is_full(facts):
    inside = facts.visits and facts.visits[-1].direction is Direction.ENTRY

    assert not (inside and decide(facts).reason is Reason.ROOM_FULL)
