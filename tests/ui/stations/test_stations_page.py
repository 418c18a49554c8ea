"""The page of stations alone: it draws any state in any size, and tells what was pressed."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from kiosk import texts
from kiosk.domain.settings import Theme
from kiosk.ui.stations.conflicts_card import ConflictLine
from kiosk.ui.stations.page import StationsPage
from kiosk.ui.stations.state import (
    ConflictRow,
    InvitationState,
    InviteForm,
    Side,
    SideState,
    StationRow,
    StationsState,
)
from kiosk.ui.widgets.button import Button
from kiosk.ui.widgets.chip import ChipData, Tone
from tests.ui.heard import heard

LONG = "Puerta de la Asamblea General Extraordinaria de Asociados, lado norte"
FACTS = "587 personas en la lista · por enviar: 0 · batería 82 % · reloj en hora · versión 0.9.0"


def row(name: str, tone: Tone = Tone.OK, **more: str) -> StationRow:
    wrong = "No se la oye: la última señal fue hace 4 minutos." if tone is Tone.WARN else ""
    made = StationRow(
        name, name, "Puerta de sala", ChipData("hace 2 s", tone), FACTS, wrong, tone, "Dar de baja"
    )
    return dataclasses.replace(made, **more)


ROWS = (row("Puerta B", Tone.WARN), row("Mesa 1"), row("Puerta C", Tone.MUTE), row("Mesa 2"))
TWICE = tuple(
    ConflictRow(f"c{n}", f"Ana Silva {n} · Entrada", "Mesa 1 a las 09:01 · Mesa 2 a las 09:05")
    for n in range(5)
)
ALONE = SideState(title="Varias estaciones", words=("Comparta.", "Déjela."), action="Compartir")
OFFICE = SideState(
    Side.OFFICE,
    "Invitar una estación",
    ("La central está en marcha.",),
    "Crear invitación",
    "qr-code",
    (("desk", "Mesa"), ("door", "Puerta")),
)
INVITATION = InvitationState(
    ("# #", " # ", "###"), ("10.0.0.5:4222/e1/", "AAAAA-BBBBB-", "CCCCC"), "vence en 14:59"
)
INVITED = SideState(Side.INVITATION, "Invitación", ("Escanee:",), "Volver", invitation=INVITATION)
ASKED = SideState(Side.QUESTION, "¿Dar de baja «Mesa 1»?", ("Deja.",), "Dar de baja", "ban")
SIDES = {"alone": ALONE, "office": OFFICE, "invited": INVITED, "asked": ASKED}


def state(side: SideState = OFFICE, **more: object) -> StationsState:
    made = StationsState("Se oyen 3 de 4.", ("No se igualan.",), TWICE[:2], ROWS, side)
    return dataclasses.replace(made, **more)


def test_an_invitation_of_the_list_is_told_apart_from_a_station(show):
    waiting = row("Invitación", Tone.SOFT, station="i1", invitation=True)
    page = show(state(rows=(*ROWS, waiting)))
    stations, invitations = heard(page.revoked), heard(page.invitation_revoked)
    page.lines[-1].revoke.click()
    assert (stations, invitations) == ([], ["i1"])
    page.lines[0].revoke.click()
    assert stations == ["Puerta B"]


def test_an_invitation_can_be_left_or_withdrawn(show):
    words = ("Escanee:", "Si vuelve, sigue abierta.")
    page = show(state(dataclasses.replace(INVITED, words=words, second="Retirar")))
    card, told = page.side.invitation, heard(page.withdrawn)
    assert card.stays.text() == words[1]
    for compact in (True, False):
        card.set_compact(compact=compact)
        assert card.stays.isVisible() is not compact
    card.withdraw.click()
    assert told == [None]
    assert not show(state(INVITED)).side.invitation.withdraw.isVisible()
    busy = show(state(dataclasses.replace(INVITED, second="Retirando…", busy=True)))
    assert not busy.side.invitation.withdraw.isEnabled()


def names(page: StationsPage) -> list[str]:
    return [line.name.text() for line in page.lines]


def test_the_stations_stand_in_the_order_that_is_told(show):
    page = show(state())
    assert names(page) == ["Puerta B", "Mesa 1", "Puerta C", "Mesa 2"]
    assert page.lines[0].wrong.text().startswith("No se la oye")
    assert page.lines[0].facts.text() == f"Puerta de sala · {FACTS}"


def test_what_is_well_says_nothing_wrong(show):
    line = show(state()).lines[1]
    assert not line.wrong.isVisible()
    assert line.heard.chip == ChipData("hace 2 s", Tone.OK)


def test_an_age_that_grows_is_drawn_in_place(show):
    page = show(state())
    before = page.lines
    older = tuple(dataclasses.replace(r, heard=ChipData("hace 3 s", r.tone)) for r in ROWS)
    show(state(rows=older))
    assert page.lines == before
    assert {line.heard.chip.text for line in page.lines} == {"hace 3 s"}


def test_a_station_that_falls_silent_changes_its_sign_in_place(show):
    page = show(state(rows=(row("Mesa 1"),)))
    line = page.lines[0]
    show(state(rows=(row("Mesa 1", Tone.WARN),)))
    assert page.lines[0] is line
    assert line.row.tone is Tone.WARN
    assert line.wrong.isVisible()


def test_a_new_order_is_drawn_anew(show):
    page = show(state())
    show(state(rows=ROWS[::-1]))
    assert names(page) == ["Mesa 2", "Puerta C", "Mesa 1", "Puerta B"]


def test_nobody_there_leaves_no_lines(show):
    page = show(state())
    show(state(rows=()))
    assert page.lines == ()


def test_a_line_says_which_station_is_to_go(show, qtbot):
    page = show(state())
    told = heard(page.revoked)
    qtbot.mouseClick(page.lines[2].revoke, Qt.MouseButton.LeftButton)
    assert told == ["Puerta C"]


def test_a_station_that_cannot_be_revoked_has_no_button(show):
    page = show(state(rows=(row("Mesa 1", revoke=""),)))
    assert not page.lines[0].revoke.isVisible()


@pytest.mark.parametrize("advice", [(), ("Uno.",), ("Uno.", "Dos.")], ids=len)
def test_what_does_not_agree_is_said_above(show, advice):
    page = show(state(advice=advice))
    assert [words.text() for words in page.advice if words.isVisible()] == list(advice)


class TestTwice:
    def test_the_card_is_there_only_where_somebody_was_admitted_twice(self, show):
        page = show(state())
        assert page.conflicts.isVisible()
        assert page.conflicts.title.text() == "2 ingresos dobles"
        show(state(conflicts=()))
        assert not page.conflicts.isVisible()
        assert page.conflicts.rows == ()

    def test_one_is_said_as_one(self, show):
        assert show(state(conflicts=TWICE[:1])).conflicts.title.text() == "1 ingreso doble"

    def test_seen_tells_which(self, show, qtbot):
        page = show(state())
        told = heard(page.put_away)
        second = page.conflicts.findChildren(ConflictLine)[1]
        qtbot.mouseClick(second.seen, Qt.MouseButton.LeftButton)
        assert told == ["c1"]

    @pytest.mark.parametrize(("count", "seen"), [(1, 1), (3, 3), (5, 3)])
    def test_many_scroll_in_their_card(self, show, count, seen):
        card = show(state(conflicts=TWICE[:count])).conflicts
        line = card.findChildren(ConflictLine)[0]
        assert card.lines.height() == seen * line.height()


class TestSide:
    @pytest.mark.parametrize("name", SIDES)
    def test_each_side_shows_its_title_and_only_its_page(self, show, name):
        page = show(state(SIDES[name]))
        pages = {
            "alone": page.side.words,
            "office": page.side.office,
            "invited": page.side.invitation,
            "asked": page.side.question,
        }
        assert [key for key, one in pages.items() if one.isVisible()] == [name]
        assert pages[name].title.text() == SIDES[name].title

    def test_words_that_are_not_there_take_no_room(self, show):
        side = show(state(ALONE)).side.words
        assert [w.text() for w in side.words if w.isVisible()] == ["Comparta.", "Déjela."]

    def test_a_member_has_no_button(self, show):
        side = show(state(SideState(title="Comparte"))).side
        assert not side.words.main.isVisible()

    def test_sharing_is_told(self, show, qtbot):
        page = show(state(ALONE))
        told = heard(page.action_pressed)
        qtbot.mouseClick(page.side.words.main, Qt.MouseButton.LeftButton)
        assert told == [None]

    def test_while_it_works_nothing_can_be_pressed(self, show, qtbot):
        page = show(state(dataclasses.replace(ALONE, busy=True)))
        told = heard(page.action_pressed)
        qtbot.mouseClick(page.side.words.main, Qt.MouseButton.LeftButton)
        assert told == []

    @pytest.mark.parametrize(
        ("role", "name"), [("", ""), ("door", "Puerta C"), ("desk", "  Mesa 3 ")]
    )
    def test_an_invitation_is_asked_for_with_role_and_name(self, show, qtbot, role, name):
        page = show(state(OFFICE))
        told = heard(page.invited)
        page.side.office.role.set_value(role)
        qtbot.keyClicks(page.side.office.name.line, name)
        qtbot.mouseClick(page.side.office.main, Qt.MouseButton.LeftButton)
        assert told == [InviteForm(role, name.strip())]

    def test_enter_in_the_name_asks_for_it_too(self, show, qtbot):
        page = show(state(OFFICE))
        told = heard(page.invited)
        qtbot.keyClicks(page.side.office.name.line, "Mesa 3")
        qtbot.keyClick(page.side.office.name.line, Qt.Key.Key_Return)
        assert told == [InviteForm("", "Mesa 3")]

    def test_enter_does_nothing_while_the_office_works(self, show, qtbot):
        page = show(state(dataclasses.replace(OFFICE, busy=True)))
        told = heard(page.invited)
        qtbot.keyClick(page.side.office.name.line, Qt.Key.Key_Return)
        assert told == []

    def test_what_is_typed_stays_until_the_next_invitation(self, show):
        page = show(state(OFFICE))
        page.side.office.role.set_value("door")
        page.side.office.name.set_text("Puerta C")
        show(state(dataclasses.replace(OFFICE, problem="La central no responde.")))
        assert page.side.office.form() == InviteForm("door", "Puerta C")
        show(state(dataclasses.replace(OFFICE, serial=1)))
        assert page.side.office.form() == InviteForm()

    def test_a_name_is_no_longer_than_a_hub_takes(self, show, qtbot):
        page = show(state(OFFICE))
        qtbot.keyClicks(page.side.office.name.line, "x" * 80)
        assert len(page.side.office.form().name) == 60

    @pytest.mark.parametrize("name", SIDES)
    def test_trouble_stands_above_whatever_it_is(self, show, name):
        page = show(state(dataclasses.replace(SIDES[name], problem="La central no responde.")))
        assert page.side.problem.isVisible()
        assert page.side.problem.text() == "La central no responde."

    def test_the_question_is_answered_or_left(self, show, qtbot):
        page = show(state(ASKED))
        yes, no = heard(page.confirmed), heard(page.escaped)
        qtbot.mouseClick(page.side.question.main, Qt.MouseButton.LeftButton)
        qtbot.mouseClick(page.side.question.cancel, Qt.MouseButton.LeftButton)
        assert (yes, no) == ([None], [None])

    def test_escape_goes_back(self, show, qtbot):
        page = show(state(ASKED))
        told = heard(page.escaped)
        page.enter()
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        qtbot.keyClick(page, Qt.Key.Key_X)
        assert told == [None]


class TestInvitation:
    def test_it_shows_qr_and_text_and_what_is_left(self, show):
        side = show(state(INVITED)).side.invitation
        assert [line.text() for line in side.lines if line.isVisible()] == list(INVITATION.lines)
        assert side.left.chip == ChipData("vence en 14:59", Tone.SOFT, "timer")
        assert side.qr.module() > 0

    def test_one_that_is_over_shows_nothing_that_could_be_used(self, show):
        over = dataclasses.replace(INVITATION, over=True, left="La usó «Puerta C».", tone=Tone.OK)
        side = show(state(dataclasses.replace(INVITED, invitation=over, words=()))).side.invitation
        assert side.qr.module() == 0
        assert [line for line in side.lines if line.isVisible()] == []
        assert side.left.chip == ChipData("La usó «Puerta C».", Tone.OK, "circle-check")
        assert not side.how.isVisible()

    def test_going_back_is_told_and_the_page_has_the_keyboard(self, show, qtbot):
        page = show(state(INVITED))
        told = heard(page.closed)
        qtbot.mouseClick(page.side.invitation.close_button, Qt.MouseButton.LeftButton)
        assert told == [None]
        assert page.hasFocus()

    @pytest.mark.parametrize("chosen", list(Theme))
    def test_the_qr_is_black_on_white_with_its_quiet_zone_in_every_theme(self, show, dress, chosen):
        dress(chosen)
        qr = show(state(INVITED)).side.invitation.qr
        image, size = qr.grab().toImage(), qr.module()
        left = (qr.width() - 11 * size) // 2
        top = (qr.height() - 11 * size) // 2

        def shade(x: int, y: int) -> str:
            return image.pixelColor(left + x * size + size // 2, top + y * size + size // 2).name()

        drawn = [["#" if shade(x, y) == "#000000" else " " for x in range(4, 7)] for y in (4, 5, 6)]
        assert tuple("".join(line) for line in drawn) == INVITATION.rows
        quiet = [(0, 0), (3, 5), (10, 10), (7, 4), (5, 3), (5, 7)]
        assert {shade(x, y) for x, y in quiet} == {"#ffffff"}


SIZES = [(1864, 880), (1248, 640), (992, 480)]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", SIDES)
def test_nothing_is_cut_at_any_size(show, page, name, size):
    page.set_compact(compact=size[0] < 1600)
    page.resize(*size)
    show(state(SIDES[name]))
    assert page.size().toTuple() == size
    buttons = [b for b in page.side.findChildren(Button) if b.isVisible()]
    places = [b.rect().translated(b.mapTo(page, b.rect().topLeft())) for b in buttons]
    for button, place in zip(buttons, places, strict=True):
        assert page.rect().contains(place), button.text()
        assert button.height() >= 40
        assert not [other for other in places if other is not place and other.intersects(place)]


def test_the_sign_and_its_words_lie_within_the_page(show, page):
    page.set_compact(compact=True)
    page.resize(992, 480)
    show(state(rows=(row(LONG, Tone.WARN),)))
    line = page.lines[0]
    assert line.name.shown() != LONG
    assert line.name.geometry().right() < line.heard.geometry().left()
    assert line.heard.geometry().right() < line.revoke.geometry().left()
    assert line.revoke.geometry().right() <= line.width()


@pytest.mark.parametrize("name", SIDES)
@pytest.mark.parametrize("chosen", list(Theme))
def test_it_draws_in_every_theme(show, dress, name, chosen):
    tokens = dress(chosen)
    image = show(state(SIDES[name])).grab().toImage()
    found = {
        image.pixelColor(x, y).name().upper()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 9)
    }
    assert tokens.surface.upper() in found


@pytest.mark.parametrize(("lang", "words"), [("pt", "Estações"), ("en", "Stations")])
def test_it_speaks_the_language_in_force(show, page, lang, words):
    show(state())
    texts.use(lang)
    page.retranslate()
    assert page.title.text() == words
    assert page.conflicts.title.text() != "2 ingresos dobles"
    assert page.side.question.cancel.text() != "Cancelar" or lang == "pt"


def test_without_a_change_nothing_is_drawn(show, page, monkeypatch):
    show(state())
    drawn = []
    monkeypatch.setattr(page.side, "show_state", drawn.append)
    show(state())
    assert drawn == []


def test_a_language_event_is_no_news(show, page):
    show(state())
    QApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    assert names(page)[0] == "Puerta B"
