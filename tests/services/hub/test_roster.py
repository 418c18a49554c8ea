"""The list of the station that holds the sources, at a desk and at a door."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.domain.catalogue import Catalogue
from kiosk.domain.checkpoints import Direction
from kiosk.domain.people import Person, Ticket, TicketState
from kiosk.domain.questions import Question
from kiosk.domain.verdict import Reason
from kiosk.services.correct import correct
from kiosk.services.counts import counts
from kiosk.services.roster_message import LEAN
from kiosk.store import people, remote_visits, rights, roster, visits
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.remote_visits import RemoteRow
from kiosk.store.transact import rows, writing
from tests.services.conftest import EVENT, invite
from tests.services.hub.rosters import verdict

TOML = (Path(__file__).parents[3] / "assets" / "demo" / "event.toml").read_text(encoding="utf-8")


def test_everybody_is_the_same_person_everywhere(hub, source, desk, door):
    hub.publish(source)
    for station in (desk, door):
        hub.tell(station)

        for one in ("ana", "jose", "li", "eva", "sam"):
            told, here = people.get(source.db, one), people.get(station.ctx.db, one)
            private = {"email": "", "note": ""} if station.view == LEAN else {}
            assert here == replace(told, **private)
            assert people.tickets_of(station.ctx.db, one) == people.tickets_of(source.db, one)


@pytest.mark.parametrize(
    ("text", "checkpoint"),
    [
        *[(f"code-of-{one}", place) for one in ("ana", "jose", "li", "eva", "sam") for place in
          ("main", "csirt", "assembly")],
        ("peering-of-sam", "forum"),
        ("code-of-nobody", "main"),
    ],
)  # fmt: skip
def test_a_door_decides_as_the_source_would(hub, source, door, text: str, checkpoint: str):
    hub.publish(source)
    hub.tell(door)

    assert verdict(door.ctx, text, checkpoint) == verdict(source, text, checkpoint)


def test_nothing_of_an_address_or_a_note_goes_to_a_door(hub, source, door):
    with writing(source.db):
        put_person(source.db, Person("ana", "Ana", email="ana@nic.br", note="alérgica"))
        put_ticket(source.db, Ticket("t-ana", "ana", "code-of-ana"), {"answers": {"9": "celíaca"}})
        invite(source.db, "csirt", "email", "jose.nunez@unam.mx")
    hub.publish(source)

    lean = b"".join(one.lean for _, one in hub.last.values()).decode()
    full = b"".join(one.full for _, one in hub.last.values()).decode()

    for secret in ("@", "alérgica", "celíaca"):
        assert secret in full
        assert secret not in lean


def test_answers_that_are_asked_at_check_in_go_to_the_door(hub, source, door):
    asked = Catalogue(questions=(Question("9", {"es": "¿Dieta?"}),))
    ctx = replace(source, event=replace(EVENT, catalogue=asked))
    with writing(source.db):
        put_ticket(
            source.db, Ticket("t-ana", "ana", "code-of-ana"), {"answers": {"9": "x", "8": "y"}}
        )
    hub.publish(ctx)
    hub.tell(door)

    (row,) = rows(door.ctx.db, "SELECT extra FROM ticket WHERE ticket_id = 't-ana'")
    assert json.loads(row["extra"]) == {"answers": {"9": "x"}}


@pytest.mark.parametrize(
    ("subject", "invited"),
    [
        ("jose.nunez@unam.mx", True),
        ("jose.nunez@unam.mx|ibanez jose nunez", True),
        ("jose.nunez@unam.mx|somebody else", False),
        ("nobody@example.org", False),
    ],
)
def test_who_is_invited_by_an_address_is_invited_at_every_door(
    hub, source, desk, door, subject: str, invited: bool
):
    with writing(source.db):
        invite(source.db, "csirt", "email", subject)
    hub.publish(source)
    for station in (desk, door):
        hub.tell(station)
        assert (verdict(station.ctx, "code-of-jose", "csirt") == "admitted") is invited


def test_a_bare_address_of_two_people_invites_neither(hub, source, door):
    with writing(source.db):
        put_person(source.db, Person("rep", "Otra", "Persona", email="jose.nunez@unam.mx"))
        invite(source.db, "csirt", "email", "jose.nunez@unam.mx")
    hub.publish(source)
    hub.tell(door)

    assert verdict(door.ctx, "code-of-jose", "csirt") is Reason.NOT_INVITED


def test_only_what_changed_is_told_again(hub, source, desk):
    assert hub.publish(source) == 5 + 2 + 1  # people, checkpoints with lists, the list's age
    hub.tell(desk)
    assert hub.publish(source) == 0
    hub.sent.clear()
    with writing(source.db):
        put_ticket(source.db, Ticket("t-li", "li", "code-of-li", TicketState.PAID))

    hub.publish(source)
    hub.tell(desk)

    assert hub.sent == ["person li"]
    assert verdict(desk.ctx, "code-of-li", "main") == "admitted"


def test_who_is_gone_at_the_source_is_gone_everywhere(hub, source, desk, clock):
    hub.publish(source)
    hub.tell(desk)
    with writing(source.db):
        source.db.conn.execute("DELETE FROM ticket WHERE person_id = 'ana'")
        source.db.conn.execute("DELETE FROM person WHERE person_id = 'ana'")
        source.db.conn.execute("UPDATE person SET gone_at = '2026' WHERE person_id = 'sam'")

    hub.publish(source)
    hub.tell(desk)

    assert verdict(desk.ctx, "code-of-ana", "main") is Reason.INVALID
    assert people.get(desk.ctx.db, "sam").gone
    assert hub.publish(source) == 0
    assert roster.digest(desk.ctx.db) == roster.digest(source.db)


def test_two_lists_are_compared_by_one_number(hub, source, desk, door):
    hub.publish(source)
    hub.tell(desk)
    assert roster.digest(door.ctx.db) == (0, 0)
    assert roster.digest(desk.ctx.db)[0] == 5
    hub.tell(door)
    assert roster.digest(desk.ctx.db) == roster.digest(door.ctx.db) == roster.digest(source.db)
    correct(source, "ana", {"note": "nueva"}, "Rosa")  # the journal tells this
    assert hub.publish(source) == 0
    with writing(source.db):
        put_person(source.db, Person("li", "Li", "Wei", note="changed at the source"))
    hub.publish(source)

    hub.tell(desk)

    assert roster.digest(desk.ctx.db) == roster.digest(source.db) != roster.digest(door.ctx.db)


def test_a_correction_of_the_desk_stays_on_top_of_the_list(hub, source, desk):
    hub.publish(source)
    hub.tell(desk)
    correct(desk.ctx, "ana", {"given_name": "Anita"}, "Rosa")
    with writing(source.db):
        put_person(source.db, Person("ana", "Ana María", "Silva", organisation="Otra"))

    hub.publish(source)
    hub.tell(desk)

    ana = people.get(desk.ctx.db, "ana")
    assert (ana.given_name, ana.organisation) == ("Anita", "Otra")


def test_a_check_in_that_the_source_tells_of_counts_at_all_stations(hub, source, door):
    row = RemoteRow(
        "pretix", "7", "A1-1", "e/2", Direction.ENTRY, "2026-10-06T11:00:00.000Z", "scan 3",
        "t-ana", "ana", "main",
    )  # fmt: skip
    with writing(source.db):
        remote_visits.add(source.db, row)
    hub.publish(source)
    hub.tell(door)
    assert verdict(door.ctx, "code-of-ana", "main") is Reason.ALREADY_REDEEMED

    with writing(source.db):
        remote_visits.drop(source.db, row)
    hub.publish(source)
    hub.tell(door)

    assert visits.of_person(door.ctx.db, "ana", "main") == ()


def test_lists_are_as_old_as_at_the_source(hub, source, door):
    hub.publish(source)
    hub.tell(door)

    assert rights.list_at(door.ctx.db, "csirt") == rights.list_at(source.db, "csirt")
    assert counts(door.ctx).list_at == counts(source).list_at
    with writing(source.db):
        source.db.conn.execute("DELETE FROM invitation WHERE checkpoint = 'assembly'")
    hub.publish(source)
    hub.tell(door)
    assert verdict(door.ctx, "code-of-sam", "assembly") is Reason.NOT_ENTITLED
