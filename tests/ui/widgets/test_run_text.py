"""One line of several parts: order, colours, shrinking together, cut only at its end."""

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui.widgets.fit_text import FitText, Style
from kiosk.ui.widgets.run_text import Run, RunText

RED, BLUE = "#FF0000", "#0000FF"


def lit(widget, name):
    """The columns in which that colour stands."""
    image = widget.grab().toImage()
    rows = range(image.height())
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).name().upper() == name for y in rows)
    ]


@pytest.fixture
def line(show):
    made = show(RunText(), 400, 60)
    made.set_runs(Run("HHH", 30, 800, RED), Run("HHH", 30, 800, BLUE))
    return made


class TestRunText:
    def test_parts_stand_in_order_each_in_its_colour(self, line):
        assert max(lit(line, RED)) < min(lit(line, BLUE))

    def test_readers_hear_the_whole_line(self, line):
        assert line.text == line.accessibleName() == "HHHHHH"

    @pytest.mark.parametrize(("align", "third"), [("left", 0), ("center", 1), ("right", 2)])
    def test_it_stands_where_it_is_aligned(self, show, align, third):
        made = show(RunText(align), 600, 60)
        made.set_runs(Run("HH", 30, 800, RED))
        columns = lit(made, RED)
        assert third * 200 <= (columns[0] + columns[-1]) / 2 <= (third + 1) * 200

    def test_its_width_is_that_of_its_parts(self, line):
        both = line.natural_width()
        line.set_runs(Run("HHH", 30, 800, RED))
        assert both == pytest.approx(2 * line.natural_width())
        line.set_runs()
        assert line.natural_width() == 0

    @pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
    def test_the_width_is_in_design_pixels(self, line, scale):
        before = line.natural_width()
        line.set_scale(scale)
        assert line.natural_width() == pytest.approx(before, rel=0.03)

    def test_larger_letters_are_wider(self, line):
        before = line.natural_width()
        line.set_scale(1.0, 1.25)
        assert line.natural_width() > before

    @pytest.mark.parametrize("part", [1.0, 0.9, 0.75])
    def test_down_to_seventy_percent_nothing_is_cut(self, line, part):
        line.resize(round(line.natural_width() * part) + 1, 60)
        assert not line.is_cut
        assert max(lit(line, BLUE)) < line.width()

    def test_below_that_the_end_is_cut(self, line):
        line.resize(round(line.natural_width() * 0.5), 60)
        assert line.is_cut
        assert lit(line, RED)

    def test_parts_of_two_sizes_share_a_baseline(self, show):
        made = show(RunText(), 400, 90)
        made.set_runs(Run("H", 60, 800, RED), Run("H", 30, 800, BLUE))
        image = made.grab().toImage()

        def foot(name):
            columns = range(image.width())
            return max(
                y
                for y in range(90)
                if any(image.pixelColor(x, y).name().upper() == name for x in columns)
            )

        assert foot(RED) == pytest.approx(foot(BLUE), abs=1)

    def test_an_empty_line_draws_nothing(self, show, colours):
        assert len(colours(show(RunText(), 100, 40))) == 1


class TestFitText:
    @pytest.mark.parametrize(("align", "third"), [("left", 0), ("center", 1), ("right", 2)])
    def test_it_stands_where_it_is_aligned(self, show, align, third):
        text = show(FitText(Style(30, 800, 0, RED, align=align), "HH"), 600, 60)
        columns = lit(text, RED)
        assert third * 200 <= (columns[0] + columns[-1]) / 2 <= (third + 1) * 200

    @pytest.mark.parametrize(("valign", "third"), [("top", 0), ("middle", 1), ("bottom", 2)])
    def test_it_stands_as_high_as_said(self, show, valign, third):
        text = show(FitText(Style(30, 800, 0, RED, valign=valign), "HH"), 100, 300)
        image = text.grab().toImage()
        rows = [
            y
            for y in range(300)
            if any(image.pixelColor(x, y).name().upper() == RED for x in range(100))
        ]
        assert third * 100 <= (rows[0] + rows[-1]) / 2 <= (third + 1) * 100

    def test_another_colour_is_drawn_at_once(self, show, colours):
        text = show(FitText(Style(40, 800, 0, RED), "HHH"), 300, 60)
        text.set_color(BLUE)
        assert BLUE in colours(text)
        assert RED not in colours(text)

    def test_the_height_drawn_grows_with_the_lines(self, show):
        text = show(FitText(Style(30, 500, lines=3, wrap_first=True), "una"), 150, 200)
        one = text.drawn_height
        text.set_text("una palabra y otra más")
        assert text.drawn_height > one

    @pytest.mark.parametrize(("px", "height"), [(60, 1.05), (50, 1.05), (49, 1.35), (20, 1.35)])
    def test_large_lines_stand_closer(self, px, height):
        assert Style(px).line_height == height
        assert Style(px, line=1.2).line_height == 1.2

    @pytest.mark.parametrize("scale", [0.5, 2.0])
    def test_lines_break_alike_at_every_scale(self, show, scale):
        style = Style(30, 500, lines=3, wrap_first=True)
        sentence = "Pida su credencial en la mesa de acreditación, con un documento a la vista."
        plain, scaled = FitText(style, sentence), FitText(style, sentence)
        show(plain, 600, 150)
        show(scaled, round(600 * scale), round(150 * scale))
        scaled.set_scale(scale)
        assert len(plain.fitted().lines) == len(scaled.fitted().lines)

    def test_it_lets_the_finger_through(self, show):
        from PySide6.QtCore import Qt

        text = show(FitText(Style(30), "Ana"))
        assert text.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


@pytest.mark.parametrize("name", list(Theme))
def test_texts_of_a_page_keep_the_colour_they_were_given(dress, show, colours, name):
    dress(name)
    assert RED in colours(show(FitText(Style(40, 800, 0, RED), "HHH"), 300, 60))
