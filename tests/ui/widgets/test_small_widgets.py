"""Chips, labels, paragraphs, panels, previews, bars, fields: sizes, cutting and meaning."""

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QColor, QImage

from kiosk.domain.settings import Theme
from kiosk.ui import stylesheet, theme
from kiosk.ui.widgets.badge_preview import BadgePreview
from kiosk.ui.widgets.banner import Banner
from kiosk.ui.widgets.chip import STATE, Chip, ChipData, Tone, chip_width, tone_colors
from kiosk.ui.widgets.choice import Choice
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.field import ChoiceField, Field
from kiosk.ui.widgets.panel import Panel
from kiosk.ui.widgets.paragraph import Paragraph
from kiosk.ui.widgets.search_box import SearchBox
from kiosk.ui.widgets.segments import Segments
from kiosk.ui.widgets.status_bar import StatusBar
from kiosk.ui.widgets.top_bar import TopBar

LONG = "Maximiliano Bartolomé de las Casas y Echeverría-Etcheverrigaray"


def png(width=105, height=148):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#FF0000"))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(data.data())


class TestElidedLabel:
    def test_short_text_is_shown_whole(self, show):
        assert show(ElidedLabel("José", px=40)).shown() == "José"

    def test_long_text_shrinks_first(self, show):
        label = show(ElidedLabel("José Núñez Ibáñez", px=40, weight=700, shrink=0.7), 280)
        assert label.shown() == "José Núñez Ibáñez"
        assert label._fitting().pixelSize() < 40

    def test_then_it_is_cut_and_keeps_the_whole_text_for_readers(self, show):
        label = show(ElidedLabel(LONG, px=40, shrink=0.7), 300)
        assert label.shown().endswith("…")
        assert label.shown().startswith("Maximiliano")
        assert label._fitting().pixelSize() == 28
        assert label.text() == label.accessibleName() == LONG

    def test_nothing_is_smaller_than_15(self, show):
        label = show(ElidedLabel(LONG, px=16, shrink=0.5), 80)
        assert label._fitting().pixelSize() == 15

    def test_it_can_be_made_narrow(self, show):
        label = ElidedLabel(LONG, px=18)
        assert label.minimumSizeHint().width() == 40
        show(label)
        label.set_px(20)
        label.setText("Otra")
        assert label.text() == "Otra"


class TestParagraph:
    def test_it_wraps_at_words(self, show):
        words = show(Paragraph("uno dos tres cuatro cinco seis", px=20, lines=9), 120)
        lines = words.shown_lines(120)
        assert len(lines) > 1
        assert "".join(lines).split() == ["uno", "dos", "tres", "cuatro", "cinco", "seis"]
        assert words.heightForWidth(120) == round(len(lines) * 27)

    def test_the_last_line_tells_that_more_follows(self):
        words = Paragraph("palabra " * 40, px=20, lines=2)
        lines = words.shown_lines(200)
        assert len(lines) == 2
        assert lines[-1].endswith("…")

    def test_an_endless_word_is_broken(self):
        lines = Paragraph("x" * 100, px=20, lines=99).shown_lines(150)
        assert "".join(lines) == "x" * 100
        assert len(lines) > 3

    def test_no_text_takes_no_lines(self):
        assert Paragraph("").shown_lines(100) == []


class TestChip:
    @pytest.mark.parametrize("tone", list(Tone))
    @pytest.mark.parametrize("name", list(Theme))
    def test_every_tone_draws_in_every_theme(self, show, qapp, tone, name):
        stylesheet.apply(qapp, name)
        chip = show(Chip(ChipData("Confirmado", tone, "ticket", "#00705A")))
        assert not chip.grab().isNull()
        assert len(tone_colors(tone)) == 2

    def test_it_is_as_wide_as_its_words(self, show):
        plain, with_icon = ChipData("Orador/a"), ChipData("Orador/a", icon="mic")
        assert chip_width(with_icon) == chip_width(plain) + STATE.icon + STATE.gap
        chip = show(Chip(plain))
        assert chip.sizeHint().height() == 34
        chip.show_chip(with_icon)
        assert chip.accessibleName() == "Orador/a"


