"""Our own policies in short names come to the same trees, and mean what they say."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.rules import build
from kiosk.domain.rules.evaluate import holds
from kiosk.domain.rules.nearest import conditions
from kiosk.domain.rules.parse import parse
from kiosk.domain.rules.tree import ConditionKind as Kind
from kiosk.domain.rules.tree import Variable

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def test_a_built_tree_is_the_one_that_is_read():
    text = json.dumps(
        {
            "and": [
                {"==": [{"var": "invited"}, True]},
                {"or": [{"<": [{"var": "inside"}, 50]}, {"<=": [{"var": "list_age"}, 120]}]},
                {"inList": [{"var": "role"}, {"objectList": [{"lookup": ["role", "f", "Becario"]},
                                                             {"lookup": ["role", "s", "s"]}]}]},
            ]
        }
    )  # fmt: skip

    built = build.both(
        build.equal(build.var(Variable.INVITED), b=True),
        build.either(
            build.less(build.var(Variable.INSIDE), 50),
            build.at_most(build.var(Variable.LIST_AGE), 120),
        ),
        build.among(Variable.ROLE, ("f", "s"), {"f": "Becario"}),
    )

    assert built == parse(text)


@pytest.mark.parametrize(
    "away", [-TICK, timedelta(0), TICK], ids=["just-before", "at", "just-after"]
)
def test_moments_keep_their_precision(world, away):
    here = world(now=NOON + away)

    assert holds(build.after(NOON), here) is (away > timedelta(0))
    assert holds(build.before(NOON), here) is (away < timedelta(0))
    assert holds(build.not_before(NOON), here) is (away >= timedelta(0))


def test_tolerance_widens_both_ways(world):
    early, late = world(now=NOON - timedelta(minutes=9)), world(now=NOON + timedelta(minutes=9))

    assert holds(build.after(NOON, 10), early)
    assert not holds(build.after(NOON, 9), early)
    assert holds(build.before(NOON, 10), late)
    assert not holds(build.before(NOON, 9), late)


@pytest.mark.parametrize(
    ("node", "kind"),
    [
        (build.after(NOON, 5), Kind.AFTER),
        (build.not_before(NOON), Kind.AFTER),
        (build.before(NOON, 5), Kind.BEFORE),
        (build.equal(build.var(Variable.MEMBER), b=True), Kind.MEMBER),
        (build.among(Variable.PRODUCT, ["5"]), Kind.PRODUCT),
        (build.less(build.var(Variable.INSIDE), 50), Kind.PLACES),
        (build.at_most(build.var(Variable.LIST_AGE), 120), Kind.FRESH),
        (build.less(build.var(Variable.ENTRIES_TODAY), 1), Kind.TODAY_MOST),
        (build.equal(build.var(Variable.ENTRY_STATUS), "absent"), Kind.IS_OUTSIDE),
    ],
    ids=lambda part: part if isinstance(part, Kind) else "",
)
def test_what_is_built_can_be_put_in_words(world, node, kind):
    assert [condition.kind for condition in conditions(node, world())] == [kind]


def test_both_of_nothing_holds_and_either_of_nothing_does_not(world):
    assert holds(build.both(), world())
    assert not holds(build.either(), world())


def test_a_full_room_with_somebody_who_is_inside_already(world):
    node = build.either(
        build.less(build.var(Variable.INSIDE), 50),
        build.equal(build.var(Variable.ENTRY_STATUS), "present"),
    )

    assert not holds(node, world(inside=50))
    assert holds(node, world(inside=49))
    assert holds(node, world(inside=50, entries=["2026-10-06T14:00Z"]))
