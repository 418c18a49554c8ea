"""The bars at head and foot: tabs, languages, health and count, at any width and in any theme."""

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from kiosk.domain.settings import Theme
from kiosk.texts import LANGUAGE_NAMES, LANGUAGES
from kiosk.ui import theme
from kiosk.ui.mark import EventMark
from kiosk.ui.widgets.chip import Tone
from kiosk.ui.widgets.status_bar import StatusBar
from kiosk.ui.widgets.top_bar import TopBar
from kiosk.ui.widgets.top_bar_parts import Divider, IconWord, Tab

HEALTH = (
    ("layers", "Lista de las", "09:41", "hace 3 min", Tone.OK, ""),
    ("printer", "Impresora", "lista", "", Tone.MUTE, ""),
    ("triangle-alert", "Esperan", "4", "credenciales", Tone.WARN, "deliveries"),
)


@pytest.fixture
def top(show):
    bar = show(TopBar({"one": "search", "two": "printer"}), 1600, 72)
    bar.set_texts("Acreditación", {"one": "Buscar", "two": "Impresiones"})
    bar.show_words("LACNIC 46", "Mesa 2", "Lucía R.", "es")
    bar.show_clock("09:14")
    return bar


@pytest.fixture
def foot(show):
    bar = show(StatusBar(), 1920, 52)
    bar.show_items(HEALTH)
    bar.show_count(281, 587, ("Acreditados", "de"))
    return bar


class TestTopBar:
    @pytest.mark.parametrize("name", list(Theme))
    def test_it_lies_on_ink(self, dress, top, pixel, name):
        t = dress(name)
        assert pixel(top, 5, 5) == t.ink
        assert pixel(top, 5, 71) == (t.border if t.high_contrast else t.ink)

    def test_it_shows_who_where_and_when(self, top):
        shown = (top.event_name.text(), top.station.text(), top.operator.text(), top.clock.text())
        assert shown == ("LACNIC 46", "Mesa 2", "Lucía R.", "09:14")
        assert top.purpose.text() == "· Acreditación"

    def test_without_an_operator_its_place_is_empty(self, top):
        top.show_words("LACNIC 46", "Mesa 2", "", "es")
        assert not top.operator.isVisible()

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_language_in_force_is_named_in_itself(self, top, language):
        top.show_words("LACNIC 46", "Mesa 2", "", language)
        assert top.language.text() == language.upper()
        assert top.language.accessibleName() == LANGUAGE_NAMES[language]

    @pytest.mark.parametrize("press", ["mouse", "enter", "space"])
    def test_pointer_and_keys_open_the_languages(self, qtbot, top, press):
        if press == "mouse":
            qtbot.mouseClick(top.language, Qt.MouseButton.LeftButton)
        else:
            key = Qt.Key.Key_Return if press == "enter" else Qt.Key.Key_Space
            qtbot.keyClick(top.language, key)
        menu = top.findChild(QMenu)
        assert [action.data() for action in menu.actions()] == list(LANGUAGE_NAMES)
        assert menu.activeAction() is menu.actions()[0]
        menu.close()

    def test_the_language_chosen_is_told(self, qtbot, top, heard):
        chosen = heard(top.language_chosen)
        qtbot.mouseClick(top.language, Qt.MouseButton.LeftButton)
        menu = top.findChild(QMenu)
        menu.actions()[1].trigger()
        assert chosen == ["pt"]
        menu.close()

    @pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
    def test_keys_open_a_tab(self, qtbot, top, heard, key):
        chosen = heard(top.tab_chosen)
        qtbot.keyClick(top.tabs["two"], key)
        assert chosen == ["two"]
        assert top.tabs["two"].isChecked()

    def test_only_one_tab_is_open(self, top, heard):
        chosen = heard(top.tab_chosen)
        top.open_tab("one")
        top.open_tab("two")
        top.open_tab("no-such-tab")
        assert [tab.isChecked() for tab in top.tabs.values()] == [False, True]
        assert chosen == []

    def test_yellow_shows_where_you_are(self, top, pixel, colours):
        top.open_tab("two")
        assert pixel(top.tabs["two"], 30, 70) == theme.SUN
        assert theme.SUN not in colours(top.tabs["one"])

    def test_another_language_gives_the_tabs_other_widths(self, top):
        narrow = top.tabs["one"].sizeHint().width()
        top.set_texts("Check-in", {"one": "A much longer label", "two": "Prints"})
        assert top.tabs["one"].sizeHint().width() > narrow

    def test_small_screens_leave_out_icons_and_purpose(self, top):
        wide = top.tabs["one"].sizeHint().width()
        top.set_compact(compact=True)
        assert not top.purpose.isVisible()
        assert wide - top.tabs["one"].sizeHint().width() == 40

    @pytest.mark.parametrize("width", [1024, 1280, 1920])
    def test_nothing_overlaps_at_any_width(self, top, width):
        top.set_compact(compact=width < 1400)
        top.resize(width, 72)
        top.layout().activate()
        places = [
            w.geometry()
            for w in (
                top.event_name,
                top.station,
                *top.tabs.values(),
                top.operator,
                top.language,
                top.clock,
            )
        ]
        assert all(a.right() < b.left() for a, b in pairwise(places))
        assert places[-1].right() <= width


