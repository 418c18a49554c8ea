"""How long people were there: pairs, missing exits, openings, midnights, changing clocks."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from itertools import permutations
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.attendance import Attended, attendance, minutes_by_day, minutes_of
from kiosk.domain.checkpoints import Checkpoint, Direction, EntryRule, Kind, Slot
from kiosk.domain.visits import Visit

ZONE = ZoneInfo("America/Montevideo")  # three hours behind UTC all year
MADRID = ZoneInfo("Europe/Madrid")  # 2026: forward on 29 March at 2:00, back on 25 October at 3:00
NAME = {"es": "Sala"}
LATER = "2026-10-30 12:00"
TWO = (("06 09:00", "06 13:00"), ("06 14:00", "06 18:00"))


def at(text: str, zone: ZoneInfo = ZONE) -> datetime:
    """A local time, "2026-10-06 09:30" or "06 09:30" for one in October 2026, in UTC."""
    full = text if len(text) > 9 else f"2026-10-{text}"
    return datetime.strptime(full, "%Y-%m-%d %H:%M").replace(tzinfo=zone).astimezone(UTC)


def room(*slots: tuple[str | None, str | None], **more) -> Checkpoint:
    return Checkpoint(
        "room",
        NAME,
        slots=tuple(Slot(o and at(o), c and at(c)) for o, c in slots),
        early=timedelta(minutes=20),
        **more,
    )


def visits(*steps: str, zone: ZoneInfo = ZONE) -> list[Visit]:
    """ "+06 09:00" is an entry, "-06 10:00" an exit; ids follow the order of the list."""
    ways = {"+": Direction.ENTRY, "-": Direction.EXIT}
    return [
        Visit(f"e{i}", "p1", "room", ways[step[0]], at(step[1:], zone))
        for i, step in enumerate(steps)
    ]


def told(checkpoint, steps, *, elsewhere=(), now=LATER, zone=ZONE) -> list[str]:
    """Each part as "6 09:00-13:00 240", with "?" for an assumed end and "" for an unknown one."""

    def hour(moment: datetime | None) -> str:
        return moment.astimezone(zone).strftime("%H:%M") if moment else ""

    there = visits(*(f"+{each}" for each in elsewhere), zone=zone)
    found = attendance(visits(*steps, zone=zone), there, checkpoint, zone, at(now, zone))
    return [
        f"{s.day.day} {hour(s.enters)}-{hour(s.leaves)} {minutes_of([s])}{'?' if s.assumed else ''}"
        for s in found
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ((), []),
        (("+06 09:00", "-06 10:30"), ["6 09:00-10:30 90"]),
        (("-06 10:30",), []),
        (("-06 08:00", "+06 09:00", "-06 10:00"), ["6 09:00-10:00 60"]),
        (("+06 09:00", "+06 09:40", "-06 10:00"), ["6 09:00-10:00 60"]),
        (("+06 09:00", "-06 10:00", "-06 11:00"), ["6 09:00-10:00 60"]),
        (("+06 09:00", "-06 10:00", "+06 11:00", "-06 11:20"), ["6 09:00-10:00 60", "6 11:00-11:20 20"]),
        (("-06 10:00", "+06 09:00"), ["6 09:00-10:00 60"]),
        (("+06 09:00", "-06 09:00"), ["6 09:00-09:00 0"]),
    ],
    ids=["none", "pair", "only-exit", "exit-first", "entered-twice", "left-twice", "two", "late-news", "same-moment"],
)  # fmt: skip
def test_entries_and_exits_in_a_room_without_hours(steps, expected):
    assert told(room(), steps) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("+06 09:30",), ["6 09:30-13:00 210?"]),
        (("+06 09:30", "+06 11:00"), ["6 09:30-13:00 210?"]),
        (("+06 08:45",), ["6 08:45-13:00 240?"]),  # early: from the opening
        (("+06 07:00",), ["6 07:00-13:00 240?"]),  # earlier than the doors, by a supervisor
        (("+06 08:45", "-06 08:55"), ["6 08:45-08:55 0"]),
        (("+06 08:45", "-06 09:15"), ["6 08:45-09:15 15"]),
        (("+06 12:00", "-06 13:00"), ["6 12:00-13:00 60"]),
        (("+06 12:00", "-06 13:20"), ["6 12:00-13:20 80"]),  # seen to leave late
        (("+06 12:00", "-06 15:00"), ["6 12:00-13:00 60?"]),  # that is the afternoon's exit
        (("+06 12:00", "+06 14:30", "-06 15:00"), ["6 12:00-13:00 60?", "6 14:30-15:00 30"]),
        (("+06 13:10", "-06 14:30"), ["6 13:10-14:30 30"]),  # between: counts from the next opening
        (("+06 12:30", "+06 13:00", "-06 13:20"), ["6 12:30-13:00 30?", "6 13:00-13:20 0"]),
        (("+06 19:00", "-06 19:30"), ["6 19:00-19:30 30"]),  # after all of them, but seen
        (("+06 19:00",), ["6 19:00- 0?"]),
        (("+06 17:00", "-06 23:59"), ["6 17:00-23:59 419"]),
        (("+06 17:00", "-07 00:10"), ["6 17:00-18:00 60?"]),
        (("+05 10:00",), ["5 10:00- 0?"]),  # the day before: not that slot
    ],
    ids=str,
)
def test_a_room_with_a_morning_and_an_afternoon(steps, expected):
    assert told(room(*TWO), steps) == expected


def test_slots_that_overlap_are_one_time():
    checkpoint = room(("06 09:00", "06 13:00"), ("06 12:00", "06 18:00"))

    assert told(checkpoint, ["+06 09:30"]) == ["6 09:30-18:00 510?"]
    assert told(checkpoint, ["+06 09:30", "-06 17:00"]) == ["6 09:30-17:00 450"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("06 11:00", ["6 09:30- 90"]),
        ("06 12:59", ["6 09:30- 209"]),
        ("06 13:00", ["6 09:30-13:00 210?"]),
        ("06 09:00", ["6 09:30- 0"]),  # a clock that is behind
    ],
    ids=str,
)
def test_while_the_session_lasts_the_time_runs(now, expected):
    assert told(room(*TWO), ["+06 09:30"], now=now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [("06 23:00", ["6 09:30- 810"]), ("07 00:00", ["6 09:30- 0?"])],
    ids=["same-day", "next-day"],
)
def test_a_room_without_closing_counts_until_the_day_is_over(now, expected):
    assert told(room(), ["+06 09:30"], now=now) == expected


def test_days_without_exits_are_days_of_their_own():
    assert told(room(), ["+06 09:00", "+06 15:00", "+07 09:00", "-07 10:00"]) == [
        "6 09:00- 0?",
        "7 09:00-10:00 60",
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (("+06 09:00",), ["6 09:00-18:00 540?"]),
        (("+06 09:00", "-06 18:10"), ["6 09:00-18:00 540?"]),  # by then nobody was inside
        (("+06 09:00", "-06 18:00"), ["6 09:00-18:00 540"]),
        (("+06 09:00", "+07 09:00"), ["6 09:00-18:00 540?", "7 09:00-18:00 540?"]),
        (("+06 18:00", "-06 18:30"), ["6 18:00-18:30 30"]),
        (("+06 18:01",), ["6 18:01- 0?"]),  # the next such hour is a day away
    ],
    ids=str,
)
def test_the_hour_at_which_everybody_is_out(steps, expected):
    assert told(room(everybody_out=time(18)), steps) == expected


@pytest.mark.parametrize(
    ("slots", "steps", "elsewhere", "expected"),
    [
        ((), ("+06 09:00",), ("06 10:00",), ["6 09:00-10:00 60?"]),
        ((), ("+06 09:00", "-06 11:00"), ("06 10:00",), ["6 09:00-10:00 60?"]),
        ((), ("+06 09:00", "+06 11:00", "-06 12:00"), ("06 10:00",), ["6 09:00-10:00 60?", "6 11:00-12:00 60"]),
        ((), ("+06 09:00", "-06 10:00"), ("06 10:00",), ["6 09:00-10:00 60"]),
        ((), ("+06 09:00",), ("07 09:00",), ["6 09:00- 0?"]),  # tells nothing of the night
        ((), ("+06 09:00",), ("06 08:00",), ["6 09:00- 0?"]),
        (TWO, ("+06 09:00",), ("06 12:00",), ["6 09:00-12:00 180?"]),
        (TWO, ("+06 09:00",), ("06 13:30",), ["6 09:00-13:00 240?"]),
        (TWO, ("+06 09:00", "-06 13:40"), ("06 13:30",), ["6 09:00-13:00 240?"]),
        (TWO, ("+06 09:00", "-06 13:40"), ("06 13:50",), ["6 09:00-13:40 280"]),
    ],
    ids=str,
)  # fmt: skip
def test_entering_a_room_that_ends_this_presence(slots, steps, elsewhere, expected):
    assert told(room(*slots), steps, elsewhere=elsewhere) == expected


def test_a_slot_of_a_whole_week_is_no_end_of_a_day():
    week = room(("05 08:00", "09 20:00"))

    assert told(week, ["+06 09:00", "+07 09:00", "-07 12:00"]) == [
        "6 09:00- 0?",
        "7 09:00-12:00 180",
    ]
    assert told(week, ["+06 09:00", "-07 08:00"]) == ["6 09:00- 0?"]
    assert told(week, ["+06 09:00"], now="06 12:00") == ["6 09:00- 180"]


@pytest.mark.parametrize(
    "kind",
    [Kind.ENTRANCE, Kind.HANDOUT],
    ids=str,
)
@pytest.mark.parametrize("now", ["06 12:00", LATER])
def test_nobody_scans_out_of_an_entrance_or_a_hand_out(kind, now):
    checkpoint = room(kind=kind, entry=EntryRule.ONCE_PER_DAY)

    assert told(checkpoint, ["+06 09:00", "+07 09:00"], now=now) == [
        "6 09:00- None",
        "7 09:00- None",
    ]


def test_an_entrance_with_exits_or_hours_has_minutes_all_the_same():
    assert told(room(kind=Kind.ENTRANCE), ["+06 09:00", "-06 10:00"]) == ["6 09:00-10:00 60"]
    out = room(kind=Kind.ENTRANCE, everybody_out=time(20))
    assert told(out, ["+06 09:00"]) == ["6 09:00-20:00 660?"]


def test_a_hand_out_has_no_minutes_whatever_its_hours():
    lunch = room(("06 12:00", "06 14:00"), kind=Kind.HANDOUT)

    assert told(lunch, ["+06 12:10"]) == ["6 12:10- None"]
    assert told(lunch, ["+06 12:10", "-06 12:50"]) == ["6 12:10-12:50 None"]


@pytest.mark.parametrize(
    ("slots", "steps", "expected"),
    [
        ((), ("+06 23:00", "-07 00:30"), ["6 23:00-00:00 60", "7 00:00-00:30 30"]),
        ((("06 22:00", "07 02:00"),), ("+06 23:00",), ["6 23:00-00:00 60?", "7 00:00-02:00 120?"]),
        ((("06 22:00", "07 02:00"),), ("+06 23:00", "+07 01:00", "-07 01:30"), ["6 23:00-00:00 60", "7 00:00-01:30 90"]),
        ((("07 00:00", "07 02:00"),), ("+06 23:50",), ["7 23:50-02:00 120?"]),  # doors before midnight
    ],
    ids=["no-hours", "closing", "entered-twice", "early"],
)  # fmt: skip
def test_a_stay_over_midnight_is_cut_into_days(slots, steps, expected):
    assert told(room(*slots), steps) == expected


@pytest.mark.parametrize(
    ("zone", "steps", "expected"),
    [
        (MADRID, ("+2026-03-29 01:00", "-2026-03-29 04:00"), ["29 01:00-04:00 120"]),
        (MADRID, ("+2026-10-25 01:00", "-2026-10-25 04:00"), ["25 01:00-04:00 240"]),
        # Santiago goes from 24:00 to 1:00 on 5 September and from 24:00 back to 23:00 on 4 April
        (ZoneInfo("America/Santiago"), ("+2026-09-05 23:00", "-2026-09-06 02:00"), ["5 23:00-01:00 60", "6 01:00-02:00 60"]),
        (ZoneInfo("America/Santiago"), ("+2026-04-04 22:00", "-2026-04-05 01:00"), ["4 22:00-00:00 180", "5 00:00-01:00 60"]),
        # Havana goes from 1:00 back to 0:00 on 1 November: the day begins with the first midnight
        (ZoneInfo("America/Havana"), ("+2026-10-31 23:00", "-2026-11-01 02:00"), ["31 23:00-00:00 60", "1 00:00-02:00 180"]),
        # at 0:01 the clock of St. John's went back to 23:01 of the day before
        (ZoneInfo("America/St_Johns"), ("+2010-11-06 22:00", "-2010-11-07 01:00"), ["6 22:00-00:00 120", "7 00:00-01:00 120"]),
    ],
    ids=["forward", "back", "no-midnight", "before-midnight", "two-midnights", "at-one-past"],
)  # fmt: skip
def test_time_is_what_passed_whatever_the_clocks_said(zone, steps, expected):
    assert told(room(), steps, zone=zone, now="2026-12-01 12:00") == expected


def test_the_sum_of_a_day_keeps_the_seconds():
    """Two stays of a minute and a half are three minutes."""
    begin, half = at("06 09:00"), timedelta(seconds=90)
    mine = [
        Visit("a", "p1", "room", Direction.ENTRY, begin),
        Visit("b", "p1", "room", Direction.EXIT, begin + half),
        Visit("c", "p1", "room", Direction.ENTRY, begin + 2 * half),
        Visit("d", "p1", "room", Direction.EXIT, begin + 3 * half),
        Visit("e", "p1", "room", Direction.ENTRY, at("07 09:00")),
    ]
    stays = attendance(mine, (), room(), ZONE, at(LATER))

    assert [(stay.entry_id, minutes_of([stay])) for stay in stays] == [("a", 1), ("c", 1), ("e", 0)]
    assert minutes_by_day(stays) == (
        Attended("p1", "room", begin.date(), begin, begin + 3 * half, 3, assumed=False),
        Attended("p1", "room", at("07 09:00").date(), at("07 09:00"), None, 0, assumed=True),
    )


MINUTES = st.integers(min_value=0, max_value=60 * 60)
WAYS = st.lists(st.tuples(MINUTES, st.sampled_from(Direction)), max_size=4)
SLOTS = st.lists(st.tuples(st.none() | MINUTES, st.none() | MINUTES), max_size=3)
OUTS = st.none() | st.sampled_from([time(0), time(4), time(18)])
START = at("05 00:00")


@given(steps=WAYS, away=st.lists(MINUTES, max_size=3), slots=SLOTS, out=OUTS, now=MINUTES, kind=st.sampled_from(Kind))  # fmt: skip
def test_no_time_is_counted_twice_or_before_an_entry_or_after_now(
    steps, away, slots, out, now, kind
):
    def moment(minutes: int) -> datetime:
        return START + timedelta(minutes=minutes)

    def end(minutes: int | None) -> datetime | None:
        return None if minutes is None else moment(minutes)

    mine = [Visit(f"e{i}", "p1", "room", way, moment(m)) for i, (m, way) in enumerate(steps)]
    there = [Visit(f"x{i}", "p1", "b", Direction.ENTRY, moment(m)) for i, m in enumerate(away)]
    hours = tuple(Slot(end(o), end(c)) for o, c in slots)
    checkpoint = Checkpoint("room", NAME, kind, slots=hours, everybody_out=out)
    stays = attendance(mine, there, checkpoint, ZONE, moment(now))

    assert {
        attendance(some, there, checkpoint, ZONE, moment(now)) for some in permutations(mine)
    } == {stays}
    entries = {v.entry_id: v.at for v in mine if v.direction is Direction.ENTRY}
    ends = [moment(now), *(v.at for v in mine)]
    for stay, following in zip(stays, [*stays[1:], None], strict=False):
        time_there = stay.time or timedelta()
        assert timedelta() <= time_there <= timedelta(hours=24)
        assert stay.enters >= entries[stay.entry_id]
        assert stay.enters + time_there <= max(ends)
        if stay.leaves is not None:
            assert stay.enters + time_there <= stay.leaves
        if following is not None:
            assert stay.enters + time_there <= following.enters
