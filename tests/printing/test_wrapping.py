import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.printing.wrapping import wrapped

SIZE = 10.0


def texts(lines):
    return ["".join(run.text for run in line.runs) for line in lines]


def test_a_short_text_is_one_line_and_none_is_none():
    assert texts(wrapped("IX Serra Azul", 200, SIZE)) == ["IX Serra Azul"]
    assert wrapped("  ", 200, SIZE) == ()


def test_a_long_text_breaks_at_spaces():
    lines = wrapped("Ministerio de Conectividad de Ceibalia y Agencia Digital", 120, SIZE)

    assert len(lines) > 1
    assert " ".join(texts(lines)) == "Ministerio de Conectividad de Ceibalia y Agencia Digital"
    assert all(line.width * SIZE <= 120 for line in lines)


def test_a_word_wider_than_the_column_is_broken_within():
    lines = wrapped("Uno Telecomunicacionesinternacionalesunificadas dos", 60, SIZE)

    assert "".join(texts(lines)) == "UnoTelecomunicacionesinternacionalesunificadasdos"
    assert all(line.width * SIZE <= 60 for line in lines)


@pytest.mark.parametrize("text", ["王小明网络公司", "أحمد الحداد", "A" * 300])
def test_no_letter_is_lost_in_any_script(text):
    shown = "".join(texts(wrapped(text, 40, SIZE)))

    assert sorted(shown.replace(" ", "")) == sorted(text.replace(" ", ""))


@given(st.text("abc XYZñ é-", max_size=80), st.floats(5, 400))
def test_nothing_is_cut_off(text, width):
    lines = wrapped(text, width, SIZE)

    assert "".join(texts(lines)).replace(" ", "") == text.replace(" ", "")
    assert all(line.width * SIZE <= width or len(line.runs[0].text) == 1 for line in lines)
