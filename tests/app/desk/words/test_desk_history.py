"""Screen 02: when, where, who, and the day of the person in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from kiosk.app import desk_cards
from kiosk.domain.checkpoints import Direction
from kiosk.domain.journal import EntryKind
from kiosk.domain.verdict import FirstVisit, Reason
from kiosk.store.prints import PrintLine


class TestHistory:
    def test_the_day_is_told_in_order_with_who_and_where(self, made):
        rows = made.history(
            made.line(EntryKind.ADMITTED),
            made.line(EntryKind.PRINTED),
            made.line(EntryKind.ADMITTED, checkpoint="csirt", station="Puerta B", operator=""),
        )
        assert [row.title for row in rows] == [
            "Acreditación en Mesa 2",
            "Credencial impresa",
            "Entró a CSIRT",
        ]
        assert rows[0].detail == "Lucía R."
        assert rows[2].detail == "Puerta B"
        assert rows[0].time == "09:30"

    def test_the_scan_that_led_here_is_marked(self, made):
        again = made.line(EntryKind.REFUSED, reason="already_redeemed")
        rows = made.history(made.line(EntryKind.ADMITTED), again)
        assert [row.now for row in rows] == [False, True]

    def test_an_earlier_attempt_is_only_an_attempt(self, made):
        again = made.line(EntryKind.REFUSED, reason="already_redeemed")
        rows = made.history(again, made.line(EntryKind.CORRECTED))
        assert not any(row.now for row in rows)
        assert rows[0].title == "Intento en Entrada"

    def test_yesterday_is_left_out(self, made):
        assert made.history(made.line(EntryKind.ADMITTED, at=made.now - timedelta(days=1))) == ()

    def test_what_was_undone_says_so(self, made):
        (row,) = made.history(made.line(EntryKind.ADMITTED, undone=True))
        assert row.title.endswith("(deshecho)")

    def test_an_exit_and_an_unknown_room_have_words(self, made):
        out = made.line(EntryKind.LEFT, direction=Direction.EXIT, checkpoint="gone-room")
        (row,) = made.history(out)
        assert row.title == "Salió de gone-room"

    def test_giving_a_code_is_not_worth_a_line(self, made):
        assert made.history(made.line(EntryKind.BADGE_ISSUED)) == ()


class TestAlready:
    def test_when_where_and_who(self, made):
        prints = tuple(PrintLine(str(n), "done", "", "c", made.now) for n in range(2))
        shown = made.chosen(made.no(Reason.ALREADY_REDEEMED), checked_in=made.visit, prints=prints)
        state = desk_cards.already_state(shown, made.place, made.now, 2)
        assert state.when == ("09:12", "hoy, hace 23 minutos")
        assert state.where == ("Mesa 2", "planta baja")
        assert state.who == ("Lucía R.", "credencial impresa 2 veces")
        assert state.reason == 2

    def test_another_stations_place_is_not_invented(self, made):
        visit = replace(made.visit, station="Mesa 9", operator="", at=made.now - timedelta(days=1))
        state = desk_cards.already_state(made.chosen(checked_in=visit), made.place, made.now, 0)
        assert state.where == ("Mesa 9", "")
        assert state.who == ("–", "credencial sin imprimir")
        assert not state.when[1].startswith("hoy")

    def test_without_a_visit_the_verdict_tells(self, made):
        first = FirstVisit(made.now, "Mesa 4", "Ana")
        shown = made.chosen(made.no(Reason.ALREADY_REDEEMED, first_visit=first))
        assert desk_cards.already_state(shown, made.place, made.now, 0).where[0] == "Mesa 4"
