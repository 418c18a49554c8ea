"""Files as people and programs really save them: the right rows, or one sentence that says why."""

from __future__ import annotations

import datetime
import json
import os

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kiosk.domain.errors import KnownError, WrongUseError
from kiosk.domain.names import clean
from kiosk.domain.registration import Registration, RowProblem
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_people

HEADER = "Nombre,Correo,Organización,País,Código\n"
ROWS = "José Núñez,jose@example.org,Ñandutí,Uruguay,A-1\nAna Peña,ana@example.org,NIC,Brasil,A-2\n"
LIST = HEADER + ROWS
OBJECTS = [
    {"name": "José Núñez", "email": "jose@example.org", "country": "Uruguay", "code": "A-1"},
    {"name": "Ana Peña", "email": "ana@example.org", "country": "Brasil", "code": "A-2"},
]


@pytest.fixture
def title_above(tmp_path):
    """A workbook with an empty sheet, merged titles, a number as code, a date and a formula."""
    path = tmp_path / "title.xlsx"
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.add_worksheet("Vacía")
    sheet = book.add_worksheet("Gente")
    sheet.merge_range(0, 0, 0, 5, "LACNIC 46: inscripciones")
    sheet.merge_range(1, 0, 1, 5, "octubre de 2026")
    sheet.write_row(3, 0, ["Nombre", "Apellido", "Código", "Válido desde", "Organización", "Total"])
    sheet.write_row(4, 0, ["José", "Núñez", 12345.0])
    sheet.write_datetime(4, 3, datetime.datetime(2026, 10, 5))  # noqa: DTZ001  a cell has no zone
    sheet.write_formula(4, 4, '="NIC "&"Uno"', None, "NIC Uno")
    sheet.write_formula(4, 5, "=1/0", None, "#DIV/0!")
    book.close()
    return path


def read(registrations, path):
    """(given, family, code) of every row that went in."""
    found, doubts = registrations(path)
    assert doubts == []
    return [(row.person.given_name, row.person.family_name, row.code) for row in found]


TWO = [("José", "Núñez", "A-1"), ("Ana", "Peña", "A-2")]


@pytest.mark.parametrize(
    "encoding",
    [
        "utf-8",
        "utf-8-sig",
        "utf-16",
        "utf-16-le",
        "utf-16-be",
        "utf-32",
        "cp1252",
        "latin-1",
    ],
)
def test_encodings(save, registrations, encoding):
    path = save("lista.csv", LIST, encoding)

    assert read(registrations, path) == TWO
    row = registrations(path)[0][0]
    assert (row.person.organisation, row.person.country) == ("Ñandutí", "UY")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("last", [True, False])
def test_ends_of_lines(save, registrations, end, last):
    text = LIST if last else LIST.rstrip("\n")

    assert read(registrations, save("a.csv", text.replace("\n", end))) == TWO


def test_ends_of_lines_in_a_mix(save, registrations):
    text = HEADER.replace("\n", "\r\n") + ROWS.replace("\n", "\r", 1)

    assert read(registrations, save("a.csv", text)) == TWO


def test_quotes_and_dashes_of_windows(save, registrations):
    text = "Nombre,Organización\nJosé Núñez,“NIC” – 5 €…\n"

    found, _ = registrations(save("a.csv", text, "cp1252"))

    assert found[0].person.organisation == "“NIC” – 5 €…"


def test_semicolons_with_decimal_commas(save, registrations):
    text = "Nombre;Correo;Precio;Código;Organización\nJosé Núñez;j@example.org;150,00;A-1;A, B, C\nAna Peña;a@example.org;1.200,50;A-2;NIC\n"
    path = save("a.csv", text)

    assert read_file(path).delimiter == ";"
    assert read(registrations, path) == TWO
    assert registrations(path)[0][0].person.organisation == "A, B, C"


def test_line_breaks_delimiters_and_quotes_within_quotes(save, registrations):
    text = 'Nombre,Código,Nota\n"José\nNúñez",A-1,"uno\r\ndos, ""tres"""\nAna Peña,A-2,\n'
    path = save("a.csv", text)

    assert read(registrations, path) == TWO
    assert registrations(path)[0][0].person.note == 'uno dos, "tres"'


