"""Key caps: their size follows the key's name, their colours the theme."""

import pytest
from PySide6.QtCore import QRectF

from kiosk.domain.settings import Theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.key_cap import DOWN, ENTER, UP, KeyCap, cap_width, paint_cap
from kiosk.ui.widgets.paint import text_width


@pytest.mark.parametrize("key", ["1", ENTER, UP, DOWN])
def test_a_cap_of_one_sign_is_nearly_square(show, key):
    cap = show(KeyCap(key))
    assert (cap.sizeHint().width(), cap.sizeHint().height()) == (34, 30)


@pytest.mark.parametrize("key", ["Esc", "F6", "Ctrl", "Espacio"])
def test_a_long_name_has_room_at_both_sides(key):
    assert cap_width(key) >= text_width(key, font(15, 600)) + 16


def test_longer_names_have_wider_caps():
    widths = [cap_width(key) for key in ("1", "Esc", "Espacio", "Retroceso")]
    assert widths == sorted(widths)
    assert len(set(widths)) == 4


@pytest.mark.parametrize("height", [30, 38, 44])
def test_caps_grow_in_proportion(height):
    assert cap_width("1", height) == pytest.approx(height * 34 / 30)


def test_a_low_cap_keeps_letters_that_can_be_read():
    assert cap_width("Espacio", 26) > text_width("Espacio", font(15, 600))


@pytest.mark.parametrize("name", list(Theme))
def test_a_cap_is_written_in_the_colours_of_the_theme(dress, show, colours, name):
    t = dress(name)
    cap = show(KeyCap("HHHH"), 120, 60)
    assert t.text2 in colours(cap)
    assert t.control in colours(cap) or t.high_contrast


def test_a_cap_follows_a_theme_chosen_later(dress, show, colours):
    cap = show(KeyCap("HHHH"), 120, 60)
    t = dress(Theme.HIGH_CONTRAST)
    assert t.text2 in colours(cap)


def test_the_edge_is_as_the_text_unless_it_is_said(painted, colours):
    box = QRectF(10, 10, 100, 60)
    alike = painted(lambda p: paint_cap(p, box, "HH", "#FF0000"), 120, 80)
    other = painted(
        lambda p: paint_cap(p, box, "", "#FF0000", line="#00FF00", fill="#0000FF"), 120, 80
    )
    assert "#FF0000" in colours(alike)
    assert "#0000FF" in colours(other)
    assert "#FF0000" not in colours(other)


def test_every_sign_of_a_key_is_in_the_font():
    from PySide6.QtGui import QRawFont

    raw = QRawFont.fromFont(font(15, 600))
    assert all(raw.supportsCharacter(ord(sign)) for sign in (ENTER, UP, DOWN))


def test_a_cap_takes_no_focus(show, qtbot):
    from PySide6.QtCore import Qt

    assert show(KeyCap("Esc")).focusPolicy() == Qt.FocusPolicy.NoFocus
