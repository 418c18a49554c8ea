"""Texts that fit their box: shrink first or wrap first, cut only at last."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from kiosk.ui.fonts import font
from kiosk.ui.widgets.fit_text import FitText, Style, balance, bind_short_words, fit, wrap
from kiosk.ui.widgets.run_text import Run, RunText

pytestmark = pytest.mark.usefixtures("qapp")

NAME = Style(60, 700, lines=3)
BODY = Style(40, 500, lines=3, wrap_first=True)


def width_of(text, style, px):
    return QFontMetricsF(font(px, style.weight, style.tracking)).horizontalAdvance(text)


def test_a_text_with_room_keeps_its_size():
    fitted = fit("Ana Silva", 1000, 100, NAME, 60)
    assert (fitted.lines, fitted.px, fitted.cut) == (("Ana Silva",), 60, False)


def test_a_name_shrinks_before_it_takes_a_second_line():
    whole = width_of("María Fernández", NAME, 60)
    fitted = fit("María Fernández", whole * 0.8, 200, NAME, 60)
    assert fitted.lines == ("María Fernández",)
    assert 0.7 * 60 <= fitted.px < 60


def test_below_70_percent_a_name_takes_a_second_line_at_full_size():
    whole = width_of("María Fernández", NAME, 60)
    fitted = fit("María Fernández", whole * 0.65, 200, NAME, 60)
    assert fitted.lines == ("María", "Fernández")
    assert fitted.px > 0.7 * 60


def test_a_sentence_wraps_before_it_shrinks_into_lines_of_like_length():
    text = "La reunión es por invitación y su nombre no figura en la lista de las 09:41."
    fitted = fit(text, 1200, 200, BODY, 40)
    assert fitted.px == 40
    assert " ".join(fitted.lines) == text
    first, second = (width_of(line, BODY, 40) for line in fitted.lines)
    assert abs(first - second) < 200


def test_given_line_breaks_are_kept():
    assert fit("Hola,\nAna", 1000, 300, Style(100, 800, lines=2), 100).lines == ("Hola,", "Ana")


def test_what_fits_nowhere_is_cut_at_its_end_and_told():
    fitted = fit("Ana " + "Apellidolarguísimo " * 60, 300, 80, NAME, 60)
    assert fitted.cut
    assert fitted.lines[0].startswith("Ana")
    assert fitted.lines[-1].endswith("…")


@settings(max_examples=60, deadline=None)
@given(
    st.text(st.characters(categories=("Lu", "Ll", "Nd", "Zs"), max_codepoint=0x24F), max_size=80),
    st.integers(60, 900),
    st.integers(20, 300),
)
def test_whatever_the_text_no_line_leaves_the_box(text, width, height):
    fitted = fit(text, width, height, NAME, 60)
    assert all(width_of(line, NAME, round(fitted.px)) <= width + 12 for line in fitted.lines)
    if not fitted.cut:
        assert "".join("".join(fitted.lines).split()) == "".join(text.split())


def test_wrap_and_balance_lose_no_word():
    text = "uno dos tres cuatro cinco"
    assert wrap(text, 9, len) == ["uno dos", "tres", "cuatro", "cinco"]
    assert " ".join(balance(text, 14, len)) == text
    assert max(map(len, balance("aaa bbb ccc ddd", 12, len))) <= 8


def test_short_words_stay_with_the_next_one():
    assert bind_short_words("NO ESTÁ EN LA LISTA") == "NO\u00a0ESTÁ EN\u00a0LA\u00a0LISTA"
    assert bind_short_words("Vaya a\nla mesa") == "Vaya a\nla\u00a0mesa"


def test_the_widget_tells_its_text_and_whether_it_is_cut(qtbot):
    widget = FitText(NAME, "Ana")
    qtbot.addWidget(widget)
    widget.resize(400, 80)
    assert (widget.text, widget.accessibleName(), widget.is_cut) == ("Ana", "Ana", False)
    widget.set_text("Apellidolarguísimo " * 40)
    assert widget.is_cut
    assert not widget.grab().isNull()
    widget.set_text("")
    assert not widget.is_cut


def test_larger_letters_leave_the_largest_titles_alone(qtbot):
    small, large = FitText(Style(40), "Ana"), FitText(Style(104), "Ana")
    for widget in (small, large):
        qtbot.addWidget(widget)
        widget.resize(900, 300)
        widget.set_scale(1.0, 1.25)
    assert small.fitted().px == 50
    assert large.fitted().px == 104


def test_runs_stand_on_one_line_and_shrink_together(qtbot):
    widget = RunText()
    qtbot.addWidget(widget)
    widget.resize(400, 40)
    widget.set_runs(Run("quedan ", 18), Run("19", 18, 700))
    assert (widget.text, widget.is_cut) == ("quedan 19", False)
    widget.resize(int(widget.natural_width() * 0.8), 40)
    assert not widget.is_cut
    widget.resize(20, 40)
    assert widget.is_cut
    assert not widget.grab().isNull()