def test_three_hundred_columns(save, registrations):
    many = [f"Pregunta {n}" for n in range(300)]
    text = ",".join(["Nombre", *many, "Código"]) + "\n"
    text += ",".join(["José Núñez", *["x"] * 300, "A-1"]) + "\n"

    assert read(registrations, save("a.csv", text)) == TWO[:1]


def test_rows_shorter_and_longer_than_the_header(save, registrations):
    path = save("a.csv", HEADER + "José Núñez\nAna Peña,ana@example.org,NIC,Brasil,A-2,más,más\n")

    assert read(registrations, path) == [("José", "Núñez", ""), ("Ana", "Peña", "A-2")]


def test_of_two_columns_of_one_name_the_one_that_fits(save, registrations):
    text = "Nombre,Correo,Correo,Estado,Estado\nAna Peña,no tiene,ana@example.org,Montevideo,pagado\nEva Paz,,eva@example.org,Salto,cancelado\n"

    found, doubts = registrations(save("a.csv", text))

    assert doubts == []
    assert [row.person.email for row in found] == ["ana@example.org", "eva@example.org"]
    assert [str(row.state) for row in found] == ["paid", "canceled"]


def test_a_job_is_not_the_position_in_an_order(save):
    text = "Pedido,Position,Nombre\nAB1,Network engineer,Ana Peña\nAB2,Manager,Eva Paz\n"

    found = find_people(read_file(save("a.csv", text)), {})

    assert "position" not in found.columns


@pytest.mark.parametrize(
    ("code", "read_as"),
    [("12345.0", "12345"), ("0012345", "0012345"), ("1.5", "1.5"), ("v1.0", "v1.0")],
)
def test_numbers_that_a_program_took_for_measures(save, registrations, code, read_as):
    found, _ = registrations(save("a.csv", f"Nombre,Código\nAna Peña,{code}\n"))

    assert found[0].code == read_as


def test_a_code_that_lost_its_digits_is_left_out(save, registrations):
    found, _ = registrations(save("a.csv", "Nombre,Código\nAna Peña,1.23457E+11\n"))

    assert isinstance(found[0], RowProblem)
    assert found[0].field == "code"


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ('"José\tNúñez"', "José Núñez"),
        ("\u200fمحمد علي\u200f", "محمد علي"),
        ("\u202bمحمد\u202c علي", "محمد علي"),
        ("Ana 🎉 Peña", "Ana 🎉 Peña"),
        ("Jose\u0301 Nu\u0301n\u0303ez", "José Núñez"),
        ("\ufeffAna\u00a0Peña\u200b", "Ana Peña"),
        ("李 伟", "李 伟"),
    ],
)
def test_names_with_marks_tabs_and_pictures(save, registrations, cell, name):
    found, _ = registrations(save("a.csv", f"Nombre,Correo\n{cell},a@example.org\n"))

    assert found[0].person.full_name == name


def test_titles_above_the_header_numbers_dates_and_formulas(title_above, registrations):
    found, doubts = registrations(title_above)

    assert doubts == []
    (row,) = found
    assert (row.person.full_name, row.code, row.number) == ("José Núñez", "12345", 5)
    assert row.person.organisation == "NIC Uno"
    assert row.valid_from.isoformat() == "2026-10-05T00:00:00-03:00"


@pytest.mark.parametrize("name", ["list.csv", "list.json", "list.xls", "list", "list.XLSX"])
def test_a_workbook_under_any_name(title_above, save, registrations, name):
    path = save(name, title_above.read_bytes())

    assert read(registrations, path) == [("José", "Núñez", "12345")]


@pytest.mark.parametrize("name", ["a.xlsx", "a.xls", "a.ods", "a.json", "a.txt", "a"])
def test_text_under_any_name(save, registrations, name):
    assert read(registrations, save(name, LIST)) == TWO


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a.txt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_one_object_a_line(save, registrations, name, encoding):
    text = "\n".join(json.dumps(item, ensure_ascii=False) for item in OBJECTS) + "\n\n"

    assert read(registrations, save(name, text, encoding)) == TWO


def test_objects_within_objects(save, registrations):
    item = OBJECTS[0] | {
        "organisation": {"name": "NIC"},
        "roles": ["speaker", {"title": "Fellow"}],
        "tags": [],
    }

    found, _ = registrations(save("a.json", json.dumps({"people": [item]})))

    assert found[0].person.organisation == "NIC"
    assert found[0].person.roles == ("speaker", "fellow")


