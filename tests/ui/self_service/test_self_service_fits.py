"""Nothing at self-service is cut or overlaps: lying, upright, larger letters, long names."""

import pytest

from kiosk import texts
from kiosk.ui.self_service.state import ConfirmState, DoneState
from kiosk.ui.widgets.touch_button import TouchButton

SIZES = ((1920, 1080), (1280, 800), (1366, 768), (1080, 1920), (800, 1280))
NAMES = ("Li", "María de los Ángeles Guadalupe", "Wolfeschlegelsteinhausenbergerdorffwelche")


@pytest.mark.parametrize("bigger", [False, True])
@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_in_every_size(view, states, problems_of, size, bigger):
    view.resize(*size)
    view.set_zoom(bigger=bigger)
    for name, state in states.items():
        view.show_state(state)
        assert problems_of(view.page) == {}, name


@pytest.mark.parametrize("language", ["pt", "en"])
@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_every_page_fits_in_every_language(view, states, problems_of, size, language):
    texts.use(language)
    view.resize(*size)
    view.set_language(language)
    for name, state in states.items():
        view.show_state(state)
        assert problems_of(view.page) == {}, name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_names_of_every_length_fit(view, png, problems_of, size, name):
    view.resize(*size)
    view.show_state(ConfirmState(name, png))
    assert problems_of(view.page) == {}
    assert "…" not in "".join(view.confirm.hello.fitted().lines)


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)])
def test_a_long_session_fits(view, png, problems_of, size):
    title = "09:30 · Taller de Políticas y Asuntos Legales y Asamblea General de LACTLD"
    view.resize(*size)
    view.show_state(DoneState(png, "left", "En la mesa azul, detrás de usted", title, "Salón Tala"))
    assert problems_of(view.page) == {}
    view.show_state(DoneState(png, "right"))
    assert problems_of(view.page) == {}


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
