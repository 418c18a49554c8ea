"""Rules as pretix's editor saves them, and what its server and its scanners answer to them.

The cases follow the tests of https://github.com/pretix/pretix and pretix/pretixscan-ios.
"""

import json
from datetime import datetime

import pytest

from kiosk.domain.catalogue import EventDate
from kiosk.domain.rules.evaluate import holds
from kiosk.domain.rules.nearest import conditions, nearest
from kiosk.domain.rules.parse import parse, problems

EVENT = EventDate("", {}, starts=datetime.fromisoformat("2020-01-01T10:00Z"),
                  ends=datetime.fromisoformat("2020-01-01T14:00Z"),
                  admission=datetime.fromisoformat("2020-01-01T09:00Z"))  # fmt: skip

GATES = (
    '{"inList": [{"var": "gate"}, {"objectList": ['
    '{"lookup": ["gate", "1", "Gate 1"]}, {"lookup": ["gate", "2", "Gate 2"]}]}]}'
)
VARIATION_OF_PRODUCT = (
    '{"and": [{"inList": [{"var": "product"}, {"objectList": [{"lookup": ["product", "5", "A"]}]}]},'
    ' {"inList": [{"var": "variation"}, {"objectList": [{"lookup": ["variation", "8", "B"]}]}]}]}'
)
THREE_TIMES = '{"<": [{"var": "entries_number"}, 3]}'
ONCE_A_DAY = '{"<": [{"var": "entries_today"}, 1]}'
TWO_DAYS_ANY_NUMBER = (
    '{"or": [{">": [{"var": "entries_today"}, 0]}, {"<": [{"var": "entries_days"}, 2]}]}'
)
AFTER_ADMISSION = '{"isAfter": [{"var": "now"}, {"buildTime": ["date_admission"]}, 10]}'
BEFORE_END = '{"isBefore": [{"var": "now"}, {"buildTime": ["date_to"]}, 10]}'
BEFORE_END_EXACTLY = '{"isBefore": [{"var": "now"}, {"buildTime": ["date_to"]}, null]}'
AFTER_TWO = '{"isAfter": [{"var": "now"}, {"buildTime": ["customtime", "14:00:00"]}]}'
MONDAYS = '{"==": [{"var": "now_isoweekday"}, 1]}'
WAIT_3H = (
    '{"or": [{"<=": [{"var": "minutes_since_last_entry"}, -1]},'
    ' {">": [{"var": "minutes_since_last_entry"}, 180]}]}'
)
FOR_3H = (
    '{"or": [{"<=": [{"var": "minutes_since_first_entry"}, -1]},'
    ' {"<": [{"var": "minutes_since_first_entry"}, 180]}]}'
)
_CUT = '{"buildTime": ["custom", "2020-01-01T23:00:00.000+01:00"]}'
ONCE_BEFORE_ONCE_AFTER = (
    '{"or": [{"<=": [{"var": "entries_number"}, 0]},'
    f' {{"and": [{{"isAfter": [{{"var": "now"}}, {_CUT}, 0]}},'
    f' {{"<=": [{{"entries_since": [{_CUT}]}}, 0]}}]}}]}}'
)
NOT_BEFORE_AND_AFTER = f'{{"<": [{{"entries_before": [{_CUT}]}}, 1]}}'
TWO_DAYS_SINCE = f'{{"<": [{{"entries_days_since": [{_CUT}]}}, 2]}}'
ONE_DAY_BEFORE = f'{{"<": [{{"entries_days_before": [{_CUT}]}}, 2]}}'
ONLY_AFTER_EXIT = '{"==": [{"var": "entry_status"}, "absent"]}'

