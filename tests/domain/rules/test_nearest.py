"""Of all that keeps somebody out, the condition is named that is easiest to meet."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.nearest import nearest
from kiosk.domain.rules.tree import ConditionKind as Kind
from kiosk.domain.rules.tree import Variable

BERLIN = ZoneInfo("Europe/Berlin")
ENTERED = ["2020-01-01T08:00Z", "2020-01-02T08:00Z", "2020-01-03T08:00Z", "2020-01-03T09:00Z"]
NOON = EventDate("", {}, starts=datetime(2020, 1, 1, 12, 0, tzinfo=BERLIN))


def v(name):
    return {"var": name}


def at(kind, value=None):
    return {"buildTime": [kind, value] if value else [kind]}


def on_list(name, *labels):
    lookups = [{"lookup": [name, str(90 + n), label]} for n, label in enumerate(labels)]
    return {"inList": [v(name), {"objectList": lookups}]}


def window(day):
    return {
        "and": [
            {"isAfter": [v("now"), at("custom", f"2020-01-0{day}T10:00:00Z"), 0]},
            {"isBefore": [v("now"), at("custom", f"2020-01-0{day}T18:00:00Z"), 0]},
        ]
    }


WRONG_PRODUCT = on_list("product", "Two days")
AFTER_3H = {
    "or": [
        {"<=": [v("minutes_since_last_entry"), -1]},
        {">": [v("minutes_since_last_entry"), 180]},
    ]
}
TWO_DAYS = {"or": [window(1), window(2)]}
BEFORE_NOON = {"isBefore": [v("now"), at("custom", "2020-01-01T12:00:00"), 0]}
AFTER_NOON = {"isAfter": [v("now"), at("custom", "2020-01-05T12:00:00"), 0]}


@pytest.mark.parametrize(
    ("data", "kind", "params"),
    [
        pytest.param(on_list("product", "Full", "Day"), Kind.PRODUCT, {"names": ("Full", "Day")},
                     id="R01"),
        pytest.param({"<": [v("entries_number"), 3]}, Kind.ENTRIES_MOST, {"limit": 3, "value": 4},
                     id="R02-number"),
        pytest.param({"<=": [v("entries_today"), 1]}, Kind.TODAY_MOST, {"limit": 2, "value": 2},
                     id="R02-today"),
        pytest.param({"<": [v("entries_days"), 2]}, Kind.DAYS_MOST, {"limit": 2, "value": 3},
                     id="R02-days"),
        pytest.param(AFTER_3H, Kind.SINCE_LAST_LEAST, {"limit": 181, "value": 60}, id="R03"),
        pytest.param({"and": [{"==": [v("now_isoweekday"), 6]}, AFTER_3H]}, Kind.SINCE_LAST_LEAST,
                     {"limit": 181, "value": 60}, id="R03-beside-a-weekday"),
        pytest.param({"or": [AFTER_3H["or"][0], WRONG_PRODUCT]}, Kind.PRODUCT,
                     {"names": ("Two days",)}, id="R03-helper-alone-in-its-way"),
        pytest.param(AFTER_3H["or"][0], Kind.ENTRIES_MOST, {"limit": 1, "value": 4},
                     id="R03-nothing-but-the-helper"),
        pytest.param({"or": [WRONG_PRODUCT, BEFORE_NOON]}, Kind.BEFORE,
                     {"moment": datetime(2020, 1, 1, 12, tzinfo=BERLIN)}, id="R08"),
        pytest.param({"and": [AFTER_NOON, {"<": [v("entries_number"), 3]}]}, Kind.ENTRIES_MOST,
                     {"limit": 3, "value": 4}, id="R09-both"),
        pytest.param({"or": [AFTER_NOON, {"<": [v("entries_number"), 3]}]}, Kind.ENTRIES_MOST,
                     {"limit": 3, "value": 4}, id="R09-either"),
        pytest.param({"or": [{"<": [v("entries_number"), 3]}, {"<": [v("entries_number"), 2]}]},
                     Kind.ENTRIES_MOST, {"limit": 3, "value": 4}, id="R09-smaller-miss"),
        pytest.param({"or": [{"and": [{"<": [v("entries_number"), 3]}, WRONG_PRODUCT]}, AFTER_NOON]},
                     Kind.AFTER, {"moment": datetime(2020, 1, 5, 12, tzinfo=BERLIN)},
                     id="R09-worst-factor-is-the-cost"),
        pytest.param({"or": [{"!": [1]}, {"!!": [0]}]}, Kind.OTHER, {"what": "!"},
                     id="R09-ties-in-reading-order"),
        pytest.param({"==": [v("now_isoweekday"), 6]}, Kind.WEEKDAY, {"days": (6,)}, id="R10"),
        pytest.param({"isAfter": [v("now"), at("custom", "2021-01-01T12:00:00")]}, Kind.AFTER,
                     {"moment": datetime(2021, 1, 1, 12, tzinfo=BERLIN)}, id="R11"),
    ],
)  # fmt: skip
def test_the_named_condition(rule, world, data, kind, params):
    here = world(zone="Europe/Berlin", now="2020-01-03T10:00Z", entries=ENTERED)

    found = nearest(rule(data), here)

    assert (found.kind, found.params, found.met) == (kind, params, False)


@pytest.mark.parametrize(
    ("data", "now", "kind", "local"),
    [
        pytest.param({"isAfter": [v("now"), at("date_admission"), 10]}, "2020-01-01T10:45Z",
                     Kind.AFTER, "2020-01-01T11:50+01:00", id="R04"),
        pytest.param({"isAfter": [v("now"), at("date_admission"), 10]}, "2019-12-30T10:45Z",
                     Kind.AFTER, "2020-01-01T11:50+01:00", id="R06-after"),
        pytest.param({"isBefore": [v("now"), at("date_to"), 10]}, "2020-01-01T11:10Z",
                     Kind.BEFORE, "2020-01-01T12:10+01:00", id="R05"),
        pytest.param({"isBefore": [v("now"), at("date_to"), 10]}, "2020-01-02T11:10Z",
                     Kind.BEFORE, "2020-01-01T12:10+01:00", id="R06-before"),
        pytest.param({"isBefore": [at("date_from"), v("now"), 10]}, "2020-01-01T10:45Z",
                     Kind.AFTER, "2020-01-01T11:50+01:00", id="R04-turned-round"),
        pytest.param({"isAfter": [at("date_to"), v("now"), "10"]}, "2020-01-01T11:15Z",
                     Kind.BEFORE, "2020-01-01T12:10+01:00", id="R05-turned-round"),
        pytest.param(TWO_DAYS, "2020-01-01T09:00Z", Kind.AFTER, "2020-01-01T11:00+01:00",
                     id="R07-before-the-first"),
        pytest.param(TWO_DAYS, "2020-01-01T20:00Z", Kind.BEFORE, "2020-01-01T19:00+01:00",
                     id="R07-after-the-first"),
        pytest.param(TWO_DAYS, "2020-01-02T09:00Z", Kind.AFTER, "2020-01-02T11:00+01:00",
                     id="R07-before-the-second"),
        pytest.param(TWO_DAYS, "2020-01-03T18:00Z", Kind.BEFORE, "2020-01-02T19:00+01:00",
                     id="R07-after-the-second"),
    ],
)  # fmt: skip
def test_the_named_moment_has_the_tolerance_in_it(rule, world, data, now, kind, local):
    found = nearest(rule(data), world(zone="Europe/Berlin", now=now, whole=NOON))

    moment = found.params["moment"]
    assert found.kind is kind
    assert moment == datetime.fromisoformat(local)
    assert moment.utcoffset() == timedelta(hours=1)


RIGIDITY = [
    ({">": [v(Variable.SINCE_FIRST), 9000]}, Kind.SINCE_FIRST_LEAST),
    ({">": [v(Variable.SINCE_LAST), 9000]}, Kind.SINCE_LAST_LEAST),
    ({"<": [v(Variable.ENTRIES_DAYS), 1]}, Kind.DAYS_MOST),
    ({"<": [{"entries_since": [at("date_from")]}, 1]}, Kind.WITHIN_MOST),
    ({"<": [v(Variable.ENTRIES_NUMBER), 1]}, Kind.ENTRIES_MOST),
    ({"<": [v(Variable.INSIDE), 1]}, Kind.PLACES),
    ({"==": [v(Variable.ENTRY_STATUS), "absent"]}, Kind.IS_OUTSIDE),
    ({"<": [v(Variable.ENTRIES_TODAY), 1]}, Kind.TODAY_MOST),
    ({"<=": [v(Variable.LIST_AGE), 1]}, Kind.FRESH),
    (AFTER_NOON, Kind.AFTER),
    ({"==": [v(Variable.WEEKDAY), 7]}, Kind.WEEKDAY),
    (on_list("gate", "East"), Kind.GATE),
    (on_list("date", "Monday"), Kind.DATE),
    (on_list("role", "Staff"), Kind.ROLE),
    (on_list("product", "Full"), Kind.PRODUCT),
    ({"!": [1]}, Kind.OTHER),
    ({"no such": [1]}, Kind.BROKEN),
]
"""From what a person changes easily to what nobody at the door can change."""


@pytest.mark.parametrize(
    "place", range(len(RIGIDITY) - 2), ids=lambda n: f"{RIGIDITY[n][1]}-{RIGIDITY[n + 1][1]}"
)
@pytest.mark.parametrize("turned", [False, True], ids=["in-order", "turned"])
def test_the_less_rigid_of_two_is_named(rule, world, place, turned):
    pair = [data for data, _kind in RIGIDITY[place : place + 2]]
    here = world(entries=ENTERED, now="2020-01-03T15:00Z", whole=NOON, inside=5)
    for op in ("and", "or"):
        found = nearest(rule({op: pair[::-1] if turned else pair}), here)

        assert found.kind is RIGIDITY[place][1]


def test_what_nobody_can_repair_at_the_door_is_named_last(rule, world):
    (other, _kind), (broken, _none) = RIGIDITY[-2:]

    assert nearest(rule({"and": [other, broken]}), world()).kind is Kind.OTHER


@pytest.mark.parametrize("data", [{"no such": []}, {"or": [WRONG_PRODUCT, {"no such": []}]}])
def test_a_rule_that_breaks_when_it_is_asked_is_named_as_broken(rule, world, data):
    found = nearest(rule(data), world())

    assert (found.kind, found.met, found.params) == (Kind.BROKEN, None, {"what": "no such"})


@pytest.mark.parametrize("data", [{}, {"==": [1, 1]}, {"or": [WRONG_PRODUCT, {"and": []}]}])
def test_nothing_is_named_where_the_rule_holds(rule, world, data):
    assert nearest(rule(data), world()) is None


def test_ways_without_number_are_weighed_all_the_same(rule, world):
    pairs = {"or": [WRONG_PRODUCT, {"==": [v("now_isoweekday"), 9]}]}
    tree = rule({"and": [pairs] * 40 + [{"or": [{"<": [v("entries_number"), 0]}, pairs]}]})

    assert nearest(tree, world()).kind is Kind.ENTRIES_MOST
