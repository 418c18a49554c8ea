"""A double admission that somebody has seen to is shown nowhere any more, and nothing is undone."""

from __future__ import annotations

import pytest

from kiosk.domain.errors import NotFoundError
from kiosk.domain.journal import Draft, EntryKind
from kiosk.services.conflicts import conflicts, put_away
from kiosk.store import journal, visits
from tests.services.hub.desks import Desk


def found_twice(desk: Desk, person: str = "ana", other: str = "Mesa 2") -> str:
    """The id of a conflict of that person, noted at that station."""
    clock = desk.ctx.clock
    draft = Draft(EntryKind.CONFLICT, clock(), person, checkpoint="main", payload={"with": other})
    return journal.append(desk.ctx.db, "Mesa 1", clock, draft).id


def test_what_was_put_away_is_not_shown_any_more(a: Desk):
    first, second = found_twice(a), found_twice(a, "jose")

    put_away(a.ctx, first, "Rosa")

    assert [one.entry_id for one in conflicts(a.ctx)] == [second]
    assert journal.count_conflicts(a.ctx.db) == 1


def test_who_put_it_away_stands_in_the_journal(a: Desk):
    conflict = found_twice(a)

    put_away(a.ctx, conflict, "Rosa")

    (entry,) = journal.of_kind(a.ctx.db, EntryKind.CONFLICT_SEEN, "main")
    assert (entry.operator, entry.person_id, entry.station) == ("Rosa", "ana", "Mesa 1")
    assert entry.payload == {"conflict": conflict}
    assert journal.verify(a.ctx.db) is None


def test_the_other_station_shows_it_no_more_either(a: Desk, b: Desk):
    conflict = found_twice(a)
    a.share()
    b.share()
    assert journal.count_conflicts(b.ctx.db) == 1

    put_away(b.ctx, conflict, "Rosa")
    b.share()
    a.share()

    assert [journal.count_conflicts(desk.ctx.db) for desk in (a, b)] == [0, 0]
    assert conflicts(a.ctx) == conflicts(b.ctx) == ()


def test_two_stations_may_put_the_same_one_away(a: Desk, b: Desk):
    conflict = found_twice(a)
    a.share()
    b.share()

    put_away(a.ctx, conflict, "Rosa")
    put_away(b.ctx, conflict, "Luis")
    for desk in (a, b, a):
        desk.share()

    assert conflicts(a.ctx) == conflicts(b.ctx) == ()


def test_putting_it_away_again_writes_nothing(a: Desk):
    conflict = found_twice(a)
    put_away(a.ctx, conflict, "Rosa")
    before = journal.count(a.ctx.db)

    put_away(a.ctx, conflict, "Luis")

    assert journal.count(a.ctx.db) == before


def test_two_of_one_person_are_put_away_each_by_itself(a: Desk):
    first, second = found_twice(a, other="Mesa 2"), found_twice(a, other="Mesa 3")

    put_away(a.ctx, second, "Rosa")

    assert [one.entry_id for one in conflicts(a.ctx)] == [first]


def test_nobody_leaves_by_it(a: Desk):
    a.scan("code-of-ana")
    before = visits.of_person(a.ctx.db, "ana", "main")
    put_away(a.ctx, found_twice(a), "Rosa")

    assert visits.of_person(a.ctx.db, "ana", "main") == before != ()
    assert a.scan("code-of-ana").verdict.admitted is False


@pytest.mark.parametrize("entry_id", ["", "nobody-wrote-that"])
def test_what_nobody_found_cannot_be_put_away(a: Desk, entry_id: str):
    with pytest.raises(NotFoundError):
        put_away(a.ctx, entry_id, "Rosa")


def test_a_passage_is_no_conflict(a: Desk):
    entry = a.scan("code-of-ana").entry_id

    with pytest.raises(NotFoundError):
        put_away(a.ctx, str(entry), "Rosa")


@pytest.mark.parametrize("payload", [{}, {"conflict": None}, {"conflict": ["x"]}])
def test_a_word_that_names_none_puts_none_away(a: Desk, payload: dict[str, object]):
    found_twice(a)
    draft = Draft(EntryKind.CONFLICT_SEEN, a.ctx.clock(), "ana", payload=payload)
    journal.append(a.ctx.db, "Mesa 1", a.ctx.clock, draft)

    assert journal.count_conflicts(a.ctx.db) == 1


@pytest.mark.parametrize(
    ("station", "said"), [("Mesa 1", True), ("Mesa 2", True), ("Puerta A", False), ("", False)]
)
def test_a_conflict_knows_its_two_stations(a: Desk, station: str, said: bool):
    found_twice(a)
    (one,) = conflicts(a.ctx)

    assert one.involves(station) is said


def test_the_count_asks_indexes_only(a: Desk):
    """However many entries there are: it is asked every two seconds."""
    sql = f"EXPLAIN QUERY PLAN SELECT count(*){journal._OPEN_CONFLICTS}"
    steps = [str(row[3]) for row in a.ctx.db.conn.execute(sql)]

    assert not [step for step in steps if step.startswith("SCAN ") and " USING " not in step
                and step != "SCAN c"]  # fmt: skip
