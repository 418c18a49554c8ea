"""Segments of the desk: choosing by key and pointer, their colours, and how words are cut."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.segments import Segments

THREE = (("a", "Uno", ""), ("b", "Dos", ""), ("c", "Tres", ""))


@pytest.fixture
def one(show):
    segments = Segments()
    segments.set_segments(THREE)
    return show(segments, 360, 60)


@pytest.fixture
def many(show):
    segments = Segments(many=True)
    segments.set_segments(THREE)
    return show(segments, 360, 60)


@pytest.mark.parametrize("name", list(Theme))
def test_the_chosen_segment_is_filled(dress, one, pixel, name):
    t = dress(name)
    one.set_values(("b",))
    assert pixel(one, 180, 8) == t.primary
    assert pixel(one, 60, 8) == pixel(one, 300, 8) == t.surface
    assert pixel(one, 60, 1) == t.control


def test_the_chosen_one_has_a_check_so_that_colour_is_not_alone(one, colours):
    def greys():
        image = one.grab().toImage().copy(4, 4, 112, 52)
        bits = {image.pixelColor(x, y).lightness() for x in range(112) for y in range(52)}
        return len(bits)

    before = greys()
    one.set_values(("a",))
    assert greys() != before
    assert theme.LIGHT.on_primary in colours(one)


@pytest.mark.parametrize(
    ("x", "value"), [(5, "a"), (119, "a"), (125, "b"), (238, "b"), (245, "c"), (359, "c")]
)
def test_a_click_chooses_what_is_under_it(qtbot, one, heard, x, value):
    changed = heard(one.changed)
    qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert one.values() == (value,)
    assert len(changed) == 1


def test_arrows_stop_at_the_ends(qtbot, one):
    one.set_values(("c",))
    qtbot.keyClick(one, Qt.Key.Key_Right)
    assert one.values() == ("c",)
    for _number in range(4):
        qtbot.keyClick(one, Qt.Key.Key_Left)
    assert one.values() == ("a",)


def test_space_alone_takes_one_away_again_where_many_can_be(qtbot, many):
    for _number in range(2):
        qtbot.keyClick(many, Qt.Key.Key_Space)
    assert many.values() == ()


def test_what_was_chosen_comes_in_the_order_offered(qtbot, many):
    for x in (300, 30, 180):
        qtbot.mouseClick(many, Qt.MouseButton.LeftButton, pos=QPoint(x, 30))
    assert many.values() == ("a", "b", "c")


def test_the_segment_at_hand_is_underlined_where_many_can_be(qtbot, many, focus):
    focus(many)
    first = many.grab().toImage()
    qtbot.keyClick(many, Qt.Key.Key_Right)
    assert many.values() == ()
    assert many.grab().toImage() != first


def test_other_keys_are_left_to_the_page(qtbot, one, heard):
    changed = heard(one.changed)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_A):
        qtbot.keyClick(one, key)
    assert changed == []


def test_setting_values_tells_nobody(one, heard):
    changed = heard(one.changed)
    one.set_values(("b",))
    assert changed == []


def test_nothing_offered_is_nothing_to_choose(qtbot, show):
    empty = show(Segments(), 200, 60)
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Right):
        qtbot.keyClick(empty, key)
    assert (empty.values(), empty.first_value()) == ((), "")
    assert not empty.grab().isNull()


def test_another_language_keeps_what_was_chosen(one):
    one.set_values(("b",))
    one.set_segments((("a", "One", ""), ("b", "Two", ""), ("c", "Three", "")))
    assert one.values() == ("b",)
    assert one.first_value() == "a"


def test_an_unknown_value_chooses_nothing(one):
    one.set_values(("x",))
    assert one.values() == ()


def test_longer_words_ask_for_more_room(one):
    narrow = one.sizeHint().width()
    one.set_segments((("a", "Participante", ""), ("b", "Patrocinador institucional", "")))
    assert one.sizeHint().width() > narrow
    assert one.minimumSizeHint().width() == 128


def test_small_screens_take_less_height(one):
    assert one.sizeHint().height() == 60
    one.set_compact(compact=True)
    assert one.sizeHint().height() == one.minimumSizeHint().height() == 48


@pytest.mark.parametrize("width", [130, 200, 300, 900])
def test_words_never_leave_their_segment(show, width):
    segments = Segments()
    segments.set_segments((("a", "Patrocinador institucional", "camera"), ("b", "", "")))
    show(segments, width, 60)
    image = segments.grab().toImage()
    right = range(width // 2 + 4, width - 4)
    assert {image.pixelColor(x, 30).name().upper() for x in right} == {theme.LIGHT.surface}


def test_it_follows_a_theme_chosen_later(dress, one, pixel):
    t = dress(Theme.DARK)
    assert pixel(one, 60, 8) == t.surface
