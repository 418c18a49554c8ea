"""What each variable stands for: entries only, whole minutes, days of the event's zone."""

from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.evaluate import evaluate, holds
from kiosk.domain.rules.tree import Variable
from kiosk.domain.rules.view import AGELESS

NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
VISITS = {
    "entries": ["2026-10-05T12:00Z", "2026-10-06T02:30Z", "2026-10-06T03:00Z", "2026-10-06T14:00Z"],
    "exits": ["2026-10-05T13:00Z", "2026-10-06T02:59Z", "2026-10-06T13:00Z"],
}
"""In Montevideo: two on Monday (the second at 23:30), two on Tuesday (the first at midnight)."""


@pytest.mark.parametrize(
    ("name", "changes", "value"),
    [
        (Variable.PRODUCT, {}, "5"),
        (Variable.PRODUCT, {"product": ""}, None),
        (Variable.VARIATION, {}, "7"),
        (Variable.VARIATION, {"variation": ""}, None),
        (Variable.GATE, {}, "2"),
        (Variable.GATE, {"gate": ""}, None),
        (Variable.NOW, {}, NOON),
        (Variable.WEEKDAY, {}, 2),
        (Variable.WEEKDAY, {"now": "2026-10-12T02:59Z"}, 7),
        (Variable.WEEKDAY, {"now": "2026-10-12T03:00Z"}, 1),
        (Variable.ENTRY_STATUS, {}, "absent"),
        (Variable.ENTRY_STATUS, VISITS, "present"),
        (Variable.ENTRY_STATUS, {**VISITS, "exits": ["2026-10-06T14:30Z"]}, "absent"),
        (Variable.ENTRIES_NUMBER, {}, 0),
        (Variable.ENTRIES_NUMBER, VISITS, 4),
        (Variable.ENTRIES_NUMBER, {"exits": VISITS["exits"]}, 0),
        (Variable.ENTRIES_TODAY, VISITS, 2),
        (Variable.ENTRIES_TODAY, {**VISITS, "now": "2026-10-06T02:59Z"}, 2),
        (Variable.ENTRIES_TODAY, {**VISITS, "now": "2026-10-07T15:00Z"}, 0),
        (Variable.ENTRIES_TODAY, {**VISITS, "zone": "UTC"}, 3),
        (Variable.ENTRIES_DAYS, {}, 0),
        (Variable.ENTRIES_DAYS, VISITS, 2),
        (Variable.ENTRIES_DAYS, {**VISITS, "zone": "Asia/Tokyo"}, 2),
        (Variable.SINCE_LAST, {}, -1),
        (Variable.SINCE_LAST, {"exits": VISITS["exits"]}, -1),
        (Variable.SINCE_LAST, VISITS, 60),
        (Variable.SINCE_LAST, {"entries": ["2026-10-06T14:59:01Z"]}, 0),
        (Variable.SINCE_LAST, {"entries": ["2026-10-06T14:59:00Z"]}, 1),
        (Variable.SINCE_LAST, {"entries": ["2026-10-06T15:30Z"]}, 0),
        (Variable.SINCE_FIRST, {}, -1),
        (Variable.SINCE_FIRST, VISITS, 27 * 60),
        (Variable.DATE, {}, ""),
        (Variable.DATE, {"date": EventDate("11")}, "11"),
        (Variable.INVITED, {}, False),
        (Variable.INVITED, {"invited": True}, True),
        (Variable.MEMBER, {"member": True}, True),
        (Variable.ROLE, {"roles": ("fellow", "staff")}, ("fellow", "staff")),
        (Variable.INSIDE, {"inside": 50}, 50),
        (Variable.LIST_AGE, {}, AGELESS),
        (Variable.LIST_AGE, {"list_at": NOON}, 0),
        (Variable.LIST_AGE, {"list_at": NOON - timedelta(minutes=120)}, 120),
        (Variable.LIST_AGE, {"list_at": NOON - timedelta(minutes=120, microseconds=1)}, 121),
        (Variable.LIST_AGE, {"list_at": NOON + timedelta(minutes=5)}, -5),
    ],
    ids=lambda part: str(part)[:70].replace(" ", ""),
)
def test_a_variable(rule, world, name, changes, value):
    found = evaluate(rule({"var": name}), world(**changes))

    assert found == value
    assert type(found) is type(value)


