"""Whatever happened here and elsewhere, in any order: a rebuild gives what stood there already."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import Draft, Entry, EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.store import hub_replica, journal, visits
from kiosk.store.connect import Database, close, open_store
from kiosk.store.hub_replica import Held, Whose
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.projections import apply, apply_others
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import number, rows, writing

NOW = datetime(2026, 12, 31, 23, 58, tzinfo=UTC)
PEOPLE = ("ana", "leo", "sig")
PLACES = ("main", "csirt")
ENDS = (None, "2026-12-31T23:59:00.000Z")


@dataclass
class World:
    """A station's file, what it has not told yet, and what the hub holds."""

    db: Database
    waiting: list[Entry] = field(default_factory=list)
    hub: list[Entry] = field(default_factory=list)
    made: int = 0
    issued: list[str] = field(default_factory=list)
    """Badges that the hub knows of: others can only void those."""

    def draft(self, kind: str, one: int, two: int) -> Draft:
        """Something that is said; times go back and forth and repeat."""
        self.made += 1
        person, place = PEOPLE[one % 3], PLACES[two % 2]
        everything = [entry.id for entry in (*self.hub, *self.waiting)]
        said: dict[str, dict[str, Any]] = {
            "left": {},
            "undone": {"undoes": everything[(one * 7 + two) % len(everything)] if everything else ""},
            "corrected": {"changes": {("note", "roles")[two % 2]: (["x"], [])[one % 2] if two % 2 else f"n{one}"}},
            "walk_in": {"person": {"given_name": f"W{self.made}"}},
            "badge_issued": {"badge_code": f"L.{self.made}"},
            "badge_voided": {"badge_code": self.issued[one % len(self.issued)] if self.issued else "L.0", "reason": f"r{two}"},
            "invited": {"kind": "person", "subject": person, "until": ENDS[one % 2]},
            "withdrawn": {"kind": "person", "subject": person},
            "requested": {"assembly": "ga", "organisation": ("NIC", "nic ")[two % 2], "withdrawn": one == 2},
            "answered": {"answers": {f"q{two % 3}": f"a{one}"}},
            "refused": {"adopts": [PEOPLE[two % 3]]},
        }  # fmt: skip
        if kind == "walk_in":
            person = f"w{self.made}"
        return Draft(
            EntryKind(kind),
            NOW + timedelta(seconds=(one * 5 + two * 3) % 9),
            person,
            f"t-{person}",
            "csirt" if kind in ("invited", "withdrawn") else place,
            Direction.EXIT if kind == "left" else Direction.ENTRY,
            payload=said.get(kind, {"answers": {"q": str(two)}}),
        )

    def act(self, who: str, kind: str, one: int, two: int) -> None:
        """The station says something, hears something, or is told the number of its oldest."""
        if who == "told":
            self.number()
        elif who == "here":
            entry = journal.append(self.db, "Mesa 1", lambda: NOW, self.draft(kind, one, two))
            self.waiting.append(entry)
        else:
            made = journal.prepare("Mesa 9", lambda: NOW, self.draft(kind, one, two))
            self.hub.append(replace(made, seq=len(self.hub) + 1))
            self.note(self.hub[-1])
            with writing(self.db):
                hub_replica.put(self.db, [Held(self.hub[-1])], Whose.OTHERS, NOW)
                apply_others(self.db, self.hub[-1:])

    def number(self) -> None:
        if not self.waiting:
            return
        entry = self.waiting.pop(0)
        self.hub.append(replace(entry, seq=len(self.hub) + 1, previous="", hash=""))
        self.note(entry)
        with writing(self.db):
            hub_replica.put(self.db, [Held(self.hub[-1])], Whose.TOLD, NOW)
            apply(self.db, entry, len(self.hub))
            hub_replica.note_published(self.db)

    def note(self, entry: Entry) -> None:
        if entry.kind is EntryKind.BADGE_ISSUED:
            self.issued.append(str(entry.payload["badge_code"]))


