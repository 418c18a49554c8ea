"""The stations on the panel: one line each, hidden where a station works alone."""

from __future__ import annotations

import dataclasses
import itertools

import pytest
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui.dashboard.page import PanelPage
from kiosk.ui.dashboard.state import PanelState
from kiosk.ui.dashboard.stations_card import PanelStations, StationOfPanel
from kiosk.ui.desk.state import DeskState
from kiosk.ui.stations.state import StationLine
from kiosk.ui.widgets.chip import Tone

LINES = tuple(StationLine(f"Mesa {n}", "Mesa", str(n), f"hace {n} s") for n in range(1, 7))
BAD = StationLine("Puerta A", "Puerta", "12", "hace 4 minutos", Tone.WARN)


@pytest.fixture
def card(qtbot):
    made = PanelStations()
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(420, 300)
    return made


def views(card) -> list[StationOfPanel]:
    QApplication.processEvents()
    return [one for one in card.findChildren(StationOfPanel) if not one.isHidden()]


def test_alone_there_is_no_card(card):
    card.show_stations(())
    assert card.isHidden()


def test_each_has_its_line_in_order(card):
    card.show_stations(LINES[:3])
    card.show()
    assert [one.name.text() for one in views(card)] == ["Mesa 1", "Mesa 2", "Mesa 3"]
    assert [one.waiting.text() for one in views(card)] == ["1", "2", "3"]
    assert [one.heard.text() for one in views(card)] == ["hace 1 s", "hace 2 s", "hace 3 s"]


def test_trouble_is_said_in_another_weight_not_only_in_colour(card):
    card.show_stations((BAD, LINES[0]))
    card.show()
    first, second = views(card)
    assert first.bad.isVisible()
    assert not first.heard.isVisible()
    assert second.heard.isVisible()
    assert not second.bad.isVisible()


def test_ages_change_in_place(card):
    card.show_stations(LINES[:2])
    card.show()
    before = views(card)
    card.show_stations(tuple(dataclasses.replace(one, heard="hace 9 s") for one in LINES[:2]))
    assert views(card) == before
    assert {one.heard.text() for one in before} == {"hace 9 s"}


def test_another_number_of_stations_is_drawn_anew(card):
    card.show_stations(LINES[:2])
    card.show()
    card.show_stations(LINES[:5])
    assert len(views(card)) == 5
    card.show_stations(())
    assert card.isHidden()
    card.show_stations(LINES[:1])
    assert [one.name.text() for one in views(card)] == ["Mesa 1"]


@pytest.mark.parametrize(("count", "seen"), [(1, 1), (4, 4), (6, 4)])
def test_many_scroll(card, count, seen):
    card.show_stations(LINES[:count])
    card.show()
    assert card.lines.height() == seen * views(card)[0].height()


def test_nothing_overlaps_in_a_narrow_card(card):
    long = dataclasses.replace(BAD, name="Puerta de la Asamblea General Extraordinaria")
    card.resize(330, 200)
    card.show_stations((long,))
    card.show()
    (line,) = views(card)
    parts = (line.name, line.role, line.waiting, line.bad)
    edges = [(part.geometry().left(), part.geometry().right()) for part in parts]
    assert all(right < left for (_l, right), (left, _r) in itertools.pairwise(edges))
    assert edges[-1][1] <= line.width()


@pytest.mark.parametrize("chosen", list(Theme))
def test_it_draws_in_every_theme(card, dress, chosen):
    tokens = dress(chosen)
    card.show_stations((BAD, *LINES))
    card.show()
    QApplication.processEvents()
    image = card.grab().toImage()
    assert image.pixelColor(image.width() // 2, 12).name().upper() == tokens.surface.upper()


@pytest.mark.parametrize(("lang", "words"), [("pt", "Estações"), ("en", "Stations")])
def test_its_words_follow_the_language(card, lang, words):
    texts.use(lang)
    card.retranslate()
    assert card.title.text() == words


def test_the_panel_shows_it_where_there_are_others(qtbot):
    page = PanelPage()
    qtbot.addWidget(page)
    page.retranslate()
    page.resize(1280, 700)
    page.show()
    page.draw(DeskState(panel=PanelState()))
    assert not page.stations.isVisible()
    page.draw(DeskState(panel=PanelState(stations=(BAD, *LINES))))
    assert page.stations.isVisible()
    assert page.stations.title.text() == "Estaciones"
