"""Which badge somebody gets: the event's rules, the station's paper, the source's assignment."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.badge_choice import choose, main_ticket, product_of
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.event import BadgeUse, Event
from kiosk.domain.people import Person, Ticket, TicketState

USES = (
    BadgeUse("assembly", roles=("board",)),
    BadgeUse(products=("Visita", "remote")),
    BadgeUse("press", roles=("press",), products=("press-pass",)),
)
CATALOGUE = Catalogue(products=(Product("9", {"es": "Visita", "en": "Visit"}),))
EVENT = Event(
    *("e", {"es": "E"}, ZoneInfo("UTC"), date(2026, 1, 1), date(2026, 1, 2), "EEE"),
    badge_layout="a6",
    badge_uses=USES,
    catalogue=CATALOGUE,
)
NAMED = Ticket("t", "p", "c", product="Visit")
PLAIN = replace(EVENT, badge_uses=())


def ticket(product="", **more):
    return Ticket(f"t-{product}", "p", "c", **({"product_id": product} | more))


def chosen(*tickets, roles=(), station="", assigned=None, event=EVENT):
    return choose(event, Person("p", "Ana", roles=roles), tickets, station, assigned or {}).layout


@pytest.mark.parametrize(
    ("tickets", "roles", "layout"),
    [
        ((), (), "a6"),
        ((), ("board",), "assembly"),
        ((), ("fellow", "board"), "assembly"),
        ((ticket("remote"),), (), None),
        ((ticket("9"),), (), None),
        ((NAMED,), (), None),
        ((ticket("press-pass"),), (), "press"),
        ((ticket("remote"),), ("board",), "assembly"),
        ((ticket("remote"), ticket("x")), (), None),
        ((ticket("x"),), (), "a6"),
    ],
)
def test_the_first_rule_that_fits_counts(tickets, roles, layout):
    assert chosen(*tickets, roles=roles) == layout
    assert choose(EVENT, Person("p", "A", roles=roles), tickets, "", {}).printed is (
        layout is not None
    )


def test_rules_beat_the_station_and_the_station_the_event():
    assert chosen(roles=("board",), station="4x3in") == "assembly"
    assert chosen(station="4x3in") == "4x3in"


@pytest.mark.parametrize(
    ("products", "station", "layout"),
    [
        (("1",), "", "pretix:1"),
        (("1",), "4x3in", "4x3in"),
        (("2",), "", None),
        (("2",), "4x3in", None),
        (("3",), "", "a6"),
        (("2", "1"), "", "pretix:1"),
        (("2", "3"), "", "a6"),
    ],
)
def test_the_sources_assignments(products, station, layout):
    assigned = {"1": "pretix:1", "2": None}

    assert chosen(*map(ticket, products), station=station, assigned=assigned, event=PLAIN) == layout


def test_neither_add_ons_nor_canceled_tickets_decide_while_there_is_another():
    assigned = {"1": "pretix:1", "2": None}
    addon = ticket("1", parent_id="t-2")
    canceled = ticket("1", state=TicketState.CANCELED)

    assert chosen(ticket("2"), addon, canceled, assigned=assigned, event=PLAIN) is None
    assert chosen(canceled, assigned=assigned, event=PLAIN) == "pretix:1"


def test_the_main_ticket():
    pending, paid = ticket("1", state=TicketState.PENDING), ticket("2")
    addon, gone = ticket("3", parent_id="t-2"), ticket("4", gone=True)

    assert main_ticket([gone, pending, addon, paid]) is paid
    assert main_ticket([gone, pending]) is pending
    assert main_ticket([]) is None


def test_a_product_known_by_name_alone_has_the_catalogues_id():
    assert product_of(NAMED, CATALOGUE) == "9"
    assert product_of(replace(NAMED, product="Gala"), CATALOGUE) == "Gala"


@given(
    st.lists(st.sampled_from(["1", "2", "9", ""]).map(ticket), max_size=4),
    st.sets(st.sampled_from(["board", "press", "fellow"])).map(sorted),
)
def test_without_rules_and_assignments_everybody_has_the_events_badge(tickets, roles):
    assert chosen(*tickets, roles=tuple(roles), event=PLAIN) == "a6"
