"""Invitation lists at a real door: old ones ask, on the spot beats them, a new one ends it."""

from datetime import timedelta

import pytest

from kiosk.domain.checkpoints import Direction, Level
from kiosk.services.invite import Grant, grant, withdraw
from tests.app.stations.codes import ANA, JOSE

RIGHT = "4711"
INVITE_JOSE = Grant("csirt", "jose", operator="Rosa", level=Level.SUPERVISOR)


@pytest.fixture
def door(make_door):
    """A door whose list of 08:41 is trusted for ten minutes; it is 09:00."""
    return make_door(change={"stale_after": timedelta(minutes=10)})


def test_an_old_list_says_what_it_holds_and_decides_nothing(door):
    listed, other = door.scan(ANA), door.scan(JOSE)

    assert listed.fact == "Figura en la lista de las 08:41, que ya no es confiable."
    assert other.fact == "No figura en la lista de las 08:41, que ya no es confiable."
    assert {listed.word, other.word} == {"LISTA ATRASADA"}
    assert {listed.kind, other.kind} == {"ask"}


def test_an_answer_admits_this_once_and_is_no_invitation(door):
    door.scan(JOSE)
    door.view.answered.emit(True)
    door.view.reason_given.emit("Otro motivo", RIGHT)
    door.world.settle()
    assert door.state.kind == "admit"

    door.controller.direction = Direction.EXIT
    door.scan(JOSE)
    door.controller.direction = Direction.ENTRY

    assert door.scan(JOSE).word == "LISTA ATRASADA"
    assert door.world.kinds() == ["refused", "overridden", "left", "refused"]


def test_who_was_invited_on_the_spot_passes_an_old_list_until_withdrawn(door):
    door.world.ask(lambda ctx: grant(ctx, INVITE_JOSE))
    assert door.scan(JOSE).kind == "admit"

    door.world.ask(lambda ctx: withdraw(ctx, INVITE_JOSE))
    state = door.scan(JOSE)

    assert (state.kind, state.word) == ("refuse", "INVITACIÓN RETIRADA")
    assert state.explanation == "Se le retiró la invitación a Reunión de CSIRTs."


def test_a_new_list_ends_the_warning(door):
    assert door.state.warning.startswith("La lista es de las 08:41")
    sql = "UPDATE invitation_list SET loaded_at = '2026-10-06T12:00:00.000Z'"
    door.world.ask(lambda ctx: ctx.db.conn.execute(sql).rowcount)
    door.controller.refresh()
    door.world.settle()

    assert (door.state.warning, door.state.list_fresh) == ("", True)
    assert door.scan(ANA).kind == "admit"


def test_the_warning_comes_while_the_door_stands(make_door):
    door = make_door(change={"stale_after": timedelta(hours=1)})
    assert door.state.warning == ""
    door.world.clock.forward(hours=1)
    door.controller.refresh()
    door.world.settle()

    assert door.state.warning == "La lista es de las 08:41: pida una nueva en la mesa 3."
