from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from kiosk.domain.errors import WrongUseError
from kiosk.domain.questions import Option, QuestionType
from kiosk.sources.event_file import read_event

EVENT = """\
[event]
id = "taller"
name = "Taller"
timezone = "America/Montevideo"
from = 2026-10-05
to = 2026-10-09

[[product]]
id = "4"
name = { es = "Reunión de CSIRTs", en = "CSIRT meeting" }

"""
ASKED = (
    EVENT
    + """[[question]]
id = "1"
text = { es = "¿Documento verificado?", en = "Document checked?" }
type = "yes-no"
identifier = "IDCHECK"
required = true
products = ["CSIRT meeting"]

[[question]]
id = "2"
text = "¿Qué documento?"
type = "choice"
options = [
  { id = "p", label = { es = "Pasaporte", en = "Passport" } },
  { id = "c", label = "Cédula", identifier = "NATIONAL" },
]
depends_on = "IDCHECK"
depends_values = [true]
help = "El que mostró"
"""
)


def read(tmp_path, text):
    path = tmp_path / "event.toml"
    path.write_text(text, encoding="utf-8")
    return read_event(path).catalogue.questions


def refused(tmp_path, text):
    with pytest.raises(WrongUseError) as caught:
        read(tmp_path, text)
    return str(caught.value)


def one(tmp_path, lines):
    (found,) = read(tmp_path, f'{EVENT}[[question]]\nid = "q"\ntext = "¿?"\n{lines}\n')
    return found


def test_a_question_of_one_product_named_in_any_language(tmp_path):
    first, _ = read(tmp_path, ASKED)

    assert (first.id, first.identifier, first.type) == ("1", "IDCHECK", QuestionType.YES_NO)
    assert first.products == ("4",)
    assert (first.required, first.at_checkin, first.shown) == (True, True, False)
    assert first.text["pt"] == "¿Documento verificado?"


def test_a_question_that_depends_on_another_by_its_identifier(tmp_path):
    _, second = read(tmp_path, ASKED)

    assert (second.depends_on, second.depends_values) == ("1", ("true",))
    assert second.products is None
    assert second.help["en"] == "El que mostró"
    assert second.options == (
        Option("p", {"es": "Pasaporte", "pt": "Pasaporte", "en": "Passport"}),
        Option("c", {"es": "Cédula", "pt": "Cédula", "en": "Cédula"}, "NATIONAL"),
    )


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("number", QuestionType.NUMBER), ("line", QuestionType.LINE), ("text", QuestionType.TEXT),
        ("yes-no", QuestionType.YES_NO), ("file", QuestionType.FILE), ("date", QuestionType.DATE),
        ("time", QuestionType.TIME), ("moment", QuestionType.MOMENT),
        ("country", QuestionType.COUNTRY), ("phone", QuestionType.PHONE),
        ("email", QuestionType.EMAIL), ("N", QuestionType.NUMBER), ("CC", QuestionType.COUNTRY),
        ("TEL", QuestionType.PHONE), ("EMAIL", QuestionType.EMAIL), ("W", QuestionType.MOMENT),
    ],
)  # fmt: skip
def test_a_type_has_a_word_and_pretix_letters(tmp_path, word, kind):
    assert one(tmp_path, f'type = "{word}"').type is kind


@pytest.mark.parametrize(
    ("lines", "limits"),
    [
        ('type = "number"\nleast = 1\nmost = 2.5', (Decimal(1), Decimal("2.5"))),
        ('type = "date"\nleast = 2026-01-01', (date(2026, 1, 1), None)),
        ('type = "moment"\nmost = 2026-01-01T10:00:00',
         (None, datetime(2026, 1, 1, 10, tzinfo=ZoneInfo("America/Montevideo")))),
        ('type = "number"\nleast = 3\nmost = 3', (Decimal(3), Decimal(3))),
    ],
)  # fmt: skip
def test_limits_are_of_the_type_of_the_answer(tmp_path, lines, limits):
    found = one(tmp_path, lines)

    assert (found.least, found.most) == limits


def test_lengths_of_a_text(tmp_path):
    found = one(tmp_path, 'type = "text"\nshortest = 2\nlongest = 40')

    assert (found.shortest, found.longest) == (2, 40)


def test_questions_are_asked_by_position_then_as_they_stand(tmp_path):
    questions = "".join(
        f'[[question]]\nid = "{name}"\ntext = "¿?"\n{position}\n'
        for name, position in (("a", ""), ("b", "position = -1"), ("c", ""))
    )

    assert [question.id for question in read(tmp_path, EVENT + questions)] == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('type = "essay"', ("línea 15: «question[0].type»", "«essay»", "yes-no")),
        ('products = ["Cena"]', ("línea 15: «question[0].products»", "«Cena»", "4")),
        ('type = "choice"', ("question[0].options", "choices")),
        ('options = [{ id = "a", label = "A" }]', ("línea 15", "choices")),
        ('type = "choice"\noptions = [{ id = "a", label = "A" }, { id = "a", label = "B" }]',
         ("línea 16", "repite el id «a»")),
        ('type = "choice"\noptions = [{ id = "", label = "A" }]', ("línea 16", "vacío")),
        ('type = "choice"\noptions = [{ id = "a", label = "" }]', ("línea 16", "español")),
        ("least = 1", ("línea 15: «question[0].least»", "number")),
        ('type = "number"\nleast = true', ("línea 16", "number")),
        ('type = "number"\nleast = nan', ("línea 16", "number")),
        ('type = "number"\nmost = "9"', ("línea 16: «question[0].most»", "number")),
        ('type = "date"\nleast = 2026-01-01T10:00:00', ("línea 16", "moment")),
        ('type = "moment"\nleast = 2026-01-01', ("línea 16", "moment")),
        ('type = "number"\nleast = 2\nmost = 1', ("línea 17: «question[0].most»", "límite")),
        ('type = "date"\nleast = 2026-01-02\nmost = 2026-01-01', ("línea 17", "límite")),
        ('type = "number"\nshortest = 1', ("línea 16: «question[0].shortest»", "text")),
        ("shortest = 0", ("línea 15", "1 o más")),
        ("shortest = 3\nlongest = 2", ("línea 16: «question[0].longest»", "límite")),
        ('depends_on = "q"\ndepends_values = ["x"]', ("question[0].depends_values",)),
        ('depends_on = "z"', ("línea 15: «question[0].depends_on»", "«z»")),
        ("depends_values = [3]", ("línea 15", "true o false")),
    ],
)  # fmt: skip
def test_a_wrong_question_is_told_with_its_line(tmp_path, lines, said):
    sentence = refused(tmp_path, f'{EVENT}[[question]]\nid = "q"\ntext = "¿?"\n{lines}\n')

    assert all(part in sentence for part in said), sentence


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("depends_values = [true]", "", ("question[1].depends_values", "falta")),
        ("[true]", '["maybe"]', ("«maybe»", "false, true")),
        ('id = "2"', 'id = "1"', ("question[1].id", "repite")),
        ("required = true", 'depends_on = "2"\ndepends_values = ["NATIONAL"]',
         ("línea 17: «question[0].depends_on»", "sí misma")),
    ],
)  # fmt: skip
def test_a_wrong_dependency_is_told_with_its_line(tmp_path, old, new, said):
    assert old in ASKED
    sentence = refused(tmp_path, ASKED.replace(old, new, 1))

    assert all(part in sentence for part in said), sentence
