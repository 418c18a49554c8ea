"""What pretix's server decides, on the same facts: dates, add-ons, rules, questions, signatures."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.admission import decide, examine
from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.checkpoints import Admits, Direction, EntryRule, Level
from kiosk.domain.facts import Override
from kiosk.domain.people import Ticket, TicketState
from kiosk.domain.questions import Question, QuestionType
from kiosk.domain.rules.tree import ConditionKind
from kiosk.domain.verdict import Answer, Check, NextStep, Reason, Status

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
GATE = '{"==": [{"var": "gate"}, "7"]}'
CATALOGUE = Catalogue(
    products=(
        Product("1", {"es": "Presencial"}, attention=True, checkin_text="Cinta azul"),
        Product("9", {"es": "Taller"}),
    ),
    dates=(EventDate("14", {"es": "Martes"}, NOON - HOUR), EventDate("15", {"es": "Miércoles"})),
)
DOCUMENT = Question("1", {"es": "¿Documento?"}, QuestionType.YES_NO, required=True)


@pytest.mark.parametrize(("date", "reason"), [("14", None), ("15", "product"), ("", "product")])
@pytest.mark.parametrize("direction", list(Direction))
def test_a_list_of_one_date_takes_tickets_of_that_date(facts, date, reason, direction):
    case = facts(
        room={"date": "14"}, ticket={"date_id": date}, direction=direction, catalogue=CATALOGUE
    )

    assert decide(case).reason == reason


@pytest.mark.parametrize(
    ("products", "ticket", "reason"),
    [
        pytest.param(("9",), {"product_id": "9", "product": "Taller"}, None, id="by id"),
        pytest.param(("Taller",), {"product_id": "9"}, None, id="by the catalogue's name"),
        pytest.param(("Gala",), {"product_id": "77", "product": "Gala"}, None, id="by its name"),
        pytest.param(("9",), {"product_id": "1", "product": "9"}, None, id="a name like an id"),
        pytest.param(("9",), {"product_id": "1", "product": "Otro"}, "product", id="another"),
        pytest.param(("9",), {}, "product", id="none"),
    ],
)
def test_a_policy_names_products_by_id_or_by_name(facts, products, ticket, reason):
    case = facts(room={"products": products}, ticket=ticket, catalogue=CATALOGUE)

    assert decide(case).reason == reason


def addon(number, **changes):
    return replace(
        Ticket(f"a{number}", "p1", f"ADDON{number}", parent_id="t1", product_id="9"), **changes
    )


@pytest.mark.parametrize(
    ("products", "addons", "expected"),
    [
        pytest.param(("9",), (addon(1),), (None, "a1"), id="one add-on fits: that one"),
        pytest.param(("9",), (), ("product", "t1"), id="none fits"),
        pytest.param(("9",), (addon(1, product_id="8"),), ("product", "t1"), id="another add-on"),
        pytest.param(("9",), (addon(1), addon(2)), ("ambiguous", None), id="several fit"),
        pytest.param(("1",), (addon(1),), (None, "t1"), id="the ticket itself fits"),
        pytest.param(("1", "9"), (addon(1),), ("ambiguous", None), id="both fit"),
        pytest.param(
            ("9",),
            (addon(1, state=TicketState.CANCELED), addon(2)),
            (None, "a2"),
            id="a canceled one is not meant",
        ),
        pytest.param(
            ("9",),
            (addon(1, valid_until=NOON - HOUR), addon(2)),
            (None, "a2"),
            id="the one that is valid now",
        ),
        pytest.param(
            ("9",),
            (addon(1, valid_from=NOON + 3 * HOUR), addon(2, valid_from=NOON + HOUR)),
            ("invalid_time", "a2"),
            id="none is valid now: the one that will be soonest",
        ),
        pytest.param(
            ("9",),
            (addon(1, valid_until=NOON - HOUR), addon(2, valid_until=NOON - 3 * HOUR)),
            ("invalid_time", "a1"),
            id="all are over: the one that was last",
        ),
    ],
)
def test_add_ons_are_matched_as_the_server_does(facts, products, addons, expected):
    room = {"products": products, "addon_match": True}
    case = facts(room=room, ticket={"product_id": "1"}, addons=addons, catalogue=CATALOGUE)

    verdict = decide(case)

    assert (verdict.reason, verdict.ticket_id) == expected


def test_without_add_on_matching_only_the_scanned_ticket_counts(facts):
    case = facts(room={"products": ("9",)}, ticket={"product_id": "1"}, addons=(addon(1),))

    assert decide(case).reason is Reason.PRODUCT


@pytest.mark.parametrize(
    ("state", "pending_listed", "valid", "ignore", "reason"),
    [
        (TicketState.PENDING, False, False, False, "unpaid"),
        (TicketState.PENDING, True, False, False, "unpaid"),
        (TicketState.PENDING, True, False, True, None),
        (TicketState.PENDING, False, False, True, "unpaid"),
        (TicketState.PENDING, False, True, False, None),
        (TicketState.PAID, False, False, False, None),
    ],
)
def test_payment(facts, state, pending_listed, valid, ignore, reason):
    case = facts(
        ticket={"state": state, "valid_if_pending": valid},
        room={"include_pending": pending_listed},
        ignore_unpaid=ignore,
    )

    assert decide(case).reason == reason


def test_a_rule_that_fails_names_what_would_let_in(facts):
    verdict = decide(facts(room={"rules": GATE}))

    assert (verdict.status, verdict.reason) == (Status.ERROR, Reason.RULES)
    assert verdict.nearest.kind is ConditionKind.GATE
    assert decide(facts(room={"rules": GATE}, gate="7")).admitted


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param('{"nobodyKnows": [1]}', id="operator"),
        pytest.param('{"==": [{"var": "nothing_known"}, 1]}', id="variable"),
        pytest.param("{not json", id="no JSON"),
        pytest.param("[1, 2]", id="no object"),
    ],
)
def test_a_rule_that_cannot_be_evaluated_refuses_and_says_so(facts, rules):
    case = facts(room={"rules": rules})

    verdict = decide(case)

    assert (verdict.reason, verdict.nearest.kind) == (Reason.RULES, ConditionKind.BROKEN)
    assert verdict.next_step is NextStep.CALL_SUPERVISOR
    told = {finding.check: finding for finding in examine(case)}[Check.RULES]
    assert ConditionKind.BROKEN in {condition.kind for condition in told.conditions}


def test_who_came_too_early_for_a_rule_may_come_back(facts):
    rule = '{"isAfter": [{"var": "now"}, {"buildTime": ["custom", "2026-10-06T16:00:00Z"]}]}'

    assert decide(facts(room={"rules": rule})).next_step is NextStep.COME_BACK


def test_an_exit_is_asked_no_rule_no_window_and_no_question(facts):
    case = facts(
        room={"rules": GATE},
        ticket={"valid_until": NOON - HOUR},
        catalogue=Catalogue(questions=(DOCUMENT,)),
        direction=Direction.EXIT,
    )

    assert decide(case).admitted
    assert Check.QUESTIONS not in {finding.check for finding in examine(case)}


def test_a_question_without_answer_makes_the_scan_incomplete(facts):
    verdict = decide(facts(catalogue=Catalogue(questions=(DOCUMENT,))))

    assert (verdict.status, verdict.answer, verdict.reason) == (
        Status.INCOMPLETE,
        Answer.ASK,
        None,
    )
    assert [asked.question.id for asked in verdict.questions] == ["1"]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"given": {"1": "true"}}, id="given now"),
        pytest.param({"known": {("t1", "1"): "true"}}, id="known before"),
        pytest.param({"questions_supported": False}, id="cannot be asked here"),
        pytest.param(
            {"override": Override("Ana", "knows them", Level.SUPERVISOR)}, id="overridden"
        ),
    ],
)
def test_a_question_stops_nobody_who(facts, changes):
    verdict = decide(facts(catalogue=Catalogue(questions=(DOCUMENT,)), **changes))

    assert (verdict.admitted, verdict.questions) == (True, ())


def test_the_answer_of_another_ticket_is_not_this_ones(facts):
    case = facts(catalogue=Catalogue(questions=(DOCUMENT,)), known={("t2", "1"): "true"})

    assert decide(case).status is Status.INCOMPLETE


def test_answers_are_kept_even_if_the_try_is_refused(facts):
    case = facts(
        ticket={"state": TicketState.PENDING},
        catalogue=Catalogue(questions=(DOCUMENT,)),
        given={"1": "true", "unknown": "x"},
    )

    verdict = decide(case)

    assert (verdict.reason, verdict.answers) == (Reason.UNPAID, {"1": "true"})


def test_questions_come_before_the_answer_that_the_ticket_is_used(facts, visit):
    case = facts(
        room={"entry": EntryRule.ONCE},
        visits=(visit(),),
        catalogue=Catalogue(questions=(DOCUMENT,)),
    )

    assert decide(case).status is Status.INCOMPLETE
    assert decide(replace(case, given={"1": "true"})).reason is Reason.ALREADY_REDEEMED


def test_a_signed_ticket_is_judged_without_a_person(facts):
    signed = Ticket("sig-1", "sig-1", "...", product_id="9")
    case = facts(
        person=None, signed=True, tickets=(signed,), room={"products": ("9",)}, catalogue=CATALOGUE
    )

    assert decide(case).admitted
    assert decide(replace(case, signed=False)).reason is Reason.INVALID
    assert decide(replace(case, tickets=(replace(signed, product_id="1"),))).reason == "product"
    late = replace(signed, valid_until=NOON - HOUR)
    assert decide(replace(case, tickets=(late,))).reason is Reason.INVALID_TIME
    leaving = replace(case, tickets=(late,), direction=Direction.EXIT)
    assert decide(leaving).admitted


def test_a_signed_ticket_opens_no_room_by_invitation(facts):
    case = facts(
        person=None,
        signed=True,
        tickets=(Ticket("sig-1", "sig-1", "..."),),
        room={"admits": Admits.INVITED},
    )

    assert decide(case).reason is Reason.NOT_INVITED


def test_what_staff_must_know_of_a_product_comes_with_the_ticket(facts):
    case = facts(
        ticket={"product_id": "1", "checkin_text": "Sobre\nCinta azul"}, catalogue=CATALOGUE
    )

    verdict = decide(case)

    assert (verdict.attention, verdict.checkin_text) == (True, "Sobre\nCinta azul")


def test_every_step_is_examined_on_the_ticket_that_gets_furthest(facts):
    canceled = Ticket("t0", "p1", "OLD", TicketState.CANCELED)
    good = Ticket("t1", "p1", "CODE", TicketState.PENDING)

    findings = examine(facts(tickets=(canceled, good), room={"capacity": 10}, inside=10))

    objecting = [finding.check for finding in findings if finding.refusal]
    assert objecting == [Check.PAID, Check.ROOM]
    places = {finding.check: finding for finding in findings}[Check.ROOM].conditions
    assert [(c.kind, c.met) for c in places] == [
        (ConditionKind.PLACES, False),
        (ConditionKind.IS_INSIDE, False),
    ]


def test_nobody_is_examined_where_nobody_is_known(facts):
    assert examine(facts(person=None)) == ()
    assert examine(facts(problem=Reason.UNREADABLE)) == ()


def test_an_open_room_for_everyone_asks_nothing_of_its_trees(facts):
    assert all(not finding.conditions for finding in examine(facts()))
