from itertools import pairwise

import pypdfium2
import pytest

from kiosk.printing.documents.attendance_book import Book, BookLine, write_book

MM = 72 / 25.4


def book(lines, **changes):
    words = {
        "title": "Libro de asistencia",
        "subtitle": "Asamblea ordinaria · LACNIC 46",
        "facts": [("Fecha", "miércoles 7 de octubre de 2026"), ("Lugar", "Salón Ceibo")],
        "headings": (
            "N.º",
            "Organización",
            "Representante",
            "Calidad",
            "Votos",
            "Llegada",
            "Firma",
        ),
        "lines": lines,
        "totals": ["Asistieron 2 de 3 organizaciones, con 5 de 7 votos."],
        "signers": ("Presidente/a", "Secretario/a"),
        "issued": "emitido el 7 de octubre",
        "page": "Página {page} de {pages}",
    }
    return Book(**words | changes)


def drawn(tmp_path, lines, **changes):
    """The number of pages that were promised, and the text of each page of the file."""
    path = tmp_path / "book.pdf"
    pages = write_book(path, book(lines, **changes))
    pdf = pypdfium2.PdfDocument(path)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    assert len(found) == pages
    return found


LINE = BookLine("IX Serra Azul", "Inês Nunez da Conceição", "Titular", "2", "09:05")


def test_one_page_says_who_came_for_whom(tmp_path):
    (page,) = drawn(tmp_path, [LINE, BookLine("Red Quebracho", votes="1")])

    for said in (
        "Libro de asistencia", "Asamblea ordinaria · LACNIC 46", "miércoles 7 de octubre de 2026",
        "IX Serra Azul", "Inês Nunez da Conceição", "Titular", "09:05", "Red Quebracho", "Firma",
        "Asistieron 2 de 3", "Presidente/a", "Secretario/a", "Página 1 de 1",
    ):  # fmt: skip
        assert said in page


def test_every_page_has_the_headings_and_its_number(tmp_path):
    pages = drawn(tmp_path, [LINE] * 40)

    assert len(pages) > 2
    for number, page in enumerate(pages, 1):
        assert f"Página {number} de {len(pages)}" in page
        assert "Representante" in page
    assert sum(page.count("Inês Nunez da Conceição") for page in pages) == 40


@pytest.mark.parametrize("count", range(24))
def test_totals_and_signatures_stand_once_on_the_last_page(tmp_path, count):
    pages = drawn(tmp_path, [LINE] * count)

    assert ["Presidente/a" in page for page in pages] == [False] * (len(pages) - 1) + [True]
    assert not count or "IX Serra Azul" in pages[-1]


def test_long_names_wrap_and_are_never_cut(tmp_path):
    organisation = "Asociación Latinoamericana de Proveedores Independientes de Conectividad " * 3
    who = "Fermín Zorrilla de San Martín Domínguez de los Santos Ponce de León Etcheverry"

    (page, *rest) = drawn(tmp_path, [BookLine(organisation, who, "Suplente", "12", "09:15")])

    assert not rest
    for word in {*organisation.split(), *who.split()}:
        assert page.count(word) >= [*organisation.split(), *who.split()].count(word)


def test_a_row_is_tall_enough_to_sign(tmp_path):
    path = tmp_path / "book.pdf"
    write_book(path, book([LINE] * 3))
    pdf = pypdfium2.PdfDocument(path)
    text = pdf[0].get_textpage()
    tops = []
    search = text.search("IX Serra Azul")
    while (hit := search.get_next()) is not None:
        tops.append(text.get_charbox(hit[0])[1])
    pdf.close()

    assert [a - b >= 12 * MM for a, b in pairwise(tops)] == [True, True]


def test_the_book_is_no_wider_than_letter_and_no_higher_than_a4(tmp_path):
    path = tmp_path / "book.pdf"
    write_book(path, book([LINE] * 20))
    pdf = pypdfium2.PdfDocument(path)
    width, height = pdf[0].get_size()
    text = pdf[0].get_textpage()
    boxes = [text.get_charbox(n) for n in range(text.count_chars())]
    pdf.close()

    assert round(height / MM) == 210
    assert max(box[2] for box in boxes) - min(box[0] for box in boxes) < 269 * MM
    assert min(box[0] for box in boxes) > (width - 269 * MM) / 2


def test_other_scripts_are_drawn(tmp_path):
    (page,) = drawn(tmp_path, [BookLine("网络公司", "李 伟", "Titular", "1", "09:15")])

    assert "Titular" in page


def test_a_book_of_nobody_is_a_page_to_sign(tmp_path):
    (page,) = drawn(tmp_path, [])

    assert "Presidente/a" in page
