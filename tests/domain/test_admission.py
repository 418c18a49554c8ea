"""The decision: one table of facts and answers, and what must hold for all facts."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.admission import decide, examine
from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Admits, Direction, EntryRule, Level, OfflineRule, Slot
from kiosk.domain.facts import Override, Rights
from kiosk.domain.people import Ticket, TicketState
from kiosk.domain.questions import Question
from kiosk.domain.verdict import Answer, Check, NextStep, Reason, Status

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
INVITED = {"admits": Admits.INVITED}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({}, None, id="confirmed"),
        pytest.param({"ticket": {"state": TicketState.CANCELED}}, "canceled", id="canceled"),
        pytest.param({"ticket": {"state": TicketState.EXPIRED}}, "canceled", id="expired"),
        pytest.param({"ticket": {"gone": True}}, "canceled", id="gone from the list"),
        pytest.param({"ticket": {"blocked": True}}, "blocked", id="blocked"),
        pytest.param({"ticket": {"state": TicketState.UNAPPROVED}}, "unapproved", id="unapproved"),
        pytest.param({"ticket": {"valid_from": NOON + HOUR}}, "invalid_time", id="too early"),
        pytest.param({"ticket": {"valid_until": NOON - HOUR}}, "invalid_time", id="too late"),
        pytest.param(
            {"ticket": {"valid_from": NOON, "valid_until": NOON}}, None, id="window edges"
        ),
        pytest.param({"ticket": {"state": TicketState.PENDING}}, "unpaid", id="unpaid"),
        pytest.param(
            {"ticket": {"state": TicketState.PENDING, "valid_if_pending": True}},
            None,
            id="valid if pending",
        ),
        pytest.param(
            {"ticket": {"state": TicketState.PENDING}, "room": {"include_pending": True}},
            "unpaid",
            id="pending allowed, but nobody said so",
        ),
        pytest.param(
            {
                "ticket": {"state": TicketState.PENDING},
                "room": {"include_pending": True},
                "ignore_unpaid": True,
            },
            None,
            id="pending ignored where the room allows it",
        ),
        pytest.param(
            {"ticket": {"state": TicketState.PENDING}, "ignore_unpaid": True},
            "unpaid",
            id="pending cannot be ignored elsewhere",
        ),
        pytest.param({"room": INVITED}, "not_invited", id="not invited"),
        pytest.param({"room": INVITED, "rights": Rights(invited=True)}, None, id="invited"),
        pytest.param(
            {"room": INVITED, "rights": Rights(member=True)}, "not_invited", id="member is no guest"
        ),
        pytest.param({"room": {"admits": Admits.MEMBERS}}, "not_entitled", id="no member"),
        pytest.param(
            {"room": {"admits": Admits.MEMBERS}, "rights": Rights(member=True)}, None, id="member"
        ),
        pytest.param(
            {"room": {"admits": Admits.ROLES, "roles": ("fellow",)}},
            "not_entitled",
            id="other role",
        ),
        pytest.param(
            {
                "room": {"admits": Admits.ROLES, "roles": ("fellow",)},
                "roles": ("fellow", "speaker"),
            },
            None,
            id="role held",
        ),
        pytest.param(
            {"room": {"admits": Admits.PRODUCTS, "products": ("Gala",)}}, "product", id="product"
        ),
        pytest.param(
            {
                "room": {"admits": Admits.PRODUCTS, "products": ("Gala",)},
                "ticket": {"product": "Gala"},
            },
            None,
            id="product bought",
        ),
        pytest.param({"room": {"slots": (Slot(NOON + HOUR, None),)}}, "not_open", id="not open"),
        pytest.param(
            {"room": {"slots": (Slot(NOON + HOUR, None),), "early": HOUR}}, None, id="early enough"
        ),
        pytest.param({"room": {"slots": (Slot(None, NOON),)}}, "closed", id="closes now"),
        pytest.param({"room": {"slots": (Slot(NOON, None),)}}, None, id="opens now"),
        pytest.param(
            {"room": {"slots": (Slot(None, NOON - HOUR), Slot(NOON + HOUR, None))}},
            "not_open",
            id="between two slots",
        ),
        pytest.param({"room": {"capacity": 2}, "inside": 2}, "room_full", id="full"),
        pytest.param({"room": {"capacity": 2}, "inside": 1}, None, id="last place"),
        pytest.param({"room": {"capacity": 0}, "inside": 0}, "room_full", id="no places at all"),
        pytest.param({"tickets": ()}, "invalid", id="nobody's ticket"),
        pytest.param({"person": None}, "invalid", id="nobody"),
    ],
)
def test_entry(facts, changes, reason):
    verdict = decide(facts(**changes))

    assert verdict.reason == reason
    assert verdict.admitted is (reason is None)


@pytest.mark.parametrize(
    ("rule", "answer", "reason"),
    [
        (OfflineRule.ADMIT, Answer.ADMIT, None),
        (OfflineRule.REFUSE, Answer.REFUSE, Reason.ERROR),
        (OfflineRule.ASK, Answer.ASK, Reason.ERROR),
    ],
)
def test_where_the_other_stations_cannot_be_asked_the_checkpoint_says(facts, rule, answer, reason):
    verdict = decide(facts(room={"offline": rule}, unanswered=True))

    assert (verdict.answer, verdict.reason) == (answer, reason)
    assert verdict.admitted is (reason is None)
    assert decide(facts(room={"offline": rule})).admitted


def test_without_an_answer_an_exit_is_never_held_and_a_refusal_stays_what_it_is(facts):
    strict = {"room": {"offline": OfflineRule.REFUSE}, "unanswered": True}

    assert decide(facts(**strict, direction=Direction.EXIT)).admitted
    assert decide(facts(**strict, tickets=())).reason is Reason.INVALID


def test_a_supervisor_admits_without_an_answer(facts):
    override = Override("Marta", "la conozco", Level.SUPERVISOR)
    verdict = decide(
        facts(room={"offline": OfflineRule.REFUSE}, unanswered=True, override=override)
    )

    assert verdict.admitted
    assert verdict.overridden


@pytest.mark.parametrize(
    "problem",
    [Reason.UNREADABLE, Reason.INVALID, Reason.OTHER_EVENT, Reason.AMBIGUOUS, Reason.BADGE_VOID],
)
def test_a_problem_with_the_code_comes_first_and_nobody_overrides_it(facts, problem):
    override = Override("Ana", "I know her", Level.SUPERVISOR)

    verdict = decide(facts(problem=problem, problem_params={"event": "X"}, override=override))

    assert (verdict.status, verdict.reason, verdict.answer) == (
        Status.ERROR,
        problem,
        Answer.REFUSE,
    )
    assert verdict.params["event"] == "X"


@pytest.mark.parametrize(
    ("rule", "visits", "reason", "answer"),
    [
        ("once", [("entry", 30)], "already_redeemed", "refuse"),
        ("once", [("entry", 60), ("exit", 30)], "already_redeemed", "refuse"),
        ("once", [("exit", 30)], None, "admit"),
        ("once-per-day", [("entry", 30)], "already_redeemed", "refuse"),
        ("once-per-day", [("entry", 13 * 60)], None, "admit"),
        ("re-entry", [("entry", 30)], "already_redeemed", "ask"),
        ("re-entry", [("entry", 60), ("exit", 30)], None, "admit"),
        ("re-entry", [("entry", 60), ("exit", 30), ("entry", 10)], "already_redeemed", "ask"),
        ("free", [("entry", 30)], None, "admit"),
    ],
)
def test_second_entry(facts, visit, rule, visits, reason, answer):
    past = tuple(visit(direction, minutes) for direction, minutes in visits)

    verdict = decide(facts(room={"entry": EntryRule(rule)}, visits=past))

    assert (verdict.reason, verdict.answer) == (reason, answer)


def test_the_day_of_once_per_day_is_the_events_and_not_utcs(facts, visit):
    late = datetime(2026, 10, 6, 1, 0, tzinfo=UTC)  # 22:00 of the 5th in Montevideo
    room = {"entry": EntryRule.ONCE_PER_DAY}

    assert decide(facts(room=room, visits=(visit(at=late),))).admitted


def test_a_duplicate_names_the_first_visit(facts, visit):
    verdict = decide(facts(room={"entry": EntryRule.ONCE}, visits=(visit(), visit(minutes=5))))

    assert verdict.first_visit is not None
    assert (verdict.first_visit.at, verdict.first_visit.station) == (visit().at, "Mesa 2")


def test_who_is_inside_a_full_room_is_asked_and_not_told_that_it_is_full(facts, visit):
    room = {"entry": EntryRule.RE_ENTRY, "capacity": 1}

    verdict = decide(facts(room=room, visits=(visit(),), inside=1))

    assert (verdict.reason, verdict.next_step) == (Reason.ALREADY_REDEEMED, NextStep.ASK_IF_LEFT)


@pytest.mark.parametrize(
    ("age", "reason"),
    [(timedelta(hours=2), None), (timedelta(hours=3), "stale_list"), (None, "stale_list")],
)
def test_an_old_invitation_list_makes_the_door_ask(facts, age, reason):
    room = INVITED | {"stale_after": 2 * HOUR}
    list_at = NOON - age if age else None

    verdict = decide(facts(room=room, rights=Rights(invited=True), list_at=list_at))

    assert verdict.reason == reason
    assert verdict.answer is (Answer.ASK if reason else Answer.ADMIT)


@pytest.mark.parametrize("listed", [True, False])
def test_an_old_list_is_asked_about_whether_or_not_it_names_the_person(facts, listed):
    room = INVITED | {"stale_after": HOUR}

    verdict = decide(facts(room=room, rights=Rights(invited=listed), list_at=NOON - 2 * HOUR))

    assert (verdict.reason, verdict.answer) == (Reason.STALE_LIST, Answer.ASK)
    assert verdict.params["listed"] is listed


def test_who_was_invited_on_the_spot_does_not_wait_for_a_newer_list(facts):
    room = INVITED | {"stale_after": HOUR}

    assert decide(facts(room=room, rights=Rights(invited=True, fresh=True))).admitted


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"room": INVITED}, None),
        ({"room": {"slots": (Slot(None, NOON - HOUR),)}}, None),
        ({"room": {"capacity": 1}, "inside": 1}, None),
        ({"ticket": {"valid_until": NOON - HOUR}}, None),
        ({"ticket": {"state": TicketState.CANCELED}}, "canceled"),
        ({"ticket": {"blocked": True}}, "blocked"),
        ({"ticket": {"state": TicketState.PENDING}}, "unpaid"),
        ({"room": {"admits": Admits.PRODUCTS, "products": ("Gala",)}}, "product"),
    ],
)
def test_an_exit_only_stops_for_the_ticket_itself(facts, changes, reason):
    assert decide(facts(direction=Direction.EXIT, **changes)).reason == reason


def test_of_several_tickets_the_best_counts(facts):
    canceled = Ticket("t1", "p1", "A", TicketState.CANCELED)
    good = Ticket("t2", "p1", "B")

    assert decide(facts(tickets=(canceled, good))).ticket_id == "t2"
    assert decide(facts(tickets=(good, canceled))).ticket_id == "t2"


def test_of_several_failing_tickets_the_one_that_gets_furthest_speaks(facts):
    canceled = Ticket("t1", "p1", "A", TicketState.CANCELED)
    unpaid = Ticket("t2", "p1", "B", TicketState.PENDING)

    verdict = decide(facts(tickets=(canceled, unpaid)))

    assert (verdict.reason, verdict.ticket_id) == (Reason.UNPAID, "t2")


@pytest.mark.parametrize(
    ("level", "reason", "admitted"),
    [
        (Level.SUPERVISOR, "the chair asked for her", True),
        (Level.DESK, "the chair asked for her", False),
        (Level.SUPERVISOR, "  ", False),
    ],
)
def test_an_override_needs_the_level_and_a_reason(facts, level, reason, admitted):
    verdict = decide(facts(room=INVITED, override=Override("Ana", reason, level)))

    assert (verdict.admitted, verdict.overridden) == (admitted, admitted)
    assert verdict.reason is Reason.NOT_INVITED


def test_a_volunteer_may_let_back_in_who_forgot_to_scan_out(facts, visit):
    override = Override("Ana", "left without scanning", Level.VOLUNTEER)
    room = {"entry": EntryRule.RE_ENTRY}

    assert decide(facts(room=room, visits=(visit(),), override=override)).admitted


@pytest.mark.parametrize(
    "state", [TicketState.CANCELED, TicketState.EXPIRED, TicketState.UNAPPROVED]
)
def test_no_override_brings_a_dead_registration_back(facts, state):
    override = Override("Ana", "please", Level.SUPERVISOR)

    assert not decide(facts(ticket={"state": state}, override=override)).admitted


def test_attention_and_text_come_with_the_admission(facts):
    verdict = decide(facts(ticket={"attention": True, "checkin_text": "Sobre azul"}))

    assert (verdict.attention, verdict.checkin_text) == (True, "Sobre azul")


def test_attention_and_text_are_not_lost_by_an_override(facts):
    override = Override("Ana", "the chair asked for her", Level.SUPERVISOR)
    ticket = {"attention": True, "checkin_text": "Sobre azul"}

    verdict = decide(facts(ticket=ticket, room=INVITED, override=override))

    assert (verdict.overridden, verdict.attention, verdict.checkin_text) == (
        True,
        True,
        "Sobre azul",
    )


def test_who_leaves_by_override_is_not_told_to_enter(facts):
    case = facts(
        direction=Direction.EXIT,
        ticket={"state": TicketState.PENDING},
        override=Override("Ana", "pays tomorrow", Level.SUPERVISOR),
    )

    assert (decide(case).admitted, decide(case).next_step) == (True, NextStep.NONE)


def test_the_order_of_objections_is_the_policy(facts, visit):
    """Everything is wrong at once; mending what is named first shows what comes next."""
    case = facts(
        ticket={
            "state": TicketState.CANCELED,
            "blocked": True,
            "valid_until": NOON - HOUR,
        },
        room={
            "admits": Admits.INVITED,
            "products": ("Gala",),
            "date": "d2",
            "slots": (Slot(None, NOON - HOUR),),
            "capacity": 1,
            "entry": EntryRule.ONCE,
            "stale_after": HOUR,
            "rules": '{"==": [{"var": "gate"}, "9"]}',
        },
        visits=(visit(minutes=60), visit("exit", 30)),
        catalogue=Catalogue(questions=(Question("q", {"es": "?"}),)),
        inside=1,
    )
    ticket = case.tickets[0]
    named = []
    for mend in (
        {"tickets": (replace(ticket, state=TicketState.UNAPPROVED),)},
        {"tickets": (replace(ticket, state=TicketState.UNAPPROVED, blocked=False),)},
        {"tickets": (replace(ticket, state=TicketState.PENDING, blocked=False),)},
        {"tickets": (Ticket("t1", "p1", "CODE", TicketState.PENDING),)},
        {"tickets": (Ticket("t1", "p1", "CODE", TicketState.PENDING, "Gala"),)},
        {"tickets": (Ticket("t1", "p1", "CODE", TicketState.PENDING, "Gala", date_id="d2"),)},
        {"tickets": (Ticket("t1", "p1", "CODE", product="Gala", date_id="d2"),)},
        {"list_at": NOON},
        {"rights": Rights(invited=True)},
        {"checkpoint": replace(case.checkpoint, slots=())},
        {"inside": 0},
        {"gate": "9"},
        {"given": {"q": "answer"}},
    ):
        named.append(decide(case).reason)
        case = replace(case, **mend)
    named.append(decide(case).reason)

    assert named == [
        Reason.CANCELED, Reason.BLOCKED, Reason.UNAPPROVED, Reason.INVALID_TIME, Reason.PRODUCT,
        Reason.PRODUCT, Reason.UNPAID, Reason.STALE_LIST, Reason.NOT_INVITED, Reason.CLOSED,
        Reason.ROOM_FULL, Reason.RULES, None, Reason.ALREADY_REDEEMED,
    ]  # fmt: skip
    assert [finding.check for finding in examine(case)] == list(Check)
