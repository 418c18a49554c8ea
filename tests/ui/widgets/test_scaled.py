"""Design pixels: what is placed and drawn keeps its proportion at every size of the window."""

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from kiosk.ui import theme
from kiosk.ui.fonts import font
from kiosk.ui.widgets.brackets import draw_brackets
from kiosk.ui.widgets.scaled import Canvas, Scaled
from kiosk.ui.widgets.stripes import DARK, LIGHT, Stripes, draw_stripes
from kiosk.ui.widgets.tracks import COLORS, draw_bundle, pen, polyline, rounded
from kiosk.ui.widgets.verdict_shapes import KINDS, SMALL, VerdictShape, draw_shape

RED = "#FF0000"


class Half(Scaled):
    """Fills the left half of what it is given."""

    def draw(self, painter, area):
        self.area = area
        painter.fillRect(QRectF(0, 0, area.width() / 2, area.height()), QColor(RED))


class Page(Canvas):
    """One part at a fixed place, and a plain widget beside it."""

    portrait = (1080.0, 1920.0)

    def __init__(self):
        super().__init__()
        self.part, self.plain = Half(), QWidget()
        for child in (self.part, self.plain):
            child.setParent(self)

    def arrange(self, w, h):
        self.room = (w, h)
        self.place(self.part, 100, 200, 300, 400)
        self.place(self.plain, 500, 200, 0, 0)


class Inner(Page):
    nested = True


class TestScaled:
    @pytest.mark.parametrize("scale", [0.5, 1.0, 2.0])
    def test_drawing_is_in_design_pixels(self, show, pixel, scale):
        half = show(Half(), 200, 100)
        half.set_scale(scale)
        assert pixel(half, 98, 50) == RED
        assert pixel(half, 102, 50) != RED
        assert half.area.size().toTuple() == (200 / scale, 100 / scale)

    def test_the_plain_one_draws_nothing(self, show, colours):
        assert len(colours(show(Scaled(), 50, 50))) == 1

    def test_the_users_zoom_is_kept(self):
        half = Half()
        half.set_scale(0.7, 1.25)
        assert (half.scale, half.zoom) == (0.7, 1.25)

    @pytest.mark.parametrize("scale", [0.5, 1.0, 1.5])
    def test_words_are_centred_on_their_height(self, show, scale):
        class Words(Scaled):
            def draw(self, painter, area):
                middle = QPointF(10, area.height() / 2)
                self.draw_words(painter, middle, "HHH", font(40 * self.scale, 800), RED)

        words = show(Words(), 300, 120)
        words.set_scale(scale)
        image = words.grab().toImage()
        lit = [
            y
            for y in range(120)
            if any(image.pixelColor(x, y).name().upper() == RED for x in range(150))
        ]
        assert abs((lit[0] + lit[-1]) / 2 - 60) <= 2
        assert len(lit) == pytest.approx(0.73 * 40 * scale, abs=3)


class TestCanvas:
    @pytest.mark.parametrize(
        ("size", "scale"),
        [((1920, 1080), 1.0), ((960, 540), 0.5), ((1280, 800), 2 / 3), ((3840, 2160), 2.0)],
    )
    def test_children_lie_where_the_design_says(self, show, size, scale):
        page = show(Page(), *size)
        assert page.scale == pytest.approx(scale)
        place = page.part.geometry()
        assert place.topLeft().toTuple() == (round(100 * scale), round(200 * scale))
        assert place.width() == pytest.approx(300 * scale, abs=1)

    def test_room_left_over_is_handed_out(self, show):
        page = show(Page(), 1280, 800)
        assert page.room == pytest.approx((1920, 1200))

    def test_an_upright_window_has_the_upright_design(self, show):
        page = show(Page(), 540, 960)
        assert page.is_portrait
        assert page.scale == pytest.approx(0.5)
        page.resize(960, 540)
        assert not page.is_portrait

    def test_without_an_upright_design_the_level_one_is_used(self, show):
        page = Page()
        page.portrait = None
        show(page, 540, 960)
        assert not page.is_portrait
        assert page.room == pytest.approx((1920, 3413.33), abs=1)

    def test_parts_learn_scale_and_zoom(self, show):
        page = show(Page(), 960, 540)
        page.set_zoom(1.25)
        assert (page.part.scale, page.part.zoom) == (0.5, 1.25)

    def test_no_child_vanishes(self, show):
        page = show(Page(), 96, 54)
        assert page.plain.width() == page.plain.height() == 1

    def test_a_nested_one_takes_its_scale_from_around(self, show):
        inner = show(Inner(), 400, 300)
        inner.set_scale(0.5)
        assert inner.room == (800, 600)
        assert inner.part.scale == 0.5

    def test_who_arranges_nothing_is_told(self):
        with pytest.raises(NotImplementedError):
            Canvas().arrange(1, 1)


