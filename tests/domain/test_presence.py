"""Who is inside follows from entries, exits and the hours at which everybody is out."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise, permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind, Slot
from kiosk.domain.event import Event
from kiosk.domain.presence import (
    closings,
    enders,
    last_cut,
    local_moment,
    next_cut,
    next_out,
    timeline,
)
from kiosk.domain.visits import Visit

ZONE = ZoneInfo("America/Montevideo")  # three hours behind UTC all year
MADRID = ZoneInfo("Europe/Madrid")  # 2026: forward on 29 March at 2:00, back on 25 October at 3:00
NAME = {"es": "Sala"}


def at(text: str, zone: ZoneInfo = ZONE) -> datetime:
    """A local time of the event ("06 09:30" in October 2026), in UTC."""
    return (
        datetime.strptime(f"2026-10-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)
    )


def slot(opens: str | None, closes: str | None) -> Slot:
    return Slot(at(opens) if opens else None, at(closes) if closes else None)


def room(*slots: Slot, out: time | None = None, **more) -> Checkpoint:
    return Checkpoint("room", NAME, slots=slots, everybody_out=out, **more)


def visit(text: str, way: str = "entry", checkpoint: str = "room", entry_id: str = "") -> Visit:
    return Visit(entry_id or f"e-{text}", "p1", checkpoint, Direction(way), at(text))


def line(checkpoint: Checkpoint, visits, *, elsewhere=(), now="09 23:59") -> list[tuple[str, str]]:
    """What the timeline says, as ("06 09:30", "entry") with "implied" for an implied exit."""
    found = timeline(visits, elsewhere, checkpoint, ZONE, at(now))
    return [
        (v.at.astimezone(ZONE).strftime("%d %H:%M"), str(v.direction) if v.entry_id else "implied")
        for v in found
    ]


def test_without_visits_there_is_nothing():
    assert line(room(out=time(18)), [], elsewhere=[visit("06 09:00", checkpoint="other")]) == []


def test_the_order_of_arrival_is_not_the_order_of_time():
    assert line(room(), [visit("06 10:00", "exit"), visit("06 09:00")]) == [
        ("06 09:00", "entry"),
        ("06 10:00", "exit"),
    ]


def test_every_cut_that_follows_an_entry_puts_the_person_out():
    visits = [visit("06 09:00"), visit("07 09:00"), visit("07 10:00", "exit"), visit("08 09:00")]

    assert line(room(out=time(18)), visits) == [
        ("06 09:00", "entry"),
        ("06 18:00", "implied"),
        ("07 09:00", "entry"),
        ("07 10:00", "exit"),
        ("08 09:00", "entry"),
        ("08 18:00", "implied"),
    ]


@pytest.mark.parametrize(
    ("now", "out"), [("06 12:59", False), ("06 13:00", True), ("06 13:01", True)], ids=str
)
def test_everybody_is_out_from_the_minute_of_closing_on(now, out):
    found = line(room(slot("06 09:00", "06 13:00")), [visit("06 09:30")], now=now)

    assert ((found[-1]) == ("06 13:00", "implied")) is out


def test_whoever_enters_at_the_very_moment_counts_after_it():
    checkpoint = room(out=time(13))

    assert line(checkpoint, [visit("06 09:00"), visit("06 13:00")], now="06 15:00") == [
        ("06 09:00", "entry"),
        ("06 13:00", "implied"),
        ("06 13:00", "entry"),
    ]
    assert line(checkpoint, [visit("06 09:00"), visit("06 13:00", "exit")], now="06 15:00") == [
        ("06 09:00", "entry"),
        ("06 13:00", "exit"),
    ]


def test_entering_elsewhere_ends_the_presence_and_coming_back_begins_another():
    away = [visit("06 10:00", checkpoint="b"), visit("06 12:00", checkpoint="b")]
    visits = [visit("06 09:00"), visit("06 11:00"), visit("06 14:00", "exit")]

    assert line(room(), visits, elsewhere=away) == [
        ("06 09:00", "entry"),
        ("06 10:00", "implied"),
        ("06 11:00", "entry"),
        ("06 12:00", "implied"),
        ("06 14:00", "exit"),
    ]


def test_having_entered_elsewhere_before_ends_nothing():
    away = [visit("06 08:00", checkpoint="b")]

    assert line(room(), [visit("06 09:00")], elsewhere=away) == [("06 09:00", "entry")]


@pytest.mark.parametrize(
    ("there", "here", "ended"), [("e2", "e1", True), ("e1", "e2", False)], ids=["there", "here"]
)
def test_of_entries_at_one_moment_the_later_one_in_the_journal_counts(there, here, ended):
    away = [visit("06 09:00", checkpoint="b", entry_id=there)]
    mine = [visit("06 09:00", entry_id=here)]
    found = timeline(mine, away, room(), ZONE, at("06 09:00"))

    assert [v.direction for v in found] == [Direction.ENTRY, Direction.EXIT][: 1 + ended]
    assert sorted(found, key=lambda v: (v.at, v.entry_id)) == list(found)


def test_a_visit_after_now_counts_as_it_is():
    assert line(room(out=time(18)), [visit("06 09:00"), visit("08 09:00")], now="05 12:00") == [
        ("06 09:00", "entry"),
        ("06 18:00", "implied"),
        ("08 09:00", "entry"),
    ]


def test_a_cut_before_an_entry_elsewhere_that_is_after_now_counts_too():
    away = [visit("08 09:00", checkpoint="b")]

    assert line(room(out=time(18)), [visit("06 09:00")], elsewhere=away, now="05 12:00") == [
        ("06 09:00", "entry"),
        ("06 18:00", "implied"),
    ]


def test_an_implied_exit_is_nobodys_record():
    implied = timeline([visit("06 09:00")], (), room(out=time(18)), ZONE, at("07 00:00"))[-1]

    assert (implied.entry_id, implied.station, implied.operator) == ("", "", "")
    assert (implied.person_id, implied.checkpoint) == ("p1", "room")


@pytest.mark.parametrize(
    ("slots", "expected"),
    [
        ((("06 09:00", "06 13:00"), ("07 09:00", "07 13:00")), ["06 13:00", "07 13:00"]),
        ((("06 09:00", "06 13:00"), ("06 12:00", "06 18:00")), ["06 18:00"]),  # overlap
        ((("06 09:00", "06 13:00"), ("06 13:00", "06 18:00")), ["06 18:00"]),  # touch
        ((("06 09:00", "06 13:00"), ("06 09:00", "06 13:00")), ["06 13:00"]),  # twice
        ((("06 09:00", None), ("06 09:00", "06 13:00")), []),  # another one never closes
        (((None, "06 13:00"),), ["06 13:00"]),
        (((None, None),), []),
        ((), []),
    ],
    ids=["two", "overlap", "touch", "same", "open-end", "open-start", "always", "none"],
)
def test_a_closing_counts_where_no_other_slot_is_running(slots, expected):
    found = closings(room(*(slot(*each) for each in slots)))

    assert [moment.astimezone(ZONE).strftime("%d %H:%M") for moment in found] == expected


def test_the_cuts_before_and_after_a_moment():
    checkpoint = room(slot("06 09:00", "06 13:00"), out=time(18))

    assert last_cut(checkpoint, ZONE, at("06 12:59")) == at("05 18:00")
    assert last_cut(checkpoint, ZONE, at("06 13:00")) == at("06 13:00")
    assert last_cut(checkpoint, ZONE, at("06 20:00")) == at("06 18:00")
    assert next_cut(checkpoint, ZONE, at("06 12:59")) == at("06 13:00")
    assert next_cut(checkpoint, ZONE, at("06 13:00")) == at("06 18:00")
    assert next_cut(checkpoint, ZONE, at("06 18:00")) == at("07 18:00")
    assert next_out(checkpoint, ZONE, at("06 09:00")) == at("06 18:00")


def test_a_checkpoint_without_hours_has_no_cut():
    assert last_cut(room(), ZONE, at("06 12:00")) is None
    assert next_cut(room(), ZONE, at("06 12:00")) is next_out(room(), ZONE, at("06 12:00")) is None


@pytest.mark.parametrize(
    ("zone", "day", "hour", "expected"),
    [
        (MADRID, date(2026, 7, 1), time(2, 30), "2026-07-01T00:30"),
        (MADRID, date(2026, 10, 25), time(2, 30), "2026-10-25T01:30"),  # the second of two
        (MADRID, date(2026, 3, 29), time(2, 30), "2026-03-29T01:30"),  # 3:30 in its place
        (MADRID, date(2026, 3, 29), time(3, 30), "2026-03-29T01:30"),
        (ZoneInfo("America/Santiago"), date(2026, 9, 6), time(0, 30), "2026-09-06T04:30"),  # 1:30
        (ZoneInfo("America/Santiago"), date(2026, 4, 4), time(23, 30), "2026-04-05T03:30"),
    ],
    ids=["plain", "back", "forward", "after-forward", "no-midnight", "back-at-midnight"],
)
def test_a_local_time_on_the_nights_when_the_clocks_change(zone, day, hour, expected):
    assert local_moment(day, hour, zone) == datetime.fromisoformat(f"{expected}+00:00")


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)], ids=["forward", "back"])
def test_the_day_of_the_change_has_one_cut(day):
    checkpoint = room(out=time(2, 30))
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    cut = last_cut(checkpoint, MADRID, noon)

    assert cut == local_moment(day, time(2, 30), MADRID)
    assert last_cut(checkpoint, MADRID, cut - timedelta(milliseconds=1)) == local_moment(
        day - timedelta(days=1), time(2, 30), MADRID
    )
    assert next_cut(checkpoint, MADRID, cut) == local_moment(
        day + timedelta(days=1), time(2, 30), MADRID
    )


def test_a_skipped_hour_at_midnight_leaves_the_cut_before_it():
    """23:30 and 0:30: the hour after midnight does not exist on that day in Santiago."""
    santiago = ZoneInfo("America/Santiago")
    checkpoint = room(out=time(0, 30))
    soon = datetime(2026, 9, 6, 4, 10, tzinfo=UTC)  # 1:10 there, twenty minutes before the cut

    assert last_cut(checkpoint, santiago, soon) == datetime(2026, 9, 5, 4, 30, tzinfo=UTC)


def test_the_ends_of_time_are_no_failure():
    checkpoint = room(out=time(18))
    first, last = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)

    assert last_cut(checkpoint, ZONE, first) is None
    assert next_cut(checkpoint, ZONE, last) is None


def venue(**ends: tuple[str, ...]) -> Event:
    """Rooms a, b and c, an entrance and a hand-out, with the `ends` of some."""
    kinds = {"door": Kind.ENTRANCE, "bag": Kind.HANDOUT}
    checkpoints = tuple(
        Checkpoint(each, NAME, kinds.get(each, Kind.ROOM), ends=ends.get(each, ()))
        for each in ("a", "b", "c", "door", "bag")
    )
    day = date(2026, 10, 5)
    return Event("e", NAME, ZONE, day, day, "E", checkpoints=checkpoints)


@pytest.mark.parametrize(
    ("ends", "checkpoint", "expected"),
    [
        ({}, "a", ()),
        ({"b": ("a",)}, "a", ("b",)),
        ({"b": ("a",)}, "b", ()),
        ({"b": ("*",), "c": ("*",)}, "a", ("b", "c")),
        ({"b": ("*",)}, "b", ()),  # not its own
        ({"b": ("*",)}, "door", ()),  # only rooms
        ({"b": ("*",)}, "bag", ()),
        ({"b": ("door", "bag")}, "door", ("b",)),  # unless it is named
        ({"b": ("door", "bag")}, "bag", ("b",)),
        ({"door": ("*",)}, "a", ("door",)),
        ({"a": ("a",)}, "a", ()),
    ],
    ids=str,
)
def test_which_checkpoints_end_the_presence(ends, checkpoint, expected):
    event = venue(**ends)

    assert enders(event, event.checkpoint(checkpoint)) == expected


MINUTES = st.integers(min_value=0, max_value=72 * 60)
OWN = st.lists(st.tuples(MINUTES, st.sampled_from(Direction)), max_size=5)
AWAY = st.lists(MINUTES, max_size=3)
START = at("05 00:00")


def moment(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


def drawn(own, away) -> tuple[list[Visit], list[Visit]]:
    mine = [Visit(f"e{i}", "p1", "room", way, moment(m)) for i, (m, way) in enumerate(own)]
    there = [Visit(f"x{i}", "p1", "b", Direction.ENTRY, moment(m)) for i, m in enumerate(away)]
    return mine, there


@given(own=OWN, away=AWAY, now=MINUTES)
def test_the_timeline_is_the_same_in_every_order(own, away, now):
    checkpoint = room(slot("06 09:00", "06 13:00"), out=time(18))
    mine, there = drawn(own, away)
    lines = {
        timeline(some, there[::-1], checkpoint, ZONE, moment(now)) for some in permutations(mine)
    }

    assert lines == {timeline(mine, there, checkpoint, ZONE, moment(now))}


@given(own=OWN, away=AWAY, now=MINUTES)
def test_an_implied_exit_stands_right_after_an_entry_at_one_of_its_ends(own, away, now):
    checkpoint = room(slot("06 09:00", "06 13:00"), out=time(18))
    mine, there = drawn(own, away)
    found = timeline(mine, there, checkpoint, ZONE, moment(now))

    assert [v for v in found if v.entry_id] == sorted(mine, key=lambda v: (v.at, v.entry_id))
    assert [v.at for v in found] == sorted(v.at for v in found)
    for before, this in pairwise(found):
        if not this.entry_id:
            assert before.direction is Direction.ENTRY
            whole = this.at.replace(microsecond=0)
            assert whole in {v.at for v in there} | {last_cut(checkpoint, ZONE, whole)}
