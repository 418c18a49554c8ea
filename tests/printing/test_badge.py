"""Badges as they come out: their size, their words, their code, their colours."""

import pytest
import zxingcpp

from kiosk.domain.errors import WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements.kinds import Code
from kiosk.printing.layout import load_layout
from kiosk.printing.patterns import PATTERNS
from kiosk.printing.raster import page_png

A6, LABEL = load_layout("a6"), load_layout("4x3in")
MM = 100 / 25.4


def code_of(layout):
    return next(each for each in layout.elements if isinstance(each, Code))


def one(content, layout=A6):
    return draw_badges([content], layout).pdf


def pixel(image, x, y):
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((round(x * MM), round(y * MM))))


@pytest.mark.parametrize(("layout", "pixels"), [(A6, (413, 583)), (LABEL, (400, 300))])
def test_the_page_is_exactly_the_badge(content, picture, layout, pixels):
    assert picture(one(content(), layout)).size == pytest.approx(pixels, abs=1)


def test_every_word_stands_on_it(content, words):
    text = words(one(content()))

    for word in ("LACNIC 46", "5–9 de octubre de 2026", "María José", "Núñez Prado"):
        assert word in text
    for word in (
        "Universidad Punta Sol",
        "Costa Rica",
        "ES",
        "EN",
        "Sin fotos",
        "BECARIO/A",
        "FELLOW",
    ):
        assert word in text


def test_nothing_else_stands_on_it(content, words):
    assert "K7PX42NQ" not in words(one(content()))


@pytest.mark.parametrize("layout", [A6, LABEL])
@pytest.mark.parametrize("dpi", [203, 300])
def test_the_code_reads_at_a_label_printer_in_black_and_white(content, picture, layout, dpi):
    image = picture(one(content(), layout), dpi).convert("L").point(lambda grey: 255 * (grey > 128))

    assert [found.text for found in zxingcpp.read_barcodes(image)] == ["LAC46.K7PX42NQ"]


@pytest.mark.parametrize("layout", [A6, LABEL])
def test_modules_are_large_and_their_quiet_zone_is_white(content, picture, layout):
    code = code_of(layout)
    module = code.w / 21
    assert module >= 0.5

    full = content(
        roles=("speaker", "newcomer"),
        second_line="Fernández de la Reguera y Gutiérrez",
        organisation="Asociación Latinoamericana y Caribeña de Operadores de Redes",
        country="República Bolivariana de Venezuela",
        languages=("es", "pt", "en", "fr"),
    )
    image = picture(one(full, layout), dpi=200).convert("L")
    scale = 200 / 25.4
    edges = (code.x - 3.6 * module, code.y - 3.6 * module, code.x + code.w + 3.6 * module)
    left, top, right = (max(round(edge * scale), 0) for edge in edges)
    foot = round((code.y + code.w + 3.6 * module) * scale)
    inner = tuple(
        round(edge * scale) for edge in (code.x, code.y, code.x + code.w, code.y + code.w)
    )
    zone = image.crop((left, top, right, foot))
    zone.paste(
        255, (inner[0] - left - 1, inner[1] - top - 1, inner[2] - left + 1, inner[3] - top + 1)
    )

    assert zone.getextrema() == (255, 255)


def test_the_band_has_the_colour_of_the_role(content, picture):
    image = picture(one(content(roles=("speaker",))))

    assert pixel(image, 4, 130) == "#0B5CAD"
    assert pixel(image, 4, 5) == "#062033"
    assert pixel(image, 52, 110) == "#0C1B26"  # the square that asks for no photos


def test_a_second_role_is_a_strip_above_the_band_which_stays_whole(content, picture, words):
    pdf = one(content(roles=("speaker", "newcomer", "press")))
    image = picture(pdf)

    assert pixel(image, 4, 127) == pixel(image, 4, 147) == "#0B5CAD"
    assert pixel(image, 4, 121) == "#FFC53D"
    assert pixel(image, 4, 125.8) != "#FFC53D"
    for word in ("ORADOR/A", "SPEAKER", "NUEVO"):
        assert word in words(pdf)
    assert "PRENSA" not in words(pdf)