NAMES = ("search", "walk_in", "access", "prints", "deliveries", "panel", "stations", "designer")
WORDS = {
    "es": "Acreditar Alta Accesos Impresión Envíos Panel Estaciones Credenciales",
    "pt": "Credenciamento Inscrição Acessos Impressão Envios Painel Estações Credenciais",
    "en": "Check-in Walk-in Access Printing Deliveries Dashboard Stations Badges",
}


class TestManyTabs:
    """Every tab that a station can have, in a window as small as one may be."""

    @pytest.fixture
    def bar(self, show):
        made = show(TopBar(dict.fromkeys(NAMES, "search")))
        made.set_compact(compact=True)
        made.show_words("LACNIC 46", "Coordinación", "Lucía R.", "es")
        made.show_clock("09:14")
        return made

    def say(self, bar, lang, width=1024):
        bar.resize(width, 72)
        bar.set_texts("Acreditación", dict(zip(NAMES, WORDS[lang].split(), strict=True)))
        bar.layout().activate()

    @pytest.mark.parametrize("lang", WORDS)
    def test_all_of_them_are_whole_beside_the_clock(self, bar, lang):
        self.say(bar, lang)
        for tab, after in pairwise((*bar.tabs.values(), bar.language, bar.clock)):
            assert tab.geometry().right() < after.geometry().left()
        assert all(tab.width() >= tab.sizeHint().width() for tab in bar.tabs.values())
        assert bar.clock.geometry().right() <= 1024

    def test_with_room_they_have_their_usual_size(self, bar):
        self.say(bar, "es")
        narrow = bar.tabs["search"].sizeHint().width()
        self.say(bar, "es", 1400)
        assert bar.tabs["search"].sizeHint().width() > narrow

    def test_a_tab_less_gives_the_others_their_size_back(self, bar):
        self.say(bar, "es")
        narrow = bar.tabs["search"].sizeHint().width()
        for name in NAMES[4:]:
            bar.show_tab(name, shown=False)
        assert bar.tabs["search"].sizeHint().width() > narrow

    @pytest.mark.parametrize("width", [1024, 1920])
    def test_the_words_are_there_in_either_size(self, bar, width, colours):
        self.say(bar, "es", width)
        bar.open_tab("stations")
        assert theme.SUN in colours(bar.tabs["stations"])
        assert len(colours(bar.tabs["panel"])) > 2


class TestParts:
    def test_a_tab_is_taller_than_a_finger(self, show):
        tab = show(Tab("search"))
        tab.setText("Buscar")
        assert tab.sizeHint().height() == 72

    def test_an_empty_word_hides_itself(self, show):
        word = show(IconWord("user", focusable=False))
        word.set_word("")
        assert not word.isVisible()
        word.set_word("Lucía")
        assert word.isVisible()

    def test_only_what_opens_something_takes_the_keyboard(self):
        assert IconWord("user", focusable=False).focusPolicy() == Qt.FocusPolicy.NoFocus
        assert IconWord("languages", focusable=True).focusPolicy() == Qt.FocusPolicy.TabFocus

    @pytest.mark.parametrize("name", list(Theme))
    def test_the_divider_is_one_pixel_wide(self, dress, show, pixel, name):
        t = dress(name)
        divider = show(Divider(), 49, 32)
        line = t.border if t.high_contrast else theme.TRACK_DEEP
        assert pixel(divider, 24, 16) == line
        assert line not in {pixel(divider, 22, 16), pixel(divider, 26, 16)}

    @pytest.mark.parametrize("px", [24, 42, 80])
    def test_the_mark_keeps_its_size_and_colours(self, show, colours, px):
        mark = show(EventMark(px), px, px)
        assert (mark.width(), mark.height()) == (px, px)
        assert (mark.sizeHint().width(), mark.sizeHint().height()) == (px, px)
        assert theme.MARK_FIELD in colours(mark)


