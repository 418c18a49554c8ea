"""An assembly at a real door: who may enter, for whom they stand, and the quorum."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from kiosk.app.door_assembly import mandate_words
from kiosk.domain.assembly import Assembly, CallTo, Capacity, CountedBy, Member, Share
from kiosk.domain.checkpoints import Admits, Direction, EntryRule
from kiosk.store import roll
from kiosk.store.roll import Granted
from kiosk.store.transact import writing
from tests.app.stations.codes import ANA, JOSE, LI

VOTER, ALTERNATE, OBSERVER = Capacity.VOTER, Capacity.ALTERNATE, Capacity.OBSERVER
MEMBERS = (Member("nic", "NIC.br", 3), Member("uno", "Red Uno", 1), Member("dos", "Red Dos", 2))
GRANTED = (
    Granted("nic", "person", "ana", VOTER),
    Granted("uno", "person", "ana", VOTER),
    Granted("nic", "person", "jose", ALTERNATE),
    Granted("dos", "person", "jose", VOTER),
    Granted("dos", "person", "li", OBSERVER),
)


@pytest.fixture
def assemblies(now):
    """One, called at 09:10; it needs more than four of six votes."""
    call = CallTo(
        now + timedelta(minutes=10), Share(Decimal(4), above=True), CountedBy.VOTES
    )  # fmt: skip
    return (Assembly("lacnic", {"es": "Asamblea de Asociados"}, "csirt", calls=(call,)),)


@pytest.fixture
def door(make_door):
    made = make_door(change={"admits": Admits.MEMBERS, "entry": EntryRule.FREE})

    def fill(ctx):
        with writing(ctx.db):
            roll.replace_roll(ctx.db, "lacnic", "file", MEMBERS, GRANTED)

    made.world.ask(fill)
    return made


def ready(door):
    door.controller.show_ready()
    return door.state.quorum


def leave(door, code):
    door.controller.direction = Direction.EXIT
    door.scan(code)
    door.controller.direction = Direction.ENTRY


def test_the_answer_says_organisations_votes_and_capacity(door):
    assert door.scan(ANA).organisation == "NIC.br + Red Uno · 4 votos · Titular"
    assert door.scan(JOSE).organisation == (
        "Red Dos · 2 votos · Titular\nNIC.br · 3 votos · Suplente, no vota ahora"
    )
    assert door.scan(LI).organisation == "Red Dos · Observador/a"


def test_the_alternate_is_told_that_the_votes_are_theirs_now(door):
    assert "NIC.br · 3 votos · Suplente, vota" in door.scan(JOSE).organisation


def test_who_stands_for_nobody_is_refused_without_a_word_of_organisations(door):
    state = door.scan("DEMO-EVA-0003")

    assert (state.kind, state.organisation) == ("refuse", "")


def test_names_go_and_so_does_for_whom_they_stood(door):
    door.scan(ANA)

    door.controller.hide_names()

    assert (door.state.name, door.state.organisation) == ("", "")


def test_before_the_call_the_door_shows_when_it_is(door):
    door.scan(ANA)

    quorum = ready(door)

    assert (quorum.title, quorum.status) == ("Primera llamada", "a las 09:10")
    assert (quorum.present, quorum.needed, quorum.unit) == (4, 5, "votos")
    assert quorum.detail == "2 organizaciones · 4 votos"


def test_after_the_call_it_shows_what_is_missing_then_when_it_was_reached(door):
    door.scan(ANA)
    door.world.clock.forward(minutes=12)
    door.controller.refresh()
    door.world.settle()
    assert (ready(door).status, ready(door).holds) == ("falta 1 voto", False)

    door.scan(JOSE)
    assert (ready(door).status, ready(door).holds) == ("Quórum a las 09:12", True)

    leave(door, JOSE)
    assert (ready(door).status, ready(door).holds) == ("falta 1 voto", False)
    assert door.world.kinds() == ["admitted", "admitted", "quorum", "left"]


def test_a_quorum_that_the_clock_brings_is_recorded(door):
    door.let_in(ANA, JOSE)
    assert "quorum" not in door.world.kinds()

    door.world.clock.forward(minutes=30)
    door.controller.refresh()
    door.world.settle()

    assert ready(door).status == "Quórum a las 09:10"
    assert door.world.kinds()[-1] == "quorum"
    assert door.world.entries()[-1].payload["votes"] == 6


def test_a_door_without_an_assembly_shows_no_quorum(make_door):
    door = make_door(checkpoint="forum")

    door.controller.show_ready()

    assert door.state.quorum is None


def test_many_organisations_are_counted_instead_of_named():
    held = [
        {"organisation": f"Red {n}", "votes": n, "capacity": "voter", "acting": True}
        for n in range(1, 5)
    ]

    assert mandate_words({"assembly": "a", "organisations": held}) == (
        "4 organizaciones · 10 votos · Titular"
    )


def test_without_calls_the_door_shows_who_is_there(assemblies):
    from kiosk.app.door_assembly import quorum_state
    from kiosk.domain.calls import Totals
    from kiosk.domain.quorum import Requests, Tally
    from kiosk.services.assembly_state import AssemblyState

    assembly = replace(assemblies[0], calls=())
    tally = Tally(2, 4, 1, 0, 0, (), Totals(3, 6), ())
    found = AssemblyState(assembly, assemblies[0].calls[0].at, tally, Requests(0, 1), (), {})

    shown = quorum_state(found, None)

    assert (shown.title, shown.needed, shown.present, shown.unit) == (
        "Asamblea de Asociados", None, 2, "presentes",
    )  # fmt: skip
