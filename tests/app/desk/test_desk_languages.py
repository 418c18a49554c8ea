"""The language switches live on every page; what was typed, chosen and asked stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt

from kiosk import texts
from kiosk.app.desk_cards import why
from kiosk.app.desk_rows import room_lines
from kiosk.app.language import Language
from kiosk.domain.checkpoints import Admits, Direction, Slot
from kiosk.domain.verdict import Answer, Reason, Status, Verdict
from kiosk.services.card import RoomRight
from kiosk.services.check_in import ScanOutcome
from kiosk.ui.desk.state import CardMode, FormData, Page

ENTER = Qt.Key.Key_Return
NOON = datetime(2026, 10, 6, 15, 0, tzinfo=UTC)
"""Twelve o'clock in Montevideo."""


@pytest.fixture
def speak(desk):
    language = Language(desk.view)
    desk.controller.language_wanted.connect(language.use)

    def use(code: str) -> None:
        desk.view.language_chosen.emit(code)
        desk.idle()

    return use


LANGUAGES = ("pt", "en", "es")


class TestEveryPage:
    def test_the_search_keeps_its_text_and_its_choice(self, desk, speak):
        desk.type("nunez")
        desk.press(Qt.Key.Key_Down)
        chosen = desk.view._state.card.person_id
        for code, words in zip(LANGUAGES, ("4 pessoas", "4 people", "4 personas"), strict=True):
            speak(code)
            assert desk.view.search.hints.count.text().startswith(words)
            assert desk.view.box.text() == "nunez"
            assert desk.view._state.card.person_id == chosen

    def test_screen_02_keeps_its_reason(self, desk, speak):
        desk.type("ibanez")
        desk.press(ENTER)
        desk.scan("code-jose")
        desk.press(Qt.Key.Key_2)
        wanted = ("Já credenciado", "Already checked in", "Ya se había acreditado")
        for code, words in zip(LANGUAGES, wanted, strict=True):
            speak(code)
            assert desk.page is Page.ALREADY
            assert desk.view.already_left.headline.text().startswith(words[:3])
            assert desk.view.already_card.reasons.choices[1].isChecked()
            title = desk.view.already_card.reasons.choices[1].text()
            assert title == desk.view._state.already.options[1][0]
        assert title == "Se perdió"

    def test_a_question_keeps_its_answer(self, desk, speak):
        desk.type("nuflo")
        desk.press(ENTER)
        desk.press(Qt.Key.Key_2)
        seen = set()
        for code in LANGUAGES:
            speak(code)
            assert desk.mode is CardMode.REASON
            assert desk.view.reason.reasons.choices[1].isChecked()
            seen.add(desk.view.reason.title.text())
        assert len(seen) == 3

    def test_a_walk_in_keeps_what_was_typed(self, desk, speak):
        desk.press(Qt.Key.Key_F4)
        form = desk.view.walk_in.form
        data = FormData("Ana", "Quiroga", "", "a@x.example", "CERT", "BR", "speaker", ("pt",), True)
        form.fill(data)
        for code, country in zip(LANGUAGES, ("Brasil", "Brazil", "Brasil"), strict=True):
            speak(code)
            assert form.data() == data
            assert form.country.box.currentText() == country

    def test_a_correction_keeps_what_was_typed(self, desk, speak):
        desk.type("ibanez")
        desk.press(Qt.Key.Key_F2)
        desk.view.correct.form.given.line.setText("Pepe")
        for code in LANGUAGES:
            speak(code)
            assert desk.mode is CardMode.CORRECT
            assert desk.view.correct.form.given.text() == "Pepe"
        assert desk.view.correct.title.text() == "Corregir datos"

    def test_the_print_queue_follows(self, desk, speak):
        desk.type("ibanez")
        desk.press(ENTER)
        desk.controller._on_tab(Page.PRINTS.value)
        seen = []
        for code in LANGUAGES:
            speak(code)
            seen.append(desk.view._state.prints.rows[0].state.text)
        assert seen == ["Esperando", "Waiting", "Esperando"]

    def test_a_message_and_a_banner_follow(self, desk, speak):
        desk.scan("no-such-code")
        desk.controller.show_problem(lambda: texts.translate("Ese PIN no es."))
        said = {(desk.message, desk.banner)}
        for code in LANGUAGES:
            speak(code)
            said.add((desk.message, desk.banner))
        assert len(said) == 3

    def test_an_empty_desk_follows(self, desk, speak):
        seen = set()
        for code in LANGUAGES:
            speak(code)
            seen.add(desk.view.empty.title.text())
        assert len(seen) == 3

    def test_the_focus_stays_where_it_was(self, desk, speak):
        desk.press(Qt.Key.Key_F4)
        desk.view.walk_in.form.email.setFocus()
        speak("en")
        assert desk.view.walk_in.form.email.line.hasFocus()