CASES = [
    ("gate-1", GATES, "10:00", [], True, {"gate": "1"}),
    ("gate-77", GATES, "10:00", [], False, {"gate": "77"}),
    ("no-gate", GATES, "10:00", [], False, {"gate": ""}),
    ("variation", VARIATION_OF_PRODUCT, "10:00", [], True, {"variation": "8"}),
    ("other-variation", VARIATION_OF_PRODUCT, "10:00", [], False, {}),
    ("no-variation", VARIATION_OF_PRODUCT, "10:00", [], False, {"variation": ""}),
    ("third-of-three", THREE_TIMES, "13:00", ["10:00", "11:00"], True, {}),
    ("fourth-of-three", THREE_TIMES, "13:00", ["10:00", "11:00", "12:00"], False, {}),
    ("first-of-the-day", ONCE_A_DAY, "23:05", ["10:00", "22:55"], True, {}),
    ("second-of-the-day", ONCE_A_DAY, "22:55", ["10:00"], False, {}),
    ("second-day", TWO_DAYS_ANY_NUMBER, "23:05", ["10:00", "11:00"], True, {}),
    ("again-on-the-second-day", TWO_DAYS_ANY_NUMBER, "23:45", ["10:00", "23:05"], True, {}),
    ("third-day", TWO_DAYS_ANY_NUMBER, "2020-01-02T23:30Z", ["10:00", "23:05"], False, {}),
    ("too-early", AFTER_ADMISSION, "08:45", [], False, {}),
    ("early-within-tolerance", AFTER_ADMISSION, "08:51", [], True, {}),
    ("late-within-tolerance", BEFORE_END, "14:05", [], True, {}),
    ("too-late", BEFORE_END, "14:15", [], False, {}),
    ("no-end-is-the-start", BEFORE_END, "10:05", [], True, {"whole": EventDate(starts=EVENT.starts)}),
    ("before-the-end", BEFORE_END_EXACTLY, "13:55", [], True, {}),
    ("after-the-end", BEFORE_END_EXACTLY, "14:05", [], False, {}),
    ("before-two", AFTER_TWO, "12:50", [], False, {}),
    ("after-two", AFTER_TWO, "13:10", [], True, {}),
    ("monday", MONDAYS, "2022-04-25T05:01Z", [], True, {}),
    ("tuesday", MONDAYS, "2022-04-26T05:01Z", [], False, {}),
    ("wait-first", WAIT_3H, "10:00", [], True, {}),
    ("wait-too-short", WAIT_3H, "12:55", ["10:00"], False, {}),
    ("wait-a-whole-minute", WAIT_3H, "13:00", ["10:00"], False, {}),
    ("wait-long", WAIT_3H, "13:01", ["10:00"], True, {}),
    ("wait-from-the-last", WAIT_3H, "15:55", ["10:00", "13:01"], False, {}),
    ("stay-first", FOR_3H, "10:00", [], True, {}),
    ("stay-within", FOR_3H, "12:55", ["10:00"], True, {}),
    ("stay-over", FOR_3H, "13:01", ["10:00"], False, {}),
    ("once-before", ONCE_BEFORE_ONCE_AFTER, "21:00", [], True, {}),
    ("twice-before", ONCE_BEFORE_ONCE_AFTER, "21:30", ["21:00"], False, {}),
    ("once-after", ONCE_BEFORE_ONCE_AFTER, "22:10", ["21:00"], True, {}),
    ("twice-after", ONCE_BEFORE_ONCE_AFTER, "22:20", ["21:00", "22:10"], False, {}),
    ("none-before", NOT_BEFORE_AND_AFTER, "23:00", ["22:00"], True, {}),
    ("one-before", NOT_BEFORE_AND_AFTER, "23:00", ["21:59"], False, {}),
    ("one-day-since", TWO_DAYS_SINCE, "23:30", ["21:00", "22:30"], True, {}),
    ("two-days-since", TWO_DAYS_SINCE, "23:30", ["21:00", "22:30", "23:10"], False, {}),
    ("one-day-before", ONE_DAY_BEFORE, "23:30", ["20:00", "21:00", "23:10"], True, {}),
    ("present", ONLY_AFTER_EXIT, "12:00", ["10:00"], False, {}),
    ("absent", ONLY_AFTER_EXIT, "12:00", [], True, {}),
]  # fmt: skip


def moment(text):
    return text if "T" in text else f"2020-01-01T{text}Z"


@pytest.mark.parametrize(
    ("text", "now", "entries", "passes", "changes"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_the_answer_is_that_of_the_peer(world, text, now, entries, passes, changes):
    here = world(
        now=moment(now),
        entries=[moment(entry) for entry in entries],
        **{"zone": "Europe/Berlin", "whole": EVENT} | changes,
    )

    assert holds(parse(text), here) is passes
    assert (nearest(parse(text), here) is None) is passes


@pytest.mark.parametrize("text", sorted({case[1] for case in CASES}), ids=lambda text: text[:60])
def test_every_rule_of_the_editor_is_known_and_can_be_put_in_words(world, text):
    found = conditions(parse(text), world(whole=EVENT))

    assert problems(parse(text)) == ()
    assert json.loads(text)
    assert not {"broken", "other"} & {condition.kind for condition in found}
