"""Elements as they come out: their colours, their words, and what is said of what had no room."""

import msgspec
import pytest
import zxingcpp
from PIL import Image

from kiosk.domain.badge import ProgrammeLine
from kiosk.domain.errors import WrongUseError
from kiosk.printing.badge import draw_badges
from kiosk.printing.elements.symbol import placed, quiet_zone
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_edit import new_element

A6 = load_layout("a6")
MM = 100 / 25.4
LONG = "Grupo de trabajo sobre interconexión y medición de redes regionales"


def only(*elements, **keys):
    """A badge of 100 x 60 mm with nothing but these elements, given as plain values."""
    made = tuple(new_element(values.pop("kind"), values) for values in map(dict, elements))
    return msgspec.structs.replace(A6, width=100.0, height=60.0, elements=made, **keys)


def pixel(image, x, y):
    return "#{:02X}{:02X}{:02X}".format(*image.getpixel((round(x * MM), round(y * MM))))


TEXT = {"kind": "text", "x": 5, "y": 5, "w": 60, "h": 10, "size": 6, "smallest": 3}


def ink(image):
    """Left and right edge of what is drawn, in mm."""
    left, _, right, _ = image.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()
    return left / MM, right / MM


@pytest.mark.parametrize(("align", "edge"), [("left", 0), ("right", 1)])
def test_a_text_stands_where_it_is_aligned(content, picture, align, edge):
    image = picture(
        draw_badges([content()], only({**TEXT, "field": "first_line", "align": align})).pdf
    )

    assert ink(image)[edge] == pytest.approx((5, 65)[edge], abs=0.8)


def test_a_centred_text_has_the_same_air_on_both_sides(content, picture):
    layout = only({**TEXT, "field": "first_line", "align": "center"})
    left, right = ink(picture(draw_badges([content()], layout).pdf))

    assert left - 5 == pytest.approx(65 - right, abs=0.6)


def test_a_name_below_the_least_size_is_warned_of(content):
    layout = only({**TEXT, "field": "first_line", "w": 20, "smallest": 5.5})
    ((message, params),) = draw_badges([content()], layout).warnings[0]

    assert "{size}" in message
    assert params["text"] == "María José"
    assert float(params["size"]) < 5.5 == float(params["least"])


@pytest.mark.parametrize("field", ["second_line", "full_name"])
def test_a_shortened_name_is_warned_of(content, words, field):
    name = {"first_line": "Ana", "second_line": "Fernández de la Reguera Gutiérrez"}
    layout = only({**TEXT, "field": field, "w": 55, "smallest": 5})
    drawn = draw_badges([content(**name)], layout)
    message, params = drawn.warnings[0][0]

    assert "{written}" in message
    assert params["text"].endswith(name["second_line"])
    assert params["written"].endswith("G.")
    assert params["written"].startswith("Ana ") is (field == "full_name")
    assert params["written"] in words(drawn.pdf)


def test_missing_letters_and_emoji_are_told_per_badge(content):
    layout = only({**TEXT, "field": "first_line"})
    names = ("Ana", "A\U00012000a", "Ana 🎉")
    drawn = draw_badges([content(first_line=name) for name in names], layout)
    plain, missing, emoji = drawn.warnings

    assert plain == missing == ()  # letters without a font are told in a place of their own
    assert drawn.missing == ((), ("\U00012000",), ())
    assert emoji[0][1]["emoji"] == "🎉"


def test_fixed_words_follow_the_event_or_the_person(content, words):
    fixed = {**TEXT, "kind": "words", "text": {"es": "Votos: {votes}", "en": "Votes: {votes}"}}
    person = content(votes=3, person_lang="en")

    assert "Votos: 3" in words(draw_badges([person], only(fixed)).pdf)
    assert "Votes: 3" in words(draw_badges([person], only(fixed, language="person")).pdf)
    stranger = content(votes=3, person_lang="")
    assert "Votos: 3" in words(draw_badges([stranger], only(fixed, language="person")).pdf)


def test_people_of_several_languages_in_one_batch_get_their_own_words(content, picture):
    fixed = {**TEXT, "kind": "words", "text": {"es": "Hola", "en": "Welcome, all of you"}}
    layout = only(fixed, language="person")
    both = draw_badges([content(person_lang="es"), content(person_lang="en")], layout).pdf

    assert ink(picture(both, page=0))[1] < ink(picture(both, page=1))[1]