class TestRoomTimes:
    def line(self, made, opens: datetime):
        right = RoomRight(made.room, made.no(Reason.NOT_OPEN, params={"opens": opens}))
        return room_lines((right,), made.place, NOON)[0].why

    @pytest.fixture
    def made(self, desk):
        """The event's room by invitation and how to refuse it."""
        from types import SimpleNamespace

        event = desk.controller.place.event

        def no(reason, **more):
            return Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, reason, **more)

        return SimpleNamespace(
            room=event.checkpoint("csirt"), place=desk.controller.place, no=no, event=event
        )

    @pytest.mark.parametrize(
        ("lang", "today", "later"),
        [
            ("es", "abre 13:30", "mié 7, 13:30"),
            ("pt", "abre às 13:30", "qua 7, 13:30"),
            ("en", "opens 13:30", "Wed 7, 13:30"),
        ],
    )
    def test_today_needs_no_day_and_another_day_no_number_of_a_month(
        self, made, lang, today, later
    ):
        texts.use(lang)
        opens = NOON + timedelta(hours=1, minutes=30)
        assert self.line(made, opens) == today
        assert self.line(made, opens + timedelta(days=1)) == later

    def test_the_day_is_the_events_and_not_utc(self, made):
        late = datetime(2026, 10, 7, 1, 0, tzinfo=UTC)
        assert self.line(made, late) == "abre 22:00"

    def test_without_a_time_the_right_is_told(self, made):
        right = RoomRight(made.room, made.no(Reason.NOT_OPEN))
        assert room_lines((right,), made.place, NOON)[0].why == "en lista"

    def test_todays_rooms_stand_before_those_of_other_days(self, made):
        def right(name, days, admits=Admits.EVERYONE):
            slot = Slot(NOON + timedelta(days=days), NOON + timedelta(days=days, hours=2))
            room = replace(made.room, name={"es": name}, short={}, admits=admits, slots=(slot,))
            return RoomRight(room, Verdict(Status.OK, Answer.ADMIT, Direction.ENTRY))

        always = replace(made.room, name={"es": "siempre"}, short={}, slots=())
        rights = (
            right("mañana", 1, Admits.INVITED),
            right("ayer", -1),
            right("hoy", 0),
            right("hoy por lista", 0, Admits.INVITED),
            RoomRight(always, made.no(Reason.NOT_INVITED)),
        )
        names = [line.name for line in room_lines(rights, made.place, NOON)]
        assert names == ["hoy por lista", "siempre", "hoy", "mañana", "ayer"]

    def test_a_room_of_several_days_is_todays_on_each(self, made):
        slot = Slot(NOON - timedelta(days=2), NOON + timedelta(days=2))
        long = RoomRight(replace(made.room, name={"es": "larga"}, slots=(slot,)), made.no(None))
        other = Slot(NOON + timedelta(days=1), None)
        next_day = replace(made.room, name={"es": "mañana"}, slots=(other,))
        lines = room_lines((RoomRight(next_day, made.no(None)), long), made.place, NOON)
        assert [line.name for line in lines] == ["larga", "mañana"]

    def test_the_short_name_is_used_where_there_is_one(self, made):
        room = replace(made.room, short={"es": "CSIRT", "en": "CSIRTs"})
        right = RoomRight(room, made.no(None))
        assert room_lines((right,), made.place, NOON)[0].name == "CSIRT"
        texts.use("en")
        assert room_lines((right,), made.place, NOON)[0].name == "CSIRTs"


class TestWhy:
    def outcome(self, desk, **more):
        verdict = Verdict(Status.ERROR, Answer.REFUSE, Direction.ENTRY, **more)
        room = desk.controller.place.event.checkpoint("csirt")
        return ScanOutcome(verdict, room, Direction.ENTRY, NOON)

    def test_a_time_of_today_is_told_without_its_day(self, desk):
        opens = {"opens": NOON + timedelta(hours=1)}
        outcome = self.outcome(desk, reason=Reason.NOT_OPEN, params=opens)
        assert "a las 13:00" in why(outcome, desk.controller.place, NOON)
        assert "octubre" not in why(outcome, desk.controller.place, NOON)

    def test_a_time_of_another_day_is_told_with_it(self, desk):
        opens = {"opens": NOON + timedelta(days=1)}
        outcome = self.outcome(desk, reason=Reason.NOT_OPEN, params=opens)
        assert "miércoles 7 de octubre" in why(outcome, desk.controller.place, NOON)

    def test_roles_have_the_events_names(self, desk):
        outcome = self.outcome(desk, reason=Reason.NOT_ENTITLED)
        room = replace(outcome.checkpoint, admits=Admits.ROLES, roles=("fellow",))
        words = why(replace(outcome, checkpoint=room), desk.controller.place, NOON)
        assert "Becario" in words
        assert "fellow" not in words
