"""Certificates on paper: all words there and inside the page, the QR read back from pixels."""

import io
from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from kiosk.printing.documents.certificate import CertificatePage, read_image, write_certificates
from kiosk.printing.documents.sealed import seals_of

SEAL = "KC1." + "A2B7" * 70
PAGE = CertificatePage(
    lang="es",
    event="LACNIC 46",
    dates="Montevideo · 5–9 de octubre de 2026",
    title="Certificado de asistencia",
    lead="Se certifica que",
    name="María José Núñez Prado",
    verb="asistió a",
    subject="Taller de BGP",
    place="LACNIC 46 · Montevideo",
    facts=(("12 h", "de asistencia"), ("5–7 de octubre", "3 días"), ("Becario/a", "función")),
    code="LAC46-PZNN-1B6W-4X19",
    code_label="Código de verificación",
    issued="Emitido el 9 de octubre de 2026",
    verify="Se comprueba con kiosk verify",
    seal=SEAL,
    note="Organiza LACNIC.",
    signer="Lucía Rodríguez",
    signer_role="Directora",
)
LONG = "Fermín Zorrilla de San Martín Domínguez de los Santos Ponce de León Etcheverry y Goyeneche"


def drawn(tmp_path, *pages, **options):
    path = tmp_path / "c.pdf"
    assert write_certificates(path, pages, **options) == len(pages)
    return path


def text_of(path, page=0):
    document = pypdfium2.PdfDocument(path)
    found = " ".join(document[page].get_textpage().get_text_range().split())
    document.close()
    return found


def picture(path, page=0, dpi=150):
    document = pypdfium2.PdfDocument(path)
    image = document[page].render(scale=dpi / 72).to_pil().convert("RGB")
    document.close()
    return image


def test_every_word_stands_on_the_page(tmp_path):
    text = text_of(drawn(tmp_path, PAGE))

    for said in (
        PAGE.event, PAGE.dates, PAGE.title.upper(), PAGE.lead, PAGE.name, PAGE.verb, PAGE.subject,
        PAGE.place, PAGE.code, PAGE.code_label, PAGE.issued, PAGE.verify, PAGE.note, PAGE.signer,
        PAGE.signer_role, *(word for fact in PAGE.facts for word in fact),
    ):  # fmt: skip
        assert said in text


def test_the_qr_on_the_page_reads_back_and_so_does_the_file(tmp_path):
    other = replace(PAGE, name="Ana", seal="KC1." + "Z7Y6" * 60)
    path = drawn(tmp_path, PAGE, other)

    assert [zxingcpp.read_barcodes(picture(path, n))[0].text for n in (0, 1)] == [SEAL, other.seal]
    assert seals_of(path) == [SEAL, other.seal]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"name": "Li"},
        {"name": LONG, "subject": "Taller de encaminamiento para operadores de redes " * 2, "note": "Organiza la Universidad. " * 8},
        {"name": "ب" * 60, "event": LONG},
        {"name": "X" * 200, "subject": "Y" * 120, "place": LONG * 2},
        {"facts": (("5–7, 9, 11–14, 16 y 18 de octubre de 2026", "11 días"),) * 3},
        {"signer": LONG, "signer_role": LONG},
    ],
    ids=["plain", "short", "long", "arabic", "endless", "many days", "long signer"],
)  # fmt: skip
def test_nothing_leaves_the_page_or_runs_into_the_qr(tmp_path, changes):
    path = drawn(tmp_path, replace(PAGE, **changes))
    image = picture(path, dpi=100)
    edge = image.crop((0, round(image.height * 0.25), round(image.width * 0.05), image.height - 30))
    right = image.crop((round(image.width * 0.95), round(image.height * 0.25), image.width, image.height - 30))  # fmt: skip

    assert edge.getextrema() == right.getextrema() == ((255, 255),) * 3
    assert zxingcpp.read_barcodes(picture(path))[0].text == SEAL


def test_names_in_other_scripts_are_drawn(tmp_path):
    blank = picture(drawn(tmp_path, replace(PAGE, name=" ")))
    for name in ("محمد عبد الرحمن", "יוסף", "王小明", "Ãnguá G̃uarani"):
        assert picture(drawn(tmp_path, replace(PAGE, name=name))).tobytes() != blank.tobytes()


def test_the_scanned_signature_lies_over_its_line(tmp_path):
    image = Image.new("RGBA", (300, 100), (0, 0, 0, 0))
    image.paste((200, 0, 0, 255), (20, 20, 280, 80))
    source = tmp_path / "sign.png"
    image.save(source)

    found = picture(drawn(tmp_path, PAGE, signature=read_image(source)))

    red = [
        (x, y)
        for x in range(0, found.width // 2, 3)
        for y in range(found.height * 3 // 4, found.height, 3)
        if found.getpixel((x, y)) == (200, 0, 0)
    ]
    assert red
    assert max(y for _, y in red) < found.height * 189 / 210


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + bytes(40)], ids=["empty", "text", "cut"])  # fmt: skip
def test_a_broken_picture_is_told(tmp_path, content):
    source = tmp_path / "sign.png"
    source.write_bytes(content)

    with pytest.raises(ValueError, match=r".*"):
        read_image(source)


def test_a_picture_may_be_grey_or_a_photo(tmp_path):
    for mode, name in (("L", "a.png"), ("RGB", "b.jpg"), ("P", "c.gif"), ("1", "d.png")):
        Image.new(mode, (40, 20)).save(tmp_path / name)
        assert Image.open(io.BytesIO(read_image(tmp_path / name))).size == (40, 20)


def test_one_frame_is_shared_by_all_pages(tmp_path):
    one = drawn(tmp_path, PAGE).stat().st_size
    many = drawn(tmp_path, *[replace(PAGE, name=f"Ana {n}") for n in range(50)]).stat().st_size

    assert many < one + 50 * 6000


def test_other_files_have_no_seal(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "other.pdf"))
    canvas.drawString(100, 100, "KC1 is not here")
    canvas.save()

    assert seals_of(tmp_path / "other.pdf") == [""]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4 but no more", b"KC1.AAAA"], ids=["empty", "cut", "text"])  # fmt: skip
def test_what_is_no_pdf_is_told(tmp_path, content):
    path = tmp_path / "x.pdf"
    path.write_bytes(content)

    with pytest.raises(ValueError, match=r".*"):
        seals_of(path)
