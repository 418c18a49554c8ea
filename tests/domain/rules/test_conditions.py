"""A tree taken apart: what each leaf asks, whether it is met, and to which alternative it belongs."""

from datetime import UTC, datetime

import pytest

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.nearest import MOST_GROUPS, conditions
from kiosk.domain.rules.tree import Condition
from kiosk.domain.rules.tree import ConditionKind as Kind

DAY = datetime(2026, 10, 6, 3, 0, tzinfo=UTC)
LOADED = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)
SINCE = {"buildTime": ["date_from"]}
MINUTES = {"var": "minutes_since_last_entry"}
FIRST = {"var": "minutes_since_first_entry"}
NUMBER = {"var": "entries_number"}


def v(name):
    return {"var": name}


@pytest.mark.parametrize(
    ("data", "kind", "met", "params"),
    [
        ({"inList": [v("product"), {"objectList": [{"lookup": ["product", 5, "Full"]}]}]},
         Kind.PRODUCT, True, {"names": ("Full",)}),
        ({"inList": [v("product"), {"objectList": [{"lookup": ["product", 6, ""]}]}]},
         Kind.PRODUCT, False, {"names": ("6",)}),
        ({"inList": [v("product"), {"objectList": [{"lookup": ["product", 6]}, "8", "8"]}]},
         Kind.PRODUCT, False, {"names": ("6", "8")}),
        ({"inList": [v("variation"), ["7"]]}, Kind.VARIATION, True, {"names": ("7",)}),
        ({"==": [v("product"), 5]}, Kind.PRODUCT, True, {"names": ("5",)}),
        ({"==": [5, v("product")]}, Kind.PRODUCT, True, {"names": ("5",)}),
        ({"===": [v("gate"), "1"]}, Kind.GATE, False, {"names": ("1",)}),
        ({"==": [v("date"), "9"]}, Kind.DATE, False, {"names": ("9",)}),
        ({"inList": [v("role"), ["fellow"]]}, Kind.ROLE, True, {"names": ("fellow",)}),
        ({"!=": [v("product"), 5]}, Kind.OTHER, False, {"what": "product"}),
        ({"<": [NUMBER, 3]}, Kind.ENTRIES_MOST, True, {"limit": 3, "value": 2}),
        ({">": [3, NUMBER]}, Kind.ENTRIES_MOST, True, {"limit": 3, "value": 2}),
        ({"<=": [NUMBER, "1"]}, Kind.ENTRIES_MOST, False, {"limit": 2, "value": 2}),
        ({"<": [NUMBER, 2.5]}, Kind.ENTRIES_MOST, True, {"limit": 3, "value": 2}),
        ({">": [NUMBER, 2]}, Kind.ENTRIES_LEAST, False, {"limit": 3, "value": 2}),
        ({">=": [NUMBER, 2]}, Kind.ENTRIES_LEAST, True, {"limit": 2, "value": 2}),
        ({"<=": [2, NUMBER]}, Kind.ENTRIES_LEAST, True, {"limit": 2, "value": 2}),
        ({"==": [NUMBER, 0]}, Kind.ENTRIES_MOST, False, {"limit": 1, "value": 2}),
        ({"==": [NUMBER, 1]}, Kind.ENTRIES_MOST, False, {"limit": 2, "value": 2}),
        ({"==": [NUMBER, 3]}, Kind.ENTRIES_LEAST, False, {"limit": 3, "value": 2}),
        ({"==": [NUMBER, 2.5]}, Kind.OTHER, False, {"what": "entries_number"}),
        ({"!=": [NUMBER, 0]}, Kind.ENTRIES_LEAST, True, {"limit": 1, "value": 2}),
        ({"!=": [NUMBER, 2]}, Kind.OTHER, False, {"what": "entries_number"}),
        ({"<": [0, NUMBER, 9]}, Kind.OTHER, True, {"what": "<"}),
        ({"!!": [NUMBER]}, Kind.OTHER, True, {"what": "entries_number"}),
        ({"<": [v("entries_today"), 1]}, Kind.TODAY_MOST, False, {"limit": 1, "value": 1}),
        ({">": [v("entries_today"), 0]}, Kind.TODAY_LEAST, True, {"limit": 1, "value": 1}),
        ({"<": [v("entries_days"), 2]}, Kind.DAYS_MOST, False, {"limit": 2, "value": 2}),
        ({">=": [v("entries_days"), 3]}, Kind.DAYS_LEAST, False, {"limit": 3, "value": 2}),
        ({"<": [{"entries_since": [SINCE]}, 1]}, Kind.WITHIN_MOST, False,
         {"limit": 1, "value": 1, "since": DAY}),
        ({">=": [{"entries_since": [SINCE]}, 1]}, Kind.WITHIN_LEAST, True,
         {"limit": 1, "value": 1, "since": DAY}),
        ({"<": [{"entries_before": [SINCE]}, 1]}, Kind.WITHIN_MOST, False,
         {"limit": 0, "value": 1, "before": DAY}),
        ({"<": [{"entries_days_since": [SINCE]}, 2]}, Kind.DAYS_MOST, True,
         {"limit": 2, "value": 1, "since": DAY}),
        ({">": [{"entries_days_before": [SINCE]}, 1]}, Kind.DAYS_LEAST, False,
         {"limit": 2, "value": 1, "before": DAY}),
        ({">": [MINUTES, 30]}, Kind.SINCE_LAST_LEAST, True, {"limit": 31, "value": 60}),
        ({">=": [MINUTES, 90]}, Kind.SINCE_LAST_LEAST, False, {"limit": 90, "value": 60}),
        ({"<": [MINUTES, 90]}, Kind.SINCE_LAST_MOST, True, {"limit": 89, "value": 60}),
        ({"<=": [FIRST, 90]}, Kind.SINCE_FIRST_MOST, False, {"limit": 90, "value": 1500}),
        ({">": [FIRST, 90]}, Kind.SINCE_FIRST_LEAST, True, {"limit": 91, "value": 1500}),
        ({"<=": [MINUTES, -1]}, Kind.ENTRIES_MOST, False, {"limit": 1, "value": 2}),
        ({"<": [MINUTES, 0]}, Kind.ENTRIES_MOST, False, {"limit": 1, "value": 2}),
        ({"==": [FIRST, -1]}, Kind.ENTRIES_MOST, False, {"limit": 1, "value": 2}),
        ({">": [MINUTES, -1]}, Kind.ENTRIES_LEAST, True, {"limit": 1, "value": 2}),
        ({"!=": [MINUTES, -1]}, Kind.ENTRIES_LEAST, True, {"limit": 1, "value": 2}),
        ({"==": [v("entry_status"), "present"]}, Kind.IS_INSIDE, True, {}),
        ({"==": [v("entry_status"), "absent"]}, Kind.IS_OUTSIDE, False, {}),
        ({"!=": [v("entry_status"), "present"]}, Kind.IS_OUTSIDE, False, {}),
        ({"inList": [v("entry_status"), ["present"]]}, Kind.IS_INSIDE, True, {}),
        ({"==": [v("entry_status"), "away"]}, Kind.OTHER, False, {"what": "entry_status"}),
        ({"==": [v("invited"), True]}, Kind.INVITED, True, {}),
        (v("invited"), Kind.INVITED, True, {}),
        ({"!!": [v("member")]}, Kind.MEMBER, False, {}),
        ({"!=": [v("member"), False]}, Kind.MEMBER, False, {}),
        ({"==": [v("invited"), False]}, Kind.OTHER, False, {"what": "invited"}),
        ({"<": [v("inside"), 50]}, Kind.PLACES, False, {"capacity": 50, "inside": 50}),
        ({"<=": [v("inside"), 50]}, Kind.PLACES, True, {"capacity": 51, "inside": 50}),
        ({">": [v("inside"), 50]}, Kind.OTHER, False, {"what": "inside"}),
        ({"<=": [v("list_age"), 120]}, Kind.FRESH, True, {"minutes": 120, "list_at": LOADED}),
        ({"<": [v("list_age"), 60]}, Kind.FRESH, False, {"minutes": 59, "list_at": LOADED}),
        ({"==": [v("now_isoweekday"), 2]}, Kind.WEEKDAY, True, {"days": (2,)}),
        ({">": [v("now_isoweekday"), 5]}, Kind.WEEKDAY, False, {"days": (6, 7)}),
        ({"!=": [v("now_isoweekday"), 2]}, Kind.WEEKDAY, False, {"days": (1, 3, 4, 5, 6, 7)}),
        ({"inList": [v("now_isoweekday"), [1, "2"]]}, Kind.WEEKDAY, True, {"days": (1, 2)}),
        ({"isAfter": [v("now"), SINCE]}, Kind.AFTER, True, {"moment": DAY}),
        ({">=": [v("now"), SINCE]}, Kind.AFTER, True, {"moment": DAY}),
        ({">": [SINCE, v("now")]}, Kind.BEFORE, False, {"moment": DAY}),
        ({"isBefore": [v("now"), SINCE, None]}, Kind.BEFORE, False, {"moment": DAY}),
        ({"==": [v("now"), SINCE]}, Kind.OTHER, False, {"what": "now"}),
        ({"isAfter": [SINCE, SINCE]}, Kind.OTHER, False, {"what": "isAfter"}),
        ({"!": [v("invited")]}, Kind.OTHER, False, {"what": "!"}),
        ({"and": [True]}, Kind.OTHER, True, {"what": "True"}),
        ({"or": []}, Kind.OTHER, False, {"what": "or"}),
        ({"log": []}, Kind.BROKEN, None, {"what": "log"}),
        ({"<": [v("shoe_size"), 42]}, Kind.BROKEN, None, {"what": "var shoe_size"}),
        ({"<": [v("variation"), None]}, Kind.BROKEN, None, {"what": "<"}),
    ],
    ids=lambda part: str(part)[:70] if isinstance(part, dict) else str(part),
)  # fmt: skip
def test_a_leaf_and_what_it_asks(rule, world, data, kind, met, params):
    here = world(
        entries=["2026-10-05T14:00Z", "2026-10-06T14:00Z"],
        whole=EventDate("", {}, starts=DAY),
        roles=("staff", "fellow"),
        invited=True,
        inside=50,
        list_at=LOADED,
    )

    assert conditions(rule(data), here) == (Condition(kind, met, params),)


