"""The drawings of self-service: phone, printer, map, progress; and the themes."""

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QColor, QImage

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.self_service.arrow import slot_words, take_words
from kiosk.ui.self_service.badge import BadgePicture, PrinterScene, Progress, pixmap_of
from kiosk.ui.self_service.phone import ScanArea
from kiosk.ui.self_service.route import RouteMap


@pytest.fixture
def shown(qtbot):
    def show(widget, width, height):
        qtbot.addWidget(widget)
        widget.resize(width, height)
        return widget

    return show


@pytest.fixture(autouse=True)
def _light_again():
    yield
    theme.set_theme(Theme.LIGHT)


def png_of(color, width=105, height=148):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(color)
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data())


def rows_with(widget, color):
    """The rows of the picture in which that colour is found."""
    picture = widget.grab().toImage()
    return [
        y
        for y in range(picture.height())
        if any(QColor(picture.pixel(x, y)).name() == color for x in range(0, picture.width(), 4))
    ]


# the scan area


def test_the_drawn_code_can_be_read_by_nobody(shown):
    zxingcpp = pytest.importorskip("zxingcpp")
    area = shown(ScanArea(still=True), 720, 720)
    picture = area.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    from PIL import Image

    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    import io

    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(bytes(buffer.data()))))
    assert [one.text for one in found] == []


def test_brackets_are_yellow_and_the_line_is_sky(shown):
    area = shown(ScanArea(still=True), 720, 720)
    assert rows_with(area, theme.SUN.lower())
    assert rows_with(area, theme.TRACK_SKY.lower())


def test_the_line_goes_down_and_comes_back(shown):
    area = shown(ScanArea(), 360, 360)
    area.set_moving(moving=True)
    phases = []
    for _number in range(100):
        area._timer.timeout.emit()
        phases.append(area._phase)
    area.set_moving(moving=False)
    assert (max(phases), min(phases)) == (1.0, 0.0)
    assert area._phase == 0.5


def test_reduced_motion_never_starts_the_line(shown):
    area = shown(ScanArea(still=True), 360, 360)
    area.set_moving(moving=True)
    assert not area._timer.isActive()


# badge and printer


def test_a_badge_is_shown_whole_whatever_its_shape(shown):
    picture = shown(BadgePicture(), 400, 400)
    picture.set_png(png_of("#aa1122"))
    portrait = rows_with(picture, "#aa1122")
    picture.set_png(png_of("#aa1122", 400, 300))
    landscape = rows_with(picture, "#aa1122")
    assert len(portrait) > len(landscape) > 250


def test_without_a_picture_there_is_an_empty_card(shown):
    picture = shown(BadgePicture(), 300, 400)
    picture.set_png(b"")
    assert QColor(picture.grab().toImage().pixel(150, 200)).name() == "#ffffff"
    assert pixmap_of(b"not a picture").isNull()


def test_the_badge_hangs_out_by_its_part(shown):
    scene = shown(PrinterScene(), 530, 780)
    lengths = []
    for part in (0.25, 0.5, 1.0):
        scene.set_png(png_of("#aa1122"), part)
        lengths.append(len(rows_with(scene, "#aa1122")))
    assert lengths == sorted(lengths)
    assert lengths[2] == pytest.approx(4 * lengths[0], rel=0.1)
    scene.set_png(b"", 1.0)
    assert rows_with(scene, "#aa1122") == []


def test_progress_follows_the_expected_time(shown):
    bar = shown(Progress(), 400, 28)
    seconds = []
    bar.ticked.connect(seconds.append)
    bar.start(2000)
    for _number in range(20):
        bar._timer.timeout.emit()
    bar.stop()
    assert seconds[0] == 2
    assert seconds[-1] == 0
    assert bar.part == 0.95
    bar.freeze(0.5)
    assert bar.part == 0.5
    assert QColor(bar.grab().toImage().pixel(100, 14)).name() == theme.LIGHT.primary.lower()
    assert QColor(bar.grab().toImage().pixel(300, 14)).name() != theme.LIGHT.primary.lower()


@pytest.mark.parametrize("slot", ["below", "left", "right", "somewhere"])
def test_every_slot_has_words(slot):
    assert slot_words(slot)
    assert "\n" in take_words(slot)


# the map


@pytest.mark.parametrize(
    ("desk", "labels", "chosen"),
    [
        ("la mesa 3", ["1", "2", "3", "4"], 2),
        ("desk 1", ["1", "2", "3", "4"], 0),
        ("a mesa 6", ["1", "2", "3", "4", "5", "6"], 5),
        ("la mesa 27", ["27"], 0),
        ("la mesa de acreditación", ["?"], 0),
        ("", ["?"], 0),
    ],
)
def test_the_map_draws_the_desks_that_there_are(shown, desk, labels, chosen):
    area = shown(RouteMap(), 760, 620)
    area.set_desk(desk)
    assert area.numbers() == (labels, chosen)
    assert rows_with(area, theme.LIGHT.primary.lower())
    assert rows_with(area, theme.SUN.lower())


def test_the_way_is_not_red_in_any_theme(shown):
    area = shown(RouteMap(), 380, 310)
    for chosen in Theme:
        theme.set_theme(chosen)
        area.set_desk("la mesa 3")
        assert rows_with(area, theme.current().primary.lower())
        assert not rows_with(area, theme.current().bad_fg.lower())


# themes


@pytest.mark.parametrize("chosen", list(Theme))
def test_every_page_follows_the_theme(view, states, chosen):
    theme.set_theme(chosen)
    view.set_language("es")
    for name in ("confirm", "printing", "done", "help", "code"):
        view.show_state(states[name])
        picture = view.grab().toImage()
        assert QColor(picture.pixel(5, 900)).name().upper() == theme.current().bg
        assert QColor(picture.pixel(1200, 10)).name().upper() == theme.current().ink
    view.show_state(states["idle"])
    assert QColor(view.grab().toImage().pixel(5, 500)).name().upper() == theme.current().ink


def test_what_is_switched_on_is_seen_as_such(view, states):
    from kiosk.ui.self_service.state import IdleState

    view.show_state(IdleState())
    off = view.idle.bigger.grab().toImage()
    view.show_state(IdleState(bigger=True))
    assert view.idle.bigger.grab().toImage() != off
    assert QColor(view.idle.bigger.grab().toImage().pixel(40, 20)).name() == "#ffffff"
