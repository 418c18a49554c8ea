"""The desk's page of deliveries: what was refused and why, send again, settle; and the bar."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from kiosk.app import scene_sources
from kiosk.app.delivery_states import deliveries_state
from kiosk.domain.delivery import Delivery
from kiosk.services import sync
from kiosk.ui.desk.deliveries_page import EntryLine
from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone


@pytest.fixture
def told(desk):
    """A desk whose source refused two of four entries."""
    desk.read(scene_sources.well)
    return refreshed(desk)


def refreshed(desk):
    desk.controller.refresh()
    desk.until(lambda: desk.model.sources)
    return desk


def opened(desk):
    """The page, once its lines are shown: Qt shows what joins a layout with its next event."""
    desk.view.tab_chosen.emit(Page.DELIVERIES.value)
    desk.until(lambda: lines(desk.view.deliveries))
    return desk.view.deliveries


def lines(page):
    return [line for line in page.findChildren(EntryLine) if not line.isHidden()]


def words(desk):
    return [(item.before, item.strong, item.tone) for item in desk.view._state.status.items]


def test_without_sources_there_is_no_tab(desk):
    assert not desk.view.top.tabs[Page.DELIVERIES.value].isVisible()


def test_the_bar_says_what_waits_and_what_was_refused(told):
    assert ("Rechazados", "2", Tone.WARN) in words(told)
    assert ("Por subir", "2", Tone.MUTE) in words(told)
    assert words(told)[0][0] == "Lista al día"
    assert told.view.top.tabs[Page.DELIVERIES.value].isVisible()


def test_without_network_the_bar_says_of_when_the_list_is(desk):
    desk.read(scene_sources.in_trouble)
    refreshed(desk)

    first = desk.view._state.status.items[0]
    assert (first.before, first.after, first.tone) == ("Lista de", "· sin conexión", Tone.WARN)
    opened(desk)
    (source,) = desk.view._state.deliveries.sources
    assert "tickets.example.org" in source.problem


def test_a_click_on_the_bar_opens_the_page(told, qtbot):
    bar = told.view.status
    bar.grab()
    place = next(where for where, page in bar._places if page)
    qtbot.mouseClick(bar, Qt.MouseButton.LeftButton, pos=place.center().toPoint())
    told.idle()

    assert told.page is Page.DELIVERIES


def test_refused_ones_come_first_in_the_words_of_the_server(told):
    rows = opened(told).rows

    assert [row.state.text for row in rows] == ["Rechazado", "Rechazado", "En espera", "En espera"]
    assert rows[1].words == "This order is not paid."
    assert [(row.can_retry, row.can_settle) for row in rows[1:3]] == [(True, True), (False, False)]


def test_send_again_lets_it_wait_and_asks_for_a_run(told, qtbot):
    line = lines(opened(told))[0]
    with qtbot.waitSignal(told.controller.deliveries.sync_wanted, timeout=8000):
        line.retry.click()
    told.idle()

    states = [row.state.text for row in told.view.deliveries.rows]
    assert states.count("Rechazado") == 1
    assert states.count("En espera") == 3


def test_settling_asks_why_and_keeps_who_and_why(told):
    page = opened(told)
    entry = page.rows[0].entry_id
    lines(page)[0].settle.click()
    assert page.reason.isVisible()

    told.press(Qt.Key.Key_2, page)
    told.press(Qt.Key.Key_Return, page)
    told.idle()

    assert not page.reason.isVisible()
    (row,) = told.read(lambda ctx: sync.deliveries(ctx, None, Delivery.GIVEN_UP, 10))
    assert (row.entry_id, row.settled_why) == (entry, "El servidor tiene razón")
    assert row.settled_by


def test_without_a_reason_nothing_is_settled(told):
    page = opened(told)
    lines(page)[0].settle.click()
    told.press(Qt.Key.Key_Return, page)

    assert page.reason.isVisible()
    assert not told.read(lambda ctx: sync.deliveries(ctx, None, Delivery.GIVEN_UP, 10))


def test_escape_leaves_the_question_and_then_the_page(told):
    page = opened(told)
    lines(page)[0].settle.click()
    told.press(Qt.Key.Key_Escape, page)
    assert (told.page, page.reason.isVisible()) == (Page.DELIVERIES, False)

    told.press(Qt.Key.Key_Escape, page)
    assert told.page is Page.SEARCH


def test_synchronise_now_says_so_and_shows_that_it_runs(told, qtbot):
    page = opened(told)
    with qtbot.waitSignal(told.controller.deliveries.sync_wanted, timeout=8000):
        page.sources.sync.click()
    told.controller.deliveries.show_running(True)
    assert not page.sources.sync.isEnabled()
    told.controller.deliveries.show_running(False)
    told.idle()

    assert page.sources.sync.isEnabled()


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)], ids=str)
def test_nothing_is_cut_at_any_size(told, size, problems_of):
    page = opened(told)
    told.view.resize(*size)
    lines(page)[0].settle.click()

    assert problems_of(page) == {}


class Asker:
    """Sources that answer when the test says so."""

    def __init__(self) -> None:
        self.ready = True
        self.asked = []

    def ask(self, code, done) -> None:
        self.asked.append((code, done))


def test_an_unknown_code_is_asked_of_its_source_and_then_decided(told):
    told.controller.asker = asker = Asker()
    told.scan("NOBODY123")
    ((code, done),) = asker.asked
    assert code == "NOBODY123"
    assert "preguntando" in told.message

    done()
    told.idle()

    assert "preguntando" not in told.message
    assert told.message


def test_the_desk_goes_on_while_a_source_is_asked(told):
    told.controller.asker = asker = Asker()
    told.scan("NOBODY123")
    told.scan("code-jose")
    shown = told.model.chosen.card.person.person_id
    asker.asked[0][1]()
    told.idle()

    assert (shown, told.model.chosen.card.person.person_id) == ("jose", "jose")


def test_a_source_that_another_station_tells_is_said_so(told):
    (mine,) = told.model.sources
    quiet = replace(mine, waiting=0, refused=0, error=None, told_elsewhere=True)
    (line,) = _lines(told, quiet)
    assert line.counts.endswith("· los envíos los hace la estación que publica la lista")
    assert line.tone is Tone.OK
    (line,) = _lines(told, replace(quiet, waiting=3))
    assert "por subir 3" in line.counts


def _lines(desk, *sources):
    held = replace(desk.model, sources=sources)
    return deliveries_state(held, desk.controller.place, sources[0].list_at).sources
