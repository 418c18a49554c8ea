"""Plain tables on paper, read back from the PDF."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from kiosk.printing.table import Column, write_table

COLUMNS = [Column("Nombre"), Column("Organización", 2.0)]


def pages(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    texts = [page.get_textpage().get_text_bounded() for page in document]
    sizes = {page.get_size() for page in document}
    document.close()
    assert {(round(width), round(height)) for width, height in sizes} == {(842, 595)}
    return texts


def test_title_headings_rows_and_page_number(tmp_path: Path) -> None:
    out = tmp_path / "t.pdf"

    assert write_table(out, "Personas", COLUMNS, [["José Núñez", "NIC"]]) == 1

    (text,) = pages(out)
    for word in ("Personas", "Nombre", "Organización", "José Núñez", "NIC", "1"):
        assert word in text


def test_no_rows_are_a_page_with_headings(tmp_path: Path) -> None:
    out = tmp_path / "t.pdf"

    assert write_table(out, "Personas", COLUMNS, []) == 0
    assert "Organización" in pages(out)[0]


@pytest.mark.parametrize("count", [27, 28, 200])
def test_every_page_has_headings_and_no_row_is_lost(tmp_path: Path, count: int) -> None:
    out = tmp_path / "t.pdf"

    write_table(out, "Personas", COLUMNS, ([f"Nombre{n:04d}", "x"] for n in range(count)))

    texts = pages(out)
    assert all("Organización" in text for text in texts)
    assert [n for n in range(count) if not any(f"Nombre{n:04d}" in text for text in texts)] == []


def test_long_cells_are_cut_within_their_column(tmp_path: Path) -> None:
    out = tmp_path / "t.pdf"
    write_table(out, "Personas", COLUMNS, [["palabra " * 40, "Aquí"]])

    (text,) = pages(out)
    assert "…" in text
    document = pypdfium2.PdfDocument(out)
    page = document[0].get_textpage()
    lefts = [page.get_charbox(index)[0] for index in range(page.count_chars())]
    name_cut = max(
        left for left, char in zip(lefts, page.get_text_range(), strict=False) if char == "…"
    )
    document.close()
    assert name_cut < 14 * 72 / 25.4 + (842 - 28 * 72 / 25.4) / 3


def test_a_folder_that_is_not_there_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_table(tmp_path / "no" / "t.pdf", "x", COLUMNS, [])
