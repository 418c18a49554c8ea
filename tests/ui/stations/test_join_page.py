"""The field for an invitation beside the list of stations: typed, scanned, kept, forgotten."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui.stations.state import Side, SideState, StationsState
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.paragraph import Paragraph
from tests.ui.heard import heard

TEXT = "192.168.1.5:4222/e1/AAAAA-BBBBB"
WORDS = (
    "Escanee el QR que muestra la central, o escriba el texto que está debajo.",
    "La lista de esta estación pasa a ser la de la central. Quien no está en ella sigue solo aquí.",
    "Los ingresos y las altas que ya anotó no se pierden: se envían a las otras.",
)
ALONE = SideState(title="Varias", action="Compartir", second="Unirse a una central")
JOIN = SideState(Side.JOIN, "Unirse a una central", WORDS, "Unirse", "radio", second="Volver")
BUSY = dataclasses.replace(JOIN, action="Uniéndose a la central…", second="Detener", busy=True)


@pytest.fixture
def show(show):
    """show(side): the page with that beside the list, in which no station stands."""
    return lambda side: show(StationsState(side=side))


def test_a_station_alone_may_join_instead_of_sharing(show, qtbot):
    page = show(ALONE)
    shares, joins = heard(page.action_pressed), heard(page.join_opened)
    assert page.side.words.second.text() == "Unirse a una central"
    qtbot.mouseClick(page.side.words.second, Qt.MouseButton.LeftButton)
    assert (shares, joins) == ([], [None])


def test_without_words_there_is_no_second_button(show):
    page = show(dataclasses.replace(ALONE, second=""))
    assert not page.side.words.second.isVisible()
    assert page.side.words.main.isVisible()


def test_what_becomes_of_the_list_is_said_before_anybody_joins(show):
    join = show(JOIN).side.join
    assert join.title.text() == "Unirse a una central"
    assert tuple(words.text() for words in join.words if words.isVisible()) == WORDS


def test_the_field_has_the_keyboard_as_soon_as_it_is_there(show):
    show(ALONE)
    page = show(JOIN)
    assert page.side.join.invitation.line.hasFocus()


def test_it_has_the_keyboard_again_when_somebody_comes_back(show):
    page = show(JOIN)
    page.side.join.main.setFocus()
    page.enter()
    assert page.side.join.invitation.line.hasFocus()


def test_the_page_has_the_keyboard_when_the_field_is_gone(show):
    show(ALONE)
    show(JOIN)
    page = show(ALONE)
    assert page.hasFocus()


@pytest.mark.parametrize("how", ["button", "enter"])
def test_what_is_typed_is_told_by_button_and_by_enter(show, qtbot, how):
    page = show(JOIN)
    told = heard(page.join_wanted)
    qtbot.keyClicks(page.side.join.invitation.line, f"  {TEXT} ")
    if how == "enter":
        qtbot.keyClick(page.side.join.invitation.line, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(page.side.join.main, Qt.MouseButton.LeftButton)
    assert told == [TEXT]


def test_a_scan_takes_the_place_of_what_was_typed(show, qtbot):
    page = show(JOIN)
    told = heard(page.join_wanted)
    qtbot.keyClicks(page.side.join.invitation.line, "half of ano")
    page.side.join.take("HUB.GEYDOLRQ")
    assert told == []
    qtbot.keyClick(page.side.join.invitation.line, Qt.Key.Key_Return)
    assert told == ["HUB.GEYDOLRQ"]


def test_the_longest_invitation_fits_whole(show):
    long = "HUB." + "A" * 600
    page = show(JOIN)
    page.side.join.take(long)
    assert page.side.join.invitation.text() == long


def test_while_it_joins_nothing_is_changed_nor_asked_for_twice(show, qtbot):
    page = show(JOIN)
    page.side.join.take(TEXT)
    show(BUSY)
    told, left = heard(page.join_wanted), heard(page.join_left)
    line = page.side.join.invitation.line
    qtbot.keyClicks(line, "x")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.mouseClick(page.side.join.main, Qt.MouseButton.LeftButton)
    assert (told, line.text()) == ([], TEXT)
    assert page.side.join.main.text() == "Uniéndose a la central…"
    qtbot.mouseClick(page.side.join.second, Qt.MouseButton.LeftButton)
    assert left == [None]


def test_after_a_refusal_the_text_is_there_to_be_mended(show):
    page = show(JOIN)
    page.side.join.take(TEXT)
    show(BUSY)
    show(dataclasses.replace(JOIN, problem="La invitación venció. Pida otra."))
    assert page.side.problem.text() == "La invitación venció. Pida otra."
    assert page.side.join.invitation.text() == TEXT
    assert not page.side.join.invitation.line.isReadOnly()


def test_a_forgotten_invitation_cannot_be_brought_back(show):
    page = show(JOIN)
    page.side.join.take(TEXT)
    page.side.join.forget()
    page.side.join.invitation.line.undo()
    assert page.side.join.invitation.text() == ""


def test_escape_in_the_field_goes_back(show, qtbot):
    page = show(JOIN)
    told = heard(page.escaped)
    qtbot.keyClick(page.side.join.invitation.line, Qt.Key.Key_Escape)
    assert told == [None]


@pytest.mark.parametrize("size", [(1864, 880), (1248, 640), (992, 520)], ids=str)
@pytest.mark.parametrize("side", [ALONE, JOIN, BUSY], ids=["alone", "join", "busy"])
def test_nothing_is_cut_at_any_size(show, page, side, size):
    page.set_compact(compact=size[0] < 1600)
    page.resize(*size)
    show(dataclasses.replace(side, problem="La invitación ya fue usada. Pida otra."))
    assert page.size().toTuple() == size
    shown = [*page.side.findChildren(Button), *page.side.findChildren(Paragraph)]
    places = [
        (one, one.rect().translated(one.mapTo(page, one.rect().topLeft())))
        for one in (*shown, page.side.join.invitation.line)
        if one.isVisible()
    ]
    for one, place in places:
        assert page.rect().contains(place), one
        assert not [b for other, b in places if other is not one and b.intersects(place)], one
    for words in page.side.join.words if side is not ALONE else ():
        assert not words.isVisible() or words.height() >= words.heightForWidth(words.width())


@pytest.mark.parametrize("chosen", list(Theme))
def test_it_draws_in_every_theme(show, dress, chosen):
    tokens = dress(chosen)
    image = show(JOIN).grab().toImage()
    found = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 9)
    }
    assert tokens.surface.upper() in found


@pytest.mark.parametrize(("lang", "label"), [("pt", "Convite"), ("en", "Invitation")])
def test_its_label_speaks_the_language_in_force(show, page, lang, label):
    show(JOIN)
    texts.use(lang)
    page.retranslate()
    assert page.side.join.invitation.label.text() == label
    assert page.side.join.invitation.line.accessibleName() == label
