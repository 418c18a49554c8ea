"""The head count that the store reads at once equals the one made person by person."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Checkpoint, Direction, Kind, Slot
from kiosk.domain.errors import NotFoundError
from kiosk.domain.presence import enders, timeline
from kiosk.domain.visits import Visit
from kiosk.services import head_count
from kiosk.services.check_in import ScanRequest, scan
from kiosk.services.context import Context
from kiosk.services.head_count import Inside
from kiosk.services.rooms import people_inside, room_state
from kiosk.store import visits
from kiosk.store.moments import to_text
from kiosk.store.presence import VisitRow, add_visit, clear, drop_visit
from kiosk.store.transact import writing

START = datetime(2026, 10, 5, 3, tzinfo=UTC)  # midnight in Montevideo
IDS = ("a", "b", "door")
PEOPLE = ("p1", "p2", "p3", "p4")

minutes = st.integers(min_value=0, max_value=60 * 60)
marks = st.sampled_from([0, 540, 780, 1080, 1980, 2220])  # on the hours of the slots, often
steps = st.lists(
    st.tuples(
        st.one_of(minutes, marks),
        st.sampled_from(PEOPLE),
        st.sampled_from(IDS),
        st.sampled_from(Direction),
        st.booleans(),
    ),
    max_size=30,
)
spans = st.lists(
    st.tuples(st.none() | marks, st.none() | st.sampled_from([780, 1080, 2220])), max_size=2
)
outs = st.none() | st.sampled_from([time(0), time(9), time(18)])
ends = st.sampled_from([(), ("*",), ("a",), ("b", "door")])


def moment(minute: int | None) -> datetime | None:
    return None if minute is None else START + timedelta(minutes=minute)


@st.composite
def checkpoints(draw: st.DrawFn) -> tuple[Checkpoint, ...]:
    kinds = {"door": Kind.ENTRANCE}
    return tuple(
        Checkpoint(
            each,
            {"es": each},
            kinds.get(each, Kind.ROOM),
            slots=tuple(Slot(moment(opens), moment(closes)) for opens, closes in draw(spans)),
            everybody_out=draw(outs),
            ends=draw(ends),
        )
        for each in IDS
    )


def up_to(until: datetime | None, some: tuple[Visit, ...]) -> list[Visit]:
    return [visit for visit in some if until is None or visit.at <= until]


def by_hand(
    ctx: Context, checkpoint: Checkpoint, now: datetime, until: datetime | None = None
) -> set[str]:
    """The people inside, each from the timeline; with `until` without what came later."""
    others, inside = enders(ctx.event, checkpoint), set()
    for person in PEOPLE:
        line = timeline(
            up_to(until, visits.of_person(ctx.db, person, checkpoint.id)),
            up_to(until, visits.entries_elsewhere(ctx.db, person, others)),
            checkpoint,
            ctx.event.timezone,
            now,
        )
        if line and line[-1].direction is Direction.ENTRY:
            inside.add(person)
    return inside


@settings(
    max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(rooms=checkpoints(), steps=steps, now=st.one_of(minutes, marks))
def test_the_store_counts_what_the_timelines_say(ctx: Context, rooms, steps, now: int) -> None:
    at = START + timedelta(minutes=now)
    ctx = replace(ctx, event=replace(ctx.event, checkpoints=rooms), clock=lambda: at)
    with writing(ctx.db):
        clear(ctx.db)
        for number, (minute, person, where, way, undone) in enumerate(steps):
            text = to_text(START + timedelta(minutes=minute))
            entry = f"e{number * 7 % 31:02}"  # the later record need not have the later id
            add_visit(ctx.db, VisitRow(entry, person, None, where, way, text, "", ""))
            if undone:
                drop_visit(ctx.db, entry)

    for checkpoint in rooms:
        there = by_hand(ctx, checkpoint, at)
        assert head_count.inside(ctx, checkpoint, at) == len(there)
        assert {one.person_id for one in head_count.people_inside(ctx, checkpoint)} == there
        then = {one.person_id for one in head_count.people_inside(ctx, checkpoint, at)}
        assert then == by_hand(ctx, checkpoint, at, until=at)


def changed(ctx: Context, checkpoint: str, **parts: object) -> Context:
    """The same event with one checkpoint changed."""
    every = tuple(
        replace(each, **parts) if each.id == checkpoint else each for each in ctx.event.checkpoints
    )
    return replace(ctx, event=replace(ctx.event, checkpoints=every))


@pytest.fixture
def forum(ctx: Context) -> Context:
    """The small event, with a forum from 9:00 to 13:00 there (12:00 to 16:00 UTC)."""
    opens = datetime(2026, 10, 6, 12, tzinfo=UTC)
    return changed(ctx, "forum", slots=(Slot(opens, opens + timedelta(hours=4)),), capacity=1)


def test_the_room_is_empty_from_the_minute_of_closing_on(forum: Context, clock) -> None:
    scan(forum, ScanRequest("code-of-ana", "forum"))
    assert room_state(forum, "forum").inside == 1

    clock.forward(hours=3, minutes=59, seconds=59)
    assert room_state(forum, "forum").inside == 1
    clock.forward(seconds=1)
    assert (room_state(forum, "forum").inside, room_state(forum, "forum").admitted_total) == (0, 1)


def test_a_full_room_has_a_place_again_when_somebody_enters_another(ctx: Context) -> None:
    ctx = changed(changed(ctx, "forum", capacity=1), "assembly", ends=("forum",))
    assert scan(ctx, ScanRequest("code-of-sam", "forum")).verdict.admitted
    assert not scan(ctx, ScanRequest("code-of-ana", "forum")).verdict.admitted

    assert scan(ctx, ScanRequest("code-of-sam", "assembly")).verdict.admitted

    assert room_state(ctx, "forum").inside == 0
    assert scan(ctx, ScanRequest("code-of-ana", "forum")).verdict.admitted


def test_a_full_room_has_a_place_again_after_the_hour_of_everybody_out(ctx: Context, clock) -> None:
    ctx = changed(ctx, "forum", capacity=1, everybody_out=time(18))  # 21:00 UTC
    scan(ctx, ScanRequest("code-of-sam", "forum"))
    clock.forward(hours=8, minutes=59)
    assert not scan(ctx, ScanRequest("code-of-ana", "forum")).verdict.admitted

    clock.forward(minutes=1)

    assert scan(ctx, ScanRequest("code-of-ana", "forum")).verdict.admitted


def test_who_is_inside_and_since_when(ctx: Context, clock) -> None:
    begin = clock()
    for code in ("code-of-sam", "code-of-ana", "code-of-jose"):
        scan(ctx, ScanRequest(code, "forum"))
        clock.forward(minutes=1)
    scan(ctx, ScanRequest("code-of-jose", "forum", direction=Direction.EXIT))
    scan(ctx, ScanRequest("code-of-sam", "forum"))

    assert people_inside(ctx, "forum") == (
        Inside("ana", "Ana Silva", "NIC.br", begin + timedelta(minutes=1)),
        Inside("sam", "Sam Smith", "ISP Uno", begin + timedelta(minutes=3)),
    )
    assert people_inside(ctx, "csirt") == ()


def test_somebody_whom_no_list_knows_is_inside_without_a_name(ctx: Context, clock) -> None:
    add_visit(
        ctx.db,
        VisitRow("e1", "sig-1", None, "forum", Direction.ENTRY, to_text(clock()), "", ""),
    )

    assert people_inside(ctx, "forum") == (Inside("sig-1", "", "", clock()),)


def test_nobody_is_inside_an_unknown_room(ctx: Context) -> None:
    with pytest.raises(NotFoundError, match="nowhere"):
        people_inside(ctx, "nowhere")
