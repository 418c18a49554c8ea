"""Who is invited: every way of naming somebody, ends, withdrawals, and what lists may not undo."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.facts import Rights
from kiosk.domain.journal import Draft, EntryKind
from kiosk.domain.people import Person
from kiosk.store import invitations, journal, rights, schema_admission
from kiosk.store.connect import Database, close, open_store
from kiosk.store.invitations import EMAIL, ORGANISATION, PERSON, ROLE, Invited
from kiosk.store.moments import to_text
from kiosk.store.person_write import put_person
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import writing

NOW = datetime(2026, 10, 6, 12, 0, tzinfo=UTC)
ANA = Person(
    "ana", "Ana", "Silva", email="ana@nic.br", organisation="NIC.br", roles=("fellow", "speaker")
)
LEO = Person("leo", "Leo", "Paz", email="leo@nic.br", organisation="NIC.br", roles=("attendee",))
WAYS = [
    pytest.param(PERSON, "ana", id="person"),
    pytest.param(EMAIL, "ana@nic.br", id="email"),
    pytest.param(EMAIL, "ana@nic.br|ana silva", id="email and name"),
    pytest.param(ORGANISATION, "nic.br", id="organisation"),
    pytest.param(ROLE, "fellow", id="role"),
    pytest.param(ROLE, "speaker", id="second role"),
]


@pytest.fixture
def db(path) -> Iterator[Database]:
    store = _with_people(open_store(path))
    yield store
    close(store)


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Iterator[Database]:
    """One store for many examples; each is rolled back (opening a file takes long)."""
    store = _with_people(open_store(tmp_path_factory.mktemp("rights") / "event.db"))
    yield store
    close(store)


def _with_people(db: Database) -> Database:
    with writing(db):
        for person in (ANA, LEO):
            put_person(db, person, source="file", source_ref=person.person_id)
    return db


@contextmanager
def taken_back(db: Database) -> Iterator[Database]:
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield db
    finally:
        db.rollback()


def load(db: Database, *invited: Invited, source: str = "file", at: datetime = NOW) -> None:
    with writing(db):
        invitations.replace_list(db, "csirt", source, invited, at)


def of(db: Database, person: Person = ANA, now: datetime = NOW) -> Rights:
    return rights.of_person(db, "csirt", person, now)


@pytest.mark.parametrize(("kind", "subject"), WAYS)
def test_every_way_of_naming_somebody_invites_and_counts(db, kind, subject):
    load(db, Invited(kind, subject))

    assert of(db) == Rights(invited=True, member=kind == ORGANISATION)
    assert rights.ids_invited(db, "csirt", NOW) == (
        ["ana", "leo"] if kind == ORGANISATION else ["ana"]
    )
    assert not rights.of_person(db, "lacix", ANA, NOW).invited


def test_a_role_is_its_whole_name(db):
    load(db, Invited(ROLE, "fell"), Invited(ROLE, "FELLOW"), Invited(ROLE, 'low","spea'))

    assert not of(db).invited
    assert rights.people_invited(db, "csirt", NOW) == 0


def test_a_person_named_in_every_way_counts_once(db):
    load(db, *(Invited(*way.values) for way in WAYS))

    assert rights.people_invited(db, "csirt", NOW) == 2
    assert rights.ids_invited(db, "csirt", NOW) == ["ana", "leo"]


@pytest.mark.parametrize(("kind", "subject"), WAYS)
def test_an_invitation_ends_at_its_moment(db, kind, subject):
    load(db, Invited(kind, subject, until=NOW))

    assert of(db, now=NOW - timedelta(milliseconds=1)).invited
    assert not of(db).invited
    assert rights.people_invited(db, "csirt", NOW) == 0


@pytest.mark.parametrize(("kind", "subject"), WAYS)
def test_a_withdrawn_person_stays_out_whatever_else_names_them(db, record, kind, subject):
    load(db, Invited(kind, subject))
    record(EntryKind.WITHDRAWN, "ana", "csirt", {"kind": "person", "subject": "ana"})

    assert of(db) == Rights(fresh=True, withdrawn=True)
    assert "ana" not in rights.ids_invited(db, "csirt", NOW)

    load(db, Invited(kind, subject))
    load(db, Invited(PERSON, "ana"), source="partner")
    if kind != PERSON:
        record(EntryKind.INVITED, "leo", "csirt", {"kind": kind, "subject": subject})
    assert of(db).withdrawn
    assert "ana" not in rights.ids_invited(db, "csirt", NOW)


@pytest.mark.parametrize(("kind", "subject"), WAYS)
def test_granted_again_they_are_invited_again(db, record, kind, subject):
    load(db, Invited(kind, subject))
    for entry in (EntryKind.WITHDRAWN, EntryKind.INVITED):
        record(entry, "ana", "csirt", {"kind": "person", "subject": "ana"})

    assert of(db) == Rights(invited=True, member=kind == ORGANISATION, fresh=True)
    assert "ana" in rights.ids_invited(db, "csirt", NOW)


@pytest.mark.parametrize(("kind", "subject"), [way for way in WAYS if way.values[0] != PERSON])
def test_a_withdrawn_subject_invites_nobody_but_those_named_otherwise(db, record, kind, subject):
    address = subject.partition("|")[0]
    load(db, Invited(kind, subject))
    record(EntryKind.WITHDRAWN, None, "csirt", {"kind": kind, "subject": address})

    assert of(db) == Rights()
    assert rights.people_invited(db, "csirt", NOW) == 0

    load(db, Invited(kind, subject), Invited(PERSON, "ana"))
    assert of(db) == Rights(invited=True)
    assert rights.ids_invited(db, "csirt", NOW) == ["ana"]


def test_a_grant_that_ended_leaves_the_lists_invitation(db, record):
    load(db, Invited(PERSON, "ana"))
    end = {"kind": "person", "subject": "ana", "until": "2026-10-06T11:00:00.000Z"}
    record(EntryKind.INVITED, "ana", "csirt", end)

    assert of(db, now=NOW - timedelta(hours=2)) == Rights(invited=True, fresh=True)
    assert of(db) == Rights(invited=True)


def test_a_list_says_nothing_of_what_another_list_says(db):
    load(db, Invited(PERSON, "ana"))
    load(db, Invited(PERSON, "ana"), Invited(PERSON, "leo"), source="partner")
    load(db, source="partner")

    assert rights.ids_invited(db, "csirt", NOW) == ["ana"]


def test_who_stays_on_a_list_keeps_since_when_they_are_invited(db):
    load(db, Invited(PERSON, "ana", granted_by="Rosa"))
    later = NOW + timedelta(hours=1)
    load(db, Invited(PERSON, "ana", granted_by="Rosa"), Invited(PERSON, "leo"), at=later)

    said = {one.subject: one.granted_at for one in invitations.of_checkpoint(db, "csirt")}
    assert said == {"ana": NOW, "leo": later}
    assert rights.list_at(db, "csirt") == later


def test_the_end_and_who_granted_come_back_as_they_were(db, record, clock):
    load(db, Invited(ROLE, "fellow", NOW, "Rosa"))
    record(EntryKind.INVITED, "ana", "csirt", {"kind": "person", "subject": "ana"})

    spot, listed = invitations.of_checkpoint(db, "csirt")
    assert (spot.kind, spot.on_the_spot, spot.until, spot.withdrawn) == (PERSON, True, None, False)
    assert (listed.granted_by, listed.until, listed.on_the_spot) == ("Rosa", NOW, False)
    assert invitations.of_subject(db, "csirt", ROLE, "fellow") == [listed]


SUBJECTS = st.sampled_from([way.values for way in WAYS] + [(PERSON, "leo"), (ROLE, "attendee")])
ENDS = st.sampled_from([None, NOW - timedelta(hours=1), NOW + timedelta(hours=1)])
STEP = st.tuples(
    st.sampled_from(["file", "partner", EntryKind.INVITED, EntryKind.WITHDRAWN]), SUBJECTS, ENDS
)


@given(
    steps=st.lists(STEP, max_size=8),
    added=SUBJECTS,
    until=st.sampled_from([None, NOW + timedelta(hours=1)]),
)
def test_an_added_right_turns_no_admission_into_a_refusal(shared, steps, added, until):
    with taken_back(shared) as db:
        _play(db, steps)
        before = _invited(db)
        _say(db, EntryKind.INVITED, *added, until)

        assert before <= _invited(db)


@given(steps=st.lists(STEP, max_size=8))
def test_the_count_is_of_those_who_are_invited_also_after_a_rebuild(shared, steps):
    with taken_back(shared) as db:
        _play(db, steps)

        counted = rights.ids_invited(db, "csirt", NOW)
        assert set(counted) == _invited(db)
        assert rights.people_invited(db, "csirt", NOW) == len(counted)
        assert all(report.same for report in rebuild(db))
        assert rights.ids_invited(db, "csirt", NOW) == counted


@given(steps=st.lists(STEP, max_size=8), person=st.sampled_from([ANA, LEO]))
def test_after_a_withdrawal_no_list_brings_the_person_back(shared, steps, person):
    granted = (EntryKind.INVITED, (PERSON, person.person_id))
    with taken_back(shared) as db:
        _say(db, EntryKind.WITHDRAWN, PERSON, person.person_id, None)
        _play(db, [step for step in steps if step[:2] != granted])

        assert of(db, person) == Rights(fresh=True, withdrawn=True)
        assert person.person_id not in rights.ids_invited(db, "csirt", NOW)


def _play(db: Database, steps: list[tuple[str, tuple[str, str], datetime | None]]) -> None:
    for source, (kind, subject), until in steps:
        if source in (EntryKind.INVITED, EntryKind.WITHDRAWN):
            _say(db, EntryKind(source), kind, subject, until)
        else:
            load(db, Invited(kind, subject, until), source=source)


def _say(db: Database, entry: EntryKind, kind: str, subject: str, until: datetime | None) -> None:
    payload: dict[str, object] = {"kind": kind, "subject": subject}
    if until is not None and entry is EntryKind.INVITED:
        payload["until"] = to_text(until)
    draft = Draft(entry, NOW, checkpoint="csirt", operator="Rosa", payload=payload)
    journal.append(db, "Mesa 1", lambda: NOW, draft)


def _invited(db: Database) -> set[str]:
    return {person.person_id for person in (ANA, LEO) if of(db, person).invited}


def test_what_an_older_file_said_stays_said(tmp_path):
    """Its journal told a withdrawal by an end; lists and grants are as they were."""
    old = Database(tmp_path / "old.db")
    old.conn.executescript(
        "CREATE TABLE invitation (checkpoint TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,"
        " source TEXT NOT NULL, granted_by TEXT NOT NULL, granted_at TEXT NOT NULL, until TEXT);"
        "INSERT INTO invitation VALUES"
        " ('csirt', 'person', 'ana', 'journal', 'Rosa', '2026-10-06T11:00:00.000Z',"
        "  '2026-10-06T11:00:00.000Z'),"
        " ('csirt', 'person', 'leo', 'journal', 'Rosa', '2026-10-06T11:00:00.000Z', NULL),"
        " ('csirt', 'organisation', 'nic.br', 'file', '', '', '2026-10-07T00:00:00.000Z');"
    )
    old.conn.executescript(schema_admission.INVITATION)

    said = {one.subject: one for one in invitations.of_checkpoint(old, "csirt")}
    old.close()

    assert (said["ana"].withdrawn, said["ana"].until) == (True, None)
    assert (said["leo"].withdrawn, said["leo"].on_the_spot) == (False, True)
    assert said["nic.br"].until == datetime(2026, 10, 7, tzinfo=UTC)
    assert said["nic.br"].granted_at is None
