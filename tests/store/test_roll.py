from dataclasses import replace

import pytest

from kiosk.domain.assembly import Capacity, Mandate, Member
from kiosk.domain.calls import Totals
from kiosk.domain.journal import Draft, EntryKind
from kiosk.store import journal, people, roll
from kiosk.store.rebuild import rebuild
from kiosk.store.roll import Granted
from kiosk.store.transact import rows, writing

ALFA, BETA = Member("alfa", "Alfa S.A.", 3), Member("beta", "Beta", 2)
VOTER, ALTERNATE, OBSERVER = Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER


@pytest.fixture
def put(db):
    def put(members, granted=(), source="file", assembly="lacnic"):
        with writing(db):
            roll.replace_roll(db, assembly, source, members, granted)

    return put


def held(db):
    return [(m.person_id, m.member_key, m.capacity) for m in roll.mandates(db, "lacnic")]


def test_a_roll_replaces_what_its_source_said_and_nothing_else(db, put):
    put([ALFA, BETA])
    put([Member("tld", "TLD")], assembly="lactld")
    put([Member("gama", "Gama")], source="partner")

    put([replace(ALFA, votes=4)])

    assert roll.members_of(db, "lacnic") == (replace(ALFA, votes=4), Member("gama", "Gama"))
    assert roll.members_of(db, "lactld") == (Member("tld", "TLD"),)
    assert roll.totals(db, "lacnic") == Totals(2, 5)
    assert roll.totals(db, "nobody") == Totals(0, 0)


def test_some_organisations_can_be_asked_for(db, put, add):
    add("ana", "Ana")
    add("leo", "Leo")
    put([ALFA, BETA], [
        Granted("alfa", "person", "ana", VOTER), Granted("beta", "person", "leo", VOTER),
    ])  # fmt: skip

    assert roll.members_of(db, "lacnic", ["beta", "zeta"]) == (BETA,)
    assert roll.mandates(db, "lacnic", ["beta"]) == (Mandate("leo", "beta", VOTER),)
    assert roll.mandates(db, "lacnic", []) == ()


def test_mandates_by_person_by_address_and_by_address_with_name(db, put, add):
    add("ana", "Ana", "Silva", email="ana@nic.br")
    add("leo", "Leo", "Paz", email="office@example.org")
    add("eva", "Eva", "Paz", email="office@example.org")
    put([ALFA, BETA], [
        Granted("alfa", "person", "ana", VOTER),
        Granted("beta", "email", "ana@nic.br", OBSERVER),
        Granted("alfa", "email", "office@example.org|leo paz", ALTERNATE),
        Granted("beta", "email", "office@example.org", VOTER),
    ])  # fmt: skip

    assert held(db) == [
        ("ana", "alfa", VOTER),
        ("leo", "alfa", ALTERNATE),
        ("ana", "beta", OBSERVER),
    ]
    assert roll.people_on(db, "lacnic") == 2


@pytest.mark.parametrize(
    ("person_id", "expected"),
    [
        ("ana", [("alfa", VOTER), ("beta", OBSERVER)]),
        ("leo", [("alfa", ALTERNATE)]),
        ("eva", []),
    ],
)
def test_what_one_person_was_given(db, put, add, person_id, expected):
    test_mandates_by_person_by_address_and_by_address_with_name(db, put, add)
    person = people.get(db, person_id)

    found = roll.mandates_of(db, "lacnic", person)

    assert [(m.member_key, m.capacity) for m in found] == expected
    assert roll.mandates_of(db, "lactld", person) == ()


def test_who_registers_later_counts_and_nobody_else_of_that_address(db, put, add):
    put([ALFA], [Granted("alfa", "email", "nora@example.org|nora nueva", VOTER)])
    assert held(db) == []

    add("otro", "Otro", "Señor", email="nora@example.org")
    add("nora", "Nora", "Nueva", email="nora@example.org")

    assert held(db) == [("nora", "alfa", VOTER)]


def ask(db, clock, organisation, *, withdrawn=False, assembly="lacnic"):
    payload = {"assembly": assembly, "organisation": organisation, "withdrawn": withdrawn}
    journal.append(db, "Mesa 1", clock, Draft(EntryKind.REQUESTED, clock(), payload=payload))


def test_requests_are_told_once_and_can_be_withdrawn(db, put, clock):
    put([ALFA, BETA])
    for organisation in ("ALFA", "alfa", "Beta", "Zeta"):
        ask(db, clock, organisation)
    ask(db, clock, "beta", withdrawn=True)
    ask(db, clock, "Beta", assembly="lactld")

    assert roll.requests_of(db, "lacnic") == ("alfa",)


def test_requests_come_back_from_the_journal(db, put, clock):
    put([ALFA, BETA])
    ask(db, clock, "Beta")
    ask(db, clock, "Alfa")
    ask(db, clock, "Alfa", withdrawn=True)
    before = rows(db, "SELECT * FROM request")

    reports = rebuild(db)

    assert all(report.same for report in reports)
    assert rows(db, "SELECT * FROM request") == before


def test_only_organisations_somebody_of_which_came_can_count(db, put, add, scan_in):
    add("ana", "Ana")
    add("leo", "Leo")
    put([ALFA, BETA], [
        Granted("alfa", "person", "ana", OBSERVER), Granted("beta", "person", "leo", VOTER),
    ])  # fmt: skip
    assert roll.visited(db, "lacnic", "hall") == ()

    scan_in("ana", "hall")
    scan_in("leo", "other")

    assert roll.visited(db, "lacnic", "hall") == ("alfa",)


@pytest.fixture
def scan_in(db, clock):
    def enter(person_id, checkpoint):
        draft = Draft(EntryKind.ADMITTED, clock(), person_id=person_id, checkpoint=checkpoint)
        journal.append(db, "Puerta A", clock, draft)

    return enter
