"""Panels, banners, choices and the badge preview: grounds, edges and what they say."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.panel import Panel


def png(color, width=105, height=148):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


class TestPanel:
    @pytest.mark.parametrize("name", list(Theme))
    def test_it_is_a_surface_with_an_edge(self, dress, show, pixel, name):
        t = dress(name)
        panel = show(Panel(), 200, 100)
        assert pixel(panel, 100, 50) == t.surface
        assert pixel(panel, 100, 0) == t.border

    @pytest.mark.parametrize("tone", ["warn", "bad", "ok", "soft"])
    def test_its_ground_and_edge_can_be_other_tokens(self, show, pixel, tone):
        ground, edge = (f"{tone}_bg", f"{tone}_fg") if tone != "soft" else ("soft", "on_soft")
        panel = show(Panel(ground=ground, edge=edge, line_width=2), 200, 100)
        assert pixel(panel, 100, 50) == getattr(theme.LIGHT, ground)
        assert pixel(panel, 100, 1) == getattr(theme.LIGHT, edge)

    def test_fixed_colours_stay_in_every_theme(self, dress, show, pixel):
        panel = show(Panel(fill=theme.ASK), 200, 100)
        for name in Theme:
            dress(name)
            assert pixel(panel, 100, 50) == pixel(panel, 100, 0) == theme.ASK

    def test_a_fixed_line_goes_with_a_tokens_ground(self, show, pixel):
        panel = show(Panel(ground="warn_bg", line=theme.ASK, line_width=3), 200, 100)
        assert pixel(panel, 100, 1) == theme.ASK
        assert pixel(panel, 100, 50) == theme.LIGHT.warn_bg

    def test_its_corners_let_the_ground_show(self, show, pixel):
        panel = show(Panel(fill=theme.ASK), 200, 100)
        assert pixel(panel, 0, 0) != theme.ASK

    def test_it_follows_a_theme_chosen_later(self, dress, show, pixel):
        panel = show(Panel(), 200, 100)
        t = dress(Theme.DARK)
        assert pixel(panel, 100, 50) == t.surface


class TestBanner:
    def test_it_is_amber_and_never_red(self, show, colours):
        banner = show(Banner(), 600, 64)
        banner.show_text("La impresora no responde.", "Entendido")
        found = colours(banner)
        assert {theme.LIGHT.warn_bg, theme.LIGHT.warn_fg} <= found
        assert not {theme.LIGHT.bad_bg, theme.REFUSE} & found

    def test_it_says_its_text_to_readers(self, show):
        banner = show(Banner(), 600, 64)
        banner.show_text("Sin papel.", "Entendido")
        assert banner.text() == banner.accessibleName() == "Sin papel."
        assert banner.button.text() == banner.button.accessibleName() == "Entendido"

    def test_it_takes_no_room_while_empty(self, show):
        window = QWidget()
        column = QVBoxLayout(window)
        banner = Banner()
        column.addWidget(banner)
        show(window, 600, 200)
        assert not banner.isVisible()
        banner.show_text("Sin papel.", "Entendido")
        assert banner.isVisible()
        assert banner.height() >= 44

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
    def test_the_keyboard_dismisses_it(self, qtbot, show, heard, key):
        banner = show(Banner(), 600, 64)
        banner.show_text("Sin papel.", "Entendido")
        dismissed = heard(banner.dismissed)
        qtbot.keyClick(banner.button, key)
        assert len(dismissed) == 1


class TestChoice:
    @pytest.fixture
    def two(self, show):
        window = QWidget()
        column = QVBoxLayout(window)
        choices = [Choice("1"), Choice("2")]
        for choice, title in zip(choices, ("Se perdió", "Se rompió"), strict=True):
            choice.set_words(title, "Anula la anterior")
            column.addWidget(choice)
        show(window, 400, 200)
        return choices

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_chosen_one_is_marked_by_ground_and_edge(self, dress, two, pixel, name):
        t = dress(name)
        two[0].setChecked(True)
        one, other = two
        middle = one.height() // 2
        assert pixel(one, 200, 1) == t.primary
        assert pixel(one, 12, middle) == t.soft
        assert pixel(other, 12, middle) == t.surface

    def test_the_mark_is_told_without_colour_too(self, two, painted, colours):
        def greys(widget):
            image = widget.grab().toImage().copy(20, 10, 30, widget.height() - 20)
            return image.convertToFormat(QImage.Format.Format_Grayscale8)

        two[0].setChecked(True)
        assert greys(two[0]) != greys(two[1])

    def test_only_one_is_chosen(self, qtbot, two):
        qtbot.mouseClick(two[0], Qt.MouseButton.LeftButton)
        qtbot.mouseClick(two[1], Qt.MouseButton.LeftButton)
        assert [choice.isChecked() for choice in two] == [False, True]

    def test_space_chooses_and_says_so(self, qtbot, two, heard):
        clicked = heard(two[1].clicked)
        qtbot.keyClick(two[1], Qt.Key.Key_Space)
        assert two[1].isChecked()
        assert len(clicked) == 1

    def test_title_consequence_and_key_are_drawn(self, two, colours):
        found = colours(two[0])
        assert {theme.LIGHT.text, theme.LIGHT.text2} <= found

    def test_small_screens_take_less_height(self, two):
        assert two[0].sizeHint().height() == 74
        two[0].set_compact(compact=True)
        assert two[0].sizeHint().height() == two[0].minimumSizeHint().height() == 56
        assert two[0].minimumSizeHint().width() == 160

    def test_it_reads_title_and_consequence(self, two):
        assert two[1].accessibleName() == "Se rompió. Anula la anterior"


class TestBadgePreview:
    def test_the_picture_fills_the_sheet(self, show, pixel):
        preview = show(BadgePreview(), 105, 148)
        preview.show_png(png("#FF0000"))
        assert pixel(preview, 52, 74) == "#FF0000"

    @pytest.mark.parametrize("name", list(Theme))
    def test_an_empty_sheet_is_sunken(self, dress, show, pixel, name):
        t = dress(name)
        assert pixel(show(BadgePreview(), 105, 148), 52, 74) == t.sunken

    def test_another_badge_takes_its_place(self, show, pixel):
        preview = show(BadgePreview(), 105, 148)
        preview.show_png(png("#FF0000"))
        preview.show_png(png("#0000FF"))
        assert pixel(preview, 52, 74) == "#0000FF"
        preview.show_png(b"")
        assert not preview.has_picture
        assert pixel(preview, 52, 74) == theme.LIGHT.sunken

    @pytest.mark.parametrize(("width", "height"), [(105, 148), (148, 105), (100, 100)])
    def test_the_sheet_has_the_proportion_of_the_badge(self, show, width, height):
        preview = show(BadgePreview(), 500, 300)
        preview.show_png(png("#FF0000", width, height))
        sheet = preview.sheet()
        assert sheet.width() / sheet.height() == pytest.approx(width / height, rel=0.01)
        assert sheet.width() <= 500.5
        assert sheet.height() <= 300.5

    def test_it_asks_for_the_height_that_goes_with_the_width(self, show):
        preview = show(BadgePreview(210))
        assert (preview.sizeHint().width(), preview.sizeHint().height()) == (210, 296)
        preview.set_preferred_width(105)
        assert preview.sizeHint().height() == 148

    def test_beside_other_things_it_stays_in_its_place(self, show):
        window = QWidget()
        row = QHBoxLayout(window)
        preview = BadgePreview()
        row.addWidget(preview)
        row.addWidget(Choice("1"))
        show(window, 400, 200)
        assert preview.sheet().width() <= preview.width()
        assert preview.width() >= 80
