"""What each step of the decision objects to, and what it says then; the order is admission's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from kiosk.domain.answers import answer
from kiosk.domain.catalogue import Catalogue, EventDate
from kiosk.domain.checkpoints import Admits, Direction, EntryRule, Level
from kiosk.domain.facts import Facts
from kiosk.domain.people import Ticket, TicketState
from kiosk.domain.policy import tree_of
from kiosk.domain.rules.evaluate import holds
from kiosk.domain.rules.nearest import nearest
from kiosk.domain.rules.tree import Condition, ConditionKind, Node, RuleError, World
from kiosk.domain.verdict import Answer, Check, FirstVisit, NextStep, Reason, Status, Verdict
from kiosk.domain.visits import Visit


@dataclass(frozen=True, slots=True)
class Case:
    """One ticket before the decision, and the world that the condition trees ask about."""

    facts: Facts
    ticket: Ticket
    world: World

    @property
    def known(self) -> dict[str, str]:
        """The answers that this ticket has already, by question id."""
        mine = self.ticket.ticket_id
        return {question: text for (of, question), text in self.facts.known.items() if of == mine}


def case_of(facts: Facts, ticket: Ticket) -> Case:
    """The case of one of the person's tickets."""
    catalogue, rights = facts.catalogue, facts.rights
    world = World(
        now=facts.now,
        timezone=facts.timezone,
        visits=facts.visits,
        product=ticket.product_id or ticket.product,
        variation=ticket.variation_id,
        gate=facts.gate,
        date=_date_of(catalogue, ticket.date_id),
        whole=catalogue.whole,
        roles=facts.person.roles if facts.person else (),
        invited=rights.invited,
        member=rights.member,
        inside=facts.inside,
        list_at=facts.list_at,
    )
    return Case(facts, ticket, world)


def _date_of(catalogue: Catalogue, date_id: str) -> EventDate | None:
    """A date that the catalogue does not know has its id and no times."""
    return (catalogue.date(date_id) or EventDate(date_id)) if date_id else None


def object_to(check: Check, case: Case) -> Verdict | None:
    """The refusal of that step, None where it has no objection."""
    return _OBJECTIONS[check](case)


def refuse(
    facts: Facts, reason: Reason, step: NextStep, params: Mapping[str, object] | None = None
) -> Verdict:
    """A refusal that nobody may override."""
    return Verdict(
        status=Status.ERROR,
        answer=Answer.REFUSE,
        direction=facts.direction,
        reason=reason,
        params=params or {},
        next_step=step,
    )


def _may(case: Case, verdict: Verdict, level: Level | None = None) -> Verdict:
    """The same refusal, with the level that may admit all the same."""
    return replace(verdict, may_override=level or case.facts.checkpoint.override)


def _tree(case: Case, check: Check) -> Node | None:
    return tree_of(check, case.facts.checkpoint, case.facts.catalogue)


def _holds(case: Case, check: Check) -> bool:
    """Whether the policy of that step holds; a policy that cannot be evaluated does not."""
    tree = _tree(case, check)
    try:
        return tree is None or holds(tree, case.world)
    except RuleError:
        return False


def _state(case: Case) -> Verdict | None:
    facts, ticket = case.facts, case.ticket
    gone = ticket.gone or (facts.person is not None and facts.person.gone)
    if gone or ticket.state in (TicketState.CANCELED, TicketState.EXPIRED):
        return refuse(facts, Reason.CANCELED, NextStep.GO_TO_DESK)
    return None


def _blocked(case: Case) -> Verdict | None:
    if case.ticket.blocked:
        return refuse(case.facts, Reason.BLOCKED, NextStep.GO_TO_DESK)
    return None


def _approved(case: Case) -> Verdict | None:
    if case.ticket.state is TicketState.UNAPPROVED:
        return refuse(case.facts, Reason.UNAPPROVED, NextStep.GO_TO_DESK)
    return None


def _time(case: Case) -> Verdict | None:
    facts, ticket = case.facts, case.ticket
    if ticket.valid_from is not None and facts.now < ticket.valid_from:
        params = {"valid_from": ticket.valid_from}
        return refuse(facts, Reason.INVALID_TIME, NextStep.COME_BACK, params)
    if ticket.valid_until is not None and facts.now > ticket.valid_until:
        params = {"valid_until": ticket.valid_until}
        return refuse(facts, Reason.INVALID_TIME, NextStep.GO_TO_DESK, params)
    return None


def _product(case: Case) -> Verdict | None:
    """A policy may name a product by its name also where tickets know it by id."""
    named = replace(case, world=replace(case.world, product=case.ticket.product))
    if _holds(case, Check.PRODUCT) or _holds(named, Check.PRODUCT):
        return None
    params = {"products": ", ".join(case.facts.checkpoint.products)}
    return _may(case, refuse(case.facts, Reason.PRODUCT, NextStep.GO_TO_DESK, params))


def _date(case: Case) -> Verdict | None:
    """As pretix's server, which calls a ticket of another date one of another product."""
    if _holds(case, Check.DATE):
        return None
    params = {"date": case.ticket.date_id}
    return _may(case, refuse(case.facts, Reason.PRODUCT, NextStep.GO_TO_DESK, params))


def _paid(case: Case) -> Verdict | None:
    facts, ticket = case.facts, case.ticket
    if ticket.state is not TicketState.PENDING or ticket.valid_if_pending:
        return None
    if facts.checkpoint.include_pending and facts.ignore_unpaid:
        return None
    return _may(case, refuse(facts, Reason.UNPAID, NextStep.PAY_AT_DESK))


