"""Nothing at self-service is cut or overlaps: lying, upright, larger letters, long names."""

from itertools import combinations

import pytest
from PySide6.QtWidgets import QWidget

from kiosk import texts
from kiosk.ui.self_service.state import ConfirmState, DoneState
from kiosk.ui.widgets.fit_text import FitText
from kiosk.ui.widgets.run_text import RunText
from kiosk.ui.widgets.touch_button import TouchButton

SIZES = ((1920, 1080), (1280, 800), (1366, 768), (1080, 1920), (800, 1280))
NAMES = ("Li", "María de los Ángeles Guadalupe", "Wolfeschlegelsteinhausenbergerdorffwelche")


def drawn(widget):
    box = widget.geometry()
    if isinstance(widget, FitText):
        tall = round(widget.drawn_height * widget.scale)
        spare = box.height() - tall
        top = {"top": 0, "middle": spare // 2, "bottom": spare}[widget.style_used.valign]
        box.setTop(box.top() + top)
        box.setHeight(tall)
    return box


def problems(page):
    shown = [
        w
        for w in page.children()
        if isinstance(w, QWidget) and w.isVisible() and getattr(w, "text", "x")
    ]
    pairs = [
        (a.objectName(), b.objectName())
        for a, b in combinations(shown, 2)
        if drawn(a).adjusted(2, 2, -2, -2).intersects(drawn(b).adjusted(2, 2, -2, -2))
    ]
    texts_shown = [w for w in shown if isinstance(w, (FitText, RunText, TouchButton))]
    cut = [w.objectName() for w in texts_shown if w.is_cut]
    out = [w.objectName() for w in shown if not page.rect().contains(drawn(w))]
    return {"overlap": pairs, "cut": cut, "outside": out}


FINE = {"overlap": [], "cut": [], "outside": []}


@pytest.mark.parametrize("bigger", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_in_every_size(view, states, size, bigger):
    view.resize(*size)
    view.set_zoom(bigger=bigger)
    for name, state in states.items():
        view.show_state(state)
        assert problems(view.page) == FINE, name


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_every_page_fits_in_every_language(view, states, size, language):
    texts.use(language)
    view.resize(*size)
    view.set_language(language)
    for name, state in states.items():
        view.show_state(state)
        assert problems(view.page) == FINE, name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_length_fit(view, png, size, name):
    view.resize(*size)
    view.show_state(ConfirmState(name, png))
    assert problems(view.page) == FINE
    assert "…" not in "".join(view.confirm.hello.fitted().lines)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_a_long_session_fits(view, png, size):
    title = "09:30 · Taller de Políticas y Asuntos Legales y Asamblea General de LACTLD"
    view.resize(*size)
    view.show_state(DoneState(png, "left", "En la mesa azul, detrás de usted", title, "Salón Tala"))
    assert problems(view.page) == FINE
    view.show_state(DoneState(png, "right"))
    assert problems(view.page) == FINE


def test_larger_letters_are_larger(view, states):
    view.show_state(states["confirm"])
    before = view.confirm.question.fitted().px
    title = view.confirm.hello.fitted().px
    view.set_zoom(bigger=True)
    assert view.confirm.question.fitted().px == pytest.approx(before * 1.25)
    assert view.confirm.hello.fitted().px == title
    view.set_zoom(bigger=False)
    assert view.confirm.question.fitted().px == before


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_buttons_are_as_large_as_fingers_need(view, states, size):
    view.resize(*size)
    for name, state in states.items():
        view.show_state(state)
        for button in view.page.findChildren(TouchButton):
            if button.isVisible():
                assert button.height() >= (64 if name == "code" else 84), button.objectName()
        assert view.page.switch.height() >= 76


@pytest.mark.parametrize("picture", [(105, 148), (4, 3), (40, 200)])
def test_badges_of_any_shape_stay_inside(view, picture):
    from PySide6.QtCore import QBuffer
    from PySide6.QtGui import QColor, QImage

    image = QImage(*(side * 4 for side in picture), QImage.Format.Format_RGB32)
    image.fill("#AA1122")
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    view.show_state(ConfirmState("Ana", bytes(buffer.data())))
    shown = view.confirm.badge.grab().toImage()
    middle = shown.pixel(shown.width() // 2, shown.height() // 2)
    assert QColor(middle).name().upper() == "#AA1122"
