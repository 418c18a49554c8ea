"""What counts: the bar that runs out, the steps, the seats; in every theme."""

import pytest

from kiosk.domain.settings import Theme
from kiosk.ui import theme
from kiosk.ui.widgets.countdown import Countdown
from kiosk.ui.widgets.seat_grid import SeatGrid
from kiosk.ui.widgets.step_bar import StepBar

STEPS = ("Escanear", "Revisar", "Retirar")


class TestCountdown:
    @pytest.fixture
    def bar(self, show):
        made = show(Countdown(60_000), 200, 14)
        yield made
        made.stop()

    def test_it_stands_still_until_it_is_started(self, bar):
        assert (bar.running, bar.left_ms, bar.seconds) == (False, 0, 0)

    @pytest.mark.parametrize(
        ("left", "seconds"), [(0, 0), (1, 1), (999, 1), (1000, 1), (1001, 2), (60_000, 60)]
    )
    def test_the_figure_is_rounded_up(self, bar, heard, left, seconds):
        ticked = heard(bar.ticked)
        bar.freeze(left)
        assert bar.seconds == seconds
        assert ticked == [seconds]

    def test_starting_again_begins_anew(self, bar):
        bar.freeze(5)
        bar.start(30_000)
        assert bar.total_ms == 30_000
        assert bar.seconds == 30
        bar.start()
        assert bar.seconds == 30

    def test_it_ends_by_itself(self, qtbot, show):
        bar = show(Countdown(5), 200, 14)
        with qtbot.waitSignal(bar.ended):
            bar.start()
        assert not bar.running

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_part_that_is_left_is_filled(self, dress, bar, pixel, name):
        t = dress(name)
        bar.freeze(30_000)
        assert pixel(bar, 50, 7) == t.control
        assert pixel(bar, 150, 7) == t.trough

    @pytest.mark.parametrize(("left", "lit"), [(0, 0), (15_000, 50), (30_000, 100), (60_000, 200)])
    def test_it_is_as_long_as_the_time(self, bar, pixel, left, lit):
        bar.radius = 0
        bar.freeze(left)
        image = bar.grab().toImage()
        found = [x for x in range(200) if pixel(image, x, 7) == theme.LIGHT.control]
        assert len(found) == pytest.approx(lit, abs=1)

    def test_with_reduced_motion_the_bar_stands_still(self, bar):
        bar.still = True
        pictures = []
        for left in (50_000, 10_000):
            bar.freeze(left)
            pictures.append(bar.grab().toImage())
        assert pictures[0] == pictures[1]

    def test_high_contrast_outlines_the_trough(self, dress, bar, pixel):
        dress(Theme.HIGH_CONTRAST)
        bar.freeze(1)
        assert pixel(bar, 100, 0) != "#000000"

    def test_no_time_at_all_is_an_empty_bar(self, show, pixel):
        bar = show(Countdown(0), 200, 14)
        bar.freeze(0)
        assert pixel(bar, 100, 7) == theme.LIGHT.trough


class TestStepBar:
    @pytest.fixture
    def bar(self, show):
        made = show(StepBar(STEPS), 700, 92)
        made.set_steps(STEPS, 1)
        return made

    def spots(self):
        return [130, 350, 570]

    def test_steps_done_and_at_hand_are_yellow(self, bar, pixel):
        image = bar.grab().toImage()
        colours = [
            pixel(image, x, 41 if number == 1 else 27 - 14) for number, x in enumerate(self.spots())
        ]
        assert colours[:2] == [theme.SUN, theme.SUN]
        assert colours[2] != theme.SUN

    def test_the_way_already_gone_is_yellow(self, bar, pixel):
        image = bar.grab().toImage()
        assert pixel(image, 240, 27) == theme.SUN
        assert pixel(image, 460, 27) != theme.SUN

    @pytest.mark.parametrize(
        ("current", "name"), [(0, "Escanear"), (1, "Revisar"), (2, "Retirar"), (3, "Retirar")]
    )
    def test_readers_hear_the_step_at_hand(self, bar, current, name):
        bar.set_steps(STEPS, current)
        assert bar.accessibleName() == name

    def test_done_and_ahead_differ_without_colour(self, bar):
        def node(x):
            return bar.grab().toImage().copy(x - 24, 3, 48, 48).convertToFormat(image_format())

        def image_format():
            from PySide6.QtGui import QImage

            return QImage.Format.Format_Grayscale8

        nodes = [node(x) for x in self.spots()]
        assert nodes[0] != nodes[1] != nodes[2] != nodes[0]

    def test_no_steps_draw_nothing(self, show, colours):
        bar = show(StepBar(), 700, 92)
        bar.set_steps((), 0)
        assert bar.accessibleName() == ""
        assert len(colours(bar)) == 1

    def test_larger_letters_stay_apart(self, bar):
        before = bar.grab().toImage()
        bar.set_scale(1.0, 1.25)
        assert bar.grab().toImage() != before


class TestSeatGrid:
    @pytest.fixture
    def grid(self, show):
        return show(SeatGrid(), 500, 44)

    @pytest.mark.parametrize("inside", [0, 1, 12, 25])
    def test_taken_seats_are_filled_from_the_left(self, grid, pixel, inside):
        grid.set_count(inside, 25)
        image = grid.grab().toImage()
        middles = [pixel(image, seat * 20 + 8, 8) for seat in range(25)]
        assert middles == [theme.LIGHT.primary] * inside + [theme.LIGHT.trough] * (25 - inside)

    @pytest.mark.parametrize("capacity", [1, 25, 26, 50, 100])
    def test_a_small_room_has_a_mark_a_seat(self, grid, capacity):
        grid.set_count(0, capacity)
        assert grid.marks() == (0, capacity)

    @pytest.mark.parametrize(("inside", "capacity"), [(1, 101), (640, 1280), (1279, 1280)])
    def test_a_large_room_is_neither_empty_nor_full_too_soon(self, grid, inside, capacity):
        grid.set_count(inside, capacity)
        filled, total = grid.marks()
        assert 0 < filled < total == 50

    @pytest.mark.parametrize("name", list(Theme))
    def test_its_colours_are_of_the_theme(self, dress, grid, colours, name):
        t = dress(name)
        grid.set_count(10, 25)
        found = colours(grid)
        assert t.primary in found
        assert t.trough in found
        assert ("#FFFFFF" in found) or not t.high_contrast

    def test_rows_are_stacked_within_the_height(self, show, pixel):
        grid = show(SeatGrid(), 500, 44)
        grid.set_count(100, 100)
        image = grid.grab().toImage()
        rows = [pixel(image, 8, y) for y in (4, 15, 26, 37)]
        assert set(rows) == {theme.LIGHT.primary}

    def test_a_room_without_limit_has_no_seats(self, grid, colours):
        grid.set_count(12, 0)
        assert theme.LIGHT.primary not in colours(grid)