REFUSED = {
    "nothing": ("a.csv", b"", "vacío"),
    "marks only": ("a.csv", b"\xef\xbb\xbf", "vacío"),
    "blank lines": ("a.csv", b"\n \n,,,\n", "vacío"),
    "no object": ("a.json", b"[]", "vacío"),
    "zeros": ("a.csv", b"\0" * 500, "no es una tabla"),
    "zeros in a text": ("a.csv", LIST.replace("ú", "\0").encode(), "no es una tabla"),
    "html": (
        "a.xls",
        b"<html><body><table><tr><td>Nombre</td></tr></table></body></html>",
        "es un HTML",
    ),
    "html with mark": ("a.xls", "\ufeff\n <TABLE border=1><tr>".encode(), "es un HTML"),
    "html in utf-16": ("a.xls", "<!DOCTYPE html><html>".encode("utf-16"), "es un HTML"),
    "xml of 2003": ("a.xls", b'<?xml version="1.0"?><Workbook></Workbook>', "es un XML"),
    "pdf": ("a.csv", b"%PDF-1.7 ...", "es un PDF"),
    "torn workbook": ("a.xlsx", b"PK\x03\x04" + b"x" * 900, "dañado"),
    "torn old workbook": ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 900, "dañado"),
    "numbers": ("a.json", b"[1, 2, 3]", "lista de objetos"),
    "torn json": ("a.json", b'[{"name": "Jos', "no es JSON"),
    "second line is no json": ("a.jsonl", b'{"name": "Ana"}\n{"name": \n', "no es JSON"),
    "deep json": ("a.json", b"[" * 100_000, "no es JSON"),
    "deep value": ("a.json", b'[{"name":' + b"[" * 900 + b"1" + b"]" * 900 + b"}]", "no es JSON"),
    "open quote": ("a.csv", (HEADER + '"José Núñez,a@example.org\n' + ROWS).encode(), "fila 2"),
    "no name": ("a.csv", b"Correo,Ciudad\na@example.org,Salto\n", "columna del nombre"),
    "prose": ("a.txt", b"lorem ipsum dolor sit amet\n" * 50, "columna del nombre"),
}


@pytest.mark.parametrize(("name", "content", "says"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_list_is_refused_in_one_sentence(save, registrations, name, content, says):
    path = save(name, content)

    with pytest.raises(WrongUseError, match=says) as caught:
        registrations(path)

    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 800


@pytest.mark.parametrize("content", [os.urandom(1 << 20), b"a" * (1 << 22), b'"' * (1 << 20)])
def test_rubbish_of_some_megabytes(save, registrations, content):
    with pytest.raises(WrongUseError):
        registrations(save("a.csv", content * 8))


WELL_TYPED = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@WELL_TYPED
@given(content=st.binary(max_size=400), name=st.sampled_from(["a.csv", "a.json", "a.xlsx", "a"]))
def test_any_bytes_are_rows_or_a_known_problem(save, registrations, content, name):
    try:
        found, _ = registrations(save(name, content))
    except KnownError as error:
        found = [RowProblem(0, "", error.message, error.params)]

    assert all(isinstance(row, Registration) or row.text for row in found)


CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@WELL_TYPED
@given(rows=st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
def test_any_cells_come_back_clean(save, registrations, rows):
    quoted = "".join(
        ",".join('"' + cell.replace('"', '""') + '"' for cell in row) + "\n"
        for row in [("Nombre completo", "Organización"), *rows]
    )
    wanted = [
        (clean(name), clean(organisation))
        for name, organisation in rows
        if name.strip() or organisation.strip()
    ]

    found, _ = registrations(save("a.csv", quoted), {"full_name": "A", "organisation": "B"})

    for row, (name, organisation) in zip(found, wanted, strict=True):
        if isinstance(row, RowProblem):
            assert not name
        elif not name.startswith("'"):
            people_words = sorted(row.person.full_name.replace(",", " ").split())
            assert people_words == sorted(name.replace(",", " ").split())
            assert row.person.organisation in (organisation, organisation[1:].replace("\\|", "|"))


def test_a_folder_is_no_list(tmp_path):
    with pytest.raises(WrongUseError, match="es una carpeta"):
        read_file(tmp_path)
