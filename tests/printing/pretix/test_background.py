"""The page under a badge: of any cut and turn, shared by all badges, harmless where it is broken."""

import io

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, RectangleObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from kiosk.domain.badge import BadgeContent
from kiosk.domain.errors import WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.pretix.background import LARGEST, read_background
from kiosk.printing.pretix.layout import read
from kiosk.printing.sheet import load_sheet
from tests.badge_rasters import apart, raster


def page(pages=1, size=(200, 100)):
    """A page with a shape, letters and a picture."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=1)
    for _ in range(pages):
        canvas.setFillColorRGB(0.1, 0.5, 0.2)
        canvas.rect(10, 10, 80, 30, stroke=0, fill=1)
        canvas.setFont("Times-Roman", 20)
        canvas.drawString(20, 60, "Fondo")
        canvas.drawImage(ImageReader(Image.new("RGB", (4, 4), "purple")), 150, 60, 30, 30)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def changed(change, pdf=None):
    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(pdf or page())))
    change(writer)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def printed(pdf, count=1):
    layout = read("Sala", [], pdf)
    return layout, draw_badges([BadgeContent("Ana")] * count, layout)


@pytest.mark.parametrize("degrees", [0, 90, 180, 270], ids=str)
@pytest.mark.parametrize(
    "cut", [None, (20, 10, 180, 90), (-50, 20, 120, 400)], ids=["whole", "cut", "beyond"]
)
def test_a_page_lies_under_the_badge_as_viewers_show_it(degrees, cut):
    def change(writer):
        if cut:
            writer.pages[0].cropbox = RectangleObject(cut)
        writer.pages[0].rotate(degrees)

    pdf = changed(change)

    _layout, made = printed(pdf)

    found = apart(raster(made.pdf), raster(pdf))
    assert found.moved <= 1
    assert found.mean < 2  # cuts may lie within a pixel


def test_all_badges_share_one_copy():
    one, many = (len(printed(page(), count)[1].pdf) for count in (1, 50))

    assert many < one * 12
    assert printed(page())[1].pdf == printed(page())[1].pdf


def test_a_background_lies_in_its_cell_of_a_sheet():
    layout = read("Sala", [], page(size=(280, 198)))
    made = draw_badges([BadgeContent("Ana")] * 3, layout, sheet=load_sheet("a6-4up"))

    colours = raster(made.pdf).getcolors(1_000_000)
    assert sum(count for count, colour in colours if colour == (128, 0, 128)) > 3 * 3000


def test_an_encrypted_background_is_refused():
    pdf = changed(lambda writer: writer.encrypt("", "secret"))

    with pytest.raises(WrongUseError, match=r"Sala.*cifrado"):
        read_background(pdf, "Sala")


@pytest.mark.parametrize(
    "pdf",
    [b"", b"%PDF-1.4\n%%EOF", b"<html>", page()[:300], page() + b"\0" * LARGEST, changed(lambda w: w.remove_page(0))],
    ids=["empty", "no page", "a web page", "cut", "too large", "no pages left"],
)  # fmt: skip
def test_a_broken_background_is_left_out_with_a_note(pdf):
    layout = read("Sala", [], pdf)

    ((message, params),) = layout.notes
    assert "Sala" in message.format(**params)
    assert layout.background is None
    assert draw_badges([BadgeContent("Ana")], layout).pdf


def test_a_page_without_end_is_refused():
    def endless(writer):
        inner = ArrayObject()
        for _ in range(200):
            inner = ArrayObject([inner])
        writer.pages[0][NameObject("/Resources")] = DictionaryObject({NameObject("/X"): inner})

    with pytest.raises(WrongUseError):
        read_background(changed(endless), "Sala")


def test_a_page_that_names_itself_is_copied_once():
    def circle(writer):
        one = DictionaryObject()
        reference = writer._add_object(one)
        one[NameObject("/Self")] = reference
        writer.pages[0]["/Resources"][NameObject("/Circle")] = reference

    assert read_background(changed(circle), "Sala").pages == 1


@settings(max_examples=60)
@given(st.data())
def test_no_damage_brings_a_badge_down(data):
    whole = bytearray(page())
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    layout, made = printed(bytes(whole[: data.draw(st.integers(1, len(whole)))]))

    assert layout.width > 0
    assert made.pdf.startswith(b"%PDF")


def test_only_the_first_of_several_pages_is_printed():
    layout = read(
        "Sala", [{"type": "poweredby", "left": 1, "bottom": 1, "size": 3, "page": 2}], page(2)
    )

    assert len(layout.notes) == 1
    assert "primera página" in layout.notes[0][0]
