from datetime import timedelta

import pytest

from kiosk.domain.checkpoints import Admits, Level
from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.domain.facts import Override
from kiosk.domain.journal import EntryKind
from kiosk.services import assembly
from kiosk.services.assembly_tally import assembly_of, count
from kiosk.services.check_in import ScanRequest, explain
from kiosk.services.invite import Grant, grant, withdraw
from kiosk.services.undo import undo
from kiosk.store import journal, people
from kiosk.store.rebuild import rebuild
from kiosk.store.transact import writing


def person(hall, code):
    return people.get(hall.ctx.db, people.by_code(hall.ctx.db, code)[0].person_id)


def recorded(hall):
    found = journal.of_kind(hall.ctx.db, EntryKind.QUORUM, "assembly")
    return [
        (e.payload["assembly"], e.payload["call"], e.payload["organisations"], e.payload["votes"],
         e.payload["reached_at"][11:16])
        for e in found
    ]  # fmt: skip


@pytest.mark.parametrize(("code", "member"), [("A", True), ("L", True), ("O", True), ("X", False)])
def test_whoever_represents_somebody_in_any_capacity_is_a_member(hall, code, member):
    assert assembly.is_member(hall.ctx, hall.room, person(hall, code)) is member
    assert (
        explain(hall.ctx, ScanRequest(text=code, checkpoint="assembly")).verdict.admitted is member
    )


def test_a_representative_can_be_kept_out_and_let_in_again(hall):
    asked = Grant("assembly", person(hall, "A").person_id, operator="Rosa", level=Level.SUPERVISOR)
    entry = ScanRequest(text="A", checkpoint="assembly")

    assert withdraw(hall.ctx, asked).entry is not None
    hall.roll()
    assert explain(hall.ctx, entry).verdict.params["withdrawn"]

    grant(hall.ctx, asked)
    assert explain(hall.ctx, entry).verdict.admitted


def test_a_mandate_opens_no_other_door(hall):
    forum = hall.ctx.event.checkpoint("forum")
    assert not assembly.is_member(hall.ctx, forum, person(hall, "A"))

    hall.changed(admits=Admits.INVITED)
    assert not assembly.is_member(hall.ctx, hall.room, person(hall, "A"))


def test_the_tally_follows_the_door(hall):
    for code, minutes in (("A", -20), ("S", -10), ("L", -5), ("O", 5)):
        hall.enters(code, minutes)
    hall.leaves("S", 10)

    found = count(hall.ctx, hall.LACNIC, hall.at(20))

    assert (found.organisations, found.votes) == (3, 8)
    assert (found.voters, found.alternates, found.observers) == (1, 1, 1)
    assert found.calls[0].reached_at == hall.at(0)


def test_everybody_is_out_when_the_room_closes(hall):
    hall.changed(everybody_out=hall.at(120).astimezone(hall.ctx.event.timezone).time())
    hall.enters("A", 5)

    assert count(hall.ctx, hall.LACNIC, hall.at(119)).organisations == 2
    assert count(hall.ctx, hall.LACNIC, hall.at(121)).organisations == 0


def test_the_assembly_of_tomorrow_does_not_count_today_s_people(hall):
    hall.hold(hall.LACNIC, hall.EXTRAORDINARY)
    hall.roll(assembly="extra")
    hall.enters("A", 5)
    hall.enters("J", 24 * 60 + 5)

    today = count(hall.ctx, hall.LACNIC, hall.at(30 * 60))
    tomorrow = count(hall.ctx, hall.EXTRAORDINARY, hall.at(30 * 60))

    assert (today.organisations, tomorrow.organisations) == (2, 1)


def test_the_quorum_is_recorded_once_a_call_when_it_is_reached(hall):
    hall.enters("A", -20)
    hall.enters("L", 5)
    hall.enters("S", 8)
    hall.enters("O", 40)
    hall.leaves("A", 50)
    hall.enters("A", 55)

    assert recorded(hall) == [("lacnic", 1, 3, 8, "12:05"), ("lacnic", 2, 3, 8, "12:30")]


def test_a_quorum_that_already_stood_is_recorded_with_the_moment_of_the_call(hall):
    hall.enters("A", -20)
    hall.enters("L", -10)
    assert recorded(hall) == []

    hall.enters("O", 3)

    assert recorded(hall) == [("lacnic", 1, 3, 8, "12:00")]


def test_a_refused_scan_records_no_quorum(hall):
    hall.enters("A", -20)
    hall.enters("X", 3)

    assert recorded(hall) == []


def test_somebody_let_in_without_a_mandate_counts_for_nobody(hall):
    override = Override("Iván", "viene con poder", Level.SUPERVISOR)

    outcome = hall.enters("X", 3, override=override)

    assert outcome.verdict.admitted
    assert count(hall.ctx, hall.LACNIC, hall.at(5)).organisations == 0


def test_an_undone_entry_changes_the_tally(hall):
    hall.enters("A", 5)
    outcome = hall.enters("L", 6)
    assert count(hall.ctx, hall.LACNIC, hall.at(10)).calls[0].reached_at == hall.at(6)

    undo(hall.ctx, outcome.entry_id, operator="Lucía", reason="otra persona")

    assert count(hall.ctx, hall.LACNIC, hall.at(10)).calls[0].reached_at is None


