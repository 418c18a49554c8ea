"""A batch is matched against the few whom it may be about: those whom a search of all would find."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.journal import EntryKind
from kiosk.domain.people import Person, Ticket
from kiosk.store import mirror, mirror_part, people
from kiosk.store.mirror_part import Taken, Wanted
from kiosk.store.person_row import fields_of, to_json
from kiosk.store.transact import writing

AT = datetime(2026, 10, 6, 12, tzinfo=UTC)


def wanted(*, ids=(), codes=(), mailed=(), named=()):
    return Wanted(*map(frozenset, (ids, codes, mailed, named)))


@pytest.fixture
def register(db):
    """A person with a ticket of a source: register("ana", "Ana", "Paz", ref="A-1")."""

    def make(person_id, given, family="", *, ref="", code="", source="pretix", **more):
        person = Person(person_id, given, family, **more)
        ticket_id = f"t-{person_id}-{ref}"
        ticket = Ticket(ticket_id, person_id, code or ref, source=source, source_ref=ref)
        with writing(db):
            mirror.write(db, [mirror.prepare(person, ticket)])
        return ticket_id

    return make


@pytest.fixture
def four(register):
    register("ana", "Ana", "Núñez", ref="A-1", email="ana@nic.br", organisation="NIC.br")
    register("leo", "Leo", "Paz", ref="A-2", email="shared@nic.br")
    register("eva", "Eva", "Paz", ref="A-3", email="shared@nic.br")
    register("ida", "Ida", "Sol", ref="A-1", source="indico", organisation="LACNIC", code="X'1")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (wanted(), []),
        (wanted(ids=["A-1", "A-3"]), ["ana", "eva"]),
        (wanted(codes=["X'1", "none"]), ["ida"]),
        (wanted(mailed=[("ana@nic.br", "ana nunez")]), ["ana"]),
        (wanted(mailed=[("shared@nic.br", "leo paz")]), ["leo"]),
        (wanted(mailed=[("ana@nic.br", "leo paz")]), []),
        (wanted(named=[("ida sol", "lacnic")]), ["ida"]),
        (wanted(named=[("ida sol", "nic br")]), []),
        (wanted(ids=["A-2"], named=[("ida sol", "lacnic")]), ["leo", "ida"]),
    ],
    ids=["nothing", "ids", "code", "mail", "shared", "other", "name", "elsewhere", "both"],
)
def test_whom_a_registration_may_be_about(db, four, asked, found):
    assert [one.person_id for one in mirror_part.people(db, "pretix", asked)] == found


def test_a_corrected_person_is_still_known_by_what_the_source_says(db, four, record):
    changes = {"given_name": "Anahí", "email": "new@nic.br"}
    record(EntryKind.CORRECTED, "ana", payload={"changes": changes})
    record(EntryKind.CORRECTED, "leo", payload={"changes": {"note": "x"}})

    for pair in (("ana@nic.br", "ana nunez"), ("new@nic.br", "anahi nunez")):
        found = mirror_part.people(db, "pretix", wanted(mailed=[pair]))
        assert {(one.email, one.name) for one in found} == {
            ("ana@nic.br", "ana nunez"),
            ("new@nic.br", "anahi nunez"),
        }
    mixed = wanted(mailed=[("ana@nic.br", "anahi nunez")])
    assert mirror_part.people(db, "pretix", mixed) == []


NAMES = st.sampled_from(("", "ana", "Ana", "Núñez", "nunez", "Paz"))
MAILS = st.sampled_from(("", "a@x", "b@x"))
ORGANISATIONS = st.sampled_from(("", "NIC", "Red"))
CROWD = st.lists(
    st.tuples(NAMES, NAMES, MAILS, ORGANISATIONS, st.sampled_from("AB"), st.booleans()), max_size=8
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(crowd=CROWD, asked=st.tuples(NAMES, NAMES, MAILS, ORGANISATIONS, st.sampled_from("AB")))
def test_a_part_holds_everybody_whom_the_whole_would_match(db, record, crowd, asked):
    db.conn.execute("SAVEPOINT example")
    for number, (given_name, family, email, organisation, ref, fixed) in enumerate(crowd):
        who = f"p{number}"
        person = Person(who, given_name, family, email=email, organisation=organisation)
        ticket = Ticket(f"t{number}", who, f"C{number}", source="pretix", source_ref=ref)
        mirror.write(db, [mirror.prepare(person, ticket)])
        if fixed:
            record(EntryKind.CORRECTED, who, payload={"changes": {"family_name": "Nuevo"}})
    one = mirror.keys_of(Person("x", asked[0], asked[1], email=asked[2], organisation=asked[3]))
    question = wanted(
        ids=[asked[4]],
        mailed=[(one.email, one.name)] if one.email and one.name else [],
        named=[(one.name, one.organisation)] if one.name and one.organisation else [],
    )
    part = mirror_part.people(db, "pretix", question)
    everybody = list(mirror.known_people(db))
    tickets = [known for known, _ in mirror.known_tickets(db, "pretix")]
    of_ids = {known.person_id for known in tickets if known.source_id == asked[4]}
    db.conn.execute("ROLLBACK TO example")
    db.conn.execute("RELEASE example")

    matched = {
        known.person_id
        for known in everybody
        if (known.email, known.name) in question.mailed
        or (known.name, known.organisation) in question.named
    }
    ids = {known.person_id for known in part}
    assert ids == matched | of_ids
    assert [known for known in everybody if known.person_id in ids] == part


def test_tickets_of_some_are_those_of_all(db, four):
    whole = [pair for pair in mirror.known_tickets(db, "pretix") if pair[0].person_id != "leo"]

    assert list(mirror_part.tickets(db, "pretix", ["ana", "eva", "ida"])) == whole
    assert list(mirror_part.tickets(db, "pretix", [])) == []
    assert {known.own for known, _ in whole if known.person_id == "ida"} == {False}


def test_a_registration_is_known_by_its_living_ticket(db, register):
    old = register("ana", "Ana", ref="A-1")
    with writing(db):
        assert mirror_part.tickets_gone(db, [old, "nothing"], AT) == ["ana"]
        assert mirror_part.tickets_gone(db, [old], AT) == []
    assert mirror_part.main_ticket(db, "pretix", "A-1").ticket_id == old
    new = register("leo", "Leo", ref="A-1")

    assert mirror_part.main_ticket(db, "pretix", "A-1")[:2] == (new, "leo")
    assert mirror_part.main_ticket(db, "indico", "A-1") is None
    assert mirror_part.ids_of(db, "pretix", ["A-1", "A-9"]) == {"A-1": new}
    assert mirror_part.ids_of(db, "pretix", []) == {}


@pytest.mark.parametrize("hostile", ["A-1", "A_1", "A%", "A'", "a-1", "A-1\U0010ffff"])
def test_what_lies_beneath_a_registration_begins_exactly_so(db, register, hostile):
    ids = {
        ref: register(f"p{number}", "Eva", ref=ref)
        for number, ref in enumerate((f"{hostile}/1", f"{hostile}/2", "A-10/1", "A1/1", "Z"))
    }

    found = mirror_part.beneath(db, "pretix", f"{hostile}/")
    assert found == {ref: ids[ref] for ref in (f"{hostile}/1", f"{hostile}/2")}


def test_each_ticket_keeps_what_it_says_of_a_person_with_several(db, register):
    first, second = register("ana", "Ana", ref="A-1"), register("ana", "Ana", ref="A-2")
    said = Person("ana", 'Ana "la" Ñ', roles=("speaker",), photo_ok=False)
    with writing(db):
        mirror_part.keep_said(db, second, to_json(fields_of(said)))

    kept = {one.ticket_id: one.said for one in mirror_part.own_tickets(db, "pretix", "ana")}
    assert kept == {first: None, second: said}
    assert mirror_part.own_tickets(db, "indico", "ana") == []


def test_who_has_no_ticket_left_is_gone_and_the_others_keep_their_corrections(db, four, record):
    record(EntryKind.CORRECTED, "leo", payload={"changes": {"given_name": "León"}})
    with writing(db):
        mirror.write(db, [mirror.prepare(Person("leo", "Leo"), Ticket("t-leo-A-2", "leo", "A-2"))])
        gone = mirror_part.tickets_gone(db, ["t-ana-A-1"], AT)
        mirror_part.settle(db, [*gone, "leo", *map(str, range(1_200))], AT)

    assert people.get(db, "ana").gone
    assert not people.get(db, "eva").gone
    leo = people.get(db, "leo")
    assert (leo.given_name, leo.family_name, leo.gone) == ("León", "", False)


def test_an_id_is_taken_by_a_person_or_a_ticket_asked_for_together_or_alone(db, four):
    likely = Taken(db, lambda: ["ana", "t-ana-A-1", "free"])

    assert {one: one in likely for one in ("ana", "t-ana-A-1", "free", "leo", "other", "")} == {
        **{"ana": True, "t-ana-A-1": True, "free": False},
        **{"leo": True, "other": False, "": False},
    }
    assert 7 not in likely


@pytest.mark.parametrize("small", [True, False], ids=["small", "large"])
def test_an_import_finds_its_indexes_again_whatever_the_size(db, register, small):
    register("old", "Vieja")
    with writing(db):
        before = db.conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        if not small:
            crowd = [
                mirror.prepare(Person(f"p{n}", "Eva"), Ticket(f"t{n}", f"p{n}", f"C{n}"))
                for n in range(2_001)
            ]
            mirror.write(db, crowd)
        with mirror.bulk_if_small(db, mirror.MATCHED_BY):
            during = {row[0] for row in db.conn.execute("SELECT name FROM sqlite_master")}
            new = mirror.prepare(Person("new", "Núria"), Ticket("t-new", "new", "N"))
            mirror.write(db, [new])
        after = db.conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()

    assert after == before
    assert during >= mirror.MATCHED_BY
    assert ("person_fts_added" in during) is not small
    db.conn.execute("INSERT INTO person_fts (person_fts, rank) VALUES ('integrity-check', 1)")
    assert mirror.anybody(db)
