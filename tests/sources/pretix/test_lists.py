import json
from contextlib import suppress
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Admits, Checkpoint, EntryRule, Kind
from kiosk.domain.errors import KnownError
from kiosk.domain.rules.parse import parse, problems
from kiosk.sources.pretix.lists import checkpoint, checkpoints

ZONE = ZoneInfo("America/Montevideo")
EVERY_FIELD = {
    "id": 12,
    "name": "Cena de gala, día 2",
    "all_products": False,
    "limit_products": [6, 7],
    "subevent": 33,
    "checkin_count": 0,
    "position_count": 3,
    "include_pending": True,
    "allow_multiple_entries": False,
    "allow_entry_after_exit": True,
    "rules": {"<": [{"var": "entries_today"}, 1]},
    "exit_all_at": "2026-10-07T03:30:00Z",
    "addon_match": True,
    "ignore_in_statistics": True,
    "consider_tickets_used": False,
    "a_field_of_tomorrow": {"x": 1},
}


def test_the_recorded_lists(recorded):
    found = {c.source_ref: c for c in checkpoints(recorded("checkinlists"), ZONE, "lacnic46")}

    assert [c.id for c in found.values()] == [
        "main-entrance", "csirt-meeting", "lac-ix", "peering-forum", "lunch-one-per-day",
        "member-assembly", "social-add-on",
    ]  # fmt: skip
    main, csirt = found["pretix:lacnic46/1"], found["pretix:lacnic46/2"]
    assert (main.include_pending, csirt.include_pending) == (True, False)
    assert (csirt.admits, csirt.products, csirt.entry) == (
        Admits.PRODUCTS, ("4",), EntryRule.RE_ENTRY,
    )  # fmt: skip
    assert found["pretix:lacnic46/4"].entry is EntryRule.FREE
    assert found["pretix:lacnic46/6"].entry is EntryRule.ONCE
    assert found["pretix:lacnic46/7"].addon_match
    assert all(problems(parse(c.rules)) == () for c in found.values())
    assert json.loads(found["pretix:lacnic46/5"].rules) == {"<": [{"var": "entries_today"}, 1]}
    assert main.rules == ""


def test_every_field_of_a_list():
    name = "Cena de gala, día 2"

    assert checkpoint(EVERY_FIELD, ZONE, "lacnic46") == Checkpoint(
        id="cena-de-gala-dia-2",
        name={"es": name, "pt": name, "en": name},
        kind=Kind.ROOM,
        admits=Admits.PRODUCTS,
        products=("6", "7"),
        entry=EntryRule.RE_ENTRY,
        include_pending=True,
        source_ref="pretix:lacnic46/12",
        date="33",
        addon_match=True,
        rules='{"<":[{"var":"entries_today"},1]}',
        everybody_out=time(0, 30),
    )


def test_a_list_of_nulls_admits_nobody():
    found = checkpoint(dict.fromkeys(EVERY_FIELD) | {"id": 3}, ZONE, "x")

    assert found == Checkpoint(
        id="3", name={"es": "#3", "pt": "#3", "en": "#3"}, admits=Admits.PRODUCTS,
        entry=EntryRule.ONCE, source_ref="pretix:x/3",
    )  # fmt: skip
    assert checkpoint({"id": 3}, ZONE, "x") == found


def test_all_products_are_everyone():
    found = checkpoint(EVERY_FIELD | {"all_products": True}, ZONE, "x")

    assert (found.admits, found.products) == (Admits.EVERYONE, ())


@pytest.mark.parametrize(
    ("multiple", "after_exit", "entry"),
    [(True, True, EntryRule.FREE), (True, False, EntryRule.FREE),
     (False, True, EntryRule.RE_ENTRY), (False, False, EntryRule.ONCE)],
)  # fmt: skip
def test_how_often_one_may_enter(multiple, after_exit, entry):
    fields = {"allow_multiple_entries": multiple, "allow_entry_after_exit": after_exit}

    assert checkpoint(EVERY_FIELD | fields, ZONE, "x").entry is entry


@pytest.mark.parametrize("rules", [None, {}, [], ""])
def test_no_rules(rules):
    assert checkpoint(EVERY_FIELD | {"rules": rules}, ZONE, "x").rules == ""


@pytest.mark.parametrize("rules", [[1], "x", 3, True])
def test_what_is_no_rule_stays_to_refuse(rules):
    assert json.loads(checkpoint(EVERY_FIELD | {"rules": rules}, ZONE, "x").rules) == rules


@pytest.mark.parametrize(
    "moment", ["2026-10-06T22:00:00-03:00", "2026-10-07T01:00:00Z", "2026-10-06T22:00:00"]
)
def test_everybody_is_out_at_the_local_time(moment):
    assert checkpoint(EVERY_FIELD | {"exit_all_at": moment}, ZONE, "x").everybody_out == time(22)


def test_lists_of_one_name_have_ids_of_their_own_whatever_the_order():
    lists = [{"id": n, "name": "Almuerzo"} for n in (2, 10, 3)]

    ids = {c.source_ref: c.id for c in checkpoints(lists, ZONE, "x")}

    assert ids == {
        "pretix:x/2": "almuerzo",
        "pretix:x/3": "almuerzo-3",
        "pretix:x/10": "almuerzo-10",
    }
    assert ids == {c.source_ref: c.id for c in checkpoints(reversed(lists), ZONE, "x")}


@pytest.mark.parametrize(
    ("name", "found"),
    [("قاعة", "list-9"), ("  ", "9"), ("x" * 90, "x" * 40), ("Foro — día 1", "foro-dia-1"),
     ({"en": "Hall", "pt-br": "Salão"}, "hall"), ({"es": "", "en": None}, "9")],
)  # fmt: skip
def test_an_id_is_made_of_the_name(name, found):
    assert checkpoint({"id": 9, "name": name}, ZONE, "x").id == found


def test_an_id_that_is_taken_gets_the_number_within_its_length():
    name = "x" * 90
    taken = {"x" * 40, f"{'x' * 38}-9"}

    found = checkpoint({"id": 9, "name": name}, ZONE, "x", taken).id

    assert (found, len(found)) == (f"{'x' * 36}-9-2", 40)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"limit_products": [{"a": 1}]}, "limit_products"), ({"all_products": "yes"}, "all_products"),
     ({"exit_all_at": "at ten"}, "exit_all_at"), ({"name": 4}, "name")],
)  # fmt: skip
def test_a_wrong_list_is_named_with_its_field(wrong, field):
    with pytest.raises(KnownError) as caught:
        checkpoint(EVERY_FIELD | wrong, ZONE, "x")

    assert "checkinlist 12" in str(caught.value)
    assert f"«{field}" in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "x", 3, {}, {"id": None}, {"id": True}])
def test_what_is_no_list_is_told(data):
    with pytest.raises(KnownError, match="checkinlist"):
        checkpoint(data, ZONE, "x")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(), part, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(list(EVERY_FIELD)), JSON))
def test_hostile_json_is_a_checkpoint_or_one_sentence(fields):
    with suppress(KnownError):
        found = checkpoint(EVERY_FIELD | fields, ZONE, "x")
        assert found.name["es"]
        assert 0 < len(found.id) <= 40
