"""The operators of JSON logic as check-in rules use them; what cannot be evaluated refuses."""

import pytest

from kiosk.domain.rules.evaluate import evaluate, holds
from kiosk.domain.rules.tree import Call, RuleError

TRUE, FALSE = {"==": [1, 1]}, {"==": [1, 2]}
BROKEN = {"no such operator": []}
NOON = {"buildTime": ["custom", "2026-10-06T15:00:00Z"]}
NOW = {"var": "now"}


def v(name):
    return {"var": name}


@pytest.mark.parametrize(
    ("data", "result"),
    [
        ({"==": [1, "1"]}, True),
        ({"==": [1, 1.0]}, True),
        ({"==": ["1", "1.0"]}, False),
        ({"==": [1, "1.0"]}, True),
        ({"==": [1, True]}, True),
        ({"==": [0, ""]}, True),
        ({"==": [0, " "]}, True),
        ({"==": [0, "none"]}, False),
        ({"==": [1, "1e0"]}, False),
        ({"==": [None, None]}, True),
        ({"==": [None, 0]}, False),
        ({"==": [None, ""]}, False),
        ({"==": [None, False]}, False),
        ({"==": [9007199254740993, "9007199254740992"]}, False),
        ({"!=": [1, "1"]}, False),
        ({"!=": [1, 2]}, True),
        ({"===": [1, 1]}, True),
        ({"===": [1, 1.0]}, True),
        ({"===": [1, "1"]}, False),
        ({"===": [1, True]}, False),
        ({"===": [None, None]}, True),
        ({"!==": [1, "1"]}, True),
        ({"!==": [1, 1]}, False),
        ({"==": [NOW, NOON]}, True),
        ({"<": [1, 2]}, True),
        ({"<": [2, 2]}, False),
        ({"<": ["1", 2]}, True),
        ({"<": ["10", 9]}, False),
        ({"<": ["a", "b"]}, True),
        ({"<": [False, 1]}, True),
        ({"<": [1, 2, 3]}, True),
        ({"<": [1, 3, 2]}, False),
        ({"<=": [2, 2]}, True),
        ({"<=": [3, 2]}, False),
        ({"<=": [1, 1, 1]}, True),
        ({">": [2, 1]}, True),
        ({">": [2, 2]}, False),
        ({">=": [2, 2]}, True),
        ({">=": [1, 2]}, False),
        ({">=": [NOW, NOON]}, True),
        ({">": [NOW, NOON]}, False),
        ({"!": [0]}, True),
        ({"!": [[]]}, True),
        ({"!": ["0"]}, False),
        ({"!!": [""]}, False),
        ({"!!": [None]}, False),
        ({"!!": [[[]]]}, True),
        ({"!!": ["0"]}, True),
        ({"if": [True, "yes", "no"]}, "yes"),
        ({"if": ["", "yes", "no"]}, "no"),
        ({"if": [False, 1, True, 2, 3]}, 2),
        ({"if": [False, 1]}, None),
        ({"if": []}, None),
        ({"?:": [0, 1, 2]}, 2),
        ({"and": [1, 0, 2]}, 0),
        ({"and": [1, 2]}, 2),
        ({"and": [1, ""]}, ""),
        ({"or": [0, "", "a", 2]}, "a"),
        ({"or": [0, None]}, None),
        ({"or": []}, False),
        ({"and": [1, {"and": []}]}, True),
    ],
    ids=str,
)
def test_v_primitives(rule, world, data, result):
    found = evaluate(rule(data), world())

    assert found == result
    assert type(found) is type(result)


@pytest.mark.parametrize(
    "data",
    [
        {"and": [FALSE, BROKEN]},
        {"or": [TRUE, BROKEN]},
        {"if": [TRUE, 1, BROKEN]},
        {"if": [FALSE, BROKEN, 1]},
        {"or": [{"and": [FALSE, v("shoe_size")]}, TRUE]},
    ],
    ids=str,
)
def test_v_what_is_not_reached_does_no_harm(rule, world, data):
    evaluate(rule(data), world())


