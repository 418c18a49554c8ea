"""Layouts of one's own: opened, drawn, saved only if their QR reads, and then printed with."""

import io
from dataclasses import replace

import msgspec
import pytest
from PIL import Image

from kiosk.domain.errors import NotFoundError, WrongUseError
from kiosk.printing.elements import kinds
from kiosk.printing.layout import load_layout
from kiosk.printing.layout_edit import changed, moved, new_element, removed
from kiosk.printing.samples import SAMPLES
from kiosk.scanning.qr_image import decode
from kiosk.services import designer
from kiosk.services.badge_layout import layout_of, own_layouts
from kiosk.services.profile import load_station, save_station

A6 = load_layout("a6")
CODE = next(n for n, each in enumerate(A6.elements) if isinstance(each, kinds.Code))
ANYBODY = SAMPLES[0][1]


@pytest.fixture
def own(tmp_path):
    return own_layouts(tmp_path)


@pytest.fixture
def logo(tmp_path):
    path = tmp_path / "Logo Ñandú.PNG"
    Image.new("RGB", (40, 20), "#D02010").save(path)
    return path


def pixels(png):
    return Image.open(io.BytesIO(png)).convert("RGB")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Almuerzo Ñandú", "almuerzo-nandu"),
        ("  A6  ", "a6"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\badge.toml", "c-badge-toml"),
        ("con", "con-1"),
        ("LPT1", "lpt1-1"),
        ("???", ""),
        ("x" * 90, "x" * 40),
    ],
)
def test_a_title_becomes_a_name_that_leads_nowhere(title, name):
    assert designer.file_name(title) == name
    assert designer.file_name(name) == name


def test_what_is_saved_opens_again_as_it_was_and_comes_first(own):
    edited = moved(changed(A6, None, "title", "Mía"), CODE, 1.5, 0)

    saved = designer.save(own, "mia", edited)

    assert saved.problems == ()
    assert designer.open_layout(own, "mia") == saved.layout
    assert saved.layout.elements == edited.elements
    assert designer.named(own)[0] == designer.Named("mia", own=True)
    assert designer.Named("a6", own=False) in designer.named(own)


def test_a_layout_whose_code_cannot_be_read_is_not_accepted(own):
    over = new_element("line", {"x": 8.0, "y": 96.0, "w": 29.0, "h": 1.0, "line": 9.0})
    spoilt = msgspec.structs.replace(A6, elements=(*A6.elements, over))

    saved = designer.save(own, "mala", spoilt)

    assert saved.layout is None
    assert any("QR" in problem.message and problem.severe for problem in saved.problems)
    assert not own.exists()


def test_a_refused_layout_leaves_the_one_that_was_there(own):
    designer.save(own, "mia", A6)
    before = (own / "mia.toml").read_bytes()

    assert designer.save(own, "mia", removed(A6, CODE)).layout is None
    assert (own / "mia.toml").read_bytes() == before


@pytest.mark.parametrize("name", ["", "..", "a/b", "Ñandú", "pretix:7", "a.toml"])
def test_a_name_that_is_none_is_refused(own, name):
    with pytest.raises(WrongUseError):
        designer.save(own, name, A6)


def test_the_picture_of_a_badge_is_upright_and_its_code_opens_nothing():
    turned = changed(changed(A6, None, "rotation", 90), None, "bleed", 3.0)

    png = designer.picture(turned, ANYBODY, "front")

    width, height = pixels(png).size
    assert width / height == pytest.approx(105 / 148, abs=0.002)
    assert decode(png) == ["LAC.TEST"]


@pytest.mark.parametrize("sides", ["two", "butterfly"])
def test_each_side_has_its_own_picture(sides):
    layout = msgspec.structs.replace(load_layout("a6-butterfly"), sides=sides)

    front, back = (designer.picture(layout, ANYBODY, side) for side in ("front", "back"))

    assert pixels(front).size == pixels(back).size
    assert decode(front) == ["LAC.TEST"]
    assert front != back


def test_who_gets_an_element_follows_its_condition():
    photos = [n for n, each in enumerate(A6.elements) if each.when and each.when.consent]
    yes = designer.given(A6, replace(ANYBODY, photo_ok=True))
    no = designer.given(A6, replace(ANYBODY, photo_ok=False))

    assert [(yes[n], no[n]) for n in photos] == [(True, False), (False, True)]
    assert all(yes[n] for n, each in enumerate(A6.elements) if each.when is None)


def test_a_picture_is_copied_beside_the_layout_once(own, logo):
    place = (5.0, 40.0, 30.0, 12.0)

    once = designer.with_picture(A6, own, logo, place)
    twice = designer.with_picture(once, own, logo, place)

    assert [each.file for each in twice.elements[-2:]] == ["logo-nandu.png"] * 2
    assert [path.name for path in own.iterdir()] == ["logo-nandu.png"]
    assert designer.save(own, "con-logo", twice).layout is not None
    assert designer.open_layout(own, "con-logo").elements[-1].file == "logo-nandu.png"


def test_another_picture_of_the_same_name_does_not_take_its_place(own, logo):
    first = designer.with_picture(A6, own, logo, (5, 40, 30, 12))
    Image.new("RGB", (9, 9), "#00A020").save(logo)

    second = designer.with_picture(first, own, logo, (5, 60, 30, 12))

    assert [each.file for each in second.elements[-2:]] == ["logo-nandu.png", "logo-nandu-2.png"]


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"\x89PNG\r\n\x1a\nbroken"])
def test_what_is_no_picture_is_refused_and_not_kept(own, tmp_path, content):
    path = tmp_path / "logo.png"
    path.write_bytes(content)

    with pytest.raises(WrongUseError) as refused:
        designer.with_picture(A6, own, path, (5, 40, 30, 12))

    assert refused.value.params == {"file": "logo.png"}
    assert list(own.iterdir()) == []


def test_pictures_of_a_layout_elsewhere_come_along_when_it_is_saved(own, tmp_path, logo):
    there = tmp_path / "elsewhere"
    layout = designer.with_picture(A6, there, logo, (5, 40, 30, 12))

    saved = designer.save(own, "mia", layout)

    assert saved.layout.folder == str(own)
    assert (own / "logo-nandu.png").is_file()


def test_this_station_prints_with_it_from_now_on(ctx, own):
    save_station(ctx.folder, ctx.station)
    designer.save(own, "mia", changed(A6, None, "title", "Mía"))

    renewed = designer.use_here(ctx, "mia")

    assert load_station(ctx.folder).badge_layout == "mia"
    assert layout_of(renewed)[0] == "mia"
    assert layout_of(renewed)[1].title == "Mía"


def test_a_layout_that_nobody_has_is_not_used(ctx):
    with pytest.raises(NotFoundError):
        designer.use_here(ctx, "nadie")

    assert not (ctx.folder / "station.toml").exists()


def test_an_own_layout_goes_before_the_programs_of_the_same_name(ctx, own):
    designer.save(own, "a6", changed(A6, None, "title", "Nuestra"))

    assert layout_of(ctx)[1].title == "Nuestra"
