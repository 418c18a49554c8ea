"""Visits, who is inside, and the head counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Entry, EntryKind
from kiosk.store import visits
from kiosk.store.connect import Database
from kiosk.store.presence import Adopter, VisitRow, add_visit, adopt, clear, drop_visit
from kiosk.store.transact import number, rows
from kiosk.store.visits import Tally

Record = Callable[..., Entry]


def test_entering_and_leaving_are_counted(db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "p1", "csirt")
    record(EntryKind.ADMITTED, "p2", "csirt")
    record(EntryKind.LEFT, "p1", "csirt")
    record(EntryKind.ADMITTED, "p1", "lacix")

    assert visits.tally(db, "csirt") == Tally(people=2, entries=2)
    assert visits.inside_count(db, "csirt") == visits.inside_count(db, "lacix") == 1
    assert visits.tally(db, "nowhere") == Tally()


def test_refusals_are_no_visits(db: Database, record: Record) -> None:
    record(EntryKind.REFUSED, "p1", "csirt")

    assert visits.of_person(db, "p1", "csirt") == ()
    assert visits.inside_count(db, "csirt") == 0


def test_the_same_person_again_is_one_person(db: Database, record: Record) -> None:
    for kind in (EntryKind.ADMITTED, EntryKind.LEFT, EntryKind.ADMITTED, EntryKind.ADMITTED):
        record(kind, "p1", "csirt")

    assert visits.tally(db, "csirt") == Tally(people=1, entries=3)
    assert visits.inside_count(db, "csirt") == 1


def test_the_true_time_decides_who_is_inside_not_the_order_of_arrival(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    left = clock.forward(hours=2)
    record(EntryKind.LEFT, "p1", "csirt", at=left)
    record(EntryKind.ADMITTED, "p1", "csirt", at=left - timedelta(hours=1))

    assert visits.inside_count(db, "csirt") == 0
    assert [v.direction for v in visits.of_person(db, "p1", "csirt")] == [
        Direction.ENTRY,
        Direction.EXIT,
    ]


def test_an_undone_entry_no_longer_counts(db: Database, record: Record) -> None:
    entry = record(EntryKind.ADMITTED, "p1", "csirt")
    assert visits.exists(db, entry.id)

    record(EntryKind.UNDONE, "p1", "csirt", {"undoes": entry.id, "reason": "mistake"})

    assert not visits.exists(db, entry.id)
    assert visits.tally(db, "csirt") == Tally()
    assert rows(db, "SELECT * FROM presence") == []


def test_an_undone_exit_puts_the_person_back_inside(db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "p1", "csirt")
    left = record(EntryKind.LEFT, "p1", "csirt")

    record(EntryKind.UNDONE, "p1", "csirt", {"undoes": left.id, "reason": "mistake"})

    assert visits.tally(db, "csirt") == Tally(people=1, entries=1)
    assert visits.inside_count(db, "csirt") == 1


def test_undoing_what_is_not_there_changes_nothing(db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "p1", "csirt")
    record(EntryKind.UNDONE, "p1", "csirt", {"undoes": "nothing"})

    assert visits.inside_count(db, "csirt") == 1
    assert drop_visit(db, "nothing") is False


def test_latest_visits_are_newest_first(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    for person in ("p1", "p2", "p3"):
        record(EntryKind.ADMITTED, person, "csirt", at=clock.forward(minutes=1))

    assert [visit.person_id for visit in visits.latest(db, "csirt", 2)] == ["p3", "p2"]


def test_first_entries_of_many_people(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    early = record(EntryKind.ADMITTED, "p1", "main", at=clock.forward(minutes=1))
    record(EntryKind.ADMITTED, "p1", "side", at=clock.forward(minutes=1))
    record(EntryKind.LEFT, "p2", "main", at=clock.forward(minutes=1))
    record(EntryKind.ADMITTED, "p3", "csirt")

    found = visits.first_entries(db, ["p1", "p2", "p3"], ["main", "side"])

    assert {person: visit.entry_id for person, visit in found.items()} == {"p1": early.id}
    assert visits.first_entries(db, [], ["main"]) == visits.first_entries(db, ["p1"], []) == {}


def test_the_entries_of_one_person_elsewhere(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    late = record(EntryKind.ADMITTED, "p1", "lacix", at=clock.forward(minutes=9))
    early = record(EntryKind.ADMITTED, "p1", "forum", at=clock.forward(minutes=-5))
    record(EntryKind.LEFT, "p1", "forum")
    record(EntryKind.ADMITTED, "p1", "csirt")
    record(EntryKind.ADMITTED, "p2", "forum")

    found = visits.entries_elsewhere(db, "p1", ["lacix", "forum"])

    assert [visit.entry_id for visit in found] == [early.id, late.id]
    assert visits.entries_elsewhere(db, "p1", []) == ()


def test_people_are_counted_once_over_several_entrances(db: Database, record: Record) -> None:
    for person, entrance in (("p1", "main"), ("p1", "side"), ("p2", "side")):
        record(EntryKind.ADMITTED, person, entrance)

    assert visits.people_entered(db, ["main", "side"]) == 2
    assert visits.people_entered(db, ["main"]) == 1
    assert visits.people_entered(db, []) == 0


def test_the_last_entry_of_a_station(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    record(EntryKind.ADMITTED, "p1", "main", at=clock.forward(minutes=1))
    record(EntryKind.ADMITTED, "p2", "side", at=clock.forward(minutes=1))
    record(EntryKind.ADMITTED, "p3", "main", at=clock.forward(minutes=1), station="Mesa 2")

    last = visits.last_entry_of_station(db, "Mesa 1", ["main", "side"])

    assert last is not None
    assert last.person_id == "p2"
    assert visits.last_entry_of_station(db, "Mesa 9", ["main"]) is None


def test_a_person_adopts_the_visits_of_a_signed_ticket(
    db: Database, record: Record, clock: Callable[[], object]
) -> None:
    record(EntryKind.ADMITTED, "sig-1", "csirt")
    record(EntryKind.ADMITTED, "sig-1", "lacix")
    record(EntryKind.LEFT, "sig-2", "lacix", at=clock.forward(minutes=1))
    record(EntryKind.ADMITTED, "p1", "lacix", at=clock.forward(minutes=-2))
    assert visits.tally(db, "lacix") == Tally(people=2, entries=2)

    record(EntryKind.ADMITTED, "p1", "csirt", {"adopts": ["sig-1", "sig-2", "sig-3"]})

    assert visits.tally(db, "csirt") == Tally(people=1, entries=2)
    assert visits.tally(db, "lacix") == Tally(people=1, entries=2)
    assert (visits.inside_count(db, "csirt"), visits.inside_count(db, "lacix")) == (1, 0)
    assert {row["person_id"] for row in rows(db, "SELECT person_id FROM presence")} == {"p1"}


def test_adopting_oneself_or_nobody_changes_nothing(db: Database, record: Record) -> None:
    record(EntryKind.ADMITTED, "p1", "csirt")
    before = rows(db, "SELECT * FROM presence")

    adopt(db, "p1", Adopter("p1", "2026-10-06T12:00:00.000Z", "e1"))
    adopt(db, "nobody", Adopter("p1", "2026-10-06T12:00:00.000Z", "e2"))

    assert rows(db, "SELECT * FROM presence") == before
    assert visits.tally(db, "csirt") == Tally(people=1, entries=1)


def test_an_adopted_visit_can_be_undone(db: Database, record: Record) -> None:
    entry = record(EntryKind.ADMITTED, "sig-1", "csirt")
    record(EntryKind.REFUSED, "p1", "csirt", {"adopts": ["sig-1"]})  # already used, by the same
    assert [visit.entry_id for visit in visits.of_person(db, "p1", "csirt")] == [entry.id]

    record(EntryKind.UNDONE, "sig-1", "csirt", {"undoes": entry.id})

    assert visits.of_person(db, "p1", "csirt") == ()
    assert visits.tally(db, "csirt") == Tally()


def test_who_is_inside_is_read_by_the_indexes(db: Database) -> None:
    """A full table is never gone through, however many people have been there."""
    asked: list[str] = []
    db.conn.set_trace_callback(asked.append)
    after = datetime(2026, 10, 6, 13, tzinfo=UTC)
    visits.inside_count(db, "csirt", after=after, enders=("lacix", "forum"))
    visits.inside_people(db, "csirt", after=after, enders=("lacix", "forum"))
    visits.entries_elsewhere(db, "p1", ("lacix", "forum"))
    db.conn.set_trace_callback(None)

    plans = [[step["detail"] for step in rows(db, f"EXPLAIN QUERY PLAN {sql}")] for sql in asked]

    assert len(plans) == 3
    assert any("presence_inside (checkpoint=? AND since>?)" in step for step in plans[0])
    assert any("visit_checkpoint (checkpoint=? AND at>? AND at<?)" in step for step in plans[1])
    for plan in plans:
        assert any("PRIMARY KEY (person_id=? AND checkpoint=?" in step for step in plan)
        assert not any(step.startswith("SCAN") for step in plan)


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["in", "out", "undo"]),
        st.sampled_from(["p1", "p2", "p3"]),
        st.integers(min_value=0, max_value=9),
    ),
    max_size=25,
)


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(steps=STEPS)
def test_the_counts_always_equal_a_fresh_count(
    db: Database, steps: list[tuple[str, str, int]]
) -> None:
    clear(db)
    for index, (what, person, minute) in enumerate(steps):
        if what == "undo":
            known = rows(db, "SELECT entry_id FROM visit ORDER BY entry_id")
            if known:
                drop_visit(db, known[minute % len(known)]["entry_id"])
            continue
        way = Direction.ENTRY if what == "in" else Direction.EXIT
        at = f"2026-10-06T12:0{minute}:00.000Z"
        add_visit(db, VisitRow(f"e{index:03d}", person, None, "room", way, at, "", ""))

    entries = "SELECT {} FROM visit WHERE direction = 'entry'"
    inside = 0
    for person in ("p1", "p2", "p3"):
        mine = visits.of_person(db, person, "room")
        inside += bool(mine and mine[-1].direction is Direction.ENTRY)
    assert visits.inside_count(db, "room") == inside
    assert visits.tally(db, "room") == Tally(
        people=number(db, entries.format("count(DISTINCT person_id)")),
        entries=number(db, entries.format("count(*)")),
    )


def test_a_history_holds_what_stands_under_every_id_of_a_person(
    db: Database, record: Record
) -> None:
    for person, way in (("p1", "ADMITTED"), ("sig-1", "LEFT"), ("p2", "ADMITTED")):
        record(EntryKind[way], person, "csirt")

    history = visits.history(db, ("p1", "sig-1"), "csirt")

    assert [visit.direction for visit in history] == [Direction.ENTRY, Direction.EXIT]
    assert {visit.person_id for visit in history} == {"p1"}
    assert tuple(visits.history(db, ("p1",), "csirt")) == visits.of_person(db, "p1", "csirt")
    assert not visits.history(db, (), "csirt")
