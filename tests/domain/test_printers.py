"""Which printer takes a job: by role, by pool, the fallback only after patience and never in a loop."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.printers import (
    PATIENCE,
    Choice,
    Condition,
    Held,
    Printer,
    choose,
    fallback_of,
    members,
    named,
    target_for,
)

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
LEFT = Printer("left", "ipp://left", pool="hall", fallback="office")
RIGHT = Printer("right", "ipp://right", name="Derecha", pool="hall")
STAFF = Printer("staff", "zpl://staff", roles=("staff", "speaker"))
OFFICE = Printer("office", "cups:office", fallback="left")
ALL = (STAFF, LEFT, RIGHT, OFFICE)
LONG_DOWN = Condition(down_since=NOW - PATIENCE, rest_until=NOW + timedelta(seconds=1))
JUST_DOWN = Condition(down_since=NOW, rest_until=NOW + timedelta(seconds=1))


def taker(target, **known):
    choice = choose(target, ALL, known, NOW)
    return choice.printer.id if choice.printer else None


@pytest.mark.parametrize(
    ("roles", "target"), [(("speaker",), "staff"), (("newcomer",), "hall"), ((), "hall")]
)
def test_a_role_leads_to_its_printer(roles, target):
    assert target_for(ALL, roles) == target


def test_where_every_printer_has_roles_the_first_takes_the_others():
    assert target_for((STAFF,), ("newcomer",)) == "staff"
    assert target_for((), ("newcomer",)) == ""


def test_a_target_is_a_pool_an_id_or_a_uri():
    assert members(ALL, "hall") == (LEFT, RIGHT)
    assert members(ALL, "staff") == (STAFF,)
    assert members(ALL, "zpl://staff") == (STAFF,)
    assert members(ALL, "folder:/x") == (Printer("folder:/x", "folder:/x"),)
    assert members(ALL, "nobody") == ()


def test_a_printer_is_named_by_id_before_uri():
    assert named(ALL, "cups:office") is OFFICE
    assert named(ALL, "?") is None
    assert (RIGHT.title, LEFT.title) == ("Derecha", "left")


def test_the_next_free_one_of_a_pool_takes_the_job():
    assert taker("hall") == "left"
    assert taker("hall", left=Condition(busy=True)) == "right"
    assert taker("hall", left=Condition(paused_by="Ana")) == "right"
    assert taker("hall", left=JUST_DOWN) == "right"


def test_a_busy_printer_is_waited_for():
    choice = choose("staff", ALL, {"staff": Condition(busy=True)}, NOW)

    assert choice == Choice(held=Held.BUSY, by=STAFF)


def test_the_fallback_waits_until_each_printer_of_the_target_is_given_up():
    assert taker("hall", left=LONG_DOWN, right=JUST_DOWN) is None
    assert taker("hall", left=LONG_DOWN, right=Condition(busy=True)) is None
    assert taker("hall", left=LONG_DOWN, right=LONG_DOWN) == "office"


def test_a_printer_that_was_given_up_is_tried_again_after_its_rest():
    rested = Condition(down_since=NOW - PATIENCE, rest_until=NOW)

    assert taker("hall", left=rested, right=LONG_DOWN) == "left"


def test_a_pause_is_no_reason_for_the_fallback():
    known = {
        "left": Condition(paused_by="Ana", down_since=NOW - PATIENCE),
        "right": Condition(paused_by="Ana"),
    }

    assert choose("hall", ALL, known, NOW) == Choice(held=Held.PAUSED, by=LEFT)


def test_fallbacks_that_lead_to_each_other_end():
    down = dict.fromkeys(("left", "right", "office"), LONG_DOWN)

    assert choose("office", ALL, down, NOW) == Choice(held=Held.DOWN, by=OFFICE)


def test_a_pool_member_is_no_fallback_of_its_own_pool():
    inner = (Printer("a", "folder:a", pool="p", fallback="b"), Printer("b", "folder:b", pool="p"))

    assert fallback_of(inner, "p") == ""
    assert fallback_of(inner, "a") == "b"
    assert fallback_of(ALL, "hall") == "office"


def test_a_target_of_nobody_waits_and_says_so():
    assert choose("gone", ALL, {}, NOW) == Choice(held=Held.NO_PRINTER)


moments = st.none() | st.integers(-60, 60).map(lambda seconds: NOW + timedelta(seconds=seconds))
conditions = st.builds(
    Condition,
    busy=st.booleans(),
    paused_by=st.sampled_from(["", "Ana"]),
    down_since=moments,
    rest_until=moments,
)
ids = st.sampled_from(["a", "b", "c"])
printers = st.lists(
    st.builds(
        Printer,
        id=ids,
        uri=st.just("folder:"),
        pool=st.sampled_from(["", "p", "q"]),
        fallback=st.sampled_from(["", "a", "b", "c"]),
    ),
    max_size=3,
    unique_by=lambda printer: printer.id,
)


@given(printers, st.sampled_from(["a", "b", "p", "q", "x:"]), st.dictionaries(ids, conditions))
def test_whatever_is_known_the_taker_is_free_and_no_choice_goes_on_for_ever(some, target, known):
    choice = choose(target, some, known, NOW)

    assert (choice.printer is None) is (choice.held is not None)
    if choice.printer is not None:
        condition = known.get(choice.printer.id, Condition())
        assert not condition.busy
        assert not condition.paused_by
        assert condition.rest_until is None or condition.rest_until <= NOW
