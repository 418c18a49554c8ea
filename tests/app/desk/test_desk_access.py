"""The access page: whom it shows, when, what it records (nothing), and how one gets back."""

import pytest
from PySide6.QtCore import QPoint, Qt

from kiosk.store import journal
from kiosk.texts import use
from kiosk.ui.desk.state import Page
from kiosk.ui.widgets.chip import Tone

ROOMS = ["main", "forum", "csirt", "assembly"]


@pytest.fixture
def jose(desk):
    """The access page of José, by F7 from his card."""
    desk.type("ibanez")
    desk.press(Qt.Key.Key_F7)
    return desk


def state(desk):
    return desk.view._state.access


def answer(desk):
    return state(desk).answer


def chips(desk):
    return {row.person_id: row.state for row in state(desk).rooms}


def choose_room(desk, room):
    desk.view.access.room_chosen.emit(ROOMS.index(room))
    desk.idle()


def choose_moment(desk, day, time=None):
    moment = desk.view.access.person.moment
    moment.day_chosen.emit(day)
    if time is not None:
        moment.time_edited.emit(time)
    desk.idle()


def count(desk):
    return desk.read(lambda ctx: journal.count(ctx.db))


class TestOpening:
    def test_f7_shows_the_person_of_the_card(self, jose):
        assert jose.page is Page.ACCESS
        assert state(jose).name == "José Núñez Ibáñez"
        assert [row.person_id for row in state(jose).rooms] == ROOMS
        assert jose.view._pages.currentWidget() is jose.view.access

    def test_the_tab_shows_it_without_a_person(self, desk):
        desk.controller._on_tab(Page.ACCESS.value)
        desk.idle()

        assert desk.page is Page.ACCESS
        assert state(desk).rooms == ()
        assert desk.view.access._right.currentWidget() is desk.view.access.empty

    def test_a_click_on_a_room_of_the_card_opens_it_there(self, desk):
        desk.type("ibanez")
        rooms = desk.view.card.rooms
        number = [line.room for line in rooms.shown()].index("csirt")
        line = QPoint(20, number * rooms._step + 10)
        desk.qtbot.mouseClick(rooms, Qt.MouseButton.LeftButton, pos=line)
        desk.idle()

        assert desk.page is Page.ACCESS
        assert answer(desk).name == "Reunión de CSIRTs"

    def test_the_tab_is_marked(self, jose):
        assert jose.view.top.tabs[Page.ACCESS.value].isChecked()


class TestAnswers:
    def test_every_room_says_whether_and_why_in_two_words(self, jose):
        shown = chips(jose)

        assert (shown["main"].tone, shown["main"].text) == (Tone.OK, "Entra: abierta")
        assert (shown["csirt"].tone, shown["csirt"].text) == (Tone.BAD, "No: no está en lista")

    def test_a_room_in_full_tells_its_objections_first(self, jose):
        choose_room(jose, "csirt")

        told = answer(jose)
        assert told.headline == "NO ESTÁ EN LA LISTA"
        assert (told.steps[0].name, told.steps[0].met) == ("No le corresponde entrar", False)
        assert told.steps[0].lines[0].words.startswith("Hace falta una invitación")
        assert all(step.met for step in told.steps[1:])
        assert told.way == "Pida una invitación a la organización."

    def test_who_would_be_admitted_needs_no_way_in(self, jose):
        choose_room(jose, "forum")

        assert answer(jose).tone is Tone.OK
        assert answer(jose).way == ""
        assert answer(jose).invite == answer(jose).withdraw == ""

    def test_the_arrows_go_through_the_rooms(self, jose):
        box = jose.view.access.box.line
        jose.press(Qt.Key.Key_Down, box)
        jose.press(Qt.Key.Key_Down, box)

        assert state(jose).room == 2
        assert answer(jose).name == "Reunión de CSIRTs"
        for _step in range(9):
            jose.press(Qt.Key.Key_Up, box)
        assert state(jose).room == 0

    def test_a_change_of_language_changes_the_words(self, jose):
        choose_room(jose, "csirt")
        use("en")
        jose.controller.render()
        jose.view.retranslate()
        assert answer(jose).headline == "NOT ON THE LIST"
        assert jose.view.access.person.back.text() == "Back"
        use("es")


class TestMoments:
    def test_now_is_chosen_at_first_and_told(self, jose):
        assert state(jose).day == ""
        assert answer(jose).when == "Ahora, 09:14"

    def test_the_events_days_are_offered(self, jose):
        assert [value for value, _words in state(jose).days] == [
            "", "2026-10-05", "2026-10-06", "2026-10-07", "2026-10-08", "2026-10-09",
        ]  # fmt: skip

    def test_a_day_begins_at_nine_and_today_at_the_time_of_day(self, jose):
        choose_moment(jose, "2026-10-07")
        assert state(jose).time == "09:00"
        choose_moment(jose, "")
        choose_moment(jose, "2026-10-05")
        assert state(jose).time == "09:14"

    def test_a_typed_moment_is_asked_about(self, jose):
        choose_moment(jose, "2026-10-07", "14:05")

        assert answer(jose).when == "miércoles 7 de octubre, 14:05"

    @pytest.mark.parametrize("typed", ["", "1", "14:", "14:5", "25:00", "14:60", "mañana", "²:00"])
    def test_a_time_that_is_none_is_told_and_asks_nothing(self, jose, typed):
        choose_moment(jose, "2026-10-07", "14:05")
        choose_moment(jose, "2026-10-07", typed)

        assert state(jose).problem
        assert jose.view.access.person.moment.problem.isVisible()
        assert answer(jose).when == "miércoles 7 de octubre, 14:05"

    def test_a_time_without_a_day_is_todays(self, jose):
        jose.view.access.person.moment.time_edited.emit("18:30")
        jose.idle()

        assert state(jose).day == "2026-10-05"
        assert answer(jose).when == "lunes 5 de octubre, 18:30"

    def test_now_again_forgets_the_time(self, jose):
        choose_moment(jose, "2026-10-07", "14:05")
        choose_moment(jose, "")

        assert (state(jose).day, state(jose).time) == ("", "")


