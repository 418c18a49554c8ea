"""Who may enter where by right: nothing that only the hour or the crowd decides."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, Direction, EntryRule, Slot
from kiosk.domain.entitled import is_open_to_all, slots_open_to
from kiosk.domain.facts import Facts, Rights
from kiosk.domain.people import Person, Ticket, TicketState

NOTHING = Rights()
NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
PLAIN = Ticket("t", "p", "c")
MORNING = Slot(NOON - timedelta(hours=3), NOON)
EVENING = Slot(NOON + timedelta(hours=6), NOON + timedelta(hours=8))


def slots(tickets=(PLAIN,), rights=NOTHING, has_roles=(), addons=(), **policy):
    place = Checkpoint("room", {"es": "Sala"}, **policy)
    person = Person("p", "Ana", roles=has_roles)
    facts = Facts(place, Direction.ENTRY, NOON, UTC, person, tickets, rights=rights, addons=addons)
    return slots_open_to(facts)


@pytest.mark.parametrize(
    ("policy", "has", "open_"),
    [
        ({}, {}, True),
        ({"admits": Admits.INVITED}, {}, False),
        ({"admits": Admits.INVITED}, {"rights": Rights(invited=True)}, True),
        ({"admits": Admits.INVITED}, {"rights": Rights(invited=True, withdrawn=True)}, False),
        ({"admits": Admits.MEMBERS}, {"rights": Rights(member=True)}, True),
        ({"admits": Admits.ROLES, "roles": ("fellow",)}, {"has_roles": ("fellow",)}, True),
        ({"admits": Admits.ROLES, "roles": ("fellow",)}, {"has_roles": ("board",)}, False),
        ({"admits": Admits.PRODUCTS, "products": ("gala",)}, {}, False),
        ({"admits": Admits.PRODUCTS, "products": ("gala",)}, {"tickets": (Ticket("t", "p", "c", product="gala"),)}, True),
        ({"date": "monday"}, {"tickets": (Ticket("t", "p", "c", date_id="tuesday"),)}, False),
        ({"rules": '{"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "7", "x"]}]}]}'}, {}, False),
        ({"rules": "no JSON logic: refuses"}, {}, False),
        ({}, {"tickets": (Ticket("t", "p", "c", TicketState.CANCELED),)}, False),
        ({}, {"tickets": (Ticket("t", "p", "c", blocked=True),)}, False),
        ({}, {"tickets": (Ticket("t", "p", "c", TicketState.PENDING),)}, True),
        ({}, {"tickets": ()}, False),
        ({"capacity": 1, "entry": EntryRule.ONCE}, {}, True),
    ],
)  # fmt: skip
def test_who_may_enter(policy, has, open_):
    assert bool(slots(**has, **policy)) is open_


def test_each_opening_is_judged_at_its_own_beginning():
    until_noon = (Ticket("t", "p", "c", valid_until=NOON),)

    assert slots(slots=(MORNING, EVENING)) == (MORNING, EVENING)
    assert slots(until_noon, slots=(MORNING, EVENING)) == (MORNING,)


def test_any_of_the_tickets_will_do_and_add_ons_where_the_checkpoint_looks_at_them():
    gala = {"admits": Admits.PRODUCTS, "products": ("gala",)}
    plain, addon = Ticket("t", "p", "c"), Ticket("g", "p", "d", product="gala", parent_id="t")

    assert slots((plain, addon), **gala)
    assert not slots((plain,), addons=(addon,), **gala)
    assert slots((plain,), addons=(addon,), addon_match=True, **gala)


@pytest.mark.parametrize(
    ("policy", "open_"),
    [
        ({}, True),
        ({"capacity": 10}, True),
        ({"admits": Admits.INVITED}, False),
        ({"products": ("gala",)}, False),
        ({"rules": "{}"}, False),
        ({"date": "monday"}, False),
    ],
)
def test_what_is_open_to_all(policy, open_):
    assert is_open_to_all(Checkpoint("room", {"es": "Sala"}, **policy)) is open_