def test_conditions_tell_badges_of_one_batch_apart(content, picture):
    board = {
        "kind": "box",
        "x": 0,
        "y": 0,
        "w": 100,
        "h": 60,
        "fill": "#FF0000",
        "when": {"roles": ["board"]},
    }
    pdf = draw_badges([content(), content(roles=("board",)), content()], only(board)).pdf

    assert [pixel(picture(pdf, page=page), 50, 30) for page in range(3)] == [
        "#FFFFFF",
        "#FF0000",
        "#FFFFFF",
    ]


def test_boxes_and_lines(content, picture):
    layout = only(
        {
            "kind": "box",
            "x": 10,
            "y": 10,
            "w": 20,
            "h": 20,
            "fill": "#00FF00",
            "line": 2,
            "color": "#FF0000",
        },
        {"kind": "box", "x": 40, "y": 10, "w": 20, "h": 20, "fill": "#0000FF", "radius": 10},
        {"kind": "line", "x": 5, "y": 50, "w": 90, "h": 0, "line": 1, "color": "#FF0000"},
        {
            "kind": "line",
            "x": 5,
            "y": 55,
            "w": 90,
            "h": 0,
            "line": 1,
            "color": "#FF0000",
            "dash": 5,
        },
    )
    image = picture(draw_badges([content()], layout).pdf)

    assert pixel(image, 20, 20) == "#00FF00"
    assert pixel(image, 11, 20) == "#FF0000"
    assert pixel(image, 50, 20) == "#0000FF"
    assert pixel(image, 40.5, 10.5) == "#FFFFFF"
    assert pixel(image, 12.5, 50) == pixel(image, 7.5, 55) == "#FF0000"
    assert pixel(image, 12.5, 55) == "#FFFFFF"


@pytest.mark.parametrize(
    ("align", "red", "white"), [("left", 15, 45), ("center", 30, 12), ("right", 45, 15)]
)
def test_a_picture_is_whole_and_never_stretched(content, picture, tmp_path, align, red, white):
    Image.new("RGB", (30, 30), "#FF0000").save(tmp_path / "logo.png")
    logo = {"kind": "image", "file": "logo.png", "x": 10, "y": 10, "w": 40, "h": 10, "align": align}
    image = picture(draw_badges([content()] * 2, only(logo, folder=str(tmp_path))).pdf, page=1)

    assert pixel(image, red, 15) == "#FF0000"
    assert pixel(image, white, 15) == "#FFFFFF"


BAND = {
    "kind": "band", "x": 0, "y": 40, "w": 100, "h": 20, "pattern_x": 60, "unit": 4,
    "label": {"x": 5, "y": 2, "w": 50, "h": 10, "size": 6, "smallest": 3},
}  # fmt: skip


def test_a_band_has_the_layouts_own_words_and_colours_where_it_says_so(content, picture, words):
    own = {**BAND, "text": {"es": "Vota", "en": "Voter"}, "color": "#FFE14D", "pattern": "bars"}
    pdf = draw_badges([content(roles=())], only(own)).pdf

    assert pixel(picture(pdf), 2, 50) == "#FFE14D"
    assert "VOTA" in words(pdf)
    assert "VOTA" in words(draw_badges([content(lang="pt")], only(own)).pdf)


def test_a_band_without_role_or_words_is_not_there(content, picture):
    assert (
        picture(draw_badges([content(roles=())], only(BAND)).pdf).getextrema() == ((255, 255),) * 3
    )


def test_black_and_white_bands_have_no_grey_and_still_tell_roles_apart(content, picture):
    layout = only({**BAND, "mono": True})
    seen = set()
    for role in ("attendee", "newcomer", "sponsor", "press", "speaker", "fellow", "staff", "board"):
        image = picture(draw_badges([content(roles=(role,))], layout).pdf, 203)
        red, green, blue = image.split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()
        assert image.convert("L").getpixel((10, 340)) == 255
        seen.add(image.crop((500, 330, 790, 470)).tobytes())

    assert len(seen) == 8


PROGRAMME = {
    "kind": "programme",
    "x": 5,
    "y": 5,
    "w": 90,
    "h": 50,
    "size": 5,
    "smallest": 2.5,
    "hours": 6.5,
}


def sessions(count, title=LONG):
    return tuple(
        ProgrammeLine(
            f"room{n}", f"Día {n // 3}", f"0{n % 9}:00–0{n % 9}:50", f"{title} {n}", f"Sala {n}"
        )
        for n in range(count)
    )


@pytest.mark.parametrize("hours", [6.5, 0], ids=["column", "running"])
def test_a_short_programme_stands_there_whole(content, words, hours):
    layout = only({**PROGRAMME, "hours": hours})
    drawn = draw_badges([content(programme=sessions(4, "Taller"))], layout)
    text = " ".join(words(drawn.pdf).split())

    for word in ("Día 0", "Día 1", "00:00–00:50", "Taller 0", "Sala 3"):
        assert word in text
    assert drawn.warnings == ((),)


