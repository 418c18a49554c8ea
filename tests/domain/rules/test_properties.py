"""Whatever the rule and whoever comes: an answer or a RuleError, and explanations that agree."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.domain.catalogue import EventDate
from kiosk.domain.checkpoints import Direction
from kiosk.domain.rules.evaluate import KNOWN, evaluate, holds
from kiosk.domain.rules.moments import KINDS
from kiosk.domain.rules.nearest import conditions, nearest
from kiosk.domain.rules.parse import parse, problems
from kiosk.domain.rules.tree import ConditionKind, RuleError, Variable, World
from kiosk.domain.visits import Visit

ZONES = ["America/Montevideo", "America/Santiago", "Europe/Berlin", "Pacific/Apia", "UTC"]
NOW = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)

moments = st.datetimes(
    datetime(2026, 3, 1),  # noqa: DTZ001  hypothesis puts the zone on
    datetime(2026, 11, 1),  # noqa: DTZ001  as above
    timezones=st.just(UTC),
) | st.just(NOW)
dates = st.builds(
    EventDate,
    id=st.sampled_from(["", "11"]),
    starts=st.none() | moments,
    ends=st.none() | moments,
    admission=st.none() | moments,
)
visits = st.lists(st.tuples(moments, st.sampled_from(Direction)), max_size=12).map(
    lambda marks: tuple(
        Visit(f"e{n:02}", "p1", "room", direction, at)
        for n, (at, direction) in enumerate(sorted(marks, key=lambda mark: mark[0]))
    )
)
worlds = st.builds(
    World,
    now=moments,
    timezone=st.sampled_from(ZONES).map(ZoneInfo),
    visits=visits,
    product=st.sampled_from(["", "5"]),
    variation=st.sampled_from(["", "7"]),
    gate=st.sampled_from(["", "2"]),
    date=st.none() | dates,
    whole=dates,
    roles=st.sampled_from([(), ("fellow",), ("fellow", "staff")]),
    invited=st.booleans(),
    member=st.booleans(),
    inside=st.integers(0, 60),
    list_at=st.none() | moments,
)

scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from(
        [*Variable, *KINDS, "5", "present", "2026-10-06T12:00", "9999-12-31T23:59:59Z",
         "0001-01-01T00:00:00", "02:30", "1e999", "", "\ud800"]
    )
    | st.text(max_size=8)
)  # fmt: skip
names = st.sampled_from([*sorted(KNOWN), *KINDS]) | st.text(max_size=4)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(names, inner | st.lists(inner, max_size=4), min_size=1, max_size=1)
        | st.dictionaries(names, inner, max_size=2)
    ),
    max_leaves=25,
)
objects = st.dictionaries(names, anything | st.lists(anything, max_size=4), max_size=2)


def variable(name):
    return {"var": name}


counted = st.sampled_from(
    [variable(name) for name in Variable if name.startswith(("entries_", "minutes_"))]
    + [variable("inside"), variable("list_age"), variable("now_isoweekday")]
)
leaves = st.one_of(
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), counted, st.integers(-2, 6)).map(
        lambda t: {t[0]: [t[1], t[2]]}
    ),
    st.tuples(st.sampled_from(["isAfter", "isBefore"]), moments, st.integers(0, 90)).map(
        lambda t: {t[0]: [variable("now"), {"buildTime": ["custom", t[1].isoformat()]}, t[2]]}
    ),
    st.sampled_from(["product", "gate", "role", "date"]).map(
        lambda name: {"inList": [variable(name), ["5", "fellow", "11"]]}
    ),
    st.sampled_from(["invited", "member"]).map(lambda name: {"==": [variable(name), True]}),
    st.just({"==": [variable("entry_status"), "absent"]}),
)
sound = st.recursive(
    leaves,
    lambda inner: st.dictionaries(
        st.sampled_from(["and", "or"]), st.lists(inner, max_size=3), min_size=1, max_size=1
    ),
    max_leaves=8,
)


def outcome(ask, *args):
    """What it answers, or the RuleError, which always says something."""
    try:
        return ask(*args)
    except RuleError as error:
        if not error.what:
            raise
        return error


def tree_of(data):
    return parse(json.dumps(data))


@given(data=objects, world=worlds)
def test_nothing_but_a_rule_error_comes_out_of_any_rule(data, world):
    tree = tree_of(data)
    problems(tree)
    conditions(tree, world)
    passes = outcome(holds, tree, world)
    found = nearest(tree, world)

    if isinstance(passes, RuleError):
        assert (found.kind, found.met) == (ConditionKind.BROKEN, None)
    else:
        assert (found is None) is passes


@given(text=st.text() | st.text(alphabet='{}[]",:01andor ', max_size=40))
def test_any_text_is_a_rule_or_refused(text):
    outcome(parse, text)


@given(op=st.sampled_from(sorted(KNOWN)), args=st.lists(anything, max_size=3), world=worlds)
def test_every_operator_stands_any_arguments(op, args, world):
    outcome(evaluate, tree_of({op: args}), world)


@given(data=sound, world=worlds)
def test_a_condition_is_named_exactly_where_the_rule_does_not_hold(data, world):
    tree = tree_of(data)

    found = nearest(tree, world)

    assert (found is None) is holds(tree, world)
    assert found is None or found.met is False
    assert found is None or found in [c for c in _ungrouped(tree, world) if not c.met]


def _ungrouped(tree, world):
    return [replace(condition, group=0) for condition in conditions(tree, world)]


@given(data=sound, world=worlds)
def test_the_rule_holds_exactly_where_one_alternative_is_met(data, world):
    tree = tree_of(data)
    found = conditions(tree, world)
    assume(found)

    alternatives = [list(group) for _n, group in groupby(found, key=lambda c: c.group)]

    assert any(all(c.met for c in alternative) for alternative in alternatives) is holds(
        tree, world
    )


@given(data=sound, world=worlds)
def test_what_can_be_evaluated_has_no_broken_leaf(data, world):
    assert all(condition.met is not None for condition in conditions(tree_of(data), world))


@given(data=sound, world=worlds, chance=st.randoms(use_true_random=False))
def test_the_order_in_which_visits_came_does_not_matter(data, world, chance):
    shuffled = list(world.visits)
    chance.shuffle(shuffled)
    again = replace(world, visits=tuple(sorted(shuffled, key=lambda v: (v.at, v.entry_id))))

    assert holds(tree_of(data), again) is holds(tree_of(data), world)
    assert conditions(tree_of(data), again) == conditions(tree_of(data), world)


@given(data=sound, world=worlds, zone=st.sampled_from(ZONES))
def test_it_does_not_matter_in_which_zone_moments_are_written(data, world, zone):
    away = ZoneInfo(zone)
    moved = tuple(replace(visit, at=visit.at.astimezone(away)) for visit in world.visits)
    again = replace(world, now=world.now.astimezone(away), visits=moved)

    assert holds(tree_of(data), again) is holds(tree_of(data), world)


@given(world=worlds)
def test_days_and_today_are_those_that_are_counted_one_by_one(world):
    entries = [visit.at for visit in world.visits if visit.direction is Direction.ENTRY]
    days = [at.astimezone(world.timezone).date() for at in entries]
    today = world.now.astimezone(world.timezone).date()

    assert evaluate(tree_of(variable("entries_days")), world) == len(set(days))
    assert evaluate(tree_of(variable("entries_today")), world) == days.count(today)


@pytest.mark.parametrize("zone", ZONES)
def test_a_thousand_visits_are_counted_right(zone):
    marks = [NOW - timedelta(hours=7 * n, minutes=n % 60) for n in range(1000)]
    here = World(
        NOW,
        ZoneInfo(zone),
        tuple(Visit(f"{at}", "p1", "room", Direction.ENTRY, at) for at in sorted(marks)),
    )
    days = [at.astimezone(ZoneInfo(zone)).date() for at in marks]
    since = {"buildTime": ["custom", "2026-06-01T00:00Z"]}
    late = [day for at, day in zip(marks, days, strict=True)
            if at >= datetime(2026, 6, 1, tzinfo=UTC)]  # fmt: skip

    assert evaluate(tree_of(variable("entries_days")), here) == len(set(days))
    assert evaluate(tree_of({"entries_since": [since]}), here) == len(late)
    assert evaluate(tree_of({"entries_days_since": [since]}), here) == len(set(late))
