"""Limits of counts and times at their ends: spans that are over, and rules that nothing can meet."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.rules.evaluate import holds
from kiosk.domain.rules.nearest import nearest
from kiosk.domain.rules.parse import parse
from kiosk.domain.rules.tree import Condition, ConditionKind, World
from kiosk.texts import LANGUAGES
from kiosk.texts.conditions import condition_text

ZONE = ZoneInfo("America/Montevideo")
NOW = datetime(2026, 10, 6, 14, 0, tzinfo=UTC)
AT = datetime(2026, 10, 6, 14, 50, tzinfo=UTC)
K = ConditionKind
NOBODY = "Una regla de este punto no deja entrar a nadie: avise a la organización."
NO_NEED = "No hace falta haber entrado antes."


def text(kind, params, lang="es", *, met=False):
    return condition_text(Condition(kind, met, params), lang, ZONE, NOW)


@pytest.mark.parametrize(
    ("kind", "limit", "met", "wanted"),
    [
        (K.WITHIN_MOST, 0, True, "No entró antes de las 11:50."),
        (K.WITHIN_MOST, 0, False, "Solo para quien no entró antes de las 11:50."),
        (K.WITHIN_MOST, 2, True, "Entró a lo sumo 2 veces antes de las 11:50."),
        (K.WITHIN_MOST, 2, False, "Solo para quien entró a lo sumo 2 veces antes de las 11:50."),
        (K.DAYS_MOST, 0, True, "No entró antes de las 11:50."),
        (K.DAYS_MOST, 1, True, "Entró a lo sumo en 1 día antes de las 11:50."),
        (K.DAYS_MOST, 1, False, "Solo para quien entró a lo sumo en 1 día antes de las 11:50."),
    ],
)
def test_of_a_span_that_is_over_nothing_is_left_to_use(kind, limit, met, wanted):
    assert text(kind, {"limit": limit, "value": 0, "before": AT}, met=met) == wanted


COUNTS = (K.ENTRIES_MOST, K.TODAY_MOST, K.DAYS_MOST, K.WITHIN_MOST)
WAITS = (K.SINCE_LAST_MOST, K.SINCE_FIRST_MOST)


@pytest.mark.parametrize(
    ("kind", "limit"), [*((k, 0) for k in COUNTS), *((k, -2) for k in (*COUNTS, *WAITS))]
)
def test_a_rule_that_nobody_can_meet_says_so(kind, limit):
    assert text(kind, {"limit": limit, "value": 0}) == NOBODY


def test_a_span_that_is_over_may_ask_for_less_than_nothing():
    assert text(K.WITHIN_MOST, {"limit": -1, "value": 0, "before": AT}) == NOBODY


@pytest.mark.parametrize(
    ("kind", "limit"),
    [(K.ENTRIES_LEAST, 0), (K.TODAY_LEAST, -1), (K.DAYS_LEAST, 0), (K.SINCE_LAST_LEAST, -5)],
)
def test_a_rule_that_everybody_meets_asks_for_nothing(kind, limit):
    assert text(kind, {"limit": limit, "value": 0}, met=True) == NO_NEED


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("least", [-3, -2, -1, 0, 1])
@pytest.mark.parametrize("op", ["<", "<=", "==", ">", ">="])
@pytest.mark.parametrize(
    "variable",
    ["entries_number", "entries_today", "minutes_since_last_entry", "minutes_since_first_entry"],
)
def test_no_sentence_holds_a_negative_number(variable, op, least, lang):
    world = World(NOW, ZONE)
    rule = parse(f'{{"{op}": [{{"var": "{variable}"}}, {least}]}}')
    closest = None if holds(rule, world) else nearest(rule, world)

    assert closest is None or "-" not in condition_text(closest, lang, ZONE, NOW)
