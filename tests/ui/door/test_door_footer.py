"""The ready screen's footer and column: list, sound, place; and the pages that lie over it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QInputMethodEvent
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.domain.checkpoints import Direction
from kiosk.domain.settings import Theme
from kiosk.texts import LANGUAGES
from kiosk.ui import theme
from kiosk.ui.door import looks
from kiosk.ui.door.state import (
    LatestRow,
    LockState,
    ReasonState,
    SearchHit,
    SearchState,
    Timing,
)
from kiosk.ui.door.view import DoorView

SIZES = ((1280, 800), (1920, 1080))
REASONS = ("Invitación de último momento", "Lo autoriza quien organiza", "Error", "Otro motivo")


def heard(*sources):
    got = []
    for source in sources:
        source.connect(lambda *args: got.append(args))
    return got


@pytest.fixture(autouse=True)
def _light_again():
    yield
    theme.set_theme(Theme.LIGHT)


# footer


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sound", [True, False])
def test_the_footer_fits_in_every_language(view, ready, problems_of, size, language, sound):
    texts.use(language)
    view.resize(*size)
    for line in ("", "Lista de las 09:41"):
        view.show_state(replace(ready, sound=sound, list_line=line, place="Salón Jacarandá, P. 2"))
        assert problems_of(view.page) == {}
        assert view.ready.sound.height() >= 64


def test_the_sound_is_told_by_word_and_icon(view, ready):
    view.show_state(ready)
    assert (view.ready.sound.text, view.ready.sound.icon) == ("Sonido", "volume-2")
    view.show_state(replace(ready, sound=False))
    assert (view.ready.sound.text, view.ready.sound.icon) == ("Sin sonido", "volume-x")


def test_pressing_the_sound_asks_for_nothing_else(qtbot, view, ready):
    view.show_state(ready)
    other = heard(view.undo_asked, view.lock_asked, view.search_opened, view.direction_chosen)
    pressed = heard(view.sound_pressed)
    qtbot.mouseClick(view.ready.sound, Qt.MouseButton.LeftButton)
    assert (pressed, other) == ([()], [])


def test_the_sound_begins_where_the_list_ends(view, ready):
    view.show_state(ready)
    beside = view.ready.sound.x()
    view.show_state(replace(ready, list_line=""))
    assert view.ready.sound.x() < beside
    assert not view.ready.list_text.isVisible()


@pytest.mark.parametrize("chosen", list(Theme))
def test_the_quiet_button_has_no_edge(chosen):
    theme.set_theme(chosen)
    look = looks.quiet_button()
    assert (look.fill, look.border) == ("", "")
    assert look.ink == theme.current().text2


@pytest.mark.parametrize("chosen", list(Theme))
def test_the_looks_follow_the_theme(chosen):
    theme.set_theme(chosen)
    colors = theme.current()
    plain, main = looks.plain_button(), looks.main_button()
    assert (plain.ink, plain.fill, plain.border) == (colors.text, colors.surface, colors.control)
    assert (main.ink, main.fill, main.border) == (colors.on_primary, colors.primary, "")


# column


def test_a_place_without_exits_shows_no_switch(view, ready, problems_of):
    view.show_state(replace(ready, two_ways=False, room="Almuerzo del martes en la terraza"))
    assert not view.ready.switch.isVisible()
    assert problems_of(view.page) == {}
    view.show_state(ready)
    assert view.ready.switch.isVisible()


@pytest.mark.parametrize(("inside", "capacity"), [(0, 1), (9, 10), (999, 1000), (15000, None)])
def test_counts_of_any_size_fit(view, ready, problems_of, inside, capacity):
    view.show_state(replace(ready, inside=inside, capacity=capacity))
    assert problems_of(view.page) == {}


@pytest.mark.parametrize("rows", range(9))
def test_only_whole_rows_are_drawn(view, ready, rows):
    one = LatestRow("refuse", "No está en la lista", "debe pasar por la mesa 3", "09:42")
    view.show_state(replace(ready, latest=(one,) * rows))
    picture = view.ready.latest.grab().toImage()
    scale = view.ready.latest.scale
    seen = 0
    for number in range(rows):
        y = round((number * 68 + 34) * scale)
        strip = {
            QColor(picture.pixel(x, y)).name().upper()
            for x in range(round(34 * scale))
            if y < picture.height()
        }
        seen += theme.REFUSE in strip
    assert seen == min(rows, int(view.ready.latest.height() / scale // 68))


# keys and fingers


def test_a_finger_that_slides_off_a_row_chooses_nobody(qtbot, view):
    got = heard(view.person_chosen)
    view.show_state(SearchState((SearchHit("1", "Ana", "CERT"),)))
    row = view.search.rows[0]
    qtbot.mousePress(row, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(row, Qt.MouseButton.LeftButton, pos=QPoint(-20, -20))
    assert got == []
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert got == [("1",)]


def test_composed_letters_reach_the_search(view):
    view.show_state(SearchState())
    event = QInputMethodEvent("", [])
    event.setCommitString("ñ")
    QApplication.sendEvent(view, event)
    assert view.search.field.text == "ñ"


def test_composed_letters_reach_no_verdict(view, asked):
    got = heard(view.answered)
    view.show_state(asked)
    event = QInputMethodEvent("", [])
    event.setCommitString("ñ")
    QApplication.sendEvent(view, event)
    assert got == []


@pytest.mark.parametrize(
    "state",
    [SearchState((SearchHit("1", "Ana", ""),)), ReasonState("undo", "?", reasons=("A",))],
)
def test_enter_confirms_nothing_within_the_guard(qtbot, view, state):
    got = heard(view.person_chosen, view.reason_given)
    view.show_state(state)
    view.guard_enter()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == []
    view.guard.timeout.emit()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(got) == 1


def test_every_verdict_starts_the_guard_by_itself(view, verdicts, ready):
    for state in verdicts:
        view.show_state(ready)
        view.guard.timeout.emit()
        view.show_state(state)
        assert not view.armed
        assert view.guard.isActive()


def test_modifiers_and_held_keys_mean_nothing(qtbot, view, refused):
    got = heard(view.next_pressed)
    view.show_state(refused)
    view.guard.timeout.emit()
    for key in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
        qtbot.keyClick(view, key)
    assert got == []


def test_a_tap_cuts_the_admission_short(qtbot, view, admitted):
    got = heard(view.next_pressed)
    view.show_state(admitted)
    qtbot.mouseClick(view.admit, Qt.MouseButton.LeftButton, pos=QPoint(900, 500))
    assert got == [()]


def test_a_key_does_not_cut_it_short(qtbot, view, admitted):
    got = heard(view.next_pressed)
    view.show_state(admitted)
    view.guard.timeout.emit()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert got == []


# what lies over


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_over_it_fit_in_every_language(view, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    states = (
        LockState("Taller de Políticas y Asuntos Legales de LACTLD", needs_pin=True, problem="No."),
        LockState("CSIRT"),
        ReasonState("override", "¿Por qué?", "Ana", REASONS, needs_pin=True, problem="No es."),
        ReasonState("undo", "¿Por qué?", "Registrado a las 09:12", REASONS[:3]),
        SearchState(message="Escriba al menos dos letras."),
        SearchState(tuple(SearchHit(str(n), f"Persona {n}", "Org") for n in range(6))),
    )
    for state in states:
        view.show_state(state)
        assert problems_of(view.page) == {}, state


def test_leaving_a_page_forgets_what_was_typed_there(view, ready):
    view.show_state(ReasonState("override", "?", "Ana", REASONS, needs_pin=True))
    view.reason.choose(1)
    view.reason.type("47")
    view.show_state(ready)
    assert (view.reason.reason, view.reason.pad.field.text) == ("", "")
    assert view.reason.state.detail == ""
    view.show_state(LockState("CSIRT", needs_pin=True))
    view.lock.type("47")
    view.show_state(ready)
    assert view.lock.pad.field.text == ""


def test_a_wrong_pin_is_wiped_and_the_reason_stays(view):
    state = ReasonState("override", "?", "Ana", REASONS, needs_pin=True)
    view.show_state(state)
    view.reason.choose(2)
    view.reason.type("1234")
    view.show_state(replace(state, problem="Ese PIN no es."))
    assert view.reason.pad.field.text == ""
    assert view.reason.reason == REASONS[2]


def test_only_digits_are_typed_as_a_pin(qtbot, view):
    view.show_state(LockState("CSIRT", needs_pin=True))
    qtbot.keyClicks(view, "4a7-1x1")
    assert view.lock.pad.field.text == "4711"


def test_the_language_change_is_told_once(view, ready):
    got = heard(view.language_changed)
    view.show_state(ready)
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert got == [()]


def test_times_can_be_set(qtbot):
    made = DoorView(Timing(admit_ms=900, enter_guard_ms=250))
    qtbot.addWidget(made)
    assert made.admit.bar.total_ms == 900
    assert made.guard.interval() == 250


def test_the_direction_is_told_above_every_verdict(view, verdicts):
    for state in verdicts:
        view.show_state(replace(state, direction=Direction.EXIT))
        assert view.page.where.text.startswith("Salida · ")
