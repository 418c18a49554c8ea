"""The decision: may this person pass here, now? Pure; reads no clock and records nothing.

The order of objections is pretix's (canceled, blocked, unapproved, time, product, unpaid, rules,
already used), with ours in the place of its rules: invited or entitled, list fresh, open, room.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.checkpoints import Admits, Direction, EntryRule, Level
from kiosk.domain.facts import Facts
from kiosk.domain.people import Ticket, TicketState
from kiosk.domain.verdict import Answer, FirstVisit, NextStep, Reason, Status, Verdict
from kiosk.domain.visits import Visit

_LEVELS = tuple(Level)


Objection = Callable[[Facts, Ticket], Verdict | None]


def decide(facts: Facts) -> Verdict:
    """The verdict for one scan. The ticket that gets furthest counts."""
    if facts.problem is not None:
        return _refuse(facts, facts.problem, _STEPS[facts.problem], **facts.problem_params)
    if facts.person is None or not facts.tickets:
        return _refuse(facts, Reason.INVALID, NextStep.GO_TO_DESK)
    ranked = [_judge(facts, ticket) for ticket in facts.tickets]
    _rank, verdict = max(ranked, key=lambda pair: pair[0])
    return _overridden(facts, verdict)


def _judge(facts: Facts, ticket: Ticket) -> tuple[int, Verdict]:
    """How far this ticket gets in the order of objections, and the verdict on it."""
    for rank, (objection, entry_only) in enumerate(_OBJECTIONS):
        if entry_only and facts.direction is Direction.EXIT:
            continue
        verdict = objection(facts, ticket)
        if verdict is not None:
            return rank, _with_ticket(verdict, ticket)
    admitted = Verdict(
        status=Status.OK,
        answer=Answer.ADMIT,
        direction=facts.direction,
        next_step=_step_in(facts),
    )
    return len(_OBJECTIONS), _with_ticket(admitted, ticket)


def _with_ticket(verdict: Verdict, ticket: Ticket) -> Verdict:
    """What staff must know of the ticket comes with every verdict: it may be overridden."""
    return replace(
        verdict,
        ticket_id=ticket.ticket_id,
        attention=ticket.attention,
        checkin_text=ticket.checkin_text,
    )


def _step_in(facts: Facts) -> NextStep:
    return NextStep.ENTER if facts.direction is Direction.ENTRY else NextStep.NONE


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
    )


def _refuse(facts: Facts, reason: Reason, step: NextStep, /, **params: object) -> Verdict:
    return Verdict(
        status=Status.ERROR,
        answer=Answer.REFUSE,
        direction=facts.direction,
        reason=reason,
        params=params,
        next_step=step,
    )


def _canceled(facts: Facts, ticket: Ticket) -> Verdict | None:
    out = ticket.gone or facts.person is None or facts.person.gone
    if out or ticket.state in (TicketState.CANCELED, TicketState.EXPIRED):
        return _refuse(facts, Reason.CANCELED, NextStep.GO_TO_DESK)
    return None


def _blocked(facts: Facts, ticket: Ticket) -> Verdict | None:
    return _refuse(facts, Reason.BLOCKED, NextStep.GO_TO_DESK) if ticket.blocked else None


def _unapproved(facts: Facts, ticket: Ticket) -> Verdict | None:
    if ticket.state is TicketState.UNAPPROVED:
        return _refuse(facts, Reason.UNAPPROVED, NextStep.GO_TO_DESK)
    return None


def _invalid_time(facts: Facts, ticket: Ticket) -> Verdict | None:
    if ticket.valid_from is not None and facts.now < ticket.valid_from:
        params = {"valid_from": ticket.valid_from}
        return _refuse(facts, Reason.INVALID_TIME, NextStep.COME_BACK, **params)
    if ticket.valid_until is not None and facts.now > ticket.valid_until:
        params = {"valid_until": ticket.valid_until}
        return _refuse(facts, Reason.INVALID_TIME, NextStep.GO_TO_DESK, **params)
    return None


def _product(facts: Facts, ticket: Ticket) -> Verdict | None:
    checkpoint = facts.checkpoint
    if checkpoint.admits is Admits.PRODUCTS and ticket.product not in checkpoint.products:
        products = ", ".join(checkpoint.products)
        verdict = _refuse(facts, Reason.PRODUCT, NextStep.GO_TO_DESK, products=products)
        return replace(verdict, may_override=checkpoint.override)
    return None


def _unpaid(facts: Facts, ticket: Ticket) -> Verdict | None:
    if ticket.state is not TicketState.PENDING or ticket.valid_if_pending:
        return None
    if facts.checkpoint.include_pending and facts.ignore_unpaid:
        return None
    verdict = _refuse(facts, Reason.UNPAID, NextStep.PAY_AT_DESK)
    return replace(verdict, may_override=facts.checkpoint.override)


def _without_right(facts: Facts, _ticket: Ticket) -> Verdict | None:
    checkpoint, rights, person = facts.checkpoint, facts.rights, facts.person
    reason: Reason | None = None
    params: dict[str, object] = {}
    if checkpoint.admits is Admits.INVITED and not rights.invited:
        reason = Reason.NOT_INVITED
        params = {"list_at": facts.list_at} if facts.list_at else {}
    elif checkpoint.admits is Admits.MEMBERS and not (rights.member or rights.invited):
        reason = Reason.NOT_ENTITLED
    elif checkpoint.admits is Admits.ROLES:
        held = set(person.roles) if person else set()
        if not (held & set(checkpoint.roles) or rights.invited):
            reason, params = Reason.NOT_ENTITLED, {"roles": ", ".join(checkpoint.roles)}
    if reason is None:
        return None
    verdict = _refuse(facts, reason, NextStep.GO_TO_DESK, **params)
    return replace(verdict, may_override=checkpoint.override)


def _stale_list(facts: Facts, _ticket: Ticket) -> Verdict | None:
    """An old list cannot be trusted to admit: people may have been taken off it."""
    checkpoint = facts.checkpoint
    by_list = checkpoint.admits in (Admits.INVITED, Admits.MEMBERS)
    if not by_list or checkpoint.stale_after is None:
        return None
    if facts.list_at is not None and facts.now - facts.list_at <= checkpoint.stale_after:
        return None
    params: dict[str, object] = {"list_at": facts.list_at} if facts.list_at else {}
    verdict = _refuse(facts, Reason.STALE_LIST, NextStep.CALL_SUPERVISOR, **params)
    return replace(verdict, answer=Answer.ASK, may_override=checkpoint.override)


def _not_open(facts: Facts, _ticket: Ticket) -> Verdict | None:
    checkpoint = facts.checkpoint
    if not checkpoint.slots:
        return None
    ahead: list[datetime] = []
    closed: list[datetime] = []
    for slot in checkpoint.slots:
        opens = slot.opens - checkpoint.early if slot.opens else None
        if opens and facts.now < opens:
            ahead.append(opens)
        elif slot.closes and facts.now >= slot.closes:
            closed.append(slot.closes)
        else:
            return None
    if ahead:
        verdict = _refuse(facts, Reason.NOT_OPEN, NextStep.COME_BACK, opens=min(ahead))
    else:
        verdict = _refuse(facts, Reason.CLOSED, NextStep.GO_TO_DESK, closes=max(closed))
    return replace(verdict, may_override=checkpoint.override)


def _room_full(facts: Facts, _ticket: Ticket) -> Verdict | None:
    capacity = facts.checkpoint.capacity
    if capacity is None or facts.inside < capacity or _is_inside(facts):
        return None
    params = {"capacity": capacity, "inside": facts.inside}
    verdict = _refuse(facts, Reason.ROOM_FULL, NextStep.CALL_SUPERVISOR, **params)
    return replace(verdict, may_override=facts.checkpoint.override)


def _already(facts: Facts, _ticket: Ticket) -> Verdict | None:
    entries = [v for v in facts.visits if v.direction is Direction.ENTRY]
    match facts.checkpoint.entry:
        case EntryRule.FREE:
            return None
        case EntryRule.ONCE:
            return _used(facts, entries[0]) if entries else None
        case EntryRule.ONCE_PER_DAY:
            today = [v for v in entries if _day(facts, v.at) == _day(facts, facts.now)]
            return _used(facts, today[0]) if today else None
        case EntryRule.RE_ENTRY:
            if not _is_inside(facts):
                return None
            verdict = _used(facts, entries[-1])
            return replace(
                verdict,
                answer=Answer.ASK,
                next_step=NextStep.ASK_IF_LEFT,
                may_override=Level.VOLUNTEER,
            )


def _used(facts: Facts, visit: Visit) -> Verdict:
    verdict = _refuse(facts, Reason.ALREADY_REDEEMED, NextStep.GO_TO_DESK)
    return replace(
        verdict,
        first_visit=FirstVisit(visit.at, visit.station, visit.operator),
        may_override=facts.checkpoint.override,
    )


def _is_inside(facts: Facts) -> bool:
    return bool(facts.visits) and facts.visits[-1].direction is Direction.ENTRY


def _day(facts: Facts, moment: datetime) -> tuple[int, int, int]:
    local = moment.astimezone(facts.timezone)
    return local.year, local.month, local.day


_OBJECTIONS: tuple[tuple[Objection, bool], ...] = (
    (_canceled, False),
    (_blocked, False),
    (_unapproved, False),
    (_invalid_time, True),
    (_product, False),
    (_unpaid, False),
    (_without_right, True),
    (_stale_list, True),
    (_not_open, True),
    (_room_full, True),
    (_already, True),
)
"""Objection, and whether it counts for entries only. The order is the policy; a test pins it."""

_STEPS = dict.fromkeys(Reason, NextStep.GO_TO_DESK) | {
    Reason.UNREADABLE: NextStep.SCAN_AGAIN,
    Reason.AMBIGUOUS: NextStep.CHOOSE_TICKET,
    Reason.ERROR: NextStep.CALL_SUPERVISOR,
    Reason.CONFLICT: NextStep.CALL_SUPERVISOR,
}