KINDS = (
    *("admitted", "admitted", "left", "overridden", "undone", "corrected", "walk_in", "answered"),
    *("badge_issued", "badge_voided", "invited", "withdrawn", "requested", "refused"),
)
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("here", "here", "there", "told")),
        st.sampled_from(KINDS),
        st.integers(0, 2),
        st.integers(0, 5),
    ),
    min_size=3,
    max_size=30,
)


@pytest.fixture(scope="module")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, Database]]:
    folder = tmp_path_factory.mktemp("any")
    made = open_store(folder / "one.db"), open_store(folder / "new.db")
    for db in made:
        with writing(db):
            for person in PEOPLE[:2]:
                put_person(db, Person(person, person.title()), source="file", source_ref=person)
                put_ticket(db, Ticket(f"t-{person}", person, f"C-{person}"))
    yield made
    for db in made:
        close(db)


@contextmanager
def taken_back(*stores: Database) -> Iterator[None]:
    """Examples share a file: opening one takes long."""
    for db in stores:
        db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        for db in stores:
            db.rollback()


def played(db: Database, acts: list[tuple[str, str, int, int]]) -> World:
    world = World(db)
    for act in acts:
        world.act(*act)
    return world


@settings(max_examples=80)
@given(acts=ACTS)
def test_a_rebuild_gives_the_same_at_any_time(stores, acts):
    db = stores[0]
    with taken_back(db):
        played(db, acts)

        assert [report for report in rebuild(db) if not report.same] == []
        assert journal.verify(db) is None


@settings(max_examples=60)
@given(acts=ACTS)
def test_a_station_that_joins_late_ends_as_one_that_was_there(stores, acts):
    """It gets all at once what the other said, heard and was told the numbers of by and by."""
    was_there, late = stores
    with taken_back(*stores):
        world = played(was_there, acts)
        while world.waiting:
            world.number()
        with writing(late):
            hub_replica.put(late, [Held(entry) for entry in world.hub], Whose.OTHERS, NOW)
            apply_others(late, world.hub)

        assert hub_replica.content_hash(late) == hub_replica.content_hash(was_there)
        assert hub_replica.projections_hash(late) == hub_replica.projections_hash(was_there)
        assert hub_replica.outbox(was_there, 0, 99) == []
        assert [report for report in rebuild(late) if not report.same] == []


@settings(max_examples=60)
@given(acts=ACTS)
def test_head_counts_are_those_of_a_fresh_count(stores, acts):
    db = stores[0]
    with taken_back(db):
        played(db, acts)
        for place in PLACES:
            counted = visits.tally(db, place)
            sql = "SELECT person_id FROM visit WHERE checkpoint = ? AND direction = 'entry'"
            entered = [row["person_id"] for row in rows(db, sql, (place,))]
            assert (counted.people, counted.entries) == (len(set(entered)), len(entered))
            listed = visits.inside_people(db, place)
            assert visits.inside_count(db, place) == len(listed)
            assert set(listed) <= set(entered)
        lost = (
            "SELECT count(*) FROM visit v WHERE EXISTS"
            " (SELECT 1 FROM taken_back t WHERE t.entry_id = v.entry_id)"
        )
        assert number(db, lost) == 0


@settings(max_examples=40)
@given(acts=ACTS, damage=st.sampled_from(("visit", "presence", "tally", "badge", "answer")))
def test_whatever_is_lost_comes_back(stores, acts, damage):
    db = stores[0]
    with taken_back(db):
        played(db, acts)
        sql = f"SELECT * FROM {damage} ORDER BY 1, 2, 3"  # noqa: S608  fixed names
        before = rows(db, sql)
        db.conn.execute(f"DELETE FROM {damage}")  # noqa: S608  fixed names
        reports = {report.table: report for report in rebuild(db)}

        lasting = [row for row in before if damage != "tally" or row["people"] or row["entries"]]
        assert rows(db, sql) == lasting
        assert (reports[damage].appeared, reports[damage].vanished) == (len(lasting), 0)
