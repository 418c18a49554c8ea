"""Nothing on the door is cut, overlaps or is too small for a finger, in any language."""

from dataclasses import replace

import pytest

from kiosk.ui.door.state import SearchHit, SearchState
from kiosk.ui.widgets.touch_button import TouchButton

SIZES = ((1280, 800), (1920, 1080))
LONG_NAME = "María de los Ángeles Guadalupe\nFernández de la Reguera y Montenegro-Echeverría"
LONG_ORGANISATION = (
    "Instituto Tecnológico de Investigación y Desarrollo de Redes Académicas del Cono Sur · "
    "Estado Plurinacional de Bolivia"
)


@pytest.fixture
def check(view, problems_of):
    def look(state):
        view.show_state(state)
        assert problems_of(view.page) == {}

    return look


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Li", "Joaquín\nMuñiz da Rosa", LONG_NAME])
def test_names_of_every_length_fit(view, verdicts, check, size, name):
    view.resize(*size)
    for state in verdicts:
        check(replace(state, name=name if state.kind == "admit" else name.replace("\n", " ")))


@pytest.mark.parametrize("size", SIZES)
def test_long_organisations_and_reasons_fit(view, admitted, refused, asked, check, size):
    view.resize(*size)
    check(replace(admitted, name=LONG_NAME, organisation=LONG_ORGANISATION))
    check(replace(asked, organisation=LONG_ORGANISATION))
    why = "La reunión es por invitación y su nombre no figura en la lista. " * 3
    check(replace(refused, name=LONG_NAME.replace("\n", " "), explanation=why))
    check(replace(refused, kind="help", explanation=why, name=""))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "word", ["INSCRIÇÃO CANCELADA", "REGISTRATION CANCELLED", "NÃO INCLUI ESTA SALA", "SALA LLENA"]
)
def test_words_of_other_languages_fit(view, verdicts, check, size, word):
    view.resize(*size)
    for state in verdicts:
        check(replace(state, word=word))


@pytest.mark.parametrize("size", SIZES)
def test_the_ready_screen_fits_with_a_long_room_name(view, ready, check, size):
    view.resize(*size)
    check(ready)
    long = "Taller de Políticas y Asuntos Legales y Asamblea General de LACTLD 2026"
    check(replace(ready, room=long, list_line=""))
    check(replace(ready, inside=1480, capacity=1500))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "warning",
    [
        "La lista es de las 09:41: pida una nueva en la mesa 3.",
        "A lista é de quarta-feira, 7 de outubro, às 09:41: peça uma nova no balcão de inscrições.",
    ],
)
def test_the_standing_warning_fits_above_the_place_to_scan(view, ready, check, size, warning):
    view.resize(*size)
    check(replace(ready, warning=warning, list_fresh=False))
    assert view.ready.warning.isVisible()
    below = view.ready.title.y()
    check(ready)
    assert not view.ready.warning.isVisible()
    assert view.ready.title.y() < below


def test_the_given_name_is_never_what_is_cut(view, admitted):
    name = "Wolfeschlegelsteinhausenbergerdorffwelche\n" + "Apellidolarguísimo " * 30
    view.show_state(replace(admitted, name=name))
    fitted = view.admit.name.fitted()
    assert "…" not in fitted.lines[0]
    assert fitted.lines[0] == "Wolfeschlegelsteinhausenbergerdorffwelche"


@pytest.mark.parametrize("size", SIZES)
def test_everything_a_finger_may_press_is_64_high(view, ready, refused, asked, size):
    view.resize(*size)
    hits = tuple(SearchHit(str(n), f"Persona {n}", "Org") for n in range(6))
    for state in (ready, refused, asked, SearchState(hits)):
        view.show_state(state)
        page = view.page
        small = [
            (b.objectName(), b.height())
            for b in page.findChildren(TouchButton)
            if b.isVisible() and b.height() < 64
        ]
        assert small == []
    assert all(row.height() >= 64 for row in view.search.rows)
