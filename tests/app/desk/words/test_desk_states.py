"""The bars, the print queue and the whole state, made of what the desk knows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kiosk import texts
from kiosk.app import desk_states, desk_status
from kiosk.app.desk_model import DeskModel, Question, WalkInModel
from kiosk.app.prints_jobs import Job, Queue
from kiosk.app.prints_model import PrintsModel
from kiosk.services.counts import Counts
from kiosk.services.desk import SAME_EMAIL, SAME_NAME, SIMILAR_NAME
from kiosk.services.find import Found
from kiosk.ui.desk.state import CardMode, Page
from kiosk.ui.widgets.chip import Tone


class TestBars:
    def test_only_what_exists_is_shown(self, made):
        assert desk_status.status_state(DeskModel(), made.now).items == ()
        counts = Counts(5, 9, 1, None)
        state = desk_status.status_state(DeskModel(counts=counts), made.now)
        assert [(i.before, i.strong) for i in state.items] == [("Cola de impresión", "1")]
        assert (state.checked_in, state.expected) == (5, 9)

    def test_a_failed_job_and_a_silent_printer_are_amber(self, made):
        failed = Job("j", "ana", "Ana", "failed", "Sin papel", made.now)
        model = DeskModel(
            counts=Counts(0, 0, 1, made.now - timedelta(seconds=12)),
            printer=("Zebra", "sin papel", False),
            prints=PrintsModel(Queue((failed,))),
        )
        items = desk_status.status_state(model, made.now).items
        assert items[0].strong == "hace 12 s"
        assert [i.tone for i in items[1:]] == [Tone.WARN, Tone.WARN]

    def test_the_top_bar_follows_language_and_clock(self, made):
        texts.use("en")
        top = desk_status.top_state(made.place, made.now)
        assert (top.event, top.clock, top.language) == ("Event", "09:35", "en")


class TestState:
    def test_the_whole_state_is_made_of_the_model(self, made):
        model = DeskModel(
            mode=CardMode.PERSON,
            query="ana",
            found=(Found(made.ana, (made.paid,)),),
            chosen=made.chosen(),
            problem=lambda: "La impresora no responde.",
            message=lambda: "Listo.",
        )
        state = desk_states.state_of(model, made.place, made.now)
        assert state.card is not None
        assert state.card.name == "Ana Quiroga"
        assert state.search.rows[0].name_hits == ((0, 3),)
        assert (state.banner, state.search.message) == ("La impresora no responde.", "Listo.")
        assert state.already is None

    def test_screen_02_is_made_only_when_it_is_open(self, made):
        model = DeskModel(page=Page.ALREADY, chosen=made.chosen(checked_in=made.visit))
        assert desk_states.state_of(model, made.place, made.now).already is not None

    @pytest.mark.parametrize(("kind", "icon"), [("undo", "undo-2"), ("override", "printer")])
    def test_a_question_names_the_person_and_offers_three_reasons(self, made, kind, icon):
        model = DeskModel(question=Question(kind, "Ana", made.now, "e", 1))
        reason = desk_states.state_of(model, made.place, made.now).reason
        assert reason is not None
        assert "Ana" in reason.title
        assert len(reason.options) == 3
        assert (reason.icon, reason.chosen) == (icon, 1)

    @pytest.mark.parametrize(
        ("why", "organisation", "words"),
        [
            (SAME_NAME, "cert", "Mismo nombre y organización"),
            (SAME_NAME, "otra", "Mismo nombre"),
            (SAME_EMAIL, "cert", "Mismo correo"),
            (SIMILAR_NAME, "", "Nombre parecido"),
            (SIMILAR_NAME, "CERT", "Nombre parecido y misma organización"),
        ],
    )
    def test_a_candidate_says_why_it_is_one(self, made, why, organisation, words):
        walk_in = WalkInModel(
            similar=((Found(made.ana, (made.paid,)), why),), organisation=organisation
        )
        state = desk_states.state_of(DeskModel(walk_in=walk_in), made.place, made.now).walk_in
        assert state.candidates[0].why == words
        assert state.blocked

    def test_an_answered_candidate_asks_no_more(self, made):
        walk_in = WalkInModel(
            similar=((Found(made.ana, (made.paid,)), SAME_NAME),), cleared=frozenset({"ana"})
        )
        assert not desk_states.state_of(
            DeskModel(walk_in=walk_in), made.place, made.now
        ).walk_in.blocked

    @pytest.mark.parametrize("lang", texts.LANGUAGES)
    def test_the_forms_offer_countries_in_order_of_the_language(self, made, lang):
        texts.use(lang)
        offered = desk_states.choices(made.place)
        names = {o.value: o.label for o in offered.countries}
        assert names["BR"] == ("Brazil" if lang == "en" else "Brasil")
        assert "EU" not in names
        assert len(names) > 240
        assert [o.value for o in offered.roles] == ["attendee", "speaker", "press", "sponsor"]
