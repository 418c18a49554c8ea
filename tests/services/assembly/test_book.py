import csv
import json
from dataclasses import replace

import pypdfium2
import pytest

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.services.assembly_book import BOOK, write_book
from kiosk.sources.files import read_file


def text_of(path):
    pdf = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return " ".join(found)


@pytest.fixture
def held(hall):
    """Ana, Lía and the observer have come; Lía has left again."""
    for code, minutes in (("A", -20), ("L", 5), ("O", 8)):
        hall.enters(code, minutes)
    hall.leaves("L", 40)
    return hall


def test_one_row_a_representative_and_one_for_who_has_none(held, tmp_path):
    out = tmp_path / "book.csv"

    assert write_book(held.ctx, out) == 7

    with out.open(encoding="utf-8", newline="") as file:
        found = list(csv.DictReader(file))
    assert list(found[0]) == list(BOOK)
    shown = [
        (
            r["organisation"],
            r["votes"],
            r["representative"],
            r["capacity"],
            r["arrival_time"][11:16],
        )
        for r in found
    ]
    assert shown == [
        ("ISP Uno", "3", "Sam Smith", "voter", ""),
        ("ISP Uno", "3", "Lía Paz", "alternate", "09:05"),
        ("NIC.br", "4", "Ana Silva", "voter", "08:40"),
        ("Red Cuatro", "2", "", "", ""),
        ("Red Dos", "1", "Ana Silva", "voter", "08:40"),
        ("Red Dos", "1", "Óscar Ruiz", "observer", "09:08"),
        ("Universidad", "2", "José Núñez Ibáñez", "voter", ""),
    ]
    assert [r["representative"] for r in found if r["acting"] == "true"] == ["Ana Silva"] * 2
    assert [r["representative"] for r in found if r["inside"] == "true"] == [
        "Ana Silva", "Ana Silva", "Óscar Ruiz",
    ]  # fmt: skip


def test_json_and_xlsx_have_the_same_rows(held, tmp_path):
    assert write_book(held.ctx, tmp_path / "book.json") == 7
    assert write_book(held.ctx, tmp_path / "book.xlsx") == 7

    objects = json.loads((tmp_path / "book.json").read_text(encoding="utf-8"))
    assert objects[2]["arrived_at"] == "2026-10-07T11:40:00.000Z"
    assert (objects[2]["votes"], objects[2]["acting"]) == (4, True)
    (sheet,) = read_file(tmp_path / "book.xlsx").sheets
    cells = [row for _, row in sheet.rows()]
    assert cells[0] == list(BOOK)
    assert [row[3] for row in cells[1:]] == [one["representative"] for one in objects]


def test_the_paper_is_in_spanish_whatever_the_language(held, tmp_path):
    from kiosk.texts import use

    use("en")
    try:
        write_book(held.ctx, tmp_path / "book.pdf")
    finally:
        use("es")

    page = text_of(tmp_path / "book.pdf")
    for said in (
        "Libro de asistencia", "Asamblea de Asociados · LACNIC 46", "Asamblea ordinaria",
        "miércoles 7 de octubre de 2026",
        "Primera llamada 09:00. Quórum: más del 50 % de los votos (7 votos).",
        "Resultado: quórum a las 09:05; faltan 2 votos.",
        "Segunda llamada 09:30. Quórum: 30 % de las organizaciones (2 organizaciones).",
        "Resultado: quórum a las 09:30.",
        "Lía Paz", "Suplente", "09:05", "Observador/a",
        "Asistieron 3 de 5 organizaciones, con 8 de 12 votos.",
        "titulares, 1; suplentes, 1; observadores, 1.", "Presidente/a", "Secretario/a",
        "emitido el miércoles 7 de octubre de 2026, 09:40",
    ):  # fmt: skip
        assert said in page


def test_the_book_of_yesterday_still_says_who_came(held, tmp_path):
    held.clock.now = held.at(60 * 30)

    write_book(held.ctx, tmp_path / "book.pdf")

    page = text_of(tmp_path / "book.pdf")
    assert "Asistieron 3 de 5 organizaciones, con 8 de 12 votos." in page


def test_a_quorum_that_was_not_reached_is_told(hall, tmp_path):
    hall.enters("A", -20)
    hall.clock.now = hall.at(31)

    write_book(hall.ctx, tmp_path / "book.pdf")

    page = text_of(tmp_path / "book.pdf")
    assert "Resultado: sin quórum, con 2 votos de menos." in page


def test_an_extraordinary_assembly_without_calls(hall, tmp_path):
    hall.hold(replace(hall.EXTRAORDINARY, calls=()))
    hall.roll(assembly="extra")

    write_book(hall.ctx, tmp_path / "book.pdf")

    page = text_of(tmp_path / "book.pdf")
    assert "Asamblea extraordinaria" in page
    assert "llamada" not in page


def test_which_assembly_must_be_said_where_there_are_several(hall, tmp_path):
    hall.hold(hall.LACNIC, hall.EXTRAORDINARY)

    with pytest.raises(WrongUseError, match="lacnic, extra"):
        write_book(hall.ctx, tmp_path / "book.csv")

    assert write_book(hall.ctx, tmp_path / "book.csv", "extra") == 0


@pytest.mark.parametrize(
    ("name", "assembly", "error"),
    [("book.txt", "", WrongUseError), ("book", "", WrongUseError), ("b.csv", "no", NotFoundError)],
)
def test_what_cannot_be_written(hall, tmp_path, name, assembly, error):
    with pytest.raises(error):
        write_book(hall.ctx, tmp_path / name, assembly)

    assert not (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("pt", ("Livro de presença", "Organização", "Assinatura", "Compareceram 3 de 5", "emitido em quarta-feira, 7 de outubro de 2026", "Página 1 de")),
        ("en", ("Attendance book", "Signature", "3 of 5 organizations attended", "issued on Wednesday 7 October 2026", "Page 1 of")),
    ],
)  # fmt: skip
def test_the_paper_is_in_the_language_asked_for(held, tmp_path, lang, words):
    write_book(held.ctx, tmp_path / "book.pdf", lang=lang)

    page = text_of(tmp_path / "book.pdf")
    for said in words:
        assert said in page