class TestBadgePreview:
    def test_it_keeps_the_proportion_of_the_badge(self, show):
        preview = show(BadgePreview(), 337, 300)
        preview.show_png(png())
        assert preview.has_picture
        sheet = preview.sheet()
        assert sheet.height() == pytest.approx(300, abs=0.5)
        assert sheet.width() / sheet.height() == pytest.approx(105 / 148, rel=0.01)

    def test_without_a_badge_an_empty_sheet_is_shown(self, show):
        preview = show(BadgePreview(), 200, 300)
        preview.show_png(b"no picture")
        assert not preview.has_picture
        assert preview.ratio() == pytest.approx(105 / 148)
        assert preview.sizeHint().width() == 337

    def test_it_can_be_centred(self, show):
        preview = show(BadgePreview(centred=True), 100, 400)
        assert preview.sheet().top() > 100


class TestSegments:
    @pytest.fixture
    def one(self, show):
        segments = Segments()
        segments.set_segments((("a", "Uno", ""), ("b", "Dos", ""), ("c", "Tres", "")))
        return show(segments, 360, 60)

    def test_arrows_choose_where_only_one_can_be(self, one, qtbot):
        one.set_values(("a",))
        qtbot.keyClick(one, Qt.Key.Key_Right)
        assert one.values() == ("b",)
        qtbot.keyClick(one, Qt.Key.Key_Left)
        qtbot.keyClick(one, Qt.Key.Key_Left)
        assert one.values() == ("a",)
        assert one.first_value() == "a"

    def test_space_takes_and_gives_where_many_can_be(self, show, qtbot):
        many = Segments(many=True)
        many.set_segments((("es", "Español", ""), ("pt", "Português", "")))
        show(many, 300, 60)
        heard = []
        many.changed.connect(lambda: heard.append(many.values()))
        qtbot.keyClick(many, Qt.Key.Key_Space)
        qtbot.keyClick(many, Qt.Key.Key_Right)
        qtbot.keyClick(many, Qt.Key.Key_Space)
        qtbot.keyClick(many, Qt.Key.Key_Space)
        assert heard == [("es",), ("es", "pt"), ("es",)]

    def test_a_click_chooses(self, one, qtbot):
        qtbot.mouseClick(one, Qt.MouseButton.LeftButton, pos=one.rect().center())
        assert one.values() == ("b",)

    def test_what_is_no_longer_offered_is_let_go(self, one):
        one.set_values(("c",))
        one.set_segments((("a", "One", ""),))
        assert one.values() == ()


class TestFields:
    def test_a_field_trims_and_tells(self, show, qtbot):
        field = show(Field(required=True))
        field.set_words("Nombre", "Ayuda")
        heard = []
        field.edited.connect(lambda: heard.append(field.text()))
        qtbot.keyClicks(field.line, " Ana ")
        assert heard[-1] == "Ana"
        assert field.help.isVisible()
        field.set_compact(compact=True)
        assert field.help.isVisible()  # a screen without room for it gives none
        field.set_words("Nombre")
        assert not field.help.isVisible()
        assert field.line.accessibleName() == "Nombre"

    def test_suggestions_come_from_the_list(self, show):
        field = show(Field())
        field.suggest(("IX Serra Azul", "CERT Litoral"))
        field.line.completer().setCompletionPrefix("serra")
        assert field.line.completer().currentCompletion() == "IX Serra Azul"

    def test_a_choice_keeps_what_it_does_not_offer(self, show):
        field = show(ChoiceField())
        field.offer((("BR", "Brasil"), ("UY", "Uruguay")))
        field.set_value("Narnia")
        assert field.value() == "Narnia"
        field.set_value("BR")
        field.offer((("BR", "Brazil"), ("UY", "Uruguay")))
        assert (field.value(), field.box.currentText()) == ("BR", "Brazil")

    def test_a_choice_card_is_one_of_its_group(self, show):
        choice = show(Choice("1"))
        choice.set_words("Se perdió", "Anula la anterior")
        choice.set_compact(compact=True)
        assert choice.accessibleName() == "Se perdió. Anula la anterior"
        assert choice.sizeHint().height() == 56