class TestStatusBar:
    @pytest.mark.parametrize("name", list(Theme))
    def test_it_is_a_surface_with_a_line_above(self, dress, foot, pixel, name):
        t = dress(name)
        assert pixel(foot, 5, 0) == t.border
        assert pixel(foot, 5, 30) == t.surface

    @pytest.mark.parametrize("name", list(Theme))
    def test_icons_wear_the_tone_of_their_health(self, dress, foot, colours, name):
        t = dress(name)
        assert {t.ok_fg, t.warn_fg} <= colours(foot)

    def test_it_reads_all_items_to_the_blind(self, foot):
        assert (
            foot.accessibleName()
            == "Lista de las 09:41 hace 3 min · Impresora lista · Esperan 4 credenciales"
        )

    @pytest.mark.parametrize(
        ("done", "expected", "part"),
        [(0, 587, 0), (281, 587, 0.48), (587, 587, 1), (600, 587, 1), (5, 0, 0)],
    )
    def test_the_bar_is_as_full_as_the_house(self, foot, pixel, done, expected, part):
        foot.show_count(done, expected, ("Acreditados", "de"))
        image = foot.grab().toImage()
        left = 1920 - 28 - 150
        lit = [x for x in range(left, left + 150) if pixel(image, x, 27) == theme.LIGHT.primary]
        assert len(lit) == pytest.approx(150 * part, abs=4)

    def test_the_trough_has_an_edge_in_high_contrast(self, dress, foot, pixel):
        foot.show_count(0, 587, ("Acreditados", "de"))
        dress(Theme.HIGH_CONTRAST)
        assert pixel(foot, 1920 - 28 - 75, 22) == "#FFFFFF"

    def test_narrow_bars_drop_items_from_the_right(self, show, colours):
        bar = show(StatusBar(), 700, 52)
        bar.show_items(HEALTH)
        bar.show_count(281, 587, ("Acreditados", "de"))
        found = colours(bar)
        assert theme.LIGHT.ok_fg in found
        assert theme.LIGHT.warn_fg not in found
        assert theme.LIGHT.primary in found

    def test_the_first_item_is_cut_rather_than_dropped(self, show, colours):
        bar = show(StatusBar(), 420, 52)
        bar.show_items(HEALTH[:1])
        bar.show_count(281, 587, ("Acreditados", "de"))
        assert theme.LIGHT.ok_fg in colours(bar)

    def test_it_keeps_its_height(self, foot):
        assert foot.height() == foot.sizeHint().height() == 52


class TestSmallWindows:
    def test_the_operator_goes_before_the_clock_is_cut(self, qtbot, top):
        top.show_words("LACNIC 46", "Mesa 2", "Lucía Rodríguez", "es")
        top.show_clock("09:14")
        top.resize(2400, 72)
        assert top.operator.isVisibleTo(top)

        top.resize(400, 72)
        assert not top.operator.isVisibleTo(top)

        top.resize(2400, 72)
        assert top.operator.isVisibleTo(top)

    @pytest.mark.parametrize("width", range(560, 1500, 47))
    def test_a_clock_that_comes_late_cuts_no_name(self, top, width):
        top.resize(width, 72)
        top.show_words("LACNIC 46", "Mesa 2", "Lucía Rodríguez", "es")
        for clock in ("09:14", "20:08:44"):
            top.show_clock(clock)
            QApplication.processEvents()
            name = top.event_name
            assert not name.isVisible() or name.shown() == "LACNIC 46"
            assert top.clock.shown() == clock
