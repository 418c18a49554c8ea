"""What was typed as words, and where they light up in a name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.search import MOST_TOKENS, highlight, parse_query


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Nuñez  JOSÉ", ("nunez", "jose")),
        ("jose jose", ("jose",)),
        ("ana.perez@example.org", ("ana", "perez", "example", "org")),
        ("  ", ()),
        ('* OR "', ("or",)),
    ],
)
def test_parse_query(text, tokens):
    assert parse_query(text).tokens == tokens


def test_a_pasted_page_does_not_become_a_thousand_words():
    assert len(parse_query(" ".join(map(str, range(1000)))).tokens) == MOST_TOKENS


@pytest.mark.parametrize(
    ("text", "typed", "lit"),
    [
        ("José Núñez Ibáñez", "nunez", ["Núñez"]),
        ("José Núñez Ibáñez", "nu jo", ["Jo", "Nú"]),
        ("Ana Lucía Núñez-Olivera", "oliv", ["Oliv"]),
        ("Estudio Núñez & Asociados", "nunez", ["Núñez"]),
        ("Jose\u0301 Ruiz", "jose", ["Jose"]),
        ("Groß", "gross", ["Groß"]),
        ("O'Higgins", "ohig", ["O'Hig"]),
        ("Gonçalo", "xyz", []),
        ("Gonçalo", "", []),
    ],
)
def test_highlight(text, typed, lit):
    spans = highlight(text, parse_query(typed).tokens)

    assert [text[start:end] for start, end in spans] == lit


@given(st.text(max_size=60), st.text(max_size=20))
def test_spans_are_in_order_and_within_the_text(text, typed):
    spans = highlight(text, parse_query(typed).tokens)
    ends = [0] + [edge for span in spans for edge in span]

    assert ends == sorted(ends)
    assert ends[-1] <= len(text)
