"""A door whose store fails: nobody is admitted, and the next scan works again."""

from kiosk.domain.errors import FailureError
from kiosk.ui.door.state import SearchState
from tests.app.stations.codes import ANA, JOSE

RIGHT = "4711"


def break_journal(door):
    door.world.ask(
        lambda ctx: ctx.db.conn.execute("ALTER TABLE entry RENAME TO entry_away").rowcount
    )


def mend_journal(door):
    door.world.ask(
        lambda ctx: ctx.db.conn.execute("ALTER TABLE entry_away RENAME TO entry").rowcount
    )


def test_a_scan_that_cannot_be_stored_admits_nobody_and_the_next_one_can(make_door):
    door = make_door()
    break_journal(door)
    state = door.scan(ANA)
    assert (state.kind, state.explanation) == (
        "help",
        "La puerta no pudo decidir. No se registró ningún ingreso.",
    )
    assert door.controller._under_way == 0
    mend_journal(door)
    assert door.scan(ANA).kind == "admit"


def test_an_override_that_cannot_be_stored_admits_nobody(make_door):
    door = make_door()
    door.scan(JOSE)
    break_journal(door)
    assert door.override("Otro motivo", RIGHT).kind == "help"
    mend_journal(door)
    assert door.world.kinds() == ["refused"]


def test_an_undo_that_failed_can_be_tried_again(make_door):
    door = make_door()
    door.let_in(ANA)
    break_journal(door)
    door.view.undo_asked.emit()
    assert door.state.detail == "Registrado a las 09:00"
    door.view.reason_given.emit("No entró", "")
    door.world.settle()
    assert door.state.kind == "help"
    mend_journal(door)
    door.controller.show_ready()
    door.view.undo_asked.emit()
    door.view.reason_given.emit("No entró", "")
    door.world.settle()
    assert door.world.kinds() == ["admitted", "undone"]


def test_an_undo_that_is_refused_is_not_offered_again(make_door):
    from kiosk.services.undo import undo

    door = make_door()
    door.let_in(ANA)
    entry = door.world.entries()[0].id
    door.world.ask(lambda ctx: undo(ctx, entry, "en otra pantalla", "Marta"))
    door.view.undo_asked.emit()
    door.view.reason_given.emit("No entró", "")
    door.world.settle()
    assert door.state.kind == "help"
    assert door.state.explanation != "La puerta no pudo decidir. No se registró ningún ingreso."
    door.controller.show_ready()
    door.view.undo_asked.emit()
    assert door.state.note == "No hay nada que deshacer."


def test_a_known_problem_is_told_in_its_own_words(make_door):
    door = make_door()
    door.controller._show_failure(FailureError("El disco está lleno."))
    assert door.state.explanation == "El disco está lleno."
    assert door.view.help.explanation.text == "El disco está lleno."


def test_a_search_that_fails_leads_to_the_desk(make_door):
    door = make_door()
    door.view.search_opened.emit()
    door.world.ask(lambda ctx: ctx.db.conn.execute("DROP TABLE person_fts").rowcount)
    door.view.search.type("silva")
    door.world.settle()
    assert door.state.kind == "help"


def test_a_head_count_that_cannot_be_read_changes_nothing(make_door):
    door = make_door()
    door.let_in(ANA)
    door.world.ask(lambda ctx: ctx.db.conn.execute("ALTER TABLE tally RENAME TO t2").rowcount)
    before = door.state
    door.controller.refresh()
    door.world.settle()
    assert door.state == before


def test_one_letter_finds_nobody_and_says_why(make_door):
    door = make_door()
    door.view.search_opened.emit()
    door.view.search.type("s")
    door.world.settle()
    assert door.state == SearchState(message="Escriba al menos dos letras.")
    door.view.search.type("xqz")
    door.world.settle()
    assert door.state.message == "Nadie con ese nombre."
