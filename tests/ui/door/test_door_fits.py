"""Nothing on the door is cut, overlaps or is too small for a finger, in any language."""

from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget

from kiosk.ui.door.state import SearchHit, SearchState
from kiosk.ui.widgets.fit_text import FitText
from kiosk.ui.widgets.run_text import RunText
from kiosk.ui.widgets.scaled import Canvas
from kiosk.ui.widgets.touch_button import TouchButton

SIZES = ((1280, 800), (1920, 1080))
LONG_NAME = "María de los Ángeles Guadalupe\nFernández de la Reguera y Montenegro-Echeverría"
LONG_ORGANISATION = (
    "Instituto Tecnológico de Investigación y Desarrollo de Redes Académicas del Cono Sur · "
    "Estado Plurinacional de Bolivia"
)


def texts_of(page):
    return [w for w in page.findChildren(QWidget) if isinstance(w, (FitText, RunText, TouchButton))]


def cut(page):
    return [w.text for w in texts_of(page) if w.isVisible() and w.text and w.is_cut]


def drawn(widget):
    """Where the widget really draws: a text is narrower and lower than its box."""
    box = widget.geometry()
    if isinstance(widget, FitText):
        spare = box.height() - round(widget.drawn_height * widget.scale)
        top = {"top": 0, "middle": spare // 2, "bottom": spare}[widget.style_used.valign]
        box.setTop(box.top() + top)
        box.setHeight(round(widget.drawn_height * widget.scale))
    return box


def overlaps(page):
    shown = [
        w
        for w in page.children()
        if isinstance(w, QWidget) and w.isVisible() and getattr(w, "text", "x")
    ]
    return [
        (a.objectName(), b.objectName())
        for a, b in combinations(shown, 2)
        if drawn(a).adjusted(2, 2, -2, -2).intersects(drawn(b).adjusted(2, 2, -2, -2))
    ]


def outside(page):
    return [
        w.objectName()
        for w in page.children()
        if isinstance(w, QWidget) and w.isVisible() and not page.rect().contains(drawn(w))
    ]


def check(view, state):
    view.show_state(state)
    page = view.page
    assert isinstance(page, Canvas)
    assert cut(page) == []
    assert overlaps(page) == []
    assert outside(page) == []


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["Li", "Joaquín\nMuñiz da Rosa", LONG_NAME])
def test_names_of_every_length_fit(view, admitted, refused, asked, size, name):
    view.resize(*size)
    for state in (admitted, refused, asked):
        check(view, replace(state, name=name if state is admitted else name.replace("\n", " ")))


@pytest.mark.parametrize("size", SIZES)
def test_long_organisations_and_reasons_fit(view, admitted, refused, asked, size):
    view.resize(*size)
    check(view, replace(admitted, name=LONG_NAME, organisation=LONG_ORGANISATION))
    check(view, replace(asked, organisation=LONG_ORGANISATION))
    why = "La reunión es por invitación y su nombre no figura en la lista. " * 3
    check(view, replace(refused, name=LONG_NAME.replace("\n", " "), explanation=why))
    check(view, replace(refused, kind="help", explanation=why, name=""))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "word", ["INSCRIÇÃO CANCELADA", "REGISTRATION CANCELLED", "NÃO INCLUI ESTA SALA", "SALA LLENA"]
)
def test_words_of_other_languages_fit(view, admitted, refused, asked, size, word):
    view.resize(*size)
    for state in (admitted, refused, asked):
        check(view, replace(state, word=word))


@pytest.mark.parametrize("size", SIZES)
def test_the_ready_screen_fits_with_a_long_room_name(view, ready, size):
    view.resize(*size)
    check(view, ready)
    long = "Taller de Políticas y Asuntos Legales y Asamblea General de LACTLD 2026"
    check(view, replace(ready, room=long, list_line=""))
    check(view, replace(ready, inside=1480, capacity=1500))


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
