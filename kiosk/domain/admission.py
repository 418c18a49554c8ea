"""The decision: may this person pass here, now? Pure; reads no clock and records nothing.

The order is pretix's (state, blocked, approved, time, product, date, paid, rules, questions,
used), with ours before its rules: list fresh, invited or entitled, open, room.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.answers import answer
from kiosk.domain.checkpoints import Direction, Level, OfflineRule
from kiosk.domain.facts import Facts
from kiosk.domain.objections import Case, case_of, object_to, refuse
from kiosk.domain.people import Ticket
from kiosk.domain.policy import tree_of
from kiosk.domain.rules.nearest import conditions
from kiosk.domain.rules.tree import Condition, ConditionKind, RuleError
from kiosk.domain.verdict import Answer, Check, Finding, NextStep, Reason, Status, Verdict

_LEVELS = tuple(Level)
_EITHER_WAY = (
    Check.STATE,
    Check.BLOCKED,
    Check.APPROVED,
    Check.PRODUCT,
    Check.DATE,
    Check.PAID,
)
"""What also stops an exit; the rest is asked of entries only."""

_STEPS = dict.fromkeys(Reason, NextStep.GO_TO_DESK) | {
    Reason.UNREADABLE: NextStep.SCAN_AGAIN,
    Reason.AMBIGUOUS: NextStep.CHOOSE_TICKET,
    Reason.ERROR: NextStep.CALL_SUPERVISOR,
    Reason.CONFLICT: NextStep.CALL_SUPERVISOR,
}
"""The next step after a problem with the code."""


def decide(facts: Facts) -> Verdict:
    """The verdict for one scan. The ticket that gets furthest counts."""
    nobody = _unidentified(facts)
    if nobody is not None:
        return nobody
    candidates = _candidates(facts)
    if not candidates:
        return refuse(facts, Reason.AMBIGUOUS, NextStep.CHOOSE_TICKET)
    return _overridden(facts, _offline(facts, _best(facts, candidates)[1]))


def examine(facts: Facts) -> tuple[Finding, ...]:
    """Every step's finding on the ticket that gets furthest, in the order of the decision.

    Empty where nobody is known by the code. Steps that are not asked of an exit are left out.
    """
    if _unidentified(facts) is not None:
        return ()
    case = _best(facts, _candidates(facts) or facts.tickets)[0]
    return tuple(
        Finding(check, object_to(check, case), _conditions(check, case)) for check in _asked(facts)
    )


def _unidentified(facts: Facts) -> Verdict | None:
    if facts.problem is not None:
        return refuse(facts, facts.problem, _STEPS[facts.problem], facts.problem_params)
    if not facts.tickets or (facts.person is None and not facts.signed):
        return refuse(facts, Reason.INVALID, NextStep.GO_TO_DESK)
    return None


def _candidates(facts: Facts) -> tuple[Ticket, ...]:
    """The tickets that may be meant; none where several could be and nothing tells which.

    With add-on matching it is the one of a ticket and its add-ons that the checkpoint is for,
    as pretix's server has it: where none is, the scanned ticket is refused for its product.
    """
    if not facts.checkpoint.addon_match:
        return facts.tickets
    family = {ticket.ticket_id: ticket for ticket in (*facts.tickets, *facts.addons)}
    fitting = [ticket for ticket in family.values() if _fits(facts, ticket, (Check.PRODUCT,))]
    if len(fitting) > 1:
        fitting = [t for t in fitting if _fits(facts, t, (Check.STATE, Check.DATE))] or fitting
    if len(fitting) > 1:
        fitting = [t for t in fitting if _fits(facts, t, (Check.TIME,))] or [
            min(fitting, key=lambda ticket: _distance(facts, ticket))
        ]
    if not fitting:
        return facts.tickets
    return tuple(fitting) if len(fitting) == 1 else ()


def _fits(facts: Facts, ticket: Ticket, checks: tuple[Check, ...]) -> bool:
    case = case_of(facts, ticket)
    return all(object_to(check, case) is None for check in checks)


def _best(facts: Facts, tickets: tuple[Ticket, ...]) -> tuple[Case, Verdict]:
    """The case that gets furthest in the order, and its verdict.

    Of tickets that stop at the same step it is the one that is valid soonest, else longest.
    """
    judged = [_judge(facts, ticket) for ticket in tickets]
    furthest = max(rank for rank, _, _ in judged)
    tied = [(case, verdict) for rank, case, verdict in judged if rank == furthest]
    return min(tied, key=lambda pair: _distance(facts, pair[0].ticket))


def _judge(facts: Facts, ticket: Ticket) -> tuple[int, Case, Verdict]:
    """How far this ticket gets, and what is said there."""
    case = case_of(facts, ticket)
    checks = _asked(facts)
    for rank, check in enumerate(checks):
        refusal = object_to(check, case)
        if refusal is not None:
            return rank, case, _with_ticket(case, refusal)
    admitted = Verdict(
        status=Status.OK,
        answer=Answer.ADMIT,
        direction=facts.direction,
        next_step=_step_in(facts),
    )
    return len(checks), case, _with_ticket(case, admitted)


def _asked(facts: Facts) -> tuple[Check, ...]:
    return tuple(Check) if facts.direction is Direction.ENTRY else _EITHER_WAY


def _distance(facts: Facts, ticket: Ticket) -> tuple[int, float]:
    """How far now is from the ticket's validity: within it, still to come, over."""
    if ticket.valid_from is not None and facts.now < ticket.valid_from:
        return 1, _seconds(facts.now, ticket.valid_from)
    if ticket.valid_until is not None and facts.now > ticket.valid_until:
        return 2, _seconds(ticket.valid_until, facts.now)
    return 0, 0.0


