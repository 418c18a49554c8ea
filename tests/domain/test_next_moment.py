"""The moments at which a refusal may end by itself: all of them, in order, never too many."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, EventDate
from kiosk.domain.checkpoints import Checkpoint, Direction, Slot
from kiosk.domain.facts import Facts
from kiosk.domain.next_moment import MOST, candidates
from kiosk.domain.people import Person, Ticket
from kiosk.domain.rules.tree import Condition, ConditionKind
from kiosk.domain.verdict import Check, Finding
from kiosk.domain.visits import Visit

ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)  # Tuesday 11:00 in Montevideo
END = datetime(2026, 10, 10, 3, 0, tzinfo=UTC)
MIDNIGHTS = [datetime(2026, 10, day, 3, 0, tzinfo=UTC) for day in (7, 8, 9)]


def facts(checkpoint=None, **parts):
    room = checkpoint or Checkpoint("room", {"es": "Sala"})
    return Facts(room, Direction.ENTRY, NOW, ZONE, person=Person("p", "Ana"), **parts)


def finding(kind, **params):
    return (Finding(Check.RULES, None, (Condition(kind, False, params),)),)


def hours(*ahead):
    return [NOW + timedelta(hours=h) for h in ahead]


def entry(at):
    return Visit("e", "p", "room", Direction.ENTRY, at, "Puerta B", "")


def test_without_anything_the_days_begin_anew():
    assert list(candidates(facts(), (), END)) == MIDNIGHTS


def test_an_opening_counts_from_when_people_are_let_in():
    room = Checkpoint(
        "room",
        {"es": "Sala"},
        slots=(Slot(*hours(2, 4)), Slot(*hours(-5, -3))),
        early=timedelta(minutes=20),
    )

    found = candidates(facts(room), (), END)

    assert found[:2] == (NOW + timedelta(minutes=100), NOW + timedelta(hours=4))
    assert all(moment > NOW for moment in found)


def test_a_ticket_and_its_add_ons_begin_to_be_valid():
    (first, second) = hours(1, 3)
    tickets = (Ticket("t", "p", "code", valid_from=second),)
    addons = (Ticket("a", "p", "code-2", valid_from=first),)

    assert candidates(facts(tickets=tickets, addons=addons), (), END)[:2] == (first, second)


def test_a_bound_of_a_rule_is_passed_a_moment_later():
    (bound,) = hours(3)

    found = candidates(facts(), finding(ConditionKind.AFTER, moment=bound), END)

    assert found[0] == bound + timedelta(seconds=1)


def test_a_time_of_day_comes_again_on_the_days_after():
    (bound,) = hours(-2)

    found = candidates(facts(), finding(ConditionKind.AFTER, moment=bound), END)

    again = [bound + timedelta(days=n, seconds=1) for n in (1, 2, 3)]
    assert set(again) <= set(found)


@pytest.mark.parametrize(
    ("kind", "since"),
    [(ConditionKind.SINCE_LAST_LEAST, -1), (ConditionKind.SINCE_FIRST_LEAST, -2)],
    ids=["last", "first"],
)
def test_a_waiting_time_ends(kind, since):
    visits = tuple(entry(at) for at in hours(-2, -1))

    found = candidates(facts(visits=visits), finding(kind, limit=181), END)

    assert found[0] == NOW + timedelta(hours=since, minutes=181)


def test_a_waiting_time_of_nobody_who_entered_has_no_end():
    found = candidates(facts(), finding(ConditionKind.SINCE_LAST_LEAST, limit=181), END)

    assert list(found) == MIDNIGHTS


def test_the_hour_at_which_everybody_is_out_frees_places():
    room = Checkpoint("room", {"es": "Sala"}, everybody_out=time(18, 30))

    assert candidates(facts(room), (), END)[0] == datetime(2026, 10, 6, 21, 30, tzinfo=UTC)


def test_the_events_own_dates_count():
    (doors, start) = hours(1, 2)
    catalogue = Catalogue(dates=(EventDate("1", {}, starts=start, admission=doors),))

    found = candidates(facts(catalogue=catalogue), (), END)

    assert [moment.replace(second=0) for moment in found[:2]] == [doors, start]


def test_when_the_event_is_over_there_is_nothing_to_wait_for():
    assert candidates(facts(), (), NOW) == ()
    assert candidates(facts(), (), NOW - timedelta(days=3)) == ()


VALUES = st.one_of(
    st.none(), st.integers(), st.text(max_size=3), st.datetimes(timezones=st.just(UTC))
)


@given(st.lists(st.tuples(st.sampled_from(ConditionKind), VALUES), max_size=80))
def test_whatever_a_rule_asks_the_moments_are_few_ahead_and_in_order(asked):
    conditions = tuple(
        Condition(kind, False, {"moment": value, "limit": value}) for kind, value in asked
    )

    found = candidates(facts(visits=(entry(NOW),)), (Finding(Check.RULES, None, conditions),), END)

    assert len(found) <= MOST
    assert list(found) == sorted(set(found))
    assert all(NOW < moment < END for moment in found)
