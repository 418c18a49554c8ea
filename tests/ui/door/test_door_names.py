"""Names of the world on every screen of the door: whole where they can be, never overlapping."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.door.state import LatestRow, ReasonState, SearchHit, SearchState
from kiosk.ui.widgets.fit_text import FitText
from tests.ui.any_name import CAREFUL, WORDS

SIZES = ((1280, 800), (1920, 1080))
NAMES = {
    "one letter": "X",
    "short": "Li Wu",
    "accents": "Ñandú Ẽẽ Ỹvãga Łőç",
    "thirty": "Maximiliano Echeverría Iturbide",
    "sixty": "María de los Ángeles Guadalupe Inmaculada Concepción del Mar",
    "hyphens": "Ana-Sofía Núñez-Olivera-Echeverría-Iturbide",
    "arabic": "محمد عبد الرحمن بن يوسف الأنصاري",
    "hebrew": "יוסף בן דוד הכהן",
    "chinese": "欧阳娜娜",
    "long chinese": "阿卜杜拉赫曼伊布拉欣穆罕默德",
    "devanagari": "श्रीनिवास रामानुजन",
    "quotes": "Seán O'Neill «El Rápido»",
}


@pytest.fixture(autouse=True)
def _light_again():
    yield
    theme.set_theme(Theme.LIGHT)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", list(NAMES))
def test_the_verdicts_show_it_whole(view, verdicts, problems_of, name, size):
    view.resize(*size)
    for state in verdicts:
        view.show_state(replace(state, name=NAMES[name]))
        assert problems_of(view.page) == {}, state.kind
        assert "…" not in "".join(view.page.name.fitted().lines)


@pytest.mark.parametrize("name", list(NAMES))
def test_given_and_family_name_keep_their_lines(view, admitted, problems_of, name):
    given_name, _space, family_name = NAMES[name].partition(" ")
    both = f"{given_name}\n{family_name}" if family_name else given_name
    view.show_state(replace(admitted, name=both))
    assert view.admit.name.fitted().lines[0].startswith(given_name[:4])
    assert problems_of(view.page) == {}


@CAREFUL
@given(name=WORDS, organisation=WORDS)
def test_any_name_of_sixty_letters_fits(view, verdicts, problems_of, name, organisation):
    for state in verdicts:
        view.show_state(replace(state, name=name, organisation=organisation))
        assert problems_of(view.page) == {}


@CAREFUL
@given(why=st.lists(WORDS, min_size=1, max_size=4).map(" ".join), name=WORDS)
def test_any_reason_fits_below_any_name(view, refused, problems_of, why, name):
    view.show_state(replace(refused, name=name, explanation=why))
    assert problems_of(view.page) == {}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", list(NAMES))
def test_the_search_shows_it(view, problems_of, name, size):
    view.resize(*size)
    hit = SearchHit("1", NAMES[name], "Instituto Tecnológico de Redes del Cono Sur")
    view.show_state(SearchState((hit,) * 6))
    assert problems_of(view.page) == {}
    assert view.search.rows[0].accessibleName().startswith(NAMES[name])


@pytest.mark.parametrize("name", list(NAMES))
def test_the_question_for_a_reason_shows_it(view, problems_of, name):
    reasons = ("Invitación de último momento", "Lo autoriza quien organiza", "Otro motivo")
    state = ReasonState("override", "¿Por qué se autoriza el ingreso?", NAMES[name], reasons)
    for asked in (state, replace(state, needs_pin=True, problem="Ese PIN no es.")):
        view.show_state(asked)
        assert problems_of(view.page) == {}


@pytest.mark.parametrize("name", list(NAMES))
def test_the_latest_list_draws_it(view, ready, name):
    row = LatestRow("admit", NAMES[name], "Instituto Tecnológico de Redes del Cono Sur", "09:43")
    view.show_state(replace(ready, latest=()))
    empty = view.ready.latest.grab().toImage()
    view.show_state(replace(ready, latest=(row,)))
    assert view.ready.latest.grab().toImage() != empty
    assert view.ready.latest.accessibleName() == NAMES[name]


@pytest.mark.parametrize("chosen", list(Theme))
@pytest.mark.parametrize("name", ["short", "sixty", "arabic"])
def test_names_fit_in_every_theme(view, ready, verdicts, problems_of, chosen, name):
    theme.set_theme(chosen)
    for state in (ready, *(replace(v, name=NAMES[name]) for v in verdicts)):
        view.show_state(state)
        assert problems_of(view.page) == {}


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1280, 1024), (2560, 1440)])
def test_other_screens_are_filled_too(view, ready, verdicts, problems_of, size):
    view.resize(*size)
    for state in (ready, *verdicts):
        view.show_state(state)
        assert problems_of(view.page) == {}, size


def test_no_text_of_a_verdict_is_smaller_than_two_metres_allow(view, verdicts):
    view.resize(1280, 800)
    for state in verdicts:
        view.show_state(state)
        drawn = [w for w in view.page.findChildren(FitText) if w.isVisible() and w.text]
        assert min(w.fitted().px for w in drawn) >= 17
