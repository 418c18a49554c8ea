"""A rule is read as it stands, or refused as a whole; nothing odd becomes "no rule"."""

import json

import pytest

from kiosk.domain.rules.parse import DEEPEST, LONGEST, parse, problems
from kiosk.domain.rules.tree import Call, RuleError


@pytest.mark.parametrize("text", ["", "  \n", "{}", " { } ", "null", '{"and": []}'], ids=repr)
def test_v_nothing_is_asked(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ('{"var": "product"}', Call("var", ("product",))),
        ('{"var": ["product"]}', Call("var", ("product",))),
        ('{"!": [[1, "a", null]]}', Call("!", ((1, "a", None),))),
        ('{"==": [1.5, true]}', Call("==", (1.5, True))),
        ('{"or": []}', Call("or", ())),
        ('{"and": false}', Call("and", (False,))),
        ('{"and": [{"and": []}]}', Call("and", (Call("and", ()),))),
        ('{"no such": [{"==": [1, 1]}]}', Call("no such", (Call("==", (1, 1)),))),
    ],
)
def test_a_rule_becomes_a_tree(text, tree):
    assert parse(text) == tree


@pytest.mark.parametrize(
    "text",
    ['{"and": [], "or": []}', '{"and": [], "and": []}', '{"{}": []}', '{"": []}'],
    ids=["two-keys", "one-key-twice", "named-so", "not-filled-in"],
)
def test_an_object_that_is_no_call_is_not_taken_for_no_rule(text):
    assert parse(text) == Call("{}", ())
    assert problems(parse(text)) == ("{}",)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "not JSON"),
        ("and", "not JSON"),
        ('{"==": [NaN, NaN]}', "not JSON"),
        ('{"==": [Infinity, 1]}', "not JSON"),
        ('{"==": [' + "1" * 5000 + ", 1]}", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "not an object"),
        ("true", "not an object"),
        ("0", "not an object"),
        ('""', "not an object"),
        ('{"!":' * DEEPEST + "1" + "}" * DEEPEST, "too deep"),
        ('{"!": "' + "x" * LONGEST + '"}', "too long"),
    ],
    ids=["cut", "word", "nan", "infinity", "digits", "brackets", "list", "bool", "number", "text",
         "deep", "long"],
)  # fmt: skip
def test_what_is_no_rule_is_refused(text, what):
    with pytest.raises(RuleError) as refused:
        parse(text)

    assert refused.value.what == what


def test_the_deepest_rule_is_read():
    levels = DEEPEST - 1

    assert parse('{"!":' * levels + "1" + "}" * levels) is not None


def test_a_list_of_a_thousand_products_is_read():
    lookups = [{"lookup": ["product", str(n), f"Product number {n}"]} for n in range(1000)]

    tree = parse(json.dumps({"inList": [{"var": "product"}, {"objectList": lookups}]}))

    assert isinstance(tree, Call)
    assert problems(tree) == ()


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"and": [{"log": 1}, {"cat": []}, {"log": 2}]}, ("log", "cat")),
        ({"==": [{"var": "shoe_size"}, 42]}, ("shoe_size",)),
        ({"var": 3}, ("3",)),
        ({"isAfter": [{"var": "now"}, {"buildTime": ["noon"]}, 0]}, ("buildTime noon",)),
        ({"!": [[{"nope": []}, {"var": "gone"}]]}, ("nope", "gone")),
        ({"var": [{"if": [True, "now", "gone"]}]}, ()),
        ({"var": ["gate", {"nope": 1}]}, ("nope",)),
    ],
    ids=["operators-once", "variable", "number", "build-time", "in-a-list", "computed", "default"],
)
def test_what_nobody_knows_is_named_in_reading_order(rule, data, names):
    assert problems(rule(data)) == names


def test_no_rule_has_no_problems():
    assert problems(None) == ()
