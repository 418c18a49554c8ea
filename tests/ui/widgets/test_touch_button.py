"""Buttons and switches for fingers: pressing, sizes, colours, and that no key presses them."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.domain.settings import Theme
from kiosk.texts import LANGUAGE_NAMES, LANGUAGES
from kiosk.ui import theme
from kiosk.ui.widgets.language_switch import LanguageSwitch
from kiosk.ui.widgets.looks import edged, filled
from kiosk.ui.widgets.segmented import Segment, Segmented
from kiosk.ui.widgets.touch_button import Look, TouchButton

PLAIN = Look("#101010", "#FFFFFF", "#808080", px=30)


class TestTouchButton:
    @pytest.fixture
    def button(self, show):
        made = TouchButton(PLAIN, "check")
        made.set_text("Imprimir")
        return show(made, 400, 96)

    def test_it_wears_its_look(self, button, colours, pixel):
        assert {"#101010", "#FFFFFF", "#808080"} <= colours(button)
        assert pixel(button, 200, 1) == "#808080"
        button.set_look(Look("#000000", "#00FF00"))
        assert pixel(button, 200, 1) == pixel(button, 30, 48) == "#00FF00"

    def test_no_fill_lets_the_ground_show(self, show, pixel):
        button = show(TouchButton(Look("#101010")), 200, 96)
        assert pixel(button, 40, 48) == theme.LIGHT.bg or pixel(button, 40, 48) != "#101010"

    def test_a_finger_that_slides_off_presses_nothing(self, qtbot, button, heard):
        clicks = heard(button.clicked)
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(900, 900))
        assert clicks == []

    def test_only_a_press_that_began_here_counts(self, qtbot, button, heard):
        clicks = heard(button.clicked)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
        assert clicks == []
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert len(clicks) == 1

    @pytest.mark.parametrize("fill", ["#FFFFFF", "#0B5CAD", "#101010", ""])
    def test_every_ground_shows_the_finger(self, qtbot, show, fill):
        button = show(TouchButton(Look("#808080", fill)), 200, 96)
        before = button.grab().toImage()
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        assert button.grab().toImage() != before
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
        assert button.grab().toImage() == before

    def test_a_disabled_one_is_paler(self, button, colours):
        button.setEnabled(False)
        assert "#101010" not in colours(button)

    def test_it_never_takes_the_focus(self, qtbot, button, heard):
        clicks = heard(button.clicked)
        button.setFocus()
        assert button.focusPolicy() == Qt.FocusPolicy.NoFocus
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            qtbot.keyClick(button, key)
        assert clicks == []

    def test_its_width_follows_words_icon_and_cap(self, button):
        with_icon = button.natural_width(20)
        button.set_icon("")
        plain = button.natural_width(20)
        assert with_icon - plain == PLAIN.icon_px + PLAIN.gap
        button.key = "corner-down-left"
        assert button.natural_width(20) > plain + PLAIN.gap
        assert button.natural_width(30) - button.natural_width(20) == 20

    def test_larger_letters_need_more_room(self, button):
        before = button.natural_width(0)
        button.set_scale(1.0, 1.25)
        assert button.natural_width(0) > before

    @pytest.mark.parametrize("width", [60, 120, 240])
    def test_words_stay_inside_while_they_are_not_cut(self, show, pixel, width):
        button = show(TouchButton(Look("#FF0000", "#FFFFFF", px=30)), width, 96)
        button.set_text("Imprimir")
        edge = {pixel(button, x, y) for x in (0, 1, width - 2, width - 1) for y in range(30, 66)}
        assert button.is_cut or "#FF0000" not in edge

    def test_an_icon_alone_stands_in_the_middle(self, show):
        button = show(TouchButton(Look("#FF0000", "#FFFFFF"), "x"), 200, 100)
        image = button.grab().toImage()
        lit = [
            x for x in range(200) if any(image.pixelColor(x, y).green() < 100 for y in range(100))
        ]
        assert abs((lit[0] + lit[-1]) / 2 - 100) <= 1.5

    def test_the_cap_is_drawn_beside_the_words(self, show, colours):
        button = show(TouchButton(PLAIN, "", "corner-down-left"), 400, 96)
        button.set_text("Sí")
        image = button.grab().toImage()
        assert "#101010" in colours(image.copy(200, 0, 200, 96))

    def test_it_says_its_words_to_readers(self, button):
        assert button.text == button.accessibleName() == "Imprimir"

    def test_looks_can_be_sized(self):
        look = PLAIN.sized(px=20, radius=4)
        assert (look.px, look.radius, look.fill) == (20, 4, PLAIN.fill)

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_two_common_looks_are_of_the_theme(self, dress, name):
        t = dress(name)
        main, plain = filled(30, 30, gap=9, radius=9), edged(30, 30, gap=9, radius=9)
        assert (main.fill, main.ink, main.down) == (t.primary, t.on_primary, t.primary_down)
        assert (plain.fill, plain.ink, plain.border) == (t.surface, t.text, t.control)
        assert main.radius == plain.radius == 9


class TestSegmented:
    @pytest.fixture
    def switch(self, show):
        made = Segmented()
        made.set_segments(
            (Segment("in", "Entrada", "log-in"), Segment("out", "Salida", "log-out")), "in"
        )
        return show(made, 400, 80)

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_chosen_one_is_white_on_ink(self, dress, switch, pixel, name):
        t = dress(name)
        assert pixel(switch, 20, 12) == theme.PAPER
        assert pixel(switch, 380, 12) == t.ink

    def test_high_contrast_has_a_white_frame(self, dress, switch, pixel):
        dress(Theme.HIGH_CONTRAST)
        assert pixel(switch, 380, 1) == "#FFFFFF"

    def test_a_finger_chooses_and_the_page_decides(self, qtbot, switch, heard):
        chosen = heard(switch.chosen)
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(380, 40))
        assert (chosen, switch.current) == (["out"], "in")

    def test_equal_segments_share_the_width(self, qtbot, switch, heard):
        switch.set_segments((Segment("a", "A"), Segment("b", "Una palabra larguísima")), "a")
        chosen = heard(switch.chosen)
        spot = QPoint(150, 40)
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=spot)
        switch.equal = True
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=spot)
        assert chosen == ["b", "a"]

    def test_a_scaled_switch_finds_the_finger_too(self, qtbot, switch, heard):
        switch.set_scale(0.5)
        chosen = heard(switch.chosen)
        for x in (10, 390):
            qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=QPoint(x, 40))
        assert chosen == ["in", "out"]

    def test_its_width_follows_its_words(self, switch):
        narrow = switch.natural_width(20)
        assert switch.natural_width(30) == narrow + 40
        switch.set_segments(
            (Segment("in", "Entrada a la sala", "log-in"), Segment("out", "Salida")), "in"
        )
        assert switch.natural_width(20) > narrow

    def test_it_says_what_is_chosen(self, switch):
        assert switch.accessibleName() == "Entrada"
        switch.set_segments(switch.segments, "out")
        assert switch.accessibleName() == "Salida"

    def test_an_empty_one_stands_still(self, qtbot, show, heard):
        empty = show(Segmented(), 200, 60)
        chosen = heard(empty.chosen)
        qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
        assert chosen == []
        assert empty.natural_width(20) == 0

    def test_keys_choose_nothing(self, qtbot, switch, heard):
        chosen = heard(switch.chosen)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Right):
            qtbot.keyClick(switch, key)
        assert chosen == []

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_language_switch_shows_the_one_in_force(self, show, pixel, language):
        switch = show(LanguageSwitch(LANGUAGES, language), 480, 80)
        assert switch.accessibleName() == LANGUAGE_NAMES[language]
        x = {"es": 12, "pt": 240, "en": 468}[language]
        assert pixel(switch, x, 12) == theme.PAPER

    def test_an_event_may_have_fewer_languages(self, show):
        switch = show(LanguageSwitch(("pt", "fr")), 300, 80)
        assert [segment.label for segment in switch.segments] == ["Português", "FR"]
        assert switch.current == "pt"
