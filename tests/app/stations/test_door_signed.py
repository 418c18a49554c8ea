"""The door when a signed ticket passes that the list does not know yet."""

import pytest

from kiosk import texts
from kiosk.domain.catalogue import Catalogue, Product
from kiosk.domain.checkpoints import EntryRule, Level
from kiosk.domain.people import Person, Ticket
from kiosk.store.person_write import put_person, put_ticket
from kiosk.store.transact import writing
from kiosk.ui.door.state import ReadyState, ReasonState, VerdictState

ON_SITE = {"es": "Presencial", "pt": "Presencial (pt)", "en": "On site"}


@pytest.fixture
def catalogue(signer):
    return Catalogue(products=(Product("1", ON_SITE), Product("2", {})), keys=(signer.key(),))


@pytest.fixture
def door(make_door):
    """A door that lets everybody in once, and asks about a second time."""
    change = {"entry": EntryRule.RE_ENTRY, "slots": (), "override": Level.VOLUNTEER}
    return make_door("forum", change=change)


def put_on_list(door, code):
    """The list that comes later knows whose the code is."""

    def job(ctx):
        with writing(ctx.db):
            put_person(ctx.db, Person("pia", "Pía", "Rey"), source="file", source_ref="pia")
            put_ticket(ctx.db, Ticket("t-pia", "pia", code))

    door.world.ask(job)


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        pytest.param("es", ("Presencial", "Entrada firmada"), id="es"),
        pytest.param("pt", ("Presencial (pt)", "Ingresso assinado"), id="pt"),
        pytest.param("en", ("On site", "Signed ticket"), id="en"),
    ],
)
def test_what_the_ticket_is_for_stands_where_the_name_would(door, signer, lang, lines) -> None:
    texts.use(lang)
    state = door.scan(signer.sign())
    assert (state.kind, state.name, state.organisation) == ("admit", *lines)
    assert door.sounds == ["admit"]
    assert door.world.kinds() == ["admitted"]


def test_no_line_is_empty_where_the_source_names_no_product(door, signer):
    state = door.scan(signer.sign(product=2))
    assert (state.kind, state.name, state.organisation) == ("admit", "Entrada firmada", "")


def test_an_unknown_code_still_sounds_as_such(door, signer):
    state = door.scan(signer.sign(key="not ours"))
    assert (state.kind, state.name) == ("refuse", "")
    assert door.sounds == ["unknown"]


def test_the_latest_list_says_that_it_was_a_signed_ticket(door, signer):
    door.let_in(signer.sign(), "DEMO-ANA-0001", "no such code")
    door.controller.refresh()
    door.world.settle()
    assert isinstance(door.state, ReadyState)
    assert [row.title for row in door.state.latest] == [
        "Código desconocido",
        "Ana Silva Prado",
        "Entrada firmada",
    ]
    assert door.state.inside == 2


def test_who_leaves_by_a_signed_ticket_is_told_as_such(door, signer):
    door.let_in(signer.sign())
    door.view.direction_chosen.emit("exit")
    door.let_in(signer.sign())
    row = door.state.latest[0]
    assert (row.title, row.detail) == ("Entrada firmada", "Salió")
    assert door.state.inside == 0


def test_a_second_time_is_asked_about_and_the_answer_lets_in(door, signer):
    door.scan(signer.sign())
    state = door.scan(signer.sign())
    assert (state.kind, state.word, state.name) == (
        "ask",
        "YA INGRESÓ",
        "Presencial · entrada firmada",
    )
    assert door.sounds == ["admit", "ask"]
    door.view.answered.emit(True)
    door.world.settle()
    assert door.state.kind == "admit"
    assert door.world.kinds() == ["admitted", "refused", "overridden"]


def test_a_supervisor_is_told_what_the_ticket_is_for_and_may_let_in(make_door, signer):
    door = make_door("csirt", change={"override": Level.SUPERVISOR})
    state = door.scan(signer.sign())
    assert (state.kind, state.name) == ("refuse", "Presencial · entrada firmada")
    assert door.sounds == ["refuse"]
    door.view.override_asked.emit()
    assert isinstance(door.state, ReasonState)
    assert door.state.detail == "Presencial · entrada firmada"
    assert door.override().kind == "admit"
    assert door.world.kinds() == ["refused", "overridden"]


def test_taking_the_last_one_back_takes_a_signed_one_back(door, signer):
    door.let_in(signer.sign())
    door.view.undo_asked.emit()
    door.view.reason_given.emit("Se escaneó por error", "")
    door.world.settle()
    assert door.world.kinds() == ["admitted", "undone"]
    assert door.state.inside == 0


def test_once_the_list_knows_the_code_the_name_is_shown(door, signer):
    door.scan(signer.sign())
    put_on_list(door, signer.sign())
    state = door.scan(signer.sign())
    assert isinstance(state, VerdictState)
    assert (state.kind, state.name) == ("ask", "Pía Rey")