def test_a_list_that_was_never_loaded(rule, world):
    (found,) = conditions(rule({"<=": [v("list_age"), 120]}), world())

    assert (found.kind, found.met, found.params["list_at"]) == (Kind.FRESH, False, None)


def test_the_end_of_the_calendar_can_be_shown(rule, world):
    forever = {"buildTime": ["custom", "9999-12-31T23:59:59Z"]}
    tree = rule({"isBefore": [v("now"), forever, 10]})

    (found,) = conditions(tree, world(zone="Asia/Tokyo"))

    assert (found.kind, found.met) == (Kind.BEFORE, True)
    assert found.params["moment"].year == 9999


def test_a_leaf_that_words_fail_for_is_still_judged(rule, world):
    tree = rule({"or": [{"==": [v("now_isoweekday"), {"if": [v("invited"), {"x": 1}, 2]}]}]})

    (found,) = conditions(tree, world())

    assert (found.kind, found.met) == (Kind.WEEKDAY, True)


YES, NO, MAYBE = {"==": [1, 1]}, {"!": [1]}, {"x": []}


@pytest.mark.parametrize(
    ("data", "groups"),
    [
        ({"and": [YES, NO]}, [[True, False]]),
        ({"or": [YES, NO]}, [[True], [False]]),
        ({"and": [YES, {"or": [NO, MAYBE]}]}, [[True, False], [True, None]]),
        ({"or": [{"and": [YES, NO]}, MAYBE]}, [[True, False], [None]]),
        ({"and": [{"or": [YES, NO]}, {"or": [NO, YES]}]},
         [[True, False], [True, True], [False, False], [False, True]]),
        ({"and": [{"and": [YES, {"and": [NO]}]}, YES]}, [[True, False, True]]),
        ({"or": [{"or": [NO, NO]}, {"and": []}]}, [[False], [False], [True]]),
    ],
    ids=["and", "or", "and-or", "or-and", "two-ors", "nested-and", "empty"],
)  # fmt: skip
def test_the_alternatives_are_told_apart(rule, world, data, groups):
    found = conditions(rule(data), world())

    last = max(condition.group for condition in found)
    assert [[c.met for c in found if c.group == n] for n in range(last + 1)] == groups


def test_too_many_alternatives_are_one_list(rule, world):
    either = {"or": [YES, NO]}
    just, over = rule({"and": [either] * 6}), rule({"and": [either] * 7})

    assert {c.group for c in conditions(just, world())} == set(range(MOST_GROUPS))
    assert [(c.met, c.group) for c in conditions(over, world())] == [(True, 0), (False, 0)] * 7


def test_no_rule_has_no_conditions(world):
    assert conditions(None, world()) == ()