class TestChoosing:
    def test_typing_finds_people_and_enter_takes_one(self, jose):
        page = jose.view.access
        jose.qtbot.keyClicks(page.box.line, "araujo")
        jose.idle()
        assert page._left.currentWidget() is page.found
        jose.press(Qt.Key.Key_Return, page.box.line)

        assert state(jose).name == "João Pedro Araújo Lima"
        assert page._left.currentWidget() is page.person
        assert page.box.text() == ""

    def test_the_arrows_choose_among_the_found(self, jose):
        page = jose.view.access
        jose.qtbot.keyClicks(page.box.line, "nunez")
        jose.idle()
        jose.press(Qt.Key.Key_Down, page.box.line)
        wanted = state(jose).found[1].name
        jose.press(Qt.Key.Key_Return, page.box.line)

        assert state(jose).name == wanted

    def test_nobody_found_says_so(self, jose):
        jose.qtbot.keyClicks(jose.view.access.box.line, "xyzzy")
        jose.idle()

        assert state(jose).message.startswith("Nadie coincide.")

    def test_a_scan_shows_that_person_and_stays_here(self, jose):
        jose.scan("code-tomas")

        assert jose.page is Page.ACCESS
        assert state(jose).name == "Tomás Ñuflo Núñez"
        assert chips(jose)["main"].text == "No: falta el pago"

    def test_a_code_typed_by_hand_counts_as_scanned(self, jose, monkeypatch):
        monkeypatch.setattr("kiosk.app.desk_jobs.is_code", lambda text, _place: bool(text))
        jose.qtbot.keyClicks(jose.view.access.box.line, "code-joao")
        jose.press(Qt.Key.Key_Return, jose.view.access.box.line)

        assert state(jose).name == "João Pedro Araújo Lima"

    def test_an_unknown_code_is_told_and_the_person_stays(self, jose):
        jose.scan("code-of-nobody")

        assert "no está en la lista" in state(jose).message
        assert state(jose).name == "José Núñez Ibáñez"


class TestBack:
    def test_escape_goes_back_to_the_card(self, jose):
        jose.press(Qt.Key.Key_Escape, jose.view.access.box.line)

        assert jose.page is Page.SEARCH
        assert jose.view._state.card.name == "José Núñez Ibáñez"

    def test_escape_first_clears_what_was_typed(self, jose):
        page = jose.view.access
        jose.qtbot.keyClicks(page.box.line, "araujo")
        jose.idle()
        jose.press(Qt.Key.Key_Escape, page.box.line)

        assert jose.page is Page.ACCESS
        assert page.box.text() == ""
        assert state(jose).name == "José Núñez Ibáñez"

    def test_without_a_person_it_goes_to_an_empty_search(self, desk):
        desk.controller._on_tab(Page.ACCESS.value)
        desk.press(Qt.Key.Key_Escape, desk.view.access.box.line)

        assert desk.page is Page.SEARCH

    def test_the_keys_work_from_the_moment_too(self, jose):
        time = jose.view.access.person.moment.time
        time.setFocus()
        jose.press(Qt.Key.Key_Down, time)
        assert state(jose).room == 1
        jose.press(Qt.Key.Key_Escape, time)
        assert jose.page is Page.SEARCH

    def test_the_search_tab_leaves_it(self, jose):
        jose.controller._on_tab(Page.SEARCH.value)
        jose.idle()
        jose.scan("code-maria")

        assert jose.page is Page.SEARCH
        assert jose.view._state.card.name == "María José Núñez Prado"


def test_looking_records_nothing(jose):
    before = count(jose)
    for room in ROOMS:
        choose_room(jose, room)
    choose_moment(jose, "2026-10-07", "14:05")
    choose_moment(jose, "")
    jose.scan("code-ramon")
    jose.scan("code-of-nobody")
    jose.qtbot.keyClicks(jose.view.access.box.line, "araujo")
    jose.idle()
    jose.press(Qt.Key.Key_Return, jose.view.access.box.line)
    jose.controller.access._on_again()
    jose.idle()

    assert count(jose) == before


def test_what_is_said_of_now_is_asked_again(jose):
    jose.controller.access._on_again()
    jose.idle()
    told = jose.model.access.told

    choose_moment(jose, "2026-10-07", "14:05")
    asked = jose.model.access.told
    jose.controller.access._on_again()
    jose.idle()
    assert told is not asked
    assert jose.model.access.told is asked


def test_a_screen_that_is_gone_asks_nothing(jose):
    assert jose.controller.access._again.isActive()
    jose.controller.stop()
    assert not jose.controller.access._again.isActive()


def test_the_other_keys_of_the_desk_do_nothing_here(jose):
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F3, Qt.Key.Key_F6, Qt.Key.Key_F8):
        jose.press(key)

    assert jose.page is Page.ACCESS
    assert count(jose) == 0
