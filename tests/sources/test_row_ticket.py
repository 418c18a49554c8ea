"""What a list says of tickets in the event's own words."""

from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.catalogue import Catalogue, EventDate, Product
from kiosk.domain.questions import Option, Question, QuestionType
from kiosk.domain.registration import Registration
from kiosk.sources.columns import find_columns
from kiosk.sources.own_words import NO_WORDS, own_words
from kiosk.sources.rows import RowReader

ZONE = ZoneInfo("America/Montevideo")
SOLD = Catalogue(
    products=(
        Product("4", {"es": "Capacitación", "en": "Training"}, {"9": {"es": "Básica"}}),
        Product("5", {"es": "Cena", "en": "Dinner"}),
    ),
    dates=(EventDate("d1", {"es": "Lunes", "en": "Monday"}), EventDate("d2", {"es": "Martes"})),
    questions=(
        Question("1", {"es": "¿Documento verificado?", "en": "ID checked?"}, QuestionType.YES_NO,
                 "IDCHECK", required=True),
        Question("2", {"es": "Dieta"}, QuestionType.CHOICE, "DIET",
                 options=(Option("a", {"es": "Vegetariana"}, "VEG"), Option("b", {"es": "Sin gluten"}))),
        Question("3", {"es": "Su nombre en chino"}),
    ),
)  # fmt: skip


@pytest.fixture
def read():
    """Read one row given as {header: cell}; answers the registration and the doubts."""

    def one(row, catalogue=SOLD):
        own = own_words(catalogue)
        columns = find_columns(list(row), [list(row.values())], {}, own)
        reader = RowReader(columns, ZONE, frozenset(), own)
        return reader.read(7, list(row.values())), [
            (d.field, d.params["value"]) for d in reader.doubts
        ]

    return one


@pytest.mark.parametrize("title", ["Producto", "Product", "Tipo de entrada"])
@pytest.mark.parametrize("cell", ["Capacitación", "training", "CAPACITACION"])
def test_a_product_has_its_id_whatever_language_names_it(read, title, cell):
    row, doubts = read({"Nombre": "Ana", title: cell})

    assert (row.product, row.product_id, doubts) == (cell, "4", [])


@pytest.mark.parametrize(
    "row", [{"Producto": "4"}, {"ID Producto": "4"}, {"Product ID": "4", "Product": "4"}]
)
def test_a_product_given_by_its_id_has_its_name(read, row):
    found, doubts = read({"Nombre": "Ana"} | row)

    assert (found.product, found.product_id, doubts) == ("Capacitación", "4", [])


def test_a_product_that_the_event_does_not_have_is_told(read):
    row, doubts = read({"Nombre": "Ana", "Producto": "Almuerzo"})

    assert (row.product, row.product_id, doubts) == ("Almuerzo", "", [("product", "Almuerzo")])


def test_ids_of_an_event_that_lists_no_products_are_kept(read):
    cells = {"Nombre": "Ana", "Producto": "Almuerzo", "ID Producto": "77", "ID Variación": "8"}
    row, doubts = read(cells, Catalogue())

    assert (row.product, row.product_id, row.variation_id, doubts) == ("Almuerzo", "77", "8", [])


@pytest.mark.parametrize("cell", ["9", "Básica", "basica"])
def test_a_kind_is_known_by_id_or_name(read, cell):
    assert read({"Nombre": "Ana", "Producto": "Training", "Variación": cell})[0].variation_id == "9"


@pytest.mark.parametrize("cell", ["d1", "Lunes", "monday"])
@pytest.mark.parametrize("title", ["Fecha", "Date", "Data", "subevent"])
def test_a_date_is_known_by_id_or_name(read, title, cell):
    row, doubts = read({"Nombre": "Ana", title: cell})

    assert (row.date_id, doubts) == ("d1", [])


def test_a_date_that_the_event_does_not_have_opens_none():
    header, known, wrong = ["Nombre", "Fecha"], ["Ana", "Lunes"], ["Eva", "Domingo"]
    own = own_words(SOLD)
    reader = RowReader(find_columns(header, [known, wrong], {}, own), ZONE, frozenset(), own)

    assert reader.read(3, wrong).date_id == "Domingo"
    assert [(d.row, d.field, d.params["value"]) for d in reader.doubts] == [(3, "date", "Domingo")]


def test_a_column_that_is_empty_at_first_may_hold_dates():
    own = own_words(SOLD)

    assert "date" in find_columns(["Nombre", "Fecha"], [["Ana", ""]], {}, own)
    assert "date" not in find_columns(
        ["Nombre", "Fecha"], [["Ana", ""]], {}, own_words(Catalogue())
    )