class TestBars:
    def test_the_language_menu_offers_three_by_their_own_names(self, show, qtbot):
        bar = show(TopBar({"one": "search", "two": "printer"}), 1400, 72)
        bar.set_texts("Acreditación", {"one": "Uno", "two": "Dos"})
        bar.show_words("LACNIC 46", "Mesa 2", "", "es")
        heard = []
        bar.language_chosen.connect(heard.append)
        assert not bar.operator.isVisible()
        qtbot.mouseClick(bar.language, Qt.MouseButton.LeftButton)
        from PySide6.QtWidgets import QMenu

        menu = bar.findChild(QMenu)
        names = [action.text() for action in menu.actions()]
        assert names == ["Español", "Português", "English"]
        menu.actions()[2].trigger()
        assert heard == ["en"]
        menu.close()

    def test_a_tab_tells_its_name(self, show, qtbot):
        bar = show(TopBar({"one": "search", "two": "printer"}), 1400, 72)
        bar.set_texts("Acreditación", {"one": "Uno", "two": "Dos"})
        heard = []
        bar.tab_chosen.connect(heard.append)
        qtbot.mouseClick(bar.tabs["two"], Qt.MouseButton.LeftButton)
        bar.open_tab("one")
        assert heard == ["two"]
        assert bar.tabs["one"].isChecked()
        bar.show_clock("09:14")
        assert bar.clock.text() == "09:14"

    @pytest.mark.parametrize("width", [600, 1280, 1920])
    def test_the_status_bar_keeps_the_count_at_any_width(self, show, width):
        bar = show(StatusBar(), width, 52)
        bar.show_items(
            tuple(("layers", "Cola de impresión", "0", "", Tone.MUTE, "") for _ in range(9))
        )
        bar.show_count(281, 587, ("Acreditados", "de"))
        assert not bar.grab().isNull()
        assert "Cola de impresión 0" in bar.accessibleName()

    def test_the_banner_hides_while_it_has_nothing_to_say(self, show, qtbot):
        banner = show(Banner(), 600, 60)
        heard = []
        banner.dismissed.connect(lambda: heard.append(1))
        banner.show_text("La impresora no responde.", "Entendido")
        assert banner.isVisible()
        qtbot.mouseClick(banner.button, Qt.MouseButton.LeftButton)
        banner.show_text("", "Entendido")
        assert heard == [1]
        assert not banner.isVisible()

    def test_a_panel_draws_its_ground(self, show):
        panel = show(Panel(fill=theme.ASK), 200, 200)
        assert panel.grab().toImage().pixelColor(100, 100).name().upper() == theme.ASK


class TestSearchBox:
    @pytest.fixture
    def box(self, show):
        box = show(SearchBox(), 800, 84)
        box.set_texts("Busque", "Lector listo")
        box.activateWindow()
        box.setFocus()
        return box

    def test_keys_steer_the_list(self, box, qtbot):
        heard = []
        box.moved.connect(heard.append)
        box.entered.connect(lambda: heard.append("enter"))
        box.escaped.connect(lambda: heard.append("esc"))
        keys = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Enter, Qt.Key.Key_Escape)
        for key in keys:
            qtbot.keyClick(box.line, key)
        assert heard == [1, -1, "enter", "esc"]

    def test_digits_answer_only_when_asked_for_and_nothing_is_typed(self, box, qtbot):
        heard = []
        box.digit_pressed.connect(heard.append)
        qtbot.keyClicks(box.line, "2")
        assert (heard, box.text()) == ([], "2")
        box.set_text("")
        box.digits = True
        qtbot.keyClicks(box.line, "24")
        assert (heard, box.text()) == ([2], "4")
        box.digits_always = True
        qtbot.keyClicks(box.line, "3")
        assert (heard, box.text()) == ([2, 3], "4")

    def test_the_edge_is_three_pixels_while_focused(self, box):
        image = box.grab().toImage()
        assert image.pixelColor(400, 2).name().upper() == theme.LIGHT.focus
        box.line.clearFocus()
        image = box.grab().toImage()
        assert image.pixelColor(400, 2).name().upper() == theme.LIGHT.surface
