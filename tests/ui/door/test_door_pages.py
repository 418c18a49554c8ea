"""The door's pages one by one: what stands on them, in every theme."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from kiosk import texts
from kiosk.domain.checkpoints import Direction
from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.door.state import LatestRow, LockState, ReasonState, SearchHit, SearchState


@pytest.fixture(autouse=True)
def _light_again():
    yield
    theme.set_theme(Theme.LIGHT)


def colors_of(widget, step=3):
    picture = widget.grab().toImage()
    return {
        QColor(picture.pixel(x, y)).name().upper()
        for x in range(0, picture.width(), step)
        for y in range(0, picture.height(), step)
    }


# ready


def test_ready_tells_the_room_the_count_and_the_list(view, ready):
    view.show_state(ready)
    page = view.ready
    assert page.room.text == ready.room
    assert page.title.text == "Listo para escanear"
    assert page.count.text == "31 / 50"
    assert page.left.text == "quedan 19"
    assert page.seats.marks() == (31, 50)
    assert page.list_text.text == "Lista de las 09:41  · 48 invitados"
    assert (page.place_text.text, page.clock_text.text) == ("Puerta C", "09:44")


def test_a_room_without_limit_shows_the_count_alone(view, ready):
    view.show_state(replace(ready, capacity=None))
    assert view.ready.count.text == "31"
    assert view.ready.left.text == ""
    assert view.ready.seats.marks() == (0, 0)


def test_an_overfull_room_has_no_negative_places(view, ready):
    view.show_state(replace(ready, inside=53))
    assert view.ready.left.text == "quedan 0"


def test_exits_are_announced_in_the_title(view, ready):
    view.show_state(replace(ready, direction=Direction.EXIT))
    assert view.ready.title.text == "Listo: salidas"
    assert view.ready.switch.current == Direction.EXIT


def test_the_footer_leaves_out_what_is_not_there(view, ready):
    view.show_state(replace(ready, list_line="", sound=False))
    page = view.ready
    assert not page.list_text.isVisible()
    assert page.sound.text == "Sin sonido"
    assert page.sound.icon == "volume-x"


def test_an_old_list_is_written_in_the_colour_of_warnings(view, ready):
    view.show_state(replace(ready, list_fresh=False))
    assert theme.LIGHT.warn_fg.upper() in colors_of(view.ready.list_text, 1)
    view.show_state(ready)
    assert theme.LIGHT.warn_fg.upper() not in colors_of(view.ready.list_text, 1)


def test_a_note_takes_the_place_of_the_hint(view, ready):
    view.show_state(replace(ready, note="No hay nada que deshacer."))
    assert view.ready.hint.text == "No hay nada que deshacer."
    view.show_state(ready)
    assert view.ready.hint.text == "Credencial o código del correo"


def test_the_latest_rows_carry_the_three_shapes(view, ready):
    view.show_state(ready)
    found = colors_of(view.ready.latest, 1)
    assert {theme.ADMIT, theme.REFUSE, theme.ASK} <= found
    assert view.ready.latest.accessibleName() == "Inês Nunez · No está en la lista · Ya ingresó"


def test_more_rows_than_fit_are_left_out(view, ready):
    rows = tuple(LatestRow("admit", f"Persona {n}", "", "09:00") for n in range(40))
    view.show_state(replace(ready, latest=rows))
    assert not view.ready.latest.grab().isNull()


@pytest.mark.parametrize("chosen", list(Theme))
def test_the_ready_screen_follows_the_theme(view, ready, chosen):
    theme.set_theme(chosen)
    view.show_state(ready)
    picture = view.grab().toImage()
    assert QColor(picture.pixel(10, 400)).name().upper() == theme.current().bg
    assert QColor(picture.pixel(640, 5)).name().upper() == theme.current().ink
    assert theme.current().primary in colors_of(view.ready)


@pytest.mark.parametrize(
    ("language", "title", "entry"),
    [("pt", "Pronto para escanear", "Entrada"), ("en", "Ready to scan", "Entry")],
)
def test_the_fixed_words_follow_the_language(view, ready, language, title, entry):
    texts.use(language)
    view.show_state(ready)
    assert view.ready.title.text == title
    assert view.ready.switch.segments[0].label == entry


# verdicts


def test_the_admitted_screen_shows_name_role_and_count(view, admitted):
    view.show_state(admitted)
    page = view.admit
    assert page.name.fitted().lines == ("Joaquín", "Muñiz da Rosa")
    assert (page.photos.text, page.role.text) == ("Sin fotos", "Orador/a")
    assert page.count.text == "32 / 50"
    assert page.where.text == "Entrada · Reunión de CSIRTs de LAC"


def test_photos_are_mentioned_only_when_they_are_not_wanted(view, admitted):
    view.show_state(replace(admitted, no_photos=False))
    assert view.admit.photos.text == ""
    assert "#FFFFFF" not in colors_of(view.admit)


def test_a_notice_for_the_door_is_shown_below_the_name(view, admitted):
    view.show_state(replace(admitted, notice="Entregar audífono"))
    page = view.admit
    assert page.explanation.text == "Entregar audífono"
    assert page.explanation.y() > page.name.y()


def test_exits_say_so_above_the_verdict(view, admitted):
    view.show_state(replace(admitted, direction=Direction.EXIT, word="SALIDA"))
    assert view.admit.where.text.startswith("Salida")


def test_a_refusal_without_a_name_moves_the_reason_up(view, refused):
    view.show_state(refused)
    with_name = view.refuse.explanation.y()
    view.show_state(replace(refused, name=""))
    assert view.refuse.explanation.y() < with_name


def test_help_has_no_verdict_colour_and_no_stripes(view, refused):
    view.show_state(replace(refused, kind="help"))
    found = colors_of(view.help)
    assert not found & {theme.ADMIT, theme.REFUSE, theme.ASK, theme.REFUSE_FOOT}
    assert theme.HELP in found


def test_words_change_without_a_new_verdict(view, refused):
    view.show_state(refused)
    view.guard.timeout.emit()
    view.refresh_verdict(replace(refused, name=""))
    assert view.armed
    assert view.refuse.name.text == ""
    assert view.page is view.refuse


def test_renaming_an_admission_does_not_start_its_time_again(view, admitted):
    view.show_state(admitted)
    view.admit.bar.stop()
    view.refresh_verdict(replace(admitted, name=""))
    assert not view.admit.bar.running


# what lies over


def test_the_chosen_reason_is_marked_and_kept(qtbot, view):
    state = ReasonState("override", "¿Por qué?", "Ana", ("A", "B", "C"), needs_pin=True)
    view.show_state(state)
    qtbot.mouseClick(view.reason.choices[1], Qt.MouseButton.LeftButton)
    assert view.reason.choices[1].icon == "check"
    view.show_state(replace(state, problem="Ese PIN no es."))
    assert view.reason.reason == "B"
    assert view.reason.problem.text == "Ese PIN no es."
    assert view.reason.pad.field.text == ""


def test_another_question_forgets_the_reason(view):
    view.show_state(ReasonState("override", "?", reasons=("A", "B"), needs_pin=True))
    view.reason.choose(0)
    view.show_state(ReasonState("undo", "?", reasons=("A", "B")))
    assert view.reason.reason == ""


def test_a_single_reason_needs_no_choosing(view):
    view.show_state(ReasonState("undo", "?", reasons=("A",)))
    assert view.reason.reason == "A"
    assert view.reason.go.isEnabled()
    assert [b.isVisible() for b in view.reason.choices] == [True, False, False, False]


def test_cancel_and_close_lead_back(qtbot, view):
    got = []
    view.overlay_closed.connect(lambda: got.append(1))
    view.show_state(ReasonState("undo", "?", reasons=("A",)))
    qtbot.mouseClick(view.reason.cancel, Qt.MouseButton.LeftButton)
    view.show_state(SearchState())
    qtbot.mouseClick(view.search.close_button, Qt.MouseButton.LeftButton)
    assert got == [1, 1]


def test_search_shows_a_message_only_without_people(view):
    view.show_state(SearchState(message="Nadie con ese nombre."))
    assert view.search.message.text == "Nadie con ese nombre."
    view.show_state(SearchState((SearchHit("1", "Ana", "CERT"),), "Nadie con ese nombre."))
    assert view.search.message.text == ""
    assert [row.isVisible() for row in view.search.rows] == [True] + [False] * 5


def test_enter_takes_the_only_person_found(qtbot, view):
    got = []
    view.person_chosen.connect(got.append)
    view.show_state(SearchState((SearchHit("7", "Ana", "CERT"),)))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == ["7"]


def test_the_lock_tells_what_is_wrong_and_wipes_the_pin(view):
    view.show_state(LockState("CSIRT", needs_pin=True))
    view.lock.type("12")
    view.show_state(LockState("CSIRT", needs_pin=True, problem="Ese PIN no es."))
    assert view.lock.pad.field.text == ""
    assert view.lock.problem.text == "Ese PIN no es."
    assert not view.lock.go.isVisible()
