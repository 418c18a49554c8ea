import zipfile
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from kiosk.domain.errors import WrongUseError
from kiosk.sources.files import read_file
from kiosk.sources.headers import find_people
from kiosk.sources.table import cell_text

HEADER = ["Código", "Nombre", "Apellido"]


def test_numbers_of_excel_are_codes_again_and_texts_keep_their_zeros(save_xlsx, cells):
    path = save_xlsx({"Hoja1": [HEADER, [12345, "Ana", "Paz"], ["00789", "Eva", "Ríos"]]})

    assert [row[0] for row in cells(path)[1:]] == ["12345", "00789"]


def test_formulas_give_their_values(tmp_path, cells):
    path = tmp_path / "list.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADER)
    sheet.write_formula(1, 0, '=CONCATENATE("A";1)', value="A1")
    sheet.write_row(1, 1, ["Ana", "Paz"])
    book.close()

    assert cells(path)[1] == ["A1", "Ana", "Paz"]


def test_the_sheet_that_looks_like_people_is_taken(save_xlsx):
    path = save_xlsx(
        {
            "Resumen": [["Total", 2], ["Fecha", "ayer"]],
            "Inscriptos": [["Nombre", "Apellido", "Correo"], ["Ana", "Paz", "a@example.org"]],
        }
    )

    assert find_people(read_file(path), {}).sheet.name == "Inscriptos"


def test_rows_keep_their_numbers_below_title_rows(save_xlsx):
    path = save_xlsx(
        {"Hoja1": [[], ["LACNIC 46: inscriptos"], [], ["Nombre", "Apellido"], [], ["Ana", "Paz"]]}
    )

    found = find_people(read_file(path), {})

    assert found.header_row == 4
    assert [number for number, _ in found.rows()] == [6]


def test_an_old_xls_is_read(tmp_path, cells):
    path = tmp_path / "list.xls"
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Hoja1")
    for row, values in enumerate([HEADER, [7, "José", "Núñez"]]):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    book.save(str(path))

    assert read_file(path).kind == "xls"
    assert cells(path)[1] == ["7", "José", "Núñez"]


def test_an_ods_is_read(tmp_path, cells):
    path = tmp_path / "list.ods"
    document = OpenDocumentSpreadsheet()
    table = Table(name="Hoja1")
    for values in (HEADER, ["007", "Inês", "Conceição"]):
        row = TableRow()
        for value in values:
            cell = TableCell(valuetype="string")
            cell.addElement(P(text=value))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(path))

    assert read_file(path).kind == "ods"
    assert cells(path)[1] == ["007", "Inês", "Conceição"]


def test_a_zip_bomb_is_refused_before_it_unpacks(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", bytes(80 << 20))

    with pytest.raises(WrongUseError, match="80 MB"):
        read_file(path)


def test_an_encrypted_workbook_says_that_it_has_a_password(save):
    stream = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    )

    with pytest.raises(WrongUseError, match="contraseña"):
        read_file(save("secret.xlsx", stream))


def test_another_zip_is_no_workbook(tmp_path):
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("photo.jpg", b"x")

    with pytest.raises(WrongUseError, match="ZIP"):
        read_file(path)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12345.0, "12345"),
        (1.5, "1.5"),
        (1e300, "1e+300"),
        (True, "true"),
        (None, ""),
        ("#N/A", ""),
        (" ñ ", " ñ "),
        (date(2026, 10, 5), "2026-10-05"),
        (datetime(2026, 10, 5, 9, 0, tzinfo=UTC), "2026-10-05 09:00:00+00:00"),
    ],
)
def test_cells_become_texts(value, text):
    assert cell_text(value) == text
