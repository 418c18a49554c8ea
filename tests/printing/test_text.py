"""Lines of text: every letter is drawn, by some font or as a box that shows its code point."""

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing import bidi, fonts
from kiosk.printing.text import draw, measure

SPANISH = "Ñuñez Áéíóú Üü ¿? María-José O'Higgins"
PORTUGUESE = "João Conceição Ãõ Êô Àç"
GUARANI = "Ỹvoty Tekoẽ Mbyĩ Ũ ỹ ã õ G̃uarani g̃"
WHITE = "\u115f\u1160\u2800\u3164\uffa0\u20e3"
EUROPE = "Łukasz Őrsi Škoda Þór Ångström"


def page(line, size=40.0):
    """The line drawn alone on a page, as PDF bytes."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(400, 100), invariant=1)
    draw(canvas, line, (20, 30), size)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def ink(image):
    """The frame of everything that is not white, in pixels."""
    return image.convert("L").point(lambda grey: 255 * (grey < 200)).getbbox()


@pytest.mark.parametrize("text", [SPANISH, PORTUGUESE, GUARANI, EUROPE])
@pytest.mark.parametrize("weight", fonts.WEIGHTS)
def test_the_badge_font_has_every_letter_of_our_languages(text, weight):
    line = measure(text, weight)

    assert line.missing == ()
    assert {run.font for run in line.runs} == {fonts.inter(weight)}


@pytest.mark.parametrize(
    ("text", "font"),
    [
        ("Иван", "inter-full-800"),
        ("Ωμέγα", "inter-full-800"),
        ("محمد", "dejavu-rtl"),
        ("שלום", "dejavu-rtl"),
    ],
)
def test_other_scripts_come_from_a_fallback_font(text, font):
    line = measure(text, 800)

    assert [run.font for run in line.runs] == [font]
    assert line.missing == ()


def test_a_letter_that_no_font_has_is_named_and_drawn(picture):
    line = measure("a\U00010380", 800)  # Ugaritic: no font that we look for draws it

    assert line.missing == ("\U00010380",)
    left, _, right, _ = ink(picture(page(line)))
    assert (right - left) * 72 / 100 == pytest.approx(line.width * 40, abs=8)


@pytest.mark.parametrize("text", ["Núñez", "G̃uarani", "محمد علي", "Ana محمد", "\U00010380"])
def test_what_is_drawn_is_as_wide_as_was_measured(picture, text):
    line = measure(text, 700)
    left, _, right, _ = ink(picture(page(line)))

    assert (right - left) * 72 / 100 == pytest.approx(line.width * 40, abs=7)


def test_decomposed_letters_are_composed():
    assert measure("Jose\u0301", 700) == measure("José", 700)


def test_the_tilde_of_guarani_stands_above_its_letter(picture):
    plain = ink(picture(page(measure("G", 800)), dpi=200))
    tilde = ink(picture(page(measure("G\u0303", 800)), dpi=200))

    assert tilde[1] < plain[1] - 10  # higher up
    assert tilde[0] == pytest.approx(plain[0], abs=2)  # not beside
    assert tilde[2] == pytest.approx(plain[2], abs=2)


def test_arabic_is_joined_and_runs_from_right_to_left(picture):
    joined = measure("محمد", 700)
    apart = sum(measure(letter, 700).width for letter in "محمد")

    assert joined.width < apart
    assert joined.runs[0].rtl


def test_in_an_arabic_line_the_latin_part_stands_left():
    assert [run.rtl for run in measure("محمد Ana", 700).runs] == [False, True]
    assert [run.rtl for run in measure("Ana محمد", 700).runs] == [False, True]


def test_a_space_between_directions_stays_between_them():
    line = measure("محمد Ana", 700)

    assert [run.text for run in line.runs] == ["Ana", "محمد "]  # the shaper turns the second


def test_parts_of_several_fonts_in_one_direction_stand_from_right_to_left():
    line = measure("שלום \U00010840 שלום", 700)  # between them Imperial Aramaic, which no font has

    assert "".join(run.text for run in line.runs if run.font is None) == "\U00010840"
    assert all(run.rtl for run in line.runs)


def test_emoji_fall_out_and_are_named():
    line = measure("Ana \U0001f984 Paz", 700)

    assert (line.runs, line.width) == (measure("Ana Paz", 700).runs, measure("Ana Paz", 700).width)
    assert (line.dropped, line.missing) == (("\U0001f984",), ())


def test_a_line_of_emoji_alone_is_not_left_white():
    line = measure("\U0001f984", 700)

    assert (line.dropped, line.missing) == ((), ("\U0001f984",))
    assert line.width > 0


@pytest.mark.parametrize("white", ["\u3164", "\u2800", "\u115f", "\uffa0", "\u034f"], ids=ascii)
def test_letters_that_are_white_on_paper_fall_out(white):
    assert measure(f"A{white}na", 700) == measure("Ana", 700)


def test_a_font_that_promises_a_letter_without_a_picture_does_not_have_it():
    """Droid Sans Fallback has Korean letters with no outline; where it is installed it must lose."""
    fonts_of = {run.font for run in measure("김", 700).runs}

    assert all(font is None or fonts.ink(font, "김")[0] > 0 for font in fonts_of)


HOSTILE = st.text(
    st.characters()
    | st.sampled_from(
        "ÑñG\u0303\u0301 \u200d\u202e\ufe0f\u20e3محשל王ひ김กא(1)-\U0001f468\U0001f1fa\u3164"
    ),
    max_size=40,
)


@given(HOSTILE)
def test_every_visible_letter_is_drawn_or_named(text):
    line = measure(text, 700)
    drawn = {char for run in line.runs if run.font for char in run.text}
    named = {*line.missing, *"".join(line.dropped)}

    assert all(fonts.has(run.font, char) for run in line.runs if run.font for char in run.text)
    for char in unicodedata.normalize("NFC", text):
        if unicodedata.category(char)[0] in "LNPS" and char not in WHITE:
            assert char in drawn | named or bidi.turned(char) in drawn | named


@pytest.mark.parametrize(
    "invisible", ["\u200d", "\u200b", "\ufeff", "\u00ad", "\ufe0f", "\x07", "\u2028"]
)
def test_invisible_letters_fall_out(invisible):
    assert measure(f"A{invisible}na", 700) == measure("Ana", 700)


def test_tracking_counts_between_letters_only():
    plain, spaced = measure("Ana", 700), measure("Ana", 700, 0.1)

    assert spaced.width == pytest.approx(plain.width + 0.2)


def test_capitals_with_accents_reach_higher():
    assert measure("Á", 800).top > measure("A", 800).top
    assert measure("g", 800).bottom > 0.15
    assert measure("A", 800).bottom == pytest.approx(0, abs=0.02)


@given(st.text(max_size=60))
def test_any_text_can_be_measured_and_drawn(text):
    line = measure(text, 600, -0.02)

    assert line.width >= 0
    assert page(line).startswith(b"%PDF")


def test_an_unreadable_system_font_is_passed_over(tmp_path):
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0 no font")

    assert fonts._load_foreign(broken) is None
