"""Fields and the search box: labels, names for readers, typing, focus edges, completion."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.field import ChoiceField, Field, FieldLabel, Labelled
from kiosk.ui.widgets.search_box import ReaderBadge, SearchBox

COUNTRIES = (("AR", "Argentina"), ("BR", "Brasil"), ("UY", "Uruguay"))


class TestLabels:
    @pytest.mark.parametrize("name", list(Theme))
    def test_the_star_stands_only_where_it_must_be_filled(self, dress, show, colours, name):
        t = dress(name)
        for required in (True, False):
            label = show(FieldLabel(required=required), 300, 24)
            label.set_text("Nombre")
            assert (t.bad_fg in colours(label)) is required

    def test_the_words_are_without_the_star(self, show):
        label = show(FieldLabel(required=True), 300, 24)
        label.set_text("Nombre")
        assert label.text() == "Nombre"

    def test_a_box_is_named_by_its_label(self, show):
        box = QLineEdit()
        labelled = show(Labelled(box), 300, 100)
        labelled.set_words("Correo")
        assert (labelled.label.text(), box.accessibleName()) == ("Correo", "Correo")

    def test_the_box_has_the_focus_of_the_whole(self, show, focus):
        window = QWidget()
        column = QVBoxLayout(window)
        other, field = QLineEdit(), Field()
        column.addWidget(other)
        column.addWidget(field)
        show(window, 300, 300)
        focus(other)
        field.setFocus()
        assert field.line.hasFocus()


class TestField:
    def test_the_box_is_as_high_as_designed(self, show):
        field = show(Field())
        assert field.line.height() == 60
        field.set_compact(compact=True)
        assert field.line.height() == 44
        field.set_compact(compact=False)
        assert field.line.height() == 60

    def test_help_comes_and_goes(self, show):
        field = show(Field(), 400, 200)
        field.set_words("Nombre en la credencial", "Puede ser como le dicen.")
        assert field.help.isVisible()
        assert field.help.text() == "Puede ser como le dicen."
        field.set_words("Nombre en la credencial")
        assert not field.help.isVisible()

    @pytest.mark.parametrize("compact", [True, False])
    def test_what_is_wrong_with_it_is_said_on_screens_of_any_size(self, show, compact):
        field = show(Field(), 400, 200)
        field.set_words("PIN de supervisor", "Ese PIN no es.")
        field.set_compact(compact=compact)
        assert field.help.isVisible()
        field.set_words("PIN de supervisor", "Todavía no es.")
        assert field.help.isVisible()

    def test_filling_it_from_the_program_tells_nobody(self, show, heard):
        field = show(Field())
        edited = heard(field.edited)
        field.set_text("Ana")
        assert (field.text(), edited) == ("Ana", [])

    def test_setting_the_same_text_keeps_the_cursor(self, show):
        field = show(Field())
        field.set_text("Ana Silva")
        field.line.setCursorPosition(3)
        field.set_text("Ana Silva")
        assert field.line.cursorPosition() == 3

    def test_leaving_it_is_told(self, qtbot, show, focus, heard):
        window = QWidget()
        column = QVBoxLayout(window)
        first, second = Field(), Field()
        column.addWidget(first)
        column.addWidget(second)
        show(window, 300, 400)
        focus(first.line)
        left = heard(first.left)
        qtbot.keyClicks(first.line, "Ana")
        focus(second.line)
        assert len(left) == 1

    def test_no_novel_fits(self, qtbot, show):
        field = show(Field())
        field.line.insert("x" * 500)
        assert len(field.text()) == 200

    def test_suggestions_are_found_in_the_middle_whatever_the_case(self, show):
        field = show(Field())
        field.suggest(("Universidad del Plata", "CERT Litoral"))
        completer = field.line.completer()
        completer.setCompletionPrefix("PLATA")
        assert completer.completionCount() == 1
        field.suggest(("Otra",))
        assert field.line.completer() is completer
        completer.setCompletionPrefix("plata")
        assert completer.completionCount() == 0

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_edge_tells_the_focus(self, dress, show, focus, pixel, name):
        t = dress(name)
        field = show(Field())
        focus(field.line)
        assert pixel(field.line, 200, 2) == t.focus
        field.line.clearFocus()
        assert pixel(field.line, 200, 1) == t.control
        assert pixel(field.line, 200, 2) == t.surface


class TestChoiceField:
    def test_nothing_is_chosen_at_first(self, show):
        field = show(ChoiceField())
        field.offer(COUNTRIES)
        assert (field.value(), field.box.currentText()) == ("", "")

    def test_a_choice_by_hand_is_told(self, qtbot, show, heard):
        field = show(ChoiceField())
        field.offer(COUNTRIES)
        edited = heard(field.edited)
        field.box.setFocus()
        qtbot.keyClicks(field.box, "u")
        assert field.value() == "UY"
        assert len(edited) == 1

    def test_one_by_the_program_is_not(self, show, heard):
        field = show(ChoiceField())
        field.offer(COUNTRIES)
        edited = heard(field.edited)
        field.set_value("BR")
        assert (field.value(), edited) == ("BR", [])

    def test_it_can_be_emptied(self, show):
        field = show(ChoiceField())
        field.offer(COUNTRIES)
        field.set_value("BR")
        field.set_value("")
        assert field.value() == ""

    def test_it_is_named_and_lowered_like_any_field(self, show):
        field = show(ChoiceField(required=True))
        field.set_words("País")
        assert field.box.accessibleName() == field.label.text() == "País"
        assert field.box.height() == 60
        field.set_compact(compact=True)
        assert field.box.height() == 44

    def test_the_chevron_is_drawn(self, show, colours):
        field = show(ChoiceField())
        image = field.box.grab().toImage()
        assert theme.LIGHT.text2 in colours(image.copy(image.width() - 46, 10, 30, 40))


class TestSearchBox:
    @pytest.fixture
    def box(self, show):
        box = show(SearchBox(), 800, 84)
        box.set_texts("Busque por nombre", "Lector listo")
        return box

    def test_typing_is_told_and_filling_is_not(self, qtbot, box, heard):
        typed = heard(box.text_edited)
        qtbot.keyClicks(box.line, "an")
        box.set_text("otra")
        assert (typed, box.text()) == (["a", "an"], "otra")

    @pytest.mark.parametrize(("key", "steps"), [
        (Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1), (Qt.Key.Key_PageUp, -6), (Qt.Key.Key_PageDown, 6),
    ])  # fmt: skip
    def test_arrows_and_pages_move_in_the_list(self, qtbot, box, heard, key, steps):
        moved = heard(box.moved)
        qtbot.keyClick(box.line, key)
        assert moved == [steps]

    @pytest.mark.parametrize("digit", ["1", "2", "3"])
    def test_digits_answer_a_question(self, qtbot, box, heard, digit):
        box.digits = True
        pressed = heard(box.digit_pressed)
        qtbot.keyClicks(box.line, digit)
        assert (pressed, box.text()) == ([int(digit)], "")

    @pytest.mark.parametrize("digit", ["0", "4", "9"])
    def test_other_digits_are_typed(self, qtbot, box, heard, digit):
        box.digits = True
        pressed = heard(box.digit_pressed)
        qtbot.keyClicks(box.line, digit)
        assert (pressed, box.text()) == ([], digit)

    def test_what_is_typed_is_larger_than_the_hint(self, qtbot, box):
        empty = box.line.font().pixelSize()
        qtbot.keyClicks(box.line, "ana")
        assert (empty, box.line.font().pixelSize()) == (27, 32)

    def test_it_names_itself_to_readers(self, box):
        assert box.line.accessibleName() == box.line.placeholderText() == "Busque por nombre"

    def test_small_screens_take_less_height(self, box):
        assert box.height() == 84
        box.set_compact(compact=True)
        assert box.height() == 66

    def test_its_icon_and_edge_are_of_the_theme(self, dress, box, focus, pixel, colours):
        t = dress(Theme.DARK)
        focus(box.line)
        assert pixel(box, 400, 1) == t.focus
        assert t.text2 in colours(box.grab().toImage().copy(20, 20, 45, 45))

    def test_the_reader_badge_is_as_wide_as_its_word(self, show):
        window = QWidget()
        row = QHBoxLayout(window)
        badge = ReaderBadge()
        row.addWidget(badge)
        show(window, 500, 80)
        badge.set_text("Lector")
        narrow = badge.sizeHint().width()
        badge.set_text("Lector listo en cualquier momento")
        assert badge.sizeHint().width() > narrow > 66
        assert badge.sizeHint().height() == 55

    def test_the_badges_icon_is_green(self, box, colours):
        assert theme.LIGHT.ok_fg in colours(box.reader)
