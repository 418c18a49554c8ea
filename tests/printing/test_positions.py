"""Where things stand on a finished badge, read back from the PDF: in their frames, never on others."""

from itertools import pairwise

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.domain.badge import BadgeContent
from kiosk.domain.roles import STANDARD_ROLES
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements import kinds
from kiosk.printing.layout import load_layout

LAYOUTS = ("a6", "4x3in", "80x50mm", "4x6in", "cr80")
ROLES = {role.id: role for role in STANDARD_ROLES}
LETTERS = "abcdefghijklmnñopqrstuvwxyzABCDEFGHIJKLMNÑOPQRSTUVWXYZáéíóúãõçÁÉÍÓÚÃÇ -'"
NAMES = st.text(alphabet=LETTERS, min_size=1, max_size=60).filter(str.strip)
POINT = 25.4 / 72
TIGHT = 0.35
"""What the reader's own rounding of letters may add, in mm."""


def text_of(layout, field):
    """The element that shows that field; where it moves, the one of a full badge."""
    return next(
        each for each in layout.elements if isinstance(each, kinds.Text) and each.field == field
    )


def kind_of(layout, kind):
    return next(each for each in layout.elements if isinstance(each, kind))


def lines_of(layout):
    fields = ("first_line", "second_line", "organisation", "country_pronouns")
    return tuple(text_of(layout, field) for field in fields)


