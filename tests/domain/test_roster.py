import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.roster import (
    Identity,
    KnownPerson,
    KnownTicket,
    Place,
    Repeated,
    Roster,
    new_ids,
)


def row(name, email="", source_id="", code="", product="", organisation=""):
    return Identity(source_id, code, email, name, organisation, product)


def person(person_id, name, email="", organisation=""):
    return KnownPerson(person_id, email, name, organisation)


def ticket(ticket_id, person_id, code="C", source_id="", product="", *, own=True):
    return KnownTicket(ticket_id, person_id, code, source_id, product, own)


@pytest.fixture
def known():
    """Ana (id 7, code A, ana@), Eva with two tickets, and a walk-in of another source."""
    return Roster(
        "file",
        [
            person("ana", "ana paz", "ana@x"),
            person("eva", "eva rios", "eva@x"),
            person("luz", "luz sol"),
        ],
        [
            ticket("t-ana", "ana", "A", "7"),
            ticket("t-eva", "eva", "E", product="Presencial"),
            ticket("t-peer", "eva", "P", product="Peering"),
            ticket("t-luz", "luz", "L", own=False),
        ],
    )


def test_by_id_first_whatever_else_changed(known):
    place = known.place(row("ana maria paz", "nueva@x", source_id="7", code="Z"))

    assert (place.ticket_id, place.code, place.new_ticket) == ("t-ana", "A", False)


def test_then_by_code(known):
    assert known.place(row("ana paz", "otra@x", code="A")).ticket_id == "t-ana"


def test_then_by_address_and_name_with_the_product(known):
    place = known.place(row("eva rios", "eva@x", product="Peering"))

    assert (place.ticket_id, place.person_id, place.shared) == ("t-peer", "eva", True)


def test_never_by_address_alone(known):
    place = known.place(row("iris rios", "eva@x"))

    assert place.new_person
    assert place.person_id not in {"ana", "eva", "luz"}


def test_the_same_person_joins_from_two_tickets():
    roster = Roster("file", [], [])

    first = roster.place(row("ana paz", "ana@x", source_id="1"))
    second = roster.place(row("ana paz", "ana@x", source_id="2"))

    assert first.person_id == second.person_id
    assert first.ticket_id != second.ticket_id
    assert (first.shared, second.shared) == (False, True)


def test_namesakes_without_address_stay_two_people_and_are_found_again():
    roster = Roster("file", [], [])
    first, second = roster.place(row("ana paz")), roster.place(row("ana paz"))
    assert first.person_id != second.person_id

    again = Roster(
        "file",
        [person(first.person_id, "ana paz"), person(second.person_id, "ana paz")],
        [ticket(first.ticket_id, first.person_id), ticket(second.ticket_id, second.person_id)],
    )

    assert {again.place(row("ana paz")).ticket_id for _ in range(2)} == {
        first.ticket_id,
        second.ticket_id,
    }
    assert again.gone() == []


def test_repeated_code_id_or_person_is_told(known):
    known.place(row("x", code="K", source_id="1"))

    assert known.place(row("y", code="K")) is Repeated.CODE
    assert known.place(row("y", source_id="1")) is Repeated.SOURCE_ID
    known.place(row("z", "z@x", product="P"))
    assert known.place(row("z", "z@x", product="P")) is Repeated.PERSON
    assert isinstance(known.place(row("z", "z@x", product="Q")), Place)


def test_a_changed_product_waits_and_then_takes_the_ticket_that_is_left(known):
    late = row("eva rios", "eva@x", product="Virtual")

    assert known.place(late) is None
    assert known.place(row("eva rios", "eva@x", product="Peering")).ticket_id == "t-peer"
    assert known.place(late, last=True).ticket_id == "t-eva"
    assert known.gone() == ["t-ana"]


def test_a_new_code_replaces_the_old_one_only_if_that_is_gone(known):
    fresh = row("eva rios", "eva@x", code="NEW", product="Presencial")

    assert known.place(fresh) is None
    known.place(row("eva rios", "eva@x", code="E", product="Presencial"))
    known.place(row("eva rios", "eva@x", code="P", product="Peering"))
    assert known.place(fresh, last=True).new_ticket


def test_two_ids_are_two_registrations(known):
    assert known.place(row("ana paz", "ana@x", source_id="8")).new_ticket


def test_a_corrected_name_keeps_the_person_a_handed_over_ticket_does_not(known):
    assert known.place(row("ana pas", "ana@x", source_id="7")).person_id == "ana"

    other = Roster("file", [person("ana", "ana paz", "ana@x")], [ticket("t", "ana", "A", "7")])
    handed = other.place(row("bea luna", "bea@x", source_id="7"))
    assert handed.new_person
    assert handed.ticket_id == "t"


def test_a_ticket_handed_to_somebody_known_joins_them(known):
    place = known.place(row("eva rios", "eva@x", source_id="7"))

    assert (place.ticket_id, place.person_id, place.shared) == ("t-ana", "eva", True)


