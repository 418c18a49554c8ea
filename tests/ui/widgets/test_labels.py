"""Labels and paragraphs: what they draw in which colour, how wide they ask to be, what is cut."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kiosk.domain.settings import Theme
from kiosk.ui.widgets.elided_label import ElidedLabel
from kiosk.ui.widgets.paragraph import Paragraph

LONG = "Maximiliano Bartolomé de las Casas y Echeverría"
SENTENCE = "Pida su credencial en la mesa de acreditación, con un documento a la vista."


def lit_columns(widget, ink):
    image = widget.grab().toImage()
    size = (range(image.width()), range(image.height()))
    return [
        x for x in size[0] if any(image.pixelColor(x, y).name().upper() == ink for y in size[1])
    ]


class TestElidedLabel:
    @pytest.mark.parametrize("name", list(Theme))
    @pytest.mark.parametrize("ink", ["text", "text2", "warn_fg"])
    def test_it_is_written_in_the_colour_of_its_token(self, dress, show, colours, name, ink):
        t = dress(name)
        label = show(ElidedLabel("HHHH", px=40, weight=800, ink=ink))
        assert getattr(t, ink) in colours(label)

    def test_a_fixed_colour_wins_over_the_token(self, show, colours):
        label = show(ElidedLabel("HHHH", px=40, weight=800, ink="text", color="#FF0000"))
        assert "#FF0000" in colours(label)

    def test_it_follows_a_theme_chosen_later(self, dress, show, colours):
        label = show(ElidedLabel("HHHH", px=40, weight=800))
        t = dress(Theme.DARK)
        assert t.text in colours(label)

    @pytest.mark.parametrize(("align", "third"), [("left", 0), ("center", 1), ("right", 2)])
    def test_it_stands_where_it_is_aligned(self, show, align, third):
        label = show(ElidedLabel("HH", px=30, weight=800, color="#FF0000", align=align), 300, 60)
        columns = lit_columns(label, "#FF0000")
        assert third * 100 <= (columns[0] + columns[-1]) / 2 <= (third + 1) * 100

    def test_it_asks_for_its_whole_text(self):
        label = ElidedLabel(LONG, px=30)
        assert label.sizeHint().width() > 600
        assert label.minimumSizeHint().width() == 40
        assert ElidedLabel("I").minimumSizeHint().width() < 40

    def test_tighter_letters_take_less_room(self):
        wide, tight = ElidedLabel(LONG, px=30), ElidedLabel(LONG, px=30, tracking=-0.03)
        assert tight.sizeHint().width() < wide.sizeHint().width()

    def test_a_clock_keeps_its_width(self):
        widths = {
            ElidedLabel(time, px=27, tabular=True).sizeHint().width() for time in ("11:11", "08:58")
        }
        assert len(widths) == 1

    def test_another_text_asks_for_another_width(self, show):
        label = show(ElidedLabel("Ana"))
        narrow = label.sizeHint().width()
        label.setText(LONG)
        assert label.sizeHint().width() > narrow
        label.set_px(36)
        assert label.sizeHint().height() > 36

    @pytest.mark.parametrize("width", [60, 150, 300, 500, 900])
    def test_what_can_be_read_is_the_beginning(self, show, width):
        label = show(ElidedLabel(LONG, px=30, shrink=0.7), width, 50)
        shown = label.shown()
        assert shown == LONG or (shown.endswith("…") and LONG.startswith(shown[:-1].rstrip()))

    def test_it_shrinks_no_more_than_allowed(self, show):
        label = show(ElidedLabel(LONG, px=40, shrink=0.7), 100, 50)
        assert label._fitting().pixelSize() == 28

    def test_it_does_not_shrink_unless_asked(self, show):
        assert show(ElidedLabel(LONG, px=40), 100, 50)._fitting().pixelSize() == 40

    def test_with_more_room_it_grows_back(self, show):
        label = show(ElidedLabel(LONG, px=40, shrink=0.5), 300, 50)
        label.resize(2000, 50)
        assert label.shown() == LONG
        assert label._fitting().pixelSize() == 40

    def test_in_a_row_two_labels_never_overlap(self, show):
        window = QWidget()
        row = QHBoxLayout(window)
        labels = [ElidedLabel(LONG, px=24) for _number in range(2)]
        for label in labels:
            row.addWidget(label)
        show(window, 400, 60)
        assert labels[0].geometry().right() < labels[1].geometry().left()
        assert labels[1].geometry().right() <= window.width()

    def test_it_says_the_whole_text_to_readers(self):
        label = ElidedLabel("Ana")
        label.setText(LONG)
        assert label.text() == label.accessibleName() == LONG

    def test_it_takes_no_focus(self):
        assert ElidedLabel("Ana").focusPolicy() == Qt.FocusPolicy.NoFocus


class TestParagraph:
    @pytest.mark.parametrize("name", list(Theme))
    def test_it_is_written_in_the_colour_of_its_token(self, dress, show, colours, name):
        t = dress(name)
        assert t.warn_fg in colours(show(Paragraph("HHHH HHHH", px=30, weight=800, ink="warn_fg")))

    def test_it_follows_a_theme_chosen_later(self, dress, show, colours):
        words = show(Paragraph("HHHH", px=40, weight=800))
        t = dress(Theme.DARK)
        assert t.text in colours(words)

    def test_the_narrower_the_higher(self):
        words = Paragraph(SENTENCE, lines=20)
        heights = [words.heightForWidth(width) for width in (800, 400, 200, 100)]
        assert heights == sorted(heights)
        assert len(set(heights)) == 4
        assert words.hasHeightForWidth()

    def test_no_word_is_lost_while_there_are_lines(self):
        lines = Paragraph(SENTENCE, lines=20).shown_lines(150)
        assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")

    @pytest.mark.parametrize("most", [1, 2, 3])
    def test_it_has_no_more_lines_than_asked_for(self, most):
        lines = Paragraph(SENTENCE, lines=most).shown_lines(150)
        assert len(lines) == most
        assert lines[-1].endswith("…")

    def test_another_text_is_broken_anew_at_the_same_width(self):
        words = Paragraph(SENTENCE, lines=20)
        before = words.heightForWidth(150)
        words.setText("Ana")
        assert words.shown_lines(150) == ["Ana"]
        assert words.heightForWidth(150) < before
        words.setText(SENTENCE)
        assert words.heightForWidth(150) == before

    def test_given_line_breaks_are_kept(self):
        assert Paragraph("Una\nDos").shown_lines(400) == ["Una", "Dos"]

    def test_it_is_never_smaller_than_fifteen(self):
        assert Paragraph("Ana", px=9).heightForWidth(200) == round(15 * 1.35)

    def test_lines_can_stand_closer(self):
        close, plain = Paragraph("Ana", px=32, spacing=1.2), Paragraph("Ana", px=32)
        assert close.heightForWidth(300) < plain.heightForWidth(300)

    def test_the_middle_one_stands_lower_in_a_high_box(self, show):
        def first_row(words):
            image = show(words, 200, 200).grab().toImage()
            rows = range(image.height())
            return next(
                y
                for y in rows
                if any(image.pixelColor(x, y).name() == "#ff0000" for x in range(60))
            )

        top = first_row(Paragraph("HHH", px=40, weight=800, color="#FF0000"))
        middle = first_row(Paragraph("HHH", px=40, weight=800, color="#FF0000", middle=True))
        assert top < 30
        assert middle > 70

    def test_a_layout_gives_it_the_height_it_needs(self, show):
        window = QWidget()
        column = QVBoxLayout(window)
        words = Paragraph(SENTENCE, lines=9)
        column.addWidget(words)
        column.addStretch(1)
        show(window, 260, 600)
        assert words.height() >= words.heightForWidth(words.width()) > 27

    def test_a_new_text_is_said_to_readers(self):
        words = Paragraph("Una")
        words.setText(SENTENCE)
        assert words.text() == words.accessibleName() == SENTENCE
        words.setText("")
        assert words.heightForWidth(300) == 0

    def test_the_hint_follows_the_width_it_has(self, show):
        words = Paragraph(SENTENCE, lines=9)
        assert words.sizeHint().width() == 200
        assert words.minimumSizeHint().width() == 60
        show(words, 100, 50)
        assert words.minimumSizeHint().height() == words.heightForWidth(100)
