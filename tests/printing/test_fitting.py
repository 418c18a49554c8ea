"""Text in boxes: never cut, never over the edge, as large as it can be."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.printing.elements.kinds import Text
from kiosk.printing.elements.parts import Box
from kiosk.printing.elements.writing import fit_name
from kiosk.printing.fitting import AIR, fit, fit_first_that_reads, splits
from kiosk.printing.layout import layout_names, load_layout

BOX = Box(x=10, y=20, w=80, h=20, baseline=15, size=18, smallest=7, weight=800, lines=2)
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNÑOPQRSTUVWXYZáéíóúñãõçẽĩũỹÁÉÍÓÚüÇÃ -'"
NAMES = st.text(alphabet=LETTERS, min_size=1, max_size=60)
ANYTHING = st.text(min_size=1, max_size=60)


def inside(fitted, box):
    """Whether every line lies within the box, in width and in height."""
    for line, baseline in zip(fitted.lines, fitted.baselines, strict=True):
        assert line.width * fitted.size <= box.w + 1e-6
        assert baseline - line.top * fitted.size >= box.y - 1e-6
        assert baseline + line.bottom * fitted.size <= box.y + box.h + 1e-6


def shown(fitted):
    return [run.text for line in fitted.lines for run in line.runs]


@given(NAMES, NAMES)
def test_no_name_leaves_its_box_on_any_layout(given, family):
    for name in layout_names():
        for box in load_layout(name).elements:
            if isinstance(box, Text) and box.field == "first_line":
                inside(fit(given, box), box)
            elif isinstance(box, Text) and box.field == "second_line":
                inside(fit_name(given, family, box)[1], box)


@given(ANYTHING)
def test_no_text_of_any_script_leaves_its_box(text):
    inside(fit(text, BOX), BOX)


@given(NAMES)
def test_no_letter_of_a_given_name_is_lost(given):
    fitted = fit(given, BOX)

    assert "".join("".join(shown(fitted)).split()) == "".join(given.split())


@given(NAMES)
@example("NO SE PUEDE DECIDIR")  # two lines as tall as the box with their air
def test_a_text_touches_its_box_or_has_its_largest_size(text):
    fitted = fit(text, BOX)
    if not fitted.lines:
        return
    width = max(line.width for line in fitted.lines) * fitted.size
    air = AIR / 2 * fitted.size if len(fitted.lines) == 2 else 0.0  # two lines keep it around them
    top = fitted.baselines[0] - fitted.lines[0].top * fitted.size - air
    foot = fitted.baselines[-1] + fitted.lines[-1].bottom * fitted.size + air

    tight = (
        width >= BOX.w - 0.01
        or fitted.size >= BOX.size - 0.01
        or top <= BOX.y + 0.01
        or foot >= BOX.y + BOX.h - 0.01
    )
    assert tight


def test_a_short_name_has_the_largest_size_on_one_line():
    fitted = fit("Ana", BOX)

    assert len(fitted.lines) == 1
    assert fitted.size == BOX.size
    assert fitted.baselines == (35,)


def test_a_long_name_goes_on_two_lines_where_that_is_larger():
    fitted = fit("Maximiliano Alejandro Sebastián", BOX)

    assert [line.runs[0].text for line in fitted.lines] == ["Maximiliano", "Alejandro Sebastián"]
    assert fitted.size > 80 / fit("Maximiliano Alejandro Sebastián", BOX).lines[0].width / 2


def test_two_lines_never_run_into_each_other():
    fitted = fit("Ángela Gygyjy Ángela Ñãñõ", BOX)
    upper, lower = fitted.lines
    gap = (fitted.baselines[1] - lower.top * fitted.size) - (
        fitted.baselines[0] + upper.bottom * fitted.size
    )

    assert gap > 0


def test_nothing_is_fitted_to_nothing():
    assert fit("  ", BOX).lines == ()
    assert fit("", BOX).width == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana", []),
        ("Ana María", [("Ana", "María")]),
        ("Ana de Paz", [("Ana", "de Paz"), ("Ana de", "Paz")]),
        ("Jean-Luc", [("Jean-", "Luc")]),
        (" Ana ", []),
    ],
)
def test_where_a_text_may_be_broken(text, found):
    assert splits(text) == found


def test_the_whole_form_is_taken_while_it_reads():
    assert fit_first_that_reads(["Núñez Prado", "Núñez P."], BOX)[0] == "Núñez Prado"


def test_a_shorter_form_is_taken_when_the_whole_is_too_small():
    narrow = Box(x=0, y=0, w=30, h=6, baseline=4.5, size=6, smallest=4.5, weight=600)
    forms = ["Fernández de la Reguera Gutiérrez", "Fernández de la Reguera G.", "Fernández G."]

    assert fit_first_that_reads(forms, narrow)[0] == "Fernández G."


def test_when_no_form_reads_the_largest_is_taken():
    tiny = Box(x=0, y=0, w=5, h=6, baseline=4.5, size=6, smallest=4.5, weight=600)

    form, fitted = fit_first_that_reads(["Fernández Gutiérrez", "Fernández G."], tiny)

    assert form == "Fernández G."
    assert shown(fitted) == ["Fernández G."]


WRAPPED = Box(x=0, y=0, w=40, h=20, size=4, smallest=2, lines=5, overflow="wrap")


@given(ANYTHING)
def test_a_wrapped_text_of_any_script_stays_in_its_box(text):
    inside(fit(text, WRAPPED), WRAPPED)


def test_a_wrapped_text_keeps_its_size_while_there_are_lines():
    fitted = fit("Asociación de Operadores de Redes del Cono Sur", WRAPPED)

    assert len(fitted.lines) == 3
    assert fitted.size == 4


def test_a_wrapped_text_shrinks_when_there_are_no_more_lines():
    fitted = fit("Asociación de Operadores de Redes " * 4, WRAPPED)

    assert 2 < len(fitted.lines) <= 5
    assert fitted.size < 4


def test_capitals_are_asked_for_by_the_box():
    box = Box(x=0, y=0, w=80, h=20, size=4, smallest=2, upper=True)

    assert shown(fit("straße ñandú", box)) == ["STRASSE ÑANDÚ"]


def test_without_a_base_line_capitals_stand_in_the_middle():
    box = Box(x=0, y=0, w=80, h=20, size=10, smallest=2)

    assert box.base - 7.27 / 2 == pytest.approx(10, abs=0.01)
