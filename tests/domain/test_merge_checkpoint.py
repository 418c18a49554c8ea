import json
from dataclasses import fields, replace
from datetime import UTC, datetime, time, timedelta

import pytest

from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind, Level, OfflineRule, Slot
from kiosk.domain.merge_checkpoint import merged
from kiosk.domain.rules.parse import parse, problems

NAME = {"es": "Reunión"}
REF = "pretix:x/2"
OWN = Checkpoint("csirt", NAME, source_ref=REF)
LISTED = Checkpoint("csirt-list", {"es": "CSIRT meeting"}, source_ref=REF, admits=Admits.EVERYONE)
RULE, OTHER = '{"<":[{"var":"entries_today"},1]}', '{"==":[{"var":"gate"},"9"]}'


def own(**policy):
    return replace(OWN, **policy)


def listed(**policy):
    return replace(LISTED, **policy)


def test_all_that_only_the_event_file_says_is_kept():
    opened = Slot(datetime(2026, 10, 6, tzinfo=UTC), None)
    policy = {
        "kind": Kind.ENTRANCE, "admits": Admits.INVITED, "roles": ("fellow",), "slots": (opened,),
        "early": timedelta(minutes=20), "capacity": 50, "offline": OfflineRule.ASK,
        "stale_after": timedelta(hours=2), "override": Level.VOLUNTEER, "place": {"es": "Sala"},
        "owner": "FIRST", "short": {"es": "R"}, "ends": ("*",), "entry": EntryRule.RE_ENTRY,
    }  # fmt: skip

    assert merged(own(**policy), LISTED) == own(**policy)


def test_the_policy_of_the_list_is_added():
    there = {
        "admits": Admits.PRODUCTS, "products": ("4",), "include_pending": True, "date": "8",
        "addon_match": True, "everybody_out": time(22), "rules": RULE, "entry": EntryRule.RE_ENTRY,
    }  # fmt: skip

    assert merged(OWN, listed(**there)) == own(**there)


def test_a_list_that_asks_nothing_adds_nothing():
    for field in fields(Checkpoint):
        assert getattr(merged(OWN, LISTED), field.name) == getattr(OWN, field.name)


def test_two_rules_must_both_hold():
    both = merged(own(rules=RULE), listed(rules=OTHER)).rules

    assert json.loads(both) == {"and": [json.loads(RULE), json.loads(OTHER)]}


@pytest.mark.parametrize(("mine", "theirs"), [(RULE, ""), ("", RULE)])
def test_one_rule_stays_as_it_is(mine, theirs):
    assert merged(own(rules=mine), listed(rules=theirs)).rules == RULE


def test_invited_people_need_the_lists_product_as_well():
    found = merged(own(admits=Admits.INVITED), listed(admits=Admits.PRODUCTS, products=("4",)))

    assert (found.admits, found.products, found.rules) == (Admits.INVITED, ("4",), "")


def test_products_that_the_list_has_too_need_no_rule():
    found = merged(
        own(admits=Admits.PRODUCTS, products=("4",)),
        listed(admits=Admits.PRODUCTS, products=("4", "5")),
    )

    assert (found.products, found.rules) == (("4",), "")


def test_products_by_name_and_products_by_id_are_both_asked():
    found = merged(
        own(admits=Admits.PRODUCTS, products=("Cena",)),
        listed(admits=Admits.PRODUCTS, products=("4",)),
    )

    assert found.products == ("Cena",)
    assert json.loads(found.rules) == {
        "inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "4", "4"]}]}]
    }


@pytest.mark.parametrize("admits", list(Admits), ids=str)
def test_a_list_for_no_product_lets_nobody_in(admits):
    found = merged(own(admits=admits), listed(admits=Admits.PRODUCTS, products=()))

    nobody = found.admits is Admits.PRODUCTS and not found.products
    assert nobody or '"objectList":[]' in found.rules


@pytest.mark.parametrize(
    ("mine", "theirs", "found", "asked"),
    [
        (EntryRule.FREE, EntryRule.FREE, EntryRule.FREE, False),
        (EntryRule.FREE, EntryRule.RE_ENTRY, EntryRule.RE_ENTRY, False),
        (EntryRule.FREE, EntryRule.ONCE, EntryRule.ONCE, False),
        (EntryRule.RE_ENTRY, EntryRule.FREE, EntryRule.RE_ENTRY, False),
        (EntryRule.RE_ENTRY, EntryRule.ONCE, EntryRule.ONCE, False),
        (EntryRule.ONCE, EntryRule.RE_ENTRY, EntryRule.ONCE, False),
        (EntryRule.ONCE_PER_DAY, EntryRule.ONCE, EntryRule.ONCE, False),
        (EntryRule.ONCE_PER_DAY, EntryRule.FREE, EntryRule.ONCE_PER_DAY, False),
        (EntryRule.ONCE_PER_DAY, EntryRule.RE_ENTRY, EntryRule.ONCE_PER_DAY, True),
    ],
)
def test_the_stricter_way_of_entering_counts(mine, theirs, found, asked):
    result = merged(own(entry=mine), listed(entry=theirs))

    assert result.entry is found
    assert ("entry_status" in result.rules) is asked


@pytest.mark.parametrize(
    ("mine", "theirs", "date", "asked"),
    [("", "8", "8", False), ("7", "", "7", False), ("7", "7", "7", False), ("7", "8", "7", True)],
)
def test_two_dates_are_for_nobody(mine, theirs, date, asked):
    found = merged(own(date=mine), listed(date=theirs))

    assert (found.date, '"date"' in found.rules) == (date, asked)


def test_everybody_is_out_when_the_event_file_says():
    assert merged(
        own(everybody_out=time(20)), listed(everybody_out=time(22))
    ).everybody_out == time(20)


def test_every_rule_that_is_made_can_be_read():
    found = merged(
        own(date="7", entry=EntryRule.ONCE_PER_DAY, products=("Cena «ñ»",), rules=RULE),
        listed(date="8", entry=EntryRule.RE_ENTRY, admits=Admits.PRODUCTS, products=('a"b', "ñ"),
               rules=OTHER),
    )  # fmt: skip

    assert problems(parse(found.rules)) == ()
    assert len(json.loads(found.rules)["and"]) == 5