def test_where_no_assembly_is_held_nothing_is_read(hall):
    room = hall.ctx.event.checkpoint("csirt")
    statements = []
    hall.ctx.db.conn.set_trace_callback(statements.append)

    assembly.after_scan(hall.ctx, room, hall.at(5))
    standing = assembly.standing(hall.ctx, room, person_of_nobody())
    hall.ctx.db.conn.set_trace_callback(None)

    assert standing is None
    assert [s for s in statements if "SELECT" in s] == []


def person_of_nobody():
    from kiosk.domain.people import Person

    return Person("nobody", "Nadie")


def test_nothing_is_counted_before_the_first_call_or_after_all_is_recorded(hall):
    for code, minutes in (("A", -20), ("L", 5), ("J", 40)):
        hall.enters(code, minutes)
    statements = []
    hall.ctx.db.conn.set_trace_callback(statements.append)
    with writing(hall.ctx.db):
        assembly.after_scan(hall.ctx, hall.room, hall.at(-10))
        assembly.after_scan(hall.ctx, hall.room, hall.at(50))
    hall.ctx.db.conn.set_trace_callback(None)

    assert [s for s in statements if "FROM visit" in s] == []


def test_for_whom_somebody_stands(hall):
    hall.enters("A", -20)
    hall.enters("L", -10)

    assert assembly.standing(hall.ctx, hall.room, person(hall, "A"), hall.at(0)) == {
        "assembly": "lacnic",
        "organisations": [
            {"organisation": "NIC.br", "votes": 4, "capacity": "voter", "acting": True},
            {"organisation": "Red Dos", "votes": 1, "capacity": "voter", "acting": True},
        ],
    }
    alternate = assembly.standing(hall.ctx, hall.room, person(hall, "L"))
    assert alternate["organisations"] == [
        {"organisation": "ISP Uno", "votes": 3, "capacity": "alternate", "acting": True}
    ]
    hall.enters("S", 1)
    alternate = assembly.standing(hall.ctx, hall.room, person(hall, "L"))
    assert not alternate["organisations"][0]["acting"]
    assert assembly.standing(hall.ctx, hall.room, person(hall, "X")) is None


def test_of_two_assemblies_in_one_room_the_one_that_is_on_stands(hall):
    hall.hold(hall.LACNIC, hall.EXTRAORDINARY)
    hall.roll("Organización,Representante,Correo\nOtra,Ana Silva,ana@nic.br\n", assembly="extra")
    ana = person(hall, "A")

    def on(hours):
        return assembly.standing(hall.ctx, hall.room, ana, hall.at(60 * hours))["assembly"]

    assert [on(hours) for hours in (-30, -1, 1, 14, 23, 25, 60)] == [
        "lacnic", "lacnic", "lacnic", "lacnic", "extra", "extra", "extra",
    ]  # fmt: skip
    jose = assembly.standing(hall.ctx, hall.room, person(hall, "J"), hall.at(25 * 60))
    assert jose["assembly"] == "lacnic"


def test_requests_are_recorded_counted_and_withdrawn(hall):
    first = assembly.request(hall.ctx, "lacnic", "  red DOS ", operator="Lucía")
    assembly.request(hall.ctx, "lacnic", "NIC.br")
    assembly.request(hall.ctx, "lacnic", "NIC.br", withdraw=True)

    assert dict(first.payload) == {
        "assembly": "lacnic", "organisation": "Red Dos", "withdrawn": False,
    }  # fmt: skip
    assert first.operator == "Lucía"
    from kiosk.store import roll

    assert roll.requests_of(hall.ctx.db, "lacnic") == ("red dos",)


@pytest.mark.parametrize(
    ("asked", "organisation"), [("lacnic", "Red Nueva"), ("sauna", "NIC.br"), ("lacnic", "")]
)
def test_only_organisations_of_the_roll_can_ask(hall, asked, organisation):
    before = journal.count(hall.ctx.db)

    with pytest.raises(NotFoundError):
        assembly.request(hall.ctx, asked, organisation)

    assert journal.count(hall.ctx.db) == before


def test_which_assembly_is_meant(hall):
    assert assembly_of(hall.ctx).id == "lacnic"

    hall.hold(hall.LACNIC, hall.EXTRAORDINARY)
    assert assembly_of(hall.ctx, "extra").id == "extra"
    with pytest.raises(WrongUseError, match="lacnic, extra"):
        assembly_of(hall.ctx)

    hall.hold()
    with pytest.raises(NotFoundError):
        assembly_of(hall.ctx)


def test_rebuilt_projections_give_the_same_assembly(hall):
    hall.enters("A", -20)
    hall.enters("L", 5)
    assembly.request(hall.ctx, "lacnic", "NIC.br")
    before = count(hall.ctx, hall.LACNIC, hall.at(10))

    assert all(report.same for report in rebuild(hall.ctx.db))
    assert count(hall.ctx, hall.LACNIC, hall.at(10)) == before


def test_settings_may_say_the_totals(hall):
    from dataclasses import replace

    found = count(hall.ctx, replace(hall.LACNIC, organisations=100, votes=640), hall.at(0))

    assert (found.totals.organisations, found.totals.votes) == (100, 640)
    assert [call.needed for call in found.calls] == [321, 30]


def test_an_assembly_without_calls_counts_from_the_beginning(hall):
    from dataclasses import replace

    hall.enters("A", -55)

    found = count(hall.ctx, replace(hall.LACNIC, calls=()), hall.at(0) + timedelta(days=2))

    assert (found.organisations, found.calls) == (2, ())