def _seconds(start: datetime, end: datetime) -> float:
    return (end - start).total_seconds()


def _with_ticket(case: Case, verdict: Verdict) -> Verdict:
    """What staff must know of the ticket comes with every verdict: it may be overridden.

    So do the valid answers: they are kept even if the try is refused.
    """
    facts, ticket = case.facts, case.ticket
    product = facts.catalogue.product(ticket.product_id) if ticket.product_id else None
    texts = f"{ticket.checkin_text}\n{product.checkin_text if product else ''}"
    return replace(
        verdict,
        ticket_id=ticket.ticket_id,
        attention=ticket.attention or (product is not None and product.attention),
        checkin_text="\n".join(dict.fromkeys(filter(str.strip, texts.splitlines()))),
        answers=_answers(case),
    )


def _answers(case: Case) -> dict[str, str]:
    facts = case.facts
    if not facts.given or not facts.catalogue.questions:
        return {}
    given = answer(facts.catalogue.questions, case.ticket, case.known, facts.given, facts.timezone)
    return dict(given.accepted)


def _step_in(facts: Facts) -> NextStep:
    return NextStep.ENTER if facts.direction is Direction.ENTRY else NextStep.NONE


def _offline(facts: Facts, verdict: Verdict) -> Verdict:
    """What the checkpoint says of an entry that the other stations could not be asked about."""
    checkpoint = facts.checkpoint
    entering = verdict.admitted and facts.direction is Direction.ENTRY
    if not facts.unanswered or not entering or checkpoint.offline is OfflineRule.ADMIT:
        return verdict
    asks = checkpoint.offline is OfflineRule.ASK
    return replace(
        verdict,
        status=Status.ERROR,
        answer=Answer.ASK if asks else Answer.REFUSE,
        reason=Reason.ERROR,
        params={"unanswered": 1},
        next_step=NextStep.CALL_SUPERVISOR,
        may_override=checkpoint.override,
    )


def _overridden(facts: Facts, verdict: Verdict) -> Verdict:
    override = facts.override
    if verdict.admitted or override is None or verdict.may_override is None:
        return verdict
    if _LEVELS.index(override.level) < _LEVELS.index(verdict.may_override):
        return verdict
    if not override.reason.strip():
        return verdict
    return replace(
        verdict,
        status=Status.OK,
        answer=Answer.ADMIT,
        next_step=_step_in(facts),
        may_override=None,
        overridden=True,
        questions=(),
    )


def _conditions(check: Check, case: Case) -> tuple[Condition, ...]:
    """The leaves of that step's tree; a tree that cannot be read is one broken condition."""
    try:
        tree = tree_of(check, case.facts.checkpoint, case.facts.catalogue)
        return () if tree is None else conditions(tree, case.world)
    except RuleError as error:
        return (Condition(ConditionKind.BROKEN, None, {"what": error.what}),)