@pytest.mark.parametrize("count", [3, 5, 8, 40])
def test_a_long_programme_is_never_cut_within_a_session(content, words, count):
    drawn = draw_badges([content(programme=sessions(count))], only(PROGRAMME))
    text = " ".join(words(drawn.pdf).split())
    shown = sum(f"{LONG} {n} · Sala {n}" in text for n in range(count))
    left = count - shown

    assert shown >= 3
    assert (f"+{left}" in text) is (left > 0)
    assert [params for _, params in drawn.warnings[0]] == ([{"n": left}] if left else [])


def test_a_programme_stays_in_its_frame(content, picture):
    image = picture(draw_badges([content(programme=sessions(40))], only(PROGRAMME)).pdf)
    left, top, right, foot = image.convert("L").point(lambda grey: 255 * (grey < 128)).getbbox()

    assert left / MM >= 4.7
    assert top / MM >= 4.7
    assert right / MM <= 95.3
    assert foot / MM <= 55.3


def test_a_session_that_no_badge_holds_is_counted_at_once(content, words):
    endless = ProgrammeLine("room", "Día 1", "09:00–10:00", "x" * 50_000)
    nameless = ProgrammeLine("room", "", "", "")
    drawn = draw_badges(
        [content(programme=(nameless, *sessions(2, "Taller"), endless))], only(PROGRAMME)
    )

    assert "+1" in words(drawn.pdf)
    assert "Taller 1" in words(drawn.pdf)


def test_no_programme_no_ink(content, picture):
    assert picture(draw_badges([content()], only(PROGRAMME)).pdf).getextrema() == ((255, 255),) * 3


RIGHTS = {"kind": "rights", "x": 5, "y": 5, "w": 90, "h": 6, "size": 5, "smallest": 3}


def test_rights_have_the_names_that_are_nearest(content, words):
    names = {"csirt": {"es": "CSIRT", "en": "CSIRTs"}}
    person = content(
        rights=("csirt", "lacix", "dinner", "x"),
        texts={"right:lacix": "LAC-IX"},
        programme=(ProgrammeLine("dinner", "", "", "Cena"),),
    )

    assert "CSIRT · LAC-IX · Cena · x" in words(
        draw_badges([person], only({**RIGHTS, "names": names})).pdf
    )


def test_rights_without_room_are_counted(content, words):
    person = content(rights=tuple(f"room-with-a-long-name-{n}" for n in range(9)))
    drawn = draw_badges([person], only(RIGHTS))

    assert "room-with-a-long-name-0" in words(drawn.pdf)
    assert "· +" in words(drawn.pdf)


CODE = {"kind": "code", "x": 10, "y": 10, "w": 20, "h": 20}


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_label_printers_modules_are_whole_dots(dpi):
    x, y, side = placed(new_element("code", {**CODE}), 21, dpi)
    dot = 25.4 / dpi

    assert side / 21 / dot == pytest.approx(round(side / 21 / dot))
    assert (x / dot, y / dot) == (pytest.approx(round(x / dot)), pytest.approx(round(y / dot)))
    assert 18 < side <= 20
    assert x >= 10 - dot
    assert x + side <= 30 + dot


def test_without_dots_a_code_fills_its_frame():
    code = new_element("code", {**CODE})

    assert placed(code, 21, None) == (10, 10, 20)
    x, y, w, h = quiet_zone(code, None)
    assert (x, w) == (pytest.approx(10 - 80 / 21), pytest.approx(20 + 160 / 21))
    assert (x, w) == (y, h)


@pytest.mark.parametrize("name", ["57x102mm", "62mm", "4x6in", "cr80"])
def test_label_layouts_draw_modules_of_even_width(content, picture, name):
    layout = load_layout(name)
    image = picture(draw_badges([content()], layout).pdf, layout.dpi).convert("1", dither=0)
    (found,) = zxingcpp.read_barcodes(image.convert("L"))
    left, top = found.position.top_left.x, found.position.top_left.y
    width = abs(found.position.top_right.x - left) + abs(found.position.top_right.y - top)

    assert (width + 1) / 21 == pytest.approx(round((width + 1) / 21), abs=0.12)


def test_a_code_that_needs_smaller_modules_is_refused(content):
    with pytest.raises(WrongUseError):
        draw_badges([content(code="x" * 200)], only({**CODE, "smallest_module": 0.5}))
