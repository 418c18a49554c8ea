"""Chips: the colours of each tone in each theme, their sizes, and how they are cut."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.chip import (
    ROLE_BIG,
    ROLE_ROW,
    STATE,
    Chip,
    ChipData,
    Tone,
    chip_font,
    chip_width,
    paint_chip,
    tone_colors,
)

SIZES = (STATE, ROLE_BIG, ROLE_ROW)
COLOURED = (Tone.SOFT, Tone.OK, Tone.WARN, Tone.BAD, Tone.MUTE)


@pytest.mark.parametrize("name", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("tone", COLOURED)
def test_a_chip_wears_the_ground_and_ink_of_its_tone(dress, show, colours, pixel, name, tone):
    dress(name)
    ground, ink = tone_colors(tone)
    chip = show(Chip(ChipData("HHHH", tone)), 200, 34)
    assert pixel(chip, 6, 17) == ground
    assert ink in colours(chip)


@pytest.mark.parametrize("tone", COLOURED)
def test_in_high_contrast_a_chip_is_outlined_in_its_own_colour(dress, show, pixel, tone):
    dress(Theme.HIGH_CONTRAST)
    ground, ink = tone_colors(tone)
    chip = show(Chip(ChipData("Uno", tone)), 200, 34)
    assert [pixel(chip, 100, y) for y in (0, 1)] == [ink, ink]
    assert pixel(chip, 6, 17) == ground


@pytest.mark.parametrize("name", list(Theme))
def test_a_plain_chip_has_a_thin_edge(dress, show, pixel, name):
    t = dress(name)
    chip = show(Chip(ChipData("Uno", Tone.PLAIN)), 200, 34)
    assert pixel(chip, 6, 17) == t.surface
    assert pixel(chip, 100, 0) != t.surface or t.surface == t.border


@pytest.mark.parametrize("name", list(Theme))
def test_a_role_keeps_its_own_colour_in_every_theme(dress, show, colours, pixel, name):
    dress(name)
    chip = show(Chip(ChipData("HHHH", Tone.ROLE, "", "#00705A")), 200, 34)
    assert pixel(chip, 6, 17) == "#00705A"
    assert "#FFFFFF" in colours(chip)


def test_a_light_role_is_written_dark(show, colours):
    chip = show(Chip(ChipData("HHHH", Tone.ROLE, "", "#FFC53D", dark_text=True)), 200, 34)
    assert theme.PAPER_TEXT in colours(chip)
    assert "#FFFFFF" not in colours(chip)


def test_a_role_in_high_contrast_has_a_white_edge(dress, show, pixel):
    dress(Theme.HIGH_CONTRAST)
    chip = show(Chip(ChipData("Uno", Tone.ROLE, "", "#00705A")), 200, 34)
    assert pixel(chip, 100, 0) == "#FFFFFF"


def test_another_ground_may_take_the_place_of_the_tone(painted, pixel):
    box = QRectF(0, 0, 200, 34)
    chip = ChipData("Uno", Tone.OK)
    image = painted(lambda p: paint_chip(p, box, chip, STATE, "#FF0000"), 200, 34)
    assert pixel(image, 6, 17) == "#FF0000"


@pytest.mark.parametrize("size", SIZES)
def test_each_size_is_as_high_as_designed(show, size):
    chip = show(Chip(ChipData("Uno"), size))
    assert chip.sizeHint().height() == size.height
    assert chip.minimumSizeHint().height() == size.height
    assert chip_font(size).pixelSize() == size.px >= 15


@pytest.mark.parametrize("size", SIZES)
def test_an_icon_takes_room_of_its_own(size):
    plain, with_icon = ChipData("Uno"), ChipData("Uno", icon="check")
    assert chip_width(with_icon, size) - chip_width(plain, size) == size.icon + size.gap


def test_the_icon_is_drawn_in_the_ink_of_the_words(show, colours):
    chip = show(Chip(ChipData("", Tone.BAD, "x")), 60, 34)
    assert theme.LIGHT.bad_fg in colours(chip)


def test_a_long_word_is_cut_and_never_hidden(show):
    chip = Chip(ChipData("Patrocinador institucional"))
    assert chip.minimumSizeHint().width() == 64
    window = QWidget()
    row = QHBoxLayout(window)
    row.addWidget(chip)
    show(window, 140, 60)
    assert 64 <= chip.width() <= 140
    short = Chip(ChipData("A"))
    assert short.minimumSizeHint().width() == short.sizeHint().width()


def test_it_says_its_word_to_readers(show):
    chip = show(Chip(ChipData("Confirmado")))
    assert chip.accessibleName() == "Confirmado"
    chip.show_chip(ChipData("Pendiente de pago", Tone.WARN))
    assert chip.accessibleName() == "Pendiente de pago"
    assert chip.chip.tone is Tone.WARN


def test_it_follows_a_theme_chosen_later(dress, show, pixel):
    chip = show(Chip(ChipData("Uno", Tone.OK)), 200, 34)
    t = dress(Theme.DARK)
    assert pixel(chip, 6, 17) == t.ok_bg


def test_tones_differ_from_each_other():
    assert len({tone_colors(tone) for tone in COLOURED}) == len(COLOURED)