def test_one_of_two_tickets_never_renames_the_person_of_the_other(known):
    place = known.place(row("eva luna", "eva@x", code="E"))

    assert place.new_person
    assert place.ticket_id == "t-eva"


def test_a_ticket_of_another_source_is_found_by_its_code_and_adopted(known):
    place = known.place(row("luz sol", code="L"))

    assert (place.ticket_id, place.person_id) == ("t-luz", "luz")
    assert "t-luz" not in known.gone()


def test_a_row_without_a_code_is_not_some_walk_in_without_one():
    walk_in = ticket("t-luz", "luz", "", own=False)
    roster = Roster("file", [person("luz", "luz sol")], [walk_in])

    place = roster.place(row("ana paz", "ana@x"))

    assert (place.new_ticket, place.new_person) == (True, True)
    assert place.person_id != "luz"


def test_what_no_row_claimed_is_gone_other_sources_are_not(known):
    known.place(row("ana paz", "ana@x", source_id="7"))

    assert known.gone() == ["t-eva", "t-peer"]


rows = st.lists(
    st.builds(
        row,
        st.sampled_from(["ana paz", "eva rios"]),
        st.sampled_from(["", "ana@x", "eva@x"]),
        st.sampled_from(["", "1", "2"]),
        st.sampled_from(["", "A", "B"]),
        st.sampled_from(["", "P"]),
    ),
    max_size=8,
)


def run(roster, given_rows):
    placed = [(r, roster.place(r)) for r in given_rows]
    placed = [(r, roster.place(r, last=True) if p is None else p) for r, p in placed]
    return [(r, p) for r, p in placed if isinstance(p, Place)]


@given(rows)
def test_the_same_list_again_finds_every_ticket_and_leaves_none_over(given_rows):
    first = run(Roster("file", [], []), given_rows)
    people = {p.person_id: person(p.person_id, r.name, r.email, r.organisation) for r, p in first}
    tickets = [
        ticket(p.ticket_id, p.person_id, r.code or p.ticket_id, r.source_id, r.product)
        for r, p in first
    ]

    again = Roster("file", people.values(), tickets)
    second = run(again, given_rows)

    assert [p.ticket_id for _, p in second] == [p.ticket_id for _, p in first]
    assert not any(p.new_ticket for _, p in second)
    assert again.gone() == []


@given(rows)
def test_no_two_rows_share_a_ticket_and_no_address_alone_a_person(given_rows):
    placed = run(Roster("file", [], []), given_rows)

    ids = [p.ticket_id for _, p in placed]
    assert len(set(ids)) == len(ids)
    names = {}
    for r, p in placed:
        assert names.setdefault(p.person_id, (r.name, r.email)) == (r.name, r.email)


def test_a_row_without_a_name_is_attached_to_a_person(known):
    first = known.attach(row("", source_id="8", code="X"), "ana")
    second = known.attach(row("", source_id="8", code="Y"), "ana")

    assert (first.person_id, first.new_ticket, first.shared) == ("ana", True, True)
    assert second is Repeated.SOURCE_ID


def test_an_attached_row_finds_its_ticket_by_id_code_or_product():
    tickets = [ticket("t-1", "ana", "A", "1"), ticket("t-2", "ana", "B", product="Cena")]

    def known():
        return Roster("file", [person("ana", "ana paz"), person("eva", "eva sol")], tickets)

    assert known().attach(row("", source_id="1"), "ana").ticket_id == "t-1"
    assert known().attach(row("", code="B"), "ana").ticket_id == "t-2"
    assert known().attach(row("", product="Cena"), "ana").ticket_id == "t-2"
    assert known().attach(row("", code="B"), "eva").person_id == "eva"


def test_addons_do_not_keep_a_name_from_being_corrected():
    people = [person("ana", "ana paz", "ana@x")]
    addon = KnownTicket("t-2", "ana", "B", "2", "Cena", own=True, addon=True)
    known = Roster("file", people, [ticket("t-1", "ana", "A", "1"), addon])

    assert known.place(row("ana maria paz", "ana@x", source_id="1")).person_id == "ana"


@pytest.mark.parametrize(
    "new",
    [
        row("ana paz", "ana@x", source_id="7", code="A"),
        row("ana paz", "ana@x", code="A"),
        row("ana paz", "ana@x", product="Peering"),
        row("luz sol", organisation="red uno"),
    ],
    ids=["id", "code", "e-mail", "name"],
)
def test_the_ids_of_a_new_row_are_known_before_it_is_placed(new):
    place = Roster("file", [], []).place(new)

    assert (place.ticket_id, place.person_id) == new_ids("file", new)


def test_ids_that_others_have_are_not_given_again():
    new = row("ana paz", "ana@x", source_id="7")
    ids = new_ids("file", new)
    place = Roster("file", [], [], taken=frozenset(ids)).place(new)

    assert {place.ticket_id, place.person_id}.isdisjoint(ids)
    assert len({place.ticket_id, place.person_id}) == 2
