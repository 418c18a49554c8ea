"""The whole desk as people see it: small screens, long names, themes; nothing cut, nothing hidden."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from kiosk.domain.people import Person
from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.desk.state import Page
from kiosk.ui.fonts import font
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.paint import text_width

SIZES = [(1920, 1080), (1366, 768), (1280, 720)]
LONG = Person(
    "long",
    "Maximiliano Bartolomé",
    "de las Casas y Echeverría-Etcheverrigaray da Conceição",
    organisation="Asociación Interamericana de Operadores de Puntos de Intercambio de Tráfico",
    country="VC",
    roles=("speaker", "fellow", "newcomer", "press"),
    note="Llega con silla de ruedas; avisar a la sala antes de que suba. " * 3,
    photo_ok=False,
)
OTHERS = (
    Person("short", "O", "", organisation="", country=""),
    Person("arabic", "محمد", "الأندلسي", organisation="شبكة", country="MA"),
    Person("chinese", "小明", "王", organisation="网络", country="CN"),
    Person("guarani", "Ñe'ẽ", "G̃uarani", organisation="Ñandutí", country="PY"),
)


@pytest.fixture
def dressed(qapp):
    """As people see it."""
    stylesheet.apply(qapp, Theme.LIGHT)


def settle(desk):
    desk.idle()
    for _round in range(3):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def visible_buttons(desk) -> list[tuple[Button, QRect]]:
    view = desk.view
    return [
        (b, b.rect().translated(b.mapTo(view, b.rect().topLeft())))
        for b in view.findChildren(Button)
        if b.isVisible()
    ]


def check_in_long(desk):
    desk.add(LONG)
    desk.scan("code-long")
    desk.press(Qt.Key.Key_Return)
    desk.scan("code-long")


SCENES = {
    "search": lambda desk: (desk.add(LONG), desk.type("echeverria")),
    "already": check_in_long,
    "correct": lambda desk: (desk.type("ibanez"), desk.press(Qt.Key.Key_F2)),
    "reason": lambda desk: (desk.type("nuflo"), desk.press(Qt.Key.Key_Return)),
    "walk-in": lambda desk: desk.press(Qt.Key.Key_F4),
}


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scene", SCENES)
def test_every_button_is_whole_and_beside_the_others(desk, scene, size):
    desk.view.resize(*size)
    SCENES[scene](desk)
    settle(desk)
    assert (desk.view.width(), desk.view.height()) == size
    places = visible_buttons(desk)
    assert places
    for button, place in places:
        assert desk.view.rect().contains(place), button.text()
        assert not any(o is not button and p.intersects(place) for o, p in places), button.text()


@pytest.mark.parametrize("scene", SCENES)
def test_every_page_draws_in_dark_and_in_high_contrast(desk, qapp, scene):
    SCENES[scene](desk)
    for chosen in (Theme.DARK, Theme.HIGH_CONTRAST):
        stylesheet.apply(qapp, chosen)
        settle(desk)
        image = desk.view.grab().toImage()
        assert image.pixelColor(6, 500).name().upper() == theme.tokens(chosen).bg


def test_the_theme_may_change_under_a_form(desk, qapp):
    desk.press(Qt.Key.Key_F4)
    desk.qtbot.keyClicks(desk.view.walk_in.form.given.line, "Ana")
    for chosen in (Theme.HIGH_CONTRAST, Theme.DARK, Theme.LIGHT):
        stylesheet.apply(qapp, chosen)
        settle(desk)
        assert desk.view.walk_in.form.given.text() == "Ana"
    desk.idle()


@pytest.mark.parametrize("person", OTHERS, ids=lambda p: p.person_id)
def test_any_script_is_shown_searched_and_printed(desk, person):
    desk.add(person)
    desk.scan(f"code-{person.person_id}")
    settle(desk)
    assert desk.view.card.name.text() == person.full_name
    assert desk.view.card.preview.has_picture
    desk.press(Qt.Key.Key_Return)
    assert desk.kinds(person.person_id).count("admitted") == 1
    assert len(desk.model.jobs) == 1


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_very_long_name_shrinks_and_is_read_in_full_by_hovering(desk, size):
    desk.view.resize(*size)
    desk.add(LONG)
    desk.scan("code-long")
    settle(desk)
    name = desk.view.card.name
    assert name.text() == LONG.full_name
    assert name.toolTip() == LONG.full_name
    assert name.width() <= desk.view.card.width()


def test_no_room_name_is_cut_on_a_full_screen(desk):
    desk.type("ibanez")
    settle(desk)
    rooms = desk.view.card.rooms
    for room in rooms.shown():
        free = rooms.width() - 44 - 12 - text_width(room.why, font(16, 600))
        face = rooms._face(room.name, free)
        assert text_width(room.name, face) <= free, room.name


def test_a_long_room_name_is_set_smaller_before_it_is_cut(desk):
    rooms = desk.view.card.rooms
    name = "Simposio FIRST: capacitación A"
    full = text_width(name, font(18, 500))
    assert rooms._face(name, full + 1).pixelSize() == 18
    assert 14 <= rooms._face(name, full * 0.85).pixelSize() < 18


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_long_list_can_be_walked_to_its_end(desk, size):
    desk.view.resize(*size)
    for number in range(30):
        desk.add(Person(f"n{number}", "Andrea", f"Repetida {number:02}", country="UY"))
    desk.type("andrea repetida")
    for _step in range(6):
        desk.press(Qt.Key.Key_PageDown)
    settle(desk)
    listed = desk.view.search.list
    assert desk.model.selected == 29
    assert listed.viewport().rect().intersects(listed.visualRect(listed.currentIndex()))


def test_the_clock_of_the_bar_is_the_events(desk):
    assert desk.view._state.top.clock == "09:14"


def test_a_page_that_was_left_takes_no_key(desk):
    desk.press(Qt.Key.Key_F4)
    desk.press(Qt.Key.Key_Escape)
    assert desk.page is Page.SEARCH
    desk.type("ibanez")
    assert desk.view.walk_in.form.given.text() == ""
