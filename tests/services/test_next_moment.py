"""When waiting alone would let somebody in, by the one decision and without a trace."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kiosk.domain.checkpoints import EntryRule, Slot
from kiosk.domain.errors import NotFoundError
from kiosk.services.check_in import ScanRequest, explain, scan
from kiosk.services.next_moment import next_moment
from kiosk.store import journal

NINE_TO_FIVE = tuple(
    Slot(datetime(2026, 10, day, 12, tzinfo=UTC), datetime(2026, 10, day, 20, tzinfo=UTC))
    for day in (6, 7)
)


@pytest.fixture
def with_room(ctx):
    """The context with parts of one checkpoint changed."""

    def change(checkpoint_id, **parts):
        rooms = tuple(
            replace(c, **parts) if c.id == checkpoint_id else c for c in ctx.event.checkpoints
        )
        return replace(ctx, event=replace(ctx.event, checkpoints=rooms))

    return change


def asked(checkpoint, person="ana", **parts):
    return ScanRequest(person_id=person, checkpoint=checkpoint, **parts)


def at(day, hour, minute=0):
    return datetime(2026, 10, day, hour, minute, tzinfo=UTC)


def test_who_is_admitted_waits_for_nothing(ctx):
    assert next_moment(ctx, asked("forum")) is None


def test_a_room_opens(with_room):
    there = with_room("forum", slots=NINE_TO_FIVE, early=timedelta(minutes=20))

    assert next_moment(there, asked("forum", at=at(6, 8))) == at(6, 11, 40)
    assert next_moment(there, asked("forum", at=at(6, 20))) == at(7, 11, 40)


def test_a_room_that_opens_no_more_has_no_moment(with_room):
    there = with_room("forum", slots=NINE_TO_FIVE)

    assert next_moment(there, asked("forum", at=at(7, 20))) is None


@pytest.mark.parametrize("person", ["jose", "li", "eva"])
def test_no_waiting_helps_where_something_else_is_missing(with_room, person):
    """Not invited, not paid, cancelled: the opening alone does not admit them."""
    there = with_room("csirt", slots=NINE_TO_FIVE)

    assert next_moment(there, asked("csirt", person, at=at(6, 8))) is None


def test_an_entry_a_day_comes_again_at_midnight(with_room):
    there = with_room("forum", entry=EntryRule.ONCE_PER_DAY)
    scan(there, asked("forum", at=at(6, 12)))

    assert next_moment(there, asked("forum", at=at(6, 13))) == at(7, 3)


def test_one_entry_for_good_never_comes_again(ctx):
    scan(ctx, asked("main"))

    assert next_moment(ctx, asked("main")) is None


def test_a_rule_on_the_time_of_day_and_the_weekday(with_room):
    rule = (
        '{"and": [{"isAfter": [{"var": "now"}, {"buildTime": ["customtime", "15:30"]}, 10]},'
        ' {"==": [{"var": "now_isoweekday"}, 4]}]}'
    )
    there = with_room("forum", rules=rule)

    found = next_moment(there, asked("forum", at=at(6, 12)))

    assert found == at(8, 18, 20) + timedelta(seconds=1)


def test_a_waiting_time_after_the_last_entry(with_room):
    there = with_room("forum", rules='{">": [{"var": "minutes_since_last_entry"}, 180]}')
    scan(with_room("forum"), asked("forum", at=at(6, 12)))

    assert next_moment(there, asked("forum", at=at(6, 13))) == at(6, 15, 1)


def test_a_list_is_taken_to_stay_as_fresh_as_it_is(with_room):
    """The list was loaded at 11:00; tomorrow's opening is not lost because it will be old then."""
    there = with_room("csirt", slots=NINE_TO_FIVE, stale_after=timedelta(hours=12))

    assert next_moment(there, asked("csirt", at=at(6, 20))) == at(7, 12)


def test_an_old_list_is_no_waiting(with_room):
    there = with_room("csirt", stale_after=timedelta(minutes=10))

    assert next_moment(there, asked("csirt", at=at(6, 13))) is None


def test_everybody_leaves_when_the_slot_closes(with_room):
    there = with_room("forum", slots=NINE_TO_FIVE, capacity=1)
    scan(there, asked("forum", "jose", at=at(6, 13)))

    assert next_moment(there, asked("forum", at=at(6, 14))) == at(7, 12)


def test_an_unknown_code_has_no_moment(ctx):
    assert next_moment(ctx, ScanRequest(text="nobody's", checkpoint="forum")) is None


def test_an_unknown_checkpoint_is_a_known_problem(ctx):
    with pytest.raises(NotFoundError):
        next_moment(ctx, asked("attic"))


def test_the_moment_is_one_at_which_explain_admits(with_room):
    there = with_room("forum", slots=NINE_TO_FIVE)
    found = next_moment(there, asked("forum", at=at(6, 8)))

    assert explain(there, asked("forum", at=found)).verdict.admitted


def test_nothing_is_recorded(ctx):
    before = journal.count(ctx.db)

    next_moment(ctx, asked("csirt", "jose"))

    assert journal.count(ctx.db) == before