def places(pdf, height):
    """Every drawn letter with its ink: (letter, left, top, right, foot) in mm from the upper left."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        text = document[0].get_textpage()
        letters = text.get_text_range()
        found = []
        for number in range(text.count_chars()):
            left, foot, right, top = (side * POINT for side in text.get_charbox(number))
            found.append((letters[number], left, height - top, right, height - foot))
        text.close()
        return found
    finally:
        document.close()


def frame(pdf, height, word):
    """The ink of one word: left, top, right, foot in mm."""
    found = places(pdf, height)
    start = "".join(letter for letter, *_ in found).index(word)
    boxes = [box for letter, *box in found[start : start + len(word)] if letter.strip()]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def badge(**words):
    told = {"first_line": "Ana", "code": "LAC46.K7PX42NQ", "event_name": "LACNIC 46", **words}
    return BadgeContent(**told)


def pdf_of(layout, **words):
    return draw_badges([badge(**words)], layout).pdf


def within(found, box):
    left, top, right, foot = found
    assert left >= box.x - TIGHT
    assert top >= box.y - TIGHT
    assert right <= box.x + box.w + TIGHT
    assert foot <= box.y + box.h + TIGHT


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_line_stands_in_its_own_frame(name):
    layout = load_layout(name)
    pdf = pdf_of(
        layout,
        first_line="María José",
        second_line="Núñez Prado",
        organisation="Universidad Punta Sol",
        country="Costa Rica",
    )
    for word, box in (
        ("María José", text_of(layout, "first_line")),
        ("Núñez Prado", text_of(layout, "second_line")),
        ("Universidad Punta Sol", text_of(layout, "organisation")),
        ("Costa Rica", text_of(layout, "country_pronouns")),
        ("LACNIC 46", text_of(layout, "event_name")),
    ):
        within(frame(pdf, layout.height, word), box)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_frames_of_the_lines_do_not_share_paper(name):
    layout = load_layout(name)
    order = lines_of(layout)

    assert order[0].y >= kind_of(layout, kinds.Shape).h + 0.79
    for upper, lower in pairwise(order):
        assert upper.y + upper.h <= lower.y + 0.01
    assert order[-1].y + order[-1].h <= kind_of(layout, kinds.Strip).y


@pytest.mark.parametrize("name", LAYOUTS)
def test_nothing_of_the_lines_or_bands_reaches_the_quiet_zone(name):
    layout = load_layout(name)
    code = kind_of(layout, kinds.Code)
    quiet = 4 * code.w / 21

    assert code.y + code.h + quiet <= kind_of(layout, kinds.Strip).y + 0.1
    for box in lines_of(layout):
        beside = box.x + box.w <= code.x - quiet or box.x >= code.x + code.w + quiet
        above = box.y + box.h <= code.y - quiet + 0.15
        assert beside or above


def test_the_accent_of_a_large_name_keeps_clear_of_the_header():
    layout = load_layout("a6")
    _, top, _, _ = frame(pdf_of(layout, first_line="María José"), layout.height, "María José")
    _, capital, _, _ = frame(pdf_of(layout, first_line="Ángel"), layout.height, "Ángel")

    assert top >= kind_of(layout, kinds.Shape).h + 3.5
    assert capital >= kind_of(layout, kinds.Shape).h + 1.8


def test_a_name_of_ten_letters_has_letters_of_fifteen_millimetres():
    layout = load_layout("a6")
    _, top, _, foot = frame(pdf_of(layout, first_line="Mariajosea"), layout.height, "M")

    assert 10.5 <= foot - top <= 11.5  # a capital is 0.73 of the em


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_long_organisation_has_air_between_its_lines_and_before_the_country(name):
    layout = load_layout(name)
    pdf = pdf_of(
        layout,
        organisation="Asociación Latinoamericana y Caribeña de Operadores de Redes",
        country="Venezuela",
    )
    _, _, _, upper = frame(pdf, layout.height, "Asociaci")
    _, top, _, lower = frame(pdf, layout.height, "Redes")
    _, country, _, _ = frame(pdf, layout.height, "Venezuela")

    assert top > upper
    assert country - lower >= 0.9


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("languages", [(), ("es",), ("es", "pt", "en", "fr")])
def test_languages_never_leave_the_badge(name, languages):
    layout = load_layout(name)
    pdf = pdf_of(layout, languages=languages, photo_ok=True, roles=(ROLES["fellow"],))
    right = text_of(layout, "first_line").x + text_of(layout, "first_line").w

    for language in languages:
        left, _, edge, _ = frame(pdf, layout.height, language.upper())
        assert 0 < left < edge <= right + 0.5


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_second_role_moves_nothing_that_stood_there(name):
    layout = load_layout(name)
    words = {"second_line": "Prado", "country": "Chile", "languages": ("es",), "photo_ok": False}
    single = places(pdf_of(layout, roles=(ROLES["fellow"],), **words), layout.height)
    double = pdf_of(layout, roles=(ROLES["fellow"], ROLES["newcomer"]), **words)

    assert set(single) <= set(places(double, layout.height))


def corners(pdf, picture):
    (found,) = zxingcpp.read_barcodes(picture(pdf, dpi=203))
    place = found.position
    return [(point.x, point.y) for point in (place.top_left, place.bottom_right)]


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_code_has_the_same_place_on_every_badge(name, picture):
    layout = load_layout(name)
    first, *others = (
        corners(pdf_of(layout, roles=tuple(ROLES[role] for role in roles), **words), picture)
        for roles, words in (
            (("fellow",), {}),
            (("fellow", "newcomer"), {"organisation": "Operadores de Redes del Cono Sur"}),
            ((), {"country": "Chile", "languages": ("es", "en")}),
        )
    )
    for other in others:
        for here, there in zip(first, other, strict=True):
            assert here == pytest.approx(there, abs=2)


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("role", list(ROLES))
def test_the_code_reads_in_black_and_white_for_every_role(name, role, picture):
    layout = load_layout(name)
    second = next(each for each in ROLES.values() if each.id != role)
    pdf = pdf_of(layout, roles=(ROLES[role], second), languages=("es",), photo_ok=True)
    image = picture(pdf, 203).convert("L").point(lambda grey: 255 * (grey > 128))

    assert [found.text for found in zxingcpp.read_barcodes(image)] == ["LAC46.K7PX42NQ"]


@settings(max_examples=60)
@given(first=NAMES, second=NAMES, name=st.sampled_from(LAYOUTS))
def test_no_name_of_up_to_sixty_letters_is_drawn_outside_its_frame(first, second, name):
    layout = load_layout(name)
    pdf = pdf_of(layout, first_line=first, second_line=second, event_name="", code="")
    above, below, *_ = lines_of(layout)
    foot = below.y + below.h
    swing = max(TIGHT, 0.03 * above.size)  # a "j" reaches back below the letter before it

    for letter, left, top, right, lowest in places(pdf, layout.height):
        if letter.strip() and right > left:
            assert left >= above.x - swing
            assert right <= above.x + above.w + TIGHT
            assert above.y - TIGHT <= top
            assert lowest <= foot + TIGHT


@settings(max_examples=60)
@given(NAMES)
def test_every_letter_of_the_given_name_is_on_the_paper(first):
    layout = load_layout("a6")
    drawn = places(pdf_of(layout, first_line=first, event_name="", code=""), layout.height)
    # A hyphen at a line's end reads back as a control character: letters alone are compared.
    letters = "".join(letter for letter, *_ in drawn if letter.isalpha())

    assert letters == "".join(letter for letter in first if letter.isalpha())
