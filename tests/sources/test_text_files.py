import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.domain.errors import KnownError, NotFoundError, WrongUseError
from kiosk.sources.files import read_file
from kiosk.sources.text_encoding import find_encoding

TEXT = "Nombre;Apellido;País\r\nJosé;Núñez Ibáñez;Perú\r\nInês;Conceição;Brasil\r\n"
ROWS = [
    ["Nombre", "Apellido", "País"],
    ["José", "Núñez Ibáñez", "Perú"],
    ["Inês", "Conceição", "Brasil"],
]


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", codecs.BOM_UTF8, "utf-8-sig"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "utf-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp1252", b"", "cp1252"),
        ("latin-1", b"", "cp1252"),
    ],
)
def test_the_encoding_is_recognised(save, cells, encoding, mark, found):
    path = save("list.csv", mark + TEXT.encode(encoding))

    assert find_encoding(path) == found
    assert cells(path) == ROWS


def test_windows_quotes_and_euro_are_read(save, cells):
    path = save("list.csv", "Nombre,Nota\nAna,“100 €” – sí\n", "cp1252")

    assert cells(path)[1] == ["Ana", "“100 €” – sí"]


def test_a_byte_that_windows_1252_does_not_know_falls_to_a_wider_guess(save, cells):
    path = save("list.csv", "Nombre,País\nJosé Núñez,España\nMünchen,Alemania\n" * 20, "cp850")

    assert len(cells(path)) == 60


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_recognised(save, cells, delimiter):
    path = save("list.csv", TEXT.replace(";", delimiter))

    assert cells(path) == ROWS
    assert read_file(path).delimiter == delimiter


def test_commas_within_cells_do_not_fool_it(save, cells):
    rows = "".join(f'"Pérez, Ana {n}";"Redes, Nubes, y Cía";UY\n' for n in range(9))
    path = save("list.csv", "Nombre;Organización;País\n" + rows)

    assert cells(path)[3] == ["Pérez, Ana 2", "Redes, Nubes, y Cía", "UY"]


def test_a_sep_line_names_the_delimiter_and_is_no_row(save):
    path = save("list.csv", "sep=|\nNombre|Nota\nAna|a;b;c\n")

    assert list(read_file(path).sheets[0].rows()) == [
        (1, ["Nombre", "Nota"]),
        (2, ["Ana", "a;b;c"]),
    ]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(save):
    path = save("list.csv", 'Nombre,Nota\n\n"Ana","dos\nlíneas"\n\nEva,\n')

    numbers = [n for n, row in read_file(path).sheets[0].rows() if row and row[0] in {"Ana", "Eva"}]
    assert numbers == [3, 5]


def test_a_tsv_is_split_at_tabs_only(save, cells):
    path = save("list.tsv", "Nombre\tNota\nAna\ta,b;c\n")

    assert cells(path)[1] == ["Ana", "a,b;c"]


def test_an_unclosed_quote_is_one_clear_sentence(save):
    path = save("list.csv", 'Nombre,Nota\n"Ana,' + "x" * 200_000)

    with pytest.raises(WrongUseError, match=r"list\.csv, fila 2"):
        list(read_file(path).sheets[0].rows())


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", b"", "vacío"),
        ("a.csv", bytes(range(256)) * 40, "no es una tabla"),
        ("a.csv", b"%PDF-1.7 ...", "PDF"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "PNG"),
        ("a.xlsx", b"PK\x03\x04 broken", "dañado"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "dañado"),
        ("a.json", b'{"people": [', "JSON"),
        ("a.json", b'{"other": 3}', "lista de objetos"),
        ("a.json", b"[1, 2]", "lista de objetos"),
    ],
)
def test_what_is_no_list_is_refused_in_one_sentence(save, name, content, said):
    with pytest.raises(WrongUseError) as caught:
        list(read_file(save(name, content)).sheets[0].rows())

    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(NotFoundError, match=r"nobody\.csv"):
        read_file(tmp_path / "nobody.csv")


@given(content=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("f") / "list.csv"
    path.write_bytes(content)

    try:
        rows = list(read_file(path).sheets[0].rows())
    except KnownError as error:
        refused = str(error)
        rows = [(0, [refused])] if refused else []

    assert all(isinstance(cell, str) for _, row in rows for cell in row)
