"""Figures and head counts where clocks are set back or forward, and over the end of a year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.store import day_figures, rights, visits
from kiosk.store.invitations import PERSON, Invited, of_list, replace_list
from kiosk.store.moments import to_moment, to_text
from kiosk.store.presence import VisitRow, add_visits
from kiosk.store.transact import writing

SANTIAGO = ZoneInfo("America/Santiago")
LISBON = ZoneInfo("Europe/Lisbon")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
ZONES = (SANTIAGO, LISBON, LORD_HOWE, KATHMANDU, UTC)
TURNS = {
    "back in Lisbon": datetime(2026, 10, 25, 1, 30, tzinfo=LISBON),
    "forward in Santiago": datetime(2026, 9, 5, 23, 59, 59, 999_000, tzinfo=SANTIAGO),
    "half an hour on Lord Howe": datetime(2026, 4, 5, 1, 45, tzinfo=LORD_HOWE),
    "the end of the year in Kathmandu": datetime(2026, 12, 31, 23, 59, 59, tzinfo=KATHMANDU),
    "a leap day": datetime(2028, 2, 29, 23, 30, tzinfo=SANTIAGO),
}


@pytest.fixture
def pass_by(db):
    """Count a passage: pass_by("e1", "ana", moment, way=Direction.EXIT)."""

    def make(entry_id, person, at, place="main", way=Direction.ENTRY):
        with writing(db):
            add_visits(db, [VisitRow(entry_id, person, None, place, way, to_text(at), "Mesa", "")])

    return make


@pytest.mark.parametrize("turn", TURNS)
@pytest.mark.parametrize("fold", [0, 1])
def test_the_two_hours_of_one_name_stay_two_and_in_order(turn, fold):
    at = TURNS[turn].replace(fold=fold)
    later = (at.astimezone(UTC) + timedelta(milliseconds=1)).astimezone(at.tzinfo)

    assert to_text(at) < to_text(later)
    assert to_moment(to_text(at)) == at.astimezone(UTC)


def test_an_hour_that_comes_twice_is_stored_as_two():
    first = TURNS["back in Lisbon"]

    assert to_moment(to_text(first.replace(fold=1))) - to_moment(to_text(first)) == timedelta(
        hours=1
    )


@given(st.integers(0, 4_000_000_000_000), st.sampled_from(ZONES))
def test_a_moment_means_the_same_in_every_zone(milliseconds, zone):
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=milliseconds)
    text = to_text(moment.astimezone(zone))

    assert to_moment(text) == moment
    assert text == to_text(moment)
    assert len(text) == len("2026-10-05T12:12:03.250Z")


@pytest.mark.parametrize("turn", TURNS)
def test_who_is_inside_does_not_hang_on_the_name_of_the_hour(db, pass_by, turn):
    at = TURNS[turn]
    utc = at.astimezone(UTC)
    pass_by("e1", "ana", at)
    pass_by("e2", "ana", (utc + timedelta(minutes=45)).astimezone(at.tzinfo), way=Direction.EXIT)
    pass_by("e3", "leo", (utc + timedelta(minutes=60)).astimezone(at.tzinfo))
    pass_by("e4", "ana", (utc + timedelta(minutes=75)).astimezone(at.tzinfo))

    inside = {
        minutes: sorted(visits.inside_people(db, "main", until=utc + timedelta(minutes=minutes)))
        for minutes in (-1, 0, 44, 45, 59, 60, 75)
    }
    assert inside == {
        -1: [],
        0: ["ana"],
        44: ["ana"],
        45: [],
        59: [],
        60: ["leo"],
        75: ["ana", "leo"],
    }
    assert visits.inside_count(db, "main", after=utc + timedelta(minutes=61)) == 1
    told = visits.between(db, ["main"], utc + timedelta(minutes=45), utc + timedelta(minutes=60))
    assert [visit.entry_id for visit in told] == ["e2", "e3"]
    assert visits.between(db, ["main"], None, utc, ["leo"]) == []
    assert [one.entry_id for one in visits.between(db, ["main"], None, utc, ["ana"])] == ["e1"]


@pytest.mark.parametrize("turn", TURNS)
def test_a_right_ends_at_its_moment_in_any_zone(db, add, turn):
    add("ana", "Ana")
    until = TURNS[turn]
    with writing(db):
        replace_list(db, "csirt", "file", [Invited(PERSON, "ana", until)], until)
    moment = until.astimezone(UTC)

    assert rights.people_invited(db, "csirt", moment - timedelta(milliseconds=1)) == 1
    assert rights.people_invited(db, "csirt", moment) == 0
    assert of_list(db, "csirt", "file")[0].until == moment


@pytest.mark.parametrize("turn", TURNS)
def test_arrivals_fall_into_the_quarter_in_which_they_were_first(db, pass_by, turn):
    utc = TURNS[turn].astimezone(UTC)
    quarter = utc.replace(minute=utc.minute // 15 * 15, second=0, microsecond=0)
    last = timedelta(minutes=14, seconds=59, milliseconds=999)
    pass_by("e1", "ana", quarter)
    pass_by("e2", "leo", quarter + last)
    pass_by("e3", "eva", quarter + timedelta(minutes=15))
    pass_by("e4", "ana", quarter + timedelta(minutes=30))
    pass_by("e5", "max", quarter, way=Direction.EXIT)
    pass_by("e6", "eva", quarter + timedelta(minutes=16), "csirt")
    pass_by("e7", "zoe", quarter + timedelta(minutes=16), "csirt")

    following = quarter + timedelta(minutes=15)
    assert day_figures.arrivals(db, ["main"], quarter) == [(quarter, 2), (following, 1)]
    both = day_figures.arrivals(db, ["csirt", "main"], quarter)
    assert both == [(quarter, 2), (following, 2)]
    assert day_figures.arrivals(db, ["main"], following) == [(following, 1)]
    assert day_figures.arrivals(db, [], quarter) == []


def test_who_came_on_an_earlier_day_does_not_arrive_again(db, pass_by):
    midnight = datetime(2027, 1, 1, tzinfo=SANTIAGO)
    pass_by("e1", "ana", midnight - timedelta(milliseconds=1))
    pass_by("e2", "ana", midnight + timedelta(hours=9))
    pass_by("e3", "leo", midnight)

    (quarter, people), *rest = day_figures.arrivals(db, ["main"], midnight)
    assert (quarter, people, rest) == (midnight.astimezone(UTC), 1, [])


def test_walk_ins_and_those_sent_to_the_desk_are_counted(db, record, clock):
    record(EntryKind.WALK_IN, "w1", payload={"person": {"given_name": "W"}})
    record(EntryKind.ANSWERED, None, payload={"help": 7})
    since = clock.forward(hours=1)
    record(EntryKind.WALK_IN, "w2", payload={"person": {"given_name": "V"}})
    for said in ({"help": 8}, {"help": None}, {"answers": {"1": "x"}}, {"help": 9}):
        record(EntryKind.ANSWERED, None, payload=said)

    assert day_figures.walk_ins(db) == 2
    assert day_figures.helped(db, since) == 2
    assert day_figures.helped(db, since - timedelta(hours=1)) == 3


PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(("ana", "leo")),
        st.sampled_from(("main", "csirt")),
        st.sampled_from(list(Direction)),
        st.integers(0, 6),
    ),
    max_size=14,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(passages=PASSAGES, after=st.none() | st.integers(0, 6), ends=st.booleans())
def test_the_count_of_the_room_is_of_those_who_are_listed_in_it(db, pass_by, passages, after, ends):
    """Two questions with two statements, which the door and the panel ask: they must agree."""
    begin = datetime(2026, 12, 31, 23, 57, tzinfo=UTC)
    with writing(db):
        for table in ("visit", "presence", "tally"):
            db.conn.execute(f"DELETE FROM {table}")  # noqa: S608  fixed names
    for number, (person, place, way, minute) in enumerate(passages):
        pass_by(f"e{number:02}", person, begin + timedelta(minutes=minute), place, way)
    since = None if after is None else begin + timedelta(minutes=after)
    enders = ["csirt"] if ends else []

    listed = visits.inside_people(db, "main", after=since, enders=enders)
    assert visits.inside_count(db, "main", after=since, enders=enders) == len(listed)
    assert all(since is None or at >= since for at in listed.values())
    last = begin + timedelta(minutes=9)
    assert visits.inside_people(db, "main", after=since, until=last, enders=enders) == listed