def test_without_a_role_the_foot_stays_white(content, picture):
    assert pixel(picture(one(content(roles=()))), 50, 140) == "#FFFFFF"


def test_roles_are_told_apart_without_colour(content, picture):
    roles = ("attendee", "newcomer", "member", "sponsor", "press", "speaker", "fellow", "staff")
    bands = {}
    for role in roles:
        image = picture(one(content(roles=(role,)))).crop((305, 500, 410, 580)).convert("L")
        low, high = image.getextrema()
        bands[role] = image.point(
            [255 * (grey > (low + high) / 2) for grey in range(256)]
        ).tobytes()

    assert len(set(bands.values())) == len(roles)


def test_every_pattern_of_the_standard_roles_is_known(content):
    from kiosk.domain.roles import STANDARD_ROLES

    assert {role.pattern for role in STANDARD_ROLES} <= set(PATTERNS)


@pytest.mark.parametrize(("ok", "word"), [(True, "Fotos: sí"), (False, "Sin fotos"), (None, None)])
def test_the_photo_mark_is_there_when_somebody_asked(content, words, ok, word):
    text = words(one(content(photo_ok=ok)))

    assert ("otos" in text) is (word is not None)
    assert word is None or word in text


def test_no_languages_no_caption(content, words):
    assert "Hablo" not in words(one(content(languages=())))


def test_the_label_has_its_marks_upon_the_band_or_no_card_at_all(content, picture):
    with_marks = picture(one(content(), LABEL))
    without = picture(one(content(languages=(), photo_ok=None), LABEL))

    assert pixel(with_marks, 96.8, 70) == "#FFFFFF"
    assert pixel(without, 96.8, 70) != "#FFFFFF"


def test_the_event_speaks_its_own_language(content, words):
    text = words(one(content(lang="pt", roles=("fellow",))))

    assert "BOLSISTA" in text
    assert "Sem fotos" in text


def test_the_country_takes_the_place_of_a_missing_organisation(content, picture):
    place = (20, 262, 200, 292)  # where the organisation stands
    empty = content(organisation="", country="")

    assert picture(one(empty)).crop(place).convert("L").getextrema() == (255, 255)
    assert picture(one(content(organisation=""))).crop(place).convert("L").getextrema()[0] < 128


def test_a_badge_name_alone_is_enough(content, words):
    bare = content(
        first_line="Li", second_line="", organisation="", country="", languages=(), roles=()
    )

    assert "Li" in words(one(bare))


def test_letters_without_a_font_are_named_per_badge(content):
    drawn = draw_badges([content(), content(first_line="\U0001f9ff")], A6)

    assert drawn.missing == ((), ("\U0001f9ff",))


def test_the_same_badges_are_the_same_bytes(content):
    badges = [content(), content(first_line="Ana", roles=("board", "press"))]

    assert draw_badges(badges, A6).pdf == draw_badges(badges, A6).pdf


def test_many_badges_share_what_they_share(content):
    badges = [
        content(first_line=f"Persona {number}", code=f"LAC46.{number:08}") for number in range(50)
    ]
    told = []
    pdf = draw_badges(badges, A6, lambda: told.append(1)).pdf

    assert len(told) == 50
    assert len(pdf) < 50_000 + 50 * 2_500
    assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") >= 50


def test_a_single_badge_carries_only_the_letters_it_shows(content):
    assert len(one(content())) < 25_000


def test_only_our_fonts_are_in_it(content):
    assert b"Helvetica" not in one(content())


def test_a_code_that_needs_too_small_modules_is_refused(content):
    with pytest.raises(WrongUseError):
        one(content(code="x" * 300), LABEL)


def test_a_badge_without_code_has_no_symbol(content, picture):
    assert zxingcpp.read_barcodes(picture(one(content(code="")), 200)) == []


def test_a_preview_is_a_png_of_the_asked_size(content):
    png = page_png(one(content()), dpi=72)

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20]) == pytest.approx(298, abs=1)