def test_every_variable_can_be_read(rule, world):
    for name in Variable:
        evaluate(rule({"var": [name]}), world())


def test_a_missing_value_is_replaced_by_the_default(rule, world):
    tree = rule({"var": ["gate", "9"]})

    assert evaluate(tree, world(gate="")) == "9"
    assert evaluate(tree, world()) == "2"


@pytest.mark.parametrize(
    ("op", "moment", "count"),
    [
        ("entries_since", "2026-10-06T03:00Z", 2),
        ("entries_since", "2026-10-06T03:00:01Z", 1),
        ("entries_since", "2026-10-06T00:00", 2),
        ("entries_since", "2027-01-01T00:00Z", 0),
        ("entries_before", "2026-10-06T03:00Z", 2),
        ("entries_before", "2026-10-06T03:00:01Z", 3),
        ("entries_before", "2020-01-01T00:00Z", 0),
        ("entries_days_since", "2026-10-06T02:30Z", 2),
        ("entries_days_since", "2026-10-06T02:30:01Z", 1),
        ("entries_days_since", "2027-01-01T00:00Z", 0),
        ("entries_days_before", "2026-10-06T03:00Z", 1),
        ("entries_days_before", "2026-10-06T14:00Z", 2),
        ("entries_days_before", "2026-10-05T12:00Z", 0),
    ],
)
def test_entries_since_a_moment_include_it_and_those_before_do_not(rule, world, op, moment, count):
    assert evaluate(rule({op: [{"buildTime": ["custom", moment]}]}), world(**VISITS)) == count


def test_a_role_is_on_the_list_if_any_of_them_is(rule, world):
    tree = rule(
        {"inList": [{"var": "role"}, {"objectList": [{"lookup": ["role", "fellow", "Becario"]}]}]}
    )

    assert holds(tree, world(roles=("staff", "fellow")))
    assert not holds(tree, world(roles=("staff",)))
    assert not holds(tree, world())


@pytest.mark.parametrize(
    ("zone", "entries", "now", "counts"),
    [
        ("America/Santiago", ["2026-04-05T02:30Z", "2026-04-05T03:30Z", "2026-04-05T04:00Z"],
         "2026-04-05T15:00Z", (1, 2)),
        ("America/Santiago", ["2026-04-05T02:30Z", "2026-04-05T03:30Z"],
         "2026-04-05T03:59Z", (2, 1)),
        ("America/Santiago", ["2026-09-06T03:59Z", "2026-09-06T04:00Z"],
         "2026-09-06T15:00Z", (1, 2)),
        ("Europe/Berlin", ["2026-03-28T22:59Z", "2026-03-28T23:00Z", "2026-03-29T21:59Z"],
         "2026-03-29T10:00Z", (2, 2)),
        ("Europe/Berlin", ["2026-10-24T22:00Z", "2026-10-25T22:59Z", "2026-10-25T23:00Z"],
         "2026-10-25T10:00Z", (2, 2)),
        ("Atlantic/Azores", ["2026-10-25T00:30Z", "2026-10-25T01:30Z"],
         "2026-10-25T10:00Z", (2, 1)),
        ("America/St_Johns", ["2010-11-07T02:31Z", "2010-11-07T03:00Z", "2010-11-07T03:30Z"],
         "2010-11-07T15:00Z", (1, 2)),
    ],
    ids=["23h-twice", "second-23h-is-saturday", "midnight-skipped", "berlin-spring",
         "berlin-autumn", "midnight-twice", "saturday-after-midnight"],
)  # fmt: skip
def test_days_are_right_in_the_nights_of_the_clock_change(rule, world, zone, entries, now, counts):
    here = world(zone=zone, entries=entries, now=now)

    found = [evaluate(rule({"var": name}), here) for name in ("entries_today", "entries_days")]
    assert tuple(found) == counts
