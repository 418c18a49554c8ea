"""Every screen can be drawn without a display, each once and in its size."""

import pytest
from PySide6.QtGui import QImage

from kiosk.app.screenshots import render_all, scenes

DESIGNED = {
    "01",
    "01b",
    "01c",
    "02",
    "03",
    "04a",
    "04b",
    "05a",
    "05b",
    "06a",
    "06b",
    "07",
    "08",
    "09",
    "10",
    "11",
    "13a",
}


def test_every_designed_screen_has_its_picture():
    numbers = {scene.name.split("-")[0] for scene in scenes()}

    assert numbers >= DESIGNED


def test_no_two_pictures_have_one_name():
    names = [scene.name for scene in scenes()]

    assert len(names) == len(set(names))


def test_pictures_are_drawn_in_each_language(qapp, tmp_path):
    only = ("05b-self-confirm-portrait", "10-door-refuse")
    made = render_all(tmp_path / "out", ("es", "en"), only)

    assert [path.name for path in made] == [
        "05b-self-confirm-portrait.png",
        "10-door-refuse.png",
        "05b-self-confirm-portrait-en.png",
        "10-door-refuse-en.png",
    ]
    sizes = [QImage(str(path)).size().toTuple() for path in made]
    assert sizes == [(1080, 1920), (1920, 1080)] * 2


def test_the_pages_of_the_set_up_are_drawn_in_their_sizes(qapp, tmp_path):
    only = ("13e-setup-trouble-small", "13g-setup-columns")
    made = render_all(tmp_path / "out", ("pt",), only)

    sizes = [QImage(str(path)).size().toTuple() for path in made]
    assert sizes == [(1024, 640), (1920, 1080)]


@pytest.mark.parametrize(
    ("name", "color"), [("09-door-admit", "#12c99a"), ("10-door-refuse", "#7d0f2b")]
)
def test_the_picture_shows_the_verdict(qapp, tmp_path, name, color):
    [path] = render_all(tmp_path / "out", ("es",), (name,))
    image = QImage(str(path))

    assert image.pixelColor(image.width() // 2, image.height() // 5 * 4 - 60).name() == color
