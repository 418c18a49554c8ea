"""Self-service shows any name, session and desk whole, in every size, letter and theme."""

import pytest
from hypothesis import given

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.texts import LANGUAGES
from kiosk.ui import theme
from kiosk.ui.self_service import looks
from kiosk.ui.self_service.state import ConfirmState, DoneState, HelpState, PrintingState
from tests.ui.any_name import CAREFUL, WORDS

LYING, UPRIGHT = (1920, 1080), (1080, 1920)
NAMES = (
    "X",
    "Li",
    "Ỹvãga",
    "María de los Ángeles Guadalupe Inmaculada Concepción del Pilar",
    "محمد عبد الرحمن",
    "王小明",
    "यश",
    "Wolfeschlegelsteinhausenbergerdorff",
)


@pytest.fixture(autouse=True)
def _light_again():
    yield
    theme.set_theme(Theme.LIGHT)


@pytest.mark.parametrize("bigger", [False, True])
@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_world_fit(view, png, problems_of, size, name, bigger):
    view.resize(*size)
    view.set_zoom(bigger=bigger)
    view.show_state(ConfirmState(name, png))
    assert problems_of(view.page) == {}
    assert "…" not in "".join(view.confirm.hello.fitted().lines)


@CAREFUL
@given(name=WORDS)
def test_any_name_of_sixty_letters_fits(view, png, problems_of, name):
    for size in (LYING, UPRIGHT):
        view.resize(*size)
        view.show_state(ConfirmState(name, png))
        assert problems_of(view.page) == {}


@CAREFUL
@given(title=WORDS, detail=WORDS, lanyards=WORDS)
def test_any_session_fits(view, png, problems_of, title, detail, lanyards):
    for size in (LYING, UPRIGHT):
        view.resize(*size)
        view.show_state(DoneState(png, "below", lanyards, f"09:30 · {title}", detail))
        assert problems_of(view.page) == {}


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("bigger", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("desk", ["la mesa 3", "la mesa de acreditación"])
def test_any_desk_fits(view, problems_of, size, bigger, language, desk):
    texts.use(language)
    view.resize(*size)
    view.set_zoom(bigger=bigger)
    for number in ("", "H-1", "H-9999"):
        view.show_state(HelpState(desk, number))
        assert problems_of(view.page) == {}, number


@pytest.mark.parametrize("size", [LYING, UPRIGHT])
@pytest.mark.parametrize("slot", ["below", "left", "right"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_slot_fits_in_every_language(view, png, problems_of, size, slot, language):
    texts.use(language)
    view.resize(*size)
    for state in (PrintingState(png, slot), DoneState(png, slot)):
        view.show_state(state)
        assert problems_of(view.page) == {}


@pytest.mark.parametrize("chosen", list(Theme))
@pytest.mark.parametrize("size", [LYING, UPRIGHT])
def test_every_page_fits_in_every_theme(view, states, problems_of, chosen, size):
    theme.set_theme(chosen)
    view.resize(*size)
    view.set_language("es")
    for name, state in states.items():
        view.show_state(state)
        assert problems_of(view.page) == {}, name


@pytest.mark.parametrize("chosen", list(Theme))
def test_the_looks_follow_the_theme(chosen):
    theme.set_theme(chosen)
    colors = theme.current()
    assert looks.primary().fill == colors.primary
    assert looks.primary().down == colors.primary_down
    assert looks.secondary().border == colors.control
    assert looks.on_ink().fill == colors.ink


def test_looks_grow_with_their_letters():
    assert looks.primary(48).icon_px == pytest.approx(62.4)
    assert looks.secondary(34).icon_px == 38
    assert looks.on_ink(28).icon_px == 32


@pytest.mark.parametrize("seconds", [45, 8, 1, 0])
def test_what_is_left_of_a_print_fits(view, png, problems_of, seconds):
    for language in LANGUAGES:
        texts.use(language)
        view.show_state(PrintingState(png))
        view.printing.progress.ticked.emit(seconds)
        assert problems_of(view.page) == {}
        assert str(seconds) in view.printing.rest.text or seconds < 2


def test_turning_the_screen_keeps_the_person(view, png, problems_of):
    view.show_state(ConfirmState("María José", png))
    for size in (UPRIGHT, LYING, UPRIGHT):
        view.resize(*size)
        upright = size is UPRIGHT
        expected = "Hola, María José" if upright else "Hola,\nMaría José"
        assert view.confirm.hello.text == expected
        assert problems_of(view.page) == {}


def test_a_nameless_greeting_greets_nobody(view):
    view.show_state(ConfirmState(""))
    assert view.confirm.hello.text == ""