def _list(case: Case) -> Verdict | None:
    """An old list is trusted neither to admit (people are taken off) nor to refuse (or added).

    Who was invited on the spot is on no list, so its age says nothing of them.
    """
    facts = case.facts
    if facts.rights.fresh or _holds(case, Check.LIST):
        return None
    params: dict[str, object] = {"listed": facts.rights.invited or facts.rights.member}
    params |= {"list_at": facts.list_at} if facts.list_at else {}
    verdict = refuse(facts, Reason.STALE_LIST, NextStep.CALL_SUPERVISOR, params)
    return _may(case, replace(verdict, answer=Answer.ASK))


def _right(case: Case) -> Verdict | None:
    """A withdrawal on the spot stands against the lists, and against the person's role."""
    facts, params = case.facts, dict[str, object]()
    if not facts.rights.withdrawn and _holds(case, Check.RIGHT):
        return None
    if facts.rights.withdrawn:
        reason, params = Reason.NOT_INVITED, {"withdrawn": True}
    elif facts.checkpoint.admits is Admits.INVITED:
        reason = Reason.NOT_INVITED
        params |= {"list_at": facts.list_at} if facts.list_at else {}
    else:
        reason = Reason.NOT_ENTITLED
        params |= {"roles": ", ".join(facts.checkpoint.roles)} if facts.checkpoint.roles else {}
    return _may(case, refuse(facts, reason, NextStep.GO_TO_DESK, params))


def _open(case: Case) -> Verdict | None:
    if _holds(case, Check.OPEN):
        return None
    facts, slots = case.facts, case.facts.checkpoint.slots
    opens = [slot.opens - facts.checkpoint.early for slot in slots if slot.opens]
    ahead = [moment for moment in opens if moment > facts.now]
    if ahead:
        verdict = refuse(facts, Reason.NOT_OPEN, NextStep.COME_BACK, {"opens": min(ahead)})
    else:
        closed: list[datetime] = [slot.closes for slot in slots if slot.closes]
        params: dict[str, object] = {"closes": max(closed)} if closed else {}
        verdict = refuse(facts, Reason.CLOSED, NextStep.GO_TO_DESK, params)
    return _may(case, verdict)


def _room(case: Case) -> Verdict | None:
    if _holds(case, Check.ROOM):
        return None
    facts = case.facts
    params = {"capacity": facts.checkpoint.capacity, "inside": facts.inside}
    return _may(case, refuse(facts, Reason.ROOM_FULL, NextStep.CALL_SUPERVISOR, params))


def _rules(case: Case) -> Verdict | None:
    """A rule that cannot be evaluated refuses, and says so."""
    facts = case.facts
    try:
        tree = _tree(case, Check.RULES)
        if tree is None or holds(tree, case.world):
            return None
        closest = nearest(tree, case.world)
        step = _step_of(case, closest)
    except RuleError as error:
        closest = Condition(ConditionKind.BROKEN, None, {"what": error.what})
        step = NextStep.CALL_SUPERVISOR
    return _may(case, replace(refuse(facts, Reason.RULES, step), nearest=closest))


def _step_of(case: Case, closest: Condition | None) -> NextStep:
    """Whoever only came too early may wait; everybody else is helped at the desk."""
    moment = closest.params.get("moment") if closest else None
    ahead = isinstance(moment, datetime) and moment > case.facts.now
    if closest is not None and closest.kind is ConditionKind.AFTER and ahead:
        return NextStep.COME_BACK
    return NextStep.GO_TO_DESK


def _questions(case: Case) -> Verdict | None:
    facts = case.facts
    if not facts.questions_supported or not facts.catalogue.questions:
        return None
    asked = answer(
        facts.catalogue.questions, case.ticket, case.known, facts.given, facts.timezone
    ).asked
    if not asked:
        return None
    waiting = Verdict(
        status=Status.INCOMPLETE,
        answer=Answer.ASK,
        direction=facts.direction,
        next_step=NextStep.ANSWER,
        questions=asked,
    )
    return _may(case, waiting)


def _used(case: Case) -> Verdict | None:
    if _holds(case, Check.USED):
        return None
    facts = case.facts
    entries = [visit for visit in facts.visits if visit.direction is Direction.ENTRY]
    match facts.checkpoint.entry:
        case EntryRule.RE_ENTRY:
            verdict = _already(facts, entries[-1])
            asking = replace(verdict, answer=Answer.ASK, next_step=NextStep.ASK_IF_LEFT)
            return _may(case, asking, Level.VOLUNTEER)
        case EntryRule.ONCE_PER_DAY:
            today = facts.now.astimezone(facts.timezone).date()
            entries = [v for v in entries if v.at.astimezone(facts.timezone).date() == today]
    return _may(case, _already(facts, entries[0]))


def _already(facts: Facts, visit: Visit) -> Verdict:
    verdict = refuse(facts, Reason.ALREADY_REDEEMED, NextStep.GO_TO_DESK)
    return replace(verdict, first_visit=FirstVisit(visit.at, visit.station, visit.operator))


_OBJECTIONS: dict[Check, Callable[[Case], Verdict | None]] = {
    Check.STATE: _state,
    Check.BLOCKED: _blocked,
    Check.APPROVED: _approved,
    Check.TIME: _time,
    Check.PRODUCT: _product,
    Check.DATE: _date,
    Check.PAID: _paid,
    Check.LIST: _list,
    Check.RIGHT: _right,
    Check.OPEN: _open,
    Check.ROOM: _room,
    Check.RULES: _rules,
    Check.QUESTIONS: _questions,
    Check.USED: _used,
}