def test_of_two_columns_the_one_with_dates_of_the_event_is_taken():
    own = own_words(SOLD)
    found = find_columns(["Nombre", "Fecha", "Day"], [["Ana", "2026-08-01", "Monday"]], {}, own)

    assert found.of["date"] == (2,)


def test_another_date_in_the_list_is_none_of_the_events(read):
    row, doubts = read({"Nombre": "Ana", "Fecha": "2026-08-01"})

    assert (row.date_id, doubts) == ("", [])


@pytest.mark.parametrize(
    "title", ["¿Documento verificado?", "ID checked?", "IDCHECK", "documento verificado"]
)
@pytest.mark.parametrize(("cell", "answers"), [("Sí", {"1": "true"}), ("", {}), ("No", {})])
def test_a_question_has_its_column(read, title, cell, answers):
    row, doubts = read({"Nombre": "Ana", title: cell})

    assert (row.answers, doubts) == (answers, [])


@pytest.mark.parametrize("cell", ["Vegetariana", "VEG", "a"])
def test_an_option_is_known_by_label_identifier_or_id(read, cell):
    assert read({"Nombre": "Ana", "Dieta": cell})[0].answers == {"2": "a"}


def test_a_question_in_full_wins_over_words_within_it(read):
    row, _ = read({"Nombre completo": "Ana Paz", "Su nombre en chino": "安娜"})

    assert row.answers == {"3": "安娜"}
    assert row.person.given_name == "Ana"


def test_an_answer_that_is_none_will_be_asked(read):
    row, doubts = read({"Nombre": "Ana", "Dieta": "Carne"})

    assert (row.answers, doubts) == ({}, [("answers", "Carne")])


def test_answers_as_one_object(read):
    text = '{"IDCHECK": true, "2": ["a"], "99": "otra", "3": null, "Dieta ": ""}'

    assert read({"name": "Ana", "answers": text})[0].answers == {
        "1": "true",
        "2": "a",
        "99": "otra",
    }


@pytest.mark.parametrize("text", ["sí", "[1]", '{"a"', "3"])
def test_answers_that_are_no_object_are_told(read, text):
    row, doubts = read({"name": "Ana", "answers": text})

    assert (row.answers, doubts) == ({}, [("answers", text)])


def test_marks_and_texts_for_the_desk(read):
    row, _ = read({
        "Nombre": "Ana", "Requiere una atención especial": "Sí",
        "Texto de check-in": "Entregar sobre", "valid_if_pending": "yes",
    })  # fmt: skip

    assert (row.attention, row.checkin_text, row.valid_if_pending) == (True, "Entregar sobre", True)


@pytest.mark.parametrize(
    ("row", "addon_to"),
    [
        ({"ID": "8", "addon_to": "7"}, "7"),
        ({"Código del pedido": "ABC", "ID de posición": "2", "Add-on al ID de posición": "1"}, "ABC-1"),
        ({"Código del pedido": "ABC", "ID de posición": "2", "Add-on al ID de posición": ""}, ""),
        ({"ID": "8", "addon_to": "7.0"}, "7"),
    ],
    ids=["id", "pretix", "none", "spreadsheet"],
)  # fmt: skip
def test_an_addon_names_its_main_registration(read, row, addon_to):
    assert read({"Nombre": "Ana"} | row)[0].addon_to == addon_to


def test_an_addon_needs_no_name_and_makes_nobody_an_attendee(read):
    row, _ = read({"Nombre": "", "ID": "8", "addon_to": "7", "Correo": "a@example.org"})

    assert isinstance(row, Registration)
    assert (row.person.full_name, row.person.roles) == ("", ())


def test_the_columns_of_questions_are_shown():
    own = own_words(SOLD)

    assert find_columns(["Nombre", "IDCHECK"], [], {}, own).titles() == {
        "full_name": "Nombre",
        "answers[1]": "IDCHECK",
    }
    assert "answers[1]" not in find_columns(["Nombre", "IDCHECK"], [], {}, NO_WORDS).titles()


@given(st.dictionaries(st.sampled_from(["answers", "Fecha", "Producto", "Dieta", "addon_to",
                                        "ID Variación", "Texto de check-in"]), st.text()))  # fmt: skip
def test_no_cell_breaks_the_reader(cells):
    row = {"Nombre": "Ana"} | cells
    own = own_words(SOLD)
    reader = RowReader(find_columns(list(row), [], {}, own), ZONE, frozenset(), own)

    assert isinstance(reader.read(1, list(row.values())), Registration)
