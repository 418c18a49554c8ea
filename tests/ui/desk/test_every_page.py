"""Every page of the desk in the smallest windows, in every language, and by keyboard alone."""

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from kiosk import texts
from kiosk.ui.desk.view import DeskView
from tests.ui.desk.filled import PAGES
from tests.ui.seen import controls, nameless, settle, tab_stops, troubles

SIZES = ((1024, 700), (1280, 800))


@pytest.fixture
def make_view(qtbot):
    def make():
        made = DeskView()
        qtbot.addWidget(made)
        made.resize(*SIZES[1])
        made.show()
        qtbot.waitExposed(made)
        return made

    return make


@pytest.fixture
def view(make_view):
    return make_view()


def speak(view, language):
    texts.use(language)
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))


def found_on_pages(view, look):
    """Name of each page that something was found on, and what."""
    found = {}
    for name, state in PAGES.items():
        view.show_state(state)
        settle()
        found[name] = look(view)
    return {name: said for name, said in found.items() if said}


@pytest.mark.parametrize("language", ["es", "pt", "en"])
@pytest.mark.parametrize("size", SIZES, ids=["1024x700", "1280x800"])
def test_no_word_is_cut_and_nothing_lies_over_another(view, size, language):
    view.resize(*size)
    speak(view, language)

    assert found_on_pages(view, troubles) == {}


def test_tab_leads_to_everything_that_can_be_used(view, qtbot):
    def out_of_reach(shown):
        stops = tab_stops(shown, qtbot)
        return [type(one).__name__ for one in controls(shown) if one not in stops]

    assert found_on_pages(view, out_of_reach) == {}


def test_a_screen_reader_has_a_name_for_everything(view):
    assert found_on_pages(view, nameless) == {}


def test_what_was_drawn_in_another_language_leaves_no_word_of_it(make_view):
    former, fresh = make_view(), make_view()
    speak(former, "en")
    assert found_on_pages(former, words_of)
    for shown in (former, fresh):
        speak(shown, "es")

    assert found_on_pages(former, words_of) == found_on_pages(fresh, words_of)


def test_pages_look_alike_whatever_was_in_front_before(view):
    first = found_on_pages(view, places_of)

    assert found_on_pages(view, places_of) == first


def words_of(window):
    """All words that are seen, said aloud or shown under the pointer."""
    return sorted(
        (kind_of(one), text_of(one), one.accessibleName(), one.toolTip())
        for one in shown_in(window)
    )


def places_of(window):
    return sorted((kind_of(one), one.geometry().getRect()) for one in shown_in(window))


def shown_in(window):
    return [one for one in window.findChildren(QWidget) if one.isVisible()]


def kind_of(widget):
    return type(widget).__name__


def text_of(widget):
    return widget.text() if callable(getattr(widget, "text", None)) else ""
