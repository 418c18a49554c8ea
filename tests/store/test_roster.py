"""The list as other stations need it: what is told of whom, and what becomes of what was told."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.assembly import Capacity, Member
from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.store import invitations, people, remote_visits, roll, roster, roster_write, visits
from kiosk.store.connect import close, open_store
from kiosk.store.invitations import EMAIL, PERSON, ROLE, Invited
from kiosk.store.person_row import person_of
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.rebuild import rebuild
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.roll import Granted
from kiosk.store.search import find
from kiosk.store.transact import rows, writing

AT = datetime(2026, 10, 6, 12, tzinfo=UTC)
ANA = Person("ana", "Ana", "Núñez", email="ana@nic.br", roles=("fellow",), photo_ok=False)
TICKET = Ticket(
    *("t1", "ana", "COD'E", TicketState.PENDING, "Día", "pretix", "A-1", AT, None, True, True),
    attention=True,
    checkin_text="¡Hola!",
    product_id="7",
    parent_id="t0",
)


@pytest.fixture
def other(tmp_path):
    """The file of another station."""
    store = open_store(tmp_path / "other.db")
    yield store
    close(store)


@pytest.fixture
def listed(db):
    with writing(db):
        put_person(db, ANA, source="pretix", source_ref="A-1")
        put_ticket(db, TICKET, {"answers": {"1": "sí"}})
    return db


def visit(ref="v1", person_id="ana", at="2026-10-06T11:00:00.000Z", **more):
    values = {"checkpoint": "main", "own_entry": ""} | more
    way = Direction.ENTRY
    return RemoteRow("pretix", ref, "A-1", "list/1", way, at, "phone", "t1", person_id, **values)


def carry(source, target, person_id="ana"):
    """Tell another station of a person, as its file says."""
    (row,) = [one for one in roster.people(source, 0, 99) if one["person_id"] == person_id]
    with writing(target):
        roster_write.put(
            target,
            person_of(person_id, json.loads(row["mirror"])),
            (row["source"], row["source_ref"]),
            roster.tickets(source, [person_id]).get(person_id, []),
        )
        told = roster.visits(source, [person_id]).get(person_id, [])
        roster_write.put_visits(target, person_id, told)


def test_a_person_arrives_at_another_station_whole(listed, other):
    with writing(listed):
        remote_visits.add(listed, visit())
    carry(listed, other)

    assert people.get(other, "ana") == ANA
    assert people.tickets_of(other, "ana") == (TICKET,)
    assert roster.tickets(other, ["ana"]) == roster.tickets(listed, ["ana"])
    assert visits.inside_count(other, "main") == 1
    assert [found.person_id for found in find(other, "nunez")] == ["ana"]


def test_what_is_told_again_takes_the_place_of_what_was_told(listed, other, record):
    with writing(listed):
        remote_visits.add(listed, visit())
    carry(listed, other)
    second = Ticket("t2", "ana", "C2", source="pretix", source_ref="A-2")
    with writing(listed):
        put_person(listed, Person("ana", "Anahí"), source="pretix", source_ref="A-1")
        put_ticket(listed, second)
        listed.conn.execute("UPDATE ticket SET gone_at = 'x' WHERE ticket_id = 't1'")
        remote_visits.drop(listed, visit())
        remote_visits.add(listed, visit("v2", at="2026-10-06T11:30:00.000Z"))
    carry(listed, other)

    assert people.get(other, "ana") == Person("ana", "Anahí")
    assert people.tickets_of(other, "ana") == (second,)
    (only,) = visits.of_person(other, "ana", "main")
    assert only.entry_id == "pretix/A-1/v2"
    assert [report for report in rebuild(other) if not report.same] == []


def test_tickets_and_visits_of_the_journal_are_nobody_elses(db, record):
    record(EntryKind.WALK_IN, "walk", payload={"person": {"given_name": "W"}}, ticket_id="t-walk")
    record(EntryKind.ADMITTED, "walk", "main")
    with writing(db):
        put_person(db, Person("walk", "Walter"), source="pretix")
        remote_visits.add(db, visit(person_id="walk", own_entry="e1"))
    assert roster.visits(db, ["walk"]) == {}
    with writing(db):
        roster_write.mark_gone(db, "walk", AT)

    assert roster.tickets(db, ["walk"]) == {}
    assert [ticket.ticket_id for ticket in people.tickets_of(db, "walk")] == ["t-walk"]
    assert visits.inside_count(db, "main") == 1


def test_whom_no_source_tells_of_is_gone_and_loses_what_lists_said(listed, record):
    record(EntryKind.INVITED, "ana", "main", {"kind": "person", "subject": "ana"})
    with writing(listed):
        remote_visits.add(listed, visit())
        invitations.replace_list(listed, "csirt", "file", [Invited(PERSON, "ana")], AT)
        roster_write.mark_gone(listed, "ana", AT)
        roster_write.mark_gone(listed, "ana", datetime(2026, 10, 7, tzinfo=UTC))

    assert people.get(listed, "ana").gone
    assert rows(listed, "SELECT gone_at FROM person") == [{"gone_at": "2026-10-06T12:00:00.000Z"}]
    assert people.tickets_of(listed, "ana") == ()
    assert roster.invitations(listed, ["ana"]) == {}
    assert visits.inside_count(listed, "main") == 0
    assert [one.source for one in invitations.of_checkpoint(listed, "main")] == ["journal"]


def test_walk_ins_are_told_by_the_journal_not_by_the_list(db, record, add):
    add("ana", "Ana")
    record(EntryKind.WALK_IN, "walk", payload={"person": {"given_name": "W"}})
    add("leo", "Leo")

    assert [row["person_id"] for row in roster.people(db, 0, 99)] == ["ana", "leo"]
    first = roster.people(db, 0, 1)
    assert [row["person_id"] for row in roster.people(db, first[0]["id"], 99)] == ["leo"]
    assert roster.people(db, 99, 99) == []


def test_a_list_is_put_whole_and_leaves_what_was_said_on_the_spot(db, record, add):
    add("ana", "Ana")
    record(EntryKind.INVITED, None, "csirt", {"kind": "role", "subject": "fellow"})
    old = [Invited(ROLE, "speaker"), Invited(PERSON, "ana")]
    said = {"checkpoint": "csirt", "kind": "email", "subject": "a@x", "source": "file"}
    said |= {"granted_by": "Rosa", "granted_at": "2026-10-06T12:00:00.000Z", "until": None}
    with writing(db):
        invitations.replace_list(db, "csirt", "file", old, AT)
        where = "kind <> 'person' AND checkpoint = ?"
        roster_write.replace_invitations(db, where, "csirt", [said, said])

    loaded, told = roster.list_of(db, "csirt")
    assert (loaded, told) == ("2026-10-06T12:00:00.000Z", [said])
    assert [row["subject"] for row in roster.invitations(db, ["ana"])["ana"]] == ["ana"]
    kinds = [(one.kind, one.source) for one in invitations.of_checkpoint(db, "csirt")]
    assert kinds == [("role", "journal"), ("email", "file"), ("person", "file")]
    assert roster.checkpoints_listed(db) == ["csirt"]
    assert roster.list_of(db, "nowhere") == (None, [])


@pytest.mark.parametrize(
    ("subject", "named"),
    [
        ("ana@nic.br", ["ana"]),
        ("shared@nic.br", []),
        ("shared@nic.br|leo paz", ["leo"]),
        ("ana@nic.br|leo paz", []),
        ("nobody@nic.br", []),
        ("", []),
    ],
)
def test_an_address_names_a_person_only_where_it_is_theirs_alone(db, add, subject, named):
    add("ana", "Ana", "Núñez", email="Ana@NIC.br")
    for who in ("Leo", "Eva"):
        add(who.lower(), who, "Paz", email="shared@nic.br")
    add("mute", "Mute", "")
    with writing(db):
        invitations.replace_list(db, "csirt", "file", [Invited(EMAIL, subject, AT, "Rosa")], AT)

    found = roster.named_by_address(db)
    assert list(found) == named
    for who in named:
        (row,) = found[who]
        assert (row["kind"], row["subject"], row["granted_by"]) == ("person", who, "Rosa")


def test_the_roll_is_told_in_one_order(db):
    members = [Member("b", "B", 2), Member("a", "Á", 1)]
    granted = [Granted("b", "email", "x@y", Capacity.OBSERVER)]
    granted += [Granted("a", "person", "ana", Capacity.VOTER)]
    with writing(db):
        roll.replace_roll(db, "ga", "file", members, granted)
        roll.replace_roll(db, "other", "file", [Member("z", "Z", 9)], [])
    told, mandates = roster.roll_of(db, "ga")

    assert told == [{"key": "a", "name": "Á", "votes": 1}, {"key": "b", "name": "B", "votes": 2}]
    assert [row["subject"] for row in mandates] == ["ana", "x@y"]
    assert roster.roll_of(db, "nothing") == ([], [])


KINDS = st.sampled_from((roster.PERSON, roster.LIST, roster.DOC))
NOTES = st.lists(
    st.tuples(KINDS, st.sampled_from("abc"), st.sampled_from(("", "1", "ff", "f" * 64))),
    max_size=20,
)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=NOTES, data=st.data())
def test_equal_records_have_an_equal_digest_however_they_came(db, other, notes, data):
    last = {(kind, key): mark for kind, key, mark in notes}
    kept = data.draw(st.permutations(sorted(last.items())))
    for store, told in ((db, notes), (other, [(*place, mark) for place, mark in kept])):
        with writing(store):
            store.conn.execute("DELETE FROM roster_item")
            store.conn.execute("DELETE FROM meta WHERE key = 'roster_digest'")
            for kind, key, mark in told:
                roster.note(store, kind, key, mark)

    assert roster.digest(db) == roster.digest(other)
    assert roster.digest(db)[0] == sum(
        kind == roster.PERSON and mark != "" for (kind, _), mark in last.items()
    )
    assert all(roster.mark_of(db, *place) == mark for place, mark in last.items())


def test_what_is_no_more_is_found(listed):
    with writing(listed):
        for kind, key in (("person", "ana"), ("person", "left"), ("list", "a"), ("list", "b")):
            roster.note(listed, kind, key, "1")

    assert roster.vanished(listed, roster.PERSON) == ["left"]
    assert roster.vanished(listed, roster.LIST, ["b", "c"]) == ["a"]
    assert roster.vanished(listed, roster.LIST) == ["a", "b"]
    assert roster.vanished(listed, roster.DOC, ["x"]) == []


def test_in_doubt_everything_differs_and_the_people_are_still_counted(listed):
    with writing(listed):
        roster.note(listed, roster.PERSON, "ana", "ff")
        roster.note(listed, roster.LIST, "csirt", "1")
        roster.doubt(listed)
    assert roster.digest(listed) == (1, 0)
    assert roster.mark_of(listed, roster.PERSON, "ana") == "0"

    with writing(listed):
        roster.note(listed, roster.PERSON, "ana", "ff")
        roster.note(listed, roster.LIST, "csirt", "1")
    assert roster.digest(listed) == (1, 0xFF ^ 1)


def test_another_list_is_read_from_its_beginning(db):
    assert (roster.cursor(db), roster.stream(db), roster.began(db)) == (0, "", False)
    with writing(db):
        roster.move(db, 41)
        roster.note(db, roster.DOC, "event", "2")
        roster.begin(db, "second")
        roster.note_began(db)

    assert (roster.cursor(db), roster.stream(db), roster.began(db)) == (0, "second", True)
    assert roster.mark_of(db, roster.DOC, "event") == "2"
