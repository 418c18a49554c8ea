"""Which doors are open to a person by right, whatever the hour; pure, reads nothing.

A badge is read for days: that a room is full, or has been entered already, or opens later, or that
the list is old or the fee still unpaid, is the door's to say at that moment.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.checkpoints import Admits, Checkpoint, Slot
from kiosk.domain.facts import Facts
from kiosk.domain.objections import case_of, object_to
from kiosk.domain.people import Ticket
from kiosk.domain.verdict import Check

_BY_RIGHT = (
    Check.STATE,
    Check.BLOCKED,
    Check.APPROVED,
    Check.TIME,
    Check.PRODUCT,
    Check.DATE,
    Check.RIGHT,
    Check.RULES,
)
"""The steps of the decision that ask who somebody is, in its order."""


def is_open_to_all(checkpoint: Checkpoint) -> bool:
    """Whether everybody with a valid ticket may enter there."""
    asks = (checkpoint.products, checkpoint.date, checkpoint.rules)
    return checkpoint.admits is Admits.EVERYONE and not any(asks)


def slots_open_to(facts: Facts) -> tuple[Slot, ...]:
    """The openings of the checkpoint to which one of the tickets lets the person in.

    Each is judged at its own beginning, `facts.now` where it has none. A checkpoint without hours
    has one opening without ends.
    """
    slots = facts.checkpoint.slots or (Slot(),)
    return tuple(slot for slot in slots if _may(facts, slot.opens or facts.now))


def _may(facts: Facts, at: datetime) -> bool:
    then = replace(facts, now=at)
    return any(_fits(then, ticket) for ticket in _tickets(facts))


def _tickets(facts: Facts) -> Iterable[Ticket]:
    return (*facts.tickets, *facts.addons) if facts.checkpoint.addon_match else facts.tickets


def _fits(facts: Facts, ticket: Ticket) -> bool:
    case = case_of(facts, ticket)
    return all(object_to(check, case) is None for check in _BY_RIGHT)
