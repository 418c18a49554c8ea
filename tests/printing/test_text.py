"""Lines of text: every letter is drawn, by some font or as a box that shows its code point."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from kiosk.printing import fonts
from kiosk.printing.text import draw, measure

SPANISH = "Ñuñez Áéíóú Üü ¿? María-José O'Higgins"
PORTUGUESE = "João Conceição Ãõ Êô Àç"
GUARANI = "Ỹvoty Tekoẽ Mbyĩ Ũ ỹ ã õ G̃uarani g̃"
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
    line = measure("a\U0001f9ff", 800)  # a nazar amulet: no text font draws it

    assert line.missing == ("\U0001f9ff",)
    left, _, right, _ = ink(picture(page(line)))
    assert (right - left) * 72 / 100 == pytest.approx(line.width * 40, abs=8)


@pytest.mark.parametrize("text", ["Núñez", "G̃uarani", "محمد علي", "Ana محمد", "\U0001f9ff"])
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
