"""Languages, photos and roles on paper: as many as have room, told by form as well as by colour."""

import pytest

from kiosk.domain.event import RoleStyle
from kiosk.printing.badge import draw_badges
from kiosk.printing.band import words as words_of_role
from tests.printing.elements.test_drawn import MM, only

CHIPS = {"kind": "chips", "x": 10, "y": 10, "w": 40, "h": 9, "chip": 12, "gap": 2, "radius": 2,
         "line": 0.6, "text": 4}  # fmt: skip
PHOTO = {"kind": "photo", "x": 10, "y": 10, "w": 20, "h": 20, "radius": 3, "line": 1}
CARD = {"kind": "card", "x": 10, "y": 10, "w": 80, "h": 14, "pad": 2, "radius": 2, "chip": 12,
        "chip_h": 9, "gap": 2, "chip_radius": 2, "line": 0.6, "text": 4, "photo": 9,
        "photo_radius": 2}  # fmt: skip
GROUND = {"kind": "box", "x": 0, "y": 0, "w": 100, "h": 60, "fill": "#FF0000"}


@pytest.fixture
def drawn(content, picture):
    """The badge of somebody with these elements alone."""

    def draw(*elements, **person):
        return picture(draw_badges([content(**person)], only(*elements)).pdf)

    return draw


def inked(image, dark=128):
    """Left, top, right and foot of the ink in mm; None for an empty badge."""
    box = image.convert("L").point(lambda grey: 255 * (grey < dark)).getbbox()
    return box and tuple(edge / MM for edge in box)


@pytest.mark.parametrize(("count", "right"), [(1, 22), (2, 36), (3, 50), (4, 50), (9, 50)])
def test_languages_stand_from_the_left_and_keep_to_their_frame(drawn, words, content, count, right):
    spoken = ("es", "pt", "en", "fr", "de", "it", "nl", "ja", "zh")[:count]
    image = drawn(CHIPS, languages=spoken, photo_ok=None)
    text = words(draw_badges([content(languages=spoken)], only(CHIPS)).pdf)

    assert inked(image) == pytest.approx((10, 10, right, 19), abs=0.6)
    assert [one for one in ("ES", "PT", "EN", "FR", "DE", "IT") if one in text] == [
        one.upper() for one in spoken[:4]
    ]


@pytest.mark.parametrize("kind", [CHIPS, CARD], ids=["chips", "card"])
def test_where_nothing_is_known_there_is_no_ink(drawn, kind):
    assert inked(drawn(kind, languages=(), photo_ok=None), 250) is None


def test_nobody_asked_about_photos_and_no_mark_is_there(drawn):
    assert inked(drawn(PHOTO, photo_ok=None), 250) is None


def test_yes_and_no_differ_by_fill_and_not_by_colour_alone(drawn):
    def share(ok):
        middle = (
            drawn(PHOTO, photo_ok=ok)
            .convert("L")
            .crop(tuple(round(MM * at) for at in (10, 10, 30, 30)))
        )
        return sum(middle.histogram()[:128]) / (middle.width * middle.height)

    assert share(ok=False) > 0.7
    assert share(ok=True) < 0.4


@pytest.mark.parametrize(("size", "side"), [((20, 12), 12), ((8, 20), 8)], ids=["wide", "high"])
@pytest.mark.parametrize("ok", [True, False])
def test_the_mark_stays_square_in_any_frame(drawn, size, side, ok):
    image = drawn({**PHOTO, "w": size[0], "h": size[1], "radius": 1}, photo_ok=ok)

    assert inked(image) == pytest.approx((10, 10, 10 + side, 10 + side), abs=0.6)


@pytest.mark.parametrize(
    ("languages", "photo_ok", "width"),
    [
        ((), False, 2 * 2 + 9 + 0.6),
        (("es",), None, 2 * 2 + 12),
        (("es", "pt"), None, 2 * 2 + 2 * 12 + 2),
        (("es", "pt"), True, 2 * 2 + 2 * 14 + 9.6),
    ],
    ids=["photo", "one", "two", "both"],
)
def test_the_card_ends_at_the_right_and_is_as_wide_as_what_is_on_it(
    drawn, languages, photo_ok, width
):
    image = drawn(GROUND, CARD, languages=languages, photo_ok=photo_ok)
    _red, green, _blue = image.split()
    left, top, right, foot = (
        edge / MM for edge in green.point(lambda part: 255 * (part > 200)).getbbox()
    )

    assert (top, right, foot) == pytest.approx((10, 90, 24), abs=0.4)
    assert right - left == pytest.approx(width, abs=0.5)


@pytest.mark.parametrize(
    ("label", "lang", "said"),
    [
        ({"es": "Orador", "pt": "Palestrante", "en": "Speaker"}, "es", ("ORADOR", "SPEAKER")),
        ({"es": "Orador", "pt": "Palestrante", "en": "Speaker"}, "en", ("SPEAKER", "ORADOR")),
        ({"es": "Prensa", "pt": "Imprensa"}, "pt", ("IMPRENSA", "PRENSA")),
        ({"es": "Staff", "pt": "Staff", "en": "Staff"}, "es", ("STAFF", "")),
        ({"en": "Board"}, "pt", ("BOARD", "")),
        ({"es": "Dirección"}, "fr", ("DIRECCIÓN", "")),
        ({}, "es", ("", "")),
    ],
    ids=["spanish", "english", "portuguese", "alike", "english only", "other language", "none"],
)
def test_a_role_is_said_in_its_language_and_in_another_one_that_differs(label, lang, said):
    assert words_of_role(RoleStyle("any", label, "#0B5CAD"), lang) == said
