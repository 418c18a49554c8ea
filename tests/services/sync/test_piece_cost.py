"""A piece of a pull costs the same in a small event and in a large one, and places people right."""

from __future__ import annotations

import re

import pytest

from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.feed import Batch, Document, SourceError, Trouble
from kiosk.domain.people import Person
from kiosk.services.apply_batch import PIECE, apply, apply_some, pieces
from kiosk.store import mirror_part, sources
from kiosk.store.mirror_part import Taken, Wanted
from tests.services.sources import NAME, person

EVERYBODY = re.compile(r"\bSCAN (person|ticket|p|t|document|named|entry|visit|source_visit)\b")
"""A line of a query plan that goes through a table which grows with the event."""

NOBODY = "IN ()"
"""Is never true: SQLite ends before its first row, whatever the plan says."""


@pytest.fixture
def asked(ctx):
    """The statements that SQLite runs from now on, with their values."""
    found = []
    ctx.db.conn.set_trace_callback(found.append)
    yield found
    ctx.db.conn.set_trace_callback(None)


def plan(ctx, statement):
    ctx.db.conn.set_trace_callback(None)
    return [row[3] for row in ctx.db.conn.execute(f"EXPLAIN QUERY PLAN {statement}")]


def page(*rows):
    orders = tuple(Document("order", row.code, "{}") for row in rows)
    return Batch({}, registrations=rows, documents=orders)


@pytest.mark.parametrize("again", [False, True], ids=["new people", "known people"])
def test_no_piece_goes_through_everybody(ctx, asked, again):
    nameless = person(4)._replace(person=Person("", "Sol", "Luz"))
    rows = (person(1), person(2), person(3, addon_to="O1-1"), nameless)
    if again:
        apply(ctx, NAME, page(*rows))
        asked.clear()

    apply(ctx, NAME, page(*(row._replace(product="otro") for row in rows)))

    words = ("SELECT", "UPDATE", "INSERT", "DELETE")
    own = [one for one in asked if one.startswith(words) and NOBODY not in one]
    assert len(own) > 10
    through = {one: line for one in own for line in plan(ctx, one) if EVERYBODY.search(line)}
    assert through == {}


def test_the_living_are_counted_only_where_somebody_may_go(ctx, monkeypatch):
    monkeypatch.setattr(sources, "living", lambda *_: pytest.fail("counted"))

    done = apply(ctx, NAME, Batch({}, registrations=(person(1),), begins=True))

    assert done.added == 1


def test_each_new_row_asks_nothing_of_its_own(ctx, asked):
    apply(ctx, NAME, Batch({}, registrations=tuple(person(n) for n in range(PIECE))))

    assert len([one for one in asked if one.startswith("SELECT")]) < 20


def test_who_comes_with_the_former_address_of_somebody_is_somebody_else(ctx):
    first = person(1)
    apply(ctx, NAME, Batch({}, registrations=(first,)))
    moved = first._replace(person=Person("", "Name1", "Paz", email="new@example.org"))
    apply(ctx, NAME, Batch({}, registrations=(moved,)))
    apply(ctx, NAME, Batch({}, registrations=(person(2)._replace(person=first.person),)))

    found = dict(
        ctx.db.conn.execute("SELECT t.code, p.email FROM ticket t JOIN person p USING (person_id)")
    )
    assert found == {"code-1": "new@example.org", "code-2": "p1@example.org"}
    ids = [row[0] for row in ctx.db.conn.execute("SELECT person_id FROM ticket")]
    assert len(set(ids)) == 2


def test_ids_are_looked_up_together_and_others_one_by_one(ctx, asked):
    apply(ctx, NAME, Batch({}, registrations=(person(1), person(2))))
    one, two = (row[0] for row in ctx.db.conn.execute("SELECT person_id FROM person ORDER BY id"))
    ticket = ctx.db.conn.execute("SELECT ticket_id FROM ticket").fetchone()[0]
    asked.clear()
    taken = Taken(ctx.db, lambda: (one, ticket, "free"))

    assert asked == []
    assert [key in taken for key in (one, ticket, "free", one)] == [True, True, False, True]
    assert len(asked) == 1
    assert two in taken
    assert "other" not in taken
    assert len(asked) == 3


@pytest.mark.parametrize(
    ("mailed", "named", "found"),
    [
        ({("p1@example.org", "name1 paz")}, set(), ["O1-1"]),
        ({("p1@example.org", "name2 paz")}, set(), []),
        ({("p2@example.org", "name1 paz"), ("p2@example.org", "name2 paz")}, set(), ["O2-1"]),
        (set(), {("name2 paz", "red uno")}, ["O2-1"]),
        (set(), {("name2 paz", "red dos")}, []),
        ({("p1@example.org", "name1 paz")}, {("name2 paz", "red uno")}, ["O1-1", "O2-1"]),
        (set(), set(), []),
    ],
    ids=["both", "one of two", "two pairs", "organisation", "another one", "either", "nothing"],
)
def test_names_are_wanted_with_what_belongs_to_them(ctx, mailed, named, found):
    apply(ctx, NAME, Batch({}, registrations=(person(1), person(2))))

    wanted = Wanted(frozenset(), frozenset(), frozenset(mailed), frozenset(named))
    people = [one.person_id for one in mirror_part.people(ctx.db, NAME, wanted)]

    refs = [known.source_id for known, _ in mirror_part.tickets(ctx.db, NAME, people)]
    assert sorted(refs) == found


def parts(count, **more):
    """A batch of ten pieces of two."""
    rows = tuple(person(n) for n in range(count))
    return pieces(Batch({"a": "1"}, registrations=rows, **more), 2)


@pytest.mark.parametrize("after", [1, 3, 10], ids=["at once", "after three", "never"])
def test_pieces_are_stored_together_until_something_more_urgent_waits(ctx, asked, after):
    looks = iter(range(1, 11))

    count, done = apply_some(ctx, NAME, parts(20), lambda: next(looks) >= after)

    assert (count, done.added) == (after, 2 * after)
    assert [one for one in asked if one in {"BEGIN IMMEDIATE", "COMMIT"}] == ["BEGIN IMMEDIATE", "COMMIT"]  # fmt: skip
    assert (sources.get(ctx.db, NAME).cursor == {"a": "1"}) is (after == 10)


def test_after_a_changed_event_the_next_piece_waits_for_it(ctx):
    new = Catalogue(products=(Product("1", {"es": "Presencial"}),))

    count, done = apply_some(ctx, NAME, parts(20, catalogue=new), lambda: False)

    assert (count, done.event_changed) == (1, True)


def test_a_piece_that_is_refused_takes_those_of_its_transaction_with_it(ctx):
    apply(ctx, NAME, Batch({}, registrations=tuple(person(n) for n in range(30)), begins=True))
    apply(ctx, NAME, Batch({"a": "0"}, begins=False))
    few = pieces(Batch({"a": "1"}, tuple(person(n) for n in range(90, 94)), begins=True, ends=True), 2)  # fmt: skip

    with pytest.raises(SourceError) as wrong:
        apply_some(ctx, NAME, few, lambda: False)

    assert wrong.value.trouble is Trouble.SUSPICIOUS
    assert sources.living(ctx.db, NAME) == 30
    assert sources.get(ctx.db, NAME).cursor == {"a": "0"}
