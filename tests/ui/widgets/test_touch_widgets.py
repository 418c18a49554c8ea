"""Buttons, switches, keyboards and boxes for fingers; bars that count; seats."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from kiosk.ui import theme
from kiosk.ui.widgets.countdown import Countdown
from kiosk.ui.widgets.language_switch import LanguageSwitch
from kiosk.ui.widgets.on_screen_keyboard import DONE, ERASE, SPACE, OnScreenKeyboard
from kiosk.ui.widgets.pin_pad import PinPad
from kiosk.ui.widgets.seat_grid import SeatGrid
from kiosk.ui.widgets.step_bar import StepBar
from kiosk.ui.widgets.stripes import Stripes
from kiosk.ui.widgets.touch_button import Look, TouchButton
from kiosk.ui.widgets.tracks import draw_bundle, rounded
from kiosk.ui.widgets.typed_field import MOST, TypedField
from kiosk.ui.widgets.verdict_shapes import KINDS, SMALL, VerdictShape


def colors_of(widget):
    picture = widget.grab().toImage()
    spots = ((x, y) for x in range(picture.width()) for y in range(picture.height()))
    return {QColor(picture.pixel(*spot)).name().upper() for spot in spots}


@pytest.fixture
def shown(qtbot):
    def show(widget, width=200, height=100):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        return widget

    return show


# buttons


def test_a_button_is_pressed_by_a_finger_and_never_by_a_key(qtbot, shown):
    button = shown(TouchButton(Look("#000000", "#FFFFFF"), "check", "corner-down-left"))
    button.set_text("Siguiente")
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        qtbot.keyClick(button, key)
    qtbot.mouseClick(button, Qt.MouseButton.RightButton)
    assert pressed == [1]


def test_a_pressed_button_shows_it_and_a_disabled_one_does_nothing(qtbot, shown):
    button = shown(TouchButton(Look("#000000", "#FFFFFF", down="#123456")))
    qtbot.mousePress(button, Qt.MouseButton.LeftButton)
    assert "#123456" in colors_of(button)
    button.setEnabled(False)
    pressed = []
    button.clicked.connect(lambda: pressed.append(1))
    button.click()
    assert pressed == []


def test_a_long_label_shrinks_before_it_counts_as_cut(shown):
    button = shown(TouchButton(Look("#000000", "#FFFFFF", px=30)), 300, 60)
    button.set_text("Imprimir mi credencial")
    assert not button.is_cut
    button.set_text("Imprimir mi credencial " * 8)
    assert button.is_cut


# switches


def test_the_language_switch_names_each_language_in_itself(qtbot, shown):
    switch = shown(LanguageSwitch(("es", "pt", "en")), 480, 80)
    got = []
    switch.chosen.connect(got.append)
    for x in (20, 240, 460):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
    assert got == ["es", "pt", "en"]
    assert [s.label for s in switch.segments] == ["Español", "Português", "English"]
    switch.set_current("pt")
    assert switch.accessibleName() == "Português"
    switch.choose("xx")
    assert got == ["es", "pt", "en"]


# keyboards and boxes


def test_the_keyboard_hands_out_letters_accents_and_its_three_keys(shown):
    keys = shown(OnScreenKeyboard(), 900, 300)
    typed, others = [], []
    keys.typed.connect(typed.append)
    keys.erased.connect(lambda: others.append("erased"))
    keys.finished.connect(lambda: others.append("finished"))
    for name in ("Ñ", "Ç", "´", SPACE, ERASE, DONE):
        keys.press(name)
    assert typed == ["Ñ", "Ç", "\u0301", " "]
    assert others == ["erased", "finished"]
    assert all(key.focusPolicy() == Qt.FocusPolicy.NoFocus for key in keys.keys.values())


def test_accents_join_the_letter_before_them(shown):
    field = shown(TypedField())
    for part in ("A", "\u0303", "O", "\u0301"):
        field.type(part)
    assert field.text == "ÃÓ"
    field.erase()
    assert field.text == "Ã"


def test_a_box_takes_no_control_characters_and_no_novel(shown):
    field = shown(TypedField())
    field.type("a\tb\r\n\x1b")
    assert field.text == "ab"
    field.type("x" * 500)
    assert len(field.text) == MOST
    assert not field.grab().isNull()


def test_a_secret_box_shows_dots_only(shown):
    field = shown(TypedField(secret=True), 300, 80)
    field.type("1111")
    ones = field.grab().toImage()
    field.set_text("8888")
    assert field.grab().toImage() == ones


def test_the_pin_pad_hands_the_pin_on_and_forgets_it(shown):
    pad = shown(PinPad(), 300, 400)
    got = []
    pad.entered.connect(got.append)
    pad.press("done")
    for name in ("4", "7", "9", "erase", "1", "1", "done"):
        pad.press(name)
    assert got == ["4711"]
    assert pad.field.text == ""


# bars


def test_the_countdown_tells_its_end_once(shown):
    bar = shown(Countdown(5000), 300, 14)
    ends, ticks = [], []
    bar.ended.connect(lambda: ends.append(1))
    bar.ticked.connect(ticks.append)
    bar.start()
    assert (bar.running, bar.seconds, ticks) == (True, 5, [5])
    bar.end_timer.timeout.emit()
    assert (bar.running, ends, bar.left_ms) == (False, [1], 0)


def test_a_stopped_countdown_never_ends(shown):
    bar = shown(Countdown(5000), 300, 14)
    bar.start()
    bar.stop()
    assert not bar.end_timer.isActive()


def test_a_frozen_countdown_draws_what_is_left(shown):
    bar = shown(Countdown(1000), 200, 14)
    bar.fill, bar.trough = "#111111", "#EEEEEE"
    bar.freeze(500)
    picture = bar.grab().toImage()
    assert QColor(picture.pixel(60, 7)).name() == "#111111"
    assert QColor(picture.pixel(150, 7)).name() == "#eeeeee"
    bar.still = True
    assert QColor(bar.grab().toImage().pixel(60, 7)).name() == "#eeeeee"


def test_the_steps_are_ticked_one_after_the_other(shown):
    bar = shown(StepBar(), 700, 92)
    pictures = []
    for current in range(4):
        bar.set_steps(("Escanear", "Revisar", "Retirar"), current)
        pictures.append(bar.grab().toImage())
    assert all(a != b for a, b in pairwise(pictures))
    assert theme.SUN in colors_of(bar)


# seats


@pytest.mark.parametrize(
    ("inside", "capacity", "marks"),
    [(31, 50, (31, 50)), (0, 50, (0, 50)), (60, 50, (50, 50)), (1, 1500, (1, 50)),
     (1499, 1500, (49, 50)), (1500, 1500, (50, 50)), (3, 0, (0, 0))],
)  # fmt: skip
def test_seats_are_full_only_when_the_room_is(shown, inside, capacity, marks):
    grid = shown(SeatGrid(), 320, 44)
    grid.set_count(inside, capacity)
    assert grid.marks() == marks
    assert (theme.LIGHT.primary in colors_of(grid)) is (marks[0] > 0)


# shapes


@pytest.mark.parametrize("kind", KINDS)
def test_each_verdict_has_its_own_shape(shown, kind):
    pictures = {}
    for name in KINDS:
        shape = shown(VerdictShape(name, "#000000", "#FFFFFF"), 80, 80)
        pictures[name] = shape.grab().toImage()
    assert [name for name, picture in pictures.items() if picture == pictures[kind]] == [kind]
    assert kind in SMALL


def test_stripes_are_dark_and_white(shown):
    found = colors_of(shown(Stripes(), 200, 40))
    assert {"#FFFFFF", "#4E0719"} <= found


def test_tracks_draw_five_colours_and_keep_their_ends(qapp):
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill("#000000")
    painter = QPainter(image)
    draw_bundle(painter, [(0.0, 150.0), (100.0, 50.0), (200.0, 50.0)], (8.0, 20.0), 8, 30)
    painter.end()
    found = {QColor(image.pixel(190, y)).name().upper() for y in range(200)}
    assert {theme.TRACK_SKY, theme.SUN, "#FFFFFF"} <= found
    path = rounded([(0.0, 0.0), (50.0, 0.0), (50.0, 50.0)], 20)
    assert path.currentPosition().toTuple() == (50.0, 50.0)
    assert path.boundingRect() == QRectF(0, 0, 50, 50)
