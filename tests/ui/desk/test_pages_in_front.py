"""Only the page in front is drawn, and a page that comes to the front shows what is true by then."""

import dataclasses

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.ui.dashboard.state import Figure, PanelState
from kiosk.ui.desk.state import (
    AccessState,
    DeliveriesState,
    DeliveryLine,
    DeskState,
    FormData,
    Page,
    WalkInState,
)
from kiosk.ui.desk.view import DeskView
from kiosk.ui.printing.job_line import JobLine
from kiosk.ui.printing.state import PrintRow, PrintsState
from kiosk.ui.widgets.chip import ChipData, Tone

WAITING = ChipData("Esperando", Tone.SOFT, "clock")
QUEUE = PrintsState(tuple(PrintRow(f"j{n}", f"Persona {n}", "09:14", WAITING) for n in range(60)))
FULL = DeskState(
    prints=QUEUE,
    access=AccessState(name="José Núñez Ibáñez"),
    panel=PanelState(figures=(Figure("id-card", "312", "acreditados"),)),
    deliveries=DeliveriesState(rows=(DeliveryLine("e1", "José", "09:14", WAITING),)),
)
FULL_PAGES = (Page.WALK_IN, Page.ACCESS, Page.PRINTS, Page.DELIVERIES, Page.PANEL)


@pytest.fixture
def view(qtbot):
    made = DeskView()
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    return made


@pytest.fixture
def drawn(view, monkeypatch):
    """The pages that were drawn, in order."""
    pages = []

    def watch(page):
        draw = view._full[page].draw

        def noting(state):
            pages.append(page)
            draw(state)

        monkeypatch.setattr(view._full[page], "draw", noting)

    for page in view._full:
        watch(page)
    return pages


def on(page: Page, **more) -> DeskState:
    return dataclasses.replace(FULL, page=page, **more)


@pytest.mark.parametrize("page", [Page.SEARCH, Page.ALREADY])
def test_behind_the_search_nothing_is_drawn(view, drawn, page):
    view.show_state(on(page))
    assert drawn == []
    assert view.prints.findChildren(JobLine) == []


@pytest.mark.parametrize("page", FULL_PAGES)
def test_the_page_in_front_is_the_only_one_drawn(view, drawn, page):
    view.show_state(on(page))
    assert drawn == [page]


def lines_of(view):
    return [line for line in view.prints.findChildren(JobLine) if line.isVisible()]


def test_a_page_that_comes_to_the_front_shows_what_happened_meanwhile(view):
    view.show_state(on(Page.PRINTS))
    assert len(lines_of(view)) == 60
    view.show_state(on(Page.SEARCH, prints=PrintsState(QUEUE.rows[:2])))
    view.show_state(on(Page.PRINTS, prints=PrintsState(QUEUE.rows[:3])))
    assert len(lines_of(view)) == 3


def test_a_page_is_drawn_before_it_takes_the_cursor(view, monkeypatch):
    order = []
    monkeypatch.setattr(view.panel, "draw", lambda _state: order.append("draw"))
    monkeypatch.setattr(view.panel, "enter", lambda: order.append("enter"))
    view.show_state(on(Page.PANEL))
    assert order == ["draw", "enter"]


def test_what_was_typed_stays_while_another_page_is_in_front(view):
    view.show_state(on(Page.WALK_IN))
    view.walk_in.form.fill(FormData(given_name="João", family_name="Lima"))
    for page in (Page.SEARCH, Page.PANEL, Page.WALK_IN):
        view.show_state(on(page))
    assert view.walk_in.form.data().given_name == "João"


def test_a_form_that_began_anew_behind_another_page_is_empty_in_front(view):
    view.show_state(on(Page.WALK_IN))
    view.walk_in.form.fill(FormData(given_name="João", family_name="Lima"))
    view.show_state(on(Page.SEARCH, walk_in=WalkInState(serial=1)))
    view.show_state(on(Page.WALK_IN, walk_in=WalkInState(serial=1)))
    assert view.walk_in.form.data().given_name == ""


def test_a_page_that_was_hidden_speaks_the_language_in_force(view):
    view.show_state(on(Page.SEARCH))
    try:
        texts.use("en")
        QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
        view.show_state(on(Page.DELIVERIES))
        assert view.deliveries.title.text() == "Deliveries"
    finally:
        texts.use("es")
