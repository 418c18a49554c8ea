"""Our own check-ins come back from a server and are no others; which two cannot both be right."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule
from kiosk.domain.feed import RemoteVisit
from kiosk.domain.visit_match import OwnPassage, contradicts, repeats

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
ZONE = ZoneInfo("America/Montevideo")
DOOR = Checkpoint("main", {"es": "Entrada"}, source_ref="s/1")
IN, OUT = Direction.ENTRY, Direction.EXIT


def at(**after):
    return NOW + timedelta(**after)


def visit(ref, moment, *, late=False, list_ref="s/1", way=IN):
    return RemoteVisit(ref, "O1-1", list_ref, way, moment, late=late)


def own(entry_id, moment, list_ref="s/1", way=IN):
    return OwnPassage(entry_id, list_ref, way, moment)


@pytest.mark.parametrize(
    ("rule", "apart", "found"),
    [(EntryRule.ONCE, 48, True), (EntryRule.FREE, 1, False), (EntryRule.RE_ENTRY, 1, True),
     (EntryRule.ONCE_PER_DAY, 1, True), (EntryRule.ONCE_PER_DAY, 24, False)],
)  # fmt: skip
def test_two_entries_that_cannot_both_be_right(rule, apart, found):
    door = replace(DOOR, entry=rule)

    assert contradicts(door, at(hours=apart), NOW, ZONE) is found
    assert contradicts(door, NOW, at(hours=apart), ZONE) is found


@pytest.mark.parametrize(
    ("minutes", "cleared"),
    [(-1, False), (0, True), (5, True), (10, True), (11, False)],
    ids=["before", "with the first", "between", "with the second", "after"],
)
@pytest.mark.parametrize("rule", [EntryRule.RE_ENTRY, EntryRule.ONCE])
def test_an_exit_between_clears_where_one_may_come_back(rule, minutes, cleared):
    door, exits = replace(DOOR, entry=rule), [at(minutes=minutes)]
    cleared = cleared and rule is EntryRule.RE_ENTRY

    assert contradicts(door, NOW, at(minutes=10), ZONE, exits) is not cleared
    assert contradicts(door, at(minutes=10), NOW, ZONE, exits) is not cleared


def possible(passages, one, other):
    """Whether in some order of what happened at one moment there is an exit between the two."""
    orders = (o for o in permutations(passages) if [p[0] for p in o] == sorted(p[0] for p in o))
    return any(
        way is OUT
        for order in orders
        for _moment, way, _name in order[
            min(order.index(one), order.index(other)) : max(order.index(one), order.index(other))
        ]
    )


@given(
    st.integers(0, 3), st.integers(0, 3), st.lists(st.tuples(st.integers(0, 3), st.booleans()), max_size=3)
)  # fmt: skip
def test_it_is_what_every_possible_order_says(theirs, ours, others):
    """`others` are further passages: moments, and whether each is an exit."""
    one, other = (theirs, IN, "theirs"), (ours, IN, "ours")
    more = [(when, OUT if out else IN, str(n)) for n, (when, out) in enumerate(others)]
    exits = [at(minutes=when) for when, way, _name in more if way is OUT]
    door = replace(DOOR, entry=EntryRule.RE_ENTRY)

    found = contradicts(door, at(minutes=theirs), at(minutes=ours), ZONE, exits)

    assert found is not possible([one, other, *more], one, other)


@given(st.lists(st.integers(0, 3000), max_size=6), st.lists(st.integers(0, 3000), max_size=6))
def test_each_of_ours_stands_for_one_of_theirs(theirs, ours):
    visits = [visit(str(n), at(milliseconds=ms)) for n, ms in enumerate(theirs)]

    found = repeats(visits, [own(f"e{n}", at(milliseconds=ms)) for n, ms in enumerate(ours)])

    assert len(set(found.values())) == len(found)
    for ref, entry in found.items():
        assert abs(theirs[int(ref)] - ours[int(entry[1:])]) <= 1000
    if set(theirs) == set(ours) and len(set(theirs)) == len(theirs) == len(ours):
        assert len(found) == len(theirs)


@pytest.mark.parametrize(
    ("seconds", "late", "ours"),
    [(0, False, True), (1, False, True), (-1, False, True), (2, False, False), (0, True, True),
     (2, True, True), (90_000, True, True), (-2, True, True), (-60, True, False)],
)  # fmt: skip
def test_a_server_that_stamps_when_it_was_told_brings_ours_at_any_later_time(seconds, late, ours):
    told = visit("1", at(seconds=seconds), late=late)

    assert repeats([told], [own("e1", NOW)]) == ({"1": "e1"} if ours else {})


@pytest.mark.parametrize(("list_ref", "way"), [("s/2", IN), ("s/1", OUT)], ids=["list", "way"])
def test_also_late_ones_are_ours_by_list_and_way_only(list_ref, way):
    told = visit("1", at(hours=1), late=True, list_ref=list_ref, way=way)

    assert repeats([told], [own("e1", NOW)]) == {}


@pytest.mark.parametrize("minutes", [-20, 20], ids=["server behind", "server ahead"])
def test_a_late_one_is_compared_by_the_servers_clock(minutes):
    """With a clock that is wrong our own would else come back from before it happened."""
    ahead = timedelta(minutes=minutes)
    ours = [own("e1", NOW)]

    assert repeats([visit("1", NOW + ahead, late=True)], ours, ahead) == {"1": "e1"}
    assert repeats([visit("1", at(minutes=-1) + ahead, late=True)], ours, ahead) == {}


def test_a_late_one_stands_for_the_last_of_ours_before_it():
    mine = [own("first", NOW), own("second", at(hours=1)), own("third", at(hours=3))]

    assert repeats([visit("1", at(hours=2), late=True)], mine) == {"1": "second"}
