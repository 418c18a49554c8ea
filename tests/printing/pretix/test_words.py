"""What objects say: placeholders, texts in the person's language, never the ticket's secret."""

import pytest

from kiosk.domain.badge import BadgeContent
from kiosk.printing.pretix.objects import Words
from kiosk.printing.pretix.words import in_language, text_of

THEIRS = BadgeContent(
    "Ana",
    "Silva",
    code="LAC.CODE",
    person_lang="pt",
    texts={
        "order": "ABCDE",
        "attendee_name": "Dra. Ana Silva",
        "secret": "tickets-secret",
        "seat": "",
    },
)
OURS = BadgeContent(
    "Ana", "Silva", organisation="NIC", product_name="Presencial", event_name="LACNIC 46", code="C"
)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (Words("attendee_name"), "Dra. Ana Silva"),
        (Words("secret"), "LAC.CODE"),
        (Words("other", "{secret} {attendee_name}"), "LAC.CODE Dra. Ana Silva"),
        (Words("other", "{nobody} {seat}!"), "{nobody} !"),
        (Words("nobody"), ""),
        (Words(""), ""),
        (Words("other_i18n", texts={"es": "Hola {order}", "pt-br": "Olá {order}"}), "Olá ABCDE"),
        (Words("other_i18n", texts={"es": "Hola", "en": "Hi"}, locale="es"), "Hola"),
    ],
    ids=["name", "code", "in a text", "unknown in a text", "unknown", "nothing", "language", "its own language"],
)  # fmt: skip
def test_somebody_of_pretix(words, text):
    assert text_of(words, THEIRS) == text


@pytest.mark.parametrize(
    ("name", "text"),
    [("attendee_name", "Ana Silva"), ("attendee_company", "NIC"), ("item", "Presencial"), ("event_name", "LACNIC 46"), ("seat", "")],
)  # fmt: skip
def test_somebody_of_another_list(name, text):
    assert text_of(Words(name), OURS) == text
    assert text_of(Words("other", f"<{{{name}}}>"), OURS) == f"<{text}>"


def test_the_secret_is_printed_nowhere():
    every = [text_of(Words(name), THEIRS) for name in THEIRS.texts]

    assert "tickets-secret" not in " ".join(every)


@pytest.mark.parametrize(
    ("texts", "lang", "text"),
    [
        ({"es": "a", "en": "b"}, "es", "a"),
        ({"pt-br": "a", "en": "b"}, "pt", "a"),
        ({"de": "a", "en": "b"}, "pt", "b"),
        ({"de": "a"}, "pt", "a"),
        ({"es": "", "en": "b"}, "es", "b"),
        ({}, "es", ""),
    ],
    ids=["own", "of a country", "english", "any", "empty", "none"],
)
def test_the_language_of_a_text(texts, lang, text):
    assert in_language(texts, lang) == text