class TestOrnaments:
    def test_brackets_mark_the_four_corners_only(self, painted, pixel):
        box = QRectF(20, 20, 160, 160)
        image = painted(lambda p: draw_brackets(p, box, RED, 6, 40, 10), 200, 200)
        assert {
            pixel(image, *spot)
            for spot in ((45, 20), (155, 20), (45, 180), (155, 180), (20, 45), (180, 155))
        } == {RED}
        assert {
            pixel(image, *spot)
            for spot in ((100, 20), (100, 180), (20, 100), (180, 100), (100, 100))
        } == {"#000000"}

    def test_stripes_are_half_white_and_rise_to_the_right(self, painted, pixel):
        image = painted(lambda p: draw_stripes(p, QRectF(0, 0, 720, 40)), 720, 40)
        row = [pixel(image, x, 20) for x in range(720)]
        assert 0.25 < row.count(LIGHT) / 720 < 0.5
        assert row.count(DARK) > 300
        first_low = next(x for x in range(72, 720) if pixel(image, x, 35) == LIGHT)
        first_high = next(x for x in range(first_low, 720) if pixel(image, x, 6) == LIGHT)
        assert first_high > first_low

    def test_stripes_stay_in_their_band(self, painted, pixel):
        image = painted(lambda p: draw_stripes(p, QRectF(20, 20, 100, 40)), 200, 100)
        assert {pixel(image, x, y) for x, y in ((10, 40), (130, 40), (60, 10), (60, 70))} == {
            "#000000"
        }

    def test_stripes_fill_a_widget_of_any_size(self, show, colours):
        for size in ((300, 20), (1920, 40)):
            assert {DARK, LIGHT} <= colours(show(Stripes(), *size))

    def test_a_line_goes_through_its_points(self):
        path = polyline((0, 0), (10, 0), (10, 10))
        assert path.elementCount() == 3
        assert path.currentPosition().toTuple() == (10, 10)

    def test_rounded_corners_keep_inside(self):
        path = rounded([(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)], 30)
        assert not path.contains(QPointF(99, 1))
        assert path.pointAtPercent(0).toTuple() == (0, 0)
        assert path.currentPosition().toTuple() == (100, 100)

    @pytest.mark.parametrize("radius", [5, 500])
    def test_a_corner_is_never_rounder_than_its_lines_are_long(self, radius):
        path = rounded([(0.0, 0.0), (20.0, 0.0), (20.0, 20.0)], radius)
        assert QRectF(-1, -1, 22, 22).contains(path.boundingRect())

    def test_pens_have_round_ends(self):
        made = pen(RED, 7)
        assert (made.color().name().upper(), made.widthF()) == (RED, 7)
        assert made.capStyle().name == "RoundCap"
        assert made.joinStyle().name == "RoundJoin"

    def test_a_bundle_has_five_lines_apart(self, painted, pixel):
        image = painted(
            lambda p: draw_bundle(p, [(-20.0, 20.0), (220.0, 20.0)], (0, 30), 8, 10),
            200,
            160,
            "#777777",
        )
        assert [pixel(image, 100, 20 + 30 * number) for number in range(5)] == list(COLORS)
        assert {pixel(image, 100, 35 + 30 * number) for number in range(4)} == {"#777777"}


class TestVerdictShapes:
    def outline(self, kind, painted):
        """Which of 400 spots the shape covers: its form without any colour."""
        box = QRectF(0, 0, 200, 200)
        image = painted(lambda p: draw_shape(p, kind, box, "#FFFFFF", "#FFFFFF"), 200, 200)
        return [
            image.pixelColor(x, y).red() > 128 for x in range(5, 200, 10) for y in range(5, 200, 10)
        ]

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_shape_has_a_form_of_its_own(self, painted, kind):
        own = self.outline(kind, painted)
        for other in KINDS:
            differing = sum(a != b for a, b in zip(own, self.outline(other, painted), strict=True))
            assert differing == 0 if other == kind else differing >= 4

    @pytest.mark.parametrize("kind", KINDS)
    def test_each_mark_differs_too(self, painted, kind):
        box = QRectF(0, 0, 200, 200)

        def mark(name):
            image = painted(lambda p: draw_shape(p, name, box, "#000000", "#FFFFFF"), 200, 200)
            return [
                image.pixelColor(x, y).red() > 128
                for x in range(0, 200, 5)
                for y in range(0, 200, 5)
            ]

        own = mark(kind)
        assert any(own)
        assert all(mark(other) != own for other in KINDS if other != kind)

    @pytest.mark.parametrize("kind", KINDS)
    def test_a_shape_stays_in_its_box(self, painted, colours, kind):
        box = QRectF(50, 50, 100, 100)
        image = painted(lambda p: draw_shape(p, kind, box, RED, RED), 200, 200)
        assert RED in colours(image)
        for strip in ((0, 0, 200, 40), (0, 160, 200, 40), (0, 0, 40, 200), (160, 0, 40, 200)):
            assert colours(image.copy(*strip)) == {"#000000"}

    @pytest.mark.parametrize("kind", ["admit", "refuse", "ask"])
    def test_small_shapes_wear_the_colours_of_their_answer(self, show, colours, kind):
        shape = show(VerdictShape(kind, *SMALL[kind]), 60, 60)
        assert set(SMALL[kind]) <= colours(shape)

    @pytest.mark.parametrize("size", [(60, 60), (200, 60), (60, 200)])
    def test_a_shape_is_as_large_as_the_box_allows(self, show, size):
        shape = show(VerdictShape("admit", RED, RED), *size)
        image = shape.grab().toImage()
        lit = [x for x in range(size[0]) if image.pixelColor(x, size[1] // 2).name().upper() == RED]
        assert lit[-1] - lit[0] == pytest.approx(60, abs=3)

    def test_another_answer_is_another_picture(self, show):
        shape = show(VerdictShape("admit", theme.ADMIT, theme.ON_ADMIT), 80, 80)
        before = shape.grab().toImage()
        shape.set_kind("refuse", theme.REFUSE, theme.ON_REFUSE)
        assert shape.kind == "refuse"
        assert shape.grab().toImage() != before