@pytest.mark.parametrize(
    "data",
    [
        BROKEN,
        {"and": [TRUE, BROKEN]},
        {"or": [FALSE, BROKEN]},
        {"!": [BROKEN]},
        {"==": [v("shoe_size"), 42]},
        {"==": [v(""), 1]},
        {"==": [v(7), 1]},
        {"==": [{"var": [["now"]]}, 1]},
        {"==": [1]},
        {"==": [1, 1, 1]},
        {"<": [1]},
        {">": [3, 2, 1]},
        {"!": [1, 2]},
        {"!": []},
        {"var": []},
        {"==": [[], []]},
        {"==": [NOW, 5]},
        {"<": [NOW, 5]},
        {"<": [None, 1]},
        {">": [1, None]},
        {"<=": [{"var": "gate"}, "word"]},
        {"<": [[], 1]},
        {"<": ["word", 1]},
        {"inList": ["5", "5"]},
        {"inList": [v("product")]},
        {"lookup": ["product"]},
        {"isBefore": [NOW, 5]},
        {"isBefore": [NOW, None]},
        {"isAfter": [5, NOW, 0]},
        {"isAfter": [NOW, NOON, "soon"]},
        {"isAfter": [NOW, NOON, 1e300]},
        {"isAfter": [NOW, NOON, 10**15]},
        {"isAfter": [NOW]},
        {"buildTime": ["noon"]},
        {"buildTime": []},
        {"buildTime": ["custom"]},
        {"buildTime": ["custom", "tomorrow"]},
        {"buildTime": ["custom", 5]},
        {"buildTime": ["custom", "0001-01-01T00:00:00+14:00"]},
        {"buildTime": ["customtime", "25:00"]},
        {"buildTime": [["custom"], 1]},
        {"entries_since": [5]},
        {"entries_since": []},
        {"entries_days_before": [None]},
        {"map": [[1], 1]},
    ],
    ids=lambda data: str(data)[:60],
)
def test_v_what_cannot_be_evaluated_is_an_error_and_never_true(rule, world, data):
    with pytest.raises(RuleError) as refused:
        holds(rule(data), world(gate=""))

    assert refused.value.what


def test_an_error_names_the_part_that_is_at_fault(rule, world):
    with pytest.raises(RuleError) as refused:
        holds(rule({"and": [TRUE, {"substr": ["a", 1]}]}), world())

    assert refused.value.what == "substr"


def test_a_tree_without_bottom_is_an_error(world):
    tree = True
    for _ in range(100_000):
        tree = Call("!", (tree,))

    with pytest.raises(RuleError):
        holds(tree, world())


def test_no_rule_lets_pass(world):
    assert holds(None, world()) is True


@pytest.mark.parametrize("number", [float("nan"), float("inf")], ids=["nan", "inf"])
def test_no_number_is_below_what_is_none(world, number):
    with pytest.raises(RuleError):
        holds(Call("<", (1, number)), world())


@pytest.mark.parametrize(
    ("ids", "passes"),
    [
        (["5"], True),
        ([5], True),
        ([5.0], True),
        (["6", "5"], True),
        (["6"], False),
        ([True], False),
        ([], False),
        (["05"], False),
    ],
    ids=str,
)
def test_ids_of_a_list_are_compared_as_text(rule, world, ids, passes):
    listed = {"objectList": [{"lookup": ["product", id_, "Name"]} for id_ in ids]}

    assert holds(rule({"inList": [v("product"), listed]}), world()) is passes
    assert holds(rule({"inList": [v("product"), ids]}), world()) is passes
    assert holds(rule({"inList": [5, listed]}), world()) is passes


@pytest.mark.parametrize("listed", [[""], [None], ["", None, 0]], ids=str)
@pytest.mark.parametrize("name", ["product", "variation", "gate", "date", "role"])
def test_who_has_none_is_on_no_list(rule, world, name, listed):
    lookups = {"objectList": [{"lookup": [name, id_, ""]} for id_ in listed]}

    assert not holds(rule({"inList": [v(name), lookups]}), world(product="", variation="", gate=""))


@pytest.mark.parametrize(
    ("data", "passes"),
    [
        ({"isBefore": [NOW, NOON]}, False),
        ({"isBefore": [NOW, NOON, 0]}, False),
        ({"isBefore": [NOW, NOON, None]}, False),
        ({"isBefore": [NOW, NOON, 1]}, True),
        ({"isBefore": [NOW, NOON, "1"]}, True),
        ({"isBefore": [NOW, NOON, 0.5]}, True),
        ({"isAfter": [NOW, NOON]}, False),
        ({"isAfter": [NOW, NOON, 1]}, True),
        ({"isAfter": [NOW, NOON, -1]}, False),
        ({"isAfter": [NOON, NOW, 1]}, True),
        ({"isBefore": [NOW, {"buildTime": ["custom", "2026-10-06T15:00:00.000001Z"]}]}, True),
        ({"isAfter": [NOW, {"buildTime": ["custom", "2026-10-06T14:59:59.999999Z"]}]}, True),
        ({"isAfter": [NOW, {"buildTime": ["custom", "2026-10-06T15:10Z"]}, 10]}, False),
        ({"isAfter": [NOW, {"buildTime": ["custom", "2026-10-06T15:10Z"]}, 10.1]}, True),
        ({"isBefore": [NOW, {"buildTime": ["custom", "2026-10-06T14:50Z"]}, 10]}, False),
        ({"isBefore": [NOW, {"buildTime": ["custom", "2026-10-06T14:50Z"]}, 11]}, True),
    ],
    ids=str,
)
def test_moments_are_compared_strictly_and_tolerance_widens(rule, world, data, passes):
    assert holds(rule(data), world()) is passes
